"""The headers of a notice: an answer or a question to one person, and no mail of a list.

A List-Id names the list that handed a message out to its members (RFC 2919 section 1).  Nobody handed these out: who
mutes or sorts the digest by its list must still see what they asked for, and whoever has not said yes is on no list.
So a notice has none of the list's headers, but for the way to leave, which every reader has (RFC 2369 section 3.2).
"""

from urllib.parse import unquote

from digest.domain import mail
from digest.domain.wishes import Notice
from digest.render import headers, letterhead, notices_desk


def head(notice: Notice, sender: mail.Sender, subject: str, *, message_id: str, say_where: bool) -> bytes:
    """All headers but Content-Type; `say_where` adds from where a form was sent (draft-levine-mailbomb-header)."""
    return b"".join(
        (
            headers.mailbox("From", sender.name, sender.address),
            headers.mailbox("To", "", notice.to),
            headers.text("Subject", subject),
            letterhead.date(notice.made_at),
            headers.verbatim("Message-ID", message_id),
            *_answers(notice),
            headers.mailbox("Reply-To", "", _reply_to(notice, sender)),
            *_leave(notice, sender),
            headers.verbatim("Feedback-ID", letterhead.feedback_id(sender, f"notice:{notice.kind}")),
            # RFC 3834 section 5.
            headers.verbatim("Auto-Submitted", "auto-replied" if notice.answers else "auto-generated"),
            # For responders that know no Auto-Submitted; "All" would keep back bounces too, which we want.
            headers.verbatim("Precedence", "bulk"),
            headers.verbatim("X-Auto-Response-Suppress", "OOF, AutoReply"),
            *_where(notice, say_where=say_where),
            letterhead.complaints(sender, message_id),
            headers.verbatim("MIME-Version", "1.0"),
        )
    )


def _answers(notice: Notice) -> list[bytes]:
    """What it answers (RFC 5322 section 3.6.4)."""
    return [headers.verbatim(name, notice.answers) for name in ("In-Reply-To", "References") if notice.answers]


def _reply_to(notice: Notice, sender: mail.Sender) -> str:
    """Where an answer says yes, for a question; the inbox for all else: a farewell is no question."""
    if notice.kind not in notices_desk.ASKING or not notice.ways.confirm_by_mail:
        return sender.reply_to
    return unquote(notice.ways.confirm_by_mail.removeprefix("mailto:").partition("?")[0])


def _leave(notice: Notice, sender: mail.Sender) -> list[bytes]:
    if notices_desk.subscriber(notice) is None:
        return []
    ways = notice.ways
    links = mail.Links(
        leave=ways.leave, change=ways.preferences, one_click=ways.one_click, leave_by_mail=ways.leave_by_mail
    )
    return [letterhead.unsubscribe(links, letterhead.by_mail(sender).leave)]


def _where(notice: Notice, *, say_where: bool) -> list[bytes]:
    source = notice.asker.source if notice.asker is not None else ""
    return [headers.verbatim("Form-Sub", f"v=1; ip={source}")] if say_where and source else []
