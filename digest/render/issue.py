"""One reader's mail as two parts: its stories, sections and frame joined, and the HTML made to fit."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from digest.domain import mail
from digest.render import cut, faces, items, kinds, layout, parts, plates
from digest.render.sheet import Sheet, Told

#: Octets of the HTML part as sent, and decoded: Gmail clips a mail near 102 kB (OUT-27).
SENT = 95_000
DECODED = 80_000
#: RFC 5322 section 2.1.1, without the CRLF.
_LINE = 998
#: Where the lead stands: alone.
LEAD = ("lead", "")
_SECTION = attrgetter("section")
_JOINTS = tuple(face.joint.replace("\n", "\r\n").encode() for face in kinds.BOTH)
_NUMBER = mail.NUMBER.encode()
_ASKS = {
    (more, less): frozenset((*(["more_url"] if more else []), *(["less_url"] if less else [])))
    for more in (True, False)
    for less in (True, False)
}
_NUMBERED = frozenset({"number"})
_NUMBERS = tuple(b"%2d" % number for number in range(100))


class Place(NamedTuple):
    """Where a story stands."""

    #: `LEAD`, or a kind of section and its name.
    section: tuple[str, str]
    #: As `faces.Card.kind`.
    kind: str
    item: mail.Item


class Story(NamedTuple):
    """One story of one reader's mail."""

    section: tuple[str, str]
    item: mail.Item
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
        said = {name: words for name, words in zip(faces.Mail._fields, kind.mail(self.words), strict=True) if words}
        frame = self.sheet.frame(self._places(said))[face]
        values = self._values(face, plates.SLIM, said)
        slim = frame.joined(plates.SLIM, values) + b"\r\n"
        excess = frame.excess + sum([story.told.card[face].excess for story in self.stories])
        shorter = len(slim) <= plates.base64_length(len(slim) - excess)
        if shorter and (face == kinds.TEXT or self._short_lines(frame, values, slim)):
            return parts.Body(kind.subtype, kind.encoding, slim, len(slim))
        wide = frame.joined(plates.WIDE, self._values(face, plates.WIDE, said)) + b"\r\n"
        return parts.Body(kind.subtype, "base64", plates.base64(wide), len(wide))

    def shortened(self, whole: int, shown: int) -> "Issue":
        """The same with so many stories in full, then titles up to so many in all, and a number for the rest."""
        asked = asks(self.links)
        titles = (
            story._replace(told=self.sheet.told(story.item, "brief", None, asked))
            for story in self.stories[whole:shown]
        )
        more = layout.more_cut(len(self.stories) - shown, self.sheet.tongue)
        return self._replace(stories=[*self.stories[:whole], *titles], words=self.words._replace(cut=more))

    def _places(self, said: dict[str, str]) -> frozenset[str]:
        """The places of the frame there is something for."""
        ends = {self.stories[end].section == LEAD for end in (0, -1)} if self.stories else set()
        return frozenset((*said, *(("stories", "lead")[is_lead] for is_lead in ends)))

    def _values(self, face: kinds.Face, form: plates.Form, said: dict[str, str]) -> dict[str, bytes]:
        """What goes into the frame."""
        values = dict(zip(said, kinds.BOTH[face].values(list(said.values()), form), strict=True))
        values["lead"], values["stories"] = self._told(face, form)
        return values

    def _told(self, face: kinds.Face, form: plates.Form) -> tuple[bytes, bytes]:
        """The lead, and the sections one after the other."""
        filled = _FILLERS[face](self.links, form)
        joint = _JOINTS[face]
        lead = b""
        found: list[bytes] = []
        for section, stories in groupby(self.stories, _SECTION):
            cards: list[bytes] = []
            for story in stories:
                cards += filled(story.told.card[face], story.number)
                cards.append(joint)
            cards.pop()
            if section == LEAD:
                lead = b"".join(cards)
            else:
                found += self.sheet.section(*section)[face].filled(form, {"cards": b"".join(cards)})
                found.append(joint)
        return lead, b"".join(found[:-1])

    def _short_lines(self, frame: plates.Plate, values: dict[str, bytes], slim: bytes) -> bool:
        """Whether no line is too long: by the plates where they can tell, else by looking at each line."""
        asking = len(plates.escape(self.links.more)) + len(plates.escape(self.links.less))
        cards = [story.told.card.html for story in self.stories]
        told = [max(card.longest, card.longest_open + asking) for card in cards]
        if max(told, default=0) <= _LINE:
            slim = frame.joined(plates.SLIM, {**values, "lead": b"", "stories": b""})
        return plates.longest(slim) <= _LINE


