"""Editions in, finished messages out: what many readers' mails share is made once."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType

from digest.domain import mail
from digest.render import message, tongues
from digest.render.templates import Templates


class Press:
    """One sender's press; keep it for a whole run."""

    def __init__(
        self, sender: mail.Sender, templates: Templates, *, languages: tongues.Languages | None = None
    ) -> None:
        self._sender = sender
        self._templates = templates
        #: The tongues that editions for this press are to be composed in.
        self.languages = languages or tongues.shipped()

    def build(
        self,
        edition: mail.Edition,
        links: mail.Links,
        *,
        outbox_id: str,
        sent_at: datetime,
        pictures: Mapping[str, bytes] = MappingProxyType({}),
    ) -> message.Rendered:
        """The message of an edition: Message-ID and boundaries come from `outbox_id`, Date is `sent_at`.

        `pictures` are JPEG bytes by `Picture.id`; a story whose picture is not there comes without.
        """
        return message.build(edition, self._sender, outbox_id=outbox_id, sent_at=sent_at, templates=self._templates)
