"""Weights from rows."""

import numpy as np
import pytest
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from digest.classify import fitting


def test_the_weights_are_those_of_logistic_regression(monkeypatch: pytest.MonkeyPatch) -> None:
    """scikit-learn, given the same penalty and weights of rows, finds the same."""
    monkeypatch.setattr(fitting, "_STEPS", 500)
    monkeypatch.setattr(fitting, "_PENALTY", 1e-2)
    chance = np.random.default_rng(5)
    matrix = csr_matrix(chance.normal(size=(300, 4)).astype(np.float32))
    truth = (matrix @ np.array([1.0, -2, 0, 0.5]) + chance.normal(size=300) > 0)[:, None]
    weigh = chance.uniform(0.2, 2, size=(300, 1))
    found = fitting.fit(matrix, truth, weigh)
    judge = LogisticRegression(C=100, tol=1e-8, max_iter=1000)
    judge.fit(matrix, truth[:, 0], sample_weight=weigh[:, 0] / weigh.sum())
    assert found.terms[:, 0] == pytest.approx(judge.coef_[0], abs=0.01)
    assert found.bias[0] == pytest.approx(judge.intercept_[0], abs=0.01)


def test_a_topic_without_rows_is_never_likely() -> None:
    """Whatever the words."""
    found = fitting.fit(csr_matrix(np.eye(4, dtype=np.float32)), np.zeros((4, 1), dtype=bool), np.ones((4, 1)))
    assert found.bias[0] == -10
    assert not found.terms.any()
