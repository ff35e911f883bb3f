"""JSON lines in, articles out: for the commands that answer for a file instead of for a feed."""

import gzip
import hashlib
import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

from digest import errors
from digest.domain import news

#: Names of a row's fields that are told, at most.
_SHOWN = 8
#: What is read of a row beside its title; all else in it is passed over.
_TEXTS = ("summary", "url", "source", "published", "feed")


def read(lines: Iterable[str], *, source: str, now: datetime) -> Iterator[news.Article]:
    """One article for each line `{id, title, summary, url, source, published}`; blank lines are passed over.

    All but the title may be missing; a row's id is kept as it is.  A line that is no such object raises ParseError
    naming `source` and the line.
    """
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield article(decoded(line, source=source, number=number), source=source, number=number, now=now)


def decoded(line: str, *, source: str, number: int) -> dict[str, Any]:
    """The object on a line."""
    try:
        row = json.loads(line)
    except ValueError as error:
        raise _fault(source, number, f"is not JSON ({error})") from error
    if not isinstance(row, dict):
        raise _fault(source, number, 'is not a JSON object such as {"id": "1", "title": "Rain"}')
    return row


def article(row: dict[str, Any], *, source: str, number: int, now: datetime) -> news.Article:
    """The article a row describes; `now` stands in for a missing date."""
    title = row.get("title")
    if not isinstance(title, str) or not title.strip():
        raise _fault(source, number, _untitled(row))
    for name in _TEXTS:
        if not isinstance(row.get(name), str | None):
            raise _fault(source, number, f'has a "{name}" that is not a text')
    summary, url, outlet = (row.get(name) or "" for name in ("summary", "url", "source"))
    published = _moment(row.get("published") or "")
    identity = str(row.get("id") or _made_up_id(outlet, url, title))
    return news.Article(
        id=identity,
        feed_url=row.get("feed") or outlet,
        guid=identity,
        url=url,
        title=title.strip(),
        author="",
        outlet=outlet,
        summary=summary,
        text=summary,
        language="",
        published_at=published or now,
        date_is_ours=published is None,
        first_seen_at=now,
    )


def _untitled(row: dict[str, Any]) -> str:
    """What is wrong with a row that has no title to read, what it has, and what would be read."""
    wrong = 'has an empty "title"' if isinstance(row.get("title"), str) else 'has no "title"'
    there = [name for name in map(str, row) if name != "title"]
    has = ", ".join(f'"{name}"' for name in there[:_SHOWN]) + (", ..." if len(there) > _SHOWN else "")
    read = ", ".join(f'"{name}"' for name in ("id", *_TEXTS))
    return f'{wrong}{f"; it has {has}" if has else ""}.  Read are "title", which every row needs, and {read}'


def _fault(source: str, number: int, what: str) -> errors.ParseError:
    return errors.ParseError(f"Line {number} of {source} {what}.", source=source)


def _made_up_id(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode(errors="replace")).hexdigest()[:16]


def _moment(written: str) -> datetime | None:
    """An ISO 8601 moment, read as UTC when it names no zone; None when it is none."""
    try:
        moment = datetime.fromisoformat(written)
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def opened(path: Path) -> IO[str]:
    """The text of a file of JSON lines, packed where its name ends in .gz; OSError when it cannot be opened.

    A mark of the byte order before it, as editors of Windows set, is passed over.
    """
    return gzip.open(path, "rt", encoding="utf-8-sig") if path.suffix == ".gz" else path.open(encoding="utf-8-sig")
