"""All that is held of somebody: given to them whole, and gone to the last byte."""

import base64
import json
import math
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from digest import store
from digest.desk import forgetting, held, letters, people
from digest.domain.consents import Act
from digest.domain.letters import Incoming, Way
from digest.domain.mail import Delivery, Outcome
from digest.domain.people import Door, Feedback, Forgotten, Subscriber, SubscriberStatus, Taste
from digest.domain.wishes import Asker, Change, Command, NoticeKind, Proof, Result, Verb
from tests.desk import counter as counter_
from tests.desk.counter import ANN, BEN, DAY, HOUR, NOON, Counter
from tests.store import samples


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    """A desk with its database in a file, as a service has it."""
    folder = tmp_path / "data"
    folder.mkdir()
    with store.open(folder / store.FILE, now=NOON) as opened:
        yield Counter(opened, counter_.settings(tmp_path))


def leave_traces(counter: Counter, who: str = ANN) -> Subscriber:
    """A reader of whom there is something in every table that can hold anything of a reader."""
    reader = counter.join(who)
    kept = counter.store
    kept.mail.plan([samples.planned(reader, f"story of {who}", issue_date=NOON.date())])
    said = Feedback(story_id="a", title=f"A story for {who}", more=True, given_at=NOON, door=Door.MAIL)
    kept.feedback.add(reader.id, said)
    kept.feedback.forget(reader.id, Forgotten(subject="ferry", is_topic=False, forgotten_at=NOON))
    kept.feedback.save_taste(reader.id, Taste(terms={"harbour": 0.5}))
    counter.ask(Verb.CHANGE, who, change=Change(name=f"Reader {who}"), proof=Proof.AUTHENTICATED)
    counter.ask(Verb.CHANGE, who, change=Change(stories=7))
    refused = Delivery(
        message_id="<a@ledger.example>",
        outbox_id=f"{reader.id}.{NOON.date()}",
        outcome=Outcome.REFUSED,
        reply_code=550,
        enhanced_code="5.1.1",
        reply=f"<{who.upper()}>: no such user",
        at=NOON,
    )
    kept.refusals.strike(refused)
    kept.refusals.raise_alarm("reader.example", refused)
    raw = f"From: Somebody <{who.title()}>\r\n\r\nhello \xff\x00\r\n".encode("latin-1")
    for number, sender in enumerate((who, "")):
        letter = Incoming(
            id=f"{who} {number}"[:32],
            way=Way.PIPE,
            sender=sender,
            recipient="desk@ledger.example",
            came_at=NOON,
            raw=raw,
        )
        kept.letters.add([letter])
    kept.letters.fail(f"{who} 1"[:32], f"nothing could be made of {who}", most=1)
    # Somebody else at the door, in their name.
    counter.fill_in(Verb.SUBSCRIBE, who)
    counter.fill_in(Verb.PREFERENCES, who)
    return reader


def holding(counter: Counter, words: str) -> list[str]:
    """The files of the data folder that hold these words, in any case."""
    assert counter.store._db.path
    folder = counter.store._db.path.parent
    wanted = words.lower().encode()
    return sorted(path.name for path in folder.iterdir() if wanted in path.read_bytes().lower())


def test_an_export_holds_everything(counter: Counter) -> None:
    """What they wish, said and agreed to, what was learned, every issue, every mail, what came back; nobody else's."""
    reader = leave_traces(counter)
    leave_traces(counter, BEN)
    found = json.loads(json.dumps(held.export(counter.store, reader)))
    assert found["reader"]["address"] == ANN
    assert [entry["act"] for entry in found["consent"]] == ["asked", "confirmed", "wished", "asked"]
    assert "Technology" in found["consent"][1]["wording"]
    assert found["said_of_stories"][0]["title"] == f"A story for {ANN}"
    assert found["taken_back"][0]["subject"] == "ferry"
    assert found["learned"]["terms"] == {"harbour": 0.5}
    assert found["days"][0]["edition"]["lead"]["title"] == "The ferry stays"
    assert {mail["kind"] for mail in found["mail"]} == {"confirm", "welcome", "edition", "done", "confirm-wish"}
    assert found["refusals"][0]["enhanced_code"] == "5.1.1"
    assert len(found["waiting_for_confirmation"]) == 2
    assert [ANN in form["asker"] for form in found["asked_in_their_name"]] == [True, True]
    assert "550" not in json.dumps(found["answers_of_servers"])
    assert [(letter["state"], letter["sender"]) for letter in found["letters"]] == [
        ("waiting", ANN),
        ("quarantined", ""),
    ]
    assert found["letters"][0]["text"].endswith("hello \\xff\0\r\n")
    assert BEN not in json.dumps(found)


