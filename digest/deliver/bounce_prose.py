"""The words of a report without fields in, the addresses it is about out, and what is said of each."""

import re
from collections.abc import Iterable

from digest.deliver import bounce_fields
from digest.deliver.bounce_report import Failure

_AT = r"""(?:"[^"\s]{1,128}"|[\w.!#$%&'*+/=?^`{|}~-]{1,128})@[\w.-]{0,253}\w"""
#: A line that begins with an address: alone, or with what is said of it behind.
_HEAD = re.compile(
    rf"""^[ \t>*•-]*
    (?:(?:recipients?|rcpt\ to|to|address|delivered\ to|undeliverable\ address|failed\ recipient|for)\s*:\s*)?
    (?:\d{{3}}[ -])? ["']?(?:"[^"@]*"\s*)?<?(?:mailto:)?({_AT})[>"']? \s*(?:[<(]\S+@\S+[>)])?\s*
    (?::|\.\.\.|\(|,|;|-|$|\s(?=\S))""",
    re.IGNORECASE | re.MULTILINE | re.VERBOSE,
)
#: What comes just before the address that failed.
_LEADS = re.compile(
    rf"""(?:
        deliver(?:y|ing|ed)?\b[^.@]{{0,60}}\bto | fail(?:ed|ure)\b[^.@]{{0,40}} | undeliverable[^.@]{{0,30}}
        | addressed\ to | rcpt\ to:? | recipients?:? | address:? | to\ the\ following[^@]{{0,40}}
        | (?:unknown|invalid|no\ such|bad)[^.@]{{0,40}} | allowed\ size:? | attempts: | mailbox\ is\ full:?
        | user:? | for
    )(?:\s*["'<(]+|\s+)({_AT})""",
    re.IGNORECASE | re.VERBOSE,
)
_ANY = re.compile(_AT)
#: Accounts of machines: a report names them as who to ask, not as who was not reached.
_MACHINES = re.compile(
    r"^(?:postmaster|mailer-?daemon|abuse|support|help(?:desk)?|admin(?:istrator)?|hostmaster)@", re.IGNORECASE
)
#: Fields of the message that came back that name whom it went to.
_TO = re.compile(
    r"^>?\s?(?:x-envelope-to|x-original-to|delivered-to|envelope-to|x-rcpt-to|apparently-to|to)[ \t]*:"
    r"[ \t]*(.+(?:\n[ \t].+)*)",
    re.IGNORECASE | re.MULTILINE,
)
_FOR = re.compile(rf"\bfor\s+<({_AT})>", re.IGNORECASE)


def failures(prose: str, named: Iterable[str], *, others: frozenset[str]) -> tuple[Failure, ...]:
    """What is said of each address that the report names as not reached.

    `named` are known to have failed, from elsewhere.  `others`, in lower case, have to do with the mail otherwise:
    who sent it, and who reports.
    """
    whom = list(dict.fromkeys(named)) or _found(prose, others)
    return tuple(Failure(address=each, words=said(prose, each, whom)) for each in whom)


def said(prose: str, address: str, whom: Iterable[str] = ()) -> str:
    """What stands behind the address, up to the next of `whom`; "" for nothing."""
    start = prose.lower().find(address.lower())
    if start < 0 or not address:
        return ""
    rest = prose[start + len(address) :]
    ends = [rest.lower().find(other.lower()) for other in whom if other.lower() != address.lower()]
    return rest[: min([end for end in ends if end >= 0], default=len(rest))][:2000]


def whom(returned: str) -> str:
    """Whom the mail that came back went to, when it was one address; "" otherwise."""
    head = returned.lstrip().partition("\n\n")[0]
    for text in (*_FOR.findall(head)[:1], *_TO.findall(head)):
        found = {bounce_fields.address(each) for each in _ANY.findall(text)}
        if len(found) == 1:
            return found.pop()
    return ""


def _found(prose: str, others: frozenset[str]) -> list[str]:
    """The addresses, by the surest sign there is: a line of their own, a word before them, or being there at all."""
    heads = (match[1] for match in _HEAD.finditer(prose))
    leads = (match[1] for match in _LEADS.finditer(prose))
    for group in (heads, leads, _ANY.findall(prose)):
        found = [bounce_fields.address(text) for text in group]
        kept = [each for each in found if each and each.lower() not in others and not _MACHINES.match(each)]
        if kept:
            return list({each.lower(): each for each in reversed(kept)}.values())[::-1]
    return []
