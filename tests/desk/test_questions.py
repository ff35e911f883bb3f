"""Answers to our questions: only a plain yes is one, a no is on record, and anything else is asked about once."""

import email
import email.policy
import re
from dataclasses import replace
from datetime import time

import pytest

from digest.desk import letters
from digest.domain.consents import Act
from digest.domain.mail import OutboxMessage
from digest.domain.people import SubscriberStatus
from digest.domain.wishes import Verb
from tests.desk.counter import ANN, DAY, TECH, Counter
from tests.desk.postman import come, deal, mail
from tests.subscribe import test_assent

#: No word of it is in our tables, and no header says that a machine wrote it.
AWAY = "Sono in viaggio fino al 7 dicembre, a presto"
PENDING, ACTIVE = SubscriberStatus.PENDING, SubscriberStatus.ACTIVE


def posted(counter: Counter) -> OutboxMessage:
    """The one mail that waits when all letters were dealt with."""
    letters.work_off(counter.store, counter.settings, now=counter.now)
    (message,) = counter.waiting()
    return message


def question(counter: Counter, words: str = "subscribe science") -> tuple[str, str]:
    """The address to which our question is answered, and its Message-ID."""
    come(counter, mail(words))
    return address_of(posted(counter))


def address_of(message: OutboxMessage) -> tuple[str, str]:
    """Where an answer to a mail of ours goes, and its Message-ID."""
    parsed = email.message_from_bytes(message.mime, policy=email.policy.default)
    return str(parsed["Reply-To"]), message.message_id


def text(message: OutboxMessage) -> str:
    """The words of a mail of ours, on one line."""
    part = email.message_from_bytes(message.mime, policy=email.policy.default).get_body(("plain",))
    assert part
    return " ".join(str(part.get_content()).split())


@pytest.mark.parametrize("by_token", [True, False], ids=["to the address that confirms", "to the plain address"])
@pytest.mark.parametrize("words", test_assent.NO)
def test_a_no_in_ordinary_words_joins_nobody(words: str, by_token: bool, counter: Counter) -> None:
    """It is on record, in their words; no more mail goes there, though somebody types the address once more."""
    address, message_id = question(counter)
    to = address if by_token else "desk@ledger.example"
    come(counter, mail("Re: Please confirm", words, headers=f"In-Reply-To: {message_id}\r\n"), to=to)
    assert deal(counter) == []
    assert counter.reader().status is PENDING
    record = counter.store.consents.of(counter.reader().id)
    assert [entry.act for entry in record] == [Act.ASKED, Act.REFUSED]
    assert words in record[-1].evidence
    counter.now += 2 * DAY
    counter.fill_in(Verb.SUBSCRIBE, ANN, change=TECH)
    counter.work_off()
    assert counter.waiting() == []


@pytest.mark.parametrize(
    "words", ["Who are you and where did you get my address?", "user unknown", "at 9:00 London", AWAY]
)
def test_an_unclear_answer_is_asked_about_once(words: str, counter: Counter) -> None:
    """With the word that says yes, and not again; then that word still does it."""
    address, message_id = question(counter)
    come(counter, mail("Re: Please confirm", words, headers=f"In-Reply-To: {message_id}\r\n"), to=address)
    again = posted(counter)
    assert again.kind == "confirm"
    assert "If you want this, answer with the one word “yes”. If you do not, do nothing." in text(again)
    assert "with or without a word" not in text(again)
    address, message_id = address_of(again)
    come(counter, mail("Re: Please confirm", words, "!", headers=f"In-Reply-To: {message_id}\r\n"), to=address)
    assert deal(counter) == []
    assert counter.reader().status is PENDING
    come(counter, mail("Re: Please confirm", "Yes"), to=address)
    assert deal(counter) == [("welcome", ANN)]


@pytest.mark.parametrize(
    ("words", "topics", "at"),
    [
        pytest.param(
            "topics tech and sport please at 8", {"technology": 1.0, "sport": 1.0}, time(8), id="other topics"
        ),
        pytest.param("at 8 please", {"science": 1.0}, time(8), id="an hour"),
        pytest.param("Is this every day? at 8 please", {"science": 1.0}, time(8), id="a question and an hour"),
        pytest.param("at 8\nno science", {"science": 1.0}, time(7), id="what leaves nothing to send"),
    ],
)
def test_a_wish_without_a_yes_is_kept_until_there_is_one(
    words: str, topics: dict[str, float], at: time, counter: Counter
) -> None:
    """It is no consent: it is asked about once more, with the wish in it, and their yes confirms both."""
    address, _ = question(counter)
    come(counter, mail("Re: Please confirm", *words.split("\n")), to=address)
    again = posted(counter)
    assert again.kind == "confirm"
    assert counter.reader().status is PENDING
    come(counter, mail("Re: Please confirm", "yes"), to=address_of(again)[0])
    assert deal(counter) == [("welcome", ANN)]
    assert (counter.reader().profile.topics, counter.reader().schedule.at) == (topics, at)


