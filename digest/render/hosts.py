"""The host a link leads to, where a reader might think it another (mail.md FET-34; UTS 39; pure)."""

import re
import unicodedata
from functools import lru_cache
from urllib.parse import urlsplit

import idna

#: Something that reads like a host: labels with points between, the last of letters.
_HOST = re.compile(r"(?<![\w.@-])(?:[^\W_][\w-]{0,62}\.)+[^\W\d_]{2,24}(?![\w-])")
#: Scripts that are written together (UTS 39 section 5.2, "highly restrictive").
_TOGETHER = (
    frozenset({"LATIN", "CJK", "HIRAGANA", "KATAKANA"}),
    frozenset({"LATIN", "CJK", "BOPOMOFO"}),
    frozenset({"LATIN", "CJK", "HANGUL"}),
)


@lru_cache(maxsize=4096)
def beside(url: str, *words: str) -> str:
    """The host to show beside a link to `url`: where the `words` around it name another, or it could be misread.

    "" where nothing misleads.
    """
    host = _host(url)
    named = [found.lower() for text in words for found in _HOST.findall(text)]
    misled = any(not _same_site(_ascii(name), host) for name in named)
    return shown(host) if misled or shown(host).startswith("xn--") or ".xn--" in shown(host) else ""


def shown(host: str) -> str:
    """A host as readers may see it: in its own letters where they are of one script, else in punycode."""
    try:
        letters = idna.decode(host) if "xn--" in host else host
    except idna.IDNAError:
        return host
    scripts = {unicodedata.name(letter, "?").split(" ")[0] for letter in letters if letter.isalpha()}
    plain = len(scripts) < 2 or any(scripts <= together for together in _TOGETHER)
    return letters if plain else _ascii(host)


def _host(url: str) -> str:
    try:
        return _ascii((urlsplit(url).hostname or "").rstrip("."))
    except ValueError:
        return ""


def _ascii(host: str) -> str:
    try:
        return idna.encode(host, uts46=True).decode("ascii") if not host.isascii() else host
    except idna.IDNAError:
        return host


def _same_site(one: str, other: str) -> bool:
    return one == other or one.endswith(f".{other}") or other.endswith(f".{one}")
