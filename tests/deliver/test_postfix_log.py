"""What the log of a Postfix says of messages in doubt, line by line (a real one speaks in tests/peers)."""

import gzip
import os
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from digest.deliver.postfix_log import PostfixLog
from digest.domain.mail import Doubt, Verdict

A, N, U = Verdict.ACCEPTED, Verdict.ABSENT, Verdict.UNKNOWN
DOT_AT = datetime(2022, 12, 7, 7, 0, 10, tzinfo=UTC)
DOUBT = Doubt(outbox_id="1", message_id="<1@x>", to="ada@example.net", relay="localhost:25", dot_at=DOT_AT)

CONNECT = "Dec  7 07:00:08 mx postfix/smtpd[7]: connect from localhost[127.0.0.1]"
HEAD = "Dec  7 07:00:09 mx postfix/cleanup[8]: 4CF52: message-id=<1@x>"
ACTIVE = "Dec  7 07:00:10 mx postfix/qmgr[9]: 4CF52: from=<b@x>, size=300, nrcpt=1 (queue active)"
REMOVED = "Dec  7 07:00:11 mx postfix/qmgr[9]: 4CF52: removed"
GONE = "Dec  7 07:00:12 mx postfix/smtpd[7]: disconnect from localhost[127.0.0.1] ehlo=1 mail=1 rcpt=1 data=1"
OTHER = "Dec  7 07:00:10 mx postfix/cleanup[8]: 4CF52: message-id=<2@x>"
OTHER_IN = "Dec  7 07:00:01 mx postfix/smtpd[6]: connect from elsewhere[192.0.2.1]"

LOGS = [
    pytest.param([CONNECT, HEAD, ACTIVE, REMOVED, GONE], A, id="it was taken"),
    pytest.param([CONNECT, HEAD, ACTIVE], A, id="it was taken, and the conversation goes on"),
    pytest.param([CONNECT, GONE], N, id="the conversation is over without it"),
    pytest.param([CONNECT], U, id="the conversation goes on"),
    pytest.param([CONNECT, HEAD, GONE], U, id="its head was read, and the queue cannot be seen"),
    pytest.param([GONE], N, id="the log begins in the middle of the conversation"),
    pytest.param([], U, id="an empty log"),
    pytest.param([HEAD, ACTIVE], A, id="nothing of any conversation"),
    pytest.param([CONNECT, GONE.replace("07:00:12", "07:00:08")], U, id="a conversation that was over before"),
    pytest.param([CONNECT.replace("07:00:08", "07:00:12"), GONE], U, id="a conversation that began afterwards"),
    pytest.param([CONNECT, OTHER_IN, GONE], U, id="another client still speaks, and it may be us"),
    pytest.param([CONNECT, HEAD, OTHER, ACTIVE, GONE], U, id="the queue id was used for another message"),
    pytest.param([CONNECT, "Dec  7 07:00:09 mx postfix/smtpd[7]: 4CF52: client=x", "?", GONE], N, id="lines between"),
    pytest.param([line.replace("Dec  7 07:", "2022-12-07T07:").replace(" mx", "+00:00 mx") for line in
                  (CONNECT, HEAD, ACTIVE, GONE)], A, id="the stamps of RFC 3339"),
    pytest.param([line.replace("Dec  7 07:", "2022-12-07T08:").replace(" mx", ".25+01:00 mx") for line in
                  (CONNECT, GONE)], N, id="the stamps of RFC 3339 in another zone"),
    pytest.param([line.replace("postfix/smtpd", "postfix/submission/smtpd") for line in (CONNECT, GONE)], N,
                 id="a service of another name"),
]  # fmt: skip


@pytest.fixture(autouse=True)
def _in_utc(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The log goes by this machine's zone; and no Postfix of this machine is asked."""
    with monkeypatch.context() as patched:
        patched.setenv("TZ", "UTC")
        patched.setattr(PostfixLog, "_command", lambda *_: None)
        time.tzset()
        yield
    time.tzset()


def ask(path: Path, doubt: Doubt = DOUBT) -> Verdict:
    """The verdict on one doubt."""
    return PostfixLog(path=path, relays={"localhost:25"}).ask([doubt])["1"]


@pytest.mark.parametrize(("lines", "verdict"), LOGS)
def test_what_a_log_says(tmp_path: Path, lines: list[str], verdict: Verdict) -> None:
    """Accepted needs the head and the queue; absent needs the end of every conversation of that moment."""
    (tmp_path / "mail.log").write_text("\n".join(lines))
    assert ask(tmp_path / "mail.log") is verdict


def test_a_missing_log(tmp_path: Path) -> None:
    """Without a log nothing is known."""
    assert ask(tmp_path / "mail.log") is U
    assert ask(tmp_path / "nowhere" / "mail.log") is U


def test_what_went_elsewhere(tmp_path: Path) -> None:
    """Of a message that another relay may have, the log of this one says nothing."""
    (tmp_path / "mail.log").write_text(f"{CONNECT}\n{GONE}\n")
    assert PostfixLog(path=tmp_path / "mail.log", relays={"smtp.example:587"}).ask([DOUBT]) == {}


def test_rotated_logs(tmp_path: Path) -> None:
    """What was rotated away since is read, compressed or not, oldest first; what is older or broken is not."""
    (tmp_path / "mail.log").write_text(f"{GONE}\n")
    (tmp_path / "mail.log.1").write_text(f"{ACTIVE}\n")
    (tmp_path / "mail.log-20221207.gz").write_bytes(gzip.compress(f"{HEAD}\n".encode()))
    (tmp_path / "mail.log.3").write_text(OTHER)
    (tmp_path / "mail.log.4.gz").write_bytes(b"not gzip")
    (tmp_path / "mailman.log").write_text(OTHER)
    ages = {"mail.log.1": 20, "mail.log-20221207.gz": 10, "mail.log.3": -3600, "mail.log.4.gz": 15}
    for name, seconds in ages.items():
        os.utime(tmp_path / name, (DOT_AT.timestamp() + seconds,) * 2)
    assert ask(tmp_path / "mail.log") is A


@pytest.mark.parametrize(
    ("dot_at", "month"),
    [
        pytest.param(datetime(2023, 1, 1, 0, 0, 1, tzinfo=UTC), "Dec 31 23:59:59", id="the last second of the year"),
        pytest.param(datetime(2024, 2, 29, 7, 0, 0, tzinfo=UTC), "Feb 29 07:00:00", id="a leap day"),
    ],
)
def test_a_stamp_has_no_year(tmp_path: Path, dot_at: datetime, month: str) -> None:
    """A line is of the year that brings it nearest to the moment asked about."""
    lines = [CONNECT.replace("Dec  7 07:00:08", month), GONE.replace("Dec  7 07:00:12", f"{dot_at:%b %d %H:%M:%S}")]
    (tmp_path / "mail.log").write_text("\n".join(lines).replace("Jan 01", "Jan  1"))
    moved = Doubt(outbox_id="1", message_id="<1@x>", to="ada@example.net", relay="localhost:25", dot_at=dot_at)
    assert ask(tmp_path / "mail.log", moved) is N
