"""How much we write, whatever anybody asks: to one mailbox, to strangers, and in answer to one and the same request."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.desk import answers
from digest.domain.people import Door, SubscriberStatus
from digest.domain.wishes import Asker, Change, Command, NoticeKind, Proof, Result, Verb
from tests.desk import counter as counter_
from tests.desk.counter import ANN, DAY, HOUR, NOON, TECH, Counter


def test_one_question_a_day_and_three_a_month(counter: Counter) -> None:
    """Whatever the channel; then silence (SUB-15)."""
    asked = []
    for hours in range(0, 24 * 35, 8):
        counter.now = NOON + hours * HOUR
        if hours % 16:
            counter.fill_in(Verb.SUBSCRIBE)
            counter.work_off()
        else:
            counter.ask(Verb.SUBSCRIBE, change=TECH)
        asked += [counter.now - NOON for message in counter.waiting() if message.kind == "confirm"]
    assert asked == [timedelta(0), DAY, 2 * DAY, 30 * DAY, 31 * DAY, 32 * DAY]


def test_addresses_of_one_mailbox_are_one(counter: Counter) -> None:
    """Sub-addresses, and Gmail's dots (SUB-18); each may subscribe, on different days."""
    same = ["ann.lee@gmail.com", "annlee@gmail.com", "Ann.Lee+news@googlemail.com", "a.n.n.l.e.e+1@gmail.com"]
    results = [counter.ask(Verb.SUBSCRIBE, who, change=TECH).result for who in same]
    assert results == [Result.ASKED, Result.SILENT, Result.SILENT, Result.SILENT]
    counter.now += DAY
    assert counter.ask(Verb.SUBSCRIBE, same[1], change=TECH).result is Result.ASKED


@pytest.mark.parametrize("verb", [Verb.SUBSCRIBE, Verb.LEAVE, Verb.PREFERENCES])
def test_a_form_sends_a_mailbox_one_mail_a_day(counter: Counter, verb: Verb) -> None:
    """Also to readers: anybody may type their address, however often and in however many ways."""
    counter.be(SubscriberStatus.ACTIVE)
    kinds = []
    for minute in range(40):
        counter.now = NOON + minute * 30 * timedelta(minutes=1)
        counter.fill_in(verb, ANN if minute % 2 else ANN.upper(), change=Change(stories=1 + minute % 7))
        counter.work_off()
        kinds += [message.kind for message in counter.waiting()]
    assert len(kinds) == 1


def test_ten_answers_a_day(counter: Counter) -> None:
    """To one mailbox; the wishes are carried out all the same (SUB-32)."""
    counter.be(SubscriberStatus.ACTIVE)
    for stories in range(1, 16):
        counter.ask(Verb.CHANGE, proof=Proof.AUTHENTICATED, change=Change(stories=stories))
    # The eleventh reader is the twelfth story: that was so already.
    assert counter.reader().profile.stories == 15
    assert len(counter.posted) == 10
    counter.now += DAY
    counter.ask(Verb.CHANGE, proof=Proof.AUTHENTICATED, change=Change(stories=3))
    assert len(counter.posted) == 11


def test_the_same_request_is_answered_once_an_hour(counter: Counter) -> None:
    """Two programs that answer each other stop (SUB-32, SUB-33)."""
    counter.be(SubscriberStatus.ACTIVE)
    for minute in range(0, 121, 20):
        counter.now = NOON + timedelta(minutes=minute)
        counter.ask(Verb.HELP)
    assert [notice.made_at - NOON for notice in counter.posted] == [timedelta(0), HOUR, 2 * HOUR]


def test_a_wish_that_would_not_be_asked_about_is_not_kept(counter: Counter) -> None:
    """When the answers of a day are used up nothing waits that nobody was told of."""
    reader = counter.be(SubscriberStatus.ACTIVE)
    assert reader
    results = [counter.ask(Verb.CHANGE, change=Change(stories=stories)).result for stories in range(20, 35)]
    assert results == [Result.ASKED] * 10 + [Result.SILENT] * 5
    assert len(counter.store.requests.of(reader.id)) == 10


def test_what_is_counted_says_nobodys_address(counter: Counter) -> None:
    """Only keyed hashes of it, and they are forgotten after a month."""
    counter.ask(Verb.SUBSCRIBE, change=TECH)
    rows = counter.store._db.query("SELECT what, key FROM occurrence")
    assert {row["what"] for row in rows} == {"joining", "confirmation", "answer", "same"}
    assert all(set(row["key"]) <= set("0123456789abcdef") for row in rows)
    counter.now += 32 * DAY
    counter.work_off()
    assert counter.store._db.query("SELECT what FROM occurrence") == []


def test_a_probe_is_under_no_limit(counter: Counter) -> None:
    """Nobody outside can ask for one."""
    counter.be(SubscriberStatus.ACTIVE)
    counter.ask(Verb.HELP)
    probe = replace(counter.posted[0], kind=NoticeKind.PROBE)
    assert all(answers.post(counter.store, counter.settings, probe, now=counter.now) for _ in range(12))


doors = st.sampled_from(["mail", "form", "proven"])
verbs = st.sampled_from([Verb.SUBSCRIBE, Verb.LEAVE, Verb.PREFERENCES, Verb.CHANGE, Verb.HELP])
attacks = st.lists(st.tuples(doors, verbs, st.integers(0, 3), st.integers(0, 600)), min_size=20, max_size=60)


@hypothesis.settings(max_examples=25)
@given(attacks)
def test_no_mailbox_is_ever_flooded(
    tmp_path_factory: pytest.TempPathFactory, attack: list[tuple[str, Verb, int, int]]
) -> None:
    """Whoever asks for what, by whichever door and in whichever order: at most a question a day, and ten answers."""
    folder: Path = tmp_path_factory.mktemp("desk")
    sent = []
    with counter_.opened(folder, ceiling=3) as counter:
        for door, verb, who, minutes in attack:
            counter.now += timedelta(minutes=minutes)
            address = f"ann+{who}@reader.example"
            more: dict[str, Any] = (
                {"change": Change(stories=1 + minutes % 50)} if verb in {Verb.SUBSCRIBE, Verb.CHANGE} else {}
            )
            if door == "form":
                counter.fill_in(verb, address, **more)
            else:
                proof = Proof.NOTHING if door == "mail" else Proof.AUTHENTICATED
                counter.tell(Command(verb=verb, **more), Asker(door=Door.MAIL, proof=proof, address=address))
            counter.work_off()
            sent += [(message.kind, counter.now) for message in counter.waiting()]
    questions = [at for kind, at in sent if kind == "confirm"]
    for at in questions:
        assert sum(timedelta(0) <= other - at < DAY for other in questions) == 1
        assert sum(timedelta(0) <= other - at < 30 * DAY for other in questions) <= 3
    for _, at in sent:
        assert sum(timedelta(0) <= other - at < DAY for _, other in sent) <= 10
