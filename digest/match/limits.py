"""What every edition keeps to (pure)."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What every edition keeps to."""

    #: Stories led by one outlet, at most.
    per_outlet: int = 3
    #: The probability from which a wanted topic brings a story in.
    floor: float = 0.4
    #: What a story must be worth (`score.block`), lest a slow day fill the edition with anything; a followed word does.
    score_floor: float = 0.6
    #: The likeness from which one of two stories is enough in an edition; tuned on recorded news (docs/choosing.md).
    alike: float = 0.24
    #: The same for a story with a followed word: who asked for these very words may have several sides of one affair.
    alike_followed: float = 0.29
    #: The likeness to a story sent before from which a story comes after all others; a followed word lifts it again.
    again: float = 0.33
    #: How long after we first saw it a story stays on offer; None: for as long as the caller offers it.
    freshness: timedelta | None = None
