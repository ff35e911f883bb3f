"""An edition as the finished words its templates place: nothing left to decide in a template (pure)."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from operator import attrgetter

from digest.domain import mail, people
from digest.render import columns, cut, faces, hosts, tongues

#: Other outlets named beside a story; of more, only how many.
_ALSO = 4
#: Columns by which a story stands in from its number, in plain text.
INDENT = 4
#: Pixels: the column's width, and the height of a logo.
_COLUMN = 552
_LOGO = 48
_NO_BREAK = "\u00a0"
#: The blocks of scripts written from right to left (Unicode, DerivedBidiClass).
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]")
#: What became of the stories that are not shown: fields of `people.Counts`, and the words for each.
_CAUSES = (
    ("unmatched", tongues.later("{number} on no topic or word you want")),
    ("repeats", tongues.later("{number} sent to you before")),
    ("muted", tongues.later("{number} under a word or source you muted")),
    ("weak", tongues.later("{number} wanted, but too weakly to be worth your time")),
    ("alike", tongues.later("{number} too like another that is here")),
    ("capped", tongues.later("{number} from an outlet that already had its share")),
    ("left_over", tongues.later("{number} wanted, but with no room left")),
    ("broken", tongues.later("{number} wanted, but impossible to show")),
)
_LEFT_OUT = attrgetter(*(name for name, _ in _CAUSES))
#: Stands for a reader's address in words that are said once; no name or address holds it.
_ADDRESS = "\x01"
#: A link we print: absolute, http or https, nothing that could end an attribute or a line (FET-31).
_LINK = re.compile(r"https?://[^\s\x00-\x20\x7f-\x9f\ufdd0-\ufdef\ud800-\udfff\ufffe\uffff<>\"'\\^`{|}]+")


def page(sender: mail.Sender, edition: mail.Edition, tongue: tongues.Tongue, *, logo: bool) -> faces.Page:
    """What the edition shares with all of its language; `logo` says whether the sender's is there to be shown."""
    spoken = tongue.language
    return faces.Page(
        service=cut.one_line(sender.name),
        postal=cut.one_line(sender.postal),
        logo=_logo(sender, sender.brand.logo) if logo and sender.brand.logo else None,
        accent=sender.brand.accent,
        accent_dark=sender.brand.accent_dark,
        language=edition.language,
        direction=edition.direction,
        start=_start(edition.direction),
        words_language=spoken,
        words_direction=edition.direction if spoken == edition.language else "ltr",
    )


def whole(edition: mail.Edition, sender: mail.Sender, links: mail.Links, tongue: tongues.Tongue) -> faces.Mail:
    """The words of one mail but its stories."""
    return faces.Mail(
        subject=cut.one_line(edition.subject),
        date=cut.one_line(edition.date_words),
        headline=cut.one_line(edition.headline),
        note=cut.one_line(edition.note),
        left_out=_numbers(edition.counts, tongue),
        left_out_why=_causes(edition.counts, tongue),
        sources=" · ".join(_apart([_source(outlet, count, tongue) for outlet, count in edition.sources])),
        reason=_reason(sender.name, sender.address, tongue).replace(_ADDRESS, edition.address),
        leave_url=links.leave,
        change_url=links.change,
        read_url=links.read,
        more_template=links.more,
        less_template=links.less,
    )


def card(
    item: mail.Item, kind: str, edition: faces.Page, tongue: tongues.Tongue, *, picture: faces.Shown | None
) -> faces.Card:
    """One story, without what differs from reader to reader: number, byline, why, more and less."""
    title, outlet = cut.one_line(item.title), cut.one_line(item.outlet)
    url = item.url if _LINK.fullmatch(item.url) else ""
    host = hosts.beside(url, title, outlet, item.author)
    read = tongue.say("Read this on {outlet}", outlet=outlet)
    direction = _direction(title) or edition.direction
    return faces.Card(
        kind=kind,
        title=title,
        url=url,
        summary=cut.one_line(item.summary),
        read=f"{read} ({host})" if host else read,
        also=_also([cut.one_line(other) for other in item.also], tongue),
        picture=picture,
        language=item.language if re.fullmatch(r"[A-Za-z0-9-]+", item.language) else edition.language,
        direction=direction,
        start=_start(direction),
    )


def byline(item: mail.Item, tongue: tongues.Tongue) -> str:
    """Who wrote it, where, when, and how long it takes to read."""
    outlet, author = cut.one_line(item.outlet), cut.one_line(item.author)
    by = [outlet] if author in {"", outlet} else [author, outlet]
    minutes = [tongue.say("{minutes} min", minutes=tongue.number(item.minutes))] if item.minutes else []
    # Spaces that do not break keep "4 min" and "6 Dec, 07:15" on one line.
    told = [words.replace(" ", _NO_BREAK) for words in (cut.one_line(item.published), *minutes)]
    pieces = _apart([*by, *told], item.title)
    return " · ".join([", ".join(pieces[: len(by)]), *pieces[len(by) :]])


def why(reasons: Sequence[str], tongue: tongues.Tongue) -> str:
    """The reasons of a story in one line; "" without any."""
    if not reasons:
        return ""
    told = _apart([cut.one_line(reason) for reason in reasons], tongue.say("Why — {reasons}", reasons=""))
    return tongue.say("Why — {reasons}", reasons=" · ".join(told))


