"""Scores of rows the model had not seen, and the truth, in; honest probabilities and thresholds out."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

#: The strongest topic is named from this probability on; below it the article is of none.
FLOOR = 0.3
#: What a topic's threshold is for: of the articles matched to it, this share has that very label.  A label is
#: acceptable to a person for 87 % of the articles, so 0.85 of the labels is 0.9 of the truth (docs/model.md).
_PRECISION = 0.85
#: Thresholds tried; a topic that never reaches the precision gets the last.
_LOWEST, _HIGHEST, _STEP = 0.4, 0.8, 0.01
#: Newton needs about ten.
_STEPS = 100
#: Fewer held-out articles above a threshold than this prove nothing.
_ENOUGH = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Curves:
    """For each topic: log-odds = slope * score + offset."""

    slopes: npt.NDArray[np.float64]
    offsets: npt.NDArray[np.float64]


def platt(scores: npt.NDArray[np.float64], truth: npt.NDArray[np.bool_], speaks: npt.NDArray[np.bool_]) -> Curves:
    """The curves that fit `(n_articles, n_topics)` scores to the truth best (Platt 1999, with his prior counts).

    Only where `speaks` says that the truth is known.
    """
    columns = range(scores.shape[1])
    fitted = [_curve(scores[speaks[:, topic], topic], truth[speaks[:, topic], topic]) for topic in columns]
    return Curves(slopes=np.array([slope for slope, _ in fitted]), offsets=np.array([offset for _, offset in fitted]))


def thresholds(
    slugs: Sequence[str],
    judged: npt.NDArray[np.float64],
    truth: npt.NDArray[np.bool_],
    speaks: npt.NDArray[np.bool_],
) -> dict[str, float]:
    """For each topic the lowest probability from which it is right often enough."""
    return {
        slug: _threshold(judged[speaks[:, place], place], truth[speaks[:, place], place])
        for place, slug in enumerate(slugs)
    }


def _curve(scores: npt.NDArray[np.float64], truth: npt.NDArray[np.bool_]) -> tuple[float, float]:
    """Slope and offset by Newton's method with halved steps (Lin, Lin and Weng 2007).

    The slope is kept above 0, for a higher score never means less likely.
    """
    positives = int(truth.sum())
    targets = np.where(truth, (positives + 1) / (positives + 2), 1 / (len(truth) - positives + 2))
    inputs = np.column_stack((scores, np.ones_like(scores)))
    found = np.zeros(2)
    for _ in range(_STEPS):
        judged = _logistic(inputs @ found)
        fall = inputs.T @ (judged - targets)
        bend = (inputs * (judged * (1 - judged))[:, None]).T @ inputs + 1e-9 * np.eye(2)
        step = _shortened(np.linalg.solve(bend, fall), found, inputs, targets)
        found = found - step
        if np.abs(step).max() < 1e-6:
            break
    return max(float(found[0]), 0.05), float(found[1])


def _shortened(
    step: npt.NDArray[np.floating[Any]],
    found: npt.NDArray[np.float64],
    inputs: npt.NDArray[np.float64],
    targets: npt.NDArray[np.float64],
) -> npt.NDArray[np.floating[Any]]:
    """The step, halved until it makes the fit better; almost nothing when it never does."""
    before = _loss(inputs @ found, targets)
    while np.abs(step).max() > 1e-9 and _loss(inputs @ (found - step), targets) > before:
        step = step / 2
    return step


def _loss(odds: npt.NDArray[np.float64], targets: npt.NDArray[np.float64]) -> float:
    return float((np.logaddexp(0, odds) - targets * odds).sum())


def _logistic(odds: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    judged: npt.NDArray[np.float64] = 1 / (1 + np.exp(-np.clip(odds, -500, 500)))
    return judged


def _threshold(judged: npt.NDArray[np.float64], truth: npt.NDArray[np.bool_]) -> float:
    for threshold in np.arange(_LOWEST, _HIGHEST, _STEP):
        above = judged >= threshold
        if above.sum() < _ENOUGH:
            break
        if truth[above].mean() >= _PRECISION:
            return round(float(threshold), 2)
    return _HIGHEST
