"""What readers can have otherwise: their wishes, a rest, an issue now; and what of it is on record."""

import email
import email.policy
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from digest.desk import changes
from digest.domain.consents import Act
from digest.domain.mail import OutboxMessage
from digest.domain.people import Cadence, Door, Quiet, SubscriberStatus
from digest.domain.wishes import Change, Proof, Result, Verb, Weights, Words
from digest.render import notices_refused, tongues
from tests.desk.counter import ANN, DAY, HOUR, NOON, Counter

ACTIVE, PAUSED = SubscriberStatus.ACTIVE, SubscriberStatus.PAUSED
DONE, ALREADY, REFUSED = Result.DONE, Result.ALREADY, Result.REFUSED


def test_every_wish_can_be_changed_and_the_rest_stays(counter: Counter) -> None:
    """All at once; from then on they are the reader's own."""
    before = counter.be(ACTIVE)
    assert before
    change = Change(
        name="Ann",
        topics=Weights(add={"science": 0.5}, drop=("technology",)),
        follow=Words(add=("climate AND court",)),
        mute=Words(add=("celebrities",)),
        sources=Words(add=("The Ledger",)),
        mute_sources=Words(add=("The Tattler",)),
        stories=5,
        outside=False,
        quiet=Quiet.LINE,
        pictures=False,
        at=time(18, 30),
        timezone="Europe/Madrid",
        weekdays=frozenset({0, 3}),
        language="es",
    )
    done = counter.ask(Verb.CHANGE, proof=Proof.AUTHENTICATED, change=change)
    after = counter.reader()
    assert done.reader == after
    assert dict(after.profile.topics) == {"science": 0.5}
    assert (after.profile.follow, after.profile.mute) == (("climate AND court",), ("celebrities",))
    assert (after.profile.sources, after.profile.mute_sources) == (("The Ledger",), ("The Tattler",))
    assert (after.profile.stories, after.profile.outside, after.profile.quiet) == (5, False, Quiet.LINE)
    assert (after.profile.pictures, after.name, after.language) == (False, "Ann", "es")
    assert after.schedule.cadence is Cadence.DAYS
    assert after.schedule.days == {0, 3}
    assert (after.schedule.at, after.schedule.timezone, after.chosen_at) == (time(18, 30), "Europe/Madrid", NOON)
    # 20 November is a Friday; the next Monday at half past six in Madrid.
    assert after.next_due_at == datetime(2026, 11, 23, 17, 30, tzinfo=UTC)
    assert counter.ask(Verb.CHANGE, proof=Proof.AUTHENTICATED, change=change).result is ALREADY


@pytest.mark.parametrize(
    ("change", "cadence", "weekdays"),
    [
        pytest.param(Change(weekdays=frozenset({2})), Cadence.DAYS, {2}, id="one day, without a cadence"),
        pytest.param(Change(cadence=Cadence.WEEKLY), Cadence.WEEKLY, {0}, id="weekly, on no day in particular"),
        pytest.param(
            Change(cadence=Cadence.WEEKLY, weekdays=frozenset({4})), Cadence.WEEKLY, {4}, id="weekly on Friday"
        ),
        pytest.param(
            Change(cadence=Cadence.WEEKLY, weekdays=frozenset({1, 4})), Cadence.DAYS, {1, 4}, id="weekly on two days"
        ),
        pytest.param(Change(cadence=Cadence.DAYS), Cadence.DAYS, set(range(7)), id="chosen days, and none chosen"),
        pytest.param(Change(cadence=Cadence.WEEKDAYS), Cadence.WEEKDAYS, set(range(5)), id="weekdays"),
    ],
)
def test_days_can_be_said_in_several_ways(
    counter: Counter, change: Change, cadence: Cadence, weekdays: set[int]
) -> None:
    """A day that is named is kept to, whatever the cadence is called."""
    counter.be(ACTIVE)
    counter.ask(Verb.CHANGE, proof=Proof.AUTHENTICATED, change=change)
    schedule = counter.reader().schedule
    assert schedule.cadence is cadence
    assert schedule.weekdays == weekdays


