"""digest bounce: what we make of a mail that came back."""

import io
import json
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.deliver.reports import complaint, notification, three


def test_a_bounce_is_said_as_json(run: Run) -> None:
    """Kind, recipients, status and reason, and no more; there need be no config.toml."""
    Path("came-back.eml").write_bytes(notification("550 5.1.1 no such user"))
    answer = run("bounce", "came-back.eml")
    assert (answer.status, answer.err) == (0, "")
    assert json.loads(answer.out) == {
        "kind": "hard",
        "recipients": ["ann@reader.example"],
        "status": "5.1.1",
        "reason": "userunknown",
    }


@pytest.mark.parametrize(("raw", "kind"), [(complaint(), "complaint"), (b"From: ann@x.example\n\nhello", "none")])
def test_a_mail_is_read_from_standard_input(run: Run, monkeypatch: pytest.MonkeyPatch, raw: bytes, kind: str) -> None:
    """Which - stands for."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))
    answer = run("bounce", "-")
    assert (answer.status, json.loads(answer.out)["kind"]) == (0, kind)


def test_only_those_who_did_not_get_it_are_named(run: Run) -> None:
    """A report may be about several people, of whom one got the mail (REC-11)."""
    Path("came-back.eml").write_bytes(three())
    found = json.loads(run("bounce", "came-back.eml").out)
    assert (found["kind"], found["recipients"]) == ("hard", ["ann@reader.example", "bob@reader.example"])


def test_a_file_that_is_not_there_is_a_sentence(run: Run) -> None:
    """No trace of a program."""
    answer = run("bounce", "nothing.eml")
    assert (answer.status, answer.out) == (1, "")
    assert answer.err == (
        "digest: cannot read nothing.eml: No such file or directory; give a mail as a file, or - to read one\n"
    )