@pytest.mark.parametrize(
    "words",
    [
        "Yes please! And also sport.",
        "ok and please also sport",
        "yes, also sport",
        "Ja bitte, und auch Sport",
        "Oui. Et aussi le sport",
        "Yes, and sport too!",
    ],
)
def test_a_topic_beside_a_yes_comes_with_it(words: str, counter: Counter) -> None:
    """Nobody writes a verb there."""
    address, _ = question(counter)
    come(counter, mail("Re: Please confirm", words), to=address)
    assert deal(counter) == [("welcome", ANN)]
    assert dict(counter.reader().profile.topics) == {"science": 1.0, "sport": 1.0}


@pytest.mark.parametrize("words", ["Yes, also my colleague", "ok and please also read this", "also sport"])
def test_what_stands_beside_a_yes_or_without_one_is_no_consent_by_itself(words: str, counter: Counter) -> None:
    """They are asked once more."""
    address, _ = question(counter)
    come(counter, mail("Re: Please confirm", words), to=address)
    assert deal(counter) == [("confirm", ANN)]
    assert counter.reader().status is PENDING


def test_a_second_wish_without_a_yes_is_kept_too_and_asked_about_no_more(counter: Counter) -> None:
    """One repeated question is enough, for somebody whose machine answers."""
    address, _ = question(counter)
    come(counter, mail("Re: Please confirm", "topics sport"), to=address)
    assert [kind for kind, _ in deal(counter)] == ["confirm"]
    come(counter, mail("Re: Please confirm", "topics sport, tech"), to=address)
    assert deal(counter) == []
    come(counter, mail("Re: Please confirm", "yes"), to=address)
    deal(counter)
    assert set(counter.reader().profile.topics) == {"sport", "technology"}


@pytest.mark.parametrize("words", [*test_assent.YES, *test_assent.NOTHING])
def test_a_yes_or_a_plain_answer_joins(words: str, counter: Counter) -> None:
    """And the record says what was answered to what."""
    address, _ = question(counter)
    come(counter, mail("Re: Please confirm", *words.split("\n")), to=address)
    assert deal(counter) == [("welcome", ANN)]
    entry = counter.store.consents.of(counter.reader().id)[-1 if "9:00" not in words else 1]
    assert entry.act is Act.CONFIRMED
    assert "Science" in entry.wording
    assert re.search(r"“.+”|without a word", entry.evidence)


@pytest.mark.parametrize(
    ("subject", "sender", "words"),
    [
        pytest.param("Automatic reply: Please confirm", ANN, "", id="away, without a header"),
        pytest.param("Abwesenheitsnotiz: Please confirm", ANN, "Ja", id="away in German"),
        pytest.param("[Ticket#2026112] Please confirm", ANN, "Your request has been received", id="a ticket"),
        pytest.param("Undelivered Mail Returned to Sender", "MAILER-DAEMON@mx.example", "", id="a bounce"),
        pytest.param("Re: Please confirm", "postmaster@x.example", "", id="a postmaster"),
        pytest.param("Undeliverable: Please confirm", ANN, "not found", id="undeliverable"),
    ],
)
def test_a_machine_says_neither_yes_nor_no(subject: str, sender: str, words: str, counter: Counter) -> None:
    """It is not answered, and nothing is on record."""
    address, _ = question(counter)
    come(counter, mail(subject, words, sender=sender), to=address, sender=sender)
    assert deal(counter) == []
    assert counter.reader().status is PENDING
    assert [entry.act for entry in counter.store.consents.of(counter.reader().id)] == [Act.ASKED]


@pytest.mark.parametrize("verb", ["erase me", "export my data"])
@pytest.mark.parametrize("words", ["", "Thanks", "No", "What is this?", "Stop, it was not me!!"])
def test_what_cannot_be_undone_takes_a_yes_in_words(verb: str, words: str, counter: Counter) -> None:
    """An empty answer is not enough, and neither is a yes to another mail of ours."""
    counter.join()
    welcome = next(message for message in counter.waiting() if message.kind == "welcome")
    come(counter, mail(verb))
    asked = posted(counter)
    assert "Or answer this mail with the word “yes”." in text(asked)
    address, _ = address_of(asked)
    come(counter, mail("Re: Was this you?", words), to=address)
    come(counter, mail("Re: Welcome", "yes", headers=f"In-Reply-To: {welcome.message_id}\r\n"))
    assert {"export", "goodbye"}.isdisjoint(kind for kind, _ in deal(counter))
    assert counter.reader().status is ACTIVE


@pytest.mark.parametrize("verb", ["erase me", "export my data"])
def test_a_yes_in_words_does_even_what_cannot_be_undone(verb: str, counter: Counter) -> None:
    """To the question itself."""
    counter.join()
    counter.waiting()
    address, _ = question(counter, verb)
    come(counter, mail("Re: Was this you?", "Yes, that was me"), to=address)
    assert deal(counter) == [("goodbye" if "erase" in verb else "export", ANN)]


