"""An invented newsroom: how the tests make articles, stories, picks, readers and editions."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from types import MappingProxyType

from digest.domain import mail, news, people
from digest.render import edition

NOW = datetime(2022, 12, 6, 6, 0, tzinfo=UTC)
TODAY = date(2022, 12, 6)
SENDER = mail.Sender(
    name="Morning Digest",
    address="news@digest.example",
    reply_to="hello@digest.example",
    list_id="daily.digest.example",
    postal="Morning Digest, 12 Quay Street, Port Hollis",
    secret=b"a secret for tests only, 32 bytes",
)


def article(
    title: str,
    outlet: str = "The Harbour Post",
    *,
    key: str = "1",
    summary: str = "",
    words: int = 0,
    author: str = "",
    language: str = "en",
    hours: float = 3,
    **more: object,
) -> news.Article:
    """One article, first seen `hours` before NOW, with `words` words of text (0: only its summary)."""
    host = outlet.lower().replace(" ", "-")
    moment = NOW - timedelta(hours=hours)
    fields: dict[str, object] = {
        "id": f"{host}-{key}",
        "feed_url": f"https://{host}.example/feed.xml",
        "guid": key,
        "url": f"https://{host}.example/{key}",
        "title": title,
        "author": author,
        "outlet": outlet,
        "summary": summary,
        "text": " ".join(["word"] * words) if words else summary,
        "language": language,
        "published_at": moment,
        "date_is_ours": False,
        "first_seen_at": moment,
    }
    return news.Article(**{**fields, **more})  # type: ignore[arg-type]


def story(lead: news.Article, *others: str, topics: Sequence[news.TopicScore] = ()) -> news.Story:
    """The story an article leads, told by `others` too."""
    articles = (lead, *(article(lead.title, outlet, key=lead.guid) for outlet in others))
    return news.Story(
        id=lead.id,
        lead=lead,
        articles=articles,
        topics=tuple(topics),
        first_seen_at=lead.first_seen_at,
        last_seen_at=lead.first_seen_at,
    )


def pick(told: news.Story, topic: str, score: float, *reasons: str) -> people.Pick:
    """A pick of the story for reasons written as "technology: chip, factory", "you follow X" or "told by 3"."""
    return people.Pick(story=told, score=score, topic=topic, reasons=tuple(map(reason, reasons)))


def reason(words: str) -> people.Reason:
    """The reason that words such as "technology: chip, factory" stand for."""
    if words.startswith("you follow "):
        return people.Reason(kind=people.Cause.FOLLOW, subject=words.removeprefix("you follow "))
    if words.startswith("told by "):
        return people.Reason(kind=people.Cause.SOURCES, count=int(words.split()[2]))
    subject, _, terms = words.partition(": ")
    return people.Reason(kind=people.Cause.TOPIC, subject=subject, terms=tuple(terms.split(", ")) if terms else ())


def choice(*picks: people.Pick, **others: int) -> people.Choice:
    """What one reader gets: the picks, and counts of the rest."""
    gathered = len(picks) + sum(others.values())
    return people.Choice(picks=picks, counts=people.Counts(gathered=gathered, shown=len(picks), **others))


def subscriber(
    address: str = "ada@reader.example", *, zone: str = "UTC", language: str = "en", **weights: float
) -> people.Subscriber:
    """A reader in a zone, with the weights of topics."""
    return people.Subscriber(
        id="0123456789abcdef",
        address=address,
        schedule=people.Schedule(timezone=zone),
        profile=people.Profile(topics=weights),
        language=language,
        created_at=NOW - timedelta(days=30),
    )


def compose(
    chosen: people.Choice,
    reader: people.Subscriber | None = None,
    *,
    pictures: Mapping[str, mail.Picture] = MappingProxyType({}),
    images: edition.Images = "lead",
) -> mail.Edition:
    """The edition of TODAY."""
    return edition.compose(
        chosen,
        reader or subscriber(technology=1.0),
        issue_date=TODAY,
        made_at=NOW,
        topic_names=news.TOPICS,
        model_version="test-1",
        pictures=pictures,
        images=images,
    )
