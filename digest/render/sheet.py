"""Mail in one language: its stories, sections and frames in both faces, each rendered once and kept for all readers."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache
from itertools import compress
from operator import attrgetter
from typing import Any, TypeVar

from digest.domain import mail
from digest.errors import RenderError
from digest.render import faces, kinds, layout, plates, prepared, tongues
from digest.render.kinds import Pair
from digest.render.prepared import ALONE, LEAD, Both, Card, Frame, Section, Told
from digest.render.templates import Templates

_T = TypeVar("_T")
#: Octets of stories, and how many lines and told stories, that are kept; over it all are forgotten and made anew as
#: they are asked for.
_KEPT = 64_000_000
_LINES = 100_000
#: What a story shows that is the same for every reader of a language; and its byline.
_FACE = attrgetter("title", "url", "outlet", "author", "summary", "also", "language")
_BYLINE = attrgetter("author", "outlet", "published", "minutes", "title")
#: Of cards (`faces.Card`).
_KINDS = ("lead", "story", "brief", "outside")


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
        self._told: dict[frozenset[str], dict[str, dict[int, Told]]] = {}
        #: As in `Told`, of all that were told so far.
        self.longest = 0
        #: Whether some story asks for more or less in plain text; the templates that ship do not.
        self.asks_in_text = False
        self._cards: dict[object, Card] = {}
        self._words: dict[object, Pair[faces.Card]] = {}
        self._plates: tuple[dict[str, plates.Plate], ...] = ({}, {})
        self._kept = 0
        self._lines: dict[object, Both] = {}
        self._sections = {LEAD: ALONE}
        self._frames: dict[object, Pair[Frame]] = {}

    def known(self, asks: frozenset[str]) -> dict[str, dict[int, Told]]:
        """Stories as they were told, by kind and the `id()` of their items: `told` is to be asked about others only.

        Readers who get a story alike have the same item (`items.Desk`), and to know it again is quicker than to compare
        its words.  Those that have a picture are not here, as it may be ready for one mail and not for another.
        """
        if asks not in self._told:
            self._told[asks] = {kind: {} for kind in _KINDS}
        return self._told[asks]

    def told(self, item: mail.Item, kind: str, picture: mail.Picture | None, asks: frozenset[str]) -> Told:
        """A story; `kind` as in `faces.Card`, `asks` names those of its addresses that will be filled in."""
        card = self._card(item, kind, picture, asks)
        byline = self._line(_BYLINE(item), layout.byline, item)
        why = self._line(item.why, layout.why, item.why)
        lines = len(byline[plates.SLIM][kinds.HTML]) + len(why[plates.SLIM][kinds.HTML])
        longest = max(card.closed, card.open + card.repeats * lines)
        self.longest = max(self.longest, longest)
        told = Told(item, picture, card, byline, why, longest)
        if item.picture is None:
            known = self.known(asks)[kind]
            if len(known) > _LINES:
                known.clear()
            known[id(item)] = told
        return told

    def section(self, section: tuple[str, str]) -> Section:
        """A section by its kind and name."""
        found = self._sections.get(section)
        if found is None:
            made = Pair(*(self._section(face, *section) for face in kinds.BOTH))
            found = self._sections[section] = prepared.section(prepared.kind(section), made)
        return found

    def frame(self, words: faces.Mail, *, lead: bool, rest: bool) -> Pair[Frame]:
        """The whole mail around its stories, with places for what `words` say, and for the stories there are."""
        key = (*map(bool, words), lead, rest)
        if key not in self._frames:
            marks = _marks((*compress(faces.Mail._fields, words), *compress(plates.STORIES, (lead, rest))))
            marked = faces.Mail(**(dict.fromkeys(faces.Mail._fields, "") | marks))
            self._frames[key] = Pair(*(prepared.frame(self._made(face, "body", mail=marked)) for face in kinds.BOTH))
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
            found = prepared.card(made)
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

    def _line(self, key: object, words: Callable[[_T, tongues.Tongue], str], of: _T) -> Both:
        found = self._lines.get(key)
        if found is None:
            if len(self._lines) > _LINES:
                self._lines.clear()
            said = words(of, self.tongue)
            html, text = (face.value(face.line(said)) for face in kinds.BOTH)
            found = self._lines[key] = ((html.slim, text.slim), (html.wide, text.wide))
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


def _shared(face: kinds.Kind, templates: Templates, page: faces.Page, tongue: tongues.Tongue) -> dict[str, object]:
    """What every template of a face may use."""
    values = {"page": face.page(page), "_": cache(lambda words, **filled: face.words(tongue.say(words, **filled)))}
    look = {"look": templates.module("email/digest-look.html", values)} if face is kinds.BOTH[kinds.HTML] else {}
    return {**values, **look}


def _marks(names: Iterable[str]) -> dict[str, Any]:
    return {name: plates.MARKS[name] for name in names}
