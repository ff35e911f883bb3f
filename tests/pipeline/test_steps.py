"""The steps of a day on the sample newsroom, with a clock that we set."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from digest import config, desk, store
from digest.classify import topics
from digest.config import Settings, SubscriberSetting
from digest.deliver.maildir import MaildirTransport
from digest.domain.account import Planned
from digest.domain.mail import DayState, OutboxStatus, Picture
from digest.domain.news import FeedVisit, Image
from digest.domain.people import Cadence, Counts, Profile, Quiet, Schedule, Subscriber
from digest.errors import ConfigError
from digest.match import select
from digest.pipeline import choosing, classifier, editions, keeping, news, pictures, post, turns
from digest.sample import newsroom, scenes
from digest.store import Store
from tests.acceptance import town
from tests.classify import samples

JOINED = datetime(2026, 11, 19, 20, tzinfo=UTC)
MORNING = datetime(2026, 11, 20, 7, 5, tzinfo=UTC)
DAY = timedelta(days=1)


@dataclass
class House:
    """A store that has gathered the sample newsroom, with eight readers who want their mail at seven."""

    store: Store
    settings: Settings

    def plan(self, now: datetime) -> Planned:
        return editions.plan(self.store, self.settings, topics.load(), now=now)

    def reader(self) -> Subscriber:
        return desk.find(self.store, "ada@reader.example")

    def change(self, **changes: object) -> None:
        """Change Ada, and make her due."""
        self.store.people.save([replace(self.reader(), **changes)])  # type: ignore[arg-type]


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """The house in the morning, nobody served yet."""
    with newsroom.serve(MORNING) as room, store.memory(JOINED) as opened:
        path = tmp_path / "config.toml"
        text = newsroom.config_text(room, at=time(7)).replace("late_hours = 24", "late_hours = 12")
        path.write_text(text, encoding="utf-8")
        settings = config.load(path, {})
        desk.adopt(opened, settings, now=JOINED)
        utc = [
            replace(reader, schedule=replace(reader.schedule, timezone="UTC")) for reader in opened.people.subscribers()
        ]
        due = [
            replace(reader, next_issue_date=date(2026, 11, 20), next_due_at=MORNING.replace(minute=0)) for reader in utc
        ]
        opened.people.save(due)
        news.gather(opened, settings, now=MORNING, only_due=True)
        news.classify(opened, topics.load(), now=MORNING)
        yield House(opened, settings)


def days(house: House) -> list[tuple[date, DayState, str]]:
    """Ada's record, oldest first."""
    found = house.store.mail.days(subscriber_id=house.reader().id, limit=100)
    return [(day.issue_date, day.state, day.reason) for day in reversed(found)]


def test_everyone_due_gets_an_edition_and_the_counts_add_up(house: House) -> None:
    """Eight readers, eight editions, and the next date is tomorrow."""
    planned = house.plan(MORNING)
    assert (planned.due, planned.made, planned.skipped) == (8, 8, ())
    assert planned.matched >= planned.shown > 0
    assert house.reader().next_due_at == MORNING.replace(minute=0) + DAY


def test_after_an_outage_there_is_one_edition_and_every_missed_date_says_why(house: House) -> None:
    """A day down, back within the hours of grace."""
    assert house.plan(MORNING + DAY).made == 8
    assert days(house) == [
        (date(2026, 11, 20), DayState.SKIPPED, "digest was not running when it was due"),
        (date(2026, 11, 21), DayState.MADE, ""),
    ]


def test_too_late_is_skipped_with_that_reason(house: House) -> None:
    """Thirteen hours after the hour the edition waits for tomorrow."""
    planned = house.plan(MORNING + timedelta(hours=13))
    assert planned.made == 0
    assert {skip.reason for skip in planned.skipped} == {"it was more than 12 hours late; the next one comes instead"}
    assert house.reader().next_issue_date == date(2026, 11, 21)


def test_an_outage_of_months_leaves_a_month_of_records(house: House) -> None:
    """Old dates are not written down one by one."""
    house.plan(MORNING + 100 * DAY)
    assert len(days(house)) == turns.GAP + 1


