"""Bytes of an XML document to text that an XML parser may safely be given.

Encodings lie: what the bytes are outweighs what they are said to be.  Names of encodings are read as the WHATWG
Encoding Standard section 4.2 does, so "iso-8859-1" means windows-1252.
"""

import codecs
import html
import re
from html.entities import html5

from digest.errors import ParseError
from digest.gather import intake

#: No document is unpacked beyond this (mail.md FET-10).
MAX_BYTES = 20_000_000

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
#: How "<?" or "<r" begins in encodings that ASCII cannot show (XML 1.0 appendix F).
_SIGNATURES = (
    (re.compile(rb"\x00\x00\x00<"), "utf-32-be"),
    (re.compile(rb"<\x00\x00\x00"), "utf-32-le"),
    (re.compile(rb"\x00<\x00"), "utf-16-be"),
    (re.compile(rb"<\x00[^\x00]\x00"), "utf-16-le"),
    (re.compile(rb"\x4c\x6f\xa7\x94"), "cp037"),
)
_RENAMED = {
    "ascii": "windows-1252",
    "us-ascii": "windows-1252",
    "iso-8859-1": "windows-1252",
    "iso8859-1": "windows-1252",
    "latin-1": "windows-1252",
    "latin1": "windows-1252",
    "iso-8859-9": "windows-1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-sjis": "cp932",
    "shift_jis": "cp932",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
    "big5": "big5hkscs",
}
#: Python codecs that are no encodings of documents, or are costly or risky to decode.
_UNFIT = frozenset({"idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined", "utf-7", "mbcs", "oem"})
#: Encodings that write everything in 7-bit bytes: valid UTF-8 says nothing about them.
_SEVEN_BIT = re.compile(r"iso-?2022|hz", re.IGNORECASE)
_DECLARED = re.compile(r"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z][\w.:-]{0,40})["']""")
_CHARSET = re.compile(r"""charset\s*=\s*["']?([\w.:-]{1,40})""", re.IGNORECASE)
#: What XML 1.0 section 2.2 does not allow, as characters and as references.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_REFERENCE = re.compile(r"&#(?:x([0-9a-fA-F]{1,8})|([0-9]{1,9}));")
_NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,30};)")
_SPECIAL = frozenset({"amp;", "lt;", "gt;", "quot;", "apos;"})
_BARE_AMPERSAND = re.compile(
    r"(<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z))"
    r"|&(?!(?:amp|lt|gt|quot|apos|#[0-9]{1,9}|#x[0-9a-fA-F]{1,8});)",
    re.DOTALL,
)
_DOCTYPE = re.compile(r"(?>\s+|<\?.*?\?>|<!--.*?-->)*+<!DOCTYPE\b", re.DOTALL)
_DOCTYPE_TOKEN = re.compile(r"""<!--.*?(?:-->|\Z)|"[^"]*"|'[^']*'|[\[\]>]""", re.DOTALL)


def unpack(body: bytes, source: str) -> bytes:
    """The document inside one layer of gzip, or `body` itself; ParseError when it is damaged or a bomb."""
    if not body.startswith(intake.GZIP):
        return body
    packed = intake.Intake(packed=True, wire_bytes=len(body), body_bytes=MAX_BYTES)
    try:
        packed.add(body)
        return packed.document()
    except intake.UnfitError as error:
        raise ParseError(f"{source} {error}.", source=source) from error


def text(body: bytes, content_type: str = "") -> str:
    """What `body` says, whatever it claims about its encoding.  Never fails: bytes without sense become U+FFFD."""
    signed = _signed(body)
    if signed is not None:
        return signed
    charset = _CHARSET.search(content_type)
    claims = [charset.group(1) if charset else "", _declared(body[:400].decode("ascii", "replace"))]
    seven_bit = next((claim for claim in claims if _SEVEN_BIT.match(claim)), "")
    for name in (seven_bit, "utf-8", *claims):
        if (decoded := _decoded(body, name)) is not None:
            return decoded
    return _mostly(body)


