"""Rows with their topics in, weights out: logistic loss with an L2 penalty, one topic against the rest, by L-BFGS."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

#: Strength of the penalty beside a mean loss.
_PENALTY = 1e-5
#: Steps of L-BFGS, and how many of them it remembers; more gained nothing.
_STEPS, _MEMORY = 60, 6

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """A judge of each topic."""

    #: `(n_terms, n_topics)` and `(n_topics,)`; a topic without rows is never likely.
    terms: Floats
    bias: Floats


def fit(matrix: Any, truth: npt.NDArray[np.bool_], weigh: Floats) -> Weights:
    """The weights for rows `(n_rows, n_terms)` of the topics `truth`, each counting `weigh` `(n_rows, n_topics)`."""
    n_terms, n_topics = matrix.shape[1], truth.shape[1]
    turned = matrix.T.tocsr()
    share = (weigh / weigh.sum(axis=0)).astype(np.float32)
    target = truth.astype(np.float32)

    def loss(flat: Floats) -> tuple[float, Floats]:
        place = flat.astype(np.float32).reshape(n_terms + 1, n_topics)
        odds = matrix @ place[:-1] + place[-1]
        lost = (share * (np.logaddexp(0, odds) - target * odds)).sum(dtype=np.float64)
        error = share * (1 / (1 + np.exp(-odds)) - target)
        slope = np.vstack((turned @ error + _PENALTY * place[:-1], error.sum(axis=0)))
        bound = _PENALTY / 2 * (place[:-1] ** 2).sum(dtype=np.float64)
        return float(lost + bound), slope.ravel().astype(np.float64)

    options = {"maxiter": _STEPS, "maxcor": _MEMORY}
    start = np.zeros((n_terms + 1) * n_topics)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options=options).x.reshape(n_terms + 1, n_topics)
    terms, bias = found[:-1], found[-1]
    absent = ~truth.any(axis=0)
    terms[:, absent], bias[absent] = 0, -10
    return Weights(terms=terms, bias=bias)
