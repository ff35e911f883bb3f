"""What the commands print: words and tables for people, JSON for scripts, progress while they wait."""

import dataclasses
import json
import sys
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time
from enum import Enum
from pathlib import Path


def line(text: str = "") -> None:
    """Print one line of the answer."""
    print(safe(text))


def note(text: str) -> None:
    """Print one line beside the answer, on standard error."""
    print(safe(text), file=sys.stderr)


#: What sets words of one direction apart in a line of the other.
_ISOLATES = frozenset("\u2066\u2067\u2068\u2069")


def raw(text: str) -> None:
    """Print a text of several lines as it is, but for control characters."""
    print("\n".join(safe(part) for part in text.splitlines()))


def safe(text: str) -> str:
    """The text without control characters, so that a feed's words cannot steer a terminal; every space a plain one."""
    return "".join(letter if letter.isprintable() or letter == "\t" else _stand_in(letter) for letter in text)


def _stand_in(letter: str) -> str:
    """What is printed for a letter that is not: the spaces of our own wording never break, and are no plain ones.

    What keeps a right-to-left mail in order (Unicode's isolates, UAX 9) is left out: a terminal has its own order.
    """
    if letter in _ISOLATES:
        return ""
    return " " if unicodedata.category(letter) == "Zs" else "�"


def as_json(answer: object) -> None:
    """Print one answer as one line of JSON; domain values become objects, moments ISO 8601 in UTC."""
    print(json.dumps(_plain(answer), ensure_ascii=False))


def moment(when: datetime | None) -> str:
    """A moment as scripts read it: 2022-12-06T07:00:00Z; "" for None."""
    return when.strftime("%Y-%m-%dT%H:%M:%SZ") if when else ""


def _plain(answer: object) -> object:  # noqa: PLR0911 - a line for each type reads best
    match answer:
        case datetime():
            return moment(answer)
        case date() | time() | Path():
            return str(answer)
        case Enum():
            return answer.value
        case bytes():
            return len(answer)
        case Mapping():
            return {str(key): _plain(value) for key, value in answer.items()}
        case tuple() | list() | set() | frozenset():
            return [_plain(value) for value in answer]
        case _ if dataclasses.is_dataclass(answer):
            return {field.name: _plain(getattr(answer, field.name)) for field in dataclasses.fields(answer)}
        case _:
            return answer


def table(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print rows under titles: drawn in a terminal, tab-separated in a pipe."""
    if not sys.stdout.isatty():
        for row in rows:
            line("\t".join(cell.replace("\t", " ") for cell in row))
        return
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    drawn = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for title in titles:
        drawn.add_column(title, overflow="fold")
    for row in rows:
        drawn.add_row(*(Text(safe(cell)) for cell in row))
    Console().print(drawn)


@contextmanager
def progress(label: str, total: int, *, quiet: bool = False) -> Iterator[Callable[[str], None]]:
    """A function to call after each of `total` things with words about it.

    In a terminal a bar moves; in a pipe each call is a plain line on standard error; `quiet` shows nothing.
    """
    if quiet:
        yield lambda _: None
    elif not sys.stderr.isatty():
        yield note
    else:
        from rich.console import Console
        from rich.progress import Progress

        with Progress(console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task(label, total=total)
            yield lambda _: bar.advance(task)