def _signed(body: bytes) -> str | None:
    """What a document says whose first bytes show how it is written; None when they could be ASCII."""
    for bom, name in _BOMS:
        if body.startswith(bom):
            return body[len(bom) :].decode(name, "replace")
    name = next((name for signature, name in _SIGNATURES if signature.match(body)), "")
    if name == "cp037":  # one page of EBCDIC is as good as another for reading which page it is
        return _decoded(body, _declared(body[:400].decode(name, "replace"))) or body.decode(name, "replace")
    return body.decode(name, "replace") if name else None


def undoubled(words: str) -> str:
    """`words` as they were before a publisher read UTF-8 as Latin-1 and wrote that as UTF-8: "Ã©" is "é" again."""
    if words.isascii():
        return words
    try:
        return words.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return words


def safe_xml(document: str) -> str:
    """`document` without its DOCTYPE: no entity can be defined, so none can be expanded or fetched (FET-12)."""
    document = document.lstrip("\ufeff \t\r\n")
    while "<!DOCTYPE" in document and (found := _DOCTYPE.match(document)):
        document = document[: found.end() - len("<!DOCTYPE")] + document[_doctype_end(document, found.end()) :]
    return document.replace("<!ENTITY", "&lt;!ENTITY")


def repaired(document: str) -> str:
    """`document` with the faults mended that feeds show most: HTML entities, bare ampersands, illegal characters."""
    start = document.find("<")
    document = _ILLEGAL.sub("", document[max(start, 0) :])
    document = _REFERENCE.sub(_legal_reference, document)
    document = _NAMED.sub(_named_character, document)
    return _BARE_AMPERSAND.sub(lambda match: match.group(1) or "&amp;", document)


def _mostly(body: bytes) -> str:
    """`body` as UTF-8 with stray bytes of windows-1252, or as windows-1252 when the stray ones are the rule."""
    read = body.decode("utf-8", "replace")
    strays = read.count("\ufffd")
    foreign = len(read) - len(read.encode("ascii", "ignore"))
    if strays > foreign - strays:
        return body.decode("windows-1252", "digest-windows-1252")
    return body.decode("utf-8", "digest-windows-1252")


def _declared(head: str) -> str:
    found = _DECLARED.search(head)
    return found.group(1) if found else ""


def _decoded(body: bytes, name: str) -> str | None:
    """`body` read strictly as the encoding `name`; None when it is not that, or there is no such encoding."""
    name = name.lower().replace("_", "-") if name.lower() not in _RENAMED else name.lower()
    name = _RENAMED.get(name, name)
    if not name or name in _UNFIT:
        return None
    try:
        return body.decode(name)
    except (LookupError, ValueError):
        return None


def _doctype_end(document: str, position: int) -> int:
    """Where the DOCTYPE that began before `position` ends; the end of the document when it never does."""
    depth = 0
    for token in _DOCTYPE_TOKEN.finditer(document, position):
        match token.group():
            case "[":
                depth += 1
            case "]":
                depth -= 1
            case ">" if depth <= 0:
                return token.end()
    return len(document)


def _legal_reference(match: re.Match[str]) -> str:
    code = int(match.group(1), 16) if match.group(1) else int(match.group(2))
    if code > 0x10FFFF or _ILLEGAL.match(chr(code)):
        return ""
    return match.group()


def _named_character(match: re.Match[str]) -> str:
    """The character an HTML entity means; XML's own five and unknown names stay as they are."""
    name = match.group(1)
    if name in _SPECIAL or name not in html5:
        return match.group()
    return html.escape(html5[name])


def _as_windows_1252(error: UnicodeError) -> tuple[str, int]:
    """One byte that is not UTF-8, read as windows-1252: what old publishing tools paste into UTF-8 pages."""
    assert isinstance(error, UnicodeDecodeError)  # noqa: S101 - codecs calls decoders' handlers with nothing else
    byte = error.object[error.start : error.start + 1]
    return byte.decode("windows-1252", "replace"), error.start + 1


codecs.register_error("digest-windows-1252", _as_windows_1252)
