"""A subscriber's life: asked, confirmed, gone and back; nobody gets mail who did not say so."""

from dataclasses import replace
from datetime import time, timedelta

import pytest

from digest.domain.consents import Act
from digest.domain.news import Origin
from digest.domain.people import Cadence, Door, SubscriberStatus
from digest.domain.wishes import Asker, Change, Command, NoticeKind, Proof, Result, Verb, Weights
from tests.desk.counter import ANN, BEN, DAY, HOUR, NOON, TECH, Counter

ACTIVE, PENDING = SubscriberStatus.ACTIVE, SubscriberStatus.PENDING
LEFT = SubscriberStatus.UNSUBSCRIBED


def test_nobody_gets_an_issue_before_they_confirmed(counter: Counter) -> None:
    """However long they wait; nobody is due, and only the question is sent (SUB-10)."""
    counter.ask(Verb.SUBSCRIBE, change=TECH)
    assert counter.reader().status is PENDING
    assert counter.store.people.due(NOON + 100 * DAY, limit=10) == ()
    assert [(message.kind, message.to) for message in counter.waiting()] == [("confirm", ANN)]


def test_who_confirms_gets_an_issue_at_once(counter: Counter) -> None:
    """With the wishes they had asked for, which are theirs from then on."""
    wanted = replace(TECH, at=time(7), timezone="Europe/Madrid", cadence=Cadence.WEEKDAYS)
    asked = counter.ask(Verb.SUBSCRIBE, change=wanted)
    assert asked.reader
    assert asked.reader.schedule.timezone == "Europe/Madrid"
    # What anybody may have typed does not count before.
    assert counter.reader().schedule.timezone == "UTC"
    done = counter.confirm(asked.request_id)
    reader = counter.reader()
    assert (done.result, done.reader, done.command.verb) == (Result.DONE, reader, Verb.SUBSCRIBE)
    assert (reader.status, reader.origin, reader.next_due_at, reader.is_first) == (ACTIVE, Origin.SELF, NOON, True)
    assert (reader.schedule.timezone, dict(reader.profile.topics)) == ("Europe/Madrid", {"technology": 1.0})
    assert reader.chosen_at == NOON
    assert [notice.kind for notice in counter.posted] == [NoticeKind.CONFIRM, NoticeKind.WELCOME]


def test_the_record_says_what_they_agreed_to_when_and_how(counter: Counter) -> None:
    """The question and the answer, each with what shows it, and the words as they stood in the mail (SUB-50)."""
    asked = counter.ask(Verb.SUBSCRIBE, change=TECH)
    (mail,) = counter.waiting()
    counter.now += HOUR
    counter.confirm(asked.request_id, door=Door.WEB, asked_at=NOON)
    first, second = counter.store.consents.of(counter.reader().id)
    assert (first.act, first.door, first.at, first.evidence) == (Act.ASKED, Door.MAIL, NOON, f"<0@{ANN}>")
    assert (second.act, second.door, second.at) == (Act.CONFIRMED, Door.WEB, NOON + HOUR)
    assert second.evidence == "<yes@reader.example>"
    assert "Technology" in second.wording
    text = mail.mime.decode()
    assert all(line.split(".")[0] in text for line in second.wording.splitlines())


@pytest.mark.parametrize(
    ("change", "topics"),
    [
        pytest.param(Change(), None, id="nothing in particular"),
        pytest.param(Change(topics=Weights(whole={})), None, id="no box ticked"),
        pytest.param(Change(topics=Weights(add={"science": 1.0})), {"science": 1.0}, id="one topic"),
    ],
)
def test_who_names_no_topic_gets_the_best_of_all(
    counter: Counter, change: Change, topics: dict[str, float] | None
) -> None:
    """A digest without wishes is a digest."""
    everything = dict.fromkeys(counter.settings.topics.names, 1.0)
    assert dict(counter.join(change=change).profile.topics) == (topics or everything)


def test_who_wants_all_but_one_topic_gets_that(counter: Counter) -> None:
    """ "subscribe -sport" is a wish too."""
    topics = dict(counter.join(change=Change(topics=Weights(add={"sport": -1.0}))).profile.topics)
    assert topics.pop("sport") == -1
    assert set(topics.values()) == {1.0}


