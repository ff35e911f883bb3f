"""What Prometheus is told: everything that happened, and nothing of anybody."""

import socket
import urllib.request
from datetime import timedelta

import pytest
from prometheus_client.parser import text_string_to_metric_families

from digest import store
from digest.domain.account import Gathered, Planned, Sent, Skip, Sorted, Trouble
from digest.errors import CommandError
from digest.pipeline import figures
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


def test_everything_that_happened_can_be_asked_for() -> None:
    """Each stage's account is in the figures, by names that Prometheus can read, and no address is."""
    told = figures.Figures(lambda: NOW + timedelta(minutes=10))
    told.gathered(Gathered(feeds=5, new=7, failed=(TROUBLE,)))
    told.sorted(Sorted(stories=3))
    told.planned(Planned(made=4, skipped=(Skip(address="bob@example.org", issue_date=samples.TODAY, reason="quiet"),)))
    told.sent(Sent(accepted=2, refused=(TROUBLE,), deferred=(TROUBLE,), resent=3))
    assert told.registry.get_sample_value("digest_resent_total") == 3
    with pytest.raises(ZeroDivisionError), told.stage("send"):
        _ = 1 / 0
    with store.memory(NOW) as opened:
        opened.people.save([samples.reader()])
        opened.mail.plan([samples.planned(samples.reader())])
        opened.journal.remember(hold="why")
        told.look(opened)
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


def test_nothing_waits() -> None:
    """The age of nothing is 0."""
    told = figures.Figures(lambda: NOW)
    with store.memory(NOW) as opened:
        told.look(opened)
    assert told.registry.get_sample_value("digest_oldest_waiting_seconds") == 0.0


def test_a_port_that_is_taken_is_a_sentence() -> None:
    """Which address, why, and where it is set."""
    with socket.socket() as taken:
        taken.bind((HOST, 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(CommandError, match=rf"at 127\.0\.0\.1:{port} \(Address already in use\): see \[metrics\]"):
            figures.Figures(lambda: NOW).serve((HOST, port))
