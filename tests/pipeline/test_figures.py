"""What Prometheus is told: everything that happened, and nothing of anybody."""

import socket
import urllib.request
from datetime import timedelta
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

from digest import store
from digest.domain.account import Gathered, Planned, Sent, Skip, Sorted, Trouble
from digest.domain.mail import Delivery
from digest.errors import CommandError
from digest.pipeline import figures
from tests.deliver.mail_servers import Mailbox, real_server
from tests.pipeline import crowd
from tests.store import samples
from tests.store.samples import NOW

HOST = "127.0.0.1"
TROUBLE = Trouble(name="ann@example.org", reason="550 no ann@example.org here")


def free_port() -> int:
    with socket.socket() as one:
        one.bind((HOST, 0))
        port: int = one.getsockname()[1]
        return port


def asked(port: int) -> tuple[str, dict[str, float]]:
    """What a Prometheus would read, as text and by name and labels."""
    with urllib.request.urlopen(f"http://{HOST}:{port}/metrics", timeout=5) as answer:
        text = answer.read().decode()
    found = {
        "_".join((sample.name, *sample.labels.values())): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }
    return text, found


def test_everything_that_happened_can_be_asked_for(tmp_path: Path) -> None:
    """Each stage's account is in the figures, by names that Prometheus can read, and no address is."""
    path = tmp_path / store.FILE
    told = figures.Figures(lambda: NOW + timedelta(minutes=10), lambda: path)
    told.gathered(Gathered(feeds=5, new=7, failed=(TROUBLE,)))
    told.sorted(Sorted(stories=3))
    told.planned(Planned(made=4, skipped=(Skip(address="bob@example.org", issue_date=samples.TODAY, reason="quiet"),)))
    told.sent(Sent(resent=3))
    for outcome in ("accepted", "accepted", "refused", "deferred"):
        told.ended(outcome)
    assert told.registry.get_sample_value("digest_resent_total") == 3
    with pytest.raises(ZeroDivisionError), told.stage("send"):
        _ = 1 / 0
    with store.open(path, now=NOW) as opened:
        opened.people.save([samples.reader()])
        opened.mail.plan([samples.planned(samples.reader())])
        opened.journal.remember(hold="why")
    port = free_port()
    stop = told.serve((HOST, port))
    try:
        text, found = asked(port)
    finally:
        stop()
    assert (
        found.items()
        >= {
            "digest_feeds_fetched_total_answered": 4.0,
            "digest_feeds_fetched_total_failed": 1.0,
            "digest_articles_total": 7.0,
            "digest_stories_total": 3.0,
            "digest_planned_total": 4.0,
            "digest_skipped_total": 1.0,
            "digest_messages_total_accepted": 2.0,
            "digest_messages_total_refused": 1.0,
            "digest_messages_total_deferred": 1.0,
            "digest_messages_total_uncertain": 0.0,
            "digest_stage_seconds_count_send": 1.0,
            "digest_waiting": 1.0,
            "digest_held": 1.0,
            "digest_oldest_waiting_seconds": 600.0,
        }.items()
    )
    assert "@" not in text


def test_nothing_waits(tmp_path: Path) -> None:
    """The age of nothing is 0, also where there is no database yet, and none is made by looking."""
    path = tmp_path / store.FILE
    told = figures.Figures(lambda: NOW, lambda: path)
    assert told.registry.get_sample_value("digest_oldest_waiting_seconds") == 0.0
    assert not path.exists()
    store.open(path, now=NOW).close()
    assert told.registry.get_sample_value("digest_oldest_waiting_seconds") == 0.0


def test_a_database_that_cannot_be_read_leaves_the_rest(tmp_path: Path) -> None:
    """What it said last stands, and what was counted can be asked for."""
    path = tmp_path / store.FILE
    told = figures.Figures(lambda: NOW, lambda: path)
    with store.open(path, now=NOW) as opened:
        opened.journal.remember(hold="why")
    assert told.registry.get_sample_value("digest_held") == 1.0
    path.with_name(f"{path.name}-wal").unlink(missing_ok=True)
    path.write_bytes(b"no database" * 1000)
    told.ended("accepted")
    assert told.registry.get_sample_value("digest_held") == 1.0
    assert b'digest_messages_total{outcome="accepted"} 1.0' in told.text()[0]


def test_in_the_middle_of_a_round(tmp_path: Path) -> None:
    """Each outcome is counted once it is recorded, and what waits or is in hand is seen to grow less."""
    path = tmp_path / store.FILE
    told = figures.Figures(lambda: NOW + timedelta(minutes=10), lambda: path)
    seen: list[tuple[float | None, ...]] = []
    names = ("digest_waiting", "digest_oldest_waiting_seconds")

    def look(_: Delivery) -> None:
        accepted = told.registry.get_sample_value("digest_messages_total", {"outcome": "accepted"})
        seen.append((accepted, *map(told.registry.get_sample_value, names)))

    with store.open(path, now=NOW) as opened, real_server(Mailbox(replies={"r7@b.example": "550 5.1.1 no"})) as port:
        crowd.wait_for(opened, *(f"r{number}@{'b' if number == 7 else 'a'}.example" for number in range(9)))
        sent = crowd.send(opened, port, on_delivery=look, on_outcome=told.ended)
    assert (sent.accepted, len(sent.refused)) == (8, 1)
    assert [accepted for accepted, _, _ in seen] == sorted(accepted or 0 for accepted, _, _ in seen)
    assert seen[0][0] == 1.0
    assert seen[-1] == (8.0, 0.0, 0.0)
    assert any(waiting and age == 600.0 for _, waiting, age in seen)
    assert [told.registry.get_sample_value("digest_messages_total", {"outcome": "refused"})] == [1.0]


def test_a_port_that_is_taken_is_a_sentence() -> None:
    """Which address, why, and where it is set."""
    with socket.socket() as taken:
        taken.bind((HOST, 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(CommandError, match=rf"at 127\.0\.0\.1:{port} \(Address already in use\): see \[metrics\]"):
            figures.Figures(lambda: NOW, lambda: Path("none")).serve((HOST, port))
