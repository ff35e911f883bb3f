"""What somebody wrote themselves, out of a text that quotes what they answer and ends with a signature.

Markers are those that the mail programs of the big providers put in, in the languages of our catalogues and a few
more.  All of it is plain string work, line by line: no pattern can be made slow by what is written.
"""

import re
from collections.abc import Sequence

from digest.subscribe import spelling

#: Written before a quote: "On Monday, Ada wrote:".
_WROTE = spelling.among(
    "wrote writes schrieb schreibt geschrieben escribio escribe ecrit scritto schreef skrev napisal napisala escreveu "
    "kirjoitti pisze pise napsal napsala yazdi irta"
)
_WROTE_SIGNS = ("写道", "寫道", "のメール", "님이 작성", "написал", "пише", "пишет", "писал", "כתב", "كتب")
_ATTRIBUTION_LINES, _ATTRIBUTION = 4, 400
#: Between an answer and all of what it answers.
_CUTS = (
    "original message",
    "original-nachricht",
    "originalnachricht",
    "ursprungliche nachricht",
    "mensaje original",
    "message d'origine",
    "message original",
    "messaggio originale",
    "mensagem original",
    "oorspronkelijk bericht",
    "ursprungligt meddelande",
    "oprindelig meddelelse",
    "forwarded message",
    "weitergeleitete nachricht",
    "mensaje reenviado",
    "message transfere",
    "begin forwarded message",
    "anfang der weitergeleiteten nachricht",
    "inicio del mensaje reenviado",
    "debut du message reexpedie",
    "reply above this line",
)
_CUT_EDGES = " -_*=#>"
#: The headers that Outlook puts above a quote.
_SENDERS = spelling.among("from von de da van fra fran od")
_OTHERS = spelling.among(
    "sent date to cc subject gesendet datum an betreff kopie enviado fecha para asunto envoye a objet inviato data "
    "oggetto verzonden aan onderwerp sendt til emne skickat till amne reply-to antwort responder"
)
_FIELD = re.compile(r"[*\s]*([^\W\d_][^\W\d_-]{0,20}(?:-[^\W\d_]{1,10})?)\s?[*]?\s?[:：]")
_BLOCK = 6
_MAX_LINES = 10_000
#: "On Mon, The Sample Digest wrote:"
_ON = re.compile(
    r"\s*(?:on|am|le|el)\s+(?:mon|tue|wed|thu|fri|sat|sun|di|mi|do|fr|sa|so|lun|mar|mie|mié|jue|vie|s[aá]b|dom"
    r"|mer|jeu|ven|sam|dim)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b20\d\d\b|\b\d{1,2}[./]\d{1,2}[./]\d\d\b")
_MOBILE = (
    "sent from my",
    "sent from outlook",
    "sent from mail for",
    "sent from yahoo",
    "sent from proton",
    "sent via ",
    "sent with ",
    "get outlook for",
    "von meinem ",
    "gesendet von",
    "gesendet mit",
    "gesendet mithilfe",
    "diese nachricht wurde von meinem",
    "outlook fur ",
    "holen sie sich outlook",
    "enviado desde",
    "enviado con ",
    "obtener outlook",
    "descargar outlook",
    "envoye de mon",
    "envoye depuis",
    "envoye a partir",
    "envoye avec",
    "telecharger outlook",
    "obtenez outlook",
)
_SIGNATURE = re.compile(r"--\s?")
_RULE = re.compile(r"[_]{10,}|[-]{20,}")


def own(lines: Sequence[str]) -> tuple[str, ...]:
    """The lines of a text that its writer wrote, stripped, without blank ones."""
    kept: list[str] = []
    place = 0
    while place < min(len(lines), _MAX_LINES):
        if _ends(lines, place):
            break
        many = _attribution(lines, place) or _heading(lines, place)
        if many and not _is_quoted(_next(lines, place + many)):
            break
        line = spelling.printable(lines[place])
        if not many and line and not _is_quoted(line) and not _is_mobile(line):
            kept.append(line)
        place += many or 1
    return tuple(kept)


