"""Days: one record for each reader and local date, written whole or not at all, and counted."""

from dataclasses import replace
from datetime import date, time

import pytest

from digest.domain.mail import Day, OutboxStatus, Outcome, PlannedDay, Tally
from digest.domain.people import Cadence, Schedule, Subscriber, SubscriberStatus
from digest.store import Store
from tests.store import samples
from tests.store.samples import DAY, HOUR, LEASE, NOW, TODAY, planned, reader, skipped

ANN = reader("ann", schedule=Schedule(at=time(7, 0)))


@pytest.fixture(autouse=True)
def readers(memory: Store) -> None:
    """Ann and Bob read."""
    memory.people.save([ANN, reader("bob")])


def send(memory: Store, outcome: Outcome, **changes: object) -> None:
    """Hand over whatever waits, with this outcome."""
    for message in memory.mail.claim(limit=9, token="t", now=NOW, lease=LEASE):
        memory.mail.settle(samples.delivery(message.id, outcome), token="t", next_attempt_at=None)


def test_a_planned_day_is_there_with_message_and_next_date(memory: Store) -> None:
    """All three, in the words they were given."""
    plan = planned(ANN)
    assert memory.mail.plan([plan]) == 1
    assert plan.message is not None
    waits = replace(
        plan.day,
        status=OutboxStatus.RENDERED,
        next_attempt_at=NOW,
        fresh_until=NOW + 20 * samples.HOUR,
        message_id=plan.message.message_id,
    )
    assert memory.mail.day("ann", TODAY) == waits
    assert memory.mail.message(plan.id) == plan.message
    assert memory.people.subscriber(ANN.address) == plan.advanced


def test_planning_twice_changes_nothing(memory: Store) -> None:
    """Neither the same days nor other words for the same date."""
    memory.mail.plan([planned(ANN, "ferry"), skipped(reader("bob"))])
    before = memory.mail.days(limit=9), memory.people.subscribers(), memory.mail.sent_stories(["ann"])
    assert memory.mail.plan([planned(ANN, "ferry"), skipped(reader("bob"))]) == 0
    assert memory.mail.plan([planned(ANN, "other story"), planned(reader("bob"))]) == 0
    assert (memory.mail.days(limit=9), memory.people.subscribers(), memory.mail.sent_stories(["ann"])) == before
    assert memory.mail.message("bob.2022-12-06") is None


def test_a_date_planned_twice_in_one_batch_is_made_once(memory: Store) -> None:
    """The first plan counts."""
    assert memory.mail.plan([planned(ANN, "ferry"), planned(ANN, "other story")]) == 1
    assert memory.mail.sent_stories(["ann"]) == {"ann": frozenset({"ferry"})}


def test_a_skipped_day_has_its_reason_and_moves_on(memory: Store) -> None:
    """It is a record, but no edition was made."""
    plan = skipped(ANN, "nothing new matched")
    assert memory.mail.plan([plan]) == 0
    assert memory.mail.day("ann", TODAY) == plan.day
    assert memory.people.subscriber(ANN.address) == plan.advanced


def test_many_days_are_planned_in_one_call(memory: Store) -> None:
    """More than one statement can hold."""
    crowd = [reader(f"reader {number}") for number in range(600)]
    memory.people.save(crowd)
    assert memory.mail.plan([planned(who) for who in crowd]) == 600
    assert memory.mail.tally(since=NOW) == Tally(rendered=600)
    assert memory.people.due(NOW, limit=9) == (ANN, reader("bob"))
    assert memory.mail.sent_stories([who.id for who in crowd]).keys() == {who.id for who in crowd}


def test_somebody_deleted_meanwhile_stops_nobody_else(memory: Store) -> None:
    """Their day is dropped."""
    assert memory.mail.plan([planned(reader("gone")), planned(ANN)]) == 1
    assert [day.subscriber_id for day in memory.mail.days(limit=9)] == ["ann"]


TOMORROW = TODAY + DAY


