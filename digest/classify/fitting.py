"""Rows with their topics in, weights out: logistic loss with an L2 penalty, one topic against the rest, by L-BFGS.

Terms are scaled first by how much they tell of the topic alone, as in naive Bayes (Wang and Manning 2012), so that the
penalty holds back the others; the weights that come out are of the terms as they were.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from scipy.sparse import diags

#: Strength of the penalty beside a mean loss.
_PENALTY = 1e-5
#: The share of a term's scale that is the same for all; the rest is how much it tells.
_EVEN = 0.5
#: Articles that each term is given with and without the topic, so that a rare one tells little.
_PRIOR = 1.0
#: Steps of L-BFGS, and how many of them it remembers; more gained nothing.
_STEPS, _MEMORY = 60, 6
#: The log-odds of a topic without rows.
_NEVER = -10.0

Flags = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """A judge of each topic."""

    #: `(n_terms, n_topics)` and `(n_topics,)`; a topic without rows is never likely.
    terms: Floats
    bias: Floats


def fit(matrix: Any, truth: Flags, weigh: Floats) -> Weights:
    """The weights for rows `(n_rows, n_terms)` of the topics `truth`, each counting `weigh` `(n_rows, n_topics)`."""
    found = [_judge(matrix, truth[:, topic], weigh[:, topic]) for topic in range(truth.shape[1])]
    return Weights(terms=np.column_stack([terms for terms, _ in found]), bias=np.array([bias for _, bias in found]))


def _judge(matrix: Any, truth: Flags, weigh: Floats) -> tuple[Floats, float]:
    """The weights `(n_terms,)` and the bias of one topic."""
    if not truth.any():
        return np.zeros(matrix.shape[1]), _NEVER
    scale = _EVEN + (1 - _EVEN) * _telling(matrix != 0, truth, weigh)
    terms, bias = _logistic((matrix @ diags(scale)).astype(np.float32).tocsr(), truth, weigh)
    return terms * scale, bias


def _telling(present: Any, truth: Flags, weigh: Floats) -> Floats:
    """`(n_terms,)` how far the share of articles with a term differs between the topic and the rest.

    The absolute logarithm of the ratio, with a mean square of 1 over all terms.
    """
    each = weigh / weigh.mean()
    within, without = (
        (present[rows].T @ each[rows] + _PRIOR) / (each[rows].sum() + _PRIOR) for rows in (truth, ~truth)
    )
    ratio = np.abs(np.log(within / without))
    told: Floats = ratio / max(float(np.sqrt((ratio**2).mean())), 1e-9)
    return told


def _logistic(matrix: Any, truth: Flags, weigh: Floats) -> tuple[Floats, float]:
    turned = matrix.T.tocsr()
    share = (weigh / weigh.sum()).astype(np.float32)
    target = truth.astype(np.float32)

    def loss(flat: Floats) -> tuple[float, Floats]:
        place = flat.astype(np.float32)
        odds = matrix @ place[:-1] + place[-1]
        lost = (share * (np.logaddexp(0, odds) - target * odds)).sum(dtype=np.float64)
        error = share * (_probability(odds) - target)
        slope = np.append(turned @ error + _PENALTY * place[:-1], error.sum())
        return float(lost + _PENALTY / 2 * (place[:-1] ** 2).sum(dtype=np.float64)), slope.astype(np.float64)

    options = {"maxiter": _STEPS, "maxcor": _MEMORY}
    found = minimize(loss, np.zeros(matrix.shape[1] + 1), jac=True, method="L-BFGS-B", options=options).x
    return found[:-1], float(found[-1])


def _probability(odds: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    return (1 / (1 + np.exp(-np.clip(odds, -60, 60)))).astype(np.float32)
