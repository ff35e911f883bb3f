"""Can a headline write a header?  Tried on a real mail, because some Pythons let it (mail.md F5, SEC-10)."""

from datetime import UTC, date, datetime
from email import message_from_bytes, policy
from pathlib import Path

from digest.domain.mail import Edition, Item, Section, Sender
from digest.domain.people import Counts
from digest.errors import CommandError, RenderError
from digest.render import message, templates

#: CVE-2024-6923: decoded, it is a line end and a header of the writer's choice.
_INJECTING = (
    "=?utf-8?q?a=0D=0ABcc:_e@evil.example?= =?utf-8?b?YQ0KQmNjOiBlQGV2aWwuZXhhbXBsZQ==?=\r\nBcc: e@evil.example"
)

_MOMENT = datetime(2026, 1, 1, tzinfo=UTC)
_SENDER = Sender(
    name="Self-check",
    address="check@digest.example",
    reply_to="check@digest.example",
    list_id="check.digest.example",
    postal="",
    secret=b"not a secret: this mail is never sent",
)


def foreign(folder: Path | None) -> frozenset[str]:
    """The headers that an injecting headline adds to a mail made from the templates in `folder`: none, one hopes.

    None stands for the templates that ship.

    RenderError when the templates cannot be used.
    """
    ours = templates.load(folder)
    return _headers(_INJECTING, ours) - _headers("A headline", ours)


def require_clean(folder: Path | None) -> None:
    """Nothing; CommandError where a headline could add headers to our mail, so that nobody starts to send any.

    Templates that cannot be used are another matter, told when they are: then those that ship are tried.
    """
    try:
        found = foreign(folder)
    except RenderError:
        found = foreign(None)
    if found:
        names = ", ".join(sorted(found))
        raise CommandError(f"a headline can add headers to our mail here ({names}): nothing is sent; update Python")


def _headers(title: str, ours: templates.Templates) -> frozenset[str]:
    """The names of all headers, as the strict and as the lenient reader of mail see them."""
    built = message.build(_edition(title), _SENDER, outbox_id="check", sent_at=_MOMENT, templates=ours)
    strict = message_from_bytes(built.mime, policy=policy.default)
    # Whoever passes the mail on may write it anew from what was read.
    again = message_from_bytes(built.mime.replace(b"\r\n ", b" "))
    return frozenset(name.lower() for read in (strict, again) for name in read)


def _edition(title: str) -> Edition:
    item = Item(
        story_id="1",
        article_id="1",
        title=title,
        url="https://paper.example/1",
        outlet=title,
        author=title,
        published="Thu 1 Jan, 00:00",
        summary=title,
        minutes=1,
        also=(title,),
        why=(title,),
    )
    return Edition(
        address="reader@digest.example",
        issue_date=date(2026, 1, 1),
        subject=title,
        headline=title,
        date_words="Thursday 1 January",
        lead=item,
        sections=(Section(topic="world", name=title, items=()),),
        counts=Counts(gathered=1, shown=1),
        made_at=_MOMENT,
        model_version="check",
    )
