"""Articles given as JSON lines, for `digest classify` and `digest stories`."""

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
#: Signs that no line of JSON holds and compressed files do, looked for at the beginning of each.
_BINARY, _LOOKED_AT = frozenset("\0\1\2\3\4\5\6\7\x08\x1f"), 100


def read(name: str) -> tuple[list[Article], int]:
    """The articles on the lines of a file, "-" for standard input, and how many lines hold none.

    A line that holds none is told on standard error, and the others are read all the same.  Markup is taken out of
    titles and summaries, as it is when an article is gathered.
    """
    found: list[Article] = []
    bad = 0
    source = "standard input" if name == "-" else name
    with _lines(name, source) as lines:
        for number, line in enumerate(lines, start=1):
            if _BINARY & set(line[:_LOOKED_AT]):
                raise CommandError(f"{source} is no text: give JSON lines, or a file of them whose name ends in .gz")
            if not line.strip():
                continue
            try:
                found.append(_article(line, source=source, number=number))
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
def _lines(name: str, source: str) -> Iterator[IO[str]]:
    try:
        if name == "-":
            yield sys.stdin
        else:
            with rows.opened(Path(name)) as file:
                yield file
    except UnicodeDecodeError as error:
        raise CommandError(
            f"{source} is no UTF-8 text ({error.reason}): give JSON lines, or a file of them whose name ends in .gz"
        ) from error
    except (OSError, EOFError) as error:
        raise CommandError(f"cannot read {name}: {error}") from error
