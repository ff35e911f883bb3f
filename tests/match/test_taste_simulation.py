"""Learning pays: readers get more of an interest they never told us, and lose none of the topics they asked for."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from bench import recorded_days, simulate_feedback, synthetic_readers
from bench.simulate_feedback import Day
from bench.synthetic_readers import Reader
from digest.match import taste
from tests.match import invented

GAIN = 1.25


def _pays(days: Sequence[Day], readers: Sequence[Reader]) -> None:
    """Fails unless learning gains what it must over none, and loses no topic."""
    chosen, after = simulate_feedback.chosen, simulate_feedback.after
    without = simulate_feedback.run(days, readers, chosen)
    learning = simulate_feedback.run(days, readers, chosen, learning=True)
    assert after(learning.ndcg) >= GAIN * after(without.ndcg)
    assert after(learning.top) > after(without.top)
    assert simulate_feedback.kept(readers, learning.tastes) >= taste.KEPT
    shown, lost = simulate_feedback.lost(readers, without, learning)
    assert lost == 0 < shown


def test_learning_pays_on_invented_news() -> None:
    """A quarter more nDCG@12 after five days, more interest on top, and every topic asked for keeps its share."""
    readers = synthetic_readers.readers(24, invented.interests(), seed=3)
    _pays(simulate_feedback.lay_out(invented.mornings(8, seed=4)), readers)


def test_learning_beats_matching_topics_and_chance_on_invented_news() -> None:
    """Of the same stories."""
    readers = synthetic_readers.readers(24, invented.interests(), seed=5)
    days = simulate_feedback.lay_out(invented.mornings(8, seed=6))
    learning = simulate_feedback.run(days, readers, simulate_feedback.chosen, learning=True)
    for way in (simulate_feedback.matching, simulate_feedback.any_matching):
        other = simulate_feedback.run(days, readers, way)
        assert simulate_feedback.after(learning.ndcg) > simulate_feedback.after(other.ndcg)


@pytest.mark.shared
def test_learning_pays_on_recorded_news(shared_data: Path) -> None:
    """The same on six mornings of the recorded stream, for readers nothing was tuned on."""
    stream = shared_data / "streams" / recorded_days.STREAM.name
    readers = synthetic_readers.readers(40, synthetic_readers.interests()[1::2], seed=7)
    _pays(simulate_feedback.lay_out(recorded_days.mornings(stream, days=6)), readers)