def test_a_weekly_reader_is_offered_the_week(house: House) -> None:
    """What is three days old is news to somebody who reads once a week, and no longer to a daily reader."""
    later = MORNING + 3 * DAY
    due = {"next_issue_date": date(2026, 11, 23), "next_due_at": later}
    house.change(schedule=Schedule(cadence=Cadence.WEEKLY, weekday=0, at=time(7, 5)), **due)
    assert house.plan(later).made == 2  # with the line of somebody who wants one on a quiet day
    assert days(house)[-1][1] is DayState.MADE


def test_a_reader_whose_wishes_match_nothing_gets_nothing_and_the_reason(house: House) -> None:
    """Never an empty mail."""
    house.change(profile=Profile(follow=("zeppelin regatta",)))
    planned = house.plan(MORNING)
    assert planned.made == 7
    (skip,) = planned.skipped
    assert skip.address == "ada@reader.example"
    assert "stories on offer" in skip.reason
    assert "of other topics" in skip.reason


ZEPPELINS = ("zeppelin AND regatta",)


@pytest.mark.parametrize(
    ("quiet", "shown", "note"),
    [
        pytest.param(Quiet.LINE, 0, "Nothing new for you today", id="one line that says so"),
        pytest.param(Quiet.WIDER, 12, "A quiet day", id="the best of the other topics"),
    ],
)
def test_a_quiet_day_is_what_the_reader_chose(house: House, quiet: Quiet, shown: int, note: str) -> None:
    """A mail that says what day it is, and counts that say the rest."""
    house.change(profile=Profile(follow=ZEPPELINS, quiet=quiet))
    assert house.plan(MORNING).made == 8
    (day,) = house.store.mail.days(subscriber_id=house.reader().id, limit=2)
    assert day.edition is not None
    assert day.edition.note.startswith(note)
    assert len(day.edition.items) == day.counts.shown == day.counts.outside == shown
    assert day.counts.gathered > 50


def test_a_line_is_not_sent_for_want_of_news_to_those_who_want_none(house: House) -> None:
    """Nothing, and the reason, is what everybody gets who chose nothing else."""
    assert Profile().quiet is Quiet.NOTHING
    house.change(profile=Profile(follow=ZEPPELINS))
    assert [skip.address for skip in house.plan(MORNING).skipped] == ["ada@reader.example"]


def joined(house: House, profile: Profile, *, now: datetime, zone: str = "UTC") -> Subscriber:
    """Somebody who joins by command at a moment, with seven as their hour."""
    setting = SubscriberSetting(
        address="ivy@reader.example",
        name="",
        profile_name="",
        profile=profile,
        schedule=Schedule(at=time(7), timezone=zone),
        language="en",
    )
    return desk.subscribe(house.store, setting, now=now)


def test_who_joins_gets_their_first_edition_at_once_and_the_next_at_their_hour(house: House) -> None:
    """At the next planning, thirteen hours after the hour of today; then tomorrow at seven, and nothing in between."""
    house.plan(MORNING)
    evening = MORNING.replace(hour=20)
    ivy = joined(house, Profile(topics={"technology": 1.0}), now=evening)
    planned = house.plan(evening)
    assert (planned.due, planned.made) == (1, 1)
    (day,) = house.store.mail.days(subscriber_id=ivy.id, limit=5)
    assert (day.issue_date, day.state, day.due_at) == (date(2026, 11, 20), DayState.MADE, evening)
    assert house.plan(MORNING.replace(hour=23)) == Planned()
    ivy = desk.find(house.store, ivy.address)
    assert (ivy.next_due_at, ivy.is_first) == (MORNING.replace(minute=0) + DAY, False)


def test_a_first_edition_is_of_the_last_24_hours(house: House) -> None:
    """What the others are still offered is no longer news to who joins; where nothing is newer, it is."""
    later = MORNING + timedelta(hours=30)
    ivy = joined(house, Profile(topics={"technology": 1.0}), now=later)
    house.plan(later)
    (old,) = house.store.mail.days(subscriber_id=ivy.id, limit=5)
    assert old.counts.gathered > 15
    desk.unsubscribe(house.store, ivy.address, now=later)
    tell(house, "Chip maker unveils a faster processor for open source phones", at=later + DAY)
    joined(house, Profile(topics={"technology": 1.0}), now=later + DAY)
    house.plan(later + DAY)
    new, _ = house.store.mail.days(subscriber_id=ivy.id, limit=5)
    assert (new.counts.gathered, new.state) == (1, DayState.MADE)


