"""What is put in order once for all readers of a row: the best of all, and of topics that these hardly tell of."""

import numpy as np
import pytest

from digest.match import best, offer, order


@pytest.mark.parametrize(
    ("many", "likely"),
    [
        pytest.param(30, 0.5, id="fewer than are put in order"),
        pytest.param(64, 1.0, id="as many"),
        pytest.param(900, 0.5, id="all are looked at for the edge"),
        pytest.param(5_000, 0.5, id="some are looked at for the edge"),
        pytest.param(5_000, 0.003, id="hardly any is strong"),
        pytest.param(5_000, 0.0, id="none is strong"),
    ],
)
@pytest.mark.parametrize("steps", [3, 100_000])
def test_all_strong_stories_below_the_edge_are_among_the_best(many: int, likely: float, steps: int) -> None:
    """In order, with equals or without; where the edge is nothing, all strong ones are there."""
    chance = np.random.default_rng(many)
    values = offer.on_grid(chance.integers(0, steps, (50, many)) / steps * 3)
    strong = chance.random((50, many)) < likely
    top, edges = best.of_all(values, strong)
    assert top.shape == (50, min(many, best.TOP))
    for line, edge, worth, good in zip(top, edges, values, strong, strict=True):
        places = np.flatnonzero(good)
        keys = np.sort(order.keys(worth[places], places))
        assert line[line < order.NOTHING].tolist() == keys[keys < edge].tolist()


def test_the_edge_leaves_most_of_the_best_to_be_ordered_once() -> None:
    """Guessed from a fifth of the stories, it rarely leaves fewer than half of what is asked for."""
    values = offer.on_grid(np.random.default_rng(0).random((200, 5_000)))
    top, _ = best.of_all(values, np.ones(values.shape, dtype=np.bool_))
    assert np.count_nonzero(top < order.NOTHING, axis=1).min() >= best.TOP // 2
