"""Verbs in two halves, or with a word of their own behind them, made plain (pure).

Who writes "bestelle ... ab" leaves, and subscribes to nothing; "blende Trump aus" hides Trump; "silencia a Messi" mutes
Messi, and no "a Messi".
"""

import re

#: The half behind must end its clause: "ich bestelle den Newsletter ab Montag" subscribes.
_HALVES = re.compile(
    r"(?i)\b(?:(?P<order>bestell(?:en?|t)?)|(?P<report>meld(?:en?|et)?)|(?P<enter>trag(?:en?|t)?))\b"
    r"(?P<what>[^.,;:!?]{0,100}?)\s+(?(enter)aus|ab)(?=\s*(?:[.,;:!?–]|$)|\s+(?:bitte|danke)\b)"
)
#: "Blende Trump und Musk aus", "schalten Sie Trump stumm", "folge Tesla nicht mehr": a list stands between the halves.
_SHOWN = re.compile(
    r"(?i)\b(?:(?P<hide>blend(?:en?|et))|(?P<mute>schalt(?:en?|et))|(?P<follow>(?:ver)?folg(?:en?|t)))\b(?:\s+sie\b)?"
    r"(?P<what>(?:(?!\s(?:und|aber)\s+(?:blend|schalt|folg|verfolg))[^.;:!?]){1,100}?)\s+"
    r"(?:(?(follow)(?P<never>nicht(?:\s+mehr)?)|(?(mute)stumm|(?P<way>aus|ein))))"
    r"(?=\s*(?:[.,;:!?–]|$)|\s+(?:bitte|danke|und|aber)\b)"
)
#: "Sigue a Nvidia y a Apple", but "a las 8".
_VERB = r"\b(?:seguir|seguid|sig(?:[aeo]n?|as|ues?)|(?:silenci|ocult|bloque|desilenci)(?:[ae][nds]?|ar)|mostrar)"
_WHOM = re.compile(rf"(?i:({_VERB})\s+al?(?!\s+las?\s))\s+(?=\S)|(?i:({_VERB})\s+a)\s+(?=[Ll]as?\s+[A-ZÁÉÍÓÚÑ])")
_WHOM_TOO = re.compile(r"(?i)(,|\s[ye])\s+al?\s+(?!las?\s)(?=\S)")
_IDLE = re.compile(r"(?i)\s+(?:hiermit|bitte|jetzt|somit|daher|auch|wieder)\b")


def whole(line: str) -> str:
    """A line with such verbs in one word, before what they are about."""
    line = _SHOWN.sub(_shown, _HALVES.sub(_whole, line))
    return _WHOM_TOO.sub(r"\1 ", _WHOM.sub(r"\1\2 ", line)) if _WHOM.search(line) else line


def _shown(found: re.Match[str]) -> str:
    hides = "einblenden" if (found["way"] or "").lower() == "ein" else "ausblenden"
    verb = "entfolgen" if found["follow"] else "stummschalten" if found["mute"] else hides
    return verb + _IDLE.sub("", found["what"])


def _whole(found: re.Match[str]) -> str:
    verb = "abbestellen" if found["order"] else "abmelden" if found["report"] else "austragen"
    return verb + _IDLE.sub("", found["what"])
