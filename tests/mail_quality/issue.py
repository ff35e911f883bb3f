"""One issue with what is needed to build it, and the ways its readers can go."""

import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from PIL import Image, ImageDraw

from digest.domain import mail
from digest.render import letterhead, message, templates
from digest.render.rendered import Rendered
from tests.render import newsroom

_TEMPLATES = templates.load()
_BASE = "https://digest.example"
#: A token is 43 signs at most (OUT-09).
_TOKEN = "lXa7Qm0vT3hYkz9dRb1sWn5uEo8cJf2gPi6xVq4tBy0"
#: Where a service with web pages sends its readers, as `pipeline.links` makes it.
WEB = mail.Links(
    leave=f"{_BASE}/leave/{_TOKEN}",
    change=f"{_BASE}/preferences/{_TOKEN}",
    more=f"{_BASE}/feedback/{_TOKEN}/{mail.NUMBER}/more",
    less=f"{_BASE}/feedback/{_TOKEN}/{mail.NUMBER}/less",
    one_click=f"{_BASE}/unsubscribe/{_TOKEN}",
)
#: The same without web pages: everything is a mail to the inbox.
BY_MAIL = mail.Links(
    leave=f"mailto:hello@digest.example?subject=unsubscribe%20{_TOKEN}",
    change=f"mailto:hello@digest.example?subject=preferences%20{_TOKEN}",
    more=f"mailto:hello@digest.example?subject=more%20{mail.NUMBER}%20{_TOKEN}",
    less=f"mailto:hello@digest.example?subject=less%20{mail.NUMBER}%20{_TOKEN}",
)
#: Without tokens: what is sent where nothing else is known.
BARE = letterhead.by_mail(newsroom.SENDER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """One issue, and what is needed to build it."""

    name: str
    edition: mail.Edition
    links: mail.Links = WEB
    sender: mail.Sender = newsroom.SENDER
    #: JPEG and PNG by id.
    pictures: Mapping[str, bytes] = field(default_factory=dict)


def build(issue: Issue, *, sent_at: datetime = newsroom.NOW) -> Rendered:
    """The issue's message."""
    return message.build(
        issue.edition,
        issue.sender,
        outbox_id=f"0123456789abcdef.{issue.edition.issue_date}",
        sent_at=sent_at,
        templates=_TEMPLATES,
        links=issue.links,
        pictures=issue.pictures,
    )


def drawn(width: int, height: int, kind: str = "JPEG") -> bytes:
    """A harbour at dawn, in flat colours."""
    picture = Image.new("RGB", (width, height), "#e7b58a")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, height * 0.62, width, height), fill="#39586b")
    draw.ellipse((width * 0.62, height * 0.3, width * 0.62 + height * 0.3, height * 0.6), fill="#fbe9c6")
    for place in range(4):
        left = width * (0.06 + 0.13 * place)
        draw.rectangle((left, height * (0.2 + 0.06 * place), left + width * 0.07, height * 0.7), fill="#28333b")
    into = io.BytesIO()
    picture.save(into, kind, quality=76)
    return into.getvalue()
