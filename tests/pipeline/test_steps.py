"""The steps of a day on the sample newsroom, with a clock that we set."""

import logging
from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path

import pytest

from digest import config
from digest.classify import topics
from digest.deliver.maildir import MaildirTransport
from digest.domain.mail import DayState, OutboxStatus
from digest.domain.people import Cadence, Counts, Profile, Quiet, Schedule
from digest.match import select
from digest.pipeline import choosing, classifier, editions, keeping, logbook, news, post, turns
from tests.acceptance import town
from tests.pipeline.house import DAY, MORNING, ZEPPELINS, House, days


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


def test_the_edition_after_an_outage_covers_the_gap(house: House) -> None:
    """Three days without digest: what was on offer in that time comes along; a week and more is no news."""
    house.plan(MORNING + 3 * DAY)
    (day,) = house.store.mail.days(subscriber_id=house.reader().id, limit=1)
    assert day.counts.gathered > 50
    assert day.issue_date == date(2026, 11, 23)


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
    house.store.people.save([replace(reader, **due) for reader in house.store.people.subscribers()])  # type: ignore[arg-type]
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


def test_a_date_that_had_nothing_is_told_with_its_reason(house: House) -> None:
    """Asked for by command after its hour: what the record says, and not that an edition was made."""
    house.change(profile=Profile(follow=ZEPPELINS))
    before = editions.nothing_now(house.store, house.settings, house.reader(), now=MORNING)
    house.plan(MORNING)
    again = editions.plan_now(house.store, house.settings, topics.load(), [house.reader()], now=MORNING)
    (skip,) = again.skipped
    assert skip.reason == before == days(house)[0][2]
    assert before.startswith("nothing new matched: ")


def test_a_story_left_out_of_editions_is_told_once(
    house: House, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """However many readers miss it: one event with the count, and the reason in the account of the planning."""
    made = editions.draft(
        house.store, house.settings, topics.load(), house.reader(), issue_date=date(2026, 11, 20), now=MORNING
    )
    assert made.day.edition is not None
    title = made.day.edition.items[0].title
    folder = tmp_path / "templates" / "email"
    folder.mkdir(parents=True)
    (folder / "digest-card.txt").write_text(f"{{{{ 1 // (card.title != {title!r}) }}}} {{{{ card.title }}}}\n")
    broken = replace(house.settings, service=replace(house.settings.service, templates=folder.parent))
    planned = editions.plan(house.store, broken, topics.load(), now=MORNING)
    (reason,) = planned.dropped
    assert title[:30] in reason
    assert planned.made == 8
    caplog.set_level(logging.INFO)
    logbook.planned(planned)
    (event,) = [record for record in caplog.records if record.message == "stories were left out"]
    assert (event.stories, event.reason) == (1, reason)  # type: ignore[attr-defined]
    again = editions.plan_now(house.store, broken, topics.load(), [house.reader()], now=MORNING)
    assert again.dropped == ()


def test_an_edition_with_something_in_it_is_not_nothing(house: House) -> None:
    """Stories, or the line that somebody wants on a quiet day."""
    assert editions.nothing_now(house.store, house.settings, house.reader(), now=MORNING) == ""
    house.change(profile=Profile(follow=ZEPPELINS, quiet=Quiet.LINE))
    assert editions.nothing_now(house.store, house.settings, house.reader(), now=MORNING) == ""


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
