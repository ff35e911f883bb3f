"""What the account of a run says of mail in doubt."""

import pytest

from digest.cli import account
from digest.domain.account import Sent


def test_doubts_that_were_ended_have_their_lines(capsys: pytest.CaptureFixture[str]) -> None:
    """What is sent a second time, and what never will be, is counted; nothing is said when there was none."""
    account.sent(Sent(accepted=1, resent=1, left=2))
    said = capsys.readouterr().out
    assert "  again   1 mail in doubt taken up once more" in said
    assert "  in doubt 2 mails for good, not sent again" in said
    account.sent(Sent(accepted=1))
    assert "doubt" not in capsys.readouterr().out
