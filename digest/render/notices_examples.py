"""Examples of what can be written to us, in one table: the parser of commands is tested with every one of them."""

from urllib.parse import quote

from digest.render.notices_faces import Example

#: What is to be changed or done -> lines that say so.
EXAMPLES = {
    "topics": ("topics +science -sport",),
    "follow": ("follow climate, Port Hollis", "unfollow climate"),
    "mute": ("mute football", "unmute football"),
    "sources": ("prefer source The Harbour Post",),
    "mute_sources": ("mute source The Harbour Post",),
    "hours": ("at 7:30 Madrid",),
    "days": ("weekdays", "every Monday and Thursday", "daily"),
    "stories": ("stories 8",),
    "outside": ("outside off", "outside on"),
    "quiet": ("quiet days: one line",),
    "pictures": ("no pictures", "pictures"),
    "language": ("language de",),
    "learned": ("forget football", "forget everything"),
    "preferences": ("preferences",),
    "pause": ("pause 10 days", "pause until 24 December", "pause"),
    "resume": ("resume",),
    "send": ("send now",),
    "more": ("more 3", "less 2"),
    "export": ("export my data",),
    "erase": ("erase me",),
    "subscribe": ("subscribe tech, politics at 7:00 Madrid",),
    "leave": ("unsubscribe",),
    "help": ("help",),
}


def of(name: str, inbox: str, *, most: int = 3) -> tuple[Example, ...]:
    """The examples of one thing, at most so many, each with a mail to the inbox that says it (RFC 6068)."""
    to = quote(inbox, safe="@+")
    return tuple(Example(words, f"mailto:{to}?subject={quote(words)}") for words in EXAMPLES[name][:most])
