"""How a classifier does on news it never saw: trained anew without each publisher, and without the newest month.

Every figure is honest twice over: the weights have not seen the rows they judge, and the curves and thresholds that
judge a publisher come from the other publishers, each judged by weights that had seen neither.
"""

import itertools
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from digest import errors
from digest.classify import calibrate, figures, folds, heldout, labelled, plain, train
from digest.classify.heldout import Flags, Floats

#: Stands in for the dates of rows without one; such rows count as old.
_ANY_DAY = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unseen:
    """One set of articles, judged by classifiers that had not seen it."""

    #: The file left out, or the month.
    name: str
    #: Files and their rows that were judged.
    files: Mapping[str, int]
    #: The topics compared, which have enough rows, and their mean F1: of an untuned classifier, and of ours.
    compared: tuple[str, ...]
    untuned: float
    ours: float
    #: By label; being sure and calibration where the label proves anything.
    measured: figures.Measured


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """All that was measured of a way to train."""

    #: Files and the rows learnt from.
    files: Mapping[str, int]
    publishers: tuple[Unseen, ...]
    #: None when there are no two months.
    newest: Unseen | None


def measure(folder: Path, report: Callable[[str], None]) -> Measured:
    """The figures on a folder's `labelled/*.jsonl.gz` but for its `gold/*.jsonl.gz`; takes minutes, and says so."""
    files = [path for path in sorted((folder / "labelled").glob("*.jsonl*")) if path.is_file()]
    gold = sorted((folder / "gold").glob("*.jsonl*"))
    if len(files) < 3:
        raise errors.ModelError(
            f"{folder}/labelled holds {len(files)} files of labelled articles, and at least 3 publishers are needed: "
            "name a folder with one file for each."
        )
    examples = train.usable(files, gold, now=_ANY_DAY)
    report(f"{len(examples):,} articles from {len(files)} files; counting their words")
    trial = Trial(examples, train.topics_of(examples, files), report)
    return Measured(
        files={path.name: sum(example.file == path.name for example in examples) for path in files},
        publishers=tuple(trial.publisher(name) for name in trial.names),
        newest=trial.newest(),
    )


class Trial:
    """Trainings without one publisher, and without two: each is done once."""

    #: All rows, and which of them each publisher has, by its name.
    rows: heldout.Rows
    held: dict[str, Flags]

    def __init__(
        self, examples: Sequence[labelled.Example], slugs: Sequence[str], report: Callable[[str], None]
    ) -> None:
        self._examples = examples
        self.rows = heldout.rows(examples, slugs)
        self._report = report
        self.held = {name: held for held, name in folds.by_file(examples)}
        #: (publisher left out as well, publisher judged) -> scores of the rows of the second.
        self._scores: dict[tuple[str, str], Floats] = {}
        self.names = tuple(self.held)

    def publisher(self, name: str) -> Unseen:
        """The figures of a publisher left out."""
        self._judge_without(name)
        held = self.held[name]
        return self._unseen(name, held, ~held, self._scores[name, name], self.calibration(name))

    def calibration(self, name: str) -> heldout.Calibration:
        """The curves and thresholds for a publisher left out, from the others, each judged without both."""
        others = [other for other in self.names if other != name]
        for other in others:
            if (name, other) not in self._scores:
                self._judge_without(name, other)
        return self._calibrated({other: (name, other) for other in others}, ~self.held[name])

    def newest(self) -> Unseen | None:
        """The figures of the newest month, after learning from what is older; None when all is of one month."""
        months = [example.article.published_at.strftime("%Y-%m") for example in self._examples]
        month = max(months)
        newest = np.array([one == month for one in months])
        if newest.all():
            return None
        self._report(f"learning without {month}")
        scores = heldout.scores(self.rows, ~newest, newest)
        found = self._calibrated({name: (name, name) for name in self.names}, ~newest)
        return self._unseen(month, newest, ~newest, scores, found)

    def _judge_without(self, *names: str) -> None:
        self._report(f"learning without {' and '.join(names)}")
        held = np.logical_or.reduce([self.held[name] for name in names])
        scores = heldout.scores(self.rows, ~held, held)
        for name, other in itertools.product(names, names):
            if name != other or len(names) == 1:
                self._scores[name, other] = scores[self.held[other][held]]

    def _calibrated(self, keys: Mapping[str, tuple[str, str]], which: Flags) -> heldout.Calibration:
        scored = np.zeros(self.rows.truth.shape)
        for name, key in keys.items():
            scored[self.held[name]] = self._scores[key]
        return heldout.calibration(self.rows, scored, which)

    def _unseen(self, name: str, held: Flags, learnt: Flags, scores: Floats, found: heldout.Calibration) -> Unseen:
        self._report(f"an untuned classifier without {name}")
        slugs, judged = self.rows.slugs, heldout.probabilities(scores, found.curves)
        labels = [self.rows.labels[place] for place in np.flatnonzero(held)]
        compared = figures.with_enough_rows(labels, slugs)
        files = Counter(self._examples[place].file for place in np.flatnonzero(held).tolist())
        return Unseen(
            name=name,
            files=dict(sorted(files.items())),
            compared=compared,
            untuned=figures.mean_f1(self._plain(held, learnt), labels, compared),
            ours=figures.mean_f1([slugs[place] for place in judged.argmax(axis=1)], labels, compared),
            measured=figures.measure(
                slugs, judged, labels, found.thresholds, calibrate.FLOOR, speaks=self.rows.proves[held]
            ),
        )

    def _plain(self, held: Flags, learnt: Flags) -> list[str]:
        texts = [plain.text(example.article) for example in self._examples]
        known, unknown = np.flatnonzero(learnt), np.flatnonzero(held)
        labels = [self.rows.labels[place] for place in known]
        return plain.label([texts[place] for place in known], labels, [texts[place] for place in unknown])
