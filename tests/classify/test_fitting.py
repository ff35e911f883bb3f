"""Weights from rows."""

import numpy as np
import pytest
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from digest.classify import fitting


def test_the_weights_are_those_of_logistic_regression(monkeypatch: pytest.MonkeyPatch) -> None:
    """scikit-learn, given the same penalty and weights of rows, finds the same, when all terms are scaled alike."""
    monkeypatch.setattr(fitting, "_EVEN", 1)
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


def test_a_term_that_tells_nothing_is_held_back() -> None:
    """Of two terms that would explain the rows alike, the one that also stands elsewhere moves less."""
    rows = csr_matrix(np.array([[1, 1, 0]] * 30 + [[0, 1, 1]] * 30, dtype=np.float32))
    truth = np.arange(60)[:, None] < 30
    found = fitting.fit(rows, truth, np.ones((60, 1)))
    telling = fitting._telling(rows != 0, truth[:, 0], np.ones(60))
    assert telling[0] > 20 * telling[1]
    assert abs(found.terms[1, 0]) < abs(found.terms[0, 0])


def test_what_tells_has_a_mean_square_of_one() -> None:
    """So that the penalty stays what it is."""
    chance = np.random.default_rng(5)
    present = csr_matrix((chance.random((200, 30)) < 0.2).astype(np.float32)) != 0
    telling = fitting._telling(present, chance.random(200) < 0.5, chance.random(200))
    assert (telling**2).mean() == pytest.approx(1)
