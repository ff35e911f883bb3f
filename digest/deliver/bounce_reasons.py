"""What servers said in; the reason in one word, its status code, and how bad it is.

The words for reasons are those of sisimai.  A phrase goes by its family, never by one server: where a code and a
phrase disagree, the phrase is believed, for many servers send one code for everything.
"""

import re

from digest.deliver import bounce_address_words, bounce_foreign_words, bounce_our_words
from digest.deliver.bounce_report import BounceKind

#: Reasons for which an address, or its domain, is not there.
GONE = frozenset({"userunknown", "hostunknown", "hasmoved", "notaccept"})
#: Refusals of us, of our server or of what we wrote: the operator's to mend, never held against an address (REC-13).
OURS = frozenset(
    {
        "authfailure", "badreputation", "blocked", "contenterror", "norelaying", "notcompliantrfc", "policyviolation",
        "rejected", "requireptr", "securityerror", "spamdetected", "virusdetected", "toomanyconn",
    }
)  # fmt: skip

#: The first family that matches counts: what speaks of us stands before what speaks of the address.
_FAMILIES = (*bounce_our_words.FAMILIES, *bounce_foreign_words.FAMILIES, *bounce_address_words.FAMILIES)
_PHRASES = tuple((reason, re.compile(phrases, re.VERBOSE)) for reason, _, phrases in _FAMILIES)
_STATUS = {reason: status for reason, status, _ in _FAMILIES} | {"undefined": "5.0.0"}

#: What a code stands for where no phrase says it, by its last two numbers, or by the first of these alone (RFC 3463,
#: and IANA's registry of such codes).
_CODES = {
    "1.1": "userunknown", "1.2": "hostunknown", "1.3": "userunknown", "1.4": "filtered", "1.6": "hasmoved",
    "1.7": "rejected", "1.8": "rejected", "1.9": "userunknown", "1.10": "userunknown", "2.0": "filtered",
    "2.1": "suspend", "2.2": "mailboxfull", "2.3": "mesgtoobig", "2.4": "filtered", "3.1": "systemfull",
    "3.2": "notaccept", "3.3": "systemerror", "3.4": "mesgtoobig", "3.5": "systemerror", "4.1": "expired",
    "4.2": "networkerror", "4.3": "networkerror", "4.4": "hostunknown", "4.5": "systemfull", "4.6": "networkerror",
    "4.7": "expired", "5.3": "toomanyconn", "5.4": "systemerror", "5.5": "systemerror", "7.0": "securityerror",
    "7.1": "policyviolation", "7.7": "contenterror", "7.13": "suspend", "7.17": "hasmoved", "7.25": "requireptr",
    "5": "systemerror", "6": "contenterror", "7": "securityerror", "3": "systemerror", "4": "networkerror",
}  # fmt: skip
_CODE = re.compile(r"(?<![\d.])([245])\.([0-7])\.(\d{1,3})(?![\d.]|\]|-\w)")
_SAID = re.compile(r"(?<![\d.:@])([45])\d\d(?=[\s:;-])")

#: What a diagnostic code begins with (RFC 3464 section 2.1.2); that of a program on the spot says something.
_TYPE = re.compile(r"^(?!x-unix)[a-z][\w-]*; ?")

#: An account that was closed, in the words of the large providers: it does not come back as a full one does.
_CLOSED = re.compile(
    r"account that you tried to reach is (?:disabled|inactive)"
    r"|(?:account|mail ?box) (?:is |was |has been )?(?:disabled|discontinued|closed|deleted|terminated)\b"
    r"(?! (?:for now|temporarily))"
)

#: What we had said before the server refused.
_COMMANDS = re.compile(
    r"""
    in\ reply\ to\ (?:end\ of\ )?(mail|rcpt|data|helo|ehlo)
    | (?:response|error)\ (?:from\ .{0,40})?(?:to|for|after)\ (?:the\ )?(?:end\ of\ )?(mail|rcpt|data|pipelined)
    | after\ (?:end\ of\ )?(mail\ from|rcpt\ to|data|i\ sent) | did\ not\ like\ our\ (?:final\ )?(mail|rcpt|data)
    | >>>\ ?(mail|rcpt|data|\.) | \[(mail|rcpt|data)_? | does\ not\ like\ (recipient|sender) | smtp:(mail|rcpt|data)\b
    """,
    re.VERBOSE,
)