_Filler = Callable[[plates.Plate, int], list[bytes]]


def _html_filler(links: mail.Links, form: plates.Form) -> _Filler:
    """What fills in a card of HTML, by the story's number; its addresses are the same in both forms."""
    more, less = plates.escape(links.more).encode(), plates.escape(links.less).encode()

    def filled(card: plates.Plate, number: int) -> list[bytes]:
        octets = b"%d" % number
        asking = {"more_url": more.replace(_NUMBER, octets), "less_url": less.replace(_NUMBER, octets)}
        return card.filled(form, {"number": octets, **asking})

    return filled


def _text_filler(links: mail.Links, form: plates.Form) -> _Filler:
    """What fills in a card of plain text; the one that ships has no addresses."""

    def filled(card: plates.Plate, number: int) -> list[bytes]:
        numbered = {"number": _NUMBERS[number] if number < len(_NUMBERS) else b"%d" % number}
        if card.names <= _NUMBERED:
            return card.filled(form, numbered)
        asking = (link.replace(mail.NUMBER, str(number)) for link in (links.more, links.less))
        more, less = (plates.text_value(link)[form] for link in asking)
        return card.filled(form, {**numbered, "more_url": more, "less_url": less})

    return filled


_FILLERS = (_html_filler, _text_filler)


def told(
    edition: mail.Edition, sheet: Sheet, links: mail.Links, pictures: Mapping[str, bytes], numbers: Sequence[int]
) -> tuple[list[Story], list[tuple[mail.Item, Exception]]]:
    """The stories that can be rendered, in the order of `Edition.items`, and what went wrong with the others."""
    asked = asks(links)
    found: list[Story] = []
    faults: list[tuple[mail.Item, Exception]] = []
    for place, number in zip(places(edition, sheet), numbers, strict=True):
        item = place.item
        try:
            picture = item.picture if item.picture and item.picture.id in pictures else None
            found.append(Story(place.section, item, number, sheet.told(item, place.kind, picture, asked)))
        except items.FAULTS as fault:
            faults.append((item, fault))
    return found, faults


def fitted(whole: Issue) -> tuple[parts.Body, Sequence[Story]]:
    """The HTML with as much as fits, and the stories it shows; the first is shown whatever its size.

    From the end, stories become titles, then a number (mail.md OUT-27).
    """
    everything = len(whole.stories)
    made = whole.body(kinds.HTML)
    if everything < 2 or _fits(made):
        return made, whole.stories
    stories = _most(everything, lambda number: _fits(whole.shortened(number, everything).body(kinds.HTML)))
    titles = everything
    if not stories:
        titles = _most(everything, lambda number: _fits(whole.shortened(1, number).body(kinds.HTML))) or 1
    shorter = whole.shortened(stories or 1, titles)
    return shorter.body(kinds.HTML), shorter.stories


def _fits(html: parts.Body) -> bool:
    """Whether the HTML is of a size that no mail program clips."""
    return html.decoded <= DECODED and len(html.content) + parts.HEADERS <= SENT


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


def places(edition: mail.Edition, sheet: Sheet) -> Iterator[Place]:
    """Every story in the order of `Edition.items`."""
    if edition.lead is not None:
        yield Place(LEAD, "lead", edition.lead)
    for section in edition.sections:
        named = ("topic", cut.one_line(section.name))
        for item in section.items:
            yield Place(named, "story", item)
    for item in edition.brief:
        yield Place(("brief", sheet.tongue.say("In brief")), "brief", item)
    if edition.outside is not None:
        yield Place(("outside", sheet.tongue.say("From outside your topics")), "outside", edition.outside)
