"""Mails of the invented newsroom, and their parts as a reader's program sees them."""

import email
import email.message
import email.policy
from collections.abc import Mapping
from types import MappingProxyType

from digest.domain import mail
from digest.render import message, templates
from digest.render.rendered import Rendered
from tests.render import newsroom
from tests.render.newsroom import article, choice, compose, pick, story

TEMPLATES = templates.load()
LINKS = mail.Links(
    leave="https://digest.example/r/T0ken-leave",
    change="https://digest.example/r/T0ken-change?a=1&b=2",
    more="https://digest.example/r/T0ken-like/more/NUMBER",
    less="https://digest.example/r/T0ken-like/less/NUMBER",
    one_click="https://digest.example/r/T0ken-click",
)


def build(
    edition: mail.Edition,
    *,
    sender: mail.Sender = newsroom.SENDER,
    outbox_id: str = "0123456789abcdef.2022-12-06",
    links: mail.Links | None = None,
    pictures: Mapping[str, bytes] = MappingProxyType({}),
) -> Rendered:
    """The message of an edition, sent now."""
    return message.build(
        edition,
        sender,
        outbox_id=outbox_id,
        sent_at=newsroom.NOW,
        templates=TEMPLATES,
        links=links,
        pictures=pictures,
    )


def titled(*titles: str) -> mail.Edition:
    """An edition of stories with these titles, one section, the first leading."""
    picks = (pick(story(article(title, key=str(key))), "technology", 9.0 - key) for key, title in enumerate(titles))
    return compose(choice(*picks))


def read(rendered: Rendered) -> email.message.EmailMessage:
    """The message as the standard library reads it."""
    parsed = email.message_from_bytes(rendered.mime, policy=email.policy.default)
    assert isinstance(parsed, email.message.EmailMessage)
    return parsed


def parts(rendered: Rendered) -> tuple[str, str]:
    """The text and the HTML part, decoded, with plain line ends."""
    text, markup = (read(rendered).get_body((kind,)) for kind in ("plain", "html"))
    assert text is not None
    assert markup is not None
    return text.get_content().replace("\r\n", "\n"), markup.get_content().replace("\r\n", "\n")