DEEP = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(60))
WORDS = base64.encodebytes(f"I am {ANN.title()}, and write from elsewhere.".encode())


@pytest.mark.parametrize(
    ("sender", "raw", "is_theirs"),
    [
        pytest.param("", f"From: Ann <{ANN.upper()}>\r\n".encode() + DEEP, True, id="parts within parts"),
        pytest.param("", f"Subject: x\nFrom: Ann\n <{ANN}>\n\nhello".encode(), True, id="a folded name"),
        pytest.param(ANN, b"no head at all", True, id="the envelope alone"),
        pytest.param("", b"From: c@x.example\n\n" + WORDS, False, id="somebody else writes of them, encoded"),
        pytest.param("", f"Subject: x\n\nFrom: {ANN}".encode(), False, id="no field of the head"),
    ],
)
@pytest.mark.parametrize("is_reader", [True, False], ids=["a reader", "nobody we know"])
def test_a_letter_that_was_set_aside_is_exported(
    counter: Counter, *, sender: str, raw: bytes, is_theirs: bool, is_reader: bool
) -> None:
    """Whole if it is theirs, that it is there if it is somebody else's; erasing takes what was shown (SUB-51)."""
    if is_reader:
        counter.join()
    for number, octets in enumerate((raw, b"From: c@x.example\n\nof nobody")):
        letters.take(
            counter.store, raw=octets, sender=sender if not number else "", recipient="", way=Way.PIPE, now=NOON
        )
    for letter in counter.store.letters.waiting(limit=9):
        counter.store.letters.fail(letter.id, "nothing could be made of it", most=1)
    reader = counter.reader() if is_reader else people.blank(ANN, now=NOON)
    found = held.export(counter.store, reader) if is_reader else held.of_stranger(counter.store, ANN)
    (shown,) = json.loads(json.dumps(found))["letters"]
    assert (shown["state"], shown.get("text")) == ("quarantined", raw.decode() if is_theirs else None)
    assert ("is_of_somebody_else" in shown) is not is_theirs
    held.erase(counter.store, counter.settings, reader, now=NOON)
    assert held.of_stranger(counter.store, ANN) == {}
    assert len(counter.store.letters.quarantined()) == 1


def test_a_stranger_is_shown_what_holds_their_address(counter: Counter) -> None:
    """Forms in their name, answers to them, and what servers said: all that erasing would look for."""
    counter.ask(Verb.HELP)
    counter.fill_in(Verb.SUBSCRIBE)
    refused = samples.delivery("x", reply=f"<{ANN}>: who is that?", at=NOON)
    counter.store.refusals.raise_alarm("reader.example", refused)
    found = held.of_stranger(counter.store, ANN)
    assert [mail["kind"] for mail in found["mail_to_the_address"]] == ["help"]
    assert len(found["asked_in_their_name"]) == 1
    assert found["answers_of_servers"] == [{"reply": f"<{ANN}>: who is that?"}]
    assert held.of_stranger(counter.store, BEN) == {}


def test_an_export_by_mail_stays_small(counter: Counter) -> None:
    """Letters beyond two million octets are named, not shown; the operator's export has them all."""
    reader = counter.join()
    for number in range(3):
        raw = f"From: {ANN}\n\n{number}".encode() + b"x" * 900_000
        letters.take(counter.store, raw=raw, sender=ANN, recipient="", way=Way.PIPE, now=NOON)
    for octets, lengths in ((held._OCTETS, [2, 1]), (math.inf, [3, 0])):
        texts = [letter["text"] for letter in held.export(counter.store, reader, octets=octets)["letters"]]
        assert [sum(len(text) > 900_000 for text in texts), texts.count("too long to be shown here")] == lengths


def test_letters_are_kept_no_longer_than_the_rest(counter: Counter) -> None:
    """What was dealt with or set aside goes with the records of its days."""
    leave_traces(counter)
    forgetting.forget(counter.store, counter.settings, now=NOON + 89 * DAY)
    assert len(counter.store.letters.quarantined()) == 1
    forgetting.forget(counter.store, counter.settings, now=NOON + 91 * DAY)
    assert counter.store.letters.quarantined() == ()


