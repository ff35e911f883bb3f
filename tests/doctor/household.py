"""Houses to examine: a config.toml, and a database."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from digest import config, doctor, store
from digest.config import Settings
from digest.doctor.finding import Finding, Level
from digest.domain.news import Feed
from digest.domain.people import Schedule, Subscriber
from tests.deliver.mail_servers import HOST

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)

#: The file's smallest form, to which a test adds.
BASE = """
[service]
from = "news@digest.example"
[[profiles]]
name = "all"
topics = { world = 1.0 }
"""

READER = '[[subscribers]]\naddress = "ann@reader.example"\nprofile = "all"\ntimezone = "Europe/Madrid"\n'


def settings(folder: Path, text: str = "", **environ: str) -> Settings:
    """What a config.toml of BASE and `text` says."""
    (folder / "config.toml").write_text(BASE + text, encoding="utf-8")
    return config.load(folder / "config.toml", environ)


def feeds(*urls: str) -> str:
    return "".join(f'[[feeds]]\nurl = "{url}"\n' for url in urls)


def smtp(port: int) -> str:
    return f'[delivery]\nkind = "smtp"\n[delivery.smtp]\nhost = "{HOST}"\nport = {port}\ntls = "none"\n'


def examine(chosen: Settings, *, reach: bool = True, **environ: str) -> list[Finding]:
    return list(doctor.examine(chosen, now=NOW, environ=environ, reach=reach))


def levels(findings: list[Finding], level: Level) -> str:
    """The sentences of one level, as one text."""
    return "\n".join(finding.sentence for finding in findings if finding.level is level)


def reader(**changes: Any) -> Subscriber:
    fields: dict[str, Any] = {
        "id": "0123456789abcdef",
        "address": "ann@reader.example",
        "schedule": Schedule(timezone="Europe/Madrid"),
        "created_at": NOW - timedelta(days=9),
    }
    return Subscriber(**fields | changes)


@contextmanager
def remembering(chosen: Settings, *subscribers: Subscriber, feeds: tuple[Feed, ...] = ()) -> Iterator[None]:
    """A database that holds these people and feeds."""
    with store.open(chosen.service.data / store.FILE, now=NOW) as opened:
        opened.people.save(subscribers)
        opened.news.save_feeds(feeds)
    yield
