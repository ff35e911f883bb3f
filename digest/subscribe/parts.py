"""A line in its parts, for one of which only some are understood: what was understood is taken, the rest is said."""

import re
from collections.abc import Sequence

#: Commas, but not those of "7,30" and "0,5"; and words that stand between wishes.
_BETWEEN = re.compile(
    r"\s*(?:;|,(?!\d))\s*|\s+(?:and|und|y|et|but|aber|pero|mais|&)\s+|\s+(?=(?:less|fewer|weniger|menos|moins)\s)",
    re.IGNORECASE,
)
#: Parts that are looked at.
_MOST = 20


def of(text: str) -> list[str]:
    """The parts of a line, in order; one for a line that names one thing."""
    return [part for part in _BETWEEN.split(text)[:_MOST] if part.strip()]


def are_enough(known: Sequence[bool], *, is_told: bool) -> bool:
    """Whether so much of a line is understood that it is no prose: the first part and half of all, told as a wish.

    Where nothing tells that it is one (`is_told`), most of it.
    """
    return len(known) > 1 and 2 * sum(known) >= len(known) + (not (is_told and known[0]))
