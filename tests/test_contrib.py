"""What ships for systemd and for containers (mail.md SEC-06)."""

import os
import re
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from digest.sample import newsroom

ROOT = Path(__file__).parents[1]
CONTRIB = ROOT / "contrib"

#: systemd's own measure, of 10; below 2 is what it calls OK for a service that opens connections.
EXPOSURE = 1.5

_READ_ONLY = 'mount --bind "$1" "$1" && mount -o remount,bind,ro / && shift && exec "$@"'


def _needs(program: str) -> None:
    if shutil.which(program) is None:
        pytest.skip(f"needs {program}, which is not installed")


def test_the_unit_is_right_and_hardened(tmp_path: Path) -> None:
    """systemd reads it without a word, and rates what it leaves open as low."""
    _needs("systemd-analyze")
    unit = tmp_path / "digest.service"
    text = (CONTRIB / "digest.service").read_text()
    unit.write_text(re.sub(r"(?m)^ExecStart=\S+", f"ExecStart={sys.executable}", text))
    verified = subprocess.run(["systemd-analyze", "verify", unit], capture_output=True, text=True, check=False)
    assert [line for line in verified.stderr.splitlines() if "digest" in line] == []
    rated = subprocess.run(
        ["systemd-analyze", "security", "--offline=true", "--no-pager", unit],
        capture_output=True,
        text=True,
        check=False,
    )
    if "unrecognized option" in rated.stderr:
        pytest.skip("needs a systemd-analyze that can rate a file")
    found = re.search(r"exposure level for digest\.service: ([0-9.]+)", rated.stdout)
    assert found is not None
    assert float(found[1]) <= EXPOSURE


def test_a_read_only_machine_but_for_the_data_folder_is_enough(tmp_path: Path) -> None:
    """A whole run, from the feeds to the Maildir, writes nowhere else."""
    _needs("unshare")
    data = tmp_path / "data"
    data.mkdir()
    tried = ["unshare", "-m", "sh", "-c", _READ_ONLY, "sh", str(data)]
    probe = subprocess.run([*tried, "touch", str(tmp_path / "x")], capture_output=True, text=True, check=False)
    if probe.returncode == 0 or "Read-only" not in probe.stderr:
        pytest.skip("needs the right to mount in a space of its own, which only root has, and not everywhere")
    now = datetime.now(UTC)  # noqa: TID251 - the command under test reads the real clock
    with newsroom.serve(now) as room:
        path = tmp_path / "config.toml"
        path.write_text(newsroom.config_text(room, data=str(data), maildir=str(data / "maildir")), encoding="utf-8")
        words = [sys.executable, "-m", "digest", "--config", str(path)]
        # A folder for what is thrown away again, as the unit's PrivateTmp and the container's --tmpfs give one.
        env = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "TMPDIR": str(data)}
        for command in (["run", "--once"], ["send", "ada@reader.example"]):
            ran = subprocess.run(
                [*tried, *words, *command], cwd=ROOT, env=env, capture_output=True, text=True, check=False
            )
            assert ran.returncode == 0, ran.stdout + ran.stderr
    assert len(list((data / "maildir" / "new").iterdir())) == 1
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["config.toml", "data"]


def test_the_container_takes_what_the_package_needs() -> None:
    """Every path it copies is there, and the templates and the manual come along."""
    text = (CONTRIB / "Containerfile").read_text()
    copied = [word for line in re.findall(r"(?m)^COPY (?!--from)(.*) \S+$", text) for word in line.split()]
    assert [path for path in copied if not (ROOT / path).exists()] == []
    assert {"templates", "config.toml", "digest", "requirements.lock"} <= set(copied)
    assert re.search(r"(?m)^USER (?!0$|root$)", text)


def test_the_unit_starts_what_there_is() -> None:
    """Its command is one of ours, and it stops a little later than we do at the latest."""
    text = (CONTRIB / "digest.service").read_text()
    assert " run\n" in text
    assert int(re.search(r"TimeoutStopSec=(\d+)", text)[1]) > 10  # type: ignore[index]
