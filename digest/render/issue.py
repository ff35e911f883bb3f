"""One reader's mail as two parts: its stories, sections and frame joined, and the HTML made to fit."""

import operator
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import compress
from typing import NamedTuple

from digest.domain import mail
from digest.render import cut, faces, items, kinds, layout, parts, plates, tongues
from digest.render.sheet import LINE, ROOM, Frame, Sheet, Told

#: Octets of the HTML part as sent, and decoded: Gmail clips a mail near 102 kB (OUT-27).
SENT = 95_000
DECODED = 80_000
#: Where the lead stands: alone.
LEAD = ("lead", "")
_JOINTS = tuple(face.joint.replace("\n", "\r\n").encode() for face in kinds.BOTH)
_NUMBER = mail.NUMBER.encode()
_NO_STORIES = dict.fromkeys(plates.STORIES, b"")
_ASKS = {
    (more, less): frozenset((*(["more_url"] if more else []), *(["less_url"] if less else [])))
    for more in (True, False)
    for less in (True, False)
}


class Shelf(NamedTuple):
    """Stories that stand together."""

    #: `LEAD`, or a kind of section and its name.
    section: tuple[str, str]
    #: As in `faces.Card`.
    kind: str
    items: Sequence[mail.Item]


class Story(NamedTuple):
    """One story of one reader's mail."""

    section: tuple[str, str]
    #: From 1.
    number: int
    told: Told


class Issue(NamedTuple):
    """What one reader's mail is joined from."""

    sheet: Sheet
    links: mail.Links
    stories: Sequence[Story]
    #: Of the frame, but its stories.
    words: faces.Mail

    def body(self, face: kinds.Face) -> parts.Body:
        """The part as it is sent, by the encoding that makes it shorter (OUT-23); the stories' own words decide."""
        kind = kinds.BOTH[face]
        ends = [story.section == LEAD for story in (*self.stories[:1], *self.stories[-1:])]
        frame = self.sheet.frame(self.words, lead=True in ends, rest=False in ends)[face]
        said = list(compress(kind.mail(self.words), frame.has))
        values = kind.values(said, plates.SLIM)
        told = self._told(face, plates.SLIM)
        slim = _joined(frame, plates.SLIM, values, told)
        octets = len(slim)
        shorter = octets <= plates.base64_length(octets - told.excess - frame.plate.excess)
        if shorter and (face == kinds.TEXT or self._short_lines(frame, values) or plates.longest(slim) <= LINE):
            return parts.Body(kind.subtype, kind.encoding, slim, octets)
        wide = _joined(frame, plates.WIDE, kind.values(said, plates.WIDE), self._told(face, plates.WIDE))
        return parts.Body(kind.subtype, "base64", plates.base64(wide), len(wide))

    def shortened(self, whole: int, shown: int) -> "Issue":
        """The same with so many stories in full, then titles up to so many in all, and a number for the rest."""
        asked = asks(self.links)
        titles = [
            story._replace(told=self.sheet.told(story.told.item, "brief", None, asked))
            for story in self.stories[whole:shown]
        ]
        became = sum(story.section[0] != "brief" for story in titles)
        words = layout.cut_words(became, len(self.stories) - shown, self.sheet.tongue)
        return self._replace(stories=[*self.stories[:whole], *titles], words=self.words._replace(cut=words))

    def cut_of(self, whole: "Issue") -> str:
        """What became of stories of the whole that this has not in full, by their numbers; "" of none."""
        end = len(self.stories)
        pairs = zip(whole.stories, self.stories, strict=False)
        first = next((place for place, (had, now) in enumerate(pairs) if had.told is not now.told), end)
        titles, gone = whole.stories[first:end], whole.stories[end:]
        said = [
            *([f"from number {titles[0].number} on it has titles only"] if titles else []),
            *([f"{len(gone)} stories from number {gone[0].number} on are only in its text"] if gone else []),
        ]
        return f"its HTML would have been too large: {', and '.join(said)}" if said else ""

    def _told(self, face: kinds.Face, form: plates.Form) -> "_Told":
        """The lead, and the sections one after the other."""
        joint, asked = _JOINTS[face], self._asked(face, form)
        lead: list[bytes] = []
        sections: list[bytes] = []
        cards, after, standing = lead, b"", LEAD
        excess = 0
        for section, number, told in self.stories:
            if section == standing:
                if cards:
                    cards.append(joint)
            else:
                cards.append(after)
                before, _, after = self.sheet.section(section)[face].pieces(form)
                sections += (joint, before) if sections else (before,)
                cards, standing = sections, section
            _, card, byline, why, _, _ = told
            octets, own = card.plates[face].pattern(form) if form else card.patterns[face]
            cards.append(octets % own((*asked[number], byline[face][form], why[face][form])))
            excess += card.plates[face].excess
        cards.append(after)
        return _Told(lead, sections, excess)

    def _asked(self, face: kinds.Face, form: plates.Form) -> Mapping[int, Sequence[bytes]]:
        """What goes into the gaps of each story, by its number: `plates.ASKED`."""
        if face == kinds.TEXT:
            return self._asked_in_text(form) if self.sheet.asks_in_text else _NUMBERS[face]
        more, less = (plates.escape(link).encode().split(_NUMBER) for link in (self.links.more, self.links.less))
        octets = _NUMBERS[face]
        return {
            number: (digits := octets[number][0], digits.join(more), digits.join(less)) for _, number, _ in self.stories
        }

    def _asked_in_text(self, form: plates.Form) -> Mapping[int, Sequence[bytes]]:
        """The same where the operator's own template asks in plain text; the one that ships does not."""
        links = (self.links.more, self.links.less)
        return {
            story.number: (
                _NUMBERS[kinds.TEXT][story.number][0],
                *(plates.text_value(link.replace(mail.NUMBER, str(story.number)))[form] for link in links),
            )
            for story in self.stories
        }

    def _short_lines(self, frame: Frame, values: Sequence[bytes]) -> bool:
        """Whether the plates can tell that no line of the HTML is too long."""
        asking = max(len(plates.escape(link)) for link in (self.links.more, self.links.less))
        return (
            asking <= ROOM
            and frame.plate.longest <= LINE
            and max([story.told.longest for story in self.stories], default=0) <= frame.room
            and all(map(operator.le, map(len, values), frame.rooms))
        )


