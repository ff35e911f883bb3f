"""The last lines of `digest train`: which topics there are now, what became of the others, and the way back."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from digest.cli import show
from digest.errors import ModelError

if TYPE_CHECKING:
    from digest.config import Settings
    from digest.pipeline.classifier import Found


def told(settings: "Settings", work: Callable[[], int], *, asked: str = "") -> int:
    """The exit status of the work, which may change the classifier in use; its outcome stands at the end.

    `asked` is the topic it is to teach; "" where it makes a classifier from files.
    """
    from digest.pipeline import classifier

    before = classifier.find(settings)
    try:
        status = work()
    except ModelError as error:
        _each(show.note, f"digest: {error}")
        refused = f"{asked}, for what is said above" if asked else "the new classifier, for what is said above"
        _sum_up(show.note, settings, before, asked=asked, refused=refused)
        return 1
    _sum_up(show.line, settings, before, asked=asked)
    return status


def _each(say: Callable[[str], None], text: str) -> None:
    for part in text.splitlines():
        say(part)


def _sum_up(
    say: Callable[[str], None], settings: "Settings", before: "Found", *, asked: str, refused: str = ""
) -> None:
    from digest.pipeline import classifier, models

    now = classifier.find(settings)
    kept = [topic for topic in now.model.topics if topic in before.model.topics]
    lost = [topic for topic in before.model.topics if topic not in now.model.topics]
    anew = asked if asked in kept and now.model.version != before.model.version else ""
    way = models.trail(models.history(settings))
    outcome = {
        "kept": ", ".join(topic for topic in kept if topic != anew),
        "taught anew": anew,
        "new": ", ".join(topic for topic in now.model.topics if topic not in kept),
        "dropped": f"{', '.join(lost)}: the files have no rows of it; to have it again, label some, or use --topic"
        if lost
        else "",
        "refused": refused,
        "in use": f"{_called(now)}{', as before' if now.model.version == before.model.version else ''}",
        "way back": f"digest models back: to {way[-2].version}" if len(way) > 1 else "",
    }
    say("")
    for what, said in outcome.items():
        if said:
            say(f"{what}: {said}")


def _called(found: "Found") -> str:
    return f"version {found.model.version}" if found.path else "the classifier that ships"