@pytest.mark.parametrize(
    ("stored", "moves"),
    [
        pytest.param(ANN, True, id="still at the date that was planned"),
        pytest.param(
            replace(ANN, next_issue_date=TODAY - DAY, next_due_at=NOW - DAY), True, id="at an earlier date, missed"
        ),
        pytest.param(
            replace(ANN, next_issue_date=TOMORROW + DAY, next_due_at=NOW + 2 * DAY), False, id="further on already"
        ),
        pytest.param(replace(ANN, status=SubscriberStatus.PAUSED), False, id="paused meanwhile"),
        pytest.param(
            replace(ANN, status=SubscriberStatus.UNSUBSCRIBED, next_issue_date=None, next_due_at=None),
            False,
            id="left meanwhile",
        ),
        pytest.param(replace(ANN, schedule=Schedule(at=time(9, 0))), False, id="with another hour meanwhile"),
        pytest.param(replace(ANN, schedule=Schedule(cadence=Cadence.WEEKLY)), False, id="with another cadence"),
        pytest.param(replace(ANN, schedule=Schedule(timezone="Asia/Tokyo")), False, id="in another zone"),
    ],
)
def test_the_next_date_moves_only_forward_and_only_as_planned(memory: Store, stored: Subscriber, moves: bool) -> None:
    """Planning writes the next date and nothing else, and never on a state it has not seen."""
    memory.people.save([stored])
    plan = planned(ANN)
    memory.mail.plan([plan])
    after = plan.advanced
    moved = replace(stored, next_issue_date=after.next_issue_date, next_due_at=after.next_due_at)
    assert memory.people.subscriber(ANN.address) == (moved if moves else stored)


@pytest.mark.parametrize(
    ("stored", "next_date"),
    [
        pytest.param(samples.advanced(ANN), TOMORROW + DAY, id="a date that is owed is not passed over"),
        pytest.param(replace(ANN, next_due_at=NOW + 3 * DAY), TOMORROW, id="a later moment is not brought forward"),
    ],
)
def test_an_old_plan_does_not_move_a_date_that_moved_since(memory: Store, stored: Subscriber, next_date: date) -> None:
    """Neither over the next date nor back."""
    memory.people.save([stored])
    after = replace(ANN, next_issue_date=next_date, next_due_at=ANN.schedule.moment(next_date))
    memory.mail.plan([replace(planned(ANN), advanced=after)])
    assert memory.people.subscriber(ANN.address) == stored


def test_a_story_that_was_held_back_does_not_count_as_sent(memory: Store) -> None:
    """Whoever comes back after leaving may still get it."""
    memory.mail.plan([planned(ANN, "ferry")])
    memory.people.save([replace(ANN, status=SubscriberStatus.PAUSED)])
    assert memory.mail.claim(limit=9, token="t", now=NOW, lease=LEASE) == ()
    assert memory.mail.tally(since=NOW) == Tally(suppressed=1)
    assert memory.mail.sent_stories(["ann"]) == {"ann": frozenset()}


def test_a_story_is_known_as_sent_once_until_its_update_is_sent(memory: Store) -> None:
    """With the moment its edition was made; not when that is long ago, and not when it came twice."""
    memory.mail.plan([planned(ANN, "ferry"), planned(reader("bob"), "ferry")])
    made_at = samples.edition(ANN, "ferry").made_at
    assert memory.mail.sent_once(["ann", "ann"], since=made_at) == {"ann": {"ferry": made_at}}
    assert memory.mail.sent_once(["ann"], since=made_at + DAY) == {}
    memory.mail.plan([planned(samples.advanced(ANN), "ferry", issue_date=TOMORROW)])
    assert memory.mail.sent_once(["ann", "bob"], since=made_at) == {"bob": {"ferry": made_at}}


def test_what_else_changed_meanwhile_stays(memory: Store) -> None:
    """A new name is not the planner's to write."""
    renamed = replace(ANN, name="Ann", language="de")
    memory.people.save([renamed])
    memory.mail.plan([planned(ANN)])
    assert memory.people.subscriber(ANN.address) == samples.advanced(renamed)


def test_a_message_must_bear_the_id_of_its_day() -> None:
    """Reader and date are its identity."""
    plan = planned(ANN)
    with pytest.raises(ValueError, match=r"must bear its id, not bob\.2022-12-06"):
        PlannedDay(day=plan.day, message=planned(reader("bob")).message, advanced=plan.advanced)


@pytest.mark.parametrize(
    ("outcome", "counts_as_sent"),
    [
        pytest.param(None, True, id="still waiting"),
        pytest.param(Outcome.ACCEPTED, True, id="accepted"),
        pytest.param(Outcome.UNCERTAIN, True, id="may have arrived"),
        pytest.param(Outcome.REFUSED, False, id="refused"),
        pytest.param(Outcome.DEFERRED, False, id="expired"),
    ],
)
def test_a_story_counts_as_sent_unless_it_certainly_was_not(
    memory: Store, outcome: Outcome | None, counts_as_sent: bool
) -> None:
    """Never twice, and never lost either."""
    memory.mail.plan([planned(ANN, "ferry")])
    if outcome:
        send(memory, outcome)
    assert memory.mail.sent_stories(["ann", "bob"]) == {
        "ann": frozenset({"ferry"} if counts_as_sent else ()),
        "bob": frozenset(),
    }


