"""Articles given as JSON lines, for `digest classify` and `digest stories`."""

import gzip
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from digest.classify import rows
from digest.cli import clock, show
from digest.domain.news import Article
from digest.errors import CommandError, ParseError

#: An item without a title is named by so much of its summary.
NAMED_BY = 100


def read(name: str) -> tuple[list[Article], int]:
    """The articles on the lines of a file, "-" for standard input, and how many lines hold none.

    A line that holds none is told on standard error, and the others are read all the same.  Markup is taken out of
    titles and summaries, as it is when an article is gathered.
    """
    found: list[Article] = []
    bad = 0
    with _lines(name) as lines:
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            try:
                found.append(_article(line, source=name, number=number))
            except ParseError as error:
                show.note(str(error))
                bad += 1
    return found, bad


def _article(line: str, *, source: str, number: int) -> Article:
    said = {key: value for key, value in rows.decoded(line, source=source, number=number).items() if value is not None}
    if not isinstance(said.get("published"), str):
        said.pop("published", None)
    for name in ("title", "summary"):
        if isinstance(text := said.get(name), str):
            said[name] = _plain(text)
    if not said.get("title") and said.get("summary"):
        said["title"] = str(said["summary"])[:NAMED_BY]
    return rows.article(said, source=source, number=number, now=clock.now())


def _plain(text: str) -> str:
    """The words of a text; what has no markup is not looked at twice."""
    if "<" not in text and "&" not in text:
        return text
    from digest.gather import plain

    return plain.text(text)


@contextmanager
def _lines(name: str) -> Iterator[IO[str]]:
    if name == "-":
        yield sys.stdin
        return
    try:
        with _opened(Path(name)) as file:
            yield file
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise CommandError(f"cannot read {name}: {error}") from error


def _opened(path: Path) -> IO[str]:
    return gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8")
