"""A small installation for the kill suite: twenty readers, news gathered and judged, nothing planned yet."""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

from digest import config, desk, store
from digest.classify import topics
from digest.classify.modelfile import Model
from digest.config import Settings
from digest.deliver.evidence import Evidence
from digest.deliver.smtp import SmtpServer, SmtpTransport
from digest.domain.mail import Day
from digest.pipeline import editions, news, post
from digest.sample import newsroom
from tests.deliver.mail_servers import HOST, limits

READERS = 20
_HOURS = timedelta(hours=8)


@dataclass(frozen=True, slots=True, kw_only=True)
class Installation:
    """The folder as it stands before the morning; every trial works on a copy."""

    folder: Path
    settings: Settings
    model: Model
    #: When the morning is.
    now: datetime

    def copy(self, to: Path) -> Path:
        """The database of a copy of the folder."""
        shutil.rmtree(to, ignore_errors=True)
        shutil.copytree(self.folder, to)
        return to / store.FILE

    def morning(
        self, database: Path, port: int, *, now: datetime, connections: int = 1,
        evidence: Sequence[Evidence] = (), resend: bool = False, before: Sequence[int] = (),
    ) -> None:  # fmt: skip
        """Nothing; whoever is due was planned, and what waits was sent, as the service's tick does it.

        `before` are the ports of relays that are tried first.
        """
        servers = [
            SmtpServer(host=HOST, port=one, tls="none", hello="tests.example", connections=connections, limits=limits())
            for one in (*before, port)
        ]
        with store.open(database, now=now) as opened:
            editions.plan(opened, self.settings, self.model, now=now)
            way_out = SmtpTransport(*servers)
            post.send(opened, way_out, clock=lambda: now, evidence=evidence, resend=resend)

    def days(self, database: Path) -> tuple[Day, ...]:
        """Every reader's record."""
        with store.open(database, now=self.now) as opened:
            return opened.mail.days(since=self.now - timedelta(days=2), limit=10 * READERS)


@contextmanager
def made(folder: Path, *, now: datetime) -> Iterator[Installation]:
    """The installation, in a folder of its own."""
    with newsroom.serve(now) as room:
        path = folder / "config.toml"
        path.write_text(newsroom.config_text(room, at=time(0)), encoding="utf-8")
        settings, model = config.load(path, {}), topics.load()
        data = settings.service.data
        with store.open(data / store.FILE, now=now) as opened:
            desk.adopt(opened, settings, now=now - _HOURS)
            news.gather(opened, settings, now=now, only_due=True)
            news.classify(opened, model, now=now)
            _multiply(opened, now)
    yield Installation(folder=data, settings=settings, model=model, now=now)


def _multiply(opened: store.Store, now: datetime) -> None:
    """Nothing; there are as many readers as there are to be, all due, with the wishes of the sample's eight."""
    eight = opened.people.subscribers()
    midnight = replace(eight[0].schedule, timezone="UTC")
    due_at = datetime.combine(now.date(), time(0), UTC)
    opened.people.save(
        replace(
            eight[number % len(eight)],
            id=eight[number].id if number < len(eight) else f"{number:016x}",
            address=eight[number].address if number < len(eight) else f"more{number:02}@reader.example",
            schedule=midnight,
            next_issue_date=now.date(),
            next_due_at=due_at,
        )
        for number in range(READERS)
    )
