"""What our own mail server found out about a mail, from its Authentication-Results header (RFC 8601)."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

_MAX_LENGTH, _MAX_RESULTS = 8000, 50
_METHOD = re.compile(r"([a-z0-9-]+)(?:/\d+)?=([a-z]+)")
_PROPERTY = re.compile(r"([a-z0-9-]+\.[a-z0-9._-]+)=(\S+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What one method said: all in lower case."""

    #: "spf", "dkim", "dmarc".
    method: str
    #: "pass", "fail", "none".
    result: str
    #: "header.from" -> what was looked at.
    about: Mapping[str, str]


def of(values: Sequence[str], authserv_id: str) -> tuple[Verdict, ...]:
    """The verdicts of the topmost header that our server wrote; none when it wrote none.

    What stands further down, or under another name, came with the mail: anybody may have written it (section 5).
    """
    if not authserv_id:
        return ()
    for value in values:
        name, *results = _parts(value[:_MAX_LENGTH])
        if name.split()[:1] == [authserv_id.lower()]:
            return tuple(_verdicts(results[:_MAX_RESULTS]))
    return ()


def _verdicts(results: Sequence[str]) -> Iterator[Verdict]:
    for result in results:
        words = re.sub(r"\s*=\s*", "=", result).split()
        found = _METHOD.fullmatch(words[0]) if words else None
        if found:
            about = (_PROPERTY.fullmatch(word) for word in words[1:])
            yield Verdict(method=found[1], result=found[2], about={one[1]: one[2] for one in about if one})


def _parts(value: str) -> list[str]:
    """The parts between semicolons in lower case, without comments; what is quoted is one word, and parts nothing."""
    parts, depth, is_quoted, is_escaped = [""], 0, False, False
    for sign in value.lower():
        if is_escaped or (sign == "\\" and (is_quoted or depth)):
            is_escaped = not is_escaped
        elif sign == '"' and not depth:
            is_quoted = not is_quoted
        elif sign in "()" and not is_quoted:
            depth = max(0, depth + (1 if sign == "(" else -1))
        elif sign == ";" and not depth and not is_quoted:
            parts.append("")
        elif not depth:
            # Inside quotes a space or "=" is no end of anything.
            parts[-1] += "_" if is_quoted and (sign in "=;" or sign.isspace()) else sign
    return parts
