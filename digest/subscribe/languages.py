"""Languages as people call them: by tag, or by name in the languages of our catalogues and in their own."""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from babel import Locale, UnknownLocaleError

from digest.subscribe import spelling

_SPOKEN = ("en", "de", "es", "fr")


def table(languages: Iterable[str]) -> Mapping[str, str]:
    """What people call these languages (BCP 47 tags), folded -> tag; tags are among it."""
    return _table(tuple(languages))


@lru_cache(maxsize=8)
def _table(languages: tuple[str, ...]) -> Mapping[str, str]:
    called: dict[str, str] = {}
    for tag in languages:
        for name in _names(tag):
            called |= dict.fromkeys(spelling.spellings(name), tag)
    return called


def _names(tag: str) -> list[str]:
    """The tag, and the language's names; the tag alone where CLDR does not know it."""
    try:
        own = Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        return [tag]
    told = [Locale(language).languages.get(str(own)) for language in _SPOKEN]
    plain = [Locale(language).languages.get(own.language) for language in _SPOKEN]
    return [
        tag,
        tag.replace("-", "_"),
        *(name for name in (*told, *plain, own.display_name, own.language_name) if name),
    ]
