"""The plain way to make the same mail: every template rendered for every reader, and `EmailMessage`.

What the press makes must say the same (tests), in far less time (bench/bench_render.py).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from html.parser import HTMLParser
from itertools import groupby
from typing import Any

import markupsafe

from digest.domain import mail
from digest.render import faces, kinds, layout, letterhead, placing, prepared, sheet, tongues
from digest.render.templates import Templates


def html(edition: mail.Edition, sender: mail.Sender, links: mail.Links, templates: Templates) -> str:
    """The HTML of the edition, rendered as a whole."""
    return _body(kinds.HTML, edition, sender, links, templates)


def text(edition: mail.Edition, sender: mail.Sender, links: mail.Links, templates: Templates) -> str:
    """The plain text of the edition, rendered as a whole."""
    return _body(kinds.TEXT, edition, sender, links, templates)


def message(
    edition: mail.Edition, sender: mail.Sender, links: mail.Links, templates: Templates, *, sent_at: datetime, id_: str
) -> bytes:
    """The message as a newcomer to the standard library would make it."""
    made = EmailMessage(policy=SMTP)
    made["From"] = f"{sender.name} <{sender.address}>"
    made["To"] = edition.address
    made["Subject"] = edition.subject
    made["Date"] = format_datetime(sent_at)
    made["Message-ID"] = letterhead.message_id(sender, id_)
    made["Reply-To"] = sender.reply_to
    made["List-Id"] = f"{sender.name} <{sender.list_id}>"
    made["List-Unsubscribe"] = f"<{links.leave}>"
    made["List-Post"] = "NO"
    made["List-Owner"] = f"<mailto:{sender.reply_to}>"
    made["Auto-Submitted"] = "auto-generated"
    made["Precedence"] = "list"
    made["X-Auto-Response-Suppress"] = "OOF, AutoReply"
    made.set_content(text(edition, sender, links, templates))
    made.add_alternative(html(edition, sender, links, templates), subtype="html")
    return made.as_bytes()


def said(markup: str) -> list[object]:
    """What a program reads in HTML: tags with their attributes, and words, all spaces alike, references resolved."""
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    return [(kind, " ".join(what.split()) if kind == "words" else what, more) for kind, what, more in reader.joined()]


@dataclass(frozen=True, kw_only=True)
class _Plain:
    """One face in one language."""

    face: kinds.Face
    sheet: sheet.Sheet
    links: mail.Links
    templates: Templates

    def rendered(self, name: str, **values: object) -> str:
        """A template filled; it is what autoescape made, so that it may be placed in another."""
        kind = kinds.BOTH[self.face]
        shared = self.sheet.shared[self.face]
        found = self.templates.render(f"email/digest-{name}.{kind.suffix}", {**shared, **values}).strip("\n")
        return markupsafe.Markup(found) if self.face == kinds.HTML else found

    def joined(self, found: Sequence[str]) -> str:
        """Stories or sections, one after the other."""
        joint = kinds.BOTH[self.face].joint
        return (markupsafe.Markup(joint) if self.face == kinds.HTML else joint).join(found)

    def card(self, section: tuple[str, str], item: mail.Item, number: int) -> str:
        """One story with the words of its reader."""
        kind, tongue = kinds.BOTH[self.face], self.sheet.tongue
        card = replace(
            kind.card(layout.card(item, prepared.kind(section), self.sheet.page, tongue, picture=None)),
            number=kind.number(number),
            byline=kind.line(layout.byline(item, tongue)),
            why=kind.line(layout.why(item.why, tongue)),
            more_url=self.links.more.replace(mail.NUMBER, str(number)),
            less_url=self.links.less.replace(mail.NUMBER, str(number)),
        )
        return self.rendered("card", card=card)


def _body(face: kinds.Face, edition: mail.Edition, sender: mail.Sender, links: mail.Links, templates: Templates) -> str:
    kind, tongue = kinds.BOTH[face], tongues.shipped().of(edition.language)
    made = sheet.Sheet(templates, layout.page(sender, edition, tongue, logo=False), tongue, domain="")
    way = _Plain(face=face, sheet=made, links=links, templates=templates)
    lead, sections = "", []
    placed = ((section, item) for section, held in placing.shelves(edition, tongue) for item in held)
    numbered = enumerate(placed, start=1)
    for section, stories in groupby(numbered, lambda found: found[1][0]):
        cards = way.joined([way.card(*place, number) for number, place in stories])
        if section == prepared.LEAD:
            lead = cards
        else:
            named = faces.Section(kind=section[0], name=kind.words(section[1]), cards=cards)
            sections.append(way.rendered("section", section=named))
    words = faces.Mail(*map(kind.words, layout.whole(edition, sender, links, tongue)))
    return way.rendered("body", mail=words._replace(lead=lead, stories=way.joined(sections))) + "\n"


class _Reader(HTMLParser):
    """Collects tags and words."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._found: list[tuple[str, str, Any]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._found.append(("begins", tag, sorted(attrs)))

    def handle_endtag(self, tag: str) -> None:
        self._found.append(("ends", tag, None))

    def handle_data(self, data: str) -> None:
        self._found.append(("words", data, None))

    def joined(self) -> list[tuple[str, str, Any]]:
        """What was found, words that follow each other as one."""
        whole: list[tuple[str, str, Any]] = []
        for found in self._found:
            if found[0] == "words" and whole and whole[-1][0] == "words":
                whole[-1] = ("words", whole[-1][1] + found[1], None)
            else:
                whole.append(found)
        return whole
