"""No command imports what it does not use."""

import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = (
    "sklearn",
    "scipy",
    "numpy",
    "aiohttp",
    "feedparser",
    "apscheduler",
    "jinja2",
    "sqlite_utils",
    "pydantic",
    "rich",
    "lxml",
)


def imported(words: str, folder: Path) -> set[str]:
    """The heavy packages in memory after one command."""
    code = (
        "import sys\n"
        "from digest import cli\n"
        "try:\n    cli.main(sys.argv[1:])\n"
        "except SystemExit:\n    pass\n"
        f"print('heavy:', *(name for name in {HEAVY!r} if name in sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *words.split()], cwd=folder, capture_output=True, text=True, check=True
    )
    return set(done.stdout.rpartition("heavy:")[2].split())


@pytest.mark.parametrize(
    ("words", "allowed"),
    [
        pytest.param("--help", set(), id="help needs nothing"),
        pytest.param("--version", set(), id="the version needs nothing"),
        pytest.param("gather --help", set(), id="help on a command needs nothing"),
        pytest.param("evaluate", {"numpy"}, id="the recorded figures need numpy"),
        pytest.param("classify items.jsonl", {"numpy"}, id="classifying needs numpy alone"),
        pytest.param("init", {"pydantic"}, id="init checks what it wrote"),
    ],
)
def test_a_command_imports_only_what_it_uses(tmp_path: Path, words: str, allowed: set[str]) -> None:
    """`digest --help` is as light as Python's own argparse."""
    (tmp_path / "items.jsonl").write_text('{"id": "a", "title": "Parliament votes"}\n', encoding="utf-8")
    assert imported(words, tmp_path) <= allowed


def test_listing_people_needs_neither_classifier_nor_network(tmp_path: Path) -> None:
    """The store and the configuration are all it takes; sqlite-utils brings numpy."""
    imported("init", tmp_path)
    assert imported("subscribers", tmp_path) <= {"pydantic", "sqlite_utils", "numpy"}
