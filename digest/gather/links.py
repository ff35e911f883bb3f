"""Addresses as we keep them: absolute http or https, a valid host, nothing in them that only counts readers (pure)."""

import ipaddress
import re
from functools import lru_cache
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

import idna

MAX_LENGTH = 2_000

#: Parameters that say where a click came from and never which page is meant, lower case.
_TRACKING = frozenset(
    """
    fbclid gclid gclsrc dclid gbraid wbraid msclkid yclid twclid ttclid igshid igsh mc_eid mc_cid mkt_tok _hsenc _hsmi
    ftag cmp cmpid cmpid2 ito xtor ocid srcref wt.mc_id wt_mc wt.rss_f wt.rss_a wt.rss_ev feedtype feedname
    guccounter guce_referrer guce_referrer_sig sr_share _ga icid int_cmp intcmp taid smid emc ncid rss_id rssfeed
    ftcamp dicbo traffic_source sh_kit spm tpcc xrs trk_contact trk_msg sc_cid sc_campaign
    """.split()  # noqa: SIM905 - a list of words reads best as words
)
_TRACKING_PREFIXES = ("utm_", "at_", "ns_", "mtm_", "pk_", "hsa_", "vero_", "oly_", "__twitter")
#: Parameters that mean something elsewhere: they go only when their value says "from a feed".
_SOURCE = frozenset(
    {"ref", "source", "src", "from", "partner", "cid", "mod", "via", "feed", "output", "rss", "medium", "ns"}
)
_FEED_WORD = re.compile(r"(?:.*[-_./:])?(?:rss|feed|feeds|atom|feedburner)(?:[-_./:0-9].*)?", re.IGNORECASE)
_BY_HOST = {"msn.com": frozenset({"li"})}
_TRACKING_FRAGMENT = re.compile(r"(?:ftag=|xtor=|utm_|at_|ns_|tk\.rss|ref=rss|rss$|intcmp=|cmpid=).*", re.IGNORECASE)
#: Neither controls nor blanks nor what browsers read as a slash (mail.md FET-31).
_FORBIDDEN = re.compile(
    r"[\x00-\x20\x7f-\xa0\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff\\\ud800-\udfff]"
)
#: An ampersand that was escaped once too often, or several times; what else a reference may stand for stays.
_ESCAPED = re.compile(r"&(?:amp;|#0{0,4}38;)+")
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_PORTS = {"http": 80, "https": 443}


def canonical(address: str, base: str = "") -> str:
    """The address of the page alone; "" when there is none that is fit to be shown.

    Canonical addresses stay as they are: `canonical(canonical(a)) == canonical(a)`.
    """
    parts = _sound(address, base)
    if not parts:
        return ""
    scheme, netloc, path, query, fragment = parts
    kept = "&".join(part for part in query.split("&") if part and not _tracks(part, netloc))
    if _TRACKING_FRAGMENT.fullmatch(fragment):
        fragment = ""
    return _bounded(urlunsplit((scheme, netloc, path, kept, fragment)))


def sound(address: str, base: str = "") -> str:
    """The address with every parameter it came with (pictures are often signed); "" when it is not fit to be shown."""
    parts = _sound(address, base)
    return _bounded(urlunsplit(parts)) if parts else ""


def _bounded(address: str) -> str:
    return address if len(address) <= MAX_LENGTH else ""


def _sound(address: str, base: str) -> tuple[str, str, str, str, str] | None:
    """Scheme, host with port, path, query and fragment; None when any of them is not to be trusted."""
    address = address.strip(" \t\r\n\f\v\xa0")
    if not address or len(address) > 2 * MAX_LENGTH:
        return None
    address = _ESCAPED.sub("&", address)
    try:
        parts = urlsplit(urljoin(base, address) if base else address)
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in _PORTS or "@" in parts.netloc or _FORBIDDEN.search(address.replace(" ", "")):
        return None
    name = _host(parts.hostname or "")
    if not name:
        return None
    netloc = name if port in {None, _PORTS[parts.scheme]} else f"{name}:{port}"
    return parts.scheme, netloc, _quoted(parts.path or "/"), _quoted(parts.query), _quoted(parts.fragment)


def _quoted(part: str) -> str:
    """`part` in ASCII: what RFC 3986 does not allow is percent-encoded, what is encoded already stays."""
    return quote(part, safe="/?:@!$&'()*+,;=-._~%[]#|{}^")


@lru_cache(maxsize=4096)
def _host(name: str) -> str:
    """The host in lower-case ASCII without trailing dots; "" when it is no valid name and no IP address."""
    name = name.rstrip(".")
    try:
        literal = ipaddress.ip_address(name)
        return f"[{literal}]" if literal.version == 6 else str(literal)
    except ValueError:
        pass
    try:
        name = idna.encode(name, uts46=True).decode() if not name.isascii() or "xn--" in name else name
    except (idna.IDNAError, UnicodeError):
        return ""
    labels = name.split(".")
    return name if len(name) <= 253 and all(_LABEL.fullmatch(label) for label in labels) else ""


def _tracks(parameter: str, netloc: str) -> bool:
    """Whether one "name=value" only says where the reader came from."""
    name, _, value = parameter.lower().partition("=")
    if name in _TRACKING or name.startswith(_TRACKING_PREFIXES):
        return True
    if name in _SOURCE and _FEED_WORD.fullmatch(value):
        return True
    return name in _BY_HOST.get(netloc.removeprefix("www."), ())
