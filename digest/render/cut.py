"""Text made fit to show: one line, shortened at the end of a sentence or a word, never inside a character (pure)."""

import re
import unicodedata

ELLIPSIS = "…"
#: Controls (C0, C1), separators of lines and paragraphs, and whatever turns the writing direction
#: round (FET-32), and noncharacters, with which `places` marks places.
_UNWANTED = re.compile(
    "[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]"
)
#: The end of a sentence: its mark and closing quotes, then a space and no small letter; or a mark that needs no space.
_END = re.compile(r"""[.!?…؟۔।]+["'”’»)\]]*(?=\s+(?P<next>\S+))|[。！？]+[”’」』）]*""")
#: Words whose point ends no sentence, in small letters; single letters and words with a point inside (U.S., z.B.) are
#: seen by their shape.  English; then German, Spanish and French.
_SHORT_FORMS = frozenset(
    {"mr", "mrs", "ms", "messrs", "dr", "prof", "jr", "sr", "hon", "rev", "msgr", "st", "mt", "ft", "ave"}
    | {"blvd"}
    | {"pres", "gov", "sen", "rep", "atty", "gen", "lt", "col", "maj", "capt", "cmdr", "adm", "sgt", "cpl"}
    | {"pvt", "supt"}
    | {"bros", "inc", "corp", "co", "ltd", "dept", "univ", "vs", "approx"}
    | {"hr", "fr", "frl", "bzw", "ca", "evtl", "ggf", "inkl", "exkl", "sog", "vgl", "zzgl", "str", "mio"}
    | {"mrd", "tsd", "dipl"}
    | {"sra", "srta", "dra", "ud", "uds", "vd", "vds", "sto", "sta", "gral", "excmo", "lic", "av", "avda"}
    | {"cía", "aprox", "ee"}
    | {"mm", "mme", "mmes", "mlle", "mlles", "ste", "cie", "bd"}
)
#: The same before a number only: "No. 10", "Dec. 6", "Nr. 3", "núm. 4"; before a word they end a sentence.
_BEFORE_NUMBER = frozenset(
    {"no", "nos", "nr", "núm", "art", "fig", "vol", "ch", "sec", "p", "pp", "pág", "tel", "tél", "abs"}
    | {"kap"}
    | {"jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "okt", "dez"}
    | {"ene", "abr", "ago", "dic", "janv", "févr", "avr", "juil", "déc"}
)
#: What makes a German number before it an ordinal: "am 6. Dezember", "im 19. Jahrhundert", "der 1. FC Köln".
_AFTER_ORDINAL = frozenset(
    {"januar", "jänner", "februar", "märz", "april", "mai", "juni", "juli", "august", "september"}
    | {"oktober", "november", "dezember"}
    | {"jahrhundert", "jahrhunderts", "bundesliga", "liga", "fc", "spieltag", "minute", "runde", "platz"}
    | {"weltkrieg", "weltkriegs"}
)
#: Below this a lone first sentence says too little.
_TOO_LITTLE = 80


def one_line(text: str) -> str:
    """`text` without controls and direction overrides, with single spaces."""
    if text.isprintable() and "  " not in text and text[:1] != " " != text[-1:]:
        return text  # as most are
    return " ".join(_UNWANTED.sub(" ", text).split())


def sentences(text: str, *, count: int, limit: int) -> str:
    """The first `count` sentences of `text` or as many as fit into `limit` characters, else a cut at a word."""
    ends = _sentence_ends(text)[:count]
    if len(text) <= limit and len(ends) < count:
        return text
    fitting = [end for end in ends if end <= limit]
    if fitting and (len(fitting) == count or fitting[-1] >= _TOO_LITTLE):
        return text[: fitting[-1]]
    return at_word(text, limit)


def at_word(text: str, limit: int) -> str:
    """`text` when it has at most `limit` characters, else its beginning with "…", at most `limit` in all."""
    if len(text) <= limit:
        return text
    room = limit - len(ELLIPSIS)
    space = text.rfind(" ", 0, room + 1)
    # Without a space near the end (Chinese, a long address) it is cut between two characters.
    end = space if space >= room // 2 else _boundary(text, room)
    return text[:end].rstrip(" ,;:.–—-·|") + ELLIPSIS


def _sentence_ends(text: str) -> list[int]:
    ends = [match.end() for match in _END.finditer(text) if _is_end(text, match)]
    return ends if ends and ends[-1] == len(text) else [*ends, len(text)]


def _is_end(text: str, match: re.Match[str]) -> bool:
    if match["next"] is None:
        return True
    if match["next"][0].islower():
        return False
    if match[0] != ".":
        return True
    word = text[text.rfind(" ", 0, match.start()) + 1 : match.start()].lstrip("\"'“‘«([¿¡")
    return not (len(word) == 1 or "." in word or _is_short(word.casefold(), match["next"]))


def _is_short(word: str, following: str) -> bool:
    """Whether a point after the word belongs to it, by what follows."""
    if following[0].isdecimal() and word in _BEFORE_NUMBER:
        return True
    if len(word) == 2 and word.isdecimal():
        return following.rstrip(".,;:!?").casefold() in _AFTER_ORDINAL
    return word in _SHORT_FORMS


def _boundary(text: str, end: int) -> int:
    """The last place at or before `end` that is not inside a character as readers see it (after UAX 29)."""
    while end > 0 and not _is_boundary(text, end):
        end -= 1
    return end


def _is_boundary(text: str, place: int) -> bool:
    before, after = text[place - 1], text[place]
    if _extends(after) or before == "\u200d" or unicodedata.combining(before) == 9:  # joiner; virama
        return False
    if _is_flag_half(after):
        run = len(text[:place]) - len(text[:place].rstrip(_FLAG_HALVES))
        return run % 2 == 0
    return True


_FLAG_HALVES = "".join(chr(code) for code in range(0x1F1E6, 0x1F200))


def _is_flag_half(char: str) -> bool:
    return char in _FLAG_HALVES


def _extends(char: str) -> bool:
    """Whether `char` belongs to the one before it: marks, joiners, skin tones, later parts of a Korean syllable."""
    return (
        unicodedata.category(char)[0] == "M"
        or char in "\u200c\u200d"
        or "\U0001f3fb" <= char <= "\U0001f3ff"
        or "\U000e0020" <= char <= "\U000e007f"
        or "\u1160" <= char <= "\u11ff"
    )
