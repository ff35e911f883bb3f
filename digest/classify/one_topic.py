"""One topic against the rest: weights, honest probabilities and a threshold from a few dozen examples.

Logistic regression over TF-IDF, calibrated on held-out parts (Platt 1999).
"""

from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from digest.classify import calibrate, topics

#: Parts held out in turn.
_PARTS = 5
#: Inverse strength of the L2 penalty; rows have length 1.
_FREEDOM = 30.0
#: The threshold is the lowest of these from which held-out articles are right this often.
_THRESHOLDS, _PRECISION = (0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8), 0.9
#: The share of an operator's news that a topic of their own is taken to have, when the examples have a larger one.
_SHARE = 0.03

Floats: TypeAlias = npt.NDArray[np.float64]
Flags: TypeAlias = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """How a topic does on articles its judging weights had not seen."""

    examples: int
    others: int
    threshold: float
    #: Of the articles from the threshold on, those of the topic, if the news had its usual share of it.
    precision: float
    #: Of the topic's articles, those from the threshold on.
    recall: float
    #: How often an article of the topic scores above another one; 0.5 is chance.
    apart: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A topic as a model holds it."""

    #: `(n_terms,)` and a number, calibrated: their sum for an article is the log-odds.
    weights: Floats
    bias: float
    figures: Figures
    #: `(n_articles,)` the share of the articles of other topics that score above each, held out.
    outdone: Floats


def learn(matrix: Any, truth: Flags) -> Column:
    """The column for the rows `(n_articles, n_terms)` of which `truth` are of the topic."""
    scores = _held_out(matrix, truth)
    curves = calibrate.platt(scores[:, None], truth[:, None], np.ones_like(truth)[:, None])
    slope, offset = curves.slopes[0], curves.offsets[0] + _shift(truth)
    weights, bias = _fit(matrix, truth)
    judged = topics.probabilities(scores * slope + offset)
    return Column(
        weights=weights * slope,
        bias=bias * slope + offset,
        figures=_figures(judged, truth),
        outdone=_outdone(scores, scores[~truth]),
    )


def _held_out(matrix: Any, truth: Flags) -> Floats:
    """`(n_articles,)` scores, each by weights that had not seen the article."""
    scores = np.zeros(len(truth))
    part = np.arange(len(truth)) % _PARTS
    for number in range(_PARTS):
        held = part == number
        weights, bias = _fit(matrix[~held], truth[~held])
        scores[held] = matrix[held] @ weights + bias
    return scores


def _fit(matrix: Any, truth: Flags) -> tuple[Floats, float]:
    """Weights `(n_terms,)` and bias; both sides weigh the same, however few the examples."""
    judge = LogisticRegression(C=_FREEDOM, class_weight="balanced", solver="liblinear", random_state=0)
    judge.fit(matrix, truth)
    return judge.coef_[0], float(judge.intercept_[0])


def _figures(judged: Floats, truth: Flags) -> Figures:
    threshold = next(
        (tried for tried in _THRESHOLDS if _precision(judged, truth, tried) >= _PRECISION), _THRESHOLDS[-1]
    )
    return Figures(
        examples=int(truth.sum()),
        others=int((~truth).sum()),
        threshold=threshold,
        precision=_precision(judged, truth, threshold),
        recall=float((judged[truth] >= threshold).mean()),
        apart=float(roc_auc_score(truth, judged)),
    )


def _outdone(scores: Floats, others: Floats) -> Floats:
    """`(n_articles,)` the share of the others' scores that are above each."""
    above: Floats = 1 - np.searchsorted(np.sort(others), scores, side="right") / len(others)
    return above


def _shift(truth: Flags) -> float:
    """What the log-odds lose because the topic is rarer in the news than among the rows."""
    share = truth.mean()
    usual = min(share, _SHARE)
    return float(np.log(usual / (1 - usual)) - np.log(share / (1 - share)))


def _precision(judged: Floats, truth: Flags, threshold: float) -> float:
    """Of the articles from the threshold on, those of the topic, if the news had its usual share; 0 for none."""
    usual = min(truth.mean(), _SHARE)
    taken, mistaken = (judged[truth] >= threshold).mean() * usual, (judged[~truth] >= threshold).mean() * (1 - usual)
    return float(taken / (taken + mistaken)) if taken else 0.0
