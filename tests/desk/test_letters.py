"""Mail to the inbox: what is taken, and what is done about it."""

import re
from dataclasses import replace

import pytest

from digest.config import Settings
from digest.desk import letters
from digest.domain.consents import Act
from digest.domain.people import SubscriberStatus
from digest.pipeline import links
from digest.render import tongues
from digest.tokens import Purpose
from tests.desk.counter import ANN, BEN, NOON, Counter
from tests.desk.postman import INBOX, come, deal, mail, plus

#: What stands below every issue.
TO_LEAVE = 'You can also answer this mail: with the word "unsubscribe" to leave, or with what you want changed.'


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
    assert deal(counter) == []
    assert [entry.act for entry in counter.store.consents.of(counter.reader().id)] == [Act.ASKED, Act.REFUSED]


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
    [["yes", "at 9:00 London", "no sport"], ["Yes. But at 9:00 London, no sport"]],
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
    come(counter, mail("confirm", headers="Auto-Submitted: auto-generated\r\n"), to=address)
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


@pytest.mark.parametrize("language", ["en", "de", "es", "fr"])
def test_the_word_to_leave_that_mail_names_is_understood(language: str, counter: Counter) -> None:
    """Every issue says in its reader's language with which word they leave: that word does it."""
    counter.join()
    counter.waiting()
    said = tongues.load(counter.settings.service.templates).of(language).say(TO_LEAVE)
    named = re.search(r"[\"„«“][\s\u00a0\u202f]*([^\s\"“”»\u00a0\u202f]+)", said)
    assert named, said
    come(counter, mail("Re: The Ledger", named[1]))
    assert deal(counter) == [("goodbye", ANN)]
