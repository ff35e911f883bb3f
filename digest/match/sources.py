"""Which articles a muted source stands for, and a story without them (pure)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence, Set
from dataclasses import replace
from urllib.parse import urlsplit

from digest.domain import news


class Index:
    """Who tells the stories on offer, by every name a source answers to."""

    def __init__(self, stories: Sequence[news.Story]) -> None:
        told = defaultdict(set)
        for place, story in enumerate(stories):
            for article in story.articles:
                for name in names(article.outlet, article.feed_url, article.url):
                    told[name].add((place, article.id))
        self._told = {name: frozenset(articles) for name, articles in told.items()}

    def told_by(self, source: str) -> frozenset[tuple[int, str]]:
        """The articles that come from a source, as (position of the story, article id).

        A source is an outlet's name, a feed's address, or a host, which stands for its subdomains too.
        """
        return self._told.get(key(source), frozenset())


def without(story: news.Story, muted: Set[str]) -> news.Story | None:
    """The story as told by the articles whose ids are not in `muted`; None when nobody is left to tell it."""
    left = tuple(article for article in story.articles if article.id not in muted)
    if not left:
        return None
    lead = left[0] if story.lead.id in muted else story.lead
    return replace(story, lead=lead, articles=left)


def names(outlet: str, feed_url: str, *addresses: str) -> frozenset[str]:
    """Every name a source answers to, as `key` writes it; `addresses` are others of its hosts."""
    hosts = (host for address in (feed_url, *addresses) for host in _hosts(address))
    return frozenset((key(outlet), key(feed_url), *hosts))


def _hosts(address: str) -> Iterable[str]:
    """The host of an address and the domains above it, but not the last label alone: a.b.example, b.example."""
    try:
        labels = (urlsplit(address).hostname or "").split(".")
    except ValueError:
        return ()
    return (".".join(labels[start:]) for start in range(max(len(labels) - 1, 1)))


def key(name: str) -> str:
    """A source's name as it is compared, whatever its case and spacing."""
    return " ".join(name.casefold().split()).removeprefix("www.")
