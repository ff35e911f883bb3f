"""Mail that comes to the desk, and what goes out."""

from digest.desk import letters
from digest.domain.letters import Way
from tests.desk.counter import ANN, Counter

INBOX = "desk@ledger.example"


def mail(subject: str, *lines: str, sender: str = ANN, headers: str = "") -> bytes:
    """A mail somebody wrote."""
    return (
        f"From: {sender}\r\nTo: {INBOX}\r\nSubject: {subject}\r\n"
        f"Message-ID: <{abs(hash((subject, lines)))}@x.example>\r\n"
        f"{headers}\r\n" + "\r\n".join(lines) + "\r\n"
    ).encode()


def come(counter: Counter, raw: bytes, *, to: str = INBOX, sender: str = ANN) -> None:
    """Nothing; a mail came in and is kept."""
    letters.take(counter.store, raw=raw, sender=sender, recipient=to, way=Way.LMTP, now=counter.now)


def answers(counter: Counter) -> list[tuple[str, str]]:
    """The mails that wait to go out, as (kind, recipient)."""
    return [(message.kind, message.to) for message in counter.waiting()]


def deal(counter: Counter) -> list[tuple[str, str]]:
    """What goes out when all that waits was dealt with."""
    letters.work_off(counter.store, counter.settings, now=counter.now)
    return answers(counter)


def plus(extension: str) -> str:
    """The inbox with an extension."""
    return INBOX.replace("@", f"+{extension}@")
