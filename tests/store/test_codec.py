"""Every stored type comes back as it went in, frozen, and with UTC itself as its zone."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest import store
from digest.domain.mail import Day, DayState, Edition, Item, OutboxMessage, OutboxStatus, PlannedDay, Section
from digest.domain.news import Article, Feed, FeedStatus, FeedVisit, Image, Origin, TopicScore
from digest.domain.people import Cadence, Counts, Profile, Quiet, Schedule, Subscriber, SubscriberStatus
from digest.store import codec
from tests.store import samples
from tests.store.samples import NOW, TODAY

#: Any text that UTF-8 can hold but NUL, which PostgreSQL refuses.
texts = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=30)
moments = st.datetimes(min_value=datetime(1970, 1, 1), max_value=datetime(2999, 1, 1), timezones=st.just(UTC)).map(
    lambda moment: moment.replace(microsecond=0)
)
words = st.lists(texts, max_size=3).map(tuple)
counts = st.builds(Counts, gathered=st.just(6), shown=st.just(1), repeats=st.just(2), muted=st.just(3))
images = st.builds(Image, url=texts, caption=texts, credit=texts)
scores = st.lists(st.builds(TopicScore, topic=texts, probability=st.floats(0, 1), terms=words), max_size=3).map(tuple)
articles = st.builds(
    Article,
    id=texts,
    feed_url=st.just(samples.LEDGER.url),
    guid=texts,
    url=texts,
    title=texts,
    author=texts,
    outlet=texts,
    summary=texts,
    text=texts,
    language=texts,
    published_at=moments,
    date_is_ours=st.booleans(),
    first_seen_at=moments,
    image=st.none() | images,
    categories=words,
    content_hash=texts,
    topic_hint=st.none() | texts,
    topics=st.just(()),
)
feeds = st.builds(
    Feed,
    url=texts,
    name=texts,
    title=texts,
    site_url=texts,
    language=texts,
    topic_hint=st.none() | texts,
    origin=st.sampled_from(Origin),
    status=st.sampled_from(FeedStatus),
    etag=st.none() | texts,
    last_modified=st.none() | texts,
    checked_at=st.none() | moments,
    next_check_at=st.none() | moments,
    failures=st.integers(0, 1000),
    failing_since=st.none() | moments,
    last_error=texts,
    last_new_at=st.none() | moments,
    quiet=st.lists(st.integers(0, 167), max_size=5).map(tuple),
    moved_to=texts,
    moved_since=st.none() | moments,
)
profiles = st.builds(
    Profile,
    topics=st.dictionaries(texts, st.floats(-1, 1), max_size=3).map(MappingProxyType),
    follow=words,
    mute=words,
    mute_sources=words,
    sources=words,
    stories=st.integers(1, 50),
    outside=st.booleans(),
    quiet=st.sampled_from(Quiet),
)
schedules = st.builds(
    Schedule,
    cadence=st.sampled_from(Cadence),
    weekday=st.integers(0, 6),
    at=st.times().map(lambda at: at.replace(second=0, microsecond=0)),
    timezone=st.sampled_from(["UTC", "Europe/Madrid", "Australia/Lord_Howe"]),
    days=st.frozensets(st.integers(0, 6), min_size=1),
)
subscribers = st.builds(
    Subscriber,
    id=texts,
    address=texts,
    name=texts,
    origin=st.sampled_from(Origin),
    status=st.sampled_from(SubscriberStatus),
    schedule=schedules,
    profile=profiles,
    profile_name=texts,
    language=texts,
    created_at=moments,
    left_at=st.none() | moments,
    next_issue_date=st.none() | st.dates(),
    next_due_at=st.none() | moments,
    paused_until=st.none() | st.dates(),
    is_first=st.booleans(),
)
items = st.builds(
    Item,
    story_id=texts,
    article_id=texts,
    title=texts,
    url=texts,
    outlet=texts,
    author=texts,
    published=texts,
    summary=texts,
    minutes=st.none() | st.integers(1, 60),
    also=words,
    why=words,
    language=texts,
)
sections = st.builds(Section, topic=texts, name=texts, items=st.lists(items, max_size=2).map(tuple))
editions = st.builds(
    Edition,
    address=texts,
    issue_date=st.just(TODAY),
    subject=texts,
    headline=texts,
    date_words=texts,
    lead=items,
    sections=st.lists(sections, max_size=2).map(tuple),
    counts=counts,
    made_at=st.datetimes(min_value=datetime(1970, 1, 1), timezones=st.just(UTC)),
    model_version=texts,
    language=texts,
    direction=st.sampled_from(["ltr", "rtl"]),
)
messages = st.builds(
    OutboxMessage,
    id=st.just("ann.2022-12-06"),
    kind=texts,
    envelope_from=texts,
    to=texts,
    message_id=texts,
    mime=st.binary(max_size=50),
    status=st.sampled_from(OutboxStatus),
    attempts=st.integers(0, 9),
    next_attempt_at=moments,
    fresh_until=moments,
)


@given(article=articles, topics=scores)
def test_articles_come_back_as_they_went_in(article: Article, topics: tuple[TopicScore, ...]) -> None:
    """With the topics they were given later."""
    with store.memory(NOW) as memory:
        memory.news.save_feeds([samples.LEDGER])
        memory.news.record(FeedVisit(feed=samples.LEDGER, articles=(article,)), now=NOW)
        memory.news.save_topics({article.id: topics}, model_version="1")
        assert memory.news.storyless() == (replace(article, topics=topics),)


@given(feeds)
def test_feeds_come_back_as_they_went_in(feed: Feed) -> None:
    """Every field."""
    with store.memory(NOW) as memory:
        memory.news.save_feeds([feed])
        assert memory.news.feeds() == (feed,)


@given(subscribers)
def test_subscribers_come_back_as_they_went_in(subscriber: Subscriber) -> None:
    """Every field, and the weights cannot be changed."""
    with store.memory(NOW) as memory:
        memory.people.save([subscriber])
        (found,) = memory.people.subscribers()
        assert found == memory.people.subscriber(subscriber.address) == subscriber
        assert isinstance(found.profile.topics, MappingProxyType)


@given(edition=editions, message=messages, counts=counts, reason=texts, due_at=moments)
def test_days_come_back_as_they_went_in(
    edition: Edition, message: OutboxMessage, counts: Counts, reason: str, due_at: datetime
) -> None:
    """The edition to the last word, the message to the last byte."""
    ann = samples.reader()
    day = Day(
        subscriber_id=ann.id,
        address=ann.address,
        issue_date=TODAY,
        state=DayState.MADE,
        reason=reason,
        counts=counts,
        due_at=due_at,
        edition=edition,
        status=message.status,
        attempts=message.attempts,
        next_attempt_at=message.next_attempt_at,
        fresh_until=message.fresh_until,
        message_id=message.message_id,
    )
    with store.memory(NOW) as memory:
        memory.people.save([ann])
        memory.mail.plan([PlannedDay(day=day, message=message, advanced=samples.advanced(ann))])
        found = memory.mail.day(ann.id, TODAY)
        assert found == day
        assert found.edition is not None
        assert found.edition.made_at.tzinfo is UTC
        assert memory.mail.message(message.id) == message


@pytest.mark.parametrize(
    ("moment", "kept"),
    [
        pytest.param(datetime(1970, 1, 1, tzinfo=UTC), 0, id="the beginning"),
        pytest.param(datetime(1970, 1, 1, 0, 0, 1, 999_999, tzinfo=UTC), 1, id="parts of a second are dropped"),
        pytest.param(datetime(1969, 12, 31, 23, 59, 59, 1, tzinfo=UTC), -1, id="before the beginning as well"),
        pytest.param(datetime(9999, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC), 253402300799, id="to the end of time"),
    ],
)
def test_moments_are_kept_to_the_whole_second(moment: datetime, kept: int) -> None:
    """Always downwards, so that what was due stays due."""
    assert codec.seconds(moment) == kept
    assert codec.moment(kept) == moment.replace(microsecond=0)
    assert codec.moment(kept).tzinfo is UTC


def test_no_moment_stays_none() -> None:
    """None is an answer."""
    assert codec.seconds(None) is None
    assert codec.moment(None) is None


def test_a_local_time_keeps_its_minutes() -> None:
    """07:05 is not 7:5."""
    ann = samples.reader(schedule=Schedule(at=time(7, 5)), next_issue_date=date(1, 1, 1))
    with store.memory(NOW) as memory:
        memory.people.save([ann])
        assert memory.people.subscribers() == (ann,)


def test_an_edition_of_an_older_digest_can_be_read() -> None:
    """A field that came later gets its default."""
    text = codec.EDITION.text(samples.edition(samples.reader()))
    older = text.replace(',"language":"en","direction":"ltr"', "")
    assert older != text
    assert codec.EDITION.value(older) == samples.edition(samples.reader())


def test_a_profile_of_an_older_digest_can_be_read() -> None:
    """What it had no word for yet is what a new reader has: the story from outside, no mail on a quiet day."""
    kept = (
        '{"topics": {"world": 1.0}, "follow": ["reef"], "mute": [], "mute_sources": ["tabloid.example"], "stories": 8}'
    )
    found = codec.PROFILE.value(kept)
    assert found == Profile(topics={"world": 1.0}, follow=("reef",), mute_sources=("tabloid.example",), stories=8)
    assert (found.sources, found.outside, found.quiet) == ((), True, Quiet.NOTHING)