@pytest.mark.parametrize("asked_by", ["the operator", "mail", "a page"])
def test_an_erasure_leaves_no_byte(counter: Counter, asked_by: str) -> None:
    """Of the address nothing is found in the database, or beside it; others keep what is theirs (SUB-52)."""
    reader = leave_traces(counter)
    other = leave_traces(counter, BEN)
    assert holding(counter, ANN)
    if asked_by == "the operator":
        held.erase(counter.store, counter.settings, reader, now=NOON)
    else:
        door = Door.MAIL if asked_by == "mail" else Door.WEB
        asker = Asker(door=door, proof=Proof.TOKEN, subscriber_id=reader.id)
        assert counter.carry_out(Command(verb=Verb.ERASE), asker).result is Result.DONE
    assert held.scrub(counter.store)
    assert holding(counter, ANN) == []
    assert holding(counter, BEN) != []
    assert held.export(counter.store, other)["days"] != []
    assert counter.store.check() == ""


def test_only_a_hash_is_kept(counter: Counter) -> None:
    """Which says nothing to anybody, and by which the file cannot bring them back."""
    reader = leave_traces(counter)
    held.erase(counter.store, counter.settings, reader, now=NOON)
    (key,) = counter.store.erasure.keys()
    assert len(key) == 32
    assert set(key) <= set("0123456789abcdef")


@pytest.mark.parametrize("state", ["waiting", "quarantined"])
def test_a_letter_that_hides_the_address_goes_too(counter: Counter, state: str) -> None:
    """Whose body is encoded, and who wrote it: the search of bytes would not find it (SUB-52)."""
    reader = counter.join()
    body = base64.encodebytes(f"Hello,\r\nI am {ANN.title()} and was {BEN}.\r\n".encode())
    raw = b"From: c@x.example\r\nContent-Transfer-Encoding: base64\r\n\r\n" + body
    other = raw.replace(body, base64.encodebytes(b"Of somebody else: " + BEN.encode()))
    for number, octets in enumerate((raw, other)):
        letters.take(counter.store, raw=octets, sender="", recipient=f"{number}", way=Way.PIPE, now=NOON)
        (letter,) = [one for one in counter.store.letters.waiting(limit=9) if one.recipient == f"{number}"]
        if state == "quarantined":
            counter.store.letters.fail(letter.id, "nothing could be made of it", most=1)
    held.erase(counter.store, counter.settings, reader, now=NOON)
    left = (*counter.store.letters.quarantined(), *counter.store.letters.waiting(limit=9))
    assert [letter.raw for letter in left] == [other]


@pytest.mark.parametrize("is_asked", [True, False], ids=["when they ask for it", "when their years are over"])
def test_the_charts_stay_as_they_were(counter: Counter, *, is_asked: bool) -> None:
    """Who joined, what was sent and who left on earlier days stays counted, without a word of whose it was."""
    counter.settings = replace(counter.settings, web=replace(counter.settings.web, consent_years=0))
    readers = [leave_traces(counter, who) for who in (ANN, BEN)]
    counter.store.mail.claim(limit=100, token="t", now=samples.NOW, lease=HOUR)
    for reader in readers:
        sent = samples.delivery(f"{reader.id}.{NOON.date()}", reply="ok", at=NOON)
        assert counter.store.mail.settle(sent, token="t", next_attempt_at=None)
    counter.now += 2 * DAY
    counter.ask(Verb.LEAVE)
    before = _numbers(counter)
    assert [sum(numbers) for numbers in before] == [2, 2, 1]
    counter.now += 5 * DAY
    if is_asked:
        held.erase(counter.store, counter.settings, readers[0], now=counter.now)
    else:
        forgetting.forget(counter.store, counter.settings, now=counter.now)
    assert counter.store.people.with_id(readers[0].id) is None
    assert _numbers(counter) == before
    held.erase(counter.store, counter.settings, readers[1], now=counter.now)
    assert [sum(numbers) for numbers in _numbers(counter)] == [2, 2, 2], "she left by being erased"
    counter.now += 200 * DAY
    counter.join("cat@reader.example")
    held.erase(counter.store, counter.settings, counter.reader("cat@reader.example"), now=counter.now)
    assert [sum(numbers) for numbers in _numbers(counter)] == [0, 0, 0], "numbers that no chart shows are dropped"


