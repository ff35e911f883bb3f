"""An answer goes only where it does no harm: to people, and not without end."""

import email
import email.policy
from dataclasses import replace

import pytest

from digest.desk import letters
from digest.domain.people import SubscriberStatus
from digest.tokens import Purpose
from tests.desk.counter import ANN, BEN, DAY, Counter
from tests.desk.postman import come, deal, mail, plus


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


@pytest.mark.parametrize("subject", ["Re: Your morning digest", "Thanks"])
def test_who_says_thanks_is_left_in_peace(subject: str, counter: Counter) -> None:
    """It wants nothing: no help, no answer, and nothing is changed."""
    before = counter.join()
    counter.waiting()
    come(counter, mail(subject, "Thanks, great issue!", "", "Ann"))
    assert deal(counter) == []
    assert counter.reader() == before


@pytest.mark.parametrize(
    "line", ["Thanks, great issue! Could it come later?", "Great, but fewer quizzes", "Thanks. Wher is my mail"]
)
def test_thanks_with_what_may_be_a_wish_are_answered(line: str, counter: Counter) -> None:
    """With help, where the wish is not understood: nobody who wants something hears nothing."""
    counter.join()
    counter.waiting()
    come(counter, mail("Re: Your morning digest", line))
    assert deal(counter) == [("help", ANN)]


def test_of_a_line_half_understood_the_answer_says_so(counter: Counter) -> None:
    """What was understood is done, and told; of the rest only that it was there (SUB-05)."""
    counter.join()
    (welcome,) = [message for message in counter.waiting() if message.kind == "welcome"]
    come(counter, mail("hi", "topics science, astrology", headers=f"In-Reply-To: {welcome.message_id}\r\n"))
    letters.work_off(counter.store, counter.settings, now=counter.now)
    (answer,) = counter.waiting()
    assert dict(counter.reader().profile.topics) == {"science": 1.0}
    part = email.message_from_bytes(answer.mime, policy=email.policy.default).get_body(("plain",))
    assert part
    text = str(part.get_content())
    assert "Part of what you wrote was not understood." in text
    assert "Science" in text
    assert "astrology" not in text.casefold()


def test_the_same_riddle_is_answered_with_help_once(counter: Counter) -> None:
    """Somebody's machine that says every day that they are away hears from us once; who writes otherwise, again."""
    counter.join()
    counter.waiting()
    sent = []
    for day in range(5):
        come(
            counter, mail(f"Re: Your digest of day {day}", "Ik ben er pas weer op 7 december", headers=f"X: {day}\r\n")
        )
        sent += deal(counter)
        counter.now += DAY
    assert sent == [("help", ANN)]
    come(counter, mail("Re: Your digest", "Wat kan ik schrijven?"))
    assert deal(counter) == [("help", ANN)]
    come(counter, mail("Re: Your digest", "How do I unsubscribe?"))
    assert deal(counter) == [("help", ANN)]
