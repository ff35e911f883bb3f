"""Mails of the invented newsroom, and their parts as a reader's program sees them."""

import email
import email.message
import email.policy

from digest.domain import mail
from digest.render import message, templates
from tests.render import newsroom
from tests.render.newsroom import article, choice, compose, pick, story

TEMPLATES = templates.load()


def build(
    edition: mail.Edition, *, sender: mail.Sender = newsroom.SENDER, outbox_id: str = "0123456789abcdef.2022-12-06"
) -> message.Rendered:
    """The message of an edition, sent now."""
    return message.build(edition, sender, outbox_id=outbox_id, sent_at=newsroom.NOW, templates=TEMPLATES)


def titled(*titles: str) -> mail.Edition:
    """An edition of stories with these titles, one section, the first leading."""
    picks = (pick(story(article(title, key=str(key))), "technology", 9.0 - key) for key, title in enumerate(titles))
    return compose(choice(*picks))


def read(rendered: message.Rendered) -> email.message.EmailMessage:
    """The message as the standard library reads it."""
    parsed = email.message_from_bytes(rendered.mime, policy=email.policy.default)
    assert isinstance(parsed, email.message.EmailMessage)
    return parsed


def parts(rendered: message.Rendered) -> tuple[str, str]:
    """The text and the HTML part, decoded, with plain line ends."""
    text, markup = read(rendered).iter_parts()
    return text.get_content().replace("\r\n", "\n"), markup.get_content().replace("\r\n", "\n")
