"""The exact words that somebody agreed to, as they were shown them."""

from digest.desk.asked import Asked
from digest.render import notices, tongues


def confirmation(asked: Asked) -> str:
    """The words of the mail, and of the page, that asked them to confirm their wish."""
    settings = asked.settings
    return notices.wording(
        asked.command,
        service=settings.service.name,
        language=asked.reader.language if asked.reader else settings.service.language,
        topics=settings.topics.names,
        languages=tongues.load(settings.service.templates),
    )
