"""What the codes of refusals mean, and what to do: RFC 3463, and what Gmail, Yahoo and Outlook.com make of it.

From their lists of 2025 and 2026 (mail.md OUT-51 to 55, OUT-60).  A code of class 4 is tried again, one of class 5 is
not; where both are in use they mean the same.
"""

import re
from dataclasses import dataclass

_CODE = re.compile(r"\b([245])\.(\d{1,3})\.(\d{1,3})\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """One code."""

    code: str
    #: Who uses it so.
    who: str
    meaning: str
    #: What the operator does about it.
    advice: str


_ALL, _GMAIL, _YAHOO, _OUTLOOK = "everybody", "Gmail", "Yahoo", "Outlook.com"
_GONE = "The address is dead: digest suspends it.  Ask the reader for another."
_WAIT = "Nothing: digest tries again while the edition is fresh."
_SPF = "Publish an SPF record that names your mail server's address; digest doctor prints it."
_DKIM = "Sign: digest dkim keygen makes a key, digest doctor compares it with the DNS.  Or have the mail server sign."
_DMARC = "Publish a DMARC record, p=none is enough; digest doctor prints it."
_ALIGN = "Let the domains of From, of the signature (d=) and of the return address be one; digest doctor compares them."
_PTR = "Give the sending address a PTR record whose name leads back to it; digest doctor --ip ADDRESS checks it."
_SLOW = (
    "Send less at once, and more each day; look at your complaints (Postmaster Tools).  digest waits and tries again."
)
_FILTER = "Look at links and words of the issue; ask the receiver's postmaster if it goes on."
_BLOCKED = "The sending address has a bad name: ask its provider, or the receiver's postmaster, to have it taken off."

#: Codes without their class, then who says so, what it means, what to do.
_TABLE: tuple[tuple[str, str, str, str], ...] = (
    ("1.1", _ALL, "there is no such mailbox", _GONE),
    ("1.2", _ALL, "there is no such domain, or it takes no mail", _GONE),
    ("1.3", _ALL, "the address is not written as one", _GONE),
    ("1.6", _ALL, "the mailbox has moved", _GONE),
    ("1.7", _ALL, "our return address cannot be used", "See [service] from, [inbox] address and their MX records."),
    ("1.8", _ALL, "the domain of our return address is not there", "See that it has an MX record: digest doctor."),
    ("1.10", _ALL, "the domain says that it takes no mail (null MX), or there is no such mailbox", _GONE),
    ("2.0", _ALL, "come back later: most often greylisting", _WAIT),
    ("2.1", _ALL, "the mailbox is closed, or gets mail too fast", _WAIT),
    (
        "2.2",
        _ALL,
        "the mailbox is full",
        "Nothing: it is tried again, and tomorrow anew.  Tell the reader another way.",
    ),
    ("2.3", _ALL, "the mail is too large for that mailbox", "Show fewer pictures: images in [mail]."),
    ("3.2", _ALL, "the server takes no mail just now", _WAIT),
    ("3.4", _ALL, "the mail is too large", "Show fewer pictures: images in [mail]."),
    ("4.1", _ALL, "the server did not answer", _WAIT),
    ("4.2", _ALL, "the connection broke", _WAIT),
    ("4.4", _ALL, "no way to the domain was found", "See that your mail server can ask the DNS."),
    (
        "5.1",
        _ALL,
        "the server did not know a command",
        "See that [delivery.smtp] names a mail server and its right port.",
    ),
    ("5.3", _ALL, "too many recipients at once", _WAIT),
    ("6.0", _ALL, "the content is not as it must be", "Tell digest's authors, with the mail: digest preview --out."),
    ("6.7", _ALL, "a server on the way cannot write the address (SMTPUTF8)", "Ask the reader for an address in ASCII."),
    ("7.0", _ALL, "refused for a reason of policy, or too much mail", _SLOW),
    ("7.0", _YAHOO, "[TSS04] unexpected volume, or complaints of readers", _SLOW),
    ("7.1", _ALL, "refused for a reason of policy", _FILTER),
    ("7.1", _GMAIL, "not as RFC 5322 asks (a header twice, no From), or taken for spam", _FILTER),
    ("7.1", _OUTLOOK, "the sending address is blocked (S3140, S3150), or the content is", _BLOCKED),
    ("7.2", _YAHOO, "[TSS09], [TSS11] the sending address is blocked for good", _BLOCKED),
    ("7.8", _ALL, "name or password is wrong", "See username and password in [delivery.smtp]."),
    ("7.9", _YAHOO, "policy: the domain is not vouched for (SPF, DKIM, DMARC)", _ALIGN),
    ("7.23", _GMAIL, "the sending address has no PTR record, or one that does not lead back", _PTR),
    ("7.23", _OUTLOOK, "SPF failed", _SPF),
    ("7.25", _GMAIL, "the sending address has no PTR record, or one that does not lead back", _PTR),
    ("7.26", _GMAIL, "neither SPF nor DKIM passed, or the DMARC policy of the domain refuses it", _ALIGN),
    ("7.27", _GMAIL, "SPF did not pass", _SPF),
    ("7.28", _GMAIL, "too much mail, or too much unwanted mail, from this address or domain", _SLOW),
    (
        "7.29",
        _GMAIL,
        "the mail came without TLS",
        "Have your mail server send with TLS: smtp_tls_security_level = may.",
    ),
    ("7.30", _GMAIL, "DKIM did not pass", _DKIM),
    ("7.31", _GMAIL, "the domain has no DMARC record, or one without a policy", _DMARC),
    ("7.32", _GMAIL, "From is not of the domain that SPF or DKIM vouches for", _ALIGN),
    ("7.40", _GMAIL, "the domain has no DMARC record, or one without a policy", _DMARC),
    ("7.500", _OUTLOOK, "the server is busy, or the address sends unusually much", _SLOW),
    ("7.509", _OUTLOOK, "DMARC failed, and the domain's policy is to reject", _ALIGN),
    ("7.511", _OUTLOOK, "the sending address is banned", _BLOCKED),
    ("7.515", _OUTLOOK, "over 5,000 mails a day need SPF, DKIM and an aligned DMARC, all passing", _ALIGN),
    ("7.606", _OUTLOOK, "the sending address is banned (606 to 649)", _BLOCKED),
    ("7.650", _OUTLOOK, "the sending address has to go more slowly (S775)", _SLOW),
    ("7.708", _OUTLOOK, "no mail is taken from this address", _BLOCKED),
)

_SUBJECTS = {
    "0": "nothing more is said",
    "1": "it is about an address",
    "2": "it is about the reader's mailbox",
    "3": "it is about the receiving system",
    "4": "it is about the way there",
    "5": "it is about the commands",
    "6": "it is about the content",
    "7": "it is about policy or security: our fault or theirs, never the reader's",
}
_CLASSES = {"2": "it was taken", "4": "not now", "5": "never"}


def explain(text: str) -> tuple[Meaning, ...]:
    """What the first code in `text`, such as a whole reply, means to each that uses it; () when there is none."""
    found = _CODE.search(text)
    if found is None:
        return ()
    code = found[0]
    known = tuple(
        Meaning(code=code, who=who, meaning=meaning, advice=advice)
        for name, who, meaning, advice in _TABLE
        if f"{found[2]}.{found[3]}" == name and found[1] != "2"
    )
    return known or (_general(code),)


def _general(code: str) -> Meaning:
    """By the first two numbers (RFC 3463 section 3)."""
    class_, subject, _ = code.split(".")
    said = f"{_CLASSES[class_]}; {_SUBJECTS.get(subject, 'of a kind that RFC 3463 does not know')}"
    return Meaning(code=code, who=_ALL, meaning=said, advice="Read the words of the reply: they are in digest why.")
