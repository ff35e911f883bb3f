"""Labelled articles in, a classifier file out.  The only room that meets scikit-learn.

Logistic loss over TF-IDF of words and pairs, one topic against the rest.  The probabilities are calibrated, and the
figures taken, on publishers that the judging weights had not seen (Platt 1999; docs/model.md).
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import SGDClassifier

from digest import errors
from digest.classify import calibrate, evaluate, figures, folds, labelled, modelfile, topics, words
from digest.domain import news

#: Fewer rows than this cannot tell a topic from chance.
LEAST_ROWS = 20
#: Terms kept, the most frequent: the file stays small, and rarer ones gained nothing.
_TERMS = 60_000
#: Strength of the L2 penalty, and passes over the rows.
_PENALTY, _PASSES = 3e-6, 8
#: What a row weighs for a topic of which its label says nothing (`folds.speaks`).
_SILENT = 0.03
#: Below this share of known words an article is in another language.
_READABLE = 0.6
#: The file's promise (issue 2).
_MOST_BYTES = 3_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingReport:
    """What training made."""

    path: Path
    version: str
    #: Rows learnt from, after leaving out what is excluded, unlabelled or repeated.
    rows: int
    topics: tuple[str, ...]
    #: On rows the judging weights had not seen.
    held_out: figures.Measured
    #: On the excluded files that carry hand-made labels; None when there were none.
    gold: figures.GoldMeasured | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Learnt:
    """A classifier before it is a file."""

    terms: list[str]
    idf: npt.NDArray[np.float64]
    #: `(n_terms, n_topics)` and `(n_topics,)`, calibrated.
    weights: npt.NDArray[np.float64]
    bias: npt.NDArray[np.float64]
    thresholds: dict[str, float]
    held_out: figures.Measured


def train(
    files: Sequence[Path],
    out: Path,
    *,
    exclude: Sequence[Path],
    trained_on: date,
    report: Callable[[str], None],
) -> TrainingReport:
    """A classifier at `out`, learnt from labelled JSON lines; `out` stays as it was when anything goes wrong.

    Rows whose id occurs in a file of `exclude` are left out; such files with a field `gold` are measured against.
    """
    now = datetime.combine(trained_on, time(), tzinfo=UTC)
    examples = _examples(files, exclude, now)
    slugs = _slugs(examples, files)
    report(f"{len(examples):,} articles of {len(slugs)} topics from {len(files)} files")
    learnt = _learn(examples, slugs, report)
    papers = {
        "topics": slugs,
        "stop": sorted(words.STOP),
        "thresholds": learnt.thresholds,
        "floor": calibrate.FLOOR,
        "readable": _READABLE,
        "trained_on": trained_on.isoformat(),
        "files": dict(Counter(example.file for example in examples)),
    }
    made = _save(learnt, papers, out, exclude, now)
    report(f"wrote {out}, version {made.version}")
    return TrainingReport(
        path=out,
        version=made.version,
        rows=len(examples),
        topics=made.topics,
        held_out=learnt.held_out,
        gold=evaluate.gold(made, exclude, now=now),
    )


def _examples(files: Sequence[Path], exclude: Sequence[Path], now: datetime) -> list[labelled.Example]:
    """Every row to learn from: not excluded, by id or by text, and each text once."""
    barred = labelled.ids(exclude)
    texts = {_key(article) for article in labelled.articles(exclude, now=now)}
    kept = []
    for example in labelled.read(files, now=now):
        text = _key(example.article)
        if text and example.article.id not in barred and text not in texts:
            texts.add(text)
            kept.append(example)
    return kept


def _key(article: news.Article) -> str:
    """What makes two rows the same to learn from."""
    return " ".join(words.tokens(topics.text(article)))


def _slugs(examples: Sequence[labelled.Example], files: Sequence[Path]) -> list[str]:
    """The topics there are, those that ship first and in their order."""
    rows = Counter(example.topic for example in examples)
    rows.pop(news.UNSURE, None)
    named = ", ".join(str(path) for path in files) or "no file"
    if len(rows) < 2:
        raise errors.ModelError(
            f"A classifier needs articles of at least 2 topics, and {named} holds {len(rows)}: "
            'label more rows ("topic": "sport").'
        )
    few = [f"{topic} ({count})" for topic, count in sorted(rows.items()) if count < LEAST_ROWS]
    if few:
        raise errors.ModelError(
            f"A topic needs at least {LEAST_ROWS} different articles, and {named} holds fewer of {', '.join(few)}: "
            "label more, or leave the topic out."
        )
    order = list(news.TOPICS)
    return sorted(rows, key=lambda topic: (order.index(topic) if topic in order else len(order), topic))


def _learn(examples: Sequence[labelled.Example], slugs: list[str], report: Callable[[str], None]) -> _Learnt:
    terms, idf, matrix = _matrix([topics.text(example.article) for example in examples])
    report(f"{len(terms):,} words and pairs of words")
    truth = np.array([[example.topic == slug for slug in slugs] for example in examples])
    speaks = folds.speaks(examples, slugs)
    weigh = folds.balance(examples)[:, None] * np.where(speaks, 1, _SILENT)
    unseen = _held_out(matrix, truth, weigh, folds.split(examples), report)
    familiar = _held_out(matrix, truth, weigh, folds.by_chance(examples), report)
    # Readers' feeds are partly of publishers we know and partly of others: the curves fit both alike.
    scores, twice, known = np.vstack((unseen, familiar)), np.vstack((truth, truth)), np.vstack((speaks, speaks))
    curves = calibrate.platt(scores, twice, known)
    thresholds = calibrate.thresholds(slugs, _probabilities(scores, curves), twice, known)
    labels = [example.topic for example in examples]
    judged = _probabilities(unseen, curves)
    report("learning from all of them")
    weights, bias = _fit(matrix, truth, weigh)
    return _Learnt(
        terms=terms,
        idf=idf,
        weights=weights * curves.slopes,
        bias=bias * curves.slopes + curves.offsets,
        thresholds=thresholds,
        held_out=figures.measure(slugs, judged, labels, thresholds, calibrate.FLOOR, speaks=speaks),
    )


def _held_out(
    matrix: Any,
    truth: npt.NDArray[np.bool_],
    weigh: npt.NDArray[np.float64],
    parts: Sequence[tuple[npt.NDArray[np.bool_], str]],
    report: Callable[[str], None],
) -> npt.NDArray[np.float64]:
    """Scores `(n_articles, n_topics)`, each by weights that had not seen its part."""
    scores = np.zeros(truth.shape)
    for number, (held, name) in enumerate(parts, start=1):
        report(f"trying {name}, unseen ({number} of {len(parts)})")
        weights, bias = _fit(matrix[~held], truth[~held], weigh[~held])
        scores[held] = matrix[held] @ weights + bias
    return scores


def _probabilities(scores: npt.NDArray[np.float64], curves: calibrate.Curves) -> npt.NDArray[np.float64]:
    return topics.probabilities(scores * curves.slopes + curves.offsets)


def _matrix(texts: Sequence[str]) -> tuple[list[str], npt.NDArray[np.float64], Any]:
    """The terms, their idf, and the TF-IDF matrix `(n_articles, n_terms)` in scipy's CSR form."""
    settings: dict[str, Any] = {
        "token_pattern": words.TOKEN.pattern,
        "stop_words": sorted(words.STOP),
        "ngram_range": (1, 2),
        "sublinear_tf": True,
        "dtype": np.float32,
    }
    least = 4 if len(texts) >= 20_000 else 2
    found = TfidfVectorizer(min_df=least, max_features=_TERMS, **settings).fit(texts).get_feature_names_out()
    terms = sorted(term for term in found if not any(word.isdigit() for word in term.split(" ")))
    vectoriser = TfidfVectorizer(vocabulary=terms, **settings)
    matrix = vectoriser.fit_transform(texts)
    return terms, vectoriser.idf_, matrix