def test_confirming_twice_is_as_good_as_once(counter: Counter) -> None:
    """Both times they are told that it stands (SUB-14)."""
    asked = counter.ask(Verb.SUBSCRIBE, change=TECH)
    counter.confirm(asked.request_id)
    reader = counter.reader()
    counter.now += HOUR
    again = counter.confirm(asked.request_id, asked_at=NOON)
    assert (again.result, again.reader, counter.reader()) == (Result.ALREADY, reader, reader)
    assert [entry.act for entry in counter.store.consents.of(reader.id)] == [Act.ASKED, Act.CONFIRMED]


@pytest.mark.parametrize(
    ("later", "result"),
    [
        pytest.param(timedelta(days=3), Result.DONE, id="three days"),
        pytest.param(timedelta(days=3, seconds=1), Result.BAD_TOKEN, id="three days and a second"),
        pytest.param(timedelta(days=30), Result.BAD_TOKEN, id="a month"),
    ],
)
def test_a_question_stands_for_three_days(counter: Counter, later: timedelta, result: Result) -> None:
    """And the mail says so (SUB-13)."""
    asked = counter.ask(Verb.SUBSCRIBE, change=TECH)
    assert counter.posted[0].expires == (NOON + 3 * DAY).date()
    counter.now += later
    assert counter.confirm(asked.request_id, asked_at=NOON).result is result


def test_a_token_cannot_outlive_its_question(counter: Counter) -> None:
    """Also when what it names was asked again: the day in it must be that of the request."""
    asked = counter.ask(Verb.SUBSCRIBE, change=TECH)
    counter.now += 4 * DAY
    counter.store.requests.forget(before=counter.now)
    assert counter.confirm(asked.request_id).result is Result.BAD_TOKEN


def test_who_never_confirms_is_forgotten(counter: Counter) -> None:
    """After three days nothing is known of them, once the question is out of our hands."""
    counter.ask(Verb.SUBSCRIBE, change=TECH)
    counter.now += 3 * DAY + HOUR
    counter.work_off()
    assert counter.reader().status is PENDING  # the question still waits to be sent
    counter.store.mail.withhold([counter.reader().id], "it is too old", now=counter.now)
    counter.ask(Verb.SUBSCRIBE, BEN, change=TECH)
    counter.now += HOUR
    counter.store.requests.close(counter.reader().id)
    counter.now += 3 * DAY
    counter.work_off()
    assert [reader.address for reader in counter.store.people.subscribers()] == [BEN]


def test_a_reader_who_subscribes_again_is_told_so(counter: Counter) -> None:
    """What they wish beside it is done when it is theirs, and asked for when it may be anybody's."""
    counter.join()
    counter.now += DAY
    assert counter.ask(Verb.SUBSCRIBE).result is Result.ALREADY
    assert counter.ask(Verb.SUBSCRIBE, change=Change(stories=5)).result is Result.ASKED
    assert counter.reader().profile.stories == 12
    done = counter.ask(Verb.SUBSCRIBE, change=Change(stories=5), proof=Proof.ANSWER)
    assert (done.result, counter.reader().profile.stories) == (Result.DONE, 5)


def test_a_wish_that_was_forged_waits_for_a_yes(counter: Counter) -> None:
    """Anybody may write in a reader's name; the reader decides."""
    counter.join()
    asked = counter.ask(Verb.CHANGE, change=Change(stories=5))
    assert (asked.result, counter.reader().profile.stories) == (Result.ASKED, 12)
    done = counter.confirm(asked.request_id)
    assert (done.result, done.command.verb, counter.reader().profile.stories) == (Result.DONE, Verb.CHANGE, 5)
    assert [notice.kind for notice in counter.posted[-2:]] == [NoticeKind.CONFIRM_WISH, NoticeKind.DONE]


def test_one_yes_confirms_all_that_one_letter_asked(counter: Counter) -> None:
    """A letter may hold ten wishes, and its answer one link."""
    asker = Asker(door=Door.MAIL, address=ANN, evidence="<letter@reader.example>")
    wishes = [
        Command(verb=Verb.SUBSCRIBE, change=TECH),
        Command(verb=Verb.CHANGE, change=Change(stories=5)),
        Command(verb=Verb.CHANGE, change=Change(at=time(18))),
    ]
    done = [counter.carry_out(wish, asker) for wish in wishes]
    assert [one.result for one in done] == [Result.ASKED] * 3
    notice = counter.answer(done, asker)
    assert notice
    assert (notice.kind, len(notice.done)) == (NoticeKind.CONFIRM, 3)
    answer = counter.confirm(done[0].request_id)
    assert answer.reader == counter.reader()
    assert (counter.reader().profile.stories, counter.reader().schedule.at) == (5, time(18))


