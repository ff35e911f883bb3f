"""Mail that came back: recognised in its many forms, and nothing else taken for it."""

import hypothesis
import pytest
from hypothesis import strategies

from digest.deliver import bounce
from digest.deliver.bounce import BounceKind
from tests.deliver.reports import DIGEST, complaint, mail, notification, parts

ANN = "ann@reader.example"
QMAIL = mail(
    "From: MAILER-DAEMON@mx.reader.example\nSubject: failure notice",
    "Hi. This is the qmail-send program at mx.reader.example.\n"
    "I'm afraid I wasn't able to deliver your message to the following addresses.\n\n"
    f"<{ANN}>:\nSorry, no mailbox here by that name. (#5.1.1)\n\n"
    f"--- Below this line is a copy of the message.\n\n{DIGEST}",
)
EXIM = mail(
    f"From: Mail Delivery System <Mailer-Daemon@mx.example>\nX-Failed-Recipients: {ANN}, bob@reader.example\n"
    "Auto-Submitted: auto-replied\nSubject: Mail delivery failed: returning message to sender",
    "A message that you sent could not be delivered to one or more of its\nrecipients. The following failed:"
    f"\n\n  {ANN}\n    mailbox is full: retry timeout exceeded\n  bob@reader.example\n    host mx.reader.example said:"
    " 550 5.1.1 unknown user\n\n"
    f"------ This is a copy of the message, including all the headers. ------\n\n{DIGEST}",
)
SENDMAIL = mail(
    "From: Mail Delivery Subsystem <MAILER-DAEMON@mx.example>\nSubject: Returned mail: Host unknown",
    f"   ----- Transcript of session follows -----\n550 <{ANN}>... Host unknown (Name server: no such host)\n\n"
    f"   ----- Unsent message follows -----\n{DIGEST}",
)
EXCHANGE = mail(
    "From: System Administrator <postmaster@reader.example>\nSubject: Undeliverable: Twelve stories",
    "Your message\n\n  To:      news@news.example\n  Subject: Twelve stories\n\n"
    "did not reach the following recipient(s):\n\n"
    f"{ANN} on Thu, 19 Nov 2026 07:00:00 -0000\n    The recipient name is not recognized\n",
)
DRAGONFLY = mail(
    "From: MAILER-DAEMON <>\nSubject: Mail delivery failed",
    f"There was an error delivering your mail to <{ANN}>.\n\nmx.reader.example did not like our RCPT TO:\n"
    f"552 5.2.2 <{ANN}>: Mailbox full\n\nMessage headers follow.\n\n{DIGEST}",
)
QUOTED = mail(
    "From: MAILER-DAEMON@mx.reader.example\nSubject: Delivery Status Notification (Failure)\nContent-Type: text/plain",
    f"Delivery to the following recipient failed permanently:=20\n\n     {ANN}=20\n\n"
    "Technical details:=20\nThe error tha=\n"
    "t the other server returned was: 550 550 5.1.1 user unk=\nnown (state 14).\n",
)
HEAD, BODY = parts(
    (
        "text/html",
        f"<style>p {{}}</style><p>Your message could not be delivered to <b>{ANN}</b><p>550 5.1.1 User unknown",
    )
)
HTML = mail(f"From: postmaster@reader.example\nSubject: Undeliverable\n{HEAD}", BODY)
JSON = mail(
    "From: <no-reply@sns.amazonaws.com>\nSubject: AWS Notification Message",
    f'{{"notificationType":"Bounce","bounce":{{"bouncedRecipients":[{{"emailAddress":"{ANN}","status":"5.1.1",'
    '"diagnosticCode":"smtp; 550 5.1.1 user unknown"}]},"mail":{"timestamp":"delivery"}}',
)
SUBJECT = mail(
    "From: MAILER-DAEMON@mx.reader.example\nSubject: =?utf-8?b?UmV0dXJuZWQgbWFpbDogVXNlciB1bmtub3du?=",
    f"The following addresses had permanent errors:\n{ANN}\n",
)


