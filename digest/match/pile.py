"""Numbers one after another: to which more are added at the end, and lots of them that belong together (pure)."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

_Whole = NDArray[np.int64]


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Lots:
    """The numbers of many owners, one lot after another."""

    all: _Whole
    #: Where the lot of each owner begins, and how many it has, (n_owners,).
    starts: _Whole
    lengths: _Whole

    def of(self, some: _Whole) -> "Lots":
        """The lots of some owners."""
        return Lots(all=self.all, starts=self.starts[some], lengths=self.lengths[some])

    def spread(self) -> tuple[_Whole, _Whole]:
        """Owner and number, one lot after another."""
        return np.repeat(np.arange(len(self.lengths)), self.lengths), self.all[runs(self.starts, self.lengths)]


def lots(owners: _Whole, numbers: _Whole, *, many: int) -> Lots:
    """The numbers of `many` owners, who stand in order."""
    lengths = np.bincount(owners, minlength=many)
    return Lots(all=numbers, starts=np.cumsum(lengths) - lengths, lengths=lengths)


def runs(starts: _Whole, lengths: _Whole) -> _Whole:
    """The positions in runs that begin here and are so long, one run after another."""
    return np.arange(lengths.sum()) + np.repeat(starts - np.cumsum(lengths) + lengths, lengths)