@pytest.mark.parametrize(
    ("change", "why"),
    [
        pytest.param(Change(topics=Weights(whole={})), "one topic at least", id="no topic and no word"),
        pytest.param(Change(topics=Weights(add={"astrology": 1})), "no such topic", id="a topic we do not have"),
        pytest.param(Change(topics=Weights(add={"science": 2})), "between -1 and 1", id="too much of a topic"),
        pytest.param(Change(topics=Weights(add={"science": float("nan")})), "between -1 and 1", id="not a number"),
        pytest.param(Change(stories=0), "1 to 50 stories", id="no stories"),
        pytest.param(Change(stories=51), "1 to 50 stories", id="too many stories"),
        pytest.param(Change(timezone="Mars/Olympus"), "no such time zone", id="a zone that is none"),
        pytest.param(Change(weekdays=frozenset()), "one day at least", id="no day"),
        pytest.param(Change(weekdays=frozenset({7})), "one day at least", id="an eighth day"),
        pytest.param(Change(follow=Words(add=("x" * 201,))), "at most 200", id="a long word"),
        pytest.param(Change(mute=Words(add=("a\nBcc: b",))), "on one line", id="a word of two lines"),
        pytest.param(Change(mute=Words(whole=tuple(map(str, range(201))))), "at most 200", id="a long list of words"),
        pytest.param(Change(name="a\r\nb"), "one line", id="a name of two lines"),
        pytest.param(Change(language="e" * 300), "one line", id="a language that is none"),
    ],
)
def test_what_cannot_be_had_is_refused_with_a_sentence(counter: Counter, change: Change, why: str) -> None:
    """And nothing is changed."""
    before = counter.be(ACTIVE)
    done = counter.ask(Verb.CHANGE, proof=Proof.AUTHENTICATED, change=change)
    assert done.result is REFUSED
    assert why in done.why
    assert counter.reader() == before


REFUSALS = tuple(value for name, value in vars(notices_refused).items() if name.isupper())


@pytest.mark.parametrize("language", ["de", "es", "fr"])
def test_what_is_refused_is_said_in_the_readers_language(counter: Counter, language: str) -> None:
    """Every sentence has its translation, and the answer by mail says it, with no word of English."""
    tongue = tongues.shipped().of(language)
    assert all(tongue.say(why) != why for why in REFUSALS)
    counter.be(ACTIVE, language=language)
    counter.ask(Verb.CHANGE, proof=Proof.AUTHENTICATED, change=Change(stories=51))
    counter.ask(Verb.PAUSE, proof=Proof.AUTHENTICATED, until=NOON.date())
    text = " ".join(" ".join(words_of(mail.mime) for mail in counter.waiting()).split())
    for english in (notices_refused.NO_SUCH_NUMBER, notices_refused.NO_SUCH_DATE):
        said = tongue.say("This cannot be done: {why}", why=tongue.say(english))
        assert " ".join(said.split()) in text
        assert english not in text


def words_of(mime: bytes) -> str:
    """The plain words of a mail."""
    part = email.message_from_bytes(mime, policy=email.policy.default).get_body(("plain",))
    assert part
    return str(part.get_content())


def test_refusals_say_the_limits_as_they_are() -> None:
    """A catalogue can only have a sentence whose numbers stand in it."""
    assert str(changes.WORDS) in notices_refused.LONG_LIST
    assert str(changes.LETTERS) in notices_refused.LONG_LIST
    assert str(changes.LETTERS) in notices_refused.LONG_NAME
    assert str(changes.STORIES) in notices_refused.NO_SUCH_NUMBER


