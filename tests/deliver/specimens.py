"""Invented reports in the words of mail servers as they are in the field, kept as text beside this file (`returned/`).

Nobody's mail: the addresses are examples, the words are those that each program, or its speakers, are known to write.
A report begins with "# " and its name, then come the kind that it is (hard, soft, none) and what differs from the usual
sender, subject, charset and recipients; below a blank line stands what it says.  With `returned`, that line and the
mail that came back follow.
"""

import base64
import json
import quopri
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.deliver.reports import DIGEST, mail, notification, parts

FOLDER = Path(__file__).parent / "returned"
ANN, BOB = "ann@reader.example", "bob@reader.example"
_USUAL = {
    "from": "Mail Delivery Subsystem <MAILER-DAEMON@mx.example>",
    "subject": "Undeliverable mail",
    "charset": "utf-8",
    "recipients": ANN,
    "said": "See below.",
}
_DEAD = f"Reporting-MTA: dns; mx.example\n\nFinal-Recipient: rfc822; {ANN}\nAction: failed\nStatus: 5.1.1\n"


@dataclass(frozen=True)
class Specimen:
    """A report, and what is to be made of it."""

    name: str
    raw: bytes
    kind: str
    #: In the report's order; nobody for one that reports no failure.
    recipients: tuple[str, ...] = (ANN,)


def all_() -> tuple[Specimen, ...]:
    """Every one there is."""
    written = [one for name in ("servers", "languages", "no-bounces") for one in _plain(name)]
    return (*written, *_with_fields(), *_refusals(), *_odd())


def _read(name: str) -> Iterator[tuple[str, Mapping[str, str], str]]:
    """Name, head and words of each report of a file."""
    for block in (FOLDER / f"{name}.txt").read_text(encoding="utf-8").split("\n%%\n"):
        head, _, words = block.partition("\n\n")
        title, *lines = head.splitlines()
        yield title.removeprefix("# "), {**_USUAL, **dict(line.split(": ", 1) for line in lines)}, words


def _whom(head: Mapping[str, str]) -> tuple[str, ...]:
    return () if head["kind"] == "none" else tuple(head["recipients"].split(", "))


def _plain(name: str) -> Iterator[Specimen]:
    """Reports of words alone."""
    for title, head, words in _read(name):
        top = f"From: {head['from']}\nTo: news@news.example\nSubject: {head['subject']}\n"
        below = f"\n{head['returned']}\n\n{DIGEST}\nThe news.\n" if "returned" in head else ""
        top += f"Content-Type: text/plain; charset={head['charset']}\n\n"
        yield Specimen(title, top.encode() + f"{words}{below}".encode(head["charset"]), head["kind"], _whom(head))


def _with_fields() -> Iterator[Specimen]:
    """Reports by RFC 3464 with fields as servers write them."""
    for title, head, told in _read("fields"):
        yield Specimen(
            title, _report(head["said"], f"Reporting-MTA: dns; mx.example\n\n{told}\n"), head["kind"], _whom(head)
        )


def _refusals() -> Iterator[Specimen]:
    """Reports by RFC 3464 in which the server's words alone say why."""
    for line in (FOLDER / "refusals.txt").read_text(encoding="utf-8").splitlines():
        kind, title, words = line.split(" | ", 2)
        yield Specimen(title, notification(words, status="5.0.0", said="Your mail was not delivered."), kind)


def _report(said: str, told: str, *, kind: str = "message/delivery-status") -> bytes:
    head, body = parts(("text/plain", said), (kind, told), ("message/rfc822", f"{DIGEST}\nThe news.\n"))
    return mail(f"From: MAILER-DAEMON@mx.example\nSubject: Undelivered\nReturn-Path: <>\n{head}", body)


def _odd() -> Iterator[Specimen]:
    """Reports of odd forms."""
    head = f"From: Mailer-Daemon@mx.example\nSubject: Mail delivery failed\nX-Failed-Recipients: {ANN},\n  {BOB}"
    yield Specimen(
        "Exim's header, folded", mail(head, f"{ANN}\n 550 unknown user\n{BOB}\n 550 unknown user\n"), "hard", (ANN, BOB)
    )
    for encoding, octets in (
        ("base64", base64.encodebytes(_DEAD.encode())),
        ("quoted-printable", quopri.encodestring(_DEAD.encode())),
    ):
        kind = f"message/delivery-status\nContent-Transfer-Encoding: {encoding}"
        yield Specimen(f"fields in {encoding}", _report("See below.", octets.decode(), kind=kind), "hard")
    page = (
        "<html><head><style>p { color: red }</style></head><body><p><b>Delivery has failed to these recipients:</b></p>"
        f'<p><a href="mailto:{ANN}">{ANN}</a><br>The address you entered couldn&#39;t be found.</p></body></html>'
    )
    head = "From: postmaster@reader.example\nSubject: Undeliverable: Twelve stories\nContent-Type: text/html"
    yield Specimen("HTML alone", mail(head, page), "hard")
    failed = {"emailAddress": ANN, "action": "failed", "status": "5.1.1", "diagnosticCode": "smtp; 550 5.1.1 unknown"}
    told = {"notificationType": "Bounce", "bounce": {"bouncedRecipients": [failed]}}
    wrapped = json.dumps({"Type": "Notification", "Message": json.dumps(told)}, indent=2)
    head = "From: AWS Notifications <no-reply@sns.amazonaws.example>\nSubject: Amazon SES Email Event Notification"
    yield Specimen("Amazon's notification inside another", mail(head, wrapped), "hard")
