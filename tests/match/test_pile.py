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


def test_a_lot_is_found_by_its_owner() -> None:
    """Of some owners, in any order, also of one who has none; and of nobody."""
    lots = pile.lots(np.array([0, 0, 2, 3]), np.array([7, 5, 9, 7]), many=5)
    owners, numbers = lots.of(np.array([3, 1, 0])).spread()
    assert list(zip(owners.tolist(), numbers.tolist(), strict=True)) == [(0, 7), (2, 7), (2, 5)]
    assert [part.tolist() for part in lots.of(np.empty(0, dtype=np.int64)).spread()] == [[], []]
