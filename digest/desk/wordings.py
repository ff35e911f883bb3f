"""The exact words that somebody agreed to, as they were shown them."""

from digest.config import Settings
from digest.desk.asked import Asked
from digest.domain.people import Subscriber
from digest.domain.wishes import Command
from digest.render import notices, tongues


def confirmation(asked: Asked, wanted: Subscriber) -> str:
    """The words of the mail, and of the page, that asked them to confirm their wish; `wanted` is who they will be."""
    return agreement(asked.settings, asked.command, wanted)


def agreement(settings: Settings, command: Command, wanted: Subscriber) -> str:
    """The words that somebody is shown above the button which confirms, a line for each sentence."""
    return notices.wording(
        command,
        service=settings.service.name,
        language=wanted.language,
        topics=settings.topics.names,
        languages=tongues.load(settings.service.templates),
        reader=wanted,
    )
