"""The operator's mail, where no service runs."""

from datetime import UTC, datetime
from pathlib import Path

from digest import store
from digest.domain.mail import Outcome
from tests.cli.conftest import Run
from tests.store import samples

NOW = datetime.now(UTC)  # noqa: TID251 - the commands under test read the real clock


def mails_to_the_operator() -> list[bytes]:
    """Those in the Maildir."""
    found = [path.read_bytes() for path in Path().glob("maildir/new/*")]
    return [mail for mail in found if b"\nTo: op@example.org" in mail]


def test_a_sending_by_hand_writes_to_the_operator(gathered: Run) -> None:
    """In the same run, because the next may be a day away; once a day, and only if there is something to do."""
    config = Path("config.toml")
    config.write_text(config.read_text() + '\n[operator]\naddress = "op@example.org"\nat = "00:00"\n')
    assert gathered("send", "ada@reader.example").status == 0
    assert mails_to_the_operator() == []
    with store.open(Path("data") / store.FILE, now=NOW) as opened:
        opened.refusals.raise_alarm("mail.example", samples.delivery("x", Outcome.REFUSED, at=NOW))
    for _ in range(2):
        assert gathered("send").status == 0
        (mail,) = mails_to_the_operator()
        assert b"mail.example" in mail