def _is_quoted(line: str) -> bool:
    return line.lstrip().startswith((">", "&gt;", "|"))


def _next(lines: Sequence[str], place: int) -> str:
    """The first line with something in it, from a place on."""
    return next((line for line in lines[place : place + _BLOCK] if line.strip()), "")


def _ends(lines: Sequence[str], place: int) -> bool:
    """Whether nothing of the writer's own follows: a signature, or a quote that is not marked line by line."""
    line = lines[place].strip("\r\n")
    if _SIGNATURE.fullmatch(line.lstrip()):
        return True
    bare = spelling.folded(line[:200]).strip(_CUT_EDGES + ":")
    if bare in _CUTS:
        return True
    is_rule = bool(_RULE.fullmatch(line.strip()))
    return _is_headers(lines, place + 1 if is_rule else place)


def _is_headers(lines: Sequence[str], place: int) -> bool:
    """Whether Outlook's block begins: who sent what is quoted, then when, to whom and of what."""
    if _field(_next(lines, place)) not in _SENDERS:
        return False
    names = [_field(line) for line in lines[place : place + _BLOCK] if line.strip()]
    return sum(name in _OTHERS for name in names[1:]) >= 2


def _field(line: str) -> str:
    found = _FIELD.match(line[:100])
    return spelling.folded(found[1]) if found else ""


def _attribution(lines: Sequence[str], place: int) -> int:
    """How many lines from a place on say who wrote what is quoted below; 0 when they do not."""
    many, text = _up_to_colon(lines, place)
    return many if many and _says_who(text[:_ATTRIBUTION]) else 0


def leads(line: str) -> bool:
    """Whether a line by itself says who wrote what is quoted below, or when: "Ada schrieb:"."""
    is_told = not _WROTE.isdisjoint(spelling.words(line)) or _YEAR.search(line) or re.search(r"\S@\S", line)
    return bool(is_told) and line.rstrip("*_ ").endswith((":", "："))


def _heading(lines: Sequence[str], place: int) -> int:
    """How many lines from a place on tell a date or a writer, right above what is marked as quoted."""
    many, text = _up_to_colon(lines, place)
    is_told = _YEAR.search(text) or not _WROTE.isdisjoint(spelling.words(text))
    return many if many and is_told and _is_quoted(_next(lines, place + many)) else 0


def _up_to_colon(lines: Sequence[str], place: int) -> tuple[int, str]:
    """How many lines from a place on end with a colon, as one; none where these are long, blank or quoted."""
    text = ""
    for many, line in enumerate(lines[place : place + _ATTRIBUTION_LINES], 1):
        if not line.strip() or _is_quoted(line) or len(text) > _ATTRIBUTION:
            break
        text = f"{text} {line.strip()}"
        if text.rstrip("*_ ").endswith((":", "：")):
            return many, text
    return 0, ""


def _says_who(text: str) -> bool:
    """Whether a text such as "On 22 Nov 2026 at 7:00, Ada <ada@example.org> wrote:" tells of an older mail."""
    has_digit, has_address = any(map(str.isdigit, text)), "@" in text
    if any(sign in text for sign in _WROTE_SIGNS):
        return has_digit or has_address
    is_told = not _WROTE.isdisjoint(spelling.words(text))
    # "2026-11-22 7:00 GMT+01:00 Ada <ada@example.org>:", without a verb.
    has_day = bool(_ON.match(text))
    return (is_told and (has_digit or has_address or has_day)) or (
        has_digit and has_address and text.rstrip("*_ :：").endswith(">")
    )


def _is_mobile(line: str) -> bool:
    """Whether a telephone, or a program, signed."""
    return len(line) < 120 and spelling.folded(line).lstrip("*_([< ").startswith(_MOBILE)
