"""Whether a mail is a machine's report of a failure at all: a person, or a holiday note, may say the same words."""

import re

from digest.deliver import bounce_foreign_words
from digest.deliver.bounce_letter import Letter

_DAEMON = re.compile(
    r"mailer[ _-]?daemon|mdaemon|post[ _-]?master"
    r"|mail[ ._-]?(?:delivery|administrator|service|transport|marshal|system)"
    r"|delivery[ ._-]?(?:subsystem|system|status)"
    r"|mail[ ._-]?server|microsoftexchange[0-9a-f]{8}"
    r"|smtp[ _-]?(?:gateway|service)|system[ ._-]?administrator|<>|@sns\.amazonaws|^admin@|interscan",
    re.IGNORECASE,
)
_NOBODY = re.compile(r"\bno-?reply@", re.IGNORECASE)
_FAILURE = re.compile(
    r"""
    undeliver | non-?deliver | nondeliverable | not\ delivered | unable\ to\ deliver
    | (?:deliver(?:y|ed|ing)|mail)\W+(?:\w+\W+){0,3}
        (?:fail|notification|status|problem|error|report|delay|unsuccess)
    | fail(?:ed|ure)\W+(?:\w+\W+){0,3}(?:deliver|notice|mail|notification|e?-?mail)
    | return(?:ed|ing)\W+(?:\w+\W+){0,2}(?:mail|message|to)
    | (?:mail|message|e-?mail)\W+(?:\w+\W+){0,4}
        (?:not\W+(?:be\W+)?(?:deliver|sent)|undeliver|rejected|fail|error|return|bounced)
    | could\ not\ (?:be\ )?(?:deliver|send) | can(?:not|'t)\W+(?:be\W+)?(?:deliver|send)
    | (?:user|host|address|recipient)\W+(?:unknown|not\ found) | warning:\ (?:could|message|mail)
    """,
    re.IGNORECASE | re.VERBOSE,
)
#: What a server answers a client with (RFC 5321 section 4.2).
_SMTP = re.compile(r"^\W*[45]\d\d[ -]", re.MULTILINE)
_AWAY = re.compile(
    r"out of (?:the )?office|\bvacation\b|\bholidays?\b|away from|\bon leave\b"
    r"|auto(?:matic)?\W?(?:reply|response|respond)|abwesen|absence|ausente|autosvar|afwezig|\bfrånvar"
    r"|fuera de la oficina|\bOOO\b",
    re.IGNORECASE,
)
_ANSWER = re.compile(r"^\s*(?:re|aw|sv|fw|fwd|wg|rv|tr|antw|vs|odp)\s*(?:\[\d+\])?\s*:", re.IGNORECASE)
#: How much of the words is looked at, in characters.
_BEGINNING = 3000
_REPORT_TYPES = frozenset({"delivery-status", "global-delivery-status"})
_REPORTS = frozenset({"message/delivery-status", "message/global-delivery-status"})


def is_report(letter: Letter) -> bool:
    """Whether a mail system wrote it to say that a mail was not delivered."""
    if "message/disposition-notification" in letter.types:  # whether somebody read it (RFC 8098)
        return False
    if _has_form(letter):
        return True
    sender = letter.headers.get("from", "<>")
    if _AWAY.search(letter.subject) or bounce_foreign_words.AWAY.search(letter.subject):
        return False
    says = _fails(letter.prose[:_BEGINNING])
    if _DAEMON.search(sender):
        return says or bool(letter.returned or _told(letter.subject) or _SMTP.search(letter.prose[:_BEGINNING]))
    if _NOBODY.search(sender):
        return says and bool(letter.returned)
    return _told(letter.subject) and bool(letter.returned)


def _has_form(letter: Letter) -> bool:
    """Whether it is made up as such a report (RFC 3462, RFC 3464; Exim's header)."""
    if letter.types & _REPORTS or "x-failed-recipients" in letter.headers:
        return True
    kind = letter.message.get_param("report-type")
    return letter.message.get_content_type() == "multipart/report" and (kind is None or kind in _REPORT_TYPES)


def _told(subject: str) -> bool:
    return _fails(subject) and not _ANSWER.match(subject)


def _fails(words: str) -> bool:
    """Whether words speak of a mail that was not delivered, in one of the languages that mail systems speak."""
    return bool(_FAILURE.search(words) or bounce_foreign_words.FAILURE.search(words))
