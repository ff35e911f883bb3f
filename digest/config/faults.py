"""What is wrong with a document, a sentence for each fault."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from pydantic import ValidationError

from digest.config import document, places, words


class Fault(NamedTuple):
    """One thing that is wrong."""

    #: Where, from the top of the file.
    path: places.Path
    #: What, to be read after the place: `is "x", which is no IANA zone`.
    what: str


def sentences(faults: Iterable[Fault], text: str, *, file: str) -> list[str]:
    """Each fault with its file, line and place, in the order of the file."""
    known = places.lines(text)
    numbered = [(places.line(known, fault.path) or 0, fault) for fault in faults]
    numbered.sort(key=lambda pair: pair[0])
    return list(dict.fromkeys(_sentence(fault, number, file) for number, fault in numbered))


def _sentence(fault: Fault, number: int, file: str) -> str:
    place = f"{file} line {number}" if number else file
    return f"{place}: {words.dotted(fault.path)} {fault.what}"


def of_shape(found: Mapping[str, Any]) -> list[Fault]:
    """The faults of keys, types and bounds; what a key means for another is for `crosschecks`."""
    try:
        document.Document.model_validate(found)
    except ValidationError as error:
        return [_translated(dict(one)) for one in error.errors(include_url=False)]
    return []


def _translated(error: dict[str, Any]) -> Fault:
    """One of the library's errors in our words."""
    path: places.Path = error["loc"]
    match error["type"]:
        case "extra_forbidden":
            return _unknown_key(path)
        case "missing":
            return Fault(path, f"is missing: {document.needed(path)}")
        case "refused":
            return Fault(path, _refusal(path, error["input"], error["ctx"]["what"]))
        case "list_type" if path[-1] in {"feeds", "profiles", "subscribers"}:
            return Fault(path, f"is {words.shown(error['input'])}, which is not a list of tables: write [[{path[-1]}]]")
        case "list_type":
            return Fault(path, f'is {words.shown(error["input"])}, which is not a list such as ["one", "two"]')
        case _:
            return Fault(path, f"is {words.shown(error['input'])}, which is not a table of keys and values")


def _refusal(path: places.Path, value: object, what: str) -> str:
    """The sentence for a value; what may be a secret, or an address with one in it, is not repeated."""
    secret = str(path[-1]).startswith(("password", "key_")) or (
        isinstance(value, str) and "://" in value and "@" in value
    )
    return f"is {what}" if secret else f"is {words.shown(value)}, which is {what}"


def _unknown_key(path: places.Path) -> Fault:
    allowed = document.keys(path[:-1])
    key = str(path[-1])
    if key in {"password", "passwd", "secret"}:
        return Fault(path, "is refused: no secret belongs in this file; use password_env or password_file")
    kind = "section" if len(path) == 1 else "setting"
    hint = words.suggestion(key, allowed)
    return Fault(path, f"is no {kind}{hint or ';'} allowed here: {words.listing(allowed)}")
