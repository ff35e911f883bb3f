"""A letter is dealt with once, whatever breaks off."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from digest.desk import answers as answers_
from digest.desk import commands, letters
from digest.errors import StoreError
from digest.subscribe import letters as reading
from tests.desk.counter import ANN, BEN, Counter
from tests.desk.postman import come, deal, mail


class PowerCutError(BaseException):
    """Nothing that anybody catches."""


@pytest.mark.parametrize("step", ["reading", "deed", "notice", "answer", "mark"])
def test_a_kill_at_any_step_leaves_the_letter_waiting(
    step: str, counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is lost and nothing done twice: the next process finds it as if nobody had touched it (REC-02)."""
    come(counter, mail("subscribe tech"))

    def cut(*_: object, **__: object) -> object:
        raise PowerCutError

    places: dict[str, tuple[object, str]] = {
        "reading": (reading, "read"),
        "deed": (commands, "carry_out"),
        "notice": (commands, "notice"),
        "answer": (answers_, "post"),
        "mark": (counter.store.letters, "deal"),
    }
    with monkeypatch.context() as patched:
        patched.setattr(*places[step], cut)
        with pytest.raises(PowerCutError):
            letters.work_off(counter.store, counter.settings, now=counter.now)
    assert counter.store.people.subscriber(ANN) is None
    assert deal(counter) == [("confirm", ANN)]
    assert deal(counter) == []
    come(counter, mail("subscribe tech"))
    assert deal(counter) == [], "the same letter once more is no second one"


def test_a_poisoned_letter_is_set_aside_and_the_next_one_dealt_with(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After three tries, with its reason, for a person to look at (REC-06)."""
    read: Callable[[bytes], reading.Letter] = reading.read

    def poisoned(raw: bytes) -> reading.Letter:
        if b"poison" in raw:
            raise ZeroDivisionError("a bug")
        return read(raw)

    monkeypatch.setattr(reading, "read", poisoned)
    come(counter, mail("poison", sender=BEN), sender=BEN)
    come(counter, mail("help"))
    assert deal(counter) == [("help", ANN)]
    for _ in range(letters.TRIES):
        assert deal(counter) == []
    (aside,) = counter.store.letters.quarantined()
    assert (aside.tries, aside.reason) == (letters.TRIES, "ZeroDivisionError: a bug")


def test_a_letter_over_the_limits_is_set_aside_at_once(counter: Counter) -> None:
    """It is never tried again: it would be as large the next time (REC-05)."""
    come(counter, b"".join(b"X-%d: y\r\n" % number for number in range(2_000)) + mail("help"))
    assert deal(counter) == []
    (aside,) = counter.store.letters.quarantined()
    assert "headers" in aside.reason


def test_a_store_that_cannot_be_used_is_no_fault_of_the_letter(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It waits untried until the store can be used again."""
    come(counter, mail("help"))

    def full(*_: object, **__: object) -> object:
        raise StoreError("no room")

    with monkeypatch.context() as patched:
        patched.setattr(answers_, "post", full)
        with pytest.raises(StoreError):
            letters.work_off(counter.store, counter.settings, now=counter.now)
    (waiting,) = counter.store.letters.waiting(limit=9)
    assert waiting.tries == 0


def test_one_sender_is_not_answered_without_end(counter: Counter) -> None:
    """Ten answers a day, and the same wish once an hour (SUB-32)."""
    sent = 0
    for number in range(30):
        come(counter, mail("help", str(number)))
        sent += len(deal(counter))
        counter.now += timedelta(minutes=5)
    assert 1 <= sent <= 10
