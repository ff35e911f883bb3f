"""Which words carried a topic of a story, said of the article that readers see (pure)."""

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
    standing = set(_WORD.findall(f"{lead.title} {lead.summary}".lower()))
    own = next((score.terms for score in lead.topics if score.topic == topic), ())
    return _among(own, standing) or _among(told, standing)


def _among(terms: Iterable[str], standing: set[str]) -> tuple[str, ...]:
    return tuple(term for term in dict.fromkeys(terms) if standing.issuperset(term.split()))[:_SHOWN]
