"""Joining in a sentence whose verb stands at its end: "Ich möchte euren Newsletter abonnieren: Technik"."""

import re

from digest.subscribe import spelling

_WISH = re.compile(
    r"(?:ich|wir) (?:mochte|moechte|will|wurde|wuerde|hatte|wollen|mochten)(?: gern(?:e)?)?(?P<what> .{1,80}?)? "
    r"(?:abonnieren|bestellen|bekommen|erhalten|beziehen)\b(?P<more>.*)"
)
_NOT = spelling.among("nicht kein keine keinen keinerlei nie mehr weniger ohne")


def topics(line: str) -> str:
    """What stands around the verb; "" for a line that wants nothing of the kind, or denies it."""
    found = _WISH.match(spelling.folded(line[:500]))
    said = found["what"] or "" if found else ""
    if found is None or not _NOT.isdisjoint(spelling.words(said)):
        return ""
    return f"{said} {found['more']}".strip(" :.,!") or "bitte"
