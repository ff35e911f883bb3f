"""Who left or was erased, and still stands in config.toml: nothing but their own yes brings them back (SUB-10, 52)."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from digest import desk
from digest.desk import forgetting, held, people
from digest.domain.people import Door, SubscriberStatus
from digest.domain.wishes import Asker, Command, Proof, Result, Verb
from digest.errors import CommandError
from tests.desk.counter import ANN, DAY, NOON, TECH, Counter
from tests.desk.test_adoption import CHANGED, LISTED, adopt

_WAYS_OUT = ["left", "erased", "erased twice", "reduced to a hash", "erased by their own mail"]


def go(counter: Counter, how: str) -> None:
    """A reader of the file goes, in one of the ways there are."""
    adopt(counter, LISTED)
    if how == "erased by their own mail":
        counter.ask(Verb.ERASE, proof=Proof.AUTHENTICATED)
    if how in {"left", "reduced to a hash"}:
        counter.ask(Verb.LEAVE)
    if how == "reduced to a hash":
        counter.now += 4 * 366 * DAY
        forgetting.forget(counter.store, counter.settings, now=counter.now)
    if how.startswith("erased t") or how == "erased":
        held.erase(counter.store, counter.settings, counter.reader(), now=counter.now)
    if how == "erased twice":
        counter.ask(Verb.SUBSCRIBE)
        held.erase(counter.store, counter.settings, counter.reader(), now=counter.now)
    counter.now += 2 * DAY


def _writes(counter: Counter) -> None:
    assert counter.ask(Verb.SUBSCRIBE).result is Result.ASKED


def _wishes(counter: Counter) -> None:
    assert counter.ask(Verb.SUBSCRIBE, proof=Proof.AUTHENTICATED, change=TECH).result is Result.ASKED


def _shouts(counter: Counter) -> None:
    counter.ask(Verb.SUBSCRIBE, ANN.upper())


def _fills_in(counter: Counter) -> None:
    counter.fill_in(Verb.SUBSCRIBE)
    counter.work_off()


def _is_invited(counter: Counter) -> None:
    done = counter.tell(Command(verb=Verb.SUBSCRIBE), Asker(door=Door.COMMAND, address=ANN))
    assert done.result is Result.ASKED


def _is_reset(counter: Counter) -> None:
    counter.ask(Verb.SUBSCRIBE)
    with pytest.raises(CommandError, match="only they can come back"):
        desk.reset(counter.store, counter.settings, ANN, now=counter.now)


def _is_changed_in_the_file(counter: Counter) -> None:
    counter.ask(Verb.SUBSCRIBE)
    adopt(counter, CHANGED)


def _is_taken_out_and_put_back(counter: Counter) -> None:
    counter.ask(Verb.SUBSCRIBE)
    adopt(counter)
    counter.now += DAY


def _never_answers(counter: Counter) -> None:
    counter.ask(Verb.SUBSCRIBE)
    adopt(counter, LISTED)
    counter.waiting()
    counter.now += timedelta(days=9)
    counter.store.mail.forget_notices(before=counter.now, strangers_before=counter.now)
    forgetting.forget(counter.store, counter.settings, now=counter.now)


def _says_no(counter: Counter) -> None:
    counter.ask(Verb.SUBSCRIBE)
    counter.ask(Verb.LEAVE)


def _wishes_more(counter: Counter) -> None:
    counter.ask(Verb.SUBSCRIBE)
    for verb in (Verb.CHANGE, Verb.RESUME, Verb.SEND, Verb.PREFERENCES, Verb.ERASE):
        counter.ask(verb)


@pytest.mark.parametrize("how", _WAYS_OUT)
@pytest.mark.parametrize(
    "then",
    [
        pytest.param(_writes, id="somebody writes in their name"),
        pytest.param(_wishes, id="they write and do not answer"),
        pytest.param(_shouts, id="somebody writes their name in capitals"),
        pytest.param(_fills_in, id="somebody fills in the form"),
        pytest.param(_is_invited, id="the operator invites them"),
        pytest.param(_is_reset, id="the operator resets them"),
        pytest.param(_is_changed_in_the_file, id="the file is changed"),
        pytest.param(_is_taken_out_and_put_back, id="the file loses and has them"),
        pytest.param(_never_answers, id="the question expires"),
        pytest.param(_says_no, id="they say no"),
        pytest.param(_wishes_more, id="somebody wishes all sorts of things"),
    ],
)
def test_nothing_unconfirmed_brings_anybody_back(counter: Counter, how: str, then: Callable[[Counter], None]) -> None:
    """The file has no effect for them, before or after, however often it is read; no issue is ever due."""
    go(counter, how)
    then(counter)
    for _ in range(3):
        assert [who.lower() for who in adopt(counter, LISTED).subscribers_left] == [ANN]
        counter.now += DAY
    found = counter.store.people.subscriber(ANN)
    away = {SubscriberStatus.PENDING, SubscriberStatus.UNSUBSCRIBED}
    assert found is None or (found.status in away and found.next_due_at is None)
    assert counter.store.people.due(counter.now + 30 * DAY, limit=9) == ()


@pytest.mark.parametrize("how", _WAYS_OUT)
def test_their_own_yes_does(counter: Counter, how: str) -> None:
    """Then they are readers, the file has them among its own, and can have them no less than anybody."""
    go(counter, how)
    asked = counter.ask(Verb.SUBSCRIBE, change=TECH)
    adopt(counter, LISTED)
    counter.confirm(asked.request_id)
    assert adopt(counter, LISTED).subscribers_left == ()
    assert counter.reader().status is SubscriberStatus.ACTIVE
    assert counter.store.erasure.keys() == frozenset()


@pytest.mark.parametrize("how", [each for each in _WAYS_OUT if each != "left"])
@pytest.mark.parametrize("is_removed", [False, True], ids=["while asked", "after the operator removed the question"])
def test_who_was_erased_cannot_be_added(counter: Counter, how: str, *, is_removed: bool) -> None:
    """Also by the command, also where somebody asked in their name."""
    go(counter, how)
    counter.ask(Verb.SUBSCRIBE)
    if is_removed:
        people.unsubscribe(counter.store, ANN, now=counter.now)
    with pytest.raises(CommandError, match="only they can come back"):
        desk.subscribe(counter.store, LISTED, now=counter.now)
    assert counter.store.people.due(NOON + 9999 * DAY, limit=9) == ()
