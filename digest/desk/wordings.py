"""The exact words that somebody agreed to, as they were shown them."""

from digest.desk.asked import Asked
from digest.domain.people import Subscriber
from digest.render import notices, tongues


def confirmation(asked: Asked, wanted: Subscriber) -> str:
    """The words of the mail, and of the page, that asked them to confirm their wish; `wanted` is who they will be."""
    settings = asked.settings
    return notices.wording(
        asked.command,
        service=settings.service.name,
        language=wanted.language,
        topics=settings.topics.names,
        languages=tongues.load(settings.service.templates),
        reader=wanted,
    )
