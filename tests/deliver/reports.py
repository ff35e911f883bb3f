"""Invented mails that came back, and mails that only look so."""

from collections.abc import Sequence

#: The head of the digest that comes back in the reports.
DIGEST = """\
Return-Path: <news+b-aaaaaaaaaaaaaaaa-bbbbbbbbbbbbbbbbbbbbbbbbbb@news.example>
From: The Daily <news@news.example>
To: ann@reader.example
Subject: Twelve stories
Message-ID: <0123456789abcdef@news.example>
Feedback-ID: 20261120:edition:daily:newsexample
"""


def mail(head: str, body: str) -> bytes:
    """A mail of these headers and this body."""
    return f"{head.strip()}\n\n{body}".encode()


def parts(
    *pieces: tuple[str, str], kind: str = "report; report-type=delivery-status", edge: str = "edge"
) -> tuple[str, str]:
    """The header and the body of a mail of several parts, each given as type and text."""
    body = "".join(f"--{edge}\nContent-Type: {name}\n\n{text}\n" for name, text in pieces)
    return f"Content-Type: multipart/{kind}; boundary={edge}", f"{body}--{edge}--\n"


def notification(
    words: str,
    *,
    to: str = "ann@reader.example",
    status: str = "5.1.1",
    action: str = "failed",
    said: str = "<ann@reader.example>: this and no more",
    returned: str = DIGEST,
) -> bytes:
    """A delivery status notification as RFC 3464 has it; `words` are the server's."""
    fields = f"Final-Recipient: rfc822; {to}\nAction: {action}\nStatus: {status}\n"
    fields += f"Diagnostic-Code: smtp; {words}\n" if words else ""
    head, body = parts(
        ("text/plain", said),
        ("message/delivery-status", f"Reporting-MTA: dns; mx.reader.example\n\n{fields}"),
        ("message/rfc822", f"{returned}\nThe news.\n"),
    )
    subject = "Undelivered Mail Returned to Sender"
    return mail(f"From: MAILER-DAEMON@mx.reader.example\nSubject: {subject}\nReturn-Path: <>\n{head}", body)


def three(returned: str = DIGEST) -> bytes:
    """A notification about three people: Ann is not there, Bob is full, and Carl got it."""
    blocks = "\n".join(
        f"Final-Recipient: rfc822; {who}@reader.example\nAction: {action}\nStatus: {status}\n{words}"
        for who, action, status, words in (
            ("ann", "failed", "5.1.1", "Diagnostic-Code: smtp; 550 no such user\n"),
            ("bob", "failed", "5.2.2", "Diagnostic-Code: smtp; 552 mailbox full\n"),
            ("carl", "delivered", "2.0.0", ""),
        )
    )
    fields = f"Reporting-MTA: dns; mx.reader.example\n\n{blocks}"
    head, body = parts(("message/delivery-status", fields), ("message/rfc822", f"{returned}\nThe news.\n"))
    return mail(f"From: MAILER-DAEMON@mx.reader.example\nSubject: Undelivered Mail\nReturn-Path: <>\n{head}", body)


def complaint(kind: str = "abuse", *, fields: Sequence[str] = (), returned: str = DIGEST) -> bytes:
    """A report of a mailbox provider as RFC 5965 has it."""
    told = "\n".join((f"Feedback-Type: {kind}", "User-Agent: Provider/1", "Version: 1", *fields))
    head, body = parts(
        ("text/plain", "This is an abuse report for a mail of yours."),
        ("message/feedback-report", told),
        ("message/rfc822", f"{returned}\nThe news.\n"),
        kind="report; report-type=feedback-report",
    )
    return mail(f"From: feedback@provider.example\nSubject: FW: Twelve stories\n{head}", body)
