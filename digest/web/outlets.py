"""The outlets that readers can name: a list to look at, and which names of a list none of them bears."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from digest.domain.news import Feed, FeedStatus
from digest.domain.people import Profile
from digest.gather import clean
from digest.match import sources

#: Outlets that are listed; of more only how many there are is said.
LISTED = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlets:
    """What a service gathers from, by the names that readers see."""

    #: In the order of the alphabet, at most `LISTED`.
    names: tuple[str, ...]
    #: Outlets that are not among `names`.
    more: int
    #: Every name, host and address they answer to, as `sources.key` writes it.
    answering: frozenset[str]

    def unknown(self, named: Iterable[str]) -> tuple[str, ...]:
        """Those names to which no outlet answers."""
        return tuple(name for name in named if sources.key(name) not in self.answering)


def of(feeds: Iterable[Feed]) -> Outlets:
    """The outlets of the feeds that are in use."""
    used = [(clean.outlet(feed), feed) for feed in feeds if feed.status is FeedStatus.ACTIVE]
    names = sorted({name for name, _ in used}, key=str.casefold)
    answering = (sources.names(name, feed.url, feed.site_url) for name, feed in used)
    return Outlets(names=tuple(names[:LISTED]), more=len(names[LISTED:]), answering=frozenset[str]().union(*answering))


def strange(outlets: Outlets, profile: Profile) -> Mapping[str, Sequence[str]]:
    """Each list of outlets -> the names in it that none bears."""
    return {name: outlets.unknown(getattr(profile, name)) for name in ("sources", "mute_sources")}
