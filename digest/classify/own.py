"""A topic of the operator's own: one more column for a classifier, learnt from examples on the operator's machine.

The news the shipped classifier learnt from is not there, so the topic is told apart from the reference set and from
other articles of the operator; the other topics keep their weights.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix

from digest import errors
from digest.classify import labelled, language, modelfile, one_topic, reference, topics, vectors, words
from digest.classify.modelfile import Model
from digest.domain import news

#: Fewer different articles than this cannot tell a topic from chance.
LEAST_ROWS = 20
#: New words kept, the most frequent.
_NEW_TERMS = 400
#: In how many of the examples a new word must stand; the second where there are a hundred examples.
_FEW_EXAMPLES, _MANY_EXAMPLES = 2, 3
#: A new word must be this much more frequent in the examples than elsewhere.
_TELLING = 5.0
#: A held-out article of the topic must score above another one this often, where 0.5 is chance; else the labels are
#: wrong, or the examples have nothing in common.
_LEAST_APART = 0.85


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What a topic is learnt from."""

    slug: str
    #: Articles of the topic, and articles that are not of it.
    examples: tuple[news.Article, ...]
    others: tuple[news.Article, ...]
    #: What the examples came from, for messages.
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What learning a topic gave."""

    figures: one_topic.Figures
    #: Words it had to learn: no topic before had needed them.
    new_words: tuple[str, ...]


def material(
    files: Sequence[Path], slug: str, *, now: datetime, report: Callable[[str], None] = lambda _: None
) -> tuple[list[news.Article], list[news.Article]]:
    """Articles of the topic, and of others, from files of JSON lines.

    A file without any label holds the topic only; `report` is told so.
    """
    found: list[news.Article] = []
    others: list[news.Article] = []
    for path in files:
        if not labelled.has_labels(path):
            bare = list(labelled.articles([path], now=now))
            if bare:
                rows = "1 row without a topic is" if len(bare) == 1 else f"{len(bare):,} rows without a topic are"
                report(f'{path}: {rows} taken as examples of "{slug}"; label rows ("topic": "other") that are not')
            found += bare
            continue
        for example in labelled.read([path], now=now):
            (found if example.topic == slug else others).append(example.article)
    return found, others


def add(model: Model, given: Material, out: Path, papers: modelfile.Papers) -> Added:
    """What came of it; `out` is the model with its column, and `papers` added to its own.

    ModelError when the examples are too few, or cannot be told from other news.
    """
    examples = _english(model, _different(given.examples, barred=set()), given)
    if len(examples) < LEAST_ROWS:
        raise errors.ModelError(
            f"A topic needs at least {LEAST_ROWS} different articles, and {given.source} holds {len(examples)} "
            f'of "{given.slug}": find more.'
        )
    known = [example.article for example in (*reference.learnt(), *reference.held_out())]
    others = _different([*given.others, *known], barred={_key(article) for article in examples})
    wider = _widened(model, examples, others)
    matrix = matrix_of(wider, [*examples, *others])
    truth = np.arange(len(examples) + len(others)) < len(examples)
    made = one_topic.learn(matrix, truth)
    if made.figures.apart < _LEAST_APART:
        raise errors.ModelError(
            f'"{given.slug}" cannot be told from other news by the articles of {given.source}: held out, they look '
            f"like it no more than others do ({made.figures.apart:.2f}, where 0.5 is chance, and {_LEAST_APART} is "
            "asked for).  Check the labels, or give more articles; the classifier in use stays as it is."
        )
    modelfile.write(out, **_with_column(wider, given.slug, made), papers={**_papers(wider, given.slug, made), **papers})
    return Added(figures=made.figures, new_words=wider.vocabulary.terms[len(model.vocabulary.terms) :])


def _english(model: Model, examples: list[news.Article], given: Material) -> list[news.Article]:
    """The examples that the classifier would read; ModelError when most are in another language."""
    rows = vectors.tfidf([topics.text(article) for article in examples], model.vocabulary, model.idf)
    strange = language.foreign(examples, rows)
    if strange.sum() * 2 > len(examples):
        raise errors.ModelError(
            f'{strange.sum()} of the {len(examples)} articles of "{given.slug}" in {given.source} are not in English, '
            "the one language the classifier reads, so the topic would never be seen: give English articles.  For "
            'news in other languages give feeds a topic (topic = "sport" in config.toml), or let readers follow words.'
        )
    return [article for article, foreign in zip(examples, strange.tolist(), strict=True) if not foreign]


def _different(articles: Sequence[news.Article], *, barred: set[str]) -> list[news.Article]:
    """The articles, each text once, without those whose text is barred."""
    kept: dict[str, news.Article] = {}
    for article in articles:
        key = _key(article)
        if key and key not in barred:
            kept.setdefault(key, article)
    return list(kept.values())


def _key(article: news.Article) -> str:
    return " ".join(words.tokens(topics.text(article)))


def _widened(model: Model, examples: Sequence[news.Article], others: Sequence[news.Article]) -> Model:
    """The model with the words that matter for the topic and that it lacks; they weigh nothing for its other topics.

    They were too rare to be kept in training, so each is as rare as the rarest word that was.
    """
    new = _new_terms(model, examples, others)
    terms = [*model.vocabulary.terms, *new]
    return replace(
        model,
        vocabulary=vectors.vocabulary(terms, model.papers["stop"]),
        idf=np.concatenate((model.idf, np.full(len(new), model.idf.max(), dtype=np.float32))),
        weights=np.vstack((model.weights, np.zeros((len(new), len(model.topics)), dtype=np.float32))),
    )


def _new_terms(model: Model, examples: Sequence[news.Article], others: Sequence[news.Article]) -> list[str]:
    """Single words of several examples that the model lacks and that other news hardly uses, most frequent first."""
    here, elsewhere = _frequencies(examples), _frequencies(others)
    outlets = {label for article in examples for label in words.site(article.url).split(".")}
    known = set(model.vocabulary.terms) | set(model.papers["stop"]) | outlets
    telling = [
        word
        for word, count in here.most_common()
        if count >= (_FEW_EXAMPLES if len(examples) < 100 else _MANY_EXAMPLES)
        and word not in known
        and not any(letter.isdigit() for letter in word)
        and count / len(examples) >= _TELLING * elsewhere[word] / max(len(others), 1)
    ]
    return telling[:_NEW_TERMS]


def _frequencies(articles: Sequence[news.Article]) -> Counter[str]:
    """In how many of the articles each word stands."""
    return Counter(word for article in articles for word in set(words.tokens(topics.text(article))))


def matrix_of(model: Model, articles: Sequence[news.Article]) -> Any:
    """`(n_articles, n_terms)`, in scipy's CSR form."""
    rows = vectors.tfidf([topics.text(article) for article in articles], model.vocabulary, model.idf)
    return csr_matrix((rows.data, rows.indices, rows.indptr), shape=(len(articles), len(model.idf)))


def _with_column(model: Model, slug: str, made: one_topic.Column) -> dict[str, Any]:
    """The arrays of the model with the column at the end, in the place of an earlier one of that topic."""
    kept = [place for place, topic in enumerate(model.topics) if topic != slug]
    return {
        "terms": list(model.vocabulary.terms),
        "idf": model.idf,
        "weights": np.column_stack((model.weights[:, kept], made.weights)),
        "bias": np.append(model.bias[kept], made.bias),
    }


def _papers(model: Model, slug: str, made: one_topic.Column) -> dict[str, Any]:
    slugs = [topic for topic in model.topics if topic != slug]
    return {
        **model.papers,
        "topics": [*slugs, slug],
        "thresholds": {**{topic: model.thresholds[topic] for topic in slugs}, slug: made.figures.threshold},
        "own": {**model.papers.get("own", {}), slug: asdict(made.figures)},
    }
