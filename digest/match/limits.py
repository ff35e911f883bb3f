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
    #: The likeness from which one of two stories is enough; tuned on recorded news.
    alike: float = 0.45
    #: How long after we first saw it a story stays on offer; None: for as long as the caller offers it.
    freshness: timedelta | None = None