def tell(house: House, title: str, *, at: datetime) -> None:
    """One feed publishes one more headline, and it is gathered and sorted."""
    feed = next(feed for feed in house.store.news.feeds() if "bytefold" in feed.url)
    article = samples.article(
        title, id="f" * 16, guid=title, feed_url=feed.url, url="https://bytefold.example/new", published_at=at,
        first_seen_at=at,
    )  # fmt: skip
    house.store.news.record(FeedVisit(feed=feed, articles=(article,)), now=at)
    news.classify(house.store, topics.load(), now=at)


@pytest.mark.parametrize("quiet", Quiet)
def test_joining_brings_a_mail_whenever_there_is_news(house: House, quiet: Quiet) -> None:
    """What was chosen for quiet days begins with the second edition: the first shows what there is."""
    ivy = joined(house, Profile(follow=ZEPPELINS, quiet=quiet), now=MORNING)
    house.plan(MORNING)
    (day,) = house.store.mail.days(subscriber_id=ivy.id, limit=5)
    assert day.edition is not None
    assert len(day.edition.items) == 12


def test_without_any_news_joining_brings_none(tmp_path: Path) -> None:
    """There is nothing to show, and the record says so."""
    (tmp_path / "config.toml").write_text('[service]\nfrom = "d@news.example"\n', encoding="utf-8")
    with store.memory(MORNING) as opened:
        empty = House(opened, config.load(tmp_path / "config.toml", {}))
        joined(empty, Profile(topics={"technology": 1.0}), now=MORNING)
        (skip,) = empty.plan(MORNING).skipped
    assert skip.reason == "no news had been gathered"


@pytest.mark.parametrize(
    ("images", "number"),
    [
        pytest.param("none", 0, id="none"),
        pytest.param("lead", 1, id="the lead's"),
        pytest.param("all", 4, id="every story's that has one"),
    ],
)
def test_mail_holds_the_pictures_that_the_operator_wants(house: House, images: str, number: int) -> None:
    """Inside the message, each named once in its HTML; nothing is loaded from the web."""
    html, inside = faces(house, images=images)
    assert len(inside) == number
    assert sorted(re.findall(r'src="([^"]*)"', html)) == sorted(f"cid:{name}" for name in inside)


def faces(house: House, **look: object) -> tuple[str, list[str]]:
    """Layla's mail with this look: its HTML, and the Content-IDs of the pictures inside."""
    settings = replace(house.settings, mail=replace(house.settings.mail, **look))  # type: ignore[arg-type]
    layla = desk.find(house.store, "layla@reader.example")
    made = editions.draft(house.store, settings, topics.load(), layla, issue_date=date(2026, 11, 20), now=MORNING)
    assert made.message is not None
    whole = message_from_bytes(made.message.mime, policy=policy.default)
    inside = [str(part["Content-ID"]).strip("<>") for part in whole.walk() if part.get_content_maintype() == "image"]
    body = whole.get_body(("html",))
    assert body is not None
    return body.get_content(), inside


def test_mail_looks_as_the_operator_set_it(house: House, tmp_path: Path) -> None:
    """Their colours on both sheets, and their logo inside the mail, also where no story has a picture."""
    logo = tmp_path / "logo.png"
    logo.write_bytes(scenes.png("harbour"))
    html, inside = faces(house, images="none", accent="#8a1c1c", accent_dark="#ffb3a7", logo=logo)
    assert "#8a1c1c" in html
    assert "#ffb3a7" in html
    assert "#17594a" not in html
    assert len(inside) == 1
    assert f'src="cid:{inside[0]}"' in html


def test_a_logo_that_cannot_be_drawn_is_a_fault_of_the_configuration(house: House, tmp_path: Path) -> None:
    """A file that begins like a picture and is none gets a sentence before any mail is made."""
    logo = tmp_path / "logo.png"
    logo.write_bytes(b"\x89PNG\r\n\x1a\n")
    with pytest.raises(ConfigError, match=r"logo\.png"):
        faces(house, logo=logo)


