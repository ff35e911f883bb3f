"""The stories kept of a ranking, and why others before the last were passed over (pure)."""

from collections.abc import Callable, Container, Iterable, Mapping, Sequence

from digest.domain import news
from digest.match import offer as offer_


class Hand:
    """The stories kept so far: no two alike, and `per_outlet` led by one outlet at most.

    A story whose outlet has its share is led by another outlet that tells it, if there is one.
    """

    def __init__(
        self,
        offer: offer_.Offer,
        kept: Sequence[int] = (),
        *,
        room: int,
        per_outlet: int,
        seen: Mapping[int, news.Story],
        followed: Container[int],
        others: Callable[[int], Iterable[str]],
    ) -> None:
        self._offer, self._room, self._per_outlet = offer, room, per_outlet
        #: The stories that look different to this reader, for another outlet may lead them.
        self._seen = seen
        #: The stories with a followed word.
        self._followed = followed
        #: Who else may lead the story at a place, best first.
        self._others = others
        self._shares: dict[str, int] = {}
        self._shut: set[int] = set()
        self._same: set[int] = set()
        #: The places kept, in the order they came.
        self.kept: list[int] = []
        #: Place -> the other outlet that leads the story there.
        self.faced: dict[int, str] = {}
        #: How many were passed over because their outlet had its share, and how many as like one that was kept.
        self.capped = self.alike = 0
        for place in kept:
            self.keep(place)

    @property
    def is_full(self) -> bool:
        """Whether there is no more room."""
        return len(self.kept) >= self._room

    def fits(self, place: int) -> bool:
        """Whether one more story may stand beside those kept."""
        return not self._is_alike(place) and self._leading(place) is not None

    def fits_as_it_is(self, place: int) -> bool:
        """The same, led by nobody else."""
        return not self._is_alike(place) and self._is_open(self._outlet(place))

    def keep(self, place: int) -> None:
        """One story more."""
        self.kept.append(place)
        outlet = self._leading(place) or self._outlet(place)
        if outlet != self._outlet(place):
            self.faced[place] = outlet
        self._shares[outlet] = self._shares.get(outlet, 0) + 1
        self._shut |= self._offer.alike.of.get(place, frozenset())
        self._same |= self._offer.same.of.get(place, frozenset())

    def fill(self, ranked: Iterable[int]) -> None:
        """The first places of the ranking that fit and are not kept yet, as many as there is room for."""
        before = set(self.kept)
        for place in ranked:
            if self.is_full:
                break
            if place in before:
                continue
            if self._is_alike(place):
                self.alike += 1
            elif self._leading(place) is None:
                self.capped += 1
            else:
                self.keep(place)

    def _is_alike(self, place: int) -> bool:
        return place in (self._same if place in self._followed else self._shut)

    def _leading(self, place: int) -> str | None:
        """The first outlet of the story that has not its share; None when all have."""
        outlet = self._outlet(place)
        return outlet if self._is_open(outlet) else next(filter(self._is_open, self._others(place)), None)

    def _is_open(self, outlet: str) -> bool:
        return self._shares.get(outlet, 0) < self._per_outlet

    def _outlet(self, place: int) -> str:
        return self._seen[place].lead.outlet if place in self._seen else self._offer.outlets[place]
