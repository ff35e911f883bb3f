"""What each article is about: the topic classifier, applied with numpy alone.

Each topic is judged by itself (one against the rest), so an article may have several or none.
"""

import functools
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from digest.classify import explain, language, modelfile, sections, vectors, words
from digest.classify.modelfile import Model
from digest.domain import news

Scores: TypeAlias = tuple[news.TopicScore, ...]

#: The classifier that ships.
SHIPPED = Path(__file__).parent / "model" / "topics.npz"

#: What an operator's topic hint for a feed adds to the log-odds: odds of 1 to 7 become even.
HINT_LOG_ODDS = 2.0

#: What one term may count for when it is asked whether a topic is sure; with no more it is a guess.  What a single word
#: calls sport is more often a video game, a lottery or a court case (docs/topics.md).
_AT_MOST = {"sport": 1.0}
#: But for words that are right alone, wherever they were: with 95 % certainty in more than 0.8 of their articles.
_TELL_ALONE = ("quarterback", "ufc")

#: Articles judged at a time: bounds the memory, and is past the point where more is faster.
_BLOCK = 4_096


def load(path: Path | None = None) -> Model:
    """The classifier in a file, None for the one that ships; ModelError when it cannot be used."""
    return modelfile.read(path or SHIPPED)


def classify(model: Model, articles: Sequence[news.Article]) -> list[Scores]:
    """For each article every topic of the model, strongest first, with the words that carried it.

    An article in another language, or with too few known words, is judged as if it had none, so that no topic of it is
    sure.
    """
    return [scores for block in _blocks(articles) for scores in _explained(model, block)]


def sure(model: Model, scores: Scores) -> Scores:
    """The topics at or above the model's threshold, strongest first; empty when it is unsure."""
    return tuple(score for score in scores if score.probability >= model.thresholds[score.topic])


def best(model: Model, scores: Scores) -> str:
    """The one topic to name: the strongest it is sure of, else the strongest; `news.UNSURE` when that is unlikely."""
    for score in (*sure(model, scores), *scores[:1]):
        if score.probability >= model.floor:
            return score.topic
    return news.UNSURE


def said(model: Model, article: news.Article, named: Sequence[str]) -> Scores:
    """Topics that a person gave an article: certain, with the words of it that speak for them, where there are any."""
    read = text(article)
    rows, carried, _ = _judged(model, [article], [read])
    return tuple(
        news.TopicScore(topic=topic, probability=1.0, terms=explain.words(model, read, rows, carried, topic))
        for topic in named
    )


def text(article: news.Article) -> str:
    """What the classifier reads of an article: headline and teaser, without the publisher's name."""
    teaser = article.summary or article.text
    return words.headline_and_teaser(article.title, teaser, (article.outlet, words.site(article.url)))


def headline(article: news.Article) -> str:
    """The same of an article without a teaser: the headline alone."""
    return words.headline_and_teaser(article.title, "", (article.outlet, words.site(article.url)))


def judge(model: Model, articles: Sequence[news.Article]) -> npt.NDArray[np.float64]:
    """The probabilities `(n_articles, n_topics)` in the model's order of topics, and nothing more."""
    blocks = [_judged(model, block, list(map(text, block)))[2] for block in _blocks(articles)]
    return np.concatenate(blocks) if blocks else np.zeros((0, len(model.topics)))


def probabilities(odds: npt.NDArray[np.floating[Any]]) -> npt.NDArray[np.float64]:
    """The logistic function."""
    return 1 / (1 + np.exp(-odds.astype(np.float64)))


def _blocks(articles: Sequence[news.Article]) -> Iterator[Sequence[news.Article]]:
    return (articles[start : start + _BLOCK] for start in range(0, len(articles), _BLOCK))


def _explained(model: Model, articles: Sequence[news.Article]) -> Iterator[Scores]:
    texts = list(map(text, articles))
    return explain.scores(model, texts, *_judged(model, articles, texts))