class _Told(NamedTuple):
    """The stories of one face, to be joined."""

    lead: list[bytes]
    sections: list[bytes]
    #: As in `plates.Plate`: the sum.
    excess: int


def _joined(frame: Frame, form: plates.Form, values: Sequence[bytes], told: _Told) -> bytes:
    """The filled frame with its stories."""
    pieces = frame.plate.filled(form, {**dict(zip(frame.names, values, strict=True)), **_NO_STORIES})
    pieces.append(b"\r\n")
    for place, which in reversed(plates.gaps(frame.plate.names, plates.STORIES)):
        pieces[place : place + 1] = told.sections if which else told.lead
    return b"".join(pieces)


class _Numbers(dict[int, tuple[bytes, bytes, bytes]]):
    """Numbers of stories as a face shows them, where it does not ask for more or for less."""

    def __init__(self, face: kinds.Kind) -> None:
        super().__init__()
        self._face = face

    def __missing__(self, number: int) -> tuple[bytes, bytes, bytes]:
        found = self[number] = (self._face.number(number).encode(), b"", b"")
        return found


_NUMBERS = tuple(map(_Numbers, kinds.BOTH))


def told(
    edition: mail.Edition, sheet: Sheet, links: mail.Links, pictures: Mapping[str, bytes], numbers: Iterable[int]
) -> tuple[list[Story], list[tuple[mail.Item, Exception]]]:
    """The stories that can be rendered, in the order of `Edition.items`, and what went wrong with the others."""
    asked = asks(links)
    found: list[Story] = []
    faults: list[tuple[mail.Item, Exception]] = []
    left = iter(numbers)
    for section, kind, held in shelves(edition, sheet.tongue):
        for item, number in zip(held, left, strict=False):
            try:
                picture = item.picture if item.picture and item.picture.id in pictures else None
                found.append(Story(section, number, sheet.told(item, kind, picture, asked)))
            except items.FAULTS as fault:
                faults.append((item, fault))
    return found, faults


def fitted(whole: Issue) -> tuple[parts.Body, Issue]:
    """The HTML with as much as fits, and the issue it shows; the first story is shown whatever its size.

    From the end, stories become titles, then a number (mail.md OUT-27).
    """
    everything = len(whole.stories)
    made = whole.body(kinds.HTML)
    if everything < 2 or _fits(made):
        return made, whole
    stories = _most(everything, lambda number: _fits(whole.shortened(number, everything).body(kinds.HTML)))
    titles = everything
    if not stories:
        titles = _most(everything, lambda number: _fits(whole.shortened(1, number).body(kinds.HTML))) or 1
    shorter = whole.shortened(stories or 1, titles)
    return shorter.body(kinds.HTML), shorter


def _fits(html: parts.Body) -> bool:
    """Whether the HTML is of a size that no mail program clips."""
    return html.decoded <= DECODED and len(html.octets) + parts.HEADERS <= SENT


def _most(end: int, fits: Callable[[int], bool]) -> int:
    """The largest number in [1, end) that fits, by halving; 0 when none does."""
    low, best = 1, 0
    while low < end:
        middle = (low + end) // 2
        if fits(middle):
            best, low = middle, middle + 1
        else:
            end = middle
    return best


def asks(links: mail.Links) -> frozenset[str]:
    """The places of a card for addresses to ask for more and for less that there are."""
    return _ASKS[bool(links.more), bool(links.less)]


def shelves(edition: mail.Edition, tongue: tongues.Tongue) -> Iterator[Shelf]:
    """Every story in the order of `Edition.items`."""
    if edition.lead is not None:
        yield Shelf(LEAD, "lead", (edition.lead,))
    for section in edition.sections:
        yield Shelf(("topic", cut.one_line(section.name)), "story", section.items)
    if edition.brief:
        yield Shelf(("brief", tongue.say("In brief")), "brief", edition.brief)
    if edition.outside is not None:
        yield Shelf(("outside", tongue.say("From outside your topics")), "outside", (edition.outside,))
