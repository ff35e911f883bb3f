"""Leaving harms nobody, and whoever left comes back by themselves alone."""

import email
import email.policy
from dataclasses import replace
from datetime import time

import pytest

from digest import config, desk
from digest.domain.consents import Act
from digest.domain.people import Door, SubscriberStatus
from digest.domain.wishes import Asker, Change, Command, NoticeKind, Proof, Result, Verb
from digest.errors import CommandError
from digest.tokens import Purpose
from tests.desk import counter as counter_
from tests.desk.counter import ANN, BEN, DAY, HOUR, NOON, TECH, Counter

ACTIVE, PENDING = SubscriberStatus.ACTIVE, SubscriberStatus.PENDING
LEFT = SubscriberStatus.UNSUBSCRIBED


def test_leaving_needs_no_proof_and_leads_back(counter: Counter) -> None:
    """A forged one is undone by the goodbye: by its link, or by answering it."""
    reader = counter.join()
    counter.now += HOUR
    counter.ask(Verb.LEAVE)
    gone = counter.reader()
    assert (gone.status, gone.left_at, gone.next_due_at) == (LEFT, NOON + HOUR, None)
    goodbye = counter.posted[-1]
    assert (goodbye.kind, goodbye.to) == (NoticeKind.GOODBYE, ANN)
    token = counter_.address_in(goodbye.ways.confirm_by_mail)
    counter.tell(Command(verb=Verb.CONFIRM, token=token), Asker(door=Door.MAIL, address=ANN))
    back = counter.reader()
    assert (back.id, back.status, back.left_at) == (reader.id, ACTIVE, None)
    assert back.profile == reader.profile
    acts = [entry.act for entry in counter.store.consents.of(reader.id)]
    assert acts == [Act.ASKED, Act.CONFIRMED, Act.LEFT, Act.CONFIRMED]


def test_who_left_is_not_brought_back_by_an_old_confirmation(counter: Counter) -> None:
    """The mail that once asked them is still in their mailbox, where a scanner may press its links."""
    asked = counter.ask(Verb.SUBSCRIBE, change=TECH)
    counter.confirm(asked.request_id)
    counter.ask(Verb.LEAVE)
    assert counter.confirm(asked.request_id).result is Result.BAD_TOKEN
    assert counter.reader().status is LEFT


def test_leaving_before_confirming_leaves_nothing(counter: Counter) -> None:
    """They never were a reader; the question that was sent confirms nothing any more."""
    asked = counter.ask(Verb.SUBSCRIBE, change=TECH)
    assert counter.ask(Verb.LEAVE).result is Result.DONE
    with pytest.raises(CommandError, match="nobody subscribes"):
        counter.reader()
    assert counter.confirm(asked.request_id).result is Result.BAD_TOKEN


def test_leaving_twice_is_as_good_as_once(counter: Counter) -> None:
    """By the same link, which never grows old."""
    reader = counter.join()
    token = counter.token(Purpose.LEAVE, reader.id)
    press = Command(verb=Verb.LEAVE, token=token)
    counter.now += 1000 * DAY
    results = [counter.carry_out(press, Asker(door=Door.WEB)).result for _ in range(3)]
    assert results == [Result.DONE, Result.ALREADY, Result.ALREADY]


def test_who_was_taken_out_by_the_operator_can_leave_for_good(counter: Counter) -> None:
    """So that the file does not bring them back."""
    counter.be(LEFT, left_at=None)
    assert counter.ask(Verb.LEAVE).result is Result.DONE
    assert counter.reader().left_at == NOON


@pytest.mark.parametrize("status", [SubscriberStatus.PAUSED, SubscriberStatus.SUSPENDED, LEFT])
def test_who_is_away_comes_back_by_subscribing(counter: Counter, status: SubscriberStatus) -> None:
    """After a yes, with what they had, but for what they ask anew."""
    before = counter.be(status)
    assert before
    asked = counter.ask(Verb.SUBSCRIBE, change=Change(stories=5), proof=Proof.AUTHENTICATED)
    assert (asked.result, counter.reader()) == (Result.ASKED, before)
    counter.confirm(asked.request_id)
    after = counter.reader()
    assert (after.status, after.profile) == (ACTIVE, replace(before.profile, stories=5))


@pytest.mark.parametrize("door", ["by the button", "by answering the farewell"])
def test_who_comes_back_agrees_to_the_wishes_they_had(counter: Counter, door: str) -> None:
    """The question shows what they chose before, and so does the record; not what somebody new would have."""
    counter.join(change=replace(TECH, at=time(6, 30), timezone="Europe/Madrid", language="de"))
    counter.ask(Verb.LEAVE)
    counter.waiting()
    counter.now += 2 * DAY
    if door == "by the button":
        asked = counter.ask(Verb.SUBSCRIBE)
        (mail,) = [one for one in counter.waiting() if one.kind == "confirm"]
        shown = " ".join(text_of(mail.mime).split())
        counter.confirm(asked.request_id)
    else:
        shown = ""
        counter.ask(Verb.SUBSCRIBE, proof=Proof.ANSWER)
    wording = counter.store.consents.of(counter.reader().id)[-1].wording
    assert "Technik" in wording
    assert "06:30" in wording
    assert "Madrid" in wording
    assert not shown or all(line in shown for line in wording.splitlines())


def text_of(mime: bytes) -> str:
    """The plain words of a mail."""
    parsed = email.message_from_bytes(mime, policy=email.policy.default)
    part = parsed.get_body(("plain",))
    assert part
    return str(part.get_content())


@pytest.mark.parametrize("end", [Verb.LEAVE, Verb.ERASE])
def test_the_operator_s_word_brings_back_nobody_who_left(counter: Counter, end: Verb) -> None:
    """Only they can come back; the sentence says how to ask them.  Whom the operator took out can be added again."""
    counter.join()
    counter.ask(end, proof=Proof.ANSWER)
    row = config.subscriber(counter.settings, address=ANN, topics=["science"])
    with pytest.raises(CommandError, match="digest invite"):
        desk.subscribe(counter.store, row, now=counter.now)
    other = config.subscriber(counter.settings, address=BEN, topics=["science"])
    desk.subscribe(counter.store, other, now=counter.now)
    desk.unsubscribe(counter.store, BEN, now=counter.now)
    assert desk.subscribe(counter.store, other, now=counter.now).status is SubscriberStatus.ACTIVE