@pytest.mark.parametrize(
    ("raw", "kind", "recipients", "reason", "status"),
    [
        pytest.param(
            notification("550 5.1.1 no such user"), "hard", [ANN], "userunknown", "5.1.1", id="as RFC 3464 says"
        ),
        pytest.param(notification("", status="5.2.2"), "soft", [ANN], "mailboxfull", "5.2.2", id="a code and no words"),
        pytest.param(
            notification("550 5.7.26 DMARC", status="5.0.0"),
            "soft",
            [ANN],
            "authfailure",
            "5.7.26",
            id="a better code in the words",
        ),
        pytest.param(
            notification("450 4.2.2 mailbox full", status="4.2.2", action="delayed"),
            "soft",
            [ANN],
            "mailboxfull",
            "4.2.2",
            id="late, for a reason",
        ),
        pytest.param(
            notification("", status="4.5.0", action="delayed"),
            "none",
            [ANN],
            "delayed",
            "4.5.0",
            id="late, and no more is said",
        ),
        pytest.param(
            notification("", status="2.0.0", action="delivered"), "none", [ANN], "delivered", "2.0.0", id="delivered"
        ),
        pytest.param(
            notification(
                "550 unknown user",
                status="5.0.0",
                said="<a@b.example>: said: 550 unknown user (in reply to end of DATA command)",
            ),
            "soft",
            [ANN],
            "filtered",
            "5.0.0",
            id="unknown after the mail was seen",
        ),
        pytest.param(
            notification(
                "550 5.1.8 unknown user",
                status="5.1.8",
                said="said: 550 5.1.8 unknown user (in reply to MAIL FROM command)",
            ),
            "soft",
            [ANN],
            "rejected",
            "5.1.8",
            id="it is the sender who is unknown",
        ),
        pytest.param(
            notification("451 domain not found", status="4.4.3"),
            "soft",
            [ANN],
            "networkerror",
            "4.4.3",
            id="a domain not found just now",
        ),
        pytest.param(
            notification("550 no user", to=""), "hard", [ANN], "userunknown", "5.1.1", id="the address only in the mail"
        ),
        pytest.param(QMAIL, "hard", [ANN], "userunknown", "5.1.1", id="qmail"),
        pytest.param(
            EXIM, "hard", [ANN, "bob@reader.example"], "userunknown", "5.1.1", id="two addresses, each with its words"
        ),
        pytest.param(SENDMAIL, "hard", [ANN], "hostunknown", "5.1.2", id="an old sendmail"),
        pytest.param(EXCHANGE, "hard", [ANN], "userunknown", "5.1.1", id="an old Exchange"),
        pytest.param(DRAGONFLY, "soft", [ANN], "mailboxfull", "5.2.2", id="an address in a sentence"),
        pytest.param(QUOTED, "hard", [ANN], "userunknown", "5.1.1", id="quoted-printable that nobody declares"),
        pytest.param(HTML, "hard", [ANN], "userunknown", "5.1.1", id="nothing but HTML"),
        pytest.param(JSON, "hard", [ANN], "userunknown", "5.1.1", id="JSON"),
        pytest.param(SUBJECT, "hard", [ANN], "userunknown", "5.1.1", id="the reason only in an encoded subject"),
    ],
)
def test_a_bounce_is_read(raw: bytes, kind: str, recipients: list[str], reason: str, status: str) -> None:
    """Whom it is about, how bad it is, and why."""
    report = bounce.read(raw)
    assert (report.kind.value, [each.address for each in report.recipients]) == (kind, recipients)
    assert (report.reason, report.status) == (reason, status)


def test_each_address_has_its_own_words() -> None:
    """One mailbox is full, the other is not there."""
    assert [each.reason for each in bounce.read(EXIM).recipients] == ["mailboxfull", "userunknown"]


