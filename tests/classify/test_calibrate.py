"""Honest probabilities and thresholds."""

import numpy as np
import pytest

from digest.classify import calibrate


def test_scores_become_the_odds_they_stand_for() -> None:
    """Where scores are twice the true log-odds less one, the curve finds it out."""
    chance = np.random.default_rng(3)
    odds = chance.normal(size=20_000) * 2
    truth = chance.random(20_000) < 1 / (1 + np.exp(-odds))
    everywhere = np.ones((20_000, 1), dtype=bool)
    curves = calibrate.platt((2 * odds - 1)[:, None], truth[:, None], everywhere)
    assert curves.slopes[0] == pytest.approx(0.5, abs=0.03)
    assert curves.offsets[0] == pytest.approx(0.5, abs=0.06)


def test_a_curve_never_falls() -> None:
    """Even where scores say the opposite of the truth."""
    scores = np.linspace(-3, 3, 100)[:, None]
    curves = calibrate.platt(scores, scores < 0, np.ones_like(scores, dtype=bool))
    assert curves.slopes[0] > 0


def test_perfect_scores_stay_finite() -> None:
    """Platt's prior counts keep a clean split from infinite certainty."""
    scores = np.where(np.arange(100) < 50, -1.0, 1.0)[:, None]
    curves = calibrate.platt(scores, scores > 0, np.ones_like(scores, dtype=bool))
    assert 1 < curves.slopes[0] < 10


def test_rows_that_do_not_speak_are_passed_over() -> None:
    """For the curve and for the threshold."""
    scores = np.tile(np.linspace(-2, 2, 100), 2)[:, None]
    truth = np.concatenate((scores[:100] > 0, np.zeros((100, 1), dtype=bool)))
    speaks = np.arange(200)[:, None] < 100
    alone = calibrate.platt(scores[:100], truth[:100], speaks[:100])
    assert calibrate.platt(scores, truth, speaks) == alone
    judged = 1 / (1 + np.exp(-3 * scores))
    assert calibrate.thresholds(["a"], judged, truth, speaks, np.ones(200))["a"] < calibrate._HIGHEST


@pytest.mark.parametrize(
    ("right_from", "expected"),
    [
        pytest.param(0.0, 0.4, id="always right: the lowest"),
        pytest.param(0.6, 0.5, id="right from 0.6 on: where four of five are"),
        pytest.param(1.1, 0.85, id="never right: the highest"),
    ],
)
def test_threshold_is_the_lowest_that_is_right_often_enough(right_from: float, expected: float) -> None:
    """On a thousand probabilities spread evenly."""
    judged = np.linspace(0, 1, 1001)[:, None]
    speaks = np.ones_like(judged, dtype=bool)
    assert calibrate.thresholds(["a"], judged, judged >= right_from, speaks, np.ones(1001)) == {"a": expected}


def test_a_handful_of_rows_proves_nothing() -> None:
    """With fewer rows than can tell, the highest threshold is taken."""
    judged = np.full((5, 1), 0.9)
    everywhere = np.ones((5, 1), dtype=bool)
    assert calibrate.thresholds(["a"], judged, everywhere, everywhere, np.ones(5)) == {"a": 0.85}


def test_a_row_that_counts_twice_is_as_two_rows() -> None:
    """For the curve and for the threshold."""
    scores = np.linspace(-2, 2, 200)[:, None]
    truth = np.sin(scores * 9) + scores > 0
    everywhere = np.ones_like(truth)
    twice = np.where(np.arange(200) % 3 == 0, 2, 1)
    again = np.repeat(np.arange(200), twice)
    weighed = calibrate.platt(scores, truth, everywhere, twice.astype(float))
    repeated = calibrate.platt(scores[again], truth[again], everywhere[again])
    assert weighed.slopes == pytest.approx(repeated.slopes, rel=0.05)
    judged = 1 / (1 + np.exp(-2 * scores))
    by_weight = calibrate.thresholds(["a"], judged, truth, everywhere, twice.astype(float))
    by_rows = calibrate.thresholds(["a"], judged[again], truth[again], everywhere[again], np.ones(len(again)))
    assert by_weight == by_rows


def test_some_topics_need_more() -> None:
    """What a person found wrong too often: technology and health are sure later, lifestyle hardly ever by words."""
    judged = np.repeat(np.linspace(0, 1, 1001)[:, None], 4, axis=1)
    everywhere = np.ones_like(judged, dtype=bool)
    found = calibrate.thresholds(
        ["sport", "technology", "health", "lifestyle"], judged, judged >= 0.6, everywhere, np.ones(1001)
    )
    assert found == {"sport": 0.5, "technology": 0.53, "health": 0.53, "lifestyle": 0.95}
