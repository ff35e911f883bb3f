"""Words of fault sentences: values as a person wrote them, and what they may have meant."""

import difflib
from collections.abc import Iterable

_WIDEST = 80
#: From here a number has more digits than anybody meant to write.
_GIANT = 10**18


def suggestion(wrong: str, right: Iterable[str]) -> str:
    """ "; did you mean X?" for the likeliest X, else ""."""
    names = list(right)
    near = difflib.get_close_matches(wrong[:_WIDEST], names, n=1, cutoff=0.6)
    near = near or [name for name in names if wrong and name.startswith(wrong)]
    return f'; did you mean "{near[0]}"?' if near else ""


def listing(names: Iterable[str]) -> str:
    """Names in a row, fit to print."""
    return ", ".join(names)


def shown(value: object) -> str:
    """A TOML value as a person would write it, on one line and not too long."""
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int) and abs(value) >= _GIANT:
        return "a giant number"
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, dict | list):
        return "a table" if isinstance(value, dict) else "a list"
    return "a date or time"


def _quoted(text: str) -> str:
    short = text if len(text) <= _WIDEST else f"{text[:_WIDEST]}…"
    return '"' + "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in short) + '"'


def dotted(path: Iterable[str | int]) -> str:
    """A path as people write it, list elements counted from 1: `subscribers[2].timezone`."""
    text = ""
    for step in path:
        if isinstance(step, int):
            text += f"[{step + 1}]"
        else:
            text += f".{shown_key(step)}" if text else shown_key(step)
    return text


def shown_key(key: str) -> str:
    """A key as it stands in the file: quoted when it must be, never too long."""
    bare = key.isascii() and key.replace("-", "").replace("_", "").isalnum()
    return key[:_WIDEST] if bare else shown(key)
