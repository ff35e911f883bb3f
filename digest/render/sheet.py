"""Mail in one language: its stories, sections and frames in both faces, each rendered once and kept for all readers."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache
from operator import attrgetter
from typing import Any, NamedTuple

from digest.domain import mail
from digest.errors import RenderError
from digest.render import faces, kinds, layout, plates, tongues
from digest.render.kinds import Pair
from digest.render.templates import Templates

#: Octets of stories, and how many lines and told stories, that are kept; over it all are forgotten and made anew as
#: they are asked for.
_KEPT = 64_000_000
_LINES = 100_000
#: What a story shows that is the same for every reader of a language, and its byline.
_FACE = attrgetter("title", "url", "outlet", "author", "summary", "also", "language")
_BYLINE = attrgetter("author", "outlet", "published", "minutes", "title")
_NOBODY: tuple[mail.Item | None, None] = (None, None)


class Told(NamedTuple):
    """A story as all of one language get it who get it for the same reasons in the same zone."""

    card: Pair[plates.Plate]
    #: Its byline and why it is here: for each form (`plates.Form`), in both faces.
    lines: tuple[Pair[tuple[bytes, bytes]], Pair[tuple[bytes, bytes]]]
    #: Octets of the longest line of its HTML in seven bits, without the addresses to ask for more and for less like it.
    longest: int
    #: The picture its HTML places, by id; "" for none.
    picture: str
    #: Whether its plain text has a place for those addresses; the one that ships has not.
    text_asks: bool


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
        self._told: dict[object, tuple[mail.Item, Told]] = {}
        self._cards: dict[object, Pair[plates.Plate]] = {}
        self._kept = 0
        self._lines: dict[object, Pair[plates.Value]] = {}
        self._sections: dict[tuple[str, str], Pair[plates.Plate]] = {}
        self._frames: dict[frozenset[str], Pair[plates.Plate]] = {}

    def told(self, item: mail.Item, kind: str, picture: mail.Picture | None, asks: frozenset[str]) -> Told:
        """A story; `kind` as in `faces.Card`, `asks` names those of its addresses that will be filled in."""
        # Readers who get a story alike have the same item (`items.Desk`), and to know it again is quicker than to
        # compare its words.
        key = (id(item), kind, picture is None, asks)
        known, found = self._told.get(key, _NOBODY)
        if known is item and found is not None:
            return found
        if len(self._told) > _LINES:
            self._told.clear()
        found = self._telling(item, kind, picture, asks)
        self._told[key] = (item, found)
        return found

    def section(self, kind: str, name: str) -> Pair[plates.Plate]:
        """A section, whose cards are to be filled in."""
        key = (kind, name)
        if key not in self._sections:
            self._sections[key] = Pair(*(self._section(face, kind, name) for face in kinds.BOTH))
        return self._sections[key]

    def frame(self, has: frozenset[str]) -> Pair[plates.Plate]:
        """The whole mail around its stories; `has` names those of its places (`plates.MAIL`) that will be filled."""
        if has not in self._frames:
            marked = faces.Mail(**(dict.fromkeys(plates.MAIL, "") | _marks(has)))
            self._frames[has] = Pair(*(self._made(face, "body", mail=marked) for face in kinds.BOTH))
        return self._frames[has]

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
        card = self._card(item, kind, picture, asks | ({"why"} if item.why else frozenset()))
        byline = self._line(_BYLINE(item), lambda: layout.byline(item, self.tongue))
        why = self._line(item.why, lambda: layout.why(item.why, self.tongue))
        slim, wide = (
            Pair((byline.html[form], why.html[form]), (byline.text[form], why.text[form]))
            for form in (plates.SLIM, plates.WIDE)
        )
        longest = max(card.html.longest, card.html.longest_open + sum(map(len, slim.html)))
        text_asks = not asks.isdisjoint(card.text.names)
        return Told(card, (slim, wide), longest, picture.id if picture else "", text_asks)

    def _card(
        self, item: mail.Item, kind: str, picture: mail.Picture | None, has: frozenset[str]
    ) -> Pair[plates.Plate]:
        key = (_FACE(item), kind, picture, has)
        found = self._cards.get(key)
        if found is None:
            shown = layout.picture(picture, self._domain) if picture else None
            card = layout.card(item, kind, self.page, self.tongue, picture=shown)
            marks = _marks({*has, "number", "byline"})
            found = Pair(*(self._made(face, "card", card=replace(face.card(card), **marks)) for face in kinds.BOTH))
            self._keep(key, found)
        return found

    def _line(self, key: object, words: Callable[[], str]) -> Pair[plates.Value]:
        found = self._lines.get(key)
        if found is None:
            if len(self._lines) > _LINES:
                self._lines.clear()
            said = words()
            found = self._lines[key] = Pair(*(face.value(face.line(said)) for face in kinds.BOTH))
        return found

    def _made(self, face: kinds.Kind, name: str, **values: object) -> plates.Plate:
        shared = self.shared.html if face is kinds.BOTH[kinds.HTML] else self.shared.text
        template = f"email/digest-{name}.{face.suffix}"
        return face.plate(self._templates.render(template, {**shared, **values}))

    def _keep(self, key: object, found: Pair[plates.Plate]) -> None:
        octets = sum(len(piece) for plate in found for piece in plate.slim)
        if self._kept + octets > _KEPT:
            self._cards.clear()
            self._told.clear()
            self._kept = 0
        self._kept += octets
        self._cards[key] = found


def _shared(face: kinds.Kind, templates: Templates, page: faces.Page, tongue: tongues.Tongue) -> dict[str, object]:
    """What every template of a face may use."""
    values = {"page": face.page(page), "_": cache(lambda words: face.words(tongue.say(words)))}
    look = {"look": templates.module("email/digest-look.html", values)} if face is kinds.BOTH[kinds.HTML] else {}
    return {**values, **look}


def _marks(names: Iterable[str]) -> dict[str, Any]:
    return {name: plates.MARKS[name] for name in names}
