"""What reaches the terminal, the pipe and the script."""

import io
import json
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from types import MappingProxyType

import pytest

from digest import __main__ as program
from digest import cli
from digest.cli import demo, show
from digest.domain.people import Cadence

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@dataclass(frozen=True)
class Thing:
    """Some of everything."""

    at: datetime
    day: date
    hour: time
    cadence: Cadence
    path: Path
    weights: MappingProxyType[str, float]
    names: frozenset[str]
    body: bytes


def test_json_holds_plain_values(capsys: pytest.CaptureFixture[str]) -> None:
    """Moments in UTC, enums by value, sets as lists, bytes by their number."""
    thing = Thing(
        NOON,
        NOON.date(),
        time(7),
        Cadence.DAILY,
        Path("a"),
        MappingProxyType({"sport": -1.0}),
        frozenset({"x"}),
        b"123",
    )
    show.as_json(thing)
    assert json.loads(capsys.readouterr().out) == {
        "at": "2026-11-22T12:00:00Z",
        "day": "2026-11-22",
        "hour": "07:00:00",
        "cadence": "daily",
        "path": "a",
        "weights": {"sport": -1.0},
        "names": ["x"],
        "body": 3,
    }


def test_control_characters_do_not_reach_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    """A feed's title cannot clear the screen or move the cursor."""
    show.line("\x1b[2Jhello\x07")
    assert capsys.readouterr().out == "�[2Jhello�\n"


def test_spaces_that_do_not_break_are_plain_ones(capsys: pytest.CaptureFixture[str]) -> None:
    """Our own wording has them: "at 7:00 AM"; they are no sign that something is wrong."""
    show.raw("at\u00a07:00\u202fAM\u3000sharp\u2028")
    assert capsys.readouterr().out == "at 7:00 AM sharp\n"


def test_what_isolates_directions_is_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    """A right-to-left mail as text has no signs for letters that are none; an override still stands out."""
    show.raw("\u2068Jo Writer\u2069، \u202eevil")
    assert capsys.readouterr().out == "Jo Writer، �evil\n"


def test_a_table_is_drawn_in_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """With titles and without a feed's markup or escapes taking effect."""
    screen = Terminal()
    monkeypatch.setattr(sys, "stdout", screen)
    show.table(("feed", "state"), [("[red]Gazette[/red]\x1b[2J", "fine")])
    drawn = screen.getvalue()
    assert "feed" in drawn
    assert "[red]Gazette[/red]" in drawn
    assert "\x1b[2J" not in drawn


def test_progress_is_a_bar_in_a_terminal_and_lines_in_a_pipe(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The same calls, whoever looks; and silence where silence was asked for."""
    with show.progress("gathering", 2) as advance:
        advance("ok one")
    assert capsys.readouterr().err == "ok one\n"
    with show.progress("gathering", 2, quiet=True) as advance:
        advance("ok two")
    assert capsys.readouterr().err == ""
    screen = Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    with show.progress("gathering", 2) as advance:
        advance("ok three")
    assert "ok three" not in screen.getvalue()
    assert "gathering" in screen.getvalue()


def test_an_interrupted_command_ends_with_130(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Ctrl-C is an answer, not a traceback."""

    def interrupt(_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(demo, "demo", interrupt)
    assert cli.main(["demo"]) == 130
    assert "goes on from there" in capsys.readouterr().err


def test_a_reader_that_goes_away_is_no_error(tmp_path: Path) -> None:
    """`digest ... | head` ends in silence."""
    lines = "\n".join(json.dumps({"id": str(number), "title": "Parliament votes " * 20}) for number in range(3000))
    (tmp_path / "items.jsonl").write_text(lines, encoding="utf-8")
    words = f"{sys.executable} -m digest classify items.jsonl | head -n 1"
    done = subprocess.run(["bash", "-c", words], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert len(done.stdout.splitlines()) == 1
    assert done.stderr == ""


def test_the_program_exits_with_the_commands_status(monkeypatch: pytest.MonkeyPatch) -> None:
    """`python -m digest` and `digest` are the same."""
    monkeypatch.setattr(sys, "argv", ["digest", "--version"])
    with pytest.raises(SystemExit) as ended:
        program.main()
    assert ended.value.code == 0