def test_a_report_says_which_mail_came_back() -> None:
    """Its Message-ID, its Feedback-ID, and its return address; not those of the report."""
    report = bounce.read(notification("550 5.1.1 no such user"))
    assert report.original_ids == ("<0123456789abcdef@news.example>",)
    assert report.feedback_id == "20261120:edition:daily:newsexample"
    assert report.return_paths == ("news+b-aaaaaaaaaaaaaaaa-bbbbbbbbbbbbbbbbbbbbbbbbbb@news.example",)


@pytest.mark.parametrize("ends", [pytest.param(b"\r", id="CR"), pytest.param(b"\r\n", id="CRLF")])
@pytest.mark.parametrize("raw", [notification("550 5.1.1 x"), QMAIL, EXIM, HTML, complaint()])
def test_line_ends_change_nothing(raw: bytes, ends: bytes) -> None:
    """Reports have passed through systems that write lines otherwise."""
    assert bounce.read(raw.replace(b"\n", ends)) == bounce.read(raw)


OLD_COMPLAINT = mail(
    "From: staff@hotmail.com\nSubject: complaint about message from 192.0.2.1\n" + parts(kind="mixed")[0],
    parts(("message/rfc822", f"X-HmXmrOriginalRecipient: {ANN}\n{DIGEST}\nThe news."), kind="mixed")[1],
)
NOTED = mail(
    "From: <no-reply@sns.amazonaws.com>\nSubject: AWS Notification Message",
    f'{{"eventType":"Complaint","complaint":{{"complainedRecipients":[{{"emailAddress":"{ANN}"}}]}}}}\nDelivery failed',
)


@pytest.mark.parametrize(
    ("raw", "kind", "recipients"),
    [
        pytest.param(complaint(), "complaint", [ANN], id="abuse, the address in the mail"),
        pytest.param(
            complaint(fields=["Original-Rcpt-To: <bob@x.example>"]), "complaint", ["bob@x.example"], id="named"
        ),
        pytest.param(complaint("not-spam"), "none", [], id="not spam"),
        pytest.param(complaint("auth-failure"), "none", [], id="a failed authentication"),
        pytest.param(OLD_COMPLAINT, "complaint", [ANN], id="the older form"),
        pytest.param(NOTED, "complaint", [ANN], id="JSON"),
    ],
)
def test_a_complaint_is_read(raw: bytes, kind: str, recipients: list[str]) -> None:
    """Who pressed the spam button; other feedback is no complaint."""
    report = bounce.read(raw)
    assert (report.kind.value, [each.address for each in report.recipients]) == (kind, recipients)


FORWARDED = parts(
    ("text/plain", "look: bob@reader.example could not be delivered"),
    ("message/rfc822", notification("550 5.1.1 x").decode()),
    kind="mixed",
    edge="outer",
)
READ = parts(("text/plain", "it was read"), ("message/disposition-notification", f"Final-Recipient: rfc822;{ANN}\n"))


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(
            mail(
                "From: ann@x.example\nSubject: Re: Undelivered Mail",
                "> Final-Recipient: rfc822; a@b.example\n> Status: 5.1.1",
            ),
            id="somebody answers a bounce",
        ),
        pytest.param(
            mail(f"From: ann@x.example\nSubject: Fwd: Undelivered Mail\n{FORWARDED[0]}", FORWARDED[1]),
            id="or sends it on",
        ),
        pytest.param(mail(f"From: ann@x.example\nSubject: Read: news\n{READ[0]}", READ[1]), id="it was read"),
        pytest.param(
            mail(
                "From: DHL <no-reply@dhl.example>\nSubject: Delivery failed",
                "Your parcel could not be delivered to a@b.example.",
            ),
            id="a parcel",
        ),
        pytest.param(
            mail(
                "From: ann@x.example\nReturn-Path: <>\nSubject: Out of office",
                "My mailbox is full; write to bob@x.example.",
            ),
            id="a holiday note",
        ),
        pytest.param(
            mail(
                "From: MAILER-DAEMON@x.example\nSubject: Automatic reply: news",
                "Mail could not be delivered to a@b.example.",
            ),
            id="a holiday note by a machine",
        ),
        pytest.param(
            mail(
                "From: ann@x.example\nReturn-Path: <>\nSubject: I moved",
                "Mail to ann@x.example is not delivered any more.",
            ),
            id="an answering machine of a person who moved",
        ),
        pytest.param(
            mail("From: postmaster@x.example\nSubject: Tonight", "Ask admin@x.example about it."),
            id="a postmaster writes",
        ),
        pytest.param(
            mail("From: list@x.example\nReturn-Path: <>\nSubject: Your message awaits approval", "It is being held."),
            id="a list holds a mail",
        ),
        pytest.param(
            mail(
                "From: guard@x.example\nReturn-Path: <>\nSubject: Please confirm (delivery delayed)", "For a@x.example."
            ),
            id="somebody asks us to confirm",
        ),
        pytest.param(mail("From: ann@x.example\nSubject: unsubscribe", "unsubscribe"), id="a command"),
        pytest.param(b"", id="nothing"),
        pytest.param(b"From: MAILER-DAEMON\n\n", id="a machine says nothing"),
    ],
)
def test_other_mail_is_no_bounce(raw: bytes) -> None:
    """Whatever words are in it."""
    assert bounce.read(raw).kind is BounceKind.NONE


