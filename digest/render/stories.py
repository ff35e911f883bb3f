"""The stories of one reader's mail on their plates: in full, or by title."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from digest.domain import mail
from digest.errors import RenderError
from digest.render import cut, kinds, layout, plates
from digest.render.sheet import Pair, Sheet

#: Where the lead stands: alone.
LEAD = ("lead", "")
#: What a story can break by being what nobody thought of.
_FAULTS = (RenderError, ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError)
_NUMBER = mail.NUMBER.encode()
_NUMBERS = tuple(tuple(face.number(number).encode() for number in range(100)) for face in kinds.BOTH)


class Place(NamedTuple):
    """Where a story stands."""

    #: `LEAD`, or a kind of section and its name.
    section: tuple[str, str]
    #: As `faces.Card.kind`.
    kind: str
    item: mail.Item
    #: From 1.
    number: int


class Story(NamedTuple):
    """One story of one reader's mail, and what goes into its places."""

    place: Place
    cards: Pair[plates.Plate]
    byline: Pair[plates.Value]
    why: Pair[plates.Value]
    #: To ask for more and for less like it, `mail.NUMBER` standing for its number.
    asking: Pair[tuple[plates.Value, plates.Value]]
    #: The picture its HTML places, by id; "" for none.
    picture: str

    def octets(self, face: kinds.Face, form: plates.Form) -> bytes:
        """The story in a face and a form."""
        plate = self.cards[face]
        number = self.place.number
        values: dict[bytes, bytes] = {
            b"number": _NUMBERS[face][number] if number < 100 else b"%d" % number,
            b"byline": self.byline[face][form],
            b"why": self.why[face][form],
        }
        if b"more_url" in plate.names or b"less_url" in plate.names:
            more, less = self.asking[face]
            values[b"more_url"] = more[form].replace(_NUMBER, b"%d" % number)
            values[b"less_url"] = less[form].replace(_NUMBER, b"%d" % number)
        return plate[form] % values

    def longest(self) -> int:
        """Octets of the longest line of the HTML in seven bits, at most."""
        more, less = self.asking.html
        own = len(self.byline.html.slim) + len(self.why.html.slim) + len(more.slim) + len(less.slim)
        card = self.cards.html
        return max(card.longest, card.longest_open + own)


class Desk:
    """What all stories of one mail share."""

    def __init__(self, sheet: Sheet, links: mail.Links, *, domain: str, pictures: Mapping[str, bytes]) -> None:
        """`domain` is the sender's, for the pictures' identities; `pictures` are those that are there, by id."""
        self.sheet = sheet
        self._domain = domain
        self._pictures = pictures
        self._links = Pair(*((face.value(links.more), face.value(links.less)) for face in kinds.BOTH))
        asked = {name for name, link in (("more_url", links.more), ("less_url", links.less)) if link}
        bare = frozenset({"number", "byline", *asked})
        self._has = (bare, bare | {"why"})

    def stories(self, edition: mail.Edition) -> tuple[list[Story], tuple[str, ...]]:
        """The stories that can be rendered, in their order, and a sentence for each that cannot (mail.md FET-36).

        Raises RenderError when none can: then a template is to blame.
        """
        found: list[Story] = []
        dropped: list[str] = []
        for place in places(edition, self.sheet):
            try:
                found.append(self.story(place))
            except _FAULTS as error:
                if not found and place.number == len(edition.items):
                    raise
                dropped.append(f'"{cut.at_word(cut.one_line(place.item.title), 60)}" could not be rendered: {error}')
        return found, tuple(dropped)

    def story(self, place: Place, *, brief: bool = False) -> Story:
        """A story on its plates; by title only, where `brief`."""
        item = place.item
        picture = None if brief or item.picture is None or item.picture.id not in self._pictures else item.picture
        shown = layout.picture(picture, self._domain) if picture else None
        kind = "brief" if brief else place.kind
        card = self.sheet.card(item, kind, picture=shown, has=self._has[bool(item.why)])
        byline, why = self.sheet.byline(item), self.sheet.why(item.why)
        return Story(place, card, byline, why, self._links, picture.id if picture else "")


def places(edition: mail.Edition, sheet: Sheet) -> Iterator[Place]:
    """Every story in the order of `Edition.items`, which gives its number."""
    number = 0
    for section, kind, items in _sections(edition, sheet):
        for item in items:
            number += 1
            yield Place(section, kind, item, number)


def _sections(edition: mail.Edition, sheet: Sheet) -> Iterator[tuple[tuple[str, str], str, tuple[mail.Item, ...]]]:
    if edition.lead is not None:
        yield LEAD, "lead", (edition.lead,)
    for section in edition.sections:
        yield ("topic", cut.one_line(section.name)), "story", section.items
    yield ("brief", sheet.tongue.say("In brief")), "brief", edition.brief
    if edition.outside is not None:
        yield ("outside", sheet.tongue.say("From outside your topics")), "outside", (edition.outside,)
