"""Which words carried a topic of a story, said of the article that readers see (pure)."""

import functools
import re
from collections.abc import Iterable

from digest.domain.news import Article

#: Words shown for a topic.
_SHOWN = 3
_WORD = re.compile(r"[^\W_]+")


def words(topic: str, lead: Article, told: Iterable[str]) -> tuple[str, ...]:
    """The words that carried the topic and stand in the article's title or summary.

    Its own are taken first; without any, those of `told`, the other articles' words, heaviest first.
    """
    standing = _standing(lead.title, lead.summary)
    own = next((score.terms for score in lead.topics if score.topic == topic), ())
    return _among(own, standing) or _among(told, standing)


@functools.lru_cache(maxsize=4096)
def _standing(title: str, summary: str) -> frozenset[str]:
    """The words of an article, kept because many readers are told of it."""
    return frozenset(_WORD.findall(f"{title} {summary}".lower()))


def _among(terms: Iterable[str], standing: frozenset[str]) -> tuple[str, ...]:
    return tuple(term for term in dict.fromkeys(terms) if standing.issuperset(term.split()))[:_SHOWN]
