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


#: Where a story stands: `LEAD`, or a kind of section and its name; what kind of `faces.Card` it is; and the story.
Place = tuple[tuple[str, str], str, mail.Item]


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
        told = self._told(face, plates.SLIM)
        around = frame.filled(plates.SLIM, _values(face, plates.SLIM, said))
        slim = _spliced(frame, around, told)
        octets = sum(map(len, slim))
        shorter = octets <= plates.base64_length(octets - told.excess - frame.excess)
        if shorter and (face == kinds.TEXT or self._short_lines(around, told, slim)):
            return parts.Body(kind.subtype, kind.encoding, slim, octets, octets)
        around = frame.filled(plates.WIDE, _values(face, plates.WIDE, said))
        wide = b"".join(_spliced(frame, around, self._told(face, plates.WIDE)))
        encoded = plates.base64(wide)
        return parts.Body(kind.subtype, "base64", [encoded], len(encoded), len(wide))

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

    def _told(self, face: kinds.Face, form: plates.Form) -> "_Told":
        """The lead, and the sections one after the other; no piece is copied, for copying is most of the work."""
        joint = _JOINTS[face]
        lead: list[bytes] = []
        sections: list[bytes] = []
        excess = longest = 0
        asking = self._asking(face, form)
        numbers = _NUMBERS[face]
        for section, stories in groupby(self.stories, _SECTION):
            cards, after = lead, b""
            if section != LEAD:
                before, _, after = self.sheet.section(*section)[face].pieces(form)
                cards = sections
                cards += (joint, before) if cards else (before,)
            for story in stories:
                _, _, number, told = story
                card = told.card[face]
                excess += card.excess
                longest = max(longest, told.longest)
                cards += card.told(form, (numbers[number], *told.lines[form][face], *asking(number)))
                cards.append(joint)
            cards[-1] = after
        return _Told(lead, sections, excess, longest)

    def _asking(self, face: kinds.Face, form: plates.Form) -> Callable[[int], Sequence[bytes]]:
        """The addresses to ask for more and for less like a story, by its number, as they go into its places."""
        links = (self.links.more, self.links.less)
        if face == kinds.TEXT:
            asked = True in {story.told.text_asks for story in self.stories}
            return (lambda number: _in_text(links, form, number)) if asked else lambda _: _NOTHING
        more, less = (plates.escape(link).encode() for link in links)

        def asking(number: int) -> Sequence[bytes]:
            octets = b"%d" % number
            return more.replace(_NUMBER, octets), less.replace(_NUMBER, octets)

        return asking

    def _short_lines(self, around: list[bytes], told: "_Told", whole: list[bytes]) -> bool:
        """Whether no line is too long: by the plates where they can tell, else by looking at each line."""
        asking = len(plates.escape(self.links.more)) + len(plates.escape(self.links.less))
        return plates.longest(b"".join(around if told.longest + asking <= _LINE else whole)) <= _LINE


class _Told(NamedTuple):
    """The stories of one face, to be joined."""

    lead: list[bytes]
    sections: list[bytes]
    #: As in `plates.Plate`: the sum, and the longest.
    excess: int
    longest: int


def _values(face: kinds.Face, form: plates.Form, said: dict[str, str]) -> dict[str, bytes]:
    """What goes into the frame, where its stories leave a gap."""
    values = dict(zip(said, kinds.BOTH[face].values(list(said.values()), form), strict=True))
    return {**values, "lead": b"", "stories": b""}


def _spliced(frame: plates.Plate, around: list[bytes], told: _Told) -> list[bytes]:
    """The filled frame with its stories."""
    pieces = [*around, b"\r\n"]
    for place, name in reversed(list(enumerate(frame.names))):
        if name in {"lead", "stories"}:
            pieces[2 * place + 1 : 2 * place + 2] = told.lead if name == "lead" else told.sections
    return pieces


def _in_text(links: Sequence[str], form: plates.Form, number: int) -> Sequence[bytes]:
    return [plates.text_value(link.replace(mail.NUMBER, str(number)))[form] for link in links]


class _Numbers(dict[int, bytes]):
    """Numbers of stories as a face shows them."""

    def __init__(self, face: kinds.Kind) -> None:
        super().__init__()
        self._face = face

    def __missing__(self, number: int) -> bytes:
        found = self[number] = self._face.number(number).encode()
        return found


_NUMBERS = tuple(map(_Numbers, kinds.BOTH))
_NOTHING = (b"", b"")


def told(
    edition: mail.Edition, sheet: Sheet, links: mail.Links, pictures: Mapping[str, bytes], numbers: Sequence[int]
) -> tuple[list[Story], list[tuple[mail.Item, Exception]]]:
    """The stories that can be rendered, in the order of `Edition.items`, and what went wrong with the others."""
    asked = asks(links)
    found: list[Story] = []
    faults: list[tuple[mail.Item, Exception]] = []
    for (section, kind, item), number in zip(places(edition, sheet), numbers, strict=True):
        try:
            picture = item.picture if item.picture and item.picture.id in pictures else None
            found.append(Story(section, item, number, sheet.told(item, kind, picture, asked)))
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
    return html.decoded <= DECODED and html.octets + parts.HEADERS <= SENT


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
        yield LEAD, "lead", edition.lead
    for section in edition.sections:
        named = ("topic", cut.one_line(section.name))
        for item in section.items:
            yield named, "story", item
    for item in edition.brief:
        yield (("brief", sheet.tongue.say("In brief")), "brief", item)
    if edition.outside is not None:
        yield (("outside", sheet.tongue.say("From outside your topics")), "outside", edition.outside)
