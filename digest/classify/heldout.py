"""Scores by weights that had not seen the rows they judge, and the curves that make probabilities of them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import scipy.sparse

from digest.classify import calibrate, counting, fitting, folds, labelled, topics

#: How strongly rare topics of a file are lifted: when weights are learnt, and when curves are.
_LIFT, _CURVE_LIFT = 0.7, 0.5
#: What a row weighs for a topic of which its label says nothing (`folds.speaks`).
_SILENT = 0.03
#: What each headline weighs once more, without its teaser: many feeds give none.
_HEADLINE = 0.5

Flags = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """All there is to learn from."""

    slugs: tuple[str, ...]
    #: The label of each row.
    labels: tuple[str, ...]
    counts: counting.Counts
    #: `(n_articles, n_topics)` what it is labelled, and of which topics its label says anything.
    truth: Flags
    speaks: Flags
    #: The same where the publisher tells topics apart at all: a feed of one topic proves nothing about probabilities.
    proves: Flags
    #: `(n_articles,)` what each row counts, for weights and for curves.
    lifted: Floats
    evened: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """What makes topics of scores."""

    curves: calibrate.Curves
    thresholds: dict[str, float]


def rows(examples: Sequence[labelled.Example], slugs: Sequence[str]) -> Rows:
    """The examples, counted."""
    speaks = folds.speaks(examples, slugs)
    several = speaks.sum(axis=1, keepdims=True) > 1
    proves = speaks & several
    truth = np.array([[example.topic == slug for slug in slugs] for example in examples])
    unproved = ~(proves & truth).any(axis=0) | ~(proves & ~truth).any(axis=0)
    return Rows(
        slugs=tuple(slugs),
        labels=tuple(example.topic for example in examples),
        counts=counting.count(examples),
        truth=truth,
        speaks=speaks,
        proves=np.where(unproved, speaks, proves),
        lifted=folds.balance(examples, _LIFT),
        evened=folds.balance(examples, _CURVE_LIFT),
    )


def learn(all_rows: Rows, learnt: Flags) -> tuple[counting.Features, fitting.Weights]:
    """The weights that the rows `learnt` teach, each text with and without its teaser."""
    features = counting.features(all_rows.counts, learnt)
    matrix = scipy.sparse.vstack((features.texts[learnt], features.headlines[learnt])).tocsr()
    weigh = (all_rows.lifted[:, None] * np.where(all_rows.speaks, 1, _SILENT))[learnt]
    truth = all_rows.truth[learnt]
    return features, fitting.fit(matrix, np.vstack((truth, truth)), np.vstack((weigh, _HEADLINE * weigh)))


def scores(all_rows: Rows, learnt: Flags, judged: Flags) -> Floats:
    """`(n_judged, n_topics)` what the rows `learnt` teach about the rows `judged`."""
    features, weights = learn(all_rows, learnt)
    found: Floats = features.texts[judged] @ weights.terms + weights.bias
    return found


def calibration(all_rows: Rows, scored: Floats, which: Flags) -> Calibration:
    """Curves and thresholds from scores `(n_articles, n_topics)` of the rows `which`, judged unseen."""
    truth, proves, weigh = all_rows.truth[which], all_rows.proves[which], all_rows.evened[which]
    curves = calibrate.platt(scored[which], truth, proves, weigh)
    judged = probabilities(scored[which], curves)
    return Calibration(curves=curves, thresholds=calibrate.thresholds(all_rows.slugs, judged, truth, proves, weigh))


def probabilities(scored: Floats, curves: calibrate.Curves) -> Floats:
    """`(n_articles, n_topics)` by the curves."""
    return topics.probabilities(scored * curves.slopes + curves.offsets)
