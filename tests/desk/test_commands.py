"""What comes of every wish, by what shows that it is theirs and by where they stand."""

from dataclasses import replace
from typing import Any

import pytest

from digest.domain.consents import Act
from digest.domain.people import Door, SubscriberStatus
from digest.domain.wishes import Asker, Change, Command, Proof, Result, Verb, Weights
from digest.tokens import Purpose
from tests.desk.counter import ANN, BEN, Counter

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
    expected: tuple[Result, ...] = unproven if proof is Proof.NOTHING else proven
    if (verb, proof) == (Verb.SUBSCRIBE, Proof.ANSWER):
        # Who left and answers a mail of ours has said yes by that.
        expected = tuple(DONE if status is LEFT else result for status, result in zip(STANDINGS, expected, strict=True))
    assert tuple(came) == expected


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