@pytest.mark.parametrize(
    ("wish", "until"),
    [
        pytest.param({"days": 5}, date(2026, 11, 25), id="five days"),
        pytest.param({"until": date(2026, 12, 24)}, date(2026, 12, 24), id="until Christmas Eve"),
        pytest.param({}, None, id="without an end"),
    ],
)
def test_a_rest_begins_at_once(counter: Counter, wish: dict[str, Any], until: date | None) -> None:
    """What was waiting is withheld, but not our answers to them."""
    counter.join()
    done = counter.ask(Verb.PAUSE, proof=Proof.AUTHENTICATED, **wish)
    assert (done.result, counter.reader().status, counter.reader().paused_until) == (DONE, PAUSED, until)
    assert sorted(message.kind for message in counter.waiting()) == ["confirm", "done", "welcome"]
    assert counter.ask(Verb.PAUSE, proof=Proof.AUTHENTICATED, **wish).result is ALREADY


@pytest.mark.parametrize(
    "wish",
    [
        pytest.param({"days": 0}, id="no day"),
        pytest.param({"days": -3}, id="less than none"),
        pytest.param({"days": 10**9}, id="for ever and a day"),
        pytest.param({"until": date(2026, 11, 20)}, id="until today"),
        pytest.param({"until": date(2030, 1, 1)}, id="for more than two years"),
    ],
)
def test_a_rest_ends_on_a_day_to_come(counter: Counter, wish: dict[str, Any]) -> None:
    """Anything else is a slip."""
    before = counter.be(ACTIVE)
    assert counter.ask(Verb.PAUSE, proof=Proof.AUTHENTICATED, **wish).result is REFUSED
    assert counter.reader() == before


def test_an_issue_now_is_todays(counter: Counter) -> None:
    """Today's, at once, and tomorrow's at its hour; never a second one of a date."""
    reader = counter.be(ACTIVE)
    assert reader
    assert counter.ask(Verb.SEND, proof=Proof.AUTHENTICATED).result is DONE
    asked = counter.reader()
    assert (asked.next_issue_date, asked.next_due_at, asked.is_first) == (NOON.date(), NOON, False)
    # Asked again before it is made: it is on its way.
    assert counter.ask(Verb.SEND, proof=Proof.AUTHENTICATED).result is DONE
    assert counter.reader() == asked
    following = replace(asked, next_issue_date=NOON.date() + DAY, next_due_at=reader.next_due_at)
    counter.had(following, NOON.date())
    assert counter.reader().next_issue_date == NOON.date() + DAY
    assert counter.ask(Verb.SEND, proof=Proof.AUTHENTICATED).result is ALREADY
    assert counter.reader().next_due_at == datetime(2026, 11, 21, 7, tzinfo=UTC)


def test_what_readers_wish_is_on_record(counter: Counter) -> None:
    """What was asked, by which door, and what shows it."""
    reader = counter.be(ACTIVE)
    assert reader
    counter.ask(Verb.CHANGE, proof=Proof.AUTHENTICATED, change=Change(stories=5))
    counter.ask(Verb.PAUSE, proof=Proof.AUTHENTICATED, days=5)
    first, second = counter.store.consents.of(reader.id)
    assert (first.act, first.door, first.evidence) == (Act.WISHED, Door.MAIL, f"<0@{ANN}>")
    assert first.wording == 'change {"stories": 5}'
    assert second.wording == "pause for 5 days"


def test_mail_that_waits_reaches_nobody_who_left(counter: Counter) -> None:
    """Nothing goes out after leaving but the goodbye (SUB-47)."""
    reader = counter.join()
    message = OutboxMessage(
        id=f"{reader.id}.2026-11-20",
        kind="edition",
        envelope_from="news@ledger.example",
        to=ANN,
        message_id="<a@ledger.example>",
        mime=b"Subject: news\r\n\r\n",
        next_attempt_at=NOON,
        fresh_until=NOON + HOUR,
    )
    counter.store.mail.post(reader.id, message, now=NOON)
    counter.now += timedelta(minutes=1)
    counter.ask(Verb.LEAVE)
    assert [waiting.kind for waiting in counter.waiting()] == ["goodbye"]
