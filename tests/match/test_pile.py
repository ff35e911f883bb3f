"""Numbers pile up, however many."""

import numpy as np

from digest.match import pile


def test_all_that_was_added_is_there_in_order() -> None:
    """Also when they outgrow the room that was made for them, one by one or at once."""
    held = pile.Pile(np.int64)
    assert held.all.tolist() == []
    for number in range(3_000):
        held.add(np.array([number]))
    held.add(np.arange(3_000, 20_000))
    assert held.all.tolist() == list(range(20_000))
