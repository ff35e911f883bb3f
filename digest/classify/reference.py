"""The reference set that ships: what a new topic is told apart from, and what a classifier is measured against.

1,749 labelled headlines (digest/classify/model/NOTICE.md).  One half is learnt beside, the other only measured on.
"""

import zlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from digest.classify import labelled, topics
from digest.classify.modelfile import Model
from digest.domain import news

FILE = Path(__file__).parent / "model" / "reference.jsonl.gz"

#: Stands in for the dates, which the set does not hold; no answer depends on it.
_ANY_DAY = datetime(2018, 5, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quality:
    """How often a classifier is right."""

    rows: int
    #: Articles whose best topic is one of theirs.
    right: int
    #: Topics it was sure of, and how many of these are right.
    sure: int
    sure_right: int

    @property
    def share(self) -> float:
        """Of all articles, those it is right about; 1 for none."""
        return self.right / self.rows if self.rows else 1.0

    @property
    def precision(self) -> float:
        """Of the topics it was sure of, those that are right; 1 for none."""
        return self.sure_right / self.sure if self.sure else 1.0


#: Measured on no article at all.
NOTHING = Quality(rows=0, right=0, sure=0, sure_right=0)


def learnt() -> tuple[labelled.Example, ...]:
    """The half that may be learnt from."""
    return tuple(example for example in _all() if not _is_held_out(example))


def held_out() -> tuple[labelled.Example, ...]:
    """The half that is only measured on."""
    return tuple(example for example in _all() if _is_held_out(example))


def measure(model: Model, articles: Sequence[news.Article], truth: Sequence[tuple[str, ...]]) -> Quality:
    """How often a model is right about articles of these topics; of none is right when it names none."""
    right = sure = sure_right = 0
    for scores, topics_of_it in zip(topics.classify(model, articles), truth, strict=True):
        right += topics.best(model, scores) in (topics_of_it or (news.UNSURE,))
        certain = topics.sure(model, scores)
        sure += len(certain)
        sure_right += sum(score.topic in topics_of_it for score in certain)
    return Quality(rows=len(articles), right=right, sure=sure, sure_right=sure_right)


def quality(model: Model, of: Collection[str] | None = None) -> Quality:
    """How often a model is right about the held-out half, or about its articles `of` some topics."""
    examples = [example for example in held_out() if of is None or example.topic in of]
    return measure(model, [example.article for example in examples], [_topics(example) for example in examples])


def _topics(example: labelled.Example) -> tuple[str, ...]:
    return () if example.topic == news.UNSURE else (example.topic,)


def _all() -> tuple[labelled.Example, ...]:
    return tuple(labelled.read([FILE], now=_ANY_DAY))


def _is_held_out(example: labelled.Example) -> bool:
    return zlib.crc32(example.article.id.encode()) % 2 == 1
