"""One day of the sample newsroom, from midnight to midnight in UTC: every reader's mail, as a mail server took it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from digest import config, desk, store
from digest.classify import topics
from digest.config import Settings
from digest.domain.mail import Day, DayState
from digest.domain.news import UNSURE
from digest.domain.people import Subscriber
from digest.pipeline import editions, news, post
from digest.sample import newsroom, setup
from digest.store import Store
from tests.acceptance import town

START = datetime(2026, 11, 20, tzinfo=UTC)
STEP = timedelta(minutes=30)
DAY = timedelta(days=1)
#: When somebody joins by command.
JOINED = datetime(2026, 11, 20, 15, 10, tzinfo=UTC)
IVY = "ivy@reader.example"
#: What each of these gets on a day without news for them: nothing, and the best of the other topics.
QUIET = """
[[subscribers]]
address = "noor@reader.example"
follow = ["zeppelin AND regatta"]
quiet = "nothing"
at = "07:00"

[[subscribers]]
address = "wim@reader.example"
follow = ["zeppelin AND regatta"]
quiet = "wider"
at = "07:00"
"""
SAMPLE = tuple(reader.address for reader in setup.READERS)
GWEN, NOOR, WIM = "gwen@reader.example", "noor@reader.example", "wim@reader.example"


@dataclass
class Lived:
    """The day as it went."""

    store: Store
    settings: Settings
    office: town.PostOffice

    def reader(self, address: str) -> Subscriber:
        return desk.find(self.store, address)

    def day(self, address: str) -> Day:
        """The one record of a reader."""
        (day,) = self.store.mail.days(subscriber_id=self.reader(address).id, limit=5)
        return day

    def mail(self, address: str) -> town.Mail:
        """The one mail a reader got."""
        (mail,) = self.office.to(address)
        return mail


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lived]:
    """The day, lived through once for all tests of this file."""
    clock = town.Clock(START)
    path = tmp_path_factory.mktemp("day") / "config.toml"
    with newsroom.serve(START) as room, town.post_office(clock) as (office, port):
        by_smtp = f'kind = "smtp"\n[delivery.smtp]\nhost = "127.0.0.1"\nport = {port}\ntls = "none"\n'
        text = newsroom.config_text(room, at=time(7)).replace('kind = "maildir"\nmaildir = "maildir"\n', by_smtp)
        path.write_text(text + QUIET, encoding="utf-8")
        settings = config.load(path, {})
        with store.open(settings.service.data / store.FILE, now=START) as opened:
            lived = Lived(opened, settings, office)
            _live(lived, clock)
            yield lived


def _live(lived: Lived, clock: town.Clock) -> None:
    """One gathering at midnight, a sending every half hour, and somebody who joins in the afternoon."""
    model = topics.load()
    desk.adopt(lived.store, lived.settings, now=START)
    news.gather(lived.store, lived.settings, now=START, only_due=True)
    news.classify(lived.store, model, now=START)
    transport = post.transport(lived.settings.delivery)
    while clock.now < START + DAY:
        if clock.now - STEP < JOINED <= clock.now:
            ivy = config.subscriber(
                lived.settings, address=IVY, topics=["business"], at="07:00", timezone="Europe/Madrid"
            )
            desk.subscribe(lived.store, ivy, now=JOINED)
        editions.plan(lived.store, lived.settings, model, now=clock.now)
        post.send(lived.store, transport, clock=clock)
        clock.now += STEP


@pytest.mark.parametrize("address", SAMPLE)
def test_each_reader_has_one_mail_at_seven_in_their_own_time(day: Lived, address: str) -> None:
    """Eight zones, eight sevens."""
    zone = ZoneInfo(day.reader(address).schedule.timezone)
    assert day.mail(address).at.astimezone(zone).time() == time(7)


@pytest.mark.parametrize("address", [*SAMPLE, IVY, NOOR, WIM])
def test_the_counts_add_up_to_what_was_gathered(day: Lived, address: str) -> None:
    """Every story on offer is shown or left out for one reason."""
    record, edition = day.day(address), day.day(address).edition
    made_at = edition.made_at if edition else record.due_at
    lately = made_at - (DAY if address == IVY else day.settings.schedule.freshness)
    assert record.counts.gathered == len(day.store.news.stories_since(lately)) > 15
    assert record.counts.shown == (len(edition.items) if edition else 0)


@pytest.mark.parametrize("address", sorted({*SAMPLE, IVY} - {GWEN}))
def test_an_issue_has_its_shape(day: Lived, address: str) -> None:
    """A lead, sections the reader asked for, each story once; one of six or more from outside unless they want none."""
    reader, edition = day.reader(address), day.day(address).edition
    assert edition is not None
    assert edition.lead is not None
    assert edition.sections
    followed = {UNSURE} if reader.profile.follow or reader.profile.sources else set()
    assert {section.topic for section in edition.sections} <= {*reader.profile.topics, *followed}
    assert all(1 <= len(section.items) <= 4 for section in edition.sections)
    assert len({item.story_id for item in edition.items}) == len(edition.items)
    has_outside = reader.profile.outside and len(edition.items) >= 6
    assert (edition.outside is not None) is has_outside
    assert day.day(address).counts.outside == int(has_outside)


def test_the_pictures_are_inside_the_mail(day: Lived) -> None:
    """One of the lead, and nothing is loaded from the web when the mail is opened."""
    pictured = 0
    for address in SAMPLE:
        edition, mail = day.day(address).edition, day.mail(address)
        assert edition is not None
        inside = [part for part in mail.message.walk() if part.get_content_maintype() == "image"]
        names = [str(part["Content-ID"]).strip("<>") for part in inside]
        assert re.findall(r'src="([^"]*)"', mail.body("html")) == [f"cid:{name}" for name in names]
        shown = [item.picture.id for item in edition.items if item.picture]
        assert len(inside) == len(shown) == (1 if edition.lead and edition.lead.picture else 0)
        pictured += len(inside)
    assert pictured >= 4


@pytest.mark.parametrize("address", SAMPLE)
def test_every_story_can_be_asked_for_more_or_less(day: Lived, address: str) -> None:
    """A way for each story but the titles in brief, by its number in the issue."""
    edition, html = day.day(address).edition, day.mail(address).body("html")
    assert edition is not None
    for word in ("more", "less"):
        numbers = {int(number) for number in re.findall(rf"subject={word}%20(\d+)%20[a-z2-7]{{42}}", html)}
        whole = {place for place, item in enumerate(edition.items, 1) if item not in edition.brief}
        assert whole <= numbers <= set(range(1, len(edition.items) + 1))


def test_muted_words_and_outlets_stay_away(day: Lived) -> None:
    """Finn reads no tennis and nothing by the Gazette alone, and the counts say how much that was."""
    edition = day.day("finn@reader.example").edition
    assert edition is not None
    assert day.day("finn@reader.example").counts.muted > 0
    assert all("tennis" not in f"{item.title} {item.summary}".lower() for item in edition.items)
    assert all(item.outlet != "The Varnholt Gazette" for item in edition.items)


def test_who_joins_has_a_mail_at_the_next_tick(day: Lived) -> None:
    """Twenty minutes after joining; the usual one of the day is done with it, and the next comes tomorrow at seven."""
    tick = datetime(2026, 11, 20, 15, 30, tzinfo=UTC)
    assert day.mail(IVY).at == tick
    assert (day.day(IVY).issue_date, day.day(IVY).due_at) == (date(2026, 11, 20), JOINED)
    assert day.reader(IVY).next_due_at == datetime(2026, 11, 21, 6, tzinfo=UTC)


def test_a_quiet_day_is_each_readers_choice(day: Lived) -> None:
    """Nothing with the reason, one line, or a wider net; never an empty mail."""
    assert day.office.to(NOOR) == []
    assert day.day(NOOR).state is DayState.SKIPPED
    assert "of other topics" in day.day(NOOR).reason
    line, wider = day.day(GWEN).edition, day.day(WIM).edition
    assert line is not None
    assert wider is not None
    text = day.mail(GWEN).body("plain").replace("\n", " ")
    assert (line.items, line.note in text, "subject=more" in text) == ((), True, False)
    assert len(wider.items) == 12
    assert wider.note
    assert wider.outside is None


@pytest.mark.parametrize("address", SAMPLE)
def test_every_story_says_why_it_is_there(day: Lived, address: str) -> None:
    """Never without a reason; the one from outside says so."""
    edition = day.day(address).edition
    assert edition is not None
    assert all(item.why for item in edition.items)


def test_an_operator_may_send_no_pictures(day: Lived) -> None:
    """Somebody who wants what Layla wants, with pictures and without."""
    layla = replace(day.reader("layla@reader.example"), id="ab" * 8)
    without = replace(day.settings, mail=replace(day.settings.mail, images="none"))
    drafts = [
        editions.draft(day.store, settings, topics.load(), layla, issue_date=date(2026, 11, 22), now=START + DAY)
        for settings in (day.settings, without)
    ]
    pictured, plain = (draft.message.mime if draft.message else b"" for draft in drafts)
    assert b"image/jpeg" in pictured
    assert b"image/" not in plain