def _fit(
    matrix: Any, truth: npt.NDArray[np.bool_], weigh: npt.NDArray[np.float64]
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Weights `(n_terms, n_topics)` and bias `(n_topics,)`; a topic without rows is never likely."""
    weights = np.zeros((matrix.shape[1], truth.shape[1]))
    bias = np.full(truth.shape[1], -10.0)
    for topic in range(truth.shape[1]):
        if truth[:, topic].any():
            judge = SGDClassifier(
                loss="log_loss", alpha=_PENALTY, average=True, max_iter=_PASSES, tol=None, random_state=0
            )
            judge.fit(matrix, truth[:, topic], sample_weight=weigh[:, topic] / weigh[:, topic].mean())
            weights[:, topic], bias[topic] = judge.coef_[0], judge.intercept_[0]
    return weights, bias


def _save(
    learnt: _Learnt, papers: dict[str, Any], out: Path, exclude: Sequence[Path], now: datetime
) -> modelfile.Model:
    """The model as read back from `out`, which is only replaced once the new file has proved itself."""
    draft = out.with_name(f".{out.name}.new")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        try:
            _write(draft, learnt, papers)
            gold = evaluate.gold(modelfile.read(draft), exclude, now=now)
            _write(draft, learnt, {**papers, "figures": evaluate.as_record(learnt.held_out, gold)})
            made = modelfile.read(draft)
            _check_size(draft, out)
            draft.replace(out)
        finally:
            draft.unlink(missing_ok=True)
    except OSError as error:
        raise errors.ModelError(f"The classifier cannot be written to {out}: {error.strerror}.", path=out) from error
    return made


def _check_size(draft: Path, out: Path) -> None:
    if draft.stat().st_size >= _MOST_BYTES:
        raise errors.ModelError(f"The new classifier is over {_MOST_BYTES:,} bytes; {out} is left as it was.", path=out)


def _write(path: Path, learnt: _Learnt, papers: dict[str, Any]) -> None:
    modelfile.write(path, terms=learnt.terms, idf=learnt.idf, weights=learnt.weights, bias=learnt.bias, papers=papers)