_SEEDS = [notification("550 5.1.1 x"), QMAIL, EXIM, SENDMAIL, HTML, JSON, complaint(), OLD_COMPLAINT]
_SPOILS = strategies.lists(
    strategies.tuples(
        strategies.floats(0, 1),
        strategies.one_of(
            strategies.binary(max_size=12),
            strategies.sampled_from(
                [
                    b"",
                    b"\n",
                    b"=?x?q?=",
                    b"Content-Type: multipart/mixed; boundary=edge\n",
                    b"charset=idna;",
                    b"--edge\n",
                    b"<a@[1]>",
                    b"{",
                ]
            ),
        ),
    ),
    max_size=6,
)


@hypothesis.given(seed=strategies.sampled_from(_SEEDS), spoils=_SPOILS)
@hypothesis.example(seed=HTML, spoils=[(0.75, b"\x01")])
@hypothesis.example(seed=HTML, spoils=[(0.75, b"<?a \x01?>\xff")])
def test_no_bytes_break_the_reader(seed: bytes, spoils: list[tuple[float, bytes]]) -> None:
    """A spoilt report is read as something, or as nothing."""
    for place, octets in spoils:
        at = int(place * len(seed))
        seed = seed[:at] + octets + seed[at + len(octets) // 2 :]
    assert bounce.read(seed).kind in BounceKind


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(mail("From: MAILER-DAEMON\nSubject: failure notice", "\n" * 400_000), id="blank lines"),
        pytest.param(mail("From: MAILER-DAEMON\nSubject: failure notice", "a" * 900_000), id="one long word"),
        pytest.param(mail("From: MAILER-DAEMON\nSubject: failure notice", "a@" * 400_000), id="at signs"),
        pytest.param(mail("From: MAILER-DAEMON\nSubject: failure notice", "<style" * 100_000), id="tags"),
        pytest.param(
            mail("From: MAILER-DAEMON\nSubject: failure notice\nContent-Type: text/html", "<p" * 300_000), id="HTML"
        ),
        pytest.param(mail("From: MAILER-DAEMON\nSubject: failure notice", "{" * 900_000), id="braces"),
        pytest.param(mail("From: MAILER-DAEMON", "Content-Type: message/rfc822\n\n" * 30_000), id="mails in mails"),
        pytest.param(
            b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(3000)),
            id="parts in parts",
        ),
        pytest.param(notification(" \n ".join(["user"] * 100_000)), id="a field without an end"),
    ],
)
def test_hostile_mail_costs_little(raw: bytes) -> None:
    """No form of a megabyte keeps us busy, or runs deeper than we can (mail.md REC-05)."""
    bounce.read(raw)