def test_a_picture_is_asked_for_once_a_run(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many batches of readers want it, and whether or not it can be had."""
    monkeypatch.setattr(editions, "BATCH", 2)
    ready, asked = pictures.ready, list[str]()

    def counted(opened: Store, settings: Settings, images: list[Image], *, now: datetime) -> dict[str, Picture]:
        asked.extend(image.url for image in images)
        return {} if len(asked) > 3 else ready(opened, settings, images, now=now)

    monkeypatch.setattr(pictures, "ready", counted)
    assert house.plan(MORNING).made == 8
    assert len(asked) == len(set(asked)) >= 4


def test_what_is_drafted_is_what_is_sent_to_the_byte(house: House) -> None:
    """At one moment, a preview and the mail are the same message: pictures, links, Message-ID, Date and all."""
    readers = house.store.people.subscribers()
    drafts = [
        editions.draft(house.store, house.settings, topics.load(), reader, issue_date=date(2026, 11, 20), now=MORNING)
        for reader in readers
    ]
    house.plan(MORNING)
    sent = [house.store.mail.message(draft.id) for draft in drafts]
    assert [draft.message for draft in drafts] == sent


def test_the_floor_of_the_manual_is_the_one_in_use(house: House) -> None:
    """What config.toml says of the score floor left out is so; one that is written counts."""
    assert choosing.limits(house.settings).score_floor == select.Limits().score_floor
    assert f"# score_floor = {select.Limits().score_floor}\n" in config.example()
    match = replace(house.settings.match, score_floor=1.5)
    assert choosing.limits(replace(house.settings, match=match)).score_floor == 1.5


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        pytest.param(Counts(), "no news had been gathered", id="nothing was gathered"),
        pytest.param(
            Counts(gathered=6, unmatched=1, repeats=2, muted=3),
            "nothing new matched: 6 stories on offer, 1 of other topics, 2 already sent, 3 muted",
            id="everything fell away",
        ),
    ],
)
def test_a_quiet_day_says_where_the_stories_went(counts: Counts, words: str) -> None:
    """The reason holds the numbers."""
    assert choosing.quiet_reason(counts) == words


def test_a_draft_writes_nothing(house: House) -> None:
    """What would be sent, and no trace of it."""
    planned = editions.draft(
        house.store, house.settings, topics.load(), house.reader(), issue_date=date(2026, 11, 20), now=MORNING
    )
    assert planned.message is not None
    assert days(house) == []


def test_nobody_gets_two_editions_of_one_date(house: House) -> None:
    """By the hour, by command, and by the hour again."""
    model, now = topics.load(), MORNING
    first = editions.plan_now(house.store, house.settings, model, [house.reader()], now=now)
    assert first.made == 1
    again = editions.plan_now(house.store, house.settings, model, [house.reader()], now=now)
    assert (again.made, again.skipped[0].reason) == (0, "it was made already")
    assert house.plan(now).made == 7


def test_a_broken_maildir_stops_sending_and_loses_nothing(house: House, tmp_path: Path) -> None:
    """What could not be handed over waits, and goes out once the folder is mended."""
    house.plan(MORNING)
    folder = tmp_path / "maildir"
    folder.write_text("in the way", encoding="utf-8")
    clock = town.Clock(MORNING)
    sent = post.send(house.store, MaildirTransport(folder), clock=clock)
    assert sent.accepted == 0
    assert str(folder) in sent.stopped
    folder.unlink()
    assert post.send(house.store, MaildirTransport(folder), clock=clock).accepted == 8
    assert {day.status for day in house.store.mail.days(limit=10)} == {OutboxStatus.ACCEPTED}


def test_what_is_old_is_forgotten(house: House) -> None:
    """After months neither article nor record is left, and the next gathering does not bring them back."""
    house.plan(MORNING)
    post.send(house.store, MaildirTransport(house.settings.delivery.maildir), clock=town.Clock(MORNING))
    assert keeping.forget(house.store, now=MORNING + 10 * DAY) == 0
    later = MORNING + 200 * DAY
    assert keeping.forget(house.store, now=later) > 60
    assert house.store.news.counts().articles == 0
    gathered = news.gather(house.store, house.settings, now=later, only_due=True)
    assert gathered.new == 0


def test_the_operators_own_threshold_counts(house: House) -> None:
    """A threshold in the file stands in for the model's own, topic by topic."""
    wanted = replace(house.settings, topics=replace(house.settings.topics, threshold=0.99))
    assert set(classifier.load(wanted).thresholds.values()) == {0.99}
    assert set(classifier.load(house.settings).thresholds.values()) != {0.99}
