"""Lines that have had enough of our mail: "that's enough, please stop these emails", "plus de mails svp" (pure)."""

import re

#: "That's enough, please stop these emails"
_ENOUGH = re.compile(
    r"(?i)\W*(?:(?:that['’]?s|it['’]?s|that is) enough|enough(?: is enough)?|es reicht(?: jetzt)?"
    r"|jetzt reicht['’]?s(?: mir)?"
    r"|das reicht(?: jetzt)?|ya (?:basta|est[áa] bien)|basta(?: ya)?|[çc]a suffit|(?:c['’]est|en voil[àa]) assez)"
    r"\s*[,.!;:–-]+\s*(?=\w)"
)
#: "More" of these is what nobody asks for so shortly: no more of them.
_PLUS = re.compile(
    r"(?i)\W*plus (?:aucune? |de |d['’])(?:e-?mails?|mails?|courriels?|courriers?|messages?)"
    r"(?:[\s,]+(?:svp|stp|s['’]il (?:vous|te) pla[iî]t|merci))?\W*"
)


def behind(line: str) -> str:
    """What a line says behind "that's enough"; "" where it does not begin so."""
    found = _ENOUGH.match(line)
    return line[found.end() :] if found else ""


def is_french(line: str) -> bool:
    """Whether a line is "plus de mails" and nothing else, which may mean both, but not so shortly."""
    return _PLUS.fullmatch(line) is not None