def dates(days: tuple[Day, ...]) -> list[str]:
    """Which days these are."""
    return [f"{day.subscriber_id} {day.issue_date.day}" for day in days]


def test_days_come_newest_first(memory: Store) -> None:
    """Of one reader or of all, since a moment or ever, at most as many as asked for."""
    memory.mail.plan([skipped(ANN, issue_date=TODAY - n * DAY) for n in range(3)])
    memory.mail.plan([skipped(reader("bob"))])
    assert dates(memory.mail.days(limit=9)) == ["bob 6", "ann 6", "ann 5", "ann 4"]
    assert dates(memory.mail.days(limit=2)) == ["bob 6", "ann 6"]
    assert dates(memory.mail.days(subscriber_id="ann", limit=9)) == ["ann 6", "ann 5", "ann 4"]
    assert dates(memory.mail.days(since=NOW - DAY, limit=9)) == ["bob 6", "ann 6", "ann 5"]
    assert dates(memory.mail.days(subscriber_id="ann", since=NOW, limit=9)) == ["ann 6"]
    assert memory.mail.day("ann", TODAY + DAY) is None


def test_the_account_adds_up_and_names_everyone_not_reached(memory: Store) -> None:
    """Every due reader stands in exactly one column (mail.md REL-15)."""
    ends = [Outcome.ACCEPTED, Outcome.REFUSED, Outcome.DEFERRED, Outcome.UNCERTAIN]
    crowd = [reader(f"{outcome}") for outcome in ends]
    memory.people.save([*crowd, reader("later"), reader("old")])
    memory.mail.plan([planned(who) for who in crowd])
    for message in memory.mail.claim(limit=9, token="t", now=NOW, lease=LEASE):
        outcome = Outcome(message.id.partition(".")[0])
        memory.mail.settle(samples.delivery(message.id, outcome), token="t", next_attempt_at=None)
    memory.mail.plan([planned(ANN), skipped(reader("bob")), planned(reader("later"))])
    memory.mail.claim(limit=1, token="t", now=NOW, lease=LEASE)
    memory.mail.plan([skipped(reader("old"), issue_date=TODAY - DAY)])
    tally = memory.mail.tally(since=NOW)
    assert tally == Tally(claimed=1, rendered=1, accepted=1, refused=1, expired=1, uncertain=1, skipped=1)
    unreached = {day.subscriber_id: day.reply or day.reason for day in memory.mail.unreached(since=NOW)}
    assert unreached == {
        "refused": "the server's words: refused",
        "deferred": "the server's words: deferred",
        "uncertain": "the server's words: uncertain",
        "bob": "nothing new matched",
    }


def test_the_oldest_that_waits_is_known(memory: Store) -> None:
    """By when it was due; None when nothing waits."""
    assert memory.mail.oldest_waiting() is None
    memory.mail.plan([planned(ANN), planned(reader("bob"), issue_date=TODAY - DAY)])
    assert memory.mail.oldest_waiting() == NOW - DAY
    send(memory, Outcome.ACCEPTED)
    assert memory.mail.oldest_waiting() is None


def test_old_days_are_dropped_with_their_messages(memory: Store) -> None:
    """And then the news they showed can go too."""
    memory.news.save_feeds([samples.LEDGER])
    memory.news.record(samples.visit(samples.article("ferry")), now=NOW)
    memory.news.place({"ferry": "ferry"}, now=NOW)
    memory.mail.plan([planned(ANN), skipped(reader("bob"))])
    send(memory, Outcome.ACCEPTED)
    assert memory.news.forget_before(NOW + DAY) == 0
    assert memory.mail.forget_before(NOW + DAY) == 2
    assert memory.mail.days(limit=9) == ()
    assert memory.mail.message("ann.2022-12-06") is None
    assert memory.news.forget_before(NOW + DAY) == 1


def test_a_day_stays_while_its_message_waits(memory: Store) -> None:
    """However old it is: the outbox ends it first."""
    memory.mail.plan([planned(ANN)])
    assert memory.mail.forget_before(NOW + DAY) == 0
    assert memory.mail.message("ann.2022-12-06") is not None


def test_a_day_stays_while_a_story_of_it_goes_on(memory: Store) -> None:
    """Else the story would be sent to the reader again."""
    memory.news.save_feeds([samples.LEDGER])
    memory.news.record(samples.visit(samples.article("new", first_seen_at=NOW + 2 * HOUR)), now=NOW)
    memory.news.place({"new": "ferry"}, now=NOW)
    memory.mail.plan([planned(ANN)])
    send(memory, Outcome.ACCEPTED)
    assert memory.mail.forget_before(NOW + HOUR) == 0
    assert memory.mail.sent_stories(["ann"]) == {"ann": frozenset({"ferry"})}
