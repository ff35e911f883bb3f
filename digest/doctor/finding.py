"""One thing the doctor found."""

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How bad it is."""

    #: As it should be.
    GOOD = "good"
    #: Mail goes out, and somebody should look.
    WARNING = "warning"
    #: Mail does not go out, or not safely.
    WRONG = "wrong"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What is so, and what to do about it."""

    level: Level
    sentence: str
    #: "" when there is nothing to do, or when the sentence says it.
    advice: str = ""


def good(sentence: str) -> Finding:
    """A finding that all is well with one thing."""
    return Finding(level=Level.GOOD, sentence=sentence)


def warning(sentence: str, advice: str = "") -> Finding:
    """A finding that somebody should look at."""
    return Finding(level=Level.WARNING, sentence=sentence, advice=advice)


def wrong(sentence: str, advice: str = "") -> Finding:
    """A finding that keeps mail from going out as it should."""
    return Finding(level=Level.WRONG, sentence=sentence, advice=advice)
