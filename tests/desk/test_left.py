"""Who has left: the words that bring them back are shown, and what is held of them stays in reach."""

import email
import email.policy
from dataclasses import replace

from digest.domain.consents import Act
from digest.domain.people import Door, SubscriberStatus
from digest.domain.wishes import Asker, Change, Command, NoticeKind, Proof, Result, Verb
from tests.desk.counter import ANN, DAY, TECH, Counter

_LEFT = SubscriberStatus.UNSUBSCRIBED


def text(counter: Counter) -> str:
    """The one mail that goes out now, as plain text in one line."""
    (message,) = counter.waiting()
    body = email.message_from_bytes(message.mime, policy=email.policy.default).get_body(("plain",))
    assert body is not None
    return " ".join(body.get_content().split())


def test_a_goodbye_shows_the_words_that_go_on_record(counter: Counter) -> None:
    """The very sentences of the agreement stand above the way back, and nowhere else are others (SUB-50)."""
    reader = counter.join()
    counter.waiting()
    back = counter.ask(Verb.LEAVE).request_id
    farewell = text(counter)
    counter.confirm(back)
    (agreed,) = [one for one in counter.store.consents.of(reader.id)[-1:] if one.act is Act.CONFIRMED]
    assert len(agreed.wording.splitlines()) >= 4
    assert " ".join(agreed.wording.split()) in farewell
    assert farewell.index("I want The Ledger by mail.") < farewell.index("/confirm/")


def test_a_goodbye_leads_to_what_is_held(counter: Counter) -> None:
    """To its page; the command stands there only where no page does."""
    counter.join()
    counter.waiting()
    counter.ask(Verb.LEAVE)
    held = counter.posted[-1].ways.held
    assert held.startswith("https://ledger.example/data/")
    assert held in text(counter)


def test_a_lost_link_leads_back_who_has_left(counter: Counter) -> None:
    """One mail a day to their own address, with the way back and the way to what is held; and both are good."""
    reader = counter.be(_LEFT)
    assert reader is not None
    for _ in range(3):
        counter.fill_in(Verb.PREFERENCES)
        counter.work_off()
    mail = text(counter)
    assert "ledger.example/data/" in mail
    assert "it was given to The Ledger" in mail
    assert "not subscribed" not in mail
    (request,) = counter.store.requests.of(reader.id)
    assert counter.confirm(request.id).result is Result.DONE
    assert counter.reader().status is SubscriberStatus.ACTIVE


def test_a_lost_link_comes_again_on_another_day(counter: Counter) -> None:
    """The limit is that of every mail that anybody can have sent to an address."""
    counter.be(_LEFT)
    sent = []
    for _ in range(5):
        counter.fill_in(Verb.PREFERENCES)
        counter.work_off()
        sent.append(len(counter.waiting()))
        counter.now += DAY
    assert sent == [1, 1, 1, 0, 0]


def test_who_never_joined_is_not_led_back(counter: Counter) -> None:
    """A question that waits is no subscription that ended."""
    counter.be(SubscriberStatus.PENDING)
    counter.fill_in(Verb.PREFERENCES)
    counter.work_off()
    assert counter.waiting() == []


def test_who_left_and_writes_for_their_wishes_is_led_back(counter: Counter) -> None:
    """The same by mail."""
    counter.be(_LEFT)
    counter.ask(Verb.PREFERENCES)
    assert counter.posted[-1].kind is NoticeKind.GOODBYE
    assert counter.posted[-1].ways.confirm


def test_a_form_does_not_change_the_language_of_a_reader(counter: Counter) -> None:
    """What the visitor's browser speaks is no wish of the reader's; somebody new is spoken to as they came."""
    counter.be(SubscriberStatus.ACTIVE)
    change = replace(TECH, stories=5, language="de")
    for who in (ANN, "new@reader.example"):
        counter.fill_in(Verb.SUBSCRIBE, who, change=change)
    counter.work_off()
    (request,) = counter.store.requests.of(counter.reader().id)
    assert (request.command.change.language, request.command.change.stories) == (None, 5)
    counter.confirm(request.id)
    assert (counter.reader().language, counter.reader().profile.stories) == ("en", 5)
    (other,) = counter.store.requests.of(counter.reader("new@reader.example").id)
    assert other.command.change.language == "de"


def test_who_left_comes_back_in_their_own_language(counter: Counter) -> None:
    """Also by a form that was filled in in another."""
    counter.be(_LEFT, language="fr")
    counter.fill_in(Verb.SUBSCRIBE, change=replace(TECH, language="de"))
    counter.work_off()
    (request,) = counter.store.requests.of(counter.reader().id)
    counter.confirm(request.id)
    assert counter.reader().language == "fr"


def test_a_language_that_is_wished_in_a_letter_is_a_wish(counter: Counter) -> None:
    """Who writes it means it; and it is called by its name in the reader's own language."""
    counter.be(SubscriberStatus.ACTIVE, language="de")
    counter.ask(Verb.SUBSCRIBE, change=Change(language="en"))
    assert "Sprache: Englisch." in text(counter)


def test_what_a_form_said_is_on_record(counter: Counter) -> None:
    """The words beside its button, with the moment at which it was sent (SUB-50)."""
    asker = Asker(door=Door.WEB, proof=Proof.NOTHING, address=ANN, told="Send me the digest\nOne mail asks you.")
    counter.tell(Command(verb=Verb.SUBSCRIBE, change=TECH), asker)
    (asked,) = counter.store.consents.of(counter.reader().id)
    assert (asked.act, asked.wording) == (Act.ASKED, "Send me the digest\nOne mail asks you.")
