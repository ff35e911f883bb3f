"""What strangers' mails are answered with: all that was read, and that there was more."""

from dataclasses import replace
from datetime import time

import pytest

from digest.desk import letters
from digest.domain.people import SubscriberStatus
from tests.desk.counter import Counter
from tests.desk.postman import come, deal, mail
from tests.desk.test_questions import address_of, posted, question, text

OURS = "mx.ledger.example"
CUT = "Only the first ten wishes of a mail are read: send us the rest in another mail."


@pytest.fixture
def reader(counter: Counter) -> Counter:
    """The desk with one reader, whose mail our own server vouches for."""
    counter.join()
    settings = counter.settings
    counter.settings = replace(settings, inbox=replace(settings.inbox, authserv_id=OURS))
    return counter


def answered(counter: Counter, *lines: str) -> str:
    """The words of the answer to a mail that is proven to be the reader's."""
    before = {message.id for message in counter.waiting()}
    come(counter, mail("Hello", *lines, headers=f"Authentication-Results: {OURS}; dmarc=pass\r\n"))
    letters.work_off(counter.store, counter.settings, now=counter.now)
    (message,) = (message for message in counter.waiting() if message.id not in before)
    return text(message)


def test_who_wishes_more_than_is_read_is_told(reader: Counter) -> None:
    """The first ten are done; the rest is to be sent in another mail (SUB-04)."""
    said = answered(reader, *(f"mute word{number:02}" for number in range(15)))
    assert CUT in said
    assert len(reader.reader().profile.mute) == 10
    assert CUT not in answered(reader, "stories 8")


@pytest.mark.parametrize("word", ["help", "preferences"])
def test_help_and_wishes_tell_it_too(word: str, reader: Counter) -> None:
    """Whatever the answer is."""
    assert CUT in answered(reader, word, *(f"mute word{number:02}" for number in range(15)))


def test_a_farewell_tells_what_changed_before_it_and_no_empty_list(reader: Counter) -> None:
    """Each sentence that ends in a colon has something below it."""
    said = answered(reader, "follow tennis", "unsubscribe")
    assert reader.reader().status is SubscriberStatus.UNSUBSCRIBED
    before, _, after = said.partition("Your wishes are changed:")
    assert before
    assert "tennis" in after[:80]


def test_who_unsubscribes_from_a_title_that_is_not_ours_is_told_how_to_leave(reader: Counter) -> None:
    """It is muted, which is soon undone; and the word that leaves altogether stands beside it."""
    said = answered(reader, "unsubscribe from Harbour Chronicle")
    assert reader.reader().profile.mute == ("Harbour Chronicle",)
    assert reader.reader().status is SubscriberStatus.ACTIVE
    assert "To leave: unsubscribe" in said


def test_thanks_and_wishes_are_no_yes_but_are_kept(counter: Counter) -> None:
    """The question goes out once more and shows them; the yes confirms all."""
    address, _ = question(counter)
    said = "Thanks so much, looking forward to it! Could you send it at 8:30 instead of 7 and add health?"
    come(counter, mail("Re: Please confirm", said), to=address)
    again = posted(counter)
    assert again.kind == "confirm"
    assert "8:30" in text(again)
    assert "Health" in text(again)
    assert counter.reader().status is SubscriberStatus.PENDING
    come(counter, mail("Re: Please confirm", "yes"), to=address_of(again)[0])
    assert [kind for kind, _ in deal(counter)] == ["welcome"]
    assert counter.reader().schedule.at == time(8, 30)
    assert set(counter.reader().profile.topics) == {"science", "health"}


def test_a_date_that_nobody_understands_is_answered_with_help(reader: Counter) -> None:
    """And the issues come on."""
    said = answered(reader, "pause", "", "until Easter")
    assert "1 line was not understood." in said
    assert reader.reader().status is SubscriberStatus.ACTIVE
