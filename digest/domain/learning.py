"""What the operator teaches, and what the nights made of it."""

from dataclasses import dataclass
from datetime import date, datetime

from digest.domain.moments import require_utc
from digest.domain.news import Article


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """The operator's word on one article."""

    #: The article as it was read; kept after the article itself is dropped for its age.
    article: Article
    #: Every topic it is of; empty when it is of none.
    topics: tuple[str, ...]
    corrected_at: datetime

    def __post_init__(self) -> None:
        require_utc(self.corrected_at, "corrected_at")


@dataclass(frozen=True, slots=True, kw_only=True)
class Night:
    """One nightly retraining."""

    #: The day in UTC.
    day: date
    #: What came of it, as a sentence.
    said: str
