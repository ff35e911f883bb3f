"""What a run prints of what it sent."""

import pytest

from digest.cli import account
from digest.domain.account import Sent, Trouble
from tests.store.samples import NOW


def test_every_reader_not_reached_stands_on_a_line_of_their_own(capsys: pytest.CaptureFixture[str]) -> None:
    """The kind, a space and the address, however long the kind; a sentence is ended once."""
    ann = (Trouble(name="ann@example.org", reason="451 later"),)
    account.sent(Sent(refused=ann, uncertain=ann, stopped="Mend host in config.toml."))
    said = capsys.readouterr().out.splitlines()
    assert "  refused  ann@example.org: 451 later" in said
    assert "  in doubt ann@example.org: 451 later" in said
    assert said[-1] == "  stopped Mend host in config.toml; what was not sent waits for the next run"


def test_what_waits_says_until_when(capsys: pytest.CaptureFixture[str]) -> None:
    """Mails put off are counted with the first moment at which one is tried again."""
    account.sent(Sent(accepted=1, ahead=2, next_at=NOW))
    assert capsys.readouterr().out.splitlines()[-1] == "  waiting 2 mails, next try at 07:00 UTC"
