"""The stories on offer, and those that went on since somebody read of them."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple
from urllib.parse import urlsplit

from digest.classify import cluster, develop
from digest.domain.news import Article, Development, Story
from digest.domain.people import Schedule
from digest.store import Store

#: What reaches us later than this after it was published is no news.
STALE = timedelta(days=7)
#: How long after it was sent a story may come once more, if it really went on.
FOLLOWED = timedelta(days=4)


class _Told(NamedTuple):
    """A story on offer."""

    #: As the articles tell it that are on offer.
    story: Story
    #: All that were ever told of it.
    articles: tuple[Article, ...]


class Shelf:
    """The stories on offer at one moment, read from the store once for all readers."""

    def __init__(self, store: Store, *, freshness: timedelta, now: datetime) -> None:
        self._store = store
        self._freshness = freshness
        self._now = now
        #: How far back -> the stories by id.
        self._by_age: dict[timedelta, dict[str, _Told]] = {}
        self._developments: dict[tuple[str, datetime], Development | None] = {}

    def age(self, schedule: Schedule, gap: timedelta = timedelta(0)) -> timedelta:
        """How far back a reader is offered stories: the freshness, or since their last edition and a day before it.

        `gap` is the time that was missed; what is older than a week is no news all the same.
        """
        usual = max(self._freshness, schedule.span + timedelta(days=1))
        return max(usual, min(usual + gap, STALE)) if gap else usual

    def stories(self, age: timedelta) -> tuple[Story, ...]:
        """Stories with an article first seen so lately, as these articles tell them.

        First seen, not published: what reaches a feed late is news all the same, unless it is out of date altogether.
        What a straggler joins is not on offer again for that: the straggler is.
        """
        return tuple(told.story for told in self._on_offer(age).values())

    def updates(self, age: timedelta, sent_at: Mapping[str, datetime]) -> dict[str, Development]:
        """Of the stories sent at these moments, by id, those still on offer that really went on since."""
        on_offer = self._on_offer(age)
        found = {id_: self._development(on_offer[id_], moment) for id_, moment in sent_at.items() if id_ in on_offer}
        return {id_: development for id_, development in found.items() if development}

    def _on_offer(self, age: timedelta) -> dict[str, _Told]:
        if age not in self._by_age:
            self._by_age[age] = {told.story.id: told for told in self._read(self._now - age)}
        return self._by_age[age]

    def _development(self, told: _Told, sent_at: datetime) -> Development | None:
        key = told.story.id, sent_at
        if key not in self._developments:
            whole = cluster.story(told.story.id, told.articles)
            self._developments[key] = develop.news_since(whole, sent_at)
        return self._developments[key]

    def _read(self, since: datetime) -> Iterator[_Told]:
        for story_id, articles in self._store.news.stories_since(since):
            fresh = [
                article
                for article in articles
                if article.first_seen_at >= since and article.first_seen_at - article.published_at <= STALE
            ]
            if fresh:
                yield _Told(story=cluster.story(story_id, _latest(fresh)), articles=articles)


def _latest(articles: Sequence[Article]) -> list[Article]:
    """The articles without those that their outlet told anew at the same address, under another guid."""
    newest: dict[tuple[str, str], Article] = {}
    for article in sorted(articles, key=lambda one: (one.first_seen_at, one.published_at, one.id)):
        newest[article.outlet, article.url if urlsplit(article.url).path.strip("/") else article.id] = article
    kept = {article.id for article in newest.values()}
    return [article for article in articles if article.id in kept]
