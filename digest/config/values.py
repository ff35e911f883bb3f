"""The kinds of value that config.toml holds, each with what it may be, in our words."""

import ipaddress
import re
from collections.abc import Callable
from datetime import time
from functools import cache
from typing import Annotated, Any, Literal, TypeVar
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, ValidationError, WrapValidator
from pydantic_core import PydanticCustomError

from digest.config import addresses, words
from digest.domain import colours

Checked = TypeVar("Checked")


def refuse(what: str) -> PydanticCustomError:
    """The error that says in our words what a value is not: "... is 7, which is <what>"."""
    return PydanticCustomError("refused", "{what}", {"what": what})


def allowed(what: str) -> WrapValidator:
    """A wrapper that puts "not <what>" in place of whatever the library says against a value."""

    def wrap(value: Any, handler: Callable[[Any], Checked]) -> Checked:
        try:
            return handler(value)
        except ValidationError as error:
            raise refuse(f"not {what}") from error

    return WrapValidator(wrap)


def _address(text: str) -> str:
    try:
        return addresses.normalise(text)
    except ValueError as error:
        raise refuse(f"no mail address we can use: {error}") from error


@cache
def zones() -> frozenset[str]:
    """The names of all IANA zones; files that merely lie beside them are left out."""
    import zoneinfo

    return frozenset(zoneinfo.available_timezones() - {"Factory", "localtime", "posixrules"})


def _zone(name: str) -> str:
    if name not in zones():
        raise refuse(f"no IANA zone{words.suggestion(name, zones())}")
    return name


def _clock_time(value: object) -> time:
    found = re.fullmatch(r"([01]?[0-9]|2[0-3]):([0-5][0-9])", value) if isinstance(value, str) else None
    if found:
        return time(int(found[1]), int(found[2]))
    if isinstance(value, time) and not value.second and not value.microsecond:
        return value
    raise refuse('not a time of day such as "07:00"')


def _web_address(text: str) -> str:
    try:
        parts = urlsplit(text)
        sound = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        sound = False
    if not sound or re.search(r"\s", text):
        raise refuse("not a web address that begins with http:// or https://")
    return text


def _feed_address(text: str) -> str:
    _web_address(text)
    if "@" in urlsplit(text).netloc:
        raise refuse("an address with a name or password in it, which this version cannot use")
    return text


def _network(text: str) -> str:
    try:
        ipaddress.ip_network(text)
    except ValueError as error:
        raise refuse('not a network such as "192.168.1.0/24"') from error
    return text


def _language(text: str) -> str:
    if not re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}", text):
        raise refuse('not a language tag such as "en" or "pt-BR"')
    return text


def _path(text: str) -> str:
    if text.startswith("~"):
        raise refuse("a path that begins with ~: write it out, from / or from the folder of this file")
    return text


def _variable(text: str) -> str:
    if text and not re.fullmatch(r"[A-Z_][A-Z0-9_]*", text):
        raise refuse("not the name of an environment variable: capital letters, digits and _, never the secret itself")
    return text


def _domain(text: str) -> str:
    """A domain in lower case, as A-labels (RFC 5890); email-validator judges it, as that of an address."""
    try:
        return addresses.normalise(f"a@{text}").rpartition("@")[2]
    except ValueError as error:
        raise refuse("no domain such as example.org") from error


#: A name below _domainkey (RFC 6376 section 3.1).
SELECTOR = r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"


def _selector(text: str) -> str:
    if not re.fullmatch(SELECTOR, text):
        raise refuse("not a selector: 1 to 63 lower-case letters, digits and hyphens, such as digest2026")
    return text


def _sender_id(text: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9]{5,15}", text):
        raise refuse("not 5 to 15 letters and digits")
    return text


def _phrase(text: str) -> str:
    """A followed phrase; on both sides of an AND there must be a letter or digit, as in mail (`subscribe.lists`)."""
    if not all(any(map(str.isalnum, side)) for side in re.split(r"(?<!\S)AND(?!\S)", text)):
        raise refuse('not a word, a phrase, or several with AND between them such as "climate AND court"')
    return text


def readable(sheet: str, kind: str, other: str) -> AfterValidator:
    """A check that text in a colour can be read on a sheet; `kind` names the sheet, `other` what would do better."""

    def check(colour: str) -> str:
        found = colours.contrast(colour, sheet)
        if found < colours.READABLE:
            raise refuse(
                f"hard to read on the {kind} sheet: its contrast is {found:.1f} to 1, and text needs "
                f"{colours.READABLE} to 1 (WCAG 2.2); try {other} one"
            )
        return colour.lower()

    return AfterValidator(check)


_ONE_LINE = Field(max_length=500, pattern=r"^[^\p{Cc}\x{2028}\x{2029}]*$")

