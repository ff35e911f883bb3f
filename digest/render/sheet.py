"""Mail in one language: its stories, sections and frames in both faces, each rendered once and kept for all readers."""

from dataclasses import replace
from operator import attrgetter
from typing import Any, Generic, NamedTuple, TypeVar

from digest.domain import mail
from digest.render import faces, kinds, layout, places, plates, tongues
from digest.render.templates import Templates

#: Octets of stories, and lines, that are kept; over it all are forgotten and rendered anew as they are asked for.
_KEPT = 64_000_000
_LINES = 100_000
#: What a story shows that is the same for every reader of a language.
_FACE = attrgetter("title", "url", "outlet", "author", "summary", "also", "language")
_BYLINE = attrgetter("author", "outlet", "published", "minutes")
_T = TypeVar("_T")


class Pair(NamedTuple, Generic[_T]):
    """The same for both faces."""

    html: _T
    text: _T


class Sheet:
    """Plates in one language, by what they show."""

    def __init__(self, templates: Templates, page: faces.Page, tongue: tongues.Tongue) -> None:
        self.page = page
        self.tongue = tongue
        self._templates = templates
        #: What every template may use beside its own values.
        self.shared = Pair(*(_shared(kind, templates, page, tongue) for kind in kinds.BOTH))
        self._cards: dict[object, Pair[plates.Plate]] = {}
        self._kept = 0
        self._lines: dict[object, Pair[plates.Value]] = {}
        self._sections: dict[tuple[str, str], Pair[plates.Plate]] = {}
        self._opened: dict[tuple[str, str], Pair[tuple[list[bytes], list[bytes]]]] = {}
        self._frames: dict[frozenset[str], Pair[plates.Plate]] = {}

    def card(
        self, item: mail.Item, kind: str, *, picture: faces.Shown | None, has: frozenset[str]
    ) -> Pair[plates.Plate]:
        """A story; `has` names those of its places (`places.STORY`) that will be filled."""
        key = (_FACE(item), kind, picture, has)
        found = self._cards.get(key)
        if found is None:
            card = layout.card(item, kind, self.page, self.tongue, picture=picture)
            marks = _marks(has)
            found = Pair(*(self._made(face, "card", card=replace(face.card(card), **marks)) for face in kinds.BOTH))
            self._keep(key, found)
        return found

    def section(self, kind: str, name: str) -> Pair[plates.Plate]:
        """A section, whose cards are to be filled in."""
        key = (kind, name)
        if key not in self._sections:
            section = faces.Section(kind=kind, name=name, cards=places.MARKS["cards"])
            self._sections[key] = Pair(
                *(self._made(face, "section", section=replace(section, name=face.words(name))) for face in kinds.BOTH)
            )
        return self._sections[key]

    def opened(self, kind: str, name: str) -> Pair[tuple[list[bytes], list[bytes]]]:
        """A section in both forms, cut in two where its cards go."""
        key = (kind, name)
        if key not in self._opened:
            self._opened[key] = Pair(*(_opened(plate) for plate in self.section(kind, name)))
        return self._opened[key]

    def frame(self, has: frozenset[str]) -> Pair[plates.Plate]:
        """The whole mail around its stories; `has` names those of its places (`places.MAIL`) that will be filled."""
        if has not in self._frames:
            marked = faces.Mail(**(dict.fromkeys(places.MAIL, "") | _marks(has)))
            self._frames[has] = Pair(*(self._made(face, "body", mail=marked) for face in kinds.BOTH))
        return self._frames[has]

    def byline(self, item: mail.Item) -> Pair[plates.Value]:
        """A story's byline, for its place."""
        key = _BYLINE(item)
        return self._lines.get(key) or self._line(key, layout.byline(item, self.tongue))

    def why(self, reasons: tuple[str, ...]) -> Pair[plates.Value]:
        """Why a story is here, for its place."""
        return self._lines.get(reasons) or self._line(reasons, layout.why(reasons, self.tongue))

    def values(self, words: faces.Mail) -> Pair[dict[str, plates.Value]]:
        """What goes into the frame: every word there is something of."""
        return Pair(*(_values(face, face.mail(words)) for face in kinds.BOTH))

    def _line(self, key: object, words: str) -> Pair[plates.Value]:
        if len(self._lines) > _LINES:
            self._lines.clear()
        found = self._lines[key] = Pair(*(face.value(face.line(words)) for face in kinds.BOTH))
        return found

    def _made(self, face: kinds.Kind, name: str, **values: object) -> plates.Plate:
        shared = self.shared.html if face is kinds.BOTH[kinds.HTML] else self.shared.text
        return face.plate(self._templates.render(f"email/digest-{name}.{face.suffix}", {**shared, **values}))

    def _keep(self, key: object, found: Pair[plates.Plate]) -> None:
        octets = sum(len(plate.slim) + len(plate.wide) for plate in found)
        if self._kept + octets > _KEPT:
            self._cards.clear()
            self._kept = 0
        self._kept += octets
        self._cards[key] = found


def _shared(face: kinds.Kind, templates: Templates, page: faces.Page, tongue: tongues.Tongue) -> dict[str, object]:
    """What every template of a face may use."""
    values = {"page": face.page(page), "_": lambda words: face.words(tongue.say(words))}
    look = {"look": templates.module("email/digest-look.html", values)} if face is kinds.BOTH[kinds.HTML] else {}
    return {**values, **look}


def _values(face: kinds.Kind, words: faces.Mail) -> dict[str, plates.Value]:
    said = {name: text for name in places.MAIL if (text := getattr(words, name))}
    return dict(zip(said, face.values(list(said.values())), strict=True))


def _marks(names: frozenset[str]) -> dict[str, Any]:
    return {name: places.MARKS[name] for name in names}


def _opened(section: plates.Plate) -> tuple[list[bytes], list[bytes]]:
    slim, wide = ((form % {b"cards": b"\0"}).split(b"\0") for form in (section.slim, section.wide))
    return slim, wide