def _judged(
    model: Model, articles: Sequence[news.Article], texts: Sequence[str]
) -> tuple[vectors.Rows, npt.NDArray[np.float32], npt.NDArray[np.float64]]:
    """The articles' terms, what each term adds, and the probabilities; `texts` are what is read of each."""
    rows = vectors.tfidf(texts, model.vocabulary, model.idf)
    carried = _contributions(model, rows)
    odds = _over_articles(np.add, rows, carried) + _hints(model, articles)
    strange = (rows.known < model.readable) | language.foreign(articles, rows)
    odds[strange] = 0
    carried[np.repeat(strange, np.diff(rows.indptr))] = 0
    odds = _bounded(model, rows, carried, odds + model.bias)
    return rows, carried, probabilities(_filed(model, articles, odds, strange))


def _bounded(
    model: Model, rows: vectors.Rows, carried: npt.NDArray[np.float32], odds: npt.NDArray[Any]
) -> npt.NDArray[Any]:
    """The log-odds, where a topic in `_AT_MOST` hangs on one term at most those of a guess."""
    guess = np.log(model.floor / (1 - model.floor))
    for topic in _AT_MOST.keys() & set(model.topics):
        column = model.topics.index(topic)
        over = np.maximum(_strongest(model, rows, carried[:, column]) - _AT_MOST[topic], 0)
        hangs = probabilities(odds[:, column] - over) < model.thresholds[topic]
        odds[hangs, column] = np.minimum(odds[hangs, column], guess)
    return odds


def _strongest(model: Model, rows: vectors.Rows, added: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """The most that one term of each article adds; 0 where there is none, or one that may tell alone."""
    most = _over_articles(np.maximum, rows, added)
    telling = np.isin(rows.indices, _columns(model.vocabulary.terms)) & (added > 0)
    most[np.repeat(np.arange(len(most)), np.diff(rows.indptr))[telling]] = 0
    return most


@functools.lru_cache(maxsize=2)
def _columns(terms: tuple[str, ...]) -> npt.NDArray[np.int64]:
    """Where the words of `_TELL_ALONE` stand among a model's terms, kept from batch to batch."""
    return np.array([column for column, term in enumerate(terms) if term in _TELL_ALONE], dtype=np.int64)


def _filed(
    model: Model, articles: Sequence[news.Article], odds: npt.NDArray[Any], strange: npt.NDArray[np.bool_]
) -> npt.NDArray[Any]:
    """The log-odds with what shelves add where nothing else is sure; to `strange` articles they add nothing."""
    limits = np.array([model.thresholds[topic] for topic in model.topics])
    column = {topic: place for place, topic in enumerate(model.topics)}
    for place, article in enumerate(articles):
        shelf = sections.shelf(article.url, article.categories)
        added, topic = sections.alone(shelf), sections.topic_of(shelf)
        if added and topic in column and not strange[place] and not (probabilities(odds[place]) >= limits).any():
            odds[place, column[topic]] += added
    return odds


def _contributions(model: Model, rows: vectors.Rows) -> npt.NDArray[np.float32]:
    """`(n_nonzero, n_topics)` what each term of each article adds to the log-odds of each topic."""
    carried: npt.NDArray[np.float32] = model.weights[rows.indices]
    carried *= rows.data[:, None]
    return carried


def _over_articles(how: np.ufunc, rows: vectors.Rows, carried: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """`(n_articles, ...)` what `how`, such as `np.add`, makes of the terms of each article, `(n_nonzero, ...)`.

    0 for empty articles, which need care: `reduceat` gives them their neighbour's first term.
    """
    found = np.zeros((len(rows.known), *carried.shape[1:]), dtype=np.float32)
    filled = np.flatnonzero(np.diff(rows.indptr))
    if len(filled):
        found[filled] = how.reduceat(carried, rows.indptr[filled], axis=0)
    return found


def _hints(model: Model, articles: Sequence[news.Article]) -> npt.NDArray[np.float32]:
    """`(n_articles, n_topics)` what the operator's hint and the publisher's section add to the log-odds."""
    added = np.zeros((len(articles), len(model.topics)), dtype=np.float32)
    column = {topic: place for place, topic in enumerate(model.topics)}
    for place, article in enumerate(articles):
        if article.topic_hint in column:
            added[place, column[article.topic_hint]] = HINT_LOG_ODDS
        section = sections.topic_of(sections.shelf(article.url, article.categories))
        if section in column:
            added[place, column[section]] += sections.LOG_ODDS
    return added
