"""Whether a mail may be answered by a machine, and whether its sender is who it says (mail.md SUB-30, SUB-34).

RFC 3834 section 2 is the source, with what Mailman, Discourse and others learned since.
"""

import re
from collections.abc import Iterable, Sequence

from digest.subscribe import ours, roles, verdicts
from digest.subscribe.letters import Letter
from digest.subscribe.verdicts import Verdict

_BULK = frozenset({"bulk", "list", "junk", "auto_reply", "auto-reply"})
_SUPPRESS = frozenset({"all", "autoreply"})
#: Set by autoresponders, whatever they say.
_AUTOMATIC = ("x-autoreply", "x-autorespond", "x-autoresponder", "x-auto-reply", "x-autoreply-from", "x-mail-autoreply")
_ADDRESS = re.compile(r"[^\s<>,;:()\"]{1,64}@[^\s<>,;:()\"]{1,255}")
_MAX_LENGTH = 2000


def silent_because(letter: Letter, *, envelope_sender: str, own: Iterable[str], authserv_id: str) -> str:
    """Why a letter must not be answered, for the log; "" when it may be.

    `own` has our addresses; `authserv_id` is the name of our mail server, "" when it checks
    nothing.
    """
    return (
        _by_envelope(envelope_sender)
        or _by_sender(letter, own)
        or _by_headers(letter)
        or _by_loop(letter, own)
        or _by_verdict(letter, authserv_id)
    )


def is_proven(letter: Letter, *, authserv_id: str) -> bool:
    """Whether our mail server says that the address in From is no forgery: DMARC, or SPF or DKIM for that domain."""
    said = _verdicts(letter, authserv_id)
    domain = letter.sender.rpartition("@")[2]
    if not domain or any(one.method == "dmarc" and one.result == "fail" for one in said):
        return False
    return any(_proves(verdict, domain) for verdict in said)


def _by_envelope(envelope_sender: str) -> str:
    address = envelope_sender.strip().strip("<>")
    if not address:
        return "it has no envelope sender"
    return "its envelope sender is a mail system or a list" if roles.is_machine(address) else ""


def _by_sender(letter: Letter, own: Iterable[str]) -> str:
    if not letter.sender:
        return "it has not one address in From"
    if roles.is_machine(letter.sender):
        return "it is from a mail system or a list"
    return "it is from ourselves" if _is_own(letter.sender, own) else ""


def _is_own(address: str, own: Iterable[str]) -> bool:
    return any(ours.extension(address, one) is not None for one in own)


def _by_headers(letter: Letter) -> str:
    if any(word not in {"no", ""} for word in _words(letter, "auto-submitted", first=True)):
        return "a program sent it (Auto-Submitted)"
    if any(name.startswith("list-") for name in letter.headers):
        return "it came over a list"
    if not _BULK.isdisjoint(_words(letter, "precedence")):
        return "it is mass mail (Precedence)"
    if not _SUPPRESS.isdisjoint(_words(letter, "x-auto-response-suppress")):
        return "it asks for no automatic answer (X-Auto-Response-Suppress)"
    automatic = next((name for name in _AUTOMATIC if set(_words(letter, name)) - {"no"}), "")
    if automatic:
        return f"an autoresponder sent it ({automatic})"
    return "it is a report" if _words(letter, "content-type", first=True)[:1] == ["multipart/report"] else ""


def _words(letter: Letter, name: str, *, first: bool = False) -> list[str]:
    """The words of a header's values in lower case, without comments; `first`: of each value, without parameters."""
    values = (re.sub(r"\([^()]*\)", " ", value[:_MAX_LENGTH]) for value in letter.headers.get(name, ()))
    found = [re.split(r"[\s,;]+", value.strip().lower().strip("'\"")) for value in values]
    return [word for words in found for word in (words[:1] if first else words)]


def _by_loop(letter: Letter, own: Iterable[str]) -> str:
    seen = [address for value in letter.headers.get("x-loop", ()) for address in _ADDRESS.findall(value[:_MAX_LENGTH])]
    return "we sent it ourselves (X-Loop)" if any(_is_own(address, own) for address in seen) else ""


def _by_verdict(letter: Letter, authserv_id: str) -> str:
    """A forged sender would get mail they never asked for: backscatter."""
    if is_proven(letter, authserv_id=authserv_id):
        return ""
    said = _verdicts(letter, authserv_id)
    results = {method: {one.result for one in said if one.method == method} for method in ("dmarc", "spf")}
    failed = next((method for method, found in results.items() if "fail" in found), "")
    return f"its sender is forged, or looks so ({failed}=fail)" if failed else ""


def _verdicts(letter: Letter, authserv_id: str) -> Sequence[Verdict]:
    return verdicts.of(letter.headers.get("authentication-results", ()), authserv_id)


def _is_about(verdict: Verdict, domain: str) -> bool:
    """Whether a DMARC verdict is about the domain in From, as far as it says."""
    return verdict.about.get("header.from", domain).rpartition("@")[2] == domain


def _proves(verdict: Verdict, domain: str) -> bool:
    """Whether a verdict says that the domain's own server sent the mail, or signed it.

    A domain above it will do as well (relaxed alignment, RFC 7489 section 3.1); one below needs DMARC to say so, for
    only a list of public suffixes tells whose it is.
    """
    if verdict.result != "pass":
        return False
    if verdict.method == "dmarc":
        return _is_about(verdict, domain)
    names = {"spf": ("smtp.mailfrom",), "dkim": ("header.d", "header.i")}.get(verdict.method, ())
    shown = [verdict.about[name].rpartition("@")[2] for name in names if name in verdict.about][:1]
    return any(one and "." in one and (domain == one or domain.endswith(f".{one}")) for one in shown)
