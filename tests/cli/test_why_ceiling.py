"""What `digest why` says while the relay has had its mails of a day."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import cast

from digest import store
from digest.cli import house, why
from digest.config.settings import DeliverySetting, SmtpSetting
from digest.domain.mail import OutboxStatus
from tests.store import samples
from tests.store.samples import LEASE, NOW


def test_a_mail_that_waits_for_a_ceiling_has_its_reason() -> None:
    """The relay and the moment when it goes on; nothing of a mail that has come to its end, nor while there is room."""
    memory = store.memory(NOW)
    memory.people.save([samples.reader()])
    memory.mail.plan([samples.planned(samples.reader())])
    relay = SmtpSetting(host="mx.example", port=25, tls="none", username="", password="", per_day=1)
    chosen = DeliverySetting(kind="smtp", maildir=Path("mail"), smtp=relay)
    home = cast("house.House", SimpleNamespace(store=memory, settings=SimpleNamespace(delivery=chosen), now=NOW))
    waiting = replace(samples.planned(samples.reader()).day, status=OutboxStatus.RENDERED)
    assert why._held_back(home, waiting) == []
    memory.mail.claim(limit=1, token="mine", now=NOW, lease=LEASE)
    memory.mail.record(["ann.2022-12-06"], [], token="mine", now=NOW + timedelta(seconds=1), relay="mx.example:25")
    words = "  it waits: the daily ceiling of mx.example:25 is reached; it goes on at 08:00 UTC on 7 December"
    assert why._held_back(home, waiting) == [words]
    assert why._held_back(home, replace(waiting, status=OutboxStatus.ACCEPTED)) == []
    assert why._held_back(home, None) == []
