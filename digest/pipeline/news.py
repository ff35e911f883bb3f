"""News in: feeds to articles, articles to topics and stories."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import digest
from digest.classify import cluster
from digest.classify.modelfile import Model
from digest.config import Settings
from digest.domain.account import Gathered, Sorted, Trouble
from digest.domain.news import Feed, FeedStatus, FeedVisit
from digest.gather import due, fetch, visits
from digest.pipeline import judging
from digest.store import Store


def gather(
    store: Store,
    settings: Settings,
    *,
    now: datetime,
    only_due: bool,
    on_visit: Callable[[FeedVisit], None] = lambda _: None,
) -> Gathered:
    """What asking the feeds gave.  Each answer is stored as soon as it is there.

    `only_due` is the service's way; without it every active feed is asked but those that asked us to wait.
    """
    asked = feeds_to_ask(store, now=now, only_due=only_due)
    new = articles = 0
    seen: list[FeedVisit] = []
    for visit in visits.visit(asked, limits=limits(settings), every=settings.gather.every, now=now):
        new += store.news.record(visit, now=now)
        if target := due.moved(visit.feed, now):
            store.news.move_feed(visit.feed.url, target)
        articles += len(visit.articles)
        seen.append(replace(visit, articles=()))
        on_visit(visit)
    return Gathered(
        feeds=len(seen),
        unchanged=sum(visit.unchanged for visit in seen),
        articles=articles,
        new=new,
        failed=tuple(Trouble(name=_known_as(visit.feed), reason=visit.failure) for visit in seen if visit.failure),
    )


def _known_as(feed: Feed) -> str:
    """What an operator knows a feed by, who may have several of one host."""
    return feed.name or feed.title or feed.url


def feeds_to_ask(store: Store, *, now: datetime, only_due: bool) -> tuple[Feed, ...]:
    """The feeds a gathering would ask now."""
    feeds = store.news.feeds()
    if only_due:
        return due.select(feeds, now)
    patient = {feed.url for feed in due.waiting(feeds, now)}
    return tuple(feed for feed in feeds if feed.status is FeedStatus.ACTIVE and feed.url not in patient)


def limits(settings: Settings) -> fetch.Limits:
    """How far a fetch may go, as the operator set it."""
    contact = settings.gather.contact or settings.service.base_url
    return fetch.Limits(
        total=settings.gather.timeout,
        networks=settings.gather.networks,
        user_agent=f"digest/{digest.__version__}" + (f" (+{contact})" if contact else ""),
    )


def classify(store: Store, model: Model, *, now: datetime) -> Sorted:
    """Topics for every article that has none yet, then a story for every article that is in none."""
    classified, unsure = judging.judge(store, model, now=now)
    return replace(_place(store, now=now), classified=classified, unsure=unsure)


def _place(store: Store, *, now: datetime) -> Sorted:
    new = store.news.storyless()
    if not new:
        return Sorted()
    since = min(article.first_seen_at for article in new) - cluster.WINDOW
    known = (*store.news.placed_since(since), *store.news.placed_at(article.url for article in new))
    assignment = cluster.assign(new, known)
    store.news.place(assignment, now=now)
    begun = sum(article_id == story_id for article_id, story_id in assignment.items())
    return Sorted(stories=begun, joined=len(assignment) - begun)
