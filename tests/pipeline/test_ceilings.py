"""How many mails a relay may have in a day: remembered, reported, and a part of it kept for who asks to join."""

from datetime import timedelta
from functools import partial
from itertools import repeat
from typing import Any

import pytest

from digest import store
from digest.deliver.smtp import SmtpTransport
from digest.pipeline import logbook, post, report
from digest.store import Store
from tests.deliver.mail_servers import Mailbox, real_server, server_at
from tests.pipeline.crowd import wait_for
from tests.store import samples
from tests.store.samples import HOUR, NOW


@pytest.fixture
def memory() -> store.Store:
    """An empty store."""
    return store.memory(NOW)


def notice_for(memory: Store, *names: str) -> None:
    """A confirmation waits for each of these."""
    words: dict[str, Any] = {"kind": "notice", "next_attempt_at": NOW, "mime": b"Subject: Confirm\r\n\r\nYes?\r\n"}
    readers = [samples.reader(name, address=f"{name}@one.example") for name in names]
    memory.people.save(readers)
    memory.mail.plan([samples.planned(reader, **words) for reader in readers])


def test_the_ceiling_of_a_day_is_remembered(memory: Store) -> None:
    """Two mails a day: the third waits, is reported, and goes a day later."""
    wait_for(memory, *(f"{name}@one.example" for name in "abc"))
    with real_server(mailbox := Mailbox()) as port:
        way_out = SmtpTransport(server_at(port, per_day=2))
        sent = post.send(memory, way_out, clock=lambda: NOW)
        assert (sent.accepted, sent.waiting) == (2, 1)
        assert "has had the 2 mails that per_day" in sent.stopped
        assert post.send(memory, way_out, clock=lambda: NOW + 10 * HOUR).accepted == 0
        wait_for(memory, "d@one.example", day=1)
        assert post.send(memory, way_out, clock=lambda: NOW + 26 * HOUR).stopped == ""
    assert len(mailbox.mails) == 4


def test_a_ceiling_is_news_once_an_hour(memory: Store, caplog: pytest.LogCaptureFixture) -> None:
    """It is a warning with the moment when it goes on, no error, and is not said again at every tick."""
    wait_for(memory, *(f"{name}@one.example" for name in "abc"))
    with caplog.at_level("INFO", "digest"), real_server(Mailbox()) as port:
        way_out = SmtpTransport(server_at(port, per_day=2))
        for minutes in (0, 1, 30, 61, 62):
            moments = repeat(NOW + timedelta(minutes=minutes))
            sent = post.send(memory, way_out, clock=partial(next, moments))
            assert sent.stopped.endswith("; it goes on at 08:00 UTC on 7 December")
            logbook.sent(sent)
    told = [record for record in caplog.records if "ceiling" in record.getMessage()]
    assert [record.levelname for record in told] == ["WARNING", "WARNING"]
    assert "ERROR" not in caplog.text


def test_notices_go_before_editions(memory: Store) -> None:
    """A confirmation is not kept waiting by a ceiling that editions would use up."""
    wait_for(memory, *(f"{name}@one.example" for name in "abc"))
    reader = samples.reader("zoe", address="zoe@one.example")
    memory.people.save([reader])
    notice: dict[str, Any] = {"kind": "notice", "next_attempt_at": NOW, "mime": b"Subject: Confirm\r\n\r\nYes?\r\n"}
    memory.mail.plan([samples.planned(reader, **notice)])
    with real_server(mailbox := Mailbox()) as port:
        post.send(memory, SmtpTransport(server_at(port, per_day=1)), clock=lambda: NOW)
    assert [to for _, to, _ in mailbox.mails] == ["zoe@one.example"]


def test_a_tenth_of_the_day_is_kept_for_notices(memory: Store) -> None:
    """Editions leave room for whoever joins later that day; then, too, all that the relay takes is what it takes."""
    wait_for(memory, *(f"r{number:02}@one.example" for number in range(30)))
    with real_server(mailbox := Mailbox()) as port:
        way_out = SmtpTransport(server_at(port, per_day=20, connections=3))
        sent = post.send(memory, way_out, clock=lambda: NOW)
        assert (sent.accepted, sent.waiting) == (18, 12)
        assert "of the 20 mails that per_day in config.toml lets it have, 2 are kept for confirmations" in sent.stopped
        assert sent.stopped.endswith("; it goes on at 08:00 UTC on 7 December")
        notice_for(memory, "xia", "yun", "zoe")
        later = post.send(memory, way_out, clock=lambda: NOW + HOUR)
        assert later.accepted == 2
        assert "has had the 20 mails that per_day" in later.stopped
    assert {to for _, to, _ in mailbox.mails[18:]} == {"xia@one.example", "yun@one.example"}


