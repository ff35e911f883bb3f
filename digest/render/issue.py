"""One face of one reader's mail: its stories, sections and frame joined, and the octets that makes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from digest.render import kinds, parts, plates, stories
from digest.render.sheet import Sheet

#: Octets of the HTML part as sent, and decoded: Gmail clips a mail near 102 kB (OUT-27).
SENT = 95_000
DECODED = 80_000
#: RFC 5322 section 2.1.1, without the CRLF.
_LINE = 998
_SECTION = attrgetter("place.section")
#: Stands in a filled frame where stories go; no mail may hold it.
_HERE = b"\0"


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """What one face is joined from."""

    sheet: Sheet
    #: `kinds.HTML` or `kinds.TEXT`.
    face: kinds.Face
    stories: Sequence[stories.Story]
    #: Of the frame, but its lead and stories.
    values: Mapping[str, plates.Value]

    def body(self) -> parts.Body:
        """The part as it is sent, by the encoding that makes it shorter (OUT-23); the stories' own words decide."""
        kind, frame = kinds.BOTH[self.face], self._frame()
        around = self._around(frame, plates.SLIM)
        slim = self._pieces(around, plates.SLIM)
        octets = sum(map(len, slim))
        excess = frame.excess + sum([story.cards[self.face].excess for story in self.stories])
        shorter = octets <= plates.base64_length(octets - excess)
        if shorter and (self.face == kinds.TEXT or self._short_lines(around, slim)):
            return parts.Body(kind=kind.subtype, encoding=kind.encoding, pieces=slim, decoded=octets)
        wide = b"".join(self._pieces(self._around(frame, plates.WIDE), plates.WIDE))
        return parts.Body(kind=kind.subtype, encoding="base64", pieces=[plates.base64(wide)], decoded=len(wide))

    def _frame(self) -> plates.Plate:
        """The frame with a place for every word there is something of."""
        has = set(self.values)
        if self.stories and self.stories[0].place.section == stories.LEAD:
            has.add("lead")
        if self.stories and self.stories[-1].place.section != stories.LEAD:
            has.add("stories")
        return self.sheet.frame(frozenset(has))[self.face]

    def _around(self, frame: plates.Plate, form: plates.Form) -> list[bytes]:
        """The filled frame in three: before the lead, between lead and stories, and after them."""
        values = {name.encode(): value[form] for name, value in self.values.items()}
        filled = frame[form] % {**values, b"lead": _HERE, b"stories": _HERE}
        return filled.split(_HERE)

    def _pieces(self, around: list[bytes], form: plates.Form) -> list[bytes]:
        """The whole body, to be joined; each piece is copied but once, for copying is most of the work."""
        face = self.face
        joint = kinds.BOTH[face].joint.replace("\n", "\r\n").encode()
        rest = iter(around)
        found = [next(rest)]
        begun = False
        for place, told in groupby(self.stories, _SECTION):
            if place == stories.LEAD:
                before, after = b"", next(rest)
            else:
                before, after = self.sheet.opened(*place)[face][form]
                found.append(joint if begun else b"")
                begun = True
            found.append(before)
            for story in told:
                found += (story.octets(face, form), joint)
            found[-1] = after
        found += (*rest, b"\r\n")
        return found

    def _short_lines(self, around: list[bytes], slim: list[bytes]) -> bool:
        """Whether no line is too long: by the plates where they can tell, else by looking at each line."""
        told = max([story.longest() for story in self.stories], default=0) <= _LINE
        return plates.longest(b"".join(around if told else slim)) <= _LINE


def fits(body: parts.Body) -> bool:
    """Whether the HTML is of a size that no mail program clips."""
    return body.decoded <= DECODED and body.octets + parts.HEADERS <= SENT
