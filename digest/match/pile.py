"""Numbers one after another, to which more are added at the end (pure)."""

from typing import Any

import numpy as np
from numpy.typing import NDArray


class Pile:
    """Room for twice as many is made whenever they do not fit, so that adding one costs the same however many."""

    def __init__(self, dtype: type[np.generic]) -> None:
        self._room: NDArray[Any] = np.empty(1_024, dtype=dtype)
        self._many = 0

    def add(self, more: NDArray[Any]) -> None:
        """Some more at the end."""
        end = self._many + len(more)
        if end > len(self._room):
            room = np.empty(2 * end, dtype=self._room.dtype)
            room[: self._many] = self.all
            self._room = room
        self._room[self._many : end] = more
        self._many = end

    @property
    def all(self) -> NDArray[Any]:
        """All of them so far."""
        return self._room[: self._many]
