"""What a run prints of what it sent."""

import pytest

from digest.cli import account
from digest.domain.account import Sent, Trouble


def test_every_reader_not_reached_stands_on_a_line_of_their_own(capsys: pytest.CaptureFixture[str]) -> None:
    """The kind, a space and the address, however long the kind; a sentence is ended once."""
    ann = (Trouble(name="ann@example.org", reason="451 later"),)
    account.sent(Sent(refused=ann, uncertain=ann, stopped="Mend host in config.toml."))
    said = capsys.readouterr().out.splitlines()
    assert "  refused  ann@example.org: 451 later" in said
    assert "  in doubt ann@example.org: 451 later" in said
    assert said[-1] == "  stopped Mend host in config.toml; what was not sent waits for the next run"
