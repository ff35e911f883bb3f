"""The stories kept of a ranking, and why others before the last were passed over (pure)."""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass

from digest.domain import news
from digest.match import offer as offer_


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """What came of going down a ranking."""

    #: The places kept, best first.
    kept: list[int]
    #: How many were passed over because their outlet had its share.
    capped: int
    #: How many because they are like one that was kept.
    alike: int


def draw(
    offer: offer_.Offer,
    ranked: Iterable[int],
    *,
    room: int,
    per_outlet: int,
    barred: Set[int],
    seen: Mapping[int, news.Story],
) -> Drawn:
    """The first `room` places of the ranking that are not barred, no two alike, `per_outlet` led by one outlet at most.

    `seen` are the stories that look different to this reader, for another outlet may lead them.
    """
    kept: list[int] = []
    shares: dict[str, int] = {}
    shut: set[int] = set()
    capped = alike = 0
    outlets = offer.outlets
    for place in ranked:
        if place in barred:
            continue
        if len(kept) >= room:
            break
        if place in shut:
            alike += 1
            continue
        outlet = seen[place].lead.outlet if place in seen else outlets[place]
        share = shares.get(outlet, 0)
        if share >= per_outlet:
            capped += 1
            continue
        shares[outlet] = share + 1
        kept.append(place)
        if place in offer.alike:
            shut |= offer.alike[place]
    return Drawn(kept=kept, capped=capped, alike=alike)


def fits(offer: offer_.Offer, place: int, kept: list[int], *, per_outlet: int, seen: Mapping[int, news.Story]) -> bool:
    """Whether one more story may stand beside those kept."""

    def outlet(of: int) -> str:
        return seen[of].lead.outlet if of in seen else offer.outlets[of]

    led = sum(outlet(other) == outlet(place) for other in kept)
    return led < per_outlet and offer.alike.get(place, frozenset()).isdisjoint(kept)
