"""One mail, for a preview or a test: the same press as for many, used once."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType

from digest.domain import mail
from digest.render import letterhead, press, tongues
from digest.render.rendered import Rendered
from digest.render.templates import Templates


def build(
    edition: mail.Edition,
    sender: mail.Sender,
    *,
    outbox_id: str,
    sent_at: datetime,
    templates: Templates,
    links: mail.Links | None = None,
    pictures: Mapping[str, bytes] = MappingProxyType({}),
    languages: tongues.Languages | None = None,
) -> Rendered:
    """The message of an edition, as `press.Press.build` makes it; without `links` readers ask by answering."""
    made = press.Press(sender, templates, languages=languages)
    return made.build(
        edition, links or letterhead.by_mail(sender), outbox_id=outbox_id, sent_at=sent_at, pictures=pictures
    )
