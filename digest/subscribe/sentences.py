"""The sentences of a line, without the hello before the first; the points of names and shortened words end none."""

import re
from collections.abc import Sequence

from digest.subscribe import phrases, spelling
from digest.subscribe.asks import Ask

#: The word before a sign that may end a sentence, and the signs.
_SIGN = re.compile(r"(?P<word>\S*?)(?P<sign>\.+|[!?…]+)(?P<closed>[\"”“»)]*)\s+(?=\S)")
#: After a point only where a word of three letters stands before it: not in "24. Dezember", "Dr. Ada", "7 p.m. Rome".
_WORD = re.compile(r"[^\W\d_]{3}$")
_HELLO = re.compile(r"^[^,!:.]{1,40}[,!:.]\s*(?=\S)")
#: What stands before a name, or is no end by itself.
_SHORT = spelling.among(
    "dr mr mrs ms mx st ste mt ft no nr vs prof gen gov sen rep sgt lt col capt hon rev sr sra srta srs mme mlle mgr "
    "hr fr frl ca bzw etc usw evtl ggf inkl zb eg ie approx dept univ ee"
)
#: Before a number: "Oct. 7".
_MONTHS = spelling.among("jan feb mar apr jun jul aug sep sept oct okt nov dec dez ene abr ago dic")
#: These end a name, and a sentence only where a wish begins behind them.
_FIRMS = spelling.among("inc corp ltd bros plc co llc jr sr")
#: Names with a sign in them.
_LOUD_NAMES = spelling.among("yahoo jeopardy wham panic mamma moulin oklahoma")
_CLEAR = frozenset(
    {
        *(Ask.FOLLOW, Ask.UNFOLLOW, Ask.MUTE, Ask.UNMUTE, Ask.MUTE_SOURCE, Ask.PREFER, Ask.PREFER_SOURCE),
        *(Ask.NEVER, Ask.LESS, Ask.MORE, Ask.ABOUT, Ask.STORIES, Ask.NO_PICTURES),
    }
)
#: Sentences that are looked at.
_MOST = 10
_AROUND = "()[]\"'“”„«»"


def of(line: str) -> Sequence[str]:
    """The sentences, in order; none for a line that only says hello."""
    found = _HELLO.match(line)
    own = line[found.end() :] if found and phrases.is_greeting(found[0]) else line
    return [one for one in split(own)[:_MOST] if any(map(str.isalnum, one)) and not phrases.is_greeting(one)]


def split(line: str) -> list[str]:
    """The sentences as they stand, a hello too; one for a line that is one."""
    kept: list[str] = []
    start = 0
    for found in _SIGN.finditer(line):
        if _ends(found, line[found.end() :]):
            kept.append(line[start : found.end()].strip())
            start = found.end()
    return [*kept, line[start:]]


def _ends(found: re.Match[str], after: str) -> bool:
    """Whether a sentence ends with this word and its sign."""
    word = spelling.bare(found["word"])
    written = found["word"].strip(_AROUND)
    if not found["sign"].startswith("."):
        return word not in _LOUD_NAMES
    if word in _FIRMS:
        return phrases.verb(after) is not None
    if word in _SHORT or (word in _MONTHS and after[:1].isdigit()):
        return False
    if _WORD.search(written):
        return True
    # "follow AI. No crypto", "at 8. Follow Nvidia"; not "J. Block".
    return (len(word) > 1 or word.isdigit()) and _orders(after, is_name=written.isupper())


def _orders(text: str, *, is_name: bool) -> bool:
    """Whether a wish begins that can be nothing else; behind a name of capitals, any."""
    found = phrases.verb(text)
    return found is not None and (is_name or (found.ask in _CLEAR and bool(found.rest or found.ask is Ask.NO_PICTURES)))
