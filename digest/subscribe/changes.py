"""Two changes of wishes as one."""

from dataclasses import fields
from typing import Any

from digest.domain.wishes import Change, Weights, Words


def together(first: Change, second: Change) -> Change:
    """The change that does what `first` does and then `second`."""
    names = (one.name for one in fields(Change))
    merged: dict[str, Any] = {name: _either(getattr(first, name), getattr(second, name)) for name in names}
    if second.cadence is not None:
        # The days belong to the cadence they were said with.
        merged["weekdays"] = second.weekdays
    return Change(**merged)


def clash(first: Change, second: Change) -> bool:
    """Whether both say when, or in what language, and not the same."""
    pairs = ((getattr(first, name), getattr(second, name)) for name in _SINGLE)
    return any(None not in pair and pair[0] != pair[1] for pair in pairs)


_SINGLE = ("at", "timezone", "cadence", "weekdays", "language", "stories")


def _either(first: object, second: object) -> object:
    if isinstance(first, Words) and isinstance(second, Words):
        return _words(first, second)
    if isinstance(first, Weights) and isinstance(second, Weights):
        return _weights(first, second)
    return first if second is None else second


def _words(first: Words, second: Words) -> Words:
    if second.whole is not None:
        return second
    again = {word.casefold() for word in second.add}
    gone = {word.casefold() for word in first.drop}
    drop = *(word for word in first.drop if word.casefold() not in again), *second.drop
    add = *(word for word in first.add if word.casefold() not in gone), *second.add
    return Words(whole=first.whole, add=tuple(dict.fromkeys(add)), drop=tuple(dict.fromkeys(drop)))


def _weights(first: Weights, second: Weights) -> Weights:
    if second.whole is not None:
        return second
    kept = {slug: weight for slug, weight in first.add.items() if slug not in first.drop}
    drop = *(slug for slug in first.drop if slug not in second.add), *second.drop
    return Weights(whole=first.whole, add={**kept, **second.add}, drop=tuple(dict.fromkeys(drop)))
