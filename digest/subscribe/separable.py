"""German verbs in two halves, made whole: who writes "bestelle ... ab" leaves, and subscribes to nothing (pure)."""

import re

#: The half behind must end its clause: "ich bestelle den Newsletter ab Montag" subscribes.
_HALVES = re.compile(
    r"(?i)\b(?:(?P<order>bestell(?:en?|t)?)|(?P<report>meld(?:en?|et)?)|(?P<enter>trag(?:en?|t)?))\b"
    r"(?P<what>[^.,;:!?]{0,100}?)\s+(?(enter)aus|ab)(?=\s*(?:[.,;:!?–]|$)|\s+(?:bitte|danke)\b)"
)
_IDLE = re.compile(r"(?i)\s+(?:hiermit|bitte|jetzt|somit|daher|auch|wieder)\b")


def whole(line: str) -> str:
    """A line with such verbs in one word, before what they are about."""
    return _HALVES.sub(_whole, line)


def _whole(found: re.Match[str]) -> str:
    verb = "abbestellen" if found["order"] else "abmelden" if found["report"] else "austragen"
    return verb + _IDLE.sub("", found["what"])
