"""One reader's mail as two parts: its stories, sections and frame joined, and the HTML made to fit."""

import operator
from collections.abc import Callable, Iterable, Sequence
from itertools import repeat
from typing import NamedTuple

from digest.domain import mail
from digest.render import faces, kinds, layout, parts, placing, plates
from digest.render.prepared import ALONE, JOINTS, LINE, ROOM, Frame, Section, Told
from digest.render.sheet import Sheet

#: Octets of the HTML part as sent, and decoded: Gmail clips a mail near 102 kB (OUT-27).
SENT = 95_000
DECODED = 80_000
_NUMBER = mail.NUMBER.encode()
_HTML_JOINT, _TEXT_JOINT = JOINTS
#: What stories ask by in plain text, where the templates do not ask there.
_NOTHING = (b"", b"")


class _Cards(NamedTuple):
    """The stories of one face in one form, to be joined."""

    lead: list[bytes]
    sections: list[bytes]
    #: As in `plates.Plate`: the sum.
    excess: int


class _Draft(NamedTuple):
    """A face in one form."""

    octets: bytes
    #: As in `plates.Plate`: the sum.
    excess: int
    #: What is filled in in the frame.
    values: Sequence[bytes]


class Issue(NamedTuple):
    """What one reader's mail is joined from."""

    sheet: Sheet
    links: mail.Links
    #: Where each story stands, and its number.
    places: Sequence[Section]
    numbers: Sequence[int]
    stories: Sequence[Told]
    #: Of the frame, but its stories.
    words: faces.Mail

    def bodies(self, *wanted: kinds.Face) -> list[parts.Body]:
        """The parts wanted as they are sent, each by the encoding that makes it shorter (OUT-23)."""
        ends = [place is ALONE for place in (*self.places[:1], *self.places[-1:])]
        frames = self.sheet.frame(self.words, lead=True in ends, rest=False in ends)
        asking = plates.escape(self.links.more), plates.escape(self.links.less)
        slim = self._cards(plates.SLIM, asking)
        wide = None
        made: list[parts.Body] = []
        for face in wanted:
            kind, frame = kinds.BOTH[face], frames[face]
            draft = self._draft(kind, frame, slim[face], plates.SLIM)
            octets, encoding = draft.octets, kind.encoding
            if not _shorter(draft) or (face == kinds.HTML and not self._short_lines(draft, frame, asking)):
                wide = wide or self._cards(plates.WIDE, asking)
                octets, encoding = self._draft(kind, frame, wide[face], plates.WIDE).octets, "base64"
            encoded = plates.base64(octets) if encoding == "base64" else octets
            made.append(parts.Body(kind.subtype, encoding, encoded, len(octets)))
        return made

    def shortened(self, whole: int, shown: int) -> "Issue":
        """The same with so many stories in full, then titles up to so many in all, and a number for the rest."""
        asked = placing.asks(self.links)
        titles = [self.sheet.told(story.item, "brief", None, asked) for story in self.stories[whole:shown]]
        became = sum(place.cards != "brief" for place in self.places[whole:shown])
        words = layout.cut_words(became, len(self.stories) - shown, self.sheet.tongue)
        return self._replace(
            places=self.places[:shown],
            numbers=self.numbers[:shown],
            stories=[*self.stories[:whole], *titles],
            words=self.words._replace(cut=words),
        )

    def cut_of(self, whole: "Issue") -> str:
        """What became of stories of the whole that this has not in full, by their numbers; "" of none."""
        end = len(self.stories)
        pairs = zip(whole.stories, self.stories, strict=False)
        first = next((place for place, (had, now) in enumerate(pairs) if had is not now), end)
        titles, gone = whole.numbers[first:end], whole.numbers[end:]
        said = [
            *([f"from number {titles[0]} on it has titles only"] if titles else []),
            *([f"{len(gone)} stories from number {gone[0]} on are only in its text"] if gone else []),
        ]
        return f"its HTML would have been too large: {', and '.join(said)}" if said else ""

    def _draft(self, kind: kinds.Kind, frame: Frame, cards: _Cards, form: plates.Form) -> _Draft:
        values = kind.values([*map(kind.words, frame.said(self.words))], form)
        pieces = frame.plate.pieces(form).copy()
        pieces[1::2] = frame.own((*values, b""))
        pieces.append(b"\r\n")
        for place, which in frame.gaps:
            pieces[place : place + 1] = cards.sections if which else cards.lead
        return _Draft(b"".join(pieces), cards.excess + frame.plate.excess, values)

    def _cards(self, form: plates.Form, asking: Sequence[str]) -> tuple[_Cards, _Cards]:
        """The stories of both faces, filled in: in one pass, as most of the time of a mail goes here.

        `asking` are the addresses to ask for more and for less as they stand in HTML.
        """
        more, less = (link.encode().split(_NUMBER) for link in asking)
        lead: tuple[list[bytes], list[bytes]] = [], []
        sections: tuple[list[bytes], list[bytes]] = [], []
        html, text = lead
        html_excess = text_excess = 0
        standing = ALONE
        for place, number, story, in_text in zip(
            self.places, self.numbers, self.stories, self._asked_in_text(form), strict=False
        ):
            if place is not ALONE:
                if place is standing:
                    html.append(_HTML_JOINT)
                    text.append(_TEXT_JOINT)
                else:
                    html, text = sections
                    html_between, text_between = standing.between[form]
                    html_before, text_before = place.before[form]
                    html += (html_between, html_before)
                    text += (text_between, text_before)
                    standing = place
            digits, padded = _DIGITS[number]
            html_byline, text_byline = story.byline[form]
            html_why, text_why = story.why[form]
            html_card, text_card = story.card.wide() if form else story.card.slim
            html_own = (digits, digits.join(more), digits.join(less), html_byline, html_why)
            text_own = (padded, *in_text, text_byline, text_why)
            html += html_card.order(html_own + html_card.pieces)
            text += text_card.order(text_own + text_card.pieces)
            html_excess += html_card.excess
            text_excess += text_card.excess
        for last, after in zip(sections, standing.after[form], strict=True):
            last.append(after)
        return _Cards(lead[0], sections[0], html_excess), _Cards(lead[1], sections[1], text_excess)

    def _asked_in_text(self, form: plates.Form) -> Iterable[tuple[bytes, ...]]:
        """What each story asks by in plain text: nothing, but where the operator's own template does."""
        if not self.sheet.asks_in_text:
            return repeat(_NOTHING)
        links = (self.links.more, self.links.less)
        return [
            tuple(plates.text_value(link.replace(mail.NUMBER, str(number)))[form] for link in links)
            for number in self.numbers
        ]

    def _short_lines(self, html: _Draft, frame: Frame, asking: Sequence[str]) -> bool:
        """Whether no line of the HTML is too long; most often the plates can tell."""
        return (
            max(map(len, asking)) <= ROOM
            and frame.plate.longest <= LINE
            and (self.sheet.longest <= frame.room or all(story.longest <= frame.room for story in self.stories))
            and all(map(operator.le, map(len, html.values), frame.rooms))
        ) or plates.longest(html.octets) <= LINE


