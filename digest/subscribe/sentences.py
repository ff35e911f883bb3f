"""The sentences of a line, without the hello before the first."""

import re
from collections.abc import Sequence

from digest.subscribe import phrases

#: After a point only where a word of three letters stands before it: not in "24. Dezember", "Dr. Ada", "7 p.m. Rome".
_BETWEEN = re.compile(r"(?<=[^\W\d_]{3}\.)\s+|(?<=[!?…])\s+")
_HELLO = re.compile(r"^[^,!:.]{1,40}[,!:.]\s*(?=\S)")
#: Sentences that are looked at.
_MOST = 10


def of(line: str) -> Sequence[str]:
    """The sentences, in order; none for a line that only says hello."""
    found = _HELLO.match(line)
    own = line[found.end() :] if found and phrases.is_greeting(found[0]) else line
    return [one for one in _BETWEEN.split(own)[:_MOST] if any(map(str.isalnum, one)) and not phrases.is_greeting(one)]
