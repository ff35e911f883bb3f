"""Mail to the inbox: dealt with once, whatever breaks off; answered only where an answer does no harm."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from digest.config import Settings
from digest.desk import answers as answers_
from digest.desk import commands, letters
from digest.domain.letters import Way
from digest.domain.people import SubscriberStatus
from digest.domain.wishes import Act
from digest.errors import StoreError
from digest.pipeline import links
from digest.subscribe import letters as reading
from digest.tokens import Purpose
from tests.desk.counter import ANN, BEN, NOON, Counter

INBOX = "desk@ledger.example"


def mail(subject: str, *lines: str, sender: str = ANN, headers: str = "") -> bytes:
    """A mail somebody wrote."""
    return (
        f"From: {sender}\r\nTo: {INBOX}\r\nSubject: {subject}\r\n"
        f"Message-ID: <{abs(hash((subject, lines)))}@x.example>\r\n"
        f"{headers}\r\n" + "\r\n".join(lines) + "\r\n"
    ).encode()


def come(counter: Counter, raw: bytes, *, to: str = INBOX, sender: str = ANN) -> None:
    """Nothing; a mail came in and is kept."""
    letters.take(counter.store, raw=raw, sender=sender, recipient=to, way=Way.LMTP, now=counter.now)


def answers(counter: Counter) -> list[tuple[str, str]]:
    """The mails that wait to go out, as (kind, recipient)."""
    return [(message.kind, message.to) for message in counter.waiting()]


def deal(counter: Counter) -> list[tuple[str, str]]:
    """What goes out when all that waits was dealt with."""
    letters.work_off(counter.store, counter.settings, now=counter.now)
    return answers(counter)


def plus(extension: str) -> str:
    """The inbox with an extension."""
    return INBOX.replace("@", f"+{extension}@")


# What is taken


@pytest.mark.parametrize(
    ("recipient", "taken"),
    [
        pytest.param(INBOX, True, id="the inbox"),
        pytest.param(INBOX.upper(), True, id="the inbox in capitals"),
        pytest.param(plus("subscribe"), True, id="a word of ours behind the plus"),
        pytest.param(plus("HELP"), True, id="the same in capitals"),
        pytest.param("news@ledger.example", True, id="the sender's address, to which bounces come"),
        pytest.param(plus("sales"), False, id="a word that is not ours"),
        pytest.param(plus("b-aaaaaaaaaaaaaaaa-aaaaaaaaaaaaaaaaaaaaaaaaaa"), False, id="a forged return address"),
        pytest.param(plus("owner"), False, id="the owner, where nobody is named who reads it"),
        pytest.param("other@ledger.example", False, id="another name"),
        pytest.param("desk@elsewhere.example", False, id="another domain"),
    ],
)
def test_only_mail_to_addresses_of_ours_is_taken(recipient: str, taken: bool, counter: Counter) -> None:
    """Said while it is handed over, so that nothing has to be bounced (SUB-35)."""
    assert (letters.refused_because(counter.store, counter.settings, recipient) == "") == taken


def test_a_return_address_of_ours_is_taken(counter: Counter) -> None:
    """Its MAC says whose mail comes back."""
    ann = counter.join()
    extension = links.keys(counter.store).make_extension(ann.id, NOON.date())
    assert letters.refused_because(counter.store, counter.settings, plus(extension.upper())) == ""


# What is done


def test_somebody_joins_by_two_mails(counter: Counter) -> None:
    """The first is answered by a question, and an empty answer to that is a yes."""
    come(counter, mail("subscribe tech at 7:00 Madrid"))
    assert deal(counter) == [("confirm", ANN)]
    (request,) = counter.store.requests.of(counter.reader().id)
    token = counter.token(Purpose.CONFIRM, request.id, (NOON + links.CONFIRMABLE).date())
    come(counter, mail("Re: Please confirm"), to=plus(f"confirm-{token.upper()}"))
    assert deal(counter) == [("welcome", ANN)]
    assert counter.reader().schedule.timezone == "Europe/Madrid"


def test_an_answer_that_says_no_confirms_nothing(counter: Counter) -> None:
    """Whoever answers the question with "unsubscribe" does not want it."""
    come(counter, mail("subscribe tech"))
    deal(counter)
    (request,) = counter.store.requests.of(counter.reader().id)
    token = counter.token(Purpose.CONFIRM, request.id, (NOON + links.CONFIRMABLE).date())
    come(counter, mail("Re: Please confirm", "unsubscribe"), to=plus(f"confirm-{token}"))
    deal(counter)
    assert counter.store.people.subscriber(ANN) is None


def asked(counter: Counter) -> tuple[str, str]:
    """The address that confirms what Ann wants, and the Message-ID of the question."""
    come(counter, mail("subscribe tech at 7:00 Madrid"))
    letters.work_off(counter.store, counter.settings, now=counter.now)
    (question,) = counter.waiting()
    (request,) = counter.store.requests.of(counter.reader().id)
    token = counter.token(Purpose.CONFIRM, request.id, (NOON + links.CONFIRMABLE).date())
    return plus(f"confirm-{token}"), question.message_id


@pytest.mark.parametrize(
    ("line", "status"),
    [
        pytest.param("", SubscriberStatus.ACTIVE, id="an empty answer is a yes"),
        pytest.param("Yes please, thank you!", SubscriberStatus.ACTIVE, id="a polite one too"),
        pytest.param("No, that was not me. Please do not send.", SubscriberStatus.PENDING, id="a no is a no"),
        pytest.param("Nein danke", SubscriberStatus.PENDING, id="a no in German"),
        pytest.param("I didn’t ask for this", SubscriberStatus.PENDING, id="a no in other words"),
    ],
)
def test_an_answer_to_the_question_is_read(line: str, status: SubscriberStatus, counter: Counter) -> None:
    """Whatever says no does nothing, and the question is forgotten by itself."""
    address, _ = asked(counter)
    come(counter, mail("Re: Please confirm", line), to=address)
    sent = deal(counter)
    assert counter.reader().status is status
    assert sent == ([("welcome", ANN)] if status is SubscriberStatus.ACTIVE else [])


@pytest.mark.parametrize(
    "lines",
    [["at 9:00 London", "no sport"], ["Yes. But at 9:00 London, no sport"]],
    ids=["as lines", "in a sentence"],
)
def test_wishes_beside_the_yes_are_heard(lines: list[str], counter: Counter) -> None:
    """Whoever has the token is the reader."""
    address, _ = asked(counter)
    come(counter, mail("Re: Please confirm", *lines), to=address)
    letters.work_off(counter.store, counter.settings, now=counter.now)
    reader = counter.reader()
    assert (reader.schedule.at.hour, reader.schedule.timezone) == (9, "Europe/London")
    assert reader.profile.topics["sport"] < 0


@pytest.mark.parametrize("line", ["Yes", "", "Ja gerne"])
def test_the_yes_may_come_to_the_plain_address(line: str, counter: Counter) -> None:
    """By the question it answers, which only they have."""
    _, message_id = asked(counter)
    come(counter, mail("Re: Please confirm", line, headers=f"In-Reply-To: {message_id}\r\n"))
    assert deal(counter) == [("welcome", ANN)]


def test_a_note_that_somebody_is_away_says_yes_to_nothing(counter: Counter) -> None:
    """It is sent back to the address that confirms, by a program, to a question that somebody else brought about."""
    address, message_id = asked(counter)
    away = mail("Away", "until Monday", headers=f"Auto-Submitted: auto-replied\r\nIn-Reply-To: {message_id}\r\n")
    come(counter, away, to=address, sender="")
    come(counter, away + b" ", to=address)
    assert deal(counter) == []
    assert counter.reader().status is SubscriberStatus.PENDING
    come(counter, mail("x", headers="Auto-Submitted: auto-generated\r\n"), to=address)
    assert deal(counter) == []
    assert counter.reader().status is SubscriberStatus.ACTIVE, "a machine that was told to press the button (SUB-31)"


def test_the_address_alone_asks_and_the_body_says_for_what(counter: Counter) -> None:
    """Any subject will do (SUB-02)."""
    come(counter, mail("hello", "science, 8 stories"), to=plus("subscribe"))
    assert deal(counter) == [("confirm", ANN)]
    (request,) = counter.store.requests.of(counter.reader().id)
    assert dict(request.command.change.topics.of({})) == {"science": 1.0}


def test_an_answer_to_our_mail_is_proof_and_a_bare_mail_is_none(counter: Counter) -> None:
    """Who answers has had the mail; who writes From may be anybody, and the reader is asked."""
    counter.join()
    (welcome,) = [message for message in counter.waiting() if message.kind == "welcome"]
    come(counter, mail("stories 5", headers=f"In-Reply-To: {welcome.message_id}\r\n"))
    assert deal(counter) == [("done", ANN)]
    assert counter.reader().profile.stories == 5
    come(counter, mail("stories 6"))
    assert deal(counter) == [("confirm-wish", ANN)]
    come(counter, mail("stories 7", sender=BEN, headers=f"In-Reply-To: {welcome.message_id}\r\n"), sender=BEN)
    deal(counter)
    assert counter.reader().profile.stories == 5


def test_who_answers_the_farewell_is_back(counter: Counter) -> None:
    """At once and on record, though a confirmation was sent today already: nobody else has that mail."""
    counter.join()
    counter.waiting()
    come(counter, mail("unsubscribe"))
    letters.work_off(counter.store, counter.settings, now=counter.now)
    (farewell,) = counter.waiting()
    come(counter, mail("Re: You have left", "subscribe", headers=f"In-Reply-To: {farewell.message_id}\r\n"))
    assert deal(counter) == [("welcome", ANN)]
    record = counter.store.consents.of(counter.reader().id)
    assert (record[-1].act, bool(record[-1].wording)) == (Act.CONFIRMED, True)


def test_our_own_mail_server_can_vouch(counter: Counter) -> None:
    """By its own name; what anybody else writes in that header counts for nothing, and a failure is not answered."""
    counter.settings = _vouching(counter)
    counter.join()
    counter.waiting()
    come(counter, mail("stories 5", headers="Authentication-Results: mx.elsewhere.example; dmarc=pass\r\n"))
    assert deal(counter) == [("confirm-wish", ANN)]
    passed = "Authentication-Results: mx.ledger.example; dmarc=pass header.from=reader.example\r\n"
    come(counter, mail("stories 6", headers=passed))
    assert deal(counter) == [("done", ANN)]
    come(counter, mail("stories 7", headers=passed.replace("pass", "fail")))
    assert deal(counter) == []
    assert counter.reader().profile.stories == 6


def _vouching(counter: Counter) -> Settings:
    settings = counter.settings
    return replace(settings, inbox=replace(settings.inbox, authserv_id="mx.ledger.example"))


@pytest.mark.parametrize(
    ("lines", "sender", "expected"),
    [
        pytest.param(["what is this"], BEN, [("help", BEN)], id="a stranger's question"),
        pytest.param(["Dear Sir,", "I am", "a prince", "and rich,", "very"], BEN, [], id="a stranger's long letter"),
        pytest.param(["Dear Ledger,", "I liked", "the story", "about", "hats"], ANN, [("help", ANN)], id="a reader's"),
        pytest.param([], BEN, [("help", BEN)], id="an empty mail"),
    ],
)
def test_what_is_not_understood_is_answered_with_help(
    lines: list[str], sender: str, expected: list[tuple[str, str]], counter: Counter
) -> None:
    """Once; but what was not written to us is left alone (SUB-04)."""
    counter.join()
    counter.waiting()
    come(counter, mail("Hello", *lines, sender=sender), sender=sender)
    assert deal(counter) == expected
    come(counter, mail("Hello", *lines, "", sender=sender), sender=sender)
    assert deal(counter) == []


# What is not answered


@pytest.mark.parametrize(
    ("headers", "sender"),
    [
        pytest.param("Auto-Submitted: auto-replied\r\n", ANN, id="an autoresponder"),
        pytest.param("Precedence: bulk\r\n", ANN, id="bulk mail"),
        pytest.param("List-Id: <a.example>\r\n", ANN, id="a list"),
        pytest.param("", "", id="a bounce"),
    ],
)
def test_a_machine_may_leave_but_gets_no_answer(headers: str, sender: str, counter: Counter) -> None:
    """With a token of ours the button is pressed; without one nothing happens (SUB-30, SUB-31)."""
    ann = counter.join()
    counter.waiting()
    come(counter, mail("unsubscribe", headers=headers), sender=sender)
    assert deal(counter) == []
    assert counter.reader().status is SubscriberStatus.ACTIVE
    come(counter, mail("x", headers=headers), to=plus(f"leave-{counter.token(Purpose.LEAVE, ann.id)}"), sender=sender)
    assert deal(counter) == []
    assert counter.reader().status is SubscriberStatus.UNSUBSCRIBED


def test_two_services_that_write_to_each_other_fall_silent(counter: Counter) -> None:
    """Whatever the first mail was, each says two things at most (SUB-33, Sympa #418)."""
    other = "desk@ledger.example"
    come(counter, mail("help", sender=BEN), sender=BEN)
    letters.work_off(counter.store, counter.settings, now=counter.now)
    (answer,) = counter.waiting()
    # The other one is of our kind: our answer, as it reaches it, is what it would answer.
    come(counter, answer.mime.replace(b"ledger.example", b"other.example"), to=other, sender=answer.envelope_from)
    assert deal(counter) == []


def test_a_mail_to_the_owner_goes_on_to_the_operator(counter: Counter) -> None:
    """Whole, as an attachment; a flood is cut off."""
    settings = counter.settings
    counter.settings = replace(settings, operator=replace(settings.operator, address="op@reader.example"))
    assert letters.refused_because(counter.store, counter.settings, plus("owner")) == ""
    for number in range(60):
        come(counter, mail(f"hello {number}", "a person?"), to=plus("owner"))
    assert set(sent := deal(counter)) == {("passed-on", "op@reader.example")}
    assert len(sent) == 50


# What breaks off


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
