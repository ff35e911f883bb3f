"""An edition as the finished words its templates place: nothing left to decide in a template (pure)."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import quote

from digest.domain import mail, people
from digest.render import columns, cut

#: Other outlets named beside a story; of more, only how many.
_ALSO = 4
#: Columns by which a story stands in from its title, in plain text.
_INDENT = 4
_NO_BREAK = "\u00a0"
#: A link we print: absolute, http or https, nothing that could end an attribute or a line (FET-31).
_LINK = re.compile(r"https?://[^\s\x00-\x20\x7f-\x9f<>\"'\\^`{|}]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One story, ready to print; "" where there is nothing to say."""

    title: str
    #: Absolute http or https.
    url: str
    #: "Ana Ruiz, The Harbour Post · Tue 6 Dec, 07:15 · 4 min".
    byline: str
    summary: str
    #: The words of the link: "Read this on The Harbour Post".
    read: str
    #: "also: The Wire, Morning Star".
    also: str
    #: "Why — technology: chip, factory · told by 4 of your sources".
    why: str
    #: Of the publisher's words: BCP 47 tag, "ltr" or "rtl", and the side a line begins at.
    language: str
    direction: str
    start: str
    #: True when only title and outlet are shown, because the mail would be too large.
    brief: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A section, ready to print."""

    name: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """Everything a template of the edition may print."""

    subject: str
    #: The service's name.
    service: str
    date: str
    headline: str
    #: How to leave, in a few words, for the top of the mail.
    leave: str
    #: mailto address that leaves.
    leave_url: str
    lead: Card | None
    blocks: tuple[Block, ...]
    #: That stories were dropped because the mail would be too large; "" when none were.
    more: str
    #: "312 gathered, 41 matched, 12 shown, 26 repeats, 3 muted".
    left_out: str
    #: The same as a sentence.
    left_out_why: str
    #: How to change or leave, whole sentences.
    change: str
    #: Who sends it, and why this address gets it.
    reason: str
    postal: str
    #: Of the edition: BCP 47 tag, "ltr" or "rtl", and the side a line begins at, "left" or "right".
    language: str
    direction: str
    start: str
    #: Of the fixed words in it, which are English whatever the edition's language.
    words_language: str = "en"
    words_direction: str = "ltr"


def face(edition: mail.Edition, sender: mail.Sender, *, whole: int | None = None, shown: int | None = None) -> Face:
    """The edition's words; the first `whole` items in full, the others up to `shown` by title, the rest by number."""
    cards = [_card(item, edition) for item in edition.items]
    whole = len(cards) if whole is None else whole
    shown = len(cards) if shown is None else shown
    kept = [card if place < whole else replace(card, brief=True) for place, card in enumerate(cards[:shown])]
    return Face(
        subject=edition.subject,
        service=cut.one_line(sender.name),
        date=edition.date_words,
        headline=edition.headline,
        leave=f"Leave{_NO_BREAK}this{_NO_BREAK}list",
        leave_url=f"mailto:{quote(sender.reply_to, safe='@+')}?subject=unsubscribe",
        lead=kept[0] if kept else None,
        blocks=_blocks(_sections(edition), kept[1:]),
        more=_more(len(cards) - shown),
        left_out=_left_out(edition.counts),
        left_out_why=_left_out_why(edition.counts),
        change='To leave, answer this mail with the word "unsubscribe". '
        "To change what you get, answer it and say what you want.",
        reason=f"You get this mail because {edition.address} is subscribed to {cut.one_line(sender.name)}, "
        f"which is sent from {sender.address}.",
        postal=cut.one_line(sender.postal),
        language=edition.language,
        direction=edition.direction,
        start=_start(edition.direction),
    )


def in_columns(whole: Face) -> Face:
    """The same face with every text wrapped for plain mail; addresses stay whole."""
    return replace(
        whole,
        service=columns.wrap(whole.service),
        headline=columns.wrap(whole.headline),
        leave=columns.wrap(whole.leave),
        left_out=columns.wrap(whole.left_out),
        left_out_why=columns.wrap(whole.left_out_why),
        change=columns.wrap(whole.change),
        reason=columns.wrap(whole.reason),
        postal=columns.wrap(whole.postal),
        lead=_card_in_columns(whole.lead) if whole.lead else None,
        blocks=tuple(
            Block(name=columns.wrap(block.name), cards=tuple(map(_card_in_columns, block.cards)))
            for block in whole.blocks
        ),
    )


