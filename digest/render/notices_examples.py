"""Examples of what can be written to us, in one table: the parser of commands is tested with all, in every language."""

from urllib.parse import quote

from digest.render import tongues
from digest.render.notices_faces import Example

#: What is to be changed or done -> lines that say so.  A catalogue may say them otherwise only in words that the parser
#: understands (digest/subscribe).
EXAMPLES = {
    "topics": (tongues.later("topics +science -sport"), tongues.later("no sport")),
    "follow": (tongues.later("follow climate, Port Hollis"), tongues.later("unfollow climate")),
    "mute": (tongues.later("mute football"), tongues.later("no football"), tongues.later("unmute football")),
    "sources": (tongues.later("prefer source The Harbour Post"),),
    "mute_sources": (tongues.later("mute source The Harbour Post"),),
    "hours": (tongues.later("at 7:30 Madrid"),),
    "days": (tongues.later("weekdays"), tongues.later("every Monday and Thursday"), tongues.later("daily")),
    "stories": (tongues.later("stories 8"),),
    "outside": (tongues.later("outside off"), tongues.later("outside on")),
    "quiet": (tongues.later("quiet days: one line"),),
    "pictures": (tongues.later("no pictures"), tongues.later("pictures on")),
    "language": (tongues.later("language de"),),
    "learned": (tongues.later("forget football"), tongues.later("forget everything")),
    "preferences": (tongues.later("preferences"),),
    "pause": (tongues.later("pause 10 days"), tongues.later("pause until 24 December"), tongues.later("pause")),
    "resume": (tongues.later("resume"),),
    "send": (tongues.later("send now"),),
    "more": (tongues.later("more 3"), tongues.later("less 2")),
    "export": (tongues.later("export my data"),),
    "erase": (tongues.later("erase me"),),
    "subscribe": (tongues.later("subscribe tech, politics at 7:00 Madrid"),),
    "leave": (tongues.later("unsubscribe"),),
    "help": (tongues.later("help"),),
}


def of(name: str, inbox: str, tongue: tongues.Tongue, *, most: int = 3) -> tuple[Example, ...]:
    """The examples of one thing, at most so many, each with a mail to the inbox that says it (RFC 6068)."""
    to = quote(inbox, safe="@+")
    said = map(tongue.say, EXAMPLES[name][:most])
    return tuple(Example(words, f"mailto:{to}?subject={quote(words)}") for words in said)
