"""Figures, by hand."""

import numpy as np
import pytest

from digest.classify import figures

_JUDGED = np.array([[0.9, 0.1], [0.6, 0.7], [0.2, 0.1], [0.8, 0.3]])
_THRESHOLDS = {"sport": 0.5, "science": 0.75}
_SPEAKS = np.ones((4, 2), dtype=bool)


def test_measure_by_label() -> None:
    """Two right of four, the confusion table, and precision at the thresholds."""
    found = figures.measure(
        ["sport", "science"], _JUDGED, ["sport", "science", "science", "other"], _THRESHOLDS, 0.3, speaks=_SPEAKS
    )
    assert (found.rows, found.accuracy, found.unsure) == (4, 0.25, 0.25)
    assert found.confusion == {"sport": {"sport": 1}, "science": {"sport": 1, "other": 1}, "other": {"sport": 1}}
    sport, science = found.topics
    assert (sport.precision, sport.recall, sport.f1) == (1 / 3, 1.0, 0.5)
    assert (sport.sure_precision, sport.sure_recall) == (1 / 3, 1.0)
    assert (science.rows, science.f1, science.sure_precision) == (2, 0.0, None)
    assert found.macro_f1 == 0.25


def test_being_sure_is_only_judged_where_the_label_speaks() -> None:
    """A publisher without sport pages proves no sport article wrong."""
    speaks = _SPEAKS.copy()
    speaks[[1, 3], 0] = False
    found = figures.measure(["sport", "science"], _JUDGED, ["sport"] + ["science"] * 3, _THRESHOLDS, 0.3, speaks=speaks)
    assert found.topics[0].sure_precision == 1.0


def test_measure_gold() -> None:
    """Any acceptable topic is right; rows best called other are counted apart."""
    found = figures.measure_gold(
        ["sport", "science"], _JUDGED, [["sport"], ["science", "sport"], ["other"], ["science"]], _THRESHOLDS, 0.3
    )
    assert (found.rows, found.acceptable, found.acceptable_without_other) == (4, 0.75, 2 / 3)
    assert (found.unsure, found.sure_precision) == (0.25, 2 / 3)


def test_no_rows_are_no_trouble() -> None:
    """Every share of nothing is 0, and precision is unknown."""
    none = np.zeros((0, 2))
    found = figures.measure(["sport", "science"], none, [], _THRESHOLDS, 0.3, speaks=none.astype(bool))
    assert (found.rows, found.accuracy, found.macro_f1, found.calibration_error) == (0, 0, 0, 0)
    assert figures.measure_gold(["sport", "science"], none, [], _THRESHOLDS, 0.3).sure_precision is None


@pytest.mark.parametrize(
    ("judged", "truth", "expected"),
    [
        pytest.param([0.8] * 5, [1, 1, 1, 1, 0], 0.0, id="four of five at 0.8 is honest"),
        pytest.param([0.9] * 4, [1, 1, 0, 0], 0.4, id="half at 0.9 is 0.4 too sure"),
        pytest.param([0.05, 1.0], [0, 1], 0.025, id="both ends have a bin"),
    ],
)
def test_calibration_error(judged: list[float], truth: list[int], expected: float) -> None:
    """How far probabilities lie from what happens."""
    assert figures.calibration_error(np.array(judged), np.array(truth, dtype=bool)) == pytest.approx(expected)


def test_f1_over_the_topics_compared_only() -> None:
    """Rows of other labels do not count; naming a topic that is not compared is a miss, not an error."""
    named = ["sport", "sport", "health", "science", "sport"]
    labels = ["sport", "science", "science", "science", "other"]
    assert figures.mean_f1(named, labels, ("sport", "science")) == pytest.approx((2 / 3 + 2 / 4) / 2)
    assert figures.mean_f1(named, labels, ()) == 0


def test_topics_with_few_rows_are_not_compared() -> None:
    """In the order of the topics."""
    labels = ["a"] * figures.ENOUGH + ["b"] * (figures.ENOUGH - 1) + ["c"] * figures.ENOUGH + ["other"] * 500
    assert figures.with_enough_rows(labels, ("c", "b", "a")) == ("c", "a")


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        pytest.param([0.1, 0.2, 0.8, 0.9], 1.0, id="each above all others"),
        pytest.param([0.9, 0.8, 0.2, 0.1], 0.0, id="each below"),
        pytest.param([0.5, 0.5, 0.5, 0.5], 0.5, id="all alike, as when the commonest is always named"),
        pytest.param([0.1, 0.6, 0.5, 0.9], 0.75, id="one pair of four the wrong way round"),
    ],
)
def test_how_far_topics_are_apart_does_not_depend_on_how_common_they_are(scores: list[float], expected: float) -> None:
    """A topic that no label speaks of counts nothing, and with nothing to compare none is badly apart."""
    truth = np.array([[False, True], [False, True], [True, True], [True, True]])
    scored = np.column_stack((scores, scores))
    assert figures.apart(scored, truth, np.ones_like(truth)) == expected
    assert figures.apart(scored, truth, np.zeros_like(truth)) == 1.0
