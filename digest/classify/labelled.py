"""Files of labelled articles in, examples out: what training learns from and evaluation measures against."""

import itertools
import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from digest import errors
from digest.classify import rows
from digest.domain import news

_SLUG = re.compile(r"[a-z][a-z0-9-]{1,29}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """An article and what it is about."""

    article: news.Article
    #: The topic slug; `news.UNSURE` for an article of none of the topics.
    topic: str
    #: The name of the file it came from, and its line there, from 1 on.
    file: str
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """An article and every topic a person found acceptable."""

    article: news.Article
    #: Best first; `news.UNSURE` may be among them.
    acceptable: tuple[str, ...]


def read(files: Sequence[Path], *, now: datetime) -> Iterator[Example]:
    """Every labelled row of the files; rows whose `unified` is null are passed over.

    The label is `unified` where a row has that key, else `topic`.  ModelError names the file and line that is wrong.
    """
    for path in files:
        for number, row in _lines(path):
            label = row["unified"] if "unified" in row else row.get("topic")
            if label is None and "unified" in row:
                continue
            if not isinstance(label, str) or not _SLUG.fullmatch(label):
                raise _wrong(path, number, f"has no topic: {label!r} is not a short lower-case word")
            yield Example(article=_article(row, path, number, now), topic=label, file=path.name, line=number)


def gold(path: Path, *, now: datetime) -> Iterator[Gold]:
    """Every row of a file whose field `gold` lists the acceptable topics, best first."""
    for number, row in _lines(path):
        acceptable = row.get("gold")
        if not isinstance(acceptable, list) or not acceptable:
            raise _wrong(path, number, 'has no list "gold" of acceptable topics')
        yield Gold(article=_article(row, path, number, now), acceptable=tuple(map(str, acceptable)))


def has_gold(path: Path) -> bool:
    """Whether the first row of a file carries hand-made labels."""
    return any("gold" in row for _, row in itertools.islice(_lines(path), 1))


def has_labels(path: Path) -> bool:
    """Whether any row of a file says what it is about."""
    return any("unified" in row or "topic" in row for _, row in _lines(path))


def is_slug(text: str) -> bool:
    """Whether a text can name a topic: a short lower-case word."""
    return _SLUG.fullmatch(text) is not None


def ids(files: Sequence[Path]) -> frozenset[str]:
    """The ids of every row of the files, labelled or not."""
    return frozenset(str(row["id"]) for path in files for _, row in _lines(path) if "id" in row)


def numbered(path: Path, *, now: datetime) -> Iterator[tuple[int, news.Article]]:
    """Every row of a file with its line, labelled or not; ModelError names the first that has no title."""
    return ((number, _article(row, path, number, now)) for number, row in _lines(path))


def articles(files: Sequence[Path], *, now: datetime) -> Iterator[news.Article]:
    """Every row of the files that has a title, labelled or not."""
    return (_article(row, path, number, now) for path in files for number, row in _lines(path) if row.get("title"))


def _article(row: dict[str, Any], path: Path, number: int, now: datetime) -> news.Article:
    try:
        return rows.article(row, source=str(path), number=number, now=now)
    except errors.ParseError as error:
        raise errors.ModelError(str(error), path=path) from error


def _lines(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    try:
        with rows.opened(path) as file:
            for number, line in enumerate(file, start=1):
                if line.strip():
                    yield number, rows.decoded(line, source=str(path), number=number)
    except errors.ParseError as error:
        raise errors.ModelError(str(error), path=path) from error
    except (OSError, EOFError, UnicodeDecodeError, zlib.error) as error:
        raise errors.ModelError(f"The labelled articles in {path} cannot be read: {error}.", path=path) from error


def _wrong(path: Path, number: int, what: str) -> errors.ModelError:
    return errors.ModelError(f"Line {number} of {path} {what}.", path=path)
