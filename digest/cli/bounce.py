"""The command that says what we make of a mail that came back."""

import sys
from argparse import Namespace
from pathlib import Path

from digest.cli import show
from digest.deliver import bounce
from digest.deliver.bounce import BounceKind, BounceReport
from digest.errors import CommandError


def show_one(chosen: Namespace) -> int:
    """Print kind, recipients, status and reason of a mail as one line of JSON."""
    report = bounce.read(_bytes(chosen.file))
    show.as_json(
        {
            "kind": report.kind,
            "recipients": _whom(report),
            "status": report.status,
            "reason": report.reason,
        }
    )
    return 0


def _whom(report: BounceReport) -> list[str]:
    """Who did not get the mail, or complained of it; not those of whom the same report says that they got it."""
    return [each.address for each in report.recipients if each.address and each.kind is not BounceKind.NONE]


def _bytes(name: str) -> bytes:
    if name == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(name).read_bytes()
    except OSError as error:
        raise CommandError(f"cannot read {name}: {error.strerror}; give a mail as a file, or - to read one") from error
