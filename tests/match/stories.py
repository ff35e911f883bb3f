"""Stories and wishes, invented on the spot, with only what a test is about spelt out."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from digest.domain import news, people

NOW = datetime(2022, 12, 6, 6, 0, tzinfo=UTC)


def article(
    id_: str, title: str = "", *, outlet: str = "Ledger", summary: str = "", url: str = "", hours: float = 1
) -> news.Article:
    """An article of an outlet, first seen `hours` before NOW."""
    moment = NOW - timedelta(hours=hours)
    return news.Article(
        id=id_,
        feed_url=f"https://feeds.{outlet.lower().replace(' ', '')}.example/rss",
        guid=id_,
        url=url or f"https://www.{outlet.lower().replace(' ', '')}.example/{id_}",
        title=title or f"Title of {id_}",
        author="",
        outlet=outlet,
        summary=summary,
        text=summary,
        language="en",
        published_at=moment,
        date_is_ours=False,
        first_seen_at=moment,
    )


def story(
    id_: str,
    title: str = "",
    *others: str,
    outlet: str = "Ledger",
    summary: str = "",
    hours: float = 1,
    topics: Mapping[str, float] | None = None,
    terms: tuple[str, ...] = (),
) -> news.Story:
    """A story that `outlet` leads and `others` tell too, with the probability of each topic."""
    lead = article(id_, title, outlet=outlet, summary=summary, hours=hours)
    articles = (lead, *(article(f"{id_}-{other}", title, outlet=other, hours=hours) for other in others))
    scores = (
        news.TopicScore(topic=topic, probability=probability, terms=terms)
        for topic, probability in (topics or {}).items()
    )
    return news.Story(
        id=id_,
        lead=lead,
        articles=articles,
        topics=tuple(sorted(scores, key=lambda score: -score.probability)),
        first_seen_at=lead.first_seen_at,
        last_seen_at=lead.first_seen_at,
    )


def wish(
    topics: Mapping[str, float] | None = None,
    *,
    follow: tuple[str, ...] = (),
    mute: tuple[str, ...] = (),
    mute_sources: tuple[str, ...] = (),
    sources: tuple[str, ...] = (),
    stories: int = 12,
    outside: bool = False,
    quiet: people.Quiet = people.Quiet.NOTHING,
    sent: frozenset[str] = frozenset(),
    likes: Mapping[str, float] | None = None,
    learned: Mapping[str, float] | None = None,
) -> people.Wish:
    """A reader's wish; `likes` are learned words, `learned` learned topics."""
    profile = people.Profile(
        topics=topics or {},
        follow=follow,
        mute=mute,
        mute_sources=mute_sources,
        sources=sources,
        stories=stories,
        outside=outside,
        quiet=quiet,
    )
    taste = people.Taste(terms=likes or {}, topics=learned or {})
    return people.Wish(profile=profile, taste=taste, sent=sent)