def test_a_yes_to_one_letter_says_nothing_of_another(counter: Counter) -> None:
    """Each question has its own answer."""
    counter.join()
    first = counter.ask(Verb.CHANGE, change=Change(stories=5))
    counter.now += HOUR
    counter.ask(Verb.CHANGE, change=Change(stories=6))
    counter.confirm(first.request_id, asked_at=NOON)
    assert counter.reader().profile.stories == 5


@pytest.mark.parametrize(
    "address",
    [
        pytest.param("postmaster@reader.example", id="a role"),
        pytest.param("news-request@lists.example", id="a list"),
        pytest.param("noreply@shop.example", id="a program"),
        pytest.param("desk@ledger.example", id="our inbox"),
        pytest.param("desk+subscribe@ledger.example", id="an extension of our inbox"),
        pytest.param("news@ledger.example", id="our sender"),
        pytest.param("no address", id="no address"),
        pytest.param("", id="nothing"),
        pytest.param("a@b.example\r\nBcc: c@d.example", id="two lines"),
    ],
)
def test_what_no_person_reads_cannot_subscribe(counter: Counter, address: str) -> None:
    """Nobody is told, and nothing is sent (SUB-20)."""
    assert counter.ask(Verb.SUBSCRIBE, address, change=TECH).result is Result.SILENT
    assert (counter.posted, counter.store.people.subscribers()) == ([], ())


def test_a_wish_that_cannot_be_had_is_no_subscription(counter: Counter) -> None:
    """They are told what to ask for instead; an address typed into a form is not written to."""
    change = Change(topics=Weights(add={"astrology": 1.0}))
    assert counter.ask(Verb.SUBSCRIBE, change=change).result is Result.REFUSED
    assert counter.posted[-1].kind is NoticeKind.DONE
    counter.fill_in(Verb.SUBSCRIBE, BEN, change=change)
    counter.work_off()
    assert len(counter.posted) == len(counter.waiting()) == 1
    assert counter.store.people.subscribers() == ()


def test_a_topic_that_went_away_meanwhile_is_told(counter: Counter) -> None:
    """The operator may take out a topic between the question and the answer."""
    asked = counter.ask(Verb.SUBSCRIBE, change=TECH)
    names = {"science": "Science"}
    counter.settings = replace(counter.settings, topics=replace(counter.settings.topics, names=names))
    assert counter.confirm(asked.request_id).result is Result.REFUSED
    assert counter.reader().status is PENDING


def test_pages_and_mail_lead_to_the_same(counter: Counter) -> None:
    """In the language of the page they were on; the service's where it says none."""
    counter.tell(
        Command(verb=Verb.SUBSCRIBE, change=TECH),
        Asker(door=Door.MAIL, address=ANN, language="es", evidence="<1@reader.example>"),
    )
    assert (counter.reader().language, counter.posted[0].language) == ("es", "es")
    assert counter.join(BEN).language == counter.settings.service.language


def test_who_subscribes_already_may_wish_otherwise_the_same_day(counter: Counter) -> None:
    """They are asked whether it was them, as for any other change, or it is done at once."""
    counter.join()
    done = counter.ask(Verb.SUBSCRIBE, change=Change(stories=5))
    assert (done.result, done.command.verb) == (Result.ASKED, Verb.CHANGE)
    done = counter.ask(Verb.SUBSCRIBE, change=Change(stories=6), proof=Proof.AUTHENTICATED)
    assert (done.result, done.command.verb, counter.reader().profile.stories) == (Result.DONE, Verb.CHANGE, 6)


def test_nobody_joins_by_mail_with_an_account_of_our_own_host(counter: Counter) -> None:
    """A domain without a point is the operator's to add; a stranger who names one hears nothing."""
    done = counter.ask(Verb.SUBSCRIBE, "ann@localhost", change=TECH)
    assert done.result is Result.SILENT
    assert counter.store.people.subscriber("ann@localhost") is None
