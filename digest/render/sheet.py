"""Mail in one language: its stories, sections and frames in both faces, each rendered once and kept for all readers."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cache
from itertools import compress
from operator import attrgetter
from typing import Any, NamedTuple, TypeVar

from digest.domain import mail
from digest.errors import RenderError
from digest.render import faces, kinds, layout, plates, tongues
from digest.render.kinds import Pair
from digest.render.templates import Templates

_T = TypeVar("_T")
#: Octets of stories, and how many lines and told stories, that are kept; over it all are forgotten and made anew as
#: they are asked for.
_KEPT = 64_000_000
_LINES = 100_000
#: What a story shows that is the same for every reader of a language; and its byline.
_FACE = attrgetter("title", "url", "outlet", "author", "summary", "also", "language")
_BYLINE = attrgetter("author", "outlet", "published", "minutes", "title")
#: RFC 5322 section 2.1.1, without the CRLF.
LINE = 998
#: Octets that each address to ask for more or for less may take before lines are looked at one by one.
ROOM = 120
_ROOM = {**dict.fromkeys(plates.LINES, 0), **dict.fromkeys(plates.ASKED, ROOM)}


class Card(NamedTuple):
    """A story as all of one language get it."""

    plates: Pair[plates.Plate]
    #: In the slim form (`plates.Form`).
    patterns: Pair[plates.Pattern]
    #: No line of its HTML in seven bits is longer: of those without `plates.LINES`, and of those with; and how often
    #: one of these stands in a line at most.
    closed: int
    open: int
    repeats: int


class Told(NamedTuple):
    """A story as all of one language get it who get it for the same reasons in the same zone."""

    item: mail.Item
    card: Card
    #: `plates.LINES`.
    byline: Pair[plates.Value]
    why: Pair[plates.Value]
    #: No line of its HTML in seven bits is longer, if no address to ask for more or for less is longer than `ROOM`.
    longest: int
    #: The picture its HTML places, by id; "" for none.
    picture: str


class Frame(NamedTuple):
    """One face of a mail around its stories."""

    plate: plates.Plate
    #: Which of `faces.Mail` it says, and its places for them, in that order.
    has: Sequence[bool]
    names: Sequence[str]
    #: Octets that the words in each of these may take without making a line of the slim form too long, and the stories.
    rooms: Sequence[int]
    room: int


class Sheet:
    """Plates in one language, by what they show."""

    def __init__(self, templates: Templates, page: faces.Page, tongue: tongues.Tongue, *, domain: str) -> None:
        """`domain` is the sender's, for the identities of pictures."""
        self.page = page
        self.tongue = tongue
        self._templates = templates
        self._domain = domain
        #: What every template may use beside its own values.
        self.shared = Pair(*(_shared(kind, templates, page, tongue) for kind in kinds.BOTH))
        self._told: dict[object, Told] = {}
        #: Whether some story asks for more or less in plain text; the templates that ship do not.
        self.asks_in_text = False
        self._cards: dict[object, Card] = {}
        self._words: dict[object, Pair[faces.Card]] = {}
        self._plates: tuple[dict[str, plates.Plate], ...] = ({}, {})
        self._kept = 0
        self._lines: dict[object, Pair[plates.Value]] = {}
        self._sections: dict[tuple[str, str], Pair[plates.Plate]] = {}
        self._frames: dict[object, Pair[Frame]] = {}

    def told(self, item: mail.Item, kind: str, picture: mail.Picture | None, asks: frozenset[str]) -> Told:
        """A story; `kind` as in `faces.Card`, `asks` names those of its addresses that will be filled in."""
        # Readers who get a story alike have the same item (`items.Desk`), and to know it again is quicker than to
        # compare its words.
        key = (id(item), kind, picture is None, asks)
        found = self._told.get(key)
        if found is None or found.item is not item:
            if len(self._told) > _LINES:
                self._told.clear()
            found = self._told[key] = self._telling(item, kind, picture, asks)
        return found

    def section(self, section: tuple[str, str]) -> Pair[plates.Plate]:
        """A section by its kind and name, whose cards are to be filled in."""
        found = self._sections.get(section)
        if found is None:
            found = self._sections[section] = Pair(*(self._section(face, *section) for face in kinds.BOTH))
        return found

    def frame(self, words: faces.Mail, *, lead: bool, rest: bool) -> Pair[Frame]:
        """The whole mail around its stories, with places for what `words` say, and for the stories there are."""
        key = (*map(bool, words), lead, rest)
        if key not in self._frames:
            marks = _marks((*compress(faces.Mail._fields, words), *compress(plates.STORIES, (lead, rest))))
            marked = faces.Mail(**(dict.fromkeys(faces.Mail._fields, "") | marks))
            self._frames[key] = Pair(*(_frame(self._made(face, "body", mail=marked)) for face in kinds.BOTH))
        return self._frames[key]

    def _section(self, face: kinds.Kind, kind: str, name: str) -> plates.Plate:
        section = faces.Section(kind=kind, name=face.words(name), cards=plates.MARKS["cards"])
        made = self._made(face, "section", section=section)
        if made.names != plates.SECTION:
            template = f"email/digest-section.{face.suffix}"
            raise RenderError(
                f"The template {template} must print section.cards once. Mend the file, or remove it to use the one "
                "that ships.",
                template=template,
            )
        return made

    def _telling(self, item: mail.Item, kind: str, picture: mail.Picture | None, asks: frozenset[str]) -> Told:
        card = self._card(item, kind, picture, asks)
        byline = self._line(_BYLINE(item), layout.byline, item)
        why = self._line(item.why, layout.why, item.why)
        longest = max(card.closed, card.open + card.repeats * (len(byline.html.slim) + len(why.html.slim)))
        return Told(item, card, byline, why, longest, picture.id if picture else "")

    def _card(self, item: mail.Item, kind: str, picture: mail.Picture | None, asks: frozenset[str]) -> Card:
        key = (_FACE(item), kind, picture, asks, not item.why)
        found = self._cards.get(key)
        if found is None:
            marks = _marks({*asks, "number", "byline", *(["why"] if item.why else [])})
            laid_out = self._laid_out(item, picture)
            made = Pair(
                *(
                    self._made(face, "card", card=replace(card, kind=kind, **marks))
                    for face, card in zip(kinds.BOTH, laid_out, strict=True)
                )
            )
            self.asks_in_text = self.asks_in_text or not asks.isdisjoint(made.text.names)
            found = _card(made)
            self._keep(key, found)
        return found

    def _laid_out(self, item: mail.Item, picture: mail.Picture | None) -> Pair[faces.Card]:
        """The words of a story: where it stands changes none of them."""
        key = (_FACE(item), picture)
        found = self._words.get(key)
        if found is None:
            shown = layout.picture(picture, self._domain) if picture else None
            card = layout.card(item, "", self.page, self.tongue, picture=shown)
            found = self._words[key] = Pair(*(face.card(card) for face in kinds.BOTH))
        return found

    def _line(self, key: object, words: Callable[[_T, tongues.Tongue], str], of: _T) -> Pair[plates.Value]:
        found = self._lines.get(key)
        if found is None:
            if len(self._lines) > _LINES:
                self._lines.clear()
            said = words(of, self.tongue)
            found = self._lines[key] = Pair(*(face.value(face.line(said)) for face in kinds.BOTH))
        return found

    def _made(self, face: kinds.Kind, name: str, **values: object) -> plates.Plate:
        """A rendered template as a plate; equal words, as of stories in two places, share one."""
        which = kinds.BOTH.index(face)
        rendered = self._templates.render(f"email/digest-{name}.{face.suffix}", {**self.shared[which], **values})
        found = self._plates[which].get(rendered)
        if found is None:
            found = self._plates[which][rendered] = face.plate(rendered)
        return found

    def _keep(self, key: object, found: Card) -> None:
        octets = sum(len(piece) for plate in found.plates for piece in plate.slim)
        if self._kept + octets > _KEPT:
            keeping: tuple[dict[Any, Any], ...] = (self._cards, self._told, self._words, *self._plates)
            for kept in keeping:
                kept.clear()
            self._kept = 0
        self._kept += octets
        self._cards[key] = found