def of(words: str, *, status: str = "", near: str = "", around: str = "") -> tuple[str, str]:
    """The reason, and the status code that goes with it: the one said, else the one that stands for the reason.

    `words` are those of the server that refused; `near` is what the report says of the address, `around` all that it
    says.
    """
    said, more = _plain(words), _plain(around)
    code = _final(_better(status, said), said)
    exact = "" if code.endswith(".0") else _coded(code)
    reason = _phrase(said) or exact or _phrase(_plain(near)) or _coded(code) or _phrase(more) or "undefined"
    return _weighed(reason, said, more, code), code or _implied(reason, said)


def kind(reason: str, status: str, words: str = "") -> BounceKind:
    """How bad it is.  What a server says only for now is never hard, whatever it says; nor what is its policy (5.7)."""
    if reason in {"delivered", "vacation"}:
        return BounceKind.NONE
    is_closed = reason == "suspend" and status[1:3] != ".7" and bool(_CLOSED.search(_plain(words)))
    gone = (reason in GONE or is_closed) and not status.startswith("4")
    return BounceKind.HARD if gone else BounceKind.SOFT


def waits_for(words: str) -> str:
    """What a server that still tries has met, as a reason; "" when it says only that it waits."""
    reason = _phrase(_plain(words))
    return "" if reason == "expired" else reason


def _plain(words: str) -> str:
    return _TYPE.sub("", " ".join(words.lower().replace("’", "'").split()))


def _phrase(words: str) -> str:
    return next((reason for reason, phrases in _PHRASES if phrases.search(words)), "")


def _better(status: str, words: str) -> str:
    """The code that says more: a general one gives way to one among the words."""
    if status and not status.endswith(".0.0"):
        return status
    found = [match[0] for match in _CODE.finditer(words) if match[2] + match[3] != "00"]
    return found[-1] if found else status


def _final(code: str, words: str) -> str:
    """The code; "" for a general one where the DNS says that there is no such name (RFC 8020).

    That is final: Gmail gives up at once, and sends 4.0.0 with it.
    """
    return "" if code.endswith(".0.0") and "nxdomain" in words else code


def _coded(code: str) -> str:
    _, _, rest = code.partition(".")
    return _CODES.get(rest) or _CODES.get(rest.partition(".")[0], "")


def _implied(reason: str, words: str) -> str:
    status = _STATUS.get(reason, "5.0.0")
    said = _SAID.search(words)
    return f"{said[1]}{status[1:]}" if said else status


def _weighed(reason: str, said: str, around: str, code: str) -> str:
    """The reason, given what we had said to the server before: who is unknown in answer to MAIL is the sender."""
    if reason not in {"userunknown", "hostunknown"} or code.endswith(".1.1"):
        return reason
    command = _command(said, around)
    if command == "mail":
        return "rejected"
    if reason == "userunknown" and (command == "data" or (code[1:3] == ".7" and command != "rcpt")):
        return "filtered"
    if reason == "hostunknown" and code.startswith("4"):
        return "networkerror"
    return reason


def _command(said: str, around: str) -> str:
    """What we had said last: mail, rcpt or data; "" where nobody tells."""
    bare = re.sub(r"^\d{3}[ -]", "", said)
    place = around.find(bare) if bare else -1
    if place >= 0:
        around = f"{around[max(0, place - 400) : place]} {around[place : place + len(bare) + 120]}"
    found = [next(group for group in match.groups() if group) for match in _COMMANDS.finditer(f"{around} {said}")]
    if not found or (place < 0 and len(set(found)) > 1):
        return ""
    word = found[-1]
    return "rcpt" if word.startswith("r") else "mail" if word[0] in "ms" else "data"
