"""The words that tell the stories on offer apart (pure).

A word counts the more, the fewer stories of the same language hold it, and the oftener its own story says it (tf-idf;
Manning, Raghavan & Schütze, Introduction to Information Retrieval, 2008, section 6.2).  Words that many stories hold
are dropped, which needs no list for any language; so are numbers, single letters and the names of outlets.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import numpy as np
from scipy.sparse import csr_matrix

from digest.domain import news
from digest.match import words

#: A word that more than this share of the stories of a language hold says nothing.
COMMON = 0.05
#: With fewer stories than this in a language, shares mean little and only rarity counts.
FEW = 40
#: A word in the headline counts as so many in the teaser.
HEADLINE = 2
#: Articles of one story that are read.
_ARTICLES = 12

# Python's \w knows no vowel signs: without them words of Hindi, Arabic or Hebrew would fall apart.
_SIGNS = "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0900-\u0963\u0966-\u0dff"
_TOKEN = re.compile(rf"[^\W_][\w{_SIGNS}]*")
#: Scripts that put no space between words: there every two neighbouring signs are taken as one.
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\U00020000-\U0003ffff"
)
_PART = re.compile(f"([{_UNSPACED}]+)|[^{_UNSPACED}]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """The stories on offer as weights of their words."""

    #: `(n_terms,)`, as `words.fold` folds them.
    words: tuple[str, ...]
    #: Word -> its column.
    places: Mapping[str, int]
    #: `(n_stories, n_terms)` CSR, rows L2-normalised; a row of nothing for a story without words.
    matrix: Any


def of(stories: Sequence[news.Story]) -> Terms:
    """The words of each story, in the order of `stories`."""
    names = _names(stories)
    counts = [_counts(story, names) for story in stories]
    languages = [story.lead.language.partition("-")[0].lower() for story in stories]
    rarity = _rarity(counts, languages)
    rows = [_row(count, rarity[language]) for count, language in zip(counts, languages, strict=True)]
    vocabulary = tuple(sorted({word for row in rows for word in row}))
    places = {word: place for place, word in enumerate(vocabulary)}
    return Terms(words=vocabulary, places=places, matrix=matrix(rows, places))


def matrix(rows: Sequence[Mapping[str, float]], places: Mapping[str, int]) -> Any:
    """The rows as `(n_rows, n_terms)` CSR of float32; words without a place are left out."""
    known = [[(places[word], weight) for word, weight in row.items() if word in places] for row in rows]
    bounds = np.cumsum([0, *map(len, known)])
    columns = np.fromiter((place for row in known for place, _ in row), dtype=np.int32, count=bounds[-1])
    weights = np.fromiter((weight for row in known for _, weight in row), dtype=np.float32, count=bounds[-1])
    return csr_matrix((weights, columns, bounds), shape=(len(rows), len(places)))


def heaviest(terms: Terms, place: int, *, most: int) -> dict[str, float]:
    """The words that tell the story at `place` apart, heaviest first, with their weights."""
    row = terms.matrix[place]
    weighed = [
        (round(float(weight), 4), terms.words[column]) for column, weight in zip(row.indices, row.data, strict=True)
    ]
    return {word: weight for weight, word in sorted(weighed, key=lambda pair: (-pair[0], pair[1]))[:most]}


def _row(counts: Mapping[str, int], rarity: Mapping[str, float]) -> dict[str, float]:
    weighed = {word: (1 + math.log(count)) * rarity[word] for word, count in counts.items() if word in rarity}
    length = math.sqrt(sum(weight * weight for weight in weighed.values()))
    return {word: weight / length for word, weight in weighed.items()}


def _rarity(counts: Iterable[Mapping[str, int]], languages: Sequence[str]) -> dict[str, dict[str, float]]:
    """Language -> word -> how rare it is among the stories of the language, without the words too common there."""
    stories = Counter(languages)
    holding: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for count, language in zip(counts, languages, strict=True):
        holding[language].update(count.keys())
    return {
        language: {
            word: math.log((1 + stories[language]) / (0.5 + held))
            for word, held in words_held.items()
            if stories[language] < FEW or held <= COMMON * stories[language]
        }
        for language, words_held in holding.items()
    }


def _counts(story: news.Story, names: "_Names") -> Counter[str]:
    counts: Counter[str] = Counter()
    for article in story.articles[:_ARTICLES]:
        own = names.own[article.outlet]
        for text, worth in ((article.title, HEADLINE), (article.summary, 1)):
            for word in _telling(names.without(_TOKEN.findall(words.fold(text)))):
                if word not in own:
                    counts[word] += worth
    return counts


def _telling(tokens: Iterable[str]) -> Iterator[str]:
    """The words that can tell a story apart: no numbers, no single letters; pairs of signs where nothing is spaced."""
    for token in tokens:
        for part in _PART.finditer(token):
            word, unspaced = part[0], part[1]
            if unspaced:
                yield from (word[start : start + 2] for start in range(max(len(word) - 1, 1)))
            elif len(word) > 1 and not word.isnumeric():
                yield word


@dataclass(frozen=True, slots=True, kw_only=True)
class _Names:
    """What the outlets on offer are called."""

    #: Outlet -> the words of its name and address, never taken from its own articles.
    own: Mapping[str, frozenset[str]]
    #: First word of a name -> the names that begin with it, longest first.
    whole: Mapping[str, tuple[tuple[str, ...], ...]]

    def without(self, tokens: Sequence[str]) -> Iterator[str]:
        """The tokens that are not part of an outlet's name."""
        place = 0
        while place < len(tokens):
            named = next((name for name in self.whole.get(tokens[place], ()) if _starts(tokens, place, name)), None)
            if named is None:
                yield tokens[place]
            place += len(named or "1")


def _starts(tokens: Sequence[str], place: int, name: tuple[str, ...]) -> bool:
    return tuple(tokens[place : place + len(name)]) == name


def _names(stories: Sequence[news.Story]) -> _Names:
    own: defaultdict[str, set[str]] = defaultdict(set)
    for article in (article for story in stories for article in story.articles):
        own[article.outlet].update(_TOKEN.findall(words.fold(f"{article.outlet} {_host(article.url)}")))
    whole: defaultdict[str, set[tuple[str, ...]]] = defaultdict(set)
    for outlet in own:
        for name in _called(outlet):
            whole[name[0]].add(name)
    return _Names(
        own={outlet: frozenset(said) for outlet, said in own.items()},
        whole={first: tuple(sorted(names, key=len, reverse=True)) for first, names in whole.items()},
    )


def _called(outlet: str) -> Iterator[tuple[str, ...]]:
    """The outlet's name as tokens, also for one that is known by its host alone: www.cnn.com is cnn too."""
    if name := tuple(_TOKEN.findall(words.fold(outlet))):
        yield name
    if "." in outlet and " " not in outlet:
        yield from [(label,) for label in name if label != "www"][:1]


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""
