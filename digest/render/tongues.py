"""The languages mail can speak: fixed words from catalogues, dates, numbers and lists by CLDR.

English is the source: what a catalogue does not have is said in English.  A catalogue is a gettext file named for its
language, `words/de.po` or `words/pt_BR.po`, beside this file or in the operator's templates folder: adding a language
is adding a file.

Whoever else speaks to readers, such as the web pages, keeps catalogues of its own words in a folder of its own and
gives it to `load(folder, beside=...)`; its templates get the words by `functions(tongue)`.
"""

import gettext
import re
import string
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from babel import Locale, UnknownLocaleError, localedata
from babel.lists import format_list
from babel.messages import pofile
from babel.numbers import format_decimal

from digest.errors import RenderError

_SHIPPED = Path(__file__).parent / "words"
_SOURCE = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """The words of one language."""

    #: Words in English -> words in this language, one for each plural form.
    words: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    #: Which plural form stands with a number.
    form: Callable[[int], int] = lambda number: int(number != 1)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Tongue:
    """How one reader is spoken to; there is but one of each."""

    #: BCP 47 tag of the fixed words: the reader's, or "en" where there is no catalogue.
    language: str
    catalogue: Catalogue
    #: For numbers and lists, which stand among the fixed words.
    locale: Locale
    #: For dates: the reader's own, catalogue or not, where CLDR knows it.
    calendar: Locale

    def say(self, words: str, /, **values: object) -> str:
        """`words`, which are English, in this language, with {names} filled in."""
        return self.catalogue.words.get(words, (words,))[0].format(**values)

    def count(self, one: str, many: str, number: int, /, **values: object) -> str:
        """The form of `one` and `many` that goes with `number`, which fills {number} as the language writes it."""
        forms = self.catalogue.words.get(one)
        # A rule may name a form the words do not have: then the last stands for it.
        form = forms[min(self.catalogue.form(number), len(forms) - 1)] if forms else (one if number == 1 else many)
        return form.format(number=self.number(number), **values)

    def number(self, number: int) -> str:
        """A number with the language's own separators: "1,204", "1.204"."""
        # Below a thousand all languages write the same; most numbers of a mail are.
        return str(number) if 0 <= number < 1000 else _number(number, self.locale)

    def listed(self, parts: Sequence[str]) -> str:
        """The parts as one sentence lists them: "A, B, and C", "A, B y C"."""
        return format_list(list(parts), locale=self.locale) if len(parts) > 1 else "".join(parts)


class Languages:
    """The tongues there are, each read once."""

    def __init__(self, folders: Sequence[Path], *, beside: Sequence[Path] = ()) -> None:
        """Catalogues are taken from the first of `folders` that has one; those `beside` add the words it has not."""
        self._folders = folders
        self._beside = beside
        self._tongues: dict[str, Tongue] = {}

    def of(self, tag: str) -> Tongue:
        """The tongue for a BCP 47 tag: of the tag itself, else of the tag with less of it, else English."""
        if tag not in self._tongues:
            self._tongues[tag] = self._made(tag)
        return self._tongues[tag]

    def tags(self) -> tuple[str, ...]:
        """The BCP 47 tags of the languages there are words for, English first."""
        found = {path.stem for folder in self._folders for path in folder.glob("*.po")}
        return (_SOURCE, *sorted(found - {_SOURCE}))

    def _made(self, tag: str) -> Tongue:
        shorter = list(_shorter(tag))
        path = next((path for less in shorter for path in _paths(self._folders, less)), None)
        calendar = _locale(shorter)
        if path is None:
            # Somebody who reads English of their own region has the dates and lists of that region.
            own = calendar if calendar is not None and calendar.language == _SOURCE else None
            source = Locale.parse(_SOURCE)
            language = tag if own else _SOURCE
            return Tongue(language=language, catalogue=Catalogue(), locale=own or source, calendar=calendar or source)
        locale = calendar or Locale.parse(_SOURCE)
        found = [_catalogue(path), *(_catalogue(path) for less in shorter for path in _paths(self._beside, less))]
        words = {english: said for catalogue in reversed(found) for english, said in catalogue.words.items()}
        return Tongue(language=tag, catalogue=replace(found[0], words=words), locale=locale, calendar=locale)


def load(folder: Path | None = None, *, beside: Sequence[Path] = ()) -> Languages:
    """The languages that ship; catalogues in `words/` of the operator's templates `folder` stand before them.

    Folders `beside` hold catalogues of more words, such as those of the web pages.
    """
    return Languages([*([folder / "words"] if folder else []), _SHIPPED], beside=beside)


def functions(tongue: Tongue) -> dict[str, Callable[..., str]]:
    """What templates say a tongue's words with, by name.

    `_("words", name=value)`, `counted("1 story", "{number} stories", 3)`, `number(1204)` and `listed(["A", "B"])`.
    """
    return {"_": tongue.say, "counted": tongue.count, "number": tongue.number, "listed": tongue.listed}


def later(words: str) -> str:
    """`words` as they are: marks them for the catalogues where they are only said elsewhere."""
    return words


@lru_cache(maxsize=1)
def shipped() -> Languages:
    """The languages that ship."""
    return load()


def _paths(folders: Sequence[Path], tag: str) -> list[Path]:
    return [path for folder in folders if (path := folder / f"{tag.replace('-', '_')}.po").is_file()]


def _shorter(tag: str) -> list[str]:
    """ "pt-BR", "pt": a tag in its usual case, and what is left of it when subtags go from the end."""
    if not re.fullmatch(r"[A-Za-z0-9]+([-_][A-Za-z0-9]+)*", tag):
        return []
    parts = tag.replace("_", "-").split("-")
    cased = [parts[0].lower(), *(part.upper() if len(part) == 2 else part.title() for part in parts[1:])]
    return ["-".join(cased[:end]) for end in range(len(cased), 0, -1)]


def _locale(tags: Sequence[str]) -> Locale | None:
    for tag in tags:
        try:
            locale = Locale.parse(tag, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
        # A language whose months CLDR does not name is not used: Babel 2.18 would write what it finds in their place
        # into the data that all languages share, and Arabic then has "M12" for December.
        if localedata.load(str(locale))["months"] is not localedata.load("root")["months"]:
            return locale
    return None


@lru_cache(maxsize=4096)
def _number(number: int, locale: Locale) -> str:
    return format_decimal(number, locale=locale)


def _catalogue(path: Path) -> Catalogue:
    try:
        with path.open("rb") as file:
            found = pofile.read_po(file, abort_invalid=True)
        form = gettext.c2py(found.plural_expr)
    except (pofile.PoFileError, ValueError, OSError) as error:
        raise _unusable(path, str(error)) from error
    words: dict[str, tuple[str, ...]] = {}
    for message in found:
        ids, forms = _texts(message.id), _texts(message.string)
        if not any(ids) or not forms or not all(forms) or message.fuzzy:
            continue
        if strange := {name for form in forms for name in _names(form)} - {name for id_ in ids for name in _names(id_)}:
            raise _unusable(
                path, f"the words for {ids[0]!r} name {{{strange.pop()}}}, which is not there to be filled in"
            )
        words[ids[0]] = forms
    return Catalogue(words=words, form=form)


def _texts(found: str | Sequence[str] | None) -> tuple[str, ...]:
    return (found,) if isinstance(found, str) else tuple(found or ())


def _names(words: str) -> list[str]:
    return [name for _, name, _, _ in string.Formatter().parse(words) if name is not None]


def _unusable(path: Path, why: str) -> RenderError:
    return RenderError(f"The catalogue {path} cannot be used: {why}. Mend the file, or remove it.", template=path.name)
