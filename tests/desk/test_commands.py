"""What comes of every wish, by what shows that it is theirs and by where they stand."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from digest.domain.mail import OutboxMessage
from digest.domain.people import Cadence, Door, Quiet, SubscriberStatus
from digest.domain.wishes import Act, Asker, Change, Command, Proof, Result, Verb, Weights, Words
from digest.tokens import Purpose
from tests.desk.counter import ANN, BEN, DAY, HOUR, NOON, Counter

NOBODY = None
PENDING, ACTIVE, PAUSED, LEFT, SUSPENDED = SubscriberStatus
STANDINGS = (NOBODY, PENDING, ACTIVE, PAUSED, LEFT, SUSPENDED)
SCIENCE = Change(topics=Weights(add={"science": 1.0}))
MORE: dict[Verb, dict[str, Any]] = {
    Verb.SUBSCRIBE: {"change": SCIENCE},
    Verb.CHANGE: {"change": SCIENCE},
    Verb.PAUSE: {"days": 5},
    Verb.MORE: {"number": 1},
    Verb.LESS: {"story_id": "none"},
}
ASKED, DONE, STRANGER, ALREADY = Result.ASKED, Result.DONE, Result.STRANGER, Result.ALREADY
REFUSED, MISSING = Result.REFUSED, Result.MISSING
#: Verb -> what comes of it unproven, and what proven: for nobody, and for each status.
TABLE = {
    Verb.SUBSCRIBE: ((ASKED,) * 6, (ASKED, ASKED, DONE, ASKED, ASKED, ASKED)),
    Verb.LEAVE: ((STRANGER, DONE, DONE, DONE, ALREADY, DONE),) * 2,
    Verb.PREFERENCES: ((STRANGER, STRANGER, DONE, DONE, STRANGER, DONE),) * 2,
    Verb.HELP: ((DONE,) * 6,) * 2,
    Verb.CHANGE: (
        (STRANGER, STRANGER, ASKED, ASKED, STRANGER, ASKED),
        (STRANGER, STRANGER, DONE, DONE, STRANGER, DONE),
    ),
    Verb.PAUSE: (
        (STRANGER, STRANGER, ASKED, ASKED, STRANGER, ASKED),
        (STRANGER, STRANGER, DONE, DONE, STRANGER, REFUSED),
    ),
    Verb.RESUME: (
        (STRANGER, STRANGER, ASKED, ASKED, STRANGER, ASKED),
        (STRANGER, STRANGER, ALREADY, DONE, STRANGER, DONE),
    ),
    Verb.SEND: (
        (STRANGER, STRANGER, ASKED, ASKED, STRANGER, ASKED),
        (STRANGER, STRANGER, DONE, REFUSED, STRANGER, REFUSED),
    ),
    Verb.MORE: (
        (STRANGER, STRANGER, ASKED, ASKED, STRANGER, ASKED),
        (STRANGER, STRANGER, MISSING, MISSING, STRANGER, MISSING),
    ),
    Verb.LESS: (
        (STRANGER, STRANGER, ASKED, ASKED, STRANGER, ASKED),
        (STRANGER, STRANGER, MISSING, MISSING, STRANGER, MISSING),
    ),
    Verb.FORGET: (
        (STRANGER, ASKED, ASKED, ASKED, ASKED, ASKED),
        (STRANGER, ALREADY, ALREADY, ALREADY, ALREADY, ALREADY),
    ),
    Verb.EXPORT: ((STRANGER, ASKED, ASKED, ASKED, ASKED, ASKED), (STRANGER, DONE, DONE, DONE, DONE, DONE)),
    Verb.ERASE: ((STRANGER, ASKED, ASKED, ASKED, ASKED, ASKED), (STRANGER, DONE, DONE, DONE, DONE, DONE)),
}
SHOWN = [Proof.AUTHENTICATED, Proof.ANSWER, Proof.TOKEN]


def test_the_table_is_whole() -> None:
    """Every verb but confirm, which has tests of its own."""
    assert {*TABLE, Verb.CONFIRM} == set(Verb)


@pytest.mark.parametrize("proof", [Proof.NOTHING, *SHOWN])
@pytest.mark.parametrize("verb", TABLE)
def test_what_comes_of_every_wish(counter: Counter, verb: Verb, proof: Proof) -> None:
    """Who is not known to ask is asked; who does not subscribe is a stranger, but may have and erase what is theirs."""
    unproven, proven = TABLE[verb]
    came = []
    for number, status in enumerate(STANDINGS):
        who = f"reader{number}@reader.example"
        reader = counter.be(status, who)
        asker = Asker(door=Door.MAIL, proof=proof, address=who, subscriber_id=reader.id if reader else "")
        came.append(counter.carry_out(Command(verb=verb, **MORE.get(verb, {})), asker).result)
    assert tuple(came) == (unproven if proof is Proof.NOTHING else proven)


@pytest.mark.parametrize("status", STANDINGS)
@pytest.mark.parametrize("verb", [verb for verb in TABLE if verb is not Verb.LEAVE])
def test_what_is_not_proven_changes_nobody(counter: Counter, verb: Verb, status: SubscriberStatus | None) -> None:
    """Whoever writes in their name: leaving alone is done, and undone by the answer to it."""
    before = counter.be(status)
    counter.ask(verb, **MORE.get(verb, {}))
    if before is not None:
        assert counter.reader() == before
    else:
        assert counter.store.people.subscribers(status=ACTIVE) == ()


def test_the_operator_joins_somebody_at_once(counter: Counter) -> None:
    """On their word, which is on record; nobody is asked."""
    done = counter.ask(Verb.SUBSCRIBE, proof=Proof.OPERATOR, change=SCIENCE)
    assert (done.result, counter.reader().status, counter.reader().is_first) == (DONE, ACTIVE, True)
    assert [entry.act for entry in counter.store.consents.of(counter.reader().id)] == [Act.ADDED]


# Tokens


@pytest.mark.parametrize(
    ("verb", "purposes"),
    [
        pytest.param(Verb.LEAVE, {Purpose.LEAVE, Purpose.PREFERENCES}, id="leaving"),
        pytest.param(Verb.CHANGE, {Purpose.PREFERENCES}, id="changing"),
        pytest.param(Verb.PAUSE, {Purpose.PREFERENCES}, id="resting"),
        pytest.param(Verb.EXPORT, {Purpose.PREFERENCES}, id="having everything"),
        pytest.param(Verb.ERASE, {Purpose.PREFERENCES}, id="erasing everything"),
        pytest.param(Verb.MORE, {Purpose.FEEDBACK, Purpose.PREFERENCES}, id="saying more"),
        pytest.param(Verb.CONFIRM, set(), id="confirming, without a request of that name"),
    ],
)
def test_a_token_is_good_for_what_it_was_made_for(counter: Counter, verb: Verb, purposes: set[Purpose]) -> None:
    """A link to leave, forwarded to others, shows and changes nothing (SUB-11)."""
    reader = counter.be(ACTIVE)
    assert reader
    good = set()
    for purpose in Purpose:
        counter.be(ACTIVE, id=reader.id)
        token = counter.token(purpose, reader.id)
        done = counter.carry_out(Command(verb=verb, token=token, **MORE.get(verb, {})), Asker(door=Door.WEB))
        if done.result is not Result.BAD_TOKEN:
            good.add(purpose)
    assert good == purposes


def test_a_spoilt_token_does_not_keep_somebody_from_leaving(counter: Counter) -> None:
    """Their address says who they are; on a page, which knows no address, nothing happens."""
    counter.be(ACTIVE)
    spoilt = Command(verb=Verb.LEAVE, token="aaaa")
    assert counter.carry_out(spoilt, Asker(door=Door.WEB)).result is Result.BAD_TOKEN
    assert counter.carry_out(spoilt, Asker(door=Door.MAIL, address=ANN)).result is DONE


def test_a_spoilt_token_in_an_answer_is_not_needed(counter: Counter) -> None:
    """The answer shows who it is; a mail that shows nothing needs the token."""
    reader = counter.be(ACTIVE)
    assert reader
    spoilt = Command(verb=Verb.CHANGE, token="aaaa", change=SCIENCE)
    asker = Asker(door=Door.MAIL, address=ANN, subscriber_id=reader.id, proof=Proof.ANSWER)
    assert counter.carry_out(spoilt, replace(asker, proof=Proof.NOTHING)).result is Result.BAD_TOKEN
    assert counter.carry_out(spoilt, asker).result is DONE


def test_an_answer_from_another_address_is_that_address_own_wish(counter: Counter) -> None:
    """Who was forwarded an issue answers it, and nothing happens to its reader."""
    reader = counter.be(ACTIVE)
    assert reader
    asker = Asker(door=Door.MAIL, address=BEN, subscriber_id=reader.id, proof=Proof.ANSWER)
    assert counter.carry_out(Command(verb=Verb.PAUSE), asker).result is STRANGER
    assert counter.carry_out(Command(verb=Verb.LEAVE), asker).result is STRANGER
    assert counter.reader() == reader


# Wishes


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