def _card(made: Pair[plates.Plate]) -> Card:
    """A story's plates, and what can be told of them beforehand."""
    lines = [
        (length + sum(_ROOM[name] for name in names), [name for name in names if name in plates.LINES])
        for length, names in made.html.open_lines
    ]
    return Card(
        plates=made,
        patterns=Pair(*(plate.pattern(plates.SLIM) for plate in made)),
        closed=max([made.html.longest, *(length for length, own in lines if not own)]),
        open=max((length for length, own in lines if own), default=0),
        repeats=max((own.count(name) for _, own in lines for name in own), default=0),
    )


def _frame(plate: plates.Plate) -> Frame:
    has = [name in plate.names and name not in plates.STORIES for name in faces.Mail._fields]
    names = list(compress(faces.Mail._fields, has))
    rooms = plate.rooms(LINE)
    return Frame(
        plate, has, names, [rooms[name] for name in names], min([rooms.get(name, LINE) for name in plates.STORIES])
    )


def _shared(face: kinds.Kind, templates: Templates, page: faces.Page, tongue: tongues.Tongue) -> dict[str, object]:
    """What every template of a face may use."""
    values = {"page": face.page(page), "_": cache(lambda words, **filled: face.words(tongue.say(words, **filled)))}
    look = {"look": templates.module("email/digest-look.html", values)} if face is kinds.BOTH[kinds.HTML] else {}
    return {**values, **look}


def _marks(names: Iterable[str]) -> dict[str, Any]:
    return {name: plates.MARKS[name] for name in names}
