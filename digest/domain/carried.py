"""Which words carried a topic of a story, said of the article that readers see (pure)."""

import functools
import itertools
import re
from collections.abc import Iterable, Iterator

from digest.domain.news import Article

#: Words shown for a topic.
_SHOWN = 3
_WORD = re.compile(r"[^\W_]+")
#: Letters from which half of a pair says something by itself.
_LONG = 5
#: Between the parts of one word: hyphens, and the underscore.
_JOINING = "-_\u2010\u2011"


def words(topic: str, lead: Article, told: Iterable[str]) -> tuple[str, ...]:
    """The words that carried the topic and stand in the article's title or summary.

    Its own are taken first; without any, those of `told`, the other articles' words, heaviest first; without any, the
    single words of these, also in singular or plural.
    """
    text, standing = _standing(lead.title, lead.summary)
    own = next((score.terms for score in (*lead.topics, *lead.leanings) if score.topic == topic), ())
    told = tuple(told)
    return _among(own, text, standing) or _among(told, text, standing) or _among(_forms(told), text, standing)


def stands(pair: str, text: str) -> bool:
    """Whether a pair of words stands in a text as it is written: side by side, and neither as a part of a longer word.

    `text` is in lower case and has single spaces.
    """
    start = text.find(pair)
    while start >= 0:
        if not _goes_on(text[start - 1 : start]) and not _goes_on(text[start + len(pair) :][:1]):
            return True
        start = text.find(pair, start + 1)
    return False


def _goes_on(sign: str) -> bool:
    return sign.isalnum() or (bool(sign) and sign in _JOINING)


def _forms(terms: Iterable[str]) -> Iterator[str]:
    """The longer words of the terms, each with and without the plural's s."""
    for word in (word for term in terms for word in term.split() if len(word) >= _LONG):
        yield word
        yield word.removesuffix("s") if word.endswith("s") else f"{word}s"


@functools.lru_cache(maxsize=4096)
def _standing(title: str, summary: str) -> tuple[str, frozenset[str]]:
    """An article in lower case, and its words: kept because many readers are told of it."""
    text = " ".join(f"{title} | {summary}".lower().split())
    return text, frozenset(_WORD.findall(text))


def _among(terms: Iterable[str], text: str, standing: frozenset[str]) -> tuple[str, ...]:
    kept = (term for term in dict.fromkeys(terms) if (stands(term, text) if " " in term else term in standing))
    return tuple(itertools.islice(kept, _SHOWN))
