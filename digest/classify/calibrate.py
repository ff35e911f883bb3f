"""Scores of rows the model had not seen, and the truth, in; honest probabilities and thresholds out."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

#: The strongest topic is named from this probability on; below it the article is of none.
FLOOR = 0.3
#: What a topic's threshold is for: of the articles of unseen publishers matched to it, this share has that very label.
#: Labels are wrong or narrow so often that this is well above 0.9 of the truth; more would leave most news unsure
#: (docs/topics.md).
_PRECISION = 0.8
#: More for topics of which a person found fewer than nine in ten acceptable.
_STRICTER = {"technology": 0.85, "health": 0.85}
#: Thresholds tried; a topic that never reaches the precision gets the last.
_LOWEST, _HIGHEST, _STEP = 0.4, 0.85, 0.01
#: Of no height is what words alone call lifestyle mostly that, so a hint or a section must speak for it.
_LEAST = {"lifestyle": 0.95}
#: Newton needs about ten.
_STEPS = 100
#: Fewer held-out articles above a threshold than this prove nothing.
_ENOUGH = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Curves:
    """For each topic: log-odds = slope * score + offset."""

    slopes: npt.NDArray[np.float64]
    offsets: npt.NDArray[np.float64]


def platt(
    scores: npt.NDArray[np.float64],
    truth: npt.NDArray[np.bool_],
    speaks: npt.NDArray[np.bool_],
    weigh: npt.NDArray[np.float64] | None = None,
) -> Curves:
    """The curves that fit `(n_articles, n_topics)` scores to the truth best (Platt 1999, with his prior counts).

    Only where `speaks` says that the truth is known; `weigh` `(n_articles,)` is what each row counts, 1 when None.
    """
    each = np.ones(len(scores)) if weigh is None else weigh
    fitted = [
        _curve(scores[known, topic], truth[known, topic], each[known]) for topic, known in enumerate(speaks.transpose())
    ]
    return Curves(slopes=np.array([slope for slope, _ in fitted]), offsets=np.array([offset for _, offset in fitted]))


def thresholds(
    slugs: Sequence[str],
    judged: npt.NDArray[np.float64],
    truth: npt.NDArray[np.bool_],
    speaks: npt.NDArray[np.bool_],
    weigh: npt.NDArray[np.float64],
) -> dict[str, float]:
    """For each topic the lowest probability from which it is right often enough; rows count `weigh` `(n_articles,)`."""
    return {
        slug: max(
            _threshold(judged[known, place], truth[known, place], weigh[known], _STRICTER.get(slug, _PRECISION)),
            _LEAST.get(slug, _LOWEST),
        )
        for place, (slug, known) in enumerate(zip(slugs, speaks.transpose(), strict=True))
    }


def _curve(
    scores: npt.NDArray[np.float64], truth: npt.NDArray[np.bool_], weigh: npt.NDArray[np.float64]
) -> tuple[float, float]:
    """Slope and offset by Newton's method with halved steps (Lin, Lin and Weng 2007).

    The slope is kept above 0, for a higher score never means less likely.
    """
    positives = int(truth.sum())
    targets = np.where(truth, (positives + 1) / (positives + 2), 1 / (len(truth) - positives + 2))
    inputs = np.column_stack((scores, np.ones_like(scores)))
    found = np.zeros(2)
    for _ in range(_STEPS):
        judged = _logistic(inputs @ found)
        fall = inputs.T @ (weigh * (judged - targets))
        bend = (inputs * (weigh * judged * (1 - judged))[:, None]).T @ inputs + 1e-9 * np.eye(2)
        step = _shortened(np.linalg.solve(bend, fall), found, inputs, targets, weigh)
        found = found - step
        if np.abs(step).max() < 1e-6:
            break
    return max(float(found[0]), 0.05), float(found[1])


def _shortened(
    step: npt.NDArray[np.floating[Any]],
    found: npt.NDArray[np.float64],
    inputs: npt.NDArray[np.float64],
    targets: npt.NDArray[np.float64],
    weigh: npt.NDArray[np.float64],
) -> npt.NDArray[np.floating[Any]]:
    """The step, halved until it makes the fit better; almost nothing when it never does."""
    before = _loss(inputs @ found, targets, weigh)
    while np.abs(step).max() > 1e-9 and _loss(inputs @ (found - step), targets, weigh) > before:
        step = step / 2
    return step


def _loss(odds: npt.NDArray[np.float64], targets: npt.NDArray[np.float64], weigh: npt.NDArray[np.float64]) -> float:
    return float((weigh * (np.logaddexp(0, odds) - targets * odds)).sum())


def _logistic(odds: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    judged: npt.NDArray[np.float64] = 1 / (1 + np.exp(-np.clip(odds, -500, 500)))
    return judged


def _threshold(
    judged: npt.NDArray[np.float64], truth: npt.NDArray[np.bool_], weigh: npt.NDArray[np.float64], wanted: float
) -> float:
    for threshold in np.arange(_LOWEST, _HIGHEST, _STEP):
        above = judged >= threshold
        if above.sum() < _ENOUGH:
            break
        if np.average(truth[above], weights=weigh[above]) >= wanted:
            return round(float(threshold), 2)
    return _HIGHEST