def _card_in_columns(card: Card) -> Card:
    return replace(
        card,
        title=columns.wrap(card.title),
        byline=columns.wrap(card.byline, indent=_INDENT),
        summary=columns.wrap(card.summary, indent=_INDENT),
        also=columns.wrap(card.also, indent=_INDENT),
        why=columns.wrap(card.why, indent=_INDENT),
    )


def _card(item: mail.Item, edition: mail.Edition) -> Card:
    outlet = cut.one_line(item.outlet)
    author = cut.one_line(item.author)
    by = outlet if author in {"", outlet} else f"{author}, {outlet}"
    # Spaces that do not break keep "4 min" and "6 Dec, 07:15" on one line.
    told = [item.published, *([f"{item.minutes} min"] if item.minutes else [])]
    why = " · ".join(map(cut.one_line, item.why))
    title = cut.one_line(item.title)
    direction = _direction(title) or edition.direction
    return Card(
        title=title,
        url=item.url if _LINK.fullmatch(item.url) else "",
        byline=" · ".join([by, *(words.replace(" ", _NO_BREAK) for words in told)]),
        summary=cut.one_line(item.summary),
        read=f"Read this on {outlet}",
        also=_also([cut.one_line(other) for other in item.also]),
        why=f"Why — {why}" if why else "",
        language=item.language if re.fullmatch(r"[A-Za-z0-9-]+", item.language) else edition.language,
        direction=direction,
        start=_start(direction),
    )


def _direction(text: str) -> str:
    """The direction of the first letter that has one (UAX 9, rule P2); "" when none has."""
    found = (unicodedata.bidirectional(char) for char in text)
    strong = next((kind for kind in found if kind in {"L", "R", "AL"}), "")
    return {"L": "ltr", "R": "rtl", "AL": "rtl", "": ""}[strong]


def _start(direction: str) -> str:
    return "right" if direction == "rtl" else "left"


def _also(others: Sequence[str]) -> str:
    if not others:
        return ""
    rest = len(others) - _ALSO
    return f"also: {', '.join(others[:_ALSO])}" + (f" and {rest} more" if rest > 0 else "")


def _sections(edition: mail.Edition) -> tuple[mail.Section, ...]:
    more = (("brief", "In brief", edition.brief), ("outside", "From outside", (edition.outside,)))
    return (
        *edition.sections,
        *(mail.Section(topic=topic, name=name, items=items) for topic, name, items in more if items != (None,)),  # type: ignore[arg-type]
    )


def _blocks(sections: Sequence[mail.Section], cards: Sequence[Card]) -> tuple[Block, ...]:
    """The cards under the names of their sections; a section none is left of is dropped."""
    blocks = []
    start = 0
    for section in sections:
        mine = tuple(cards[start : start + len(section.items)])
        start += len(section.items)
        if mine:
            blocks.append(Block(name=cut.one_line(section.name), cards=mine))
    return tuple(blocks)


def _more(dropped: int) -> str:
    if not dropped:
        return ""
    stories = "1 more story is" if dropped == 1 else f"{dropped} more stories are"
    return f"{stories} in this issue; the plain-text part of this mail has them all."


def _left_out(counts: people.Counts) -> str:
    return (
        f"{counts.gathered} gathered, {counts.matched} matched, {counts.shown} shown, "
        f"{counts.repeats} repeats, {counts.muted} muted"
    )


def _left_out_why(counts: people.Counts) -> str:
    causes = (
        (counts.unmatched, "on no topic or word you want"),
        (counts.repeats, "sent to you before"),
        (counts.muted, "under a word or source you muted"),
        (counts.capped, "from an outlet that already had its share"),
        (counts.left_over, "wanted, but with no room left"),
    )
    parts = [f"{number} {words}" for number, words in causes if number]
    return f"Not shown: {'; '.join(parts)}." if parts else "Nothing was left out."
