"""Places in a rendered template that each reader's own words are put into afterwards (pure).

A place is marked by one of the 32 characters that Unicode keeps for such use inside a program and out of every text
(noncharacters, Unicode 23.7); `cut.one_line` takes them out of whatever feeds say.
"""

import re

#: What differs from reader to reader: of a story, of a section, of the whole mail.
STORY = ("number", "byline", "why", "more_url", "less_url")
SECTION = ("cards",)
MAIL = (
    "subject", "date", "headline", "note", "lead", "stories", "cut", "left_out", "left_out_why", "sources",
    "reason", "leave_url", "change_url", "more_template", "less_template",
)  # fmt: skip
_NAMES = (*STORY, *SECTION, *MAIL)
MARKS = {name: chr(0xFDD0 + place) for place, name in enumerate(_NAMES)}
_MARK = re.compile("([\ufdd0-\ufdef])")


def split(text: str) -> tuple[list[str], list[str]]:
    """The text between places, and the names of the places: one fewer."""
    pieces = _MARK.split(text)
    return pieces[::2], [_NAMES[ord(mark) - 0xFDD0] for mark in pieces[1::2]]