Line = Annotated[str, _ONE_LINE, allowed("one line of text in quotes, of at most 500 characters")]
Name = Annotated[str, Field(min_length=1), _ONE_LINE, allowed("a name in quotes, of 1 to 500 characters")]
Words = list[Annotated[str, Field(min_length=1), _ONE_LINE, allowed("a word or phrase in quotes")]]
Follows = list[
    Annotated[str, Field(min_length=1), _ONE_LINE, allowed("a word or phrase in quotes"), AfterValidator(_phrase)]
]
Weight = Annotated[float, Field(ge=-1, le=1), allowed("a number from -1 to 1")]
Weights = dict[str, Weight]
Stories = Annotated[int, Field(ge=1, le=50), allowed("a whole number from 1 to 50")]
Address = Annotated[Line, AfterValidator(_address)]
OptionalAddress = Annotated[Line, AfterValidator(lambda text: _address(text) if text else "")]
WebAddress = Annotated[Line, AfterValidator(lambda text: _web_address(text) if text else "")]
OptionalDomain = Annotated[Line, AfterValidator(lambda text: _domain(text) if text else "")]
Selector = Annotated[Line, AfterValidator(lambda text: _selector(text) if text else "")]
SenderId = Annotated[Line, AfterValidator(lambda text: _sender_id(text) if text else "")]
FeedAddress = Annotated[str, Field(max_length=2000), allowed("a web address in quotes"), AfterValidator(_feed_address)]
Network = Annotated[Line, AfterValidator(_network)]
Language = Annotated[Line, AfterValidator(_language)]
Path = Annotated[Line, AfterValidator(_path)]
Variable = Annotated[Line, AfterValidator(_variable)]
Clock = Annotated[time, BeforeValidator(_clock_time)]
Zone = Annotated[Line, AfterValidator(_zone)]
Cadence = Annotated[Literal["daily", "weekdays", "weekly", "days"], allowed('"daily", "weekdays", "weekly" or "days"')]
Weekday = Annotated[
    Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"],
    allowed('a day of the week such as "monday"'),
]


Minutes = Annotated[int, Field(ge=1, le=1440), allowed("a whole number of minutes from 1 to 1440")]
Seconds = Annotated[int, Field(ge=1, le=600), allowed("a whole number of seconds from 1 to 600")]
Hours = Annotated[int, Field(ge=1, le=720), allowed("a whole number of hours from 1 to 720")]
Port = Annotated[int, Field(ge=0, le=65535), allowed("a port from 1 to 65535, or 0 for the usual one")]
Threshold = Annotated[float, Field(ge=0, lt=1), allowed("a number from 0 to below 1")]
Floor = Annotated[float, Field(ge=0, le=1), allowed("a number from 0 to 1")]
Worth = Annotated[float, Field(ge=0, le=3), allowed("a number from 0 to 3")]
Quiet = Annotated[Literal["nothing", "line", "wider"], allowed('"nothing", "line" or "wider"')]
Switch = Annotated[bool, allowed("true or false")]
Images = Annotated[Literal["lead", "all", "none"], allowed('"lead", "all" or "none"')]
_COLOUR = Annotated[str, Field(pattern="^#[0-9A-Fa-f]{6}$"), allowed('a colour such as "#17594a"')]
Accent = Annotated[_COLOUR, readable(colours.SHEET, "light", "a darker")]
AccentDark = Annotated[_COLOUR, readable(colours.SHEET_DARK, "dark", "a lighter")]
Connections = Annotated[int, Field(ge=1, le=16), allowed("a whole number from 1 to 16")]
Ceiling = Annotated[int, Field(ge=0, le=10_000_000), allowed("a whole number from 1 on, or 0 for no limit")]
Domain = Annotated[
    str,
    Field(pattern=r"^(\*|[A-Za-z0-9.-]+\.[A-Za-z0-9-]+)$"),
    allowed('a domain such as "example.org" in its ASCII form, or "*" for all others'),
    AfterValidator(str.lower),
]
Uncertain = Annotated[Literal["resend-once", "never"], allowed('"resend-once" or "never"')]
Kind = Annotated[Literal["maildir", "smtp"], allowed('"maildir" or "smtp"')]
LogFormat = Annotated[Literal["logfmt", "json"], allowed('"logfmt" or "json"')]
Listen = Annotated[
    str,
    Field(pattern=r"^(|(\[[0-9a-fA-F:]+\]|[A-Za-z0-9.-]+):[1-9][0-9]{0,4})$", max_length=260),
    allowed('an address and a port such as "127.0.0.1:9464"'),
]
InboxKind = Annotated[Literal["none", "lmtp", "imap", "pipe"], allowed('"none", "lmtp", "imap" or "pipe"')]
ImapTls = Annotated[Literal["implicit", "starttls", "none"], allowed('"implicit", "starttls" or "none"')]
Years = Annotated[int, Field(ge=0, le=30), allowed("a whole number of years from 0 to 30")]
Tls = Annotated[
    Literal["starttls", "implicit", "opportunistic", "none"],
    allowed('"starttls", "implicit", "opportunistic" or "none"'),
]
