"""A topic of the operator's own: one more column for a classifier, learnt from examples on the operator's machine.

The news the shipped classifier learnt from is not there, so the topic is told apart from the reference set and from
other articles of the operator; the other topics keep their weights.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix

from digest import errors
from digest.classify import labelled, language, misfits, modelfile, one_topic, reference, topics, vectors, words
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
    #: Article id -> the place of an example ("line 7 of rides.jsonl"), for those out of files.
    places: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What learning a topic gave."""

    figures: one_topic.Figures
    #: Words it had to learn: no topic before had needed them.
    new_words: tuple[str, ...]
    #: What of the examples the operator should look at, as sentences; none when all is well.
    doubts: tuple[str, ...]


def material(
    files: Sequence[Path], slug: str, *, now: datetime, report: Callable[[str], None] = lambda _: None
) -> Material:
    """Articles of the topic, and of others, from files of JSON lines.

    A file without any label holds the topic only; `report` is told so, and of a file that labels none with it.
    """
    rows = [example for path in files for example in _rows(path, slug, now, report)]
    mine = [example for example in rows if example.topic == slug]
    return Material(
        slug=slug,
        examples=tuple(example.article for example in mine),
        others=tuple(example.article for example in rows if example.topic != slug),
        source=", ".join(map(str, files)),
        places={example.article.id: f"line {example.line} of {example.file}" for example in reversed(mine)},
    )


def _rows(path: Path, slug: str, now: datetime, report: Callable[[str], None]) -> list[labelled.Example]:
    if labelled.has_labels(path):
        rows = list(labelled.read([path], now=now))
        counts = Counter(row.topic for row in rows)
        if counts and slug not in counts:
            named = ", ".join(f"{topic} ({count})" for topic, count in counts.most_common(5))
            report(f'{path}: no row has the topic "{slug}"; the commonest it has: {named}')
        return rows
    bare = [
        labelled.Example(article=article, topic=slug, file=path.name, line=line)
        for line, article in labelled.numbered(path, now=now)
    ]
    if bare:
        said = "1 row without a topic is" if len(bare) == 1 else f"{len(bare):,} rows without a topic are"
        report(f'{path}: {said} taken as examples of "{slug}"; label rows ("topic": "other") that are not')
    return bare


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
    unfit = misfits.among(examples, made.outdone)
    if made.figures.apart < _LEAST_APART or misfits.is_none(made.figures, unfit):
        raise errors.ModelError(_refusal(given, made.figures) + misfits.listed(unfit, given.places))
    modelfile.write(out, **_with_column(wider, given.slug, made), papers={**_papers(wider, given.slug, made), **papers})
    return Added(
        figures=made.figures,
        new_words=wider.vocabulary.terms[len(model.vocabulary.terms) :],
        doubts=misfits.doubts(given.slug, made.figures, unfit, given.places),
    )


def _refusal(given: Material, figures: one_topic.Figures) -> str:
    if figures.apart < _LEAST_APART:
        why = (
            f"they score above another article in {figures.apart:.0%} of pairs, where 50% is chance and "
            f"{_LEAST_APART:.0%} is asked for"
        )
    else:
        why = f"{figures.recall:.0%} of them are found, and a third or more look like other news"
    return (
        f'"{given.slug}" cannot be told from other news by the articles of {given.source}: held out, {why}.  Check the '
        "labels, or give more articles; the classifier in use stays as it is."
    )


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
