"""Forms: one small insert for every address, and the service carries them out, with all limits."""

from pathlib import Path

import pytest

from digest.domain.people import SubscriberStatus
from digest.domain.wishes import Change, NoticeKind, Verb
from tests.desk import counter as counter_
from tests.desk.counter import ANN, BEN, DAY, HOUR, NOON, TECH, Counter


def kinds(counter: Counter) -> list[tuple[str, str]]:
    """The mails that go out now."""
    return sorted((message.kind, message.to) for message in counter.waiting())


@pytest.mark.parametrize("verb", [Verb.SUBSCRIBE, Verb.LEAVE, Verb.PREFERENCES])
def test_a_form_leaves_the_same_behind_for_known_and_unknown(counter: Counter, verb: Verb) -> None:
    """One row, and nothing is done or told while somebody looks on (SUB-43)."""
    counter.be(SubscriberStatus.ACTIVE, ANN)
    for who in (ANN, BEN):
        counter.fill_in(verb, who)
    forms = counter.store.requests.forms(joining=verb is Verb.SUBSCRIBE, limit=10)
    assert {form.asker.address for form in forms} == {ANN, BEN}
    assert {form.subscriber_id for form in forms} == {""}
    assert (counter.waiting(), counter.reader().status) == ([], SubscriberStatus.ACTIVE)


def test_a_form_is_carried_out_once(counter: Counter) -> None:
    """And is gone then."""
    counter.fill_in(Verb.SUBSCRIBE, change=TECH)
    assert (counter.work_off(), counter.work_off()) == (1, 0)
    assert kinds(counter) == [("confirm", ANN)]
    assert counter.reader().status is SubscriberStatus.PENDING


@pytest.mark.parametrize(
    ("verb", "sent"),
    [
        pytest.param(Verb.SUBSCRIBE, [("confirm", BEN), ("done", ANN)], id="signing up"),
        pytest.param(Verb.LEAVE, [("goodbye", ANN)], id="leaving"),
        pytest.param(Verb.PREFERENCES, [("preferences", ANN)], id="a lost link"),
        pytest.param(Verb.CHANGE, [("confirm-wish", ANN)], id="changing"),
    ],
)
def test_only_the_owner_of_an_address_learns_whether_it_is_known(
    counter: Counter, verb: Verb, sent: list[tuple[str, str]]
) -> None:
    """By mail; strangers get none but the question whether they want to join."""
    counter.be(SubscriberStatus.ACTIVE, ANN)
    more = {"change": Change(stories=5)} if verb is Verb.CHANGE else {}
    for who in (ANN, BEN):
        counter.fill_in(verb, who, **more)
    counter.work_off()
    assert kinds(counter) == sent


def test_who_sends_a_form_twice_means_the_second(counter: Counter) -> None:
    """One row, with what they said last."""
    counter.fill_in(Verb.SUBSCRIBE, change=TECH)
    counter.fill_in(Verb.SUBSCRIBE, change=Change(stories=5))
    counter.fill_in(Verb.SUBSCRIBE, "Ann+news@reader.example", change=Change(stories=6))
    (form,) = counter.store.requests.forms(joining=True, limit=10)
    assert form.command.change.stories == 6


def test_an_address_that_is_too_long_is_no_form(counter: Counter) -> None:
    """Nothing is kept of it."""
    counter.fill_in(Verb.SUBSCRIBE, f"{'a' * 300}@reader.example")
    assert counter.store.requests.forms(joining=True, limit=10) == ()


def test_over_the_ceiling_people_wait_their_turn(tmp_path: Path) -> None:
    """So many questions an hour to people we do not know; the rest waits, and others are served meanwhile (SUB-16)."""
    with counter_.opened(tmp_path, ceiling=3) as counter:
        for number in range(8):
            counter.fill_in(Verb.SUBSCRIBE, f"reader{number}@reader.example")
        counter.be(SubscriberStatus.ACTIVE, ANN)
        counter.fill_in(Verb.PREFERENCES, ANN)
        sent = []
        for _ in range(4):
            counter.work_off()
            sent.append([kind for kind, _ in kinds(counter)])
            counter.now += HOUR
        assert sent == [["confirm"] * 3 + ["preferences"], ["confirm"] * 3, ["confirm"] * 2, []]


def test_mail_is_under_the_same_ceiling(tmp_path: Path) -> None:
    """Who writes over the ceiling is asked later; the operator is told of those that wait."""
    with counter_.opened(tmp_path, ceiling=1) as counter:
        for who in (ANN, BEN):
            counter.ask(Verb.SUBSCRIBE, who, change=TECH)
        assert [notice.to for notice in counter.posted] == [ANN]
        counter.work_off()
        assert kinds(counter) == [("confirm", ANN)]
        assert counter.store.requests.waiting(before=counter.now + HOUR) == 1
        counter.now += HOUR
        counter.work_off()
        assert kinds(counter) == [("confirm", BEN)]


def test_without_a_ceiling_everybody_is_asked_at_once(tmp_path: Path) -> None:
    """0 means no limit."""
    with counter_.opened(tmp_path, ceiling=0) as counter:
        for number in range(5):
            counter.fill_in(Verb.SUBSCRIBE, f"reader{number}@reader.example")
        assert counter.work_off() == 5
        assert len(counter.waiting()) == 5


def test_what_waits_too_long_is_forgotten(tmp_path: Path) -> None:
    """After three days nobody expects it any more."""
    with counter_.opened(tmp_path, ceiling=1) as counter:
        for who in (ANN, BEN, "cy@reader.example"):
            counter.fill_in(Verb.SUBSCRIBE, who)
        counter.work_off()
        counter.now = NOON + 3 * DAY + HOUR
        counter.work_off()
        counter.work_off()
        assert counter.store.requests.forms(joining=True, limit=10) == ()
        assert len(counter.waiting()) == 1


def test_a_form_that_another_process_took_is_not_carried_out_twice(counter: Counter) -> None:
    """Two services by mistake: one row, one mail."""
    counter.fill_in(Verb.SUBSCRIBE, change=TECH)
    (form,) = counter.store.requests.forms(joining=True, limit=10)
    assert counter.store.requests.drop(form.id)
    assert not counter.store.requests.drop(form.id)
    assert counter.work_off() == 0


def test_the_page_that_was_left_open_gets_its_kind_of_answer(counter: Counter) -> None:
    """A lost link that was asked for shows all wishes."""
    counter.join()
    counter.fill_in(Verb.PREFERENCES)
    counter.work_off()
    assert NoticeKind.PREFERENCES.value in {kind for kind, _ in kinds(counter)}