def test_a_notice_is_counted_once(memory: Store) -> None:
    """It takes of the part that is kept for notices, so that no reader misses an edition for it."""
    notice_for(memory, "yun", "zoe")
    with real_server(mailbox := Mailbox()) as port:
        way_out = SmtpTransport(server_at(port, per_day=20))
        assert post.send(memory, way_out, clock=lambda: NOW).accepted == 2
        wait_for(memory, *(f"r{number:02}@one.example" for number in range(30)))
        assert post.send(memory, way_out, clock=lambda: NOW + HOUR).accepted == 18
    assert len(mailbox.mails) == 20


def test_the_relay_behind_takes_editions_at_once(memory: Store) -> None:
    """What is kept at the first is no reason to wait where there is a second."""
    wait_for(memory, *(f"r{number:02}@one.example" for number in range(30)))
    with real_server(first := Mailbox()) as one, real_server(second := Mailbox()) as two:
        way_out = SmtpTransport(server_at(one, per_day=20, connections=2), server_at(two))
        assert post.send(memory, way_out, clock=lambda: NOW).stopped == ""
    assert (len(first.mails), len(second.mails)) == (18, 12)


def test_a_relay_that_only_notices_filled_takes_no_edition_too_many(memory: Store) -> None:
    """More notices than their part leave fewer editions, and never more mails than the relay takes."""
    notice_for(memory, *(f"n{number}" for number in range(5)))
    wait_for(memory, *(f"r{number:02}@one.example" for number in range(30)))
    with real_server(mailbox := Mailbox()) as port:
        sent = post.send(memory, SmtpTransport(server_at(port, per_day=20)), clock=lambda: NOW)
    assert (sent.accepted, len(mailbox.mails), sent.waiting) == (20, 20, 15)


def test_mail_that_a_ceiling_let_grow_stale_says_so(memory: Store) -> None:
    """It is named in the account of the round that gives it up, with the ceiling, and the server is not blamed."""
    wait_for(memory, *(f"{name}@one.example" for name in "abc"))
    with real_server(Mailbox()) as port:
        way_out = SmtpTransport(server_at(port, per_day=2))
        post.send(memory, way_out, clock=lambda: NOW)
        (thing,) = report.things(memory, now=NOW)
        assert thing.title == "1 mail waiting: the mails of a day are used up"
        assert "has had the 2 mails that per_day" in thing.lines[0]
        (waiting,) = report.reckoning(memory, now=NOW).deferred
        assert "it waits: The mail server" in waiting.reason
        late = post.send(memory, way_out, clock=lambda: NOW + 240 * HOUR)
    (trouble,) = late.expired
    assert trouble.reason.startswith("it could not be handed over while it was fresh: The mail server")
    assert "has had the 2 mails" in trouble.reason


def test_a_ceiling_that_is_over_is_forgotten(memory: Store) -> None:
    """The next mail that goes ends it, so that nothing later is put down to it."""
    wait_for(memory, *(f"{name}@one.example" for name in "abc"))
    with real_server(Mailbox()) as port:
        post.send(memory, SmtpTransport(server_at(port, per_day=2)), clock=lambda: NOW)
        post.send(memory, SmtpTransport(server_at(port)), clock=lambda: NOW)
    assert memory.journal.remembered("full") == ""


def test_the_next_try_is_in_the_account(memory: Store) -> None:
    """How many mails wait for a moment of their own, and the first of these moments."""
    wait_for(memory, "a@one.example", "b@one.example")
    with real_server(Mailbox(replies={"a@one.example": "450 4.2.0 later"})) as port:
        sent = post.send(memory, SmtpTransport(server_at(port)), clock=lambda: NOW)
    assert (sent.accepted, sent.ahead) == (1, 1)
    assert sent.next_at is not None
    assert timedelta(minutes=4) < sent.next_at - NOW < timedelta(minutes=6)