def test_who_said_no_to_a_wish_is_not_asked_about_it_any_more(counter: Counter) -> None:
    """What a reader did not ask for cannot be confirmed later; it is on record that it was not them."""
    counter.join()
    counter.waiting()
    address, _ = question(counter, "stories 5")
    come(counter, mail("Re: Was this you?", "No, that wasn't me"), to=address)
    assert deal(counter) == []
    assert counter.store.consents.of(counter.reader().id)[-1].act is Act.REFUSED
    come(counter, mail("Re: Was this you?", "yes"), to=address)
    deal(counter)
    assert counter.reader().profile.stories != 5


def test_who_joined_meanwhile_is_read_as_any_reader(counter: Counter) -> None:
    """An answer to the old question is no longer one: wishes are done, and anything else is read as a letter."""
    address, message_id = question(counter)
    come(counter, mail("Re: Please confirm", "yes"), to=address)
    deal(counter)
    come(counter, mail("Re: Please confirm", "stories 5"), to=address)
    deal(counter)
    assert counter.reader().profile.stories == 5
    come(counter, mail("Re: Please confirm", "pause 5 days", headers=f"In-Reply-To: {message_id}\r\n"), to=address)
    assert deal(counter) == [("done", ANN)]
    assert counter.reader().status is SubscriberStatus.PAUSED


def test_a_no_may_be_taken_back_in_words(counter: Counter) -> None:
    """While the question waits: by a yes, never by an empty answer."""
    address, _ = question(counter)
    come(counter, mail("Re: Please confirm", "No"), to=address)
    assert deal(counter) == []
    come(counter, mail("Re: Please confirm", ""), to=address)
    letters.work_off(counter.store, counter.settings, now=counter.now)
    assert counter.reader().status is PENDING
    come(counter, mail("Re: Please confirm", "Sorry, yes"), to=address)
    letters.work_off(counter.store, counter.settings, now=counter.now)
    assert counter.reader().status is PENDING
    come(counter, mail("Re: Please confirm", "yes"), to=address)
    letters.work_off(counter.store, counter.settings, now=counter.now)
    assert counter.reader().status is ACTIVE


def test_an_answer_about_nobody_is_not_heeded(counter: Counter) -> None:
    """A token that is none of ours names no question, and a no to it is not on record anywhere."""
    for words in ("never", "what is this"):
        come(counter, mail("Re: x", words), to=f"desk+confirm-{'a' * 42}@ledger.example")
    assert deal(counter) == []
    assert counter.store.people.subscribers() == ()


def test_a_question_is_not_asked_again_once_it_is_too_old(counter: Counter) -> None:
    """After three days it is forgotten, whatever is answered."""
    address, _ = question(counter)
    counter.now += 4 * DAY
    come(counter, mail("Re: Please confirm", "what is this"), to=address)
    assert deal(counter) == []


def test_a_question_can_be_asked_again_though_its_topic_went_away(counter: Counter) -> None:
    """With what was asked for, as far as it is still known."""
    address, _ = question(counter)
    names = {"technology": "Technology"}
    counter.settings = replace(counter.settings, topics=replace(counter.settings.topics, names=names))
    come(counter, mail("Re: Please confirm", "what is this"), to=address)
    assert deal(counter) == [("confirm", ANN)]


def test_who_answers_a_question_by_leaving_leaves(counter: Counter) -> None:
    """Leaving is as easy there as anywhere, for whoever is a reader."""
    counter.join()
    counter.waiting()
    address, _ = question(counter, "stories 5")
    come(counter, mail("Re: Was this you?", "unsubscribe"), to=address)
    assert deal(counter) == [("goodbye", ANN)]
    assert counter.reader().status is SubscriberStatus.UNSUBSCRIBED


@pytest.mark.parametrize(
    ("subject", "words", "sent"),
    [
        pytest.param("Re: {}", "", [("welcome", ANN)], id="a plain answer"),
        pytest.param("{}", "", [("welcome", ANN)], id="the mail that the button writes"),
        pytest.param("Re: {}", "This is spam.", [], id="a complaint below our own word"),
        pytest.param("Re: {}", "What is this", [("confirm", ANN)], id="a question below our own word"),
        pytest.param("Automatic reply: {}", "", [], id="somebody is away"),
    ],
)
def test_where_the_subject_confirms_the_words_below_count(
    subject: str, words: str, sent: list[tuple[str, str]], counter: Counter
) -> None:
    """At an inbox without extensions the question's subject holds the token, and comes back with every answer."""
    counter.settings = replace(counter.settings, inbox=replace(counter.settings.inbox, extensions=False))
    come(counter, mail("subscribe science"))
    parsed = email.message_from_bytes(posted(counter).mime, policy=email.policy.default)
    assert str(parsed["Reply-To"]) == "desk@ledger.example"
    come(counter, mail(subject.format(parsed["Subject"]), words))
    assert deal(counter) == sent