def _numbers(counter: Counter) -> list[list[int]]:
    """Sent, joined and left on each of thirty days from NOON on."""
    course, since = counter.store.course, NOON.date()
    return [list(one(since=since, days=30).values()) for one in (course.sent, course.joined, course.left)]


def test_who_was_erased_can_come_back_by_themselves(counter: Counter) -> None:
    """By a new yes: then they are as new, and the hash is gone."""
    reader = leave_traces(counter)
    held.erase(counter.store, counter.settings, reader, now=NOON)
    counter.now += 40 * DAY
    again = counter.join()
    assert (again.id != reader.id, again.name, again.status) == (True, "", SubscriberStatus.ACTIVE)
    assert counter.store.erasure.keys() == frozenset()


def test_who_erases_by_mail_hears_so_once_and_that_is_forgotten_too(counter: Counter) -> None:
    """The answer is the last that holds their address, until it went out."""
    leave_traces(counter)
    counter.now += DAY
    counter.ask(Verb.ERASE, proof=Proof.ANSWER)
    assert counter.posted[-1].kind is NoticeKind.GOODBYE
    (message,) = [one for one in counter.waiting() if one.kind == "goodbye"]
    sent = Delivery(
        message_id=message.message_id,
        outbox_id=message.id,
        outcome=Outcome.ACCEPTED,
        reply_code=250,
        enhanced_code="2.0.0",
        reply="ok",
        at=counter.now,
    )
    assert not held.scrub(counter.store)
    assert counter.store.mail.settle(sent, token="t", next_attempt_at=None)
    counter.posted.clear()
    counter.work_off()
    assert counter.store.mail.message(message.id) is None


def test_files_that_still_hold_an_address_are_named(counter: Counter) -> None:
    """Copies of the database are the operator's; also where the address lies across two pieces."""
    assert counter.store._db.path
    folder = counter.store._db.path.parent
    (folder / "old").mkdir()
    (folder / "old" / "copy").write_bytes(b"x" * (held._PIECE - 5) + ANN.upper().encode() + b"x")
    (folder / "other").write_bytes(BEN.encode())
    assert held.leftovers(folder, ANN) == (folder / "old" / "copy",)


def test_a_database_at_work_is_scrubbed_later(counter: Counter) -> None:
    """While somebody reads, the log cannot be emptied; the next time it is."""
    reader = leave_traces(counter)
    held.erase(counter.store, counter.settings, reader, now=NOON)
    path = counter.store._db.path
    assert path
    with store.open(path, now=NOON) as other:
        counter.store._db.execute("PRAGMA busy_timeout=10")
        with other.transaction():
            assert not held.scrub(counter.store)
        assert held.scrub(counter.store)
    assert held.scrub(counter.store)
    assert holding(counter, ANN) == []


def test_a_record_is_reduced_when_its_years_are_over(counter: Counter) -> None:
    """Three years after leaving only the hash is left; until then the record says what they agreed to (SUB-50)."""
    reader = leave_traces(counter)
    counter.ask(Verb.LEAVE)
    counter.now += timedelta(days=3 * 365)
    forgetting.forget(counter.store, counter.settings, now=counter.now)
    assert Act.LEFT in [entry.act for entry in counter.store.consents.of(reader.id)]
    counter.now += 2 * DAY
    forgetting.forget(counter.store, counter.settings, now=counter.now)
    assert counter.store.people.with_id(reader.id) is None
    assert counter.store.consents.of(reader.id) == ()
    assert len(counter.store.erasure.keys()) == 1


def test_the_way_back_stays_open_where_no_record_is_kept(counter: Counter) -> None:
    """With consent_years = 0 the goodbye still goes out, and leads back for three days."""
    counter.settings = replace(counter.settings, web=replace(counter.settings.web, consent_years=0))
    counter.join()
    counter.ask(Verb.LEAVE)
    counter.now += HOUR
    counter.work_off()
    assert "goodbye" in {message.kind for message in counter.waiting()}
    counter.now += 3 * DAY
    counter.work_off()
    assert counter.store.people.subscribers() == ()


def test_a_reader_who_stays_is_never_reduced(counter: Counter) -> None:
    """However long ago they joined."""
    reader = counter.join()
    gone = forgetting.forget(counter.store, replace(counter.settings), now=NOON + 3650 * DAY)
    assert gone > 0
    assert counter.store.people.with_id(reader.id) == reader
    assert [entry.act for entry in counter.store.consents.of(reader.id)] == [Act.ASKED, Act.CONFIRMED]
