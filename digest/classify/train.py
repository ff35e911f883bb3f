"""Labelled articles in, a classifier file out.

Logistic loss over TF-IDF of words and pairs, one topic against the rest.  The probabilities are calibrated, and the
figures taken, on publishers that the judging weights had not seen (Platt 1999; docs/topics.md).
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from digest import errors
from digest.classify import calibrate, evaluate, figures, folds, heldout, labelled, modelfile, topics, words
from digest.domain import news

#: Fewer rows than this cannot tell a topic from chance.
LEAST_ROWS = 20
#: Below this share of known words an article is in another language.
READABLE = 0.6
#: What a given name weighs in an article: nothing that shows, but it is a known word, no sign of another language.
_NAME_IDF = 1e-4
#: The file's promise (issue 2).
_MOST_BYTES = 3_000_000

#: Raises where a new classifier, of which it is told how far its topics are apart (0.5 is chance), must not be.
Admit: TypeAlias = Callable[[modelfile.Model, float], None]


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
    #: How often, there, an article of a topic scores above another one: the mean of all topics; 0.5 is chance.
    apart: float
    #: On the excluded files that carry hand-made labels; None when there were none.
    gold: figures.GoldMeasured | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Learnt:
    """A classifier before it is a file."""

    terms: list[str]
    idf: npt.NDArray[np.float32]
    #: `(n_terms, n_topics)` and `(n_topics,)`, calibrated.
    weights: npt.NDArray[np.float64]
    bias: npt.NDArray[np.float64]
    thresholds: dict[str, float]
    held_out: figures.Measured
    apart: float


def train(
    files: Sequence[Path],
    out: Path,
    *,
    exclude: Sequence[Path],
    trained_on: date,
    report: Callable[[str], None],
    admit: Admit | None = None,
) -> TrainingReport:
    """A classifier at `out`, learnt from labelled JSON lines; `out` stays as it was when anything goes wrong.

    Rows whose id occurs in a file of `exclude` are left out; such files with a field `gold` are measured against.
    `admit` is asked before `out` is replaced: it raises where the new classifier must not be (`admit.check`).
    """
    now = datetime.combine(trained_on, time(), tzinfo=UTC)
    examples = usable(files, exclude, now=now)
    slugs = topics_of(examples, files)
    report(f"{len(examples):,} articles of {len(slugs)} topics from {len(files)} files")
    learnt = _learn(examples, slugs, report)
    papers = {
        "topics": slugs,
        "stop": sorted(words.STOP),
        "thresholds": learnt.thresholds,
        "floor": calibrate.FLOOR,
        "readable": READABLE,
        "trained_on": trained_on.isoformat(),
        "files": dict(Counter(example.file for example in examples)),
    }
    made = _save(learnt, papers, out, exclude, now, admit=admit)
    report(f"wrote {out}, version {made.version}")
    return TrainingReport(
        path=out,
        version=made.version,
        rows=len(examples),
        topics=made.topics,
        held_out=learnt.held_out,
        apart=learnt.apart,
        gold=evaluate.gold(made, exclude, now=now),
    )


def usable(files: Sequence[Path], exclude: Sequence[Path], *, now: datetime) -> list[labelled.Example]:
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


def topics_of(examples: Sequence[labelled.Example], files: Sequence[Path]) -> list[str]:
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
    rows = heldout.rows(examples, slugs)
    scored = np.zeros(rows.truth.shape)
    parts = folds.split(examples)
    for number, (held, name) in enumerate(parts, start=1):
        report(f"trying {name}, unseen ({number} of {len(parts)})")
        scored[held] = heldout.scores(rows, ~held, held)
    found = heldout.calibration(rows, scored, np.ones(len(scored), dtype=bool))
    report("learning from all of them")
    features, weights = heldout.learn(rows, np.ones(len(scored), dtype=bool))
    report(f"{len(features.terms):,} words and pairs of words")
    judged = heldout.probabilities(scored, found.curves)
    names = rows.counts.given
    return _Learnt(
        terms=[*features.terms, *names],
        idf=np.append(features.idf, np.full(len(names), _NAME_IDF, dtype=np.float32)),
        weights=np.vstack((weights.terms * found.curves.slopes, np.zeros((len(names), len(slugs))))),
        bias=weights.bias * found.curves.slopes + found.curves.offsets,
        thresholds=found.thresholds,
        held_out=figures.measure(slugs, judged, rows.labels, found.thresholds, calibrate.FLOOR, speaks=rows.proves),
        apart=figures.apart(scored, rows.truth, rows.proves),
    )


def _save(
    learnt: _Learnt,
    papers: dict[str, Any],
    out: Path,
    exclude: Sequence[Path],
    now: datetime,
    *,
    admit: Admit | None,
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
            if admit is not None:
                admit(made, learnt.apart)
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