def _apart(pieces: Sequence[str], *around: str) -> list[str]:
    """The pieces, each isolated where they and the words `around` them have letters of both directions.

    So each keeps its own direction, and none moves those beside it (UAX 9, section 2.7).
    """
    found = "".join((*pieces, *around))
    if (
        found.isascii()
        or not _RIGHT_TO_LEFT.search(found)
        or not any(unicodedata.bidirectional(char) == "L" for char in found)
    ):
        return list(pieces)
    return [f"\u2068{piece}\u2069" for piece in pieces]


def picture(found: mail.Picture, domain: str) -> faces.Shown:
    """A story's picture in the column."""
    width = min(_COLUMN, found.width)
    return faces.Shown(
        src=f"cid:{content_id(found.id, domain)}",
        width=width,
        height=max(1, round(found.height * width / found.width)),
        alt=cut.one_line(found.alt),
        caption=" · ".join(filter(None, map(cut.one_line, (found.caption, found.credit)))),
    )


def content_id(picture_id: str, domain: str) -> str:
    """The identity of a picture in its mail (RFC 2392), the same in every mail."""
    return f"{picture_id}@{domain}"


def cut_words(titles: int, stories: int, tongue: tongues.Tongue) -> str:
    """That so many stories became titles and so many were cut; "" when none were."""
    return " ".join(
        words
        for number, words in (
            (
                titles,
                tongue.count(
                    "1 story is here by its title alone, as this mail would be too large otherwise.",
                    "{number} stories are here by their titles alone, as this mail would be too large otherwise.",
                    titles,
                ),
            ),
            (
                stories,
                tongue.count(
                    "1 more story is in this issue; the plain-text part of this mail has them all.",
                    "{number} more stories are in this issue; the plain-text part of this mail has them all.",
                    stories,
                ),
            ),
        )
        if number
    )


def card_in_columns(story: faces.Card) -> faces.Card:
    """The same with every text wrapped for plain mail; its title leaves room for the number before it."""
    return replace(
        story,
        title=columns.wrap(story.title, indent=INDENT).lstrip(" "),
        summary=columns.wrap(story.summary, indent=INDENT),
        read=columns.wrap(story.read, indent=INDENT),
        also=columns.wrap(story.also, indent=INDENT),
    )


@lru_cache(maxsize=64)
def _reason(service: str, sender: str, tongue: tongues.Tongue) -> str:
    """Why anybody gets this mail, with `_ADDRESS` for who gets it."""
    return tongue.say(
        "You get this mail because {address} is subscribed to {service}, which is sent from {sender}.",
        address=_ADDRESS,
        service=cut.one_line(service),
        sender=sender,
    )


@lru_cache(maxsize=4096)
def _source(outlet: str, stories: int, tongue: tongues.Tongue) -> str:
    return f"{cut.one_line(outlet)} {tongue.number(stories)}"


@lru_cache(maxsize=4096)
def _cause(words: str, stories: int, tongue: tongues.Tongue) -> str:
    return tongue.say(words, number=tongue.number(stories))


def _logo(sender: mail.Sender, found: mail.Picture) -> faces.Shown:
    height = min(_LOGO, found.height)
    width = max(1, round(found.width * height / found.height))
    return replace(
        picture(found, sender.address.rpartition("@")[2]),
        width=min(_COLUMN, width),
        height=height,
        alt=cut.one_line(found.alt or sender.name),
        caption="",
    )


def _direction(text: str) -> str:
    """The direction of the first letter that has one (UAX 9, rule P2); "" when none has."""
    found = (unicodedata.bidirectional(char) for char in text)
    strong = next((kind for kind in found if kind in {"L", "R", "AL"}), "")
    return {"L": "ltr", "R": "rtl", "AL": "rtl", "": ""}[strong]


def _start(direction: str) -> str:
    return "right" if direction == "rtl" else "left"


def _also(others: Sequence[str], tongue: tongues.Tongue) -> str:
    if not others:
        return ""
    rest = len(others) - _ALSO
    more = [tongue.count("1 more", "{number} more", rest)] if rest > 0 else []
    told = _apart([*others[:_ALSO], *more], tongue.say("Also: {outlets}", outlets=""))
    return tongue.say("Also: {outlets}", outlets=tongue.listed(told))


def _numbers(counts: people.Counts, tongue: tongues.Tongue) -> str:
    """ "312 gathered, 41 matched, 12 shown, 26 repeats, 3 muted"."""
    return tongue.say(
        "{gathered} gathered, {matched} matched, {shown} shown, {repeats} repeats, {muted} muted",
        gathered=tongue.number(counts.gathered),
        matched=tongue.number(counts.matched),
        shown=tongue.number(counts.shown),
        repeats=tongue.number(counts.repeats),
        muted=tongue.number(counts.muted),
    )


def _causes(counts: people.Counts, tongue: tongues.Tongue) -> str:
    """Where each story went that is not shown, as a sentence: the numbers are those of `counts`, which add up."""
    found = zip(_CAUSES, _LEFT_OUT(counts), strict=True)
    parts = [_cause(words, number, tongue) for (_, words), number in found if number]
    if not parts:
        return tongue.say("Nothing was left out.")
    return tongue.say("Not shown: {parts}.", parts=tongue.say("; ").join(parts))
