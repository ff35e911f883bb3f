"""A database that another program locks in the middle of a round (mail.md REL-05)."""

import sqlite3  # noqa: TID251 - to lock it
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from digest import store
from digest.deliver.maildir import MaildirTransport
from digest.domain.mail import Delivery
from digest.errors import StoreError
from digest.pipeline import post
from digest.store import database
from tests.store import samples
from tests.store.samples import NOW

READERS = tuple(samples.reader(f"r{number:02}") for number in range(40))
LATER = NOW + timedelta(hours=1)


def test_a_lock_in_mid_round_loses_and_repeats_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No last byte goes out without its mark; when the lock is gone the next round brings everybody's mail once."""
    monkeypatch.setattr(database, "PATIENCE", 200)
    path, mail = tmp_path / store.FILE, tmp_path / "mail"
    taken: list[str] = []
    with store.open(path, now=NOW) as opened:
        opened.people.save(READERS)
        opened.mail.plan([samples.planned(reader) for reader in READERS])
        with closing(sqlite3.connect(path, isolation_level=None, check_same_thread=False)) as other:

            def lock(delivery: Delivery) -> None:
                taken.append(delivery.outbox_id)
                if len(taken) == 5:
                    other.execute("BEGIN IMMEDIATE")

            with pytest.raises(StoreError, match="kept busy by another program"):
                post.send(opened, MaildirTransport(mail), clock=lambda: LATER, on_delivery=lock)
            there = len(list((mail / "new").iterdir()))
            assert 5 <= there < len(READERS)
    with store.open(path, now=NOW) as opened:
        way_out = MaildirTransport(mail)
        sent = post.send(opened, way_out, clock=lambda: LATER, evidence=[way_out])
        assert (sent.troubles, sent.stopped) == ((), "")
        assert {day.status for day in opened.mail.days(limit=99)} == {"accepted"}
    assert len(list((mail / "new").iterdir())) == len(READERS)