def _shorter(draft: _Draft) -> bool:
    """Whether the slim form is the shorter one; the stories' own words and the frame's decide."""
    octets = len(draft.octets)
    return octets <= plates.base64_length(octets - draft.excess)


class _Digits(dict[int, tuple[bytes, bytes]]):
    """Numbers of stories as both faces show them."""

    def __missing__(self, number: int) -> tuple[bytes, bytes]:
        html, text = (face.number(number).encode() for face in kinds.BOTH)
        found = self[number] = (html, text)
        return found


_DIGITS = _Digits()


def fitted(whole: Issue) -> tuple[list[parts.Body], Issue]:
    """Text and HTML, this with as much as fits, and the issue it shows; the first story is shown whatever its size.

    From the end, stories become titles, then a number (mail.md OUT-27).
    """
    everything = len(whole.stories)
    text, html = whole.bodies(kinds.TEXT, kinds.HTML)
    if everything < 2 or _fits(html):
        return [text, html], whole
    stories = _most(everything, lambda number: _fits(*whole.shortened(number, everything).bodies(kinds.HTML)))
    titles = everything
    if not stories:
        titles = _most(everything, lambda number: _fits(*whole.shortened(1, number).bodies(kinds.HTML))) or 1
    shorter = whole.shortened(stories or 1, titles)
    return [text, *shorter.bodies(kinds.HTML)], shorter


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
