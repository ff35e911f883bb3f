"""Publishers' HTML to plain text, and plain text to fit lengths (pure).

nh3 (ammonia) takes the markup away as a browser would read it; what it leaves is text, whatever the tags were.
"""

import html
import re
import unicodedata
from functools import lru_cache
from itertools import accumulate

import nh3

#: Elements whose content is not text, or not the article's.
_SILENT = {"script", "style", "iframe", "noscript", "svg", "math", "form", "button", "select", "template", "figcaption"}
_STRIPPED = nh3.Cleaner(tags=set(), clean_content_tags=_SILENT)
#: Tags that end a word, which is every tag but these: else "<p>one</p><p>two</p>" would read "onetwo".
_BLOCK = re.compile(
    r"<(?=/?[a-zA-Z])(?!/?(?:[abiusqABIUSQ]|[eE][mM]|strong|STRONG|span|SPAN|su[bp]|code|small|abbr|mark|font|cite|ins|del|"
    r"kbd|big|tt|bd[io]|wbr)[\s/>])"
)
#: A blank that a publisher left before a comma or a stop; no language has one there.  Not in ". . .".
_LOOSE = re.compile(r"(?<=\w) (?=[.,](?: (?![.,])|$))")
#: A sentence's end with nothing but tags between it and the next one's capital: "<b>Rain.</b><i>It stayed</i>".  The
#: tags end no word by themselves, and this end of one they mark.
_SENTENCE_TAGS = re.compile(
    r"(?:(?<=[^\W\d_A-Z][.!?])|(?<=[^\W\d_A-Z][.!?][”’\"')]))"
    r"((?:</?[a-zA-Z][^<>]{0,1000}>)+)(?=[“\"]?[^\W\d_a-z])"
)
#: Sentences run together by the publisher, without a tag: only words that begin one tell them from names with a point
#: in them (Node.Js, http.Request).
_GLUED = re.compile(
    r"(?<=[a-z0-9]{3}[.!?])(?=(?:The|This|These|That|There|They|An?|It|Its|In|On|At|As|He|She|We|You|But|And|For|With|"
    r"After|When|If|Here|Now|Our|His|Her|Their|However|While|Although) [A-Za-z])"
)
#: Tags that nest; for a tower of them a browser's reading takes time that grows with the square of its height.
_NESTING = re.compile(
    r"<(/?)(?!(?:p|li|br|img|hr|wbr|t[drh]|d[td]|source|input|link|meta|col|option)\b)[a-z]", re.IGNORECASE
)
_MANY_TAGS = 1000
_TOWER = 200
_ANY_TAG = re.compile(r"<[^<>]*(?:>|$)")
#: What was escaped once too often.  A bare "<b>" may be meant as written; a closed tag, or one with attributes, is not.
_AMPERSANDS = re.compile(r"&(?:amp;)+")
_REFERENCE = re.compile(r"&(?:#[0-9]{2,6}|#[xX][0-9a-fA-F]{2,5}|lt|gt|quot|apos|nbsp|[lr][sd]quo|[mn]dash|hellip);")
_TAG = re.compile(r"</[a-z][a-z0-9]*\s*>|<br\s*/?>|<[a-z][a-z0-9]*\s[^<>]{0,2000}?=|<script", re.IGNORECASE)
#: How often markup may have been escaped; what is deeper is no accident.
_DEPTH = 4
#: C1 controls are windows-1252 in disguise (WHATWG Encoding Standard).
_C1 = {code: bytes([code]).decode("windows-1252", "ignore") for code in range(0x80, 0xA0)}
#: Controls, bidi overrides and isolates, zero-width signs, soft hyphens, tags, noncharacters (mail.md FET-15, FET-32):
#: all of them are among what `str.isprintable` calls unprintable.
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufdd0-\ufdef\ufeff"
    "\ufff0-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e00ff"
    + "".join(chr(plane << 16 | 0xFFFE) + chr(plane << 16 | 0xFFFF) for plane in range(1, 17))
    + "]"
)
#: Joiners make signs of scripts and emoji; in a row, or at the edge of a word, they only hide.
_JOINERS = re.compile(r"[\u200c\u200d]{2,}|(?<!\S)[\u200c\u200d]+|[\u200c\u200d]+(?!\S)")
_SENTENCE_END = re.compile(r"[.!?…]['\"”’)\]]*(?=\s)|[。！？]")
#: The last words of a teaser that are not about its story: how they begin, in lower case, and all of them.
_BOILERPLATE = tuple(
    (beginning, re.compile(pattern, re.IGNORECASE))
    for beginning, pattern in (
        ("the post ", r"The post .{1,400}? (?:first )?appeared (?:first )?on .{1,120}"),
        (
            "this ",
            r"This (?:article|story|post|entry) (?:was originally published|(?:first )?appeared(?: first)?) .{1,120}",
        ),
        ("to read ", r"To read (?:the|this) (?:full )?article(?: in full)?,? (?:please )?click here\.?"),
        (
            "continue reading",
            r"Continue reading(?: (?:at|on|in) [^.!?]{1,80}|(?: of)? this (?:post|entry)| here)?[\s.…»›→>:\]]*",
        ),
        ("read more", r"Read more(?: (?:at|on|in|of) [^.!?]{1,80}| here)?[\s.…»›→>:\])]*"),
        (
            "read ",
            r"Read (?:on|(?:the )?(?:full|whole|entire|rest of (?:this|the)) (?:story|article|post))[\s.…»›→>:\]]*",
        ),
        ("keep reading", r"Keep reading[\s.…»›→>:\]]*"),
        ("learn more", r"Learn more[\s.…»›→>:\]]*"),
        ("full story", r"Full story[\s.…»›→>:\]]*"),
        ("view entire", r"View entire (?:post|article|story)[\s.…»›→>:\]]*"),
        ("submitted by", r"submitted by /?u/\S+(?:\s+to\s+r/\S+)?\s*(?:\[link\])?\s*(?:\[comments\])?"),
        ("(more", r"\(more\s*[.…]*\s*\)"),
        ("article url:", r"Article URL: \S+ Comments URL: \S+(?: Points: [0-9]+\.?)?(?: # Comments: [0-9]+)?"),
        ("comments url:", r"Comments URL: \S+(?: Points: [0-9]+\.?)?(?: # Comments: [0-9]+)?"),
        ("[link]", r"\[link\]"),
        ("[comments]", r"\[comments\]"),
    )
)
_ELLIPSIS_BOX = re.compile(r"\s*\[\s*(?:…|\.{3})\s*\]\s*$")


@lru_cache(maxsize=4)  # a teaser is often all the text there is
def text(markup: str, limit: int = 200_000) -> str:
    """The words of an HTML text on one line, at most `limit` characters of it read."""
    words = line(_unmarked(markup[:limit]))
    for _ in range(_DEPTH):
        if "<" not in words or not _TAG.search(words):
            return _LOOSE.sub("", _GLUED.sub(" ", words))
        words = line(_unmarked(words))
    return line(words.replace("<", " "))


def _unmarked(words: str) -> str:
    """`words` without tags and with the signs that references stand for."""
    if "<" in words:
        words = _ANY_TAG.sub(" ", words) if _is_tower(words) else _STRIPPED.clean(_apart(words))
    if "&" in words:
        words = html.unescape(words)
        if "&" in words:
            words = _REFERENCE.sub(lambda found: html.unescape(found.group()), _AMPERSANDS.sub("&", words))
    return words


def _apart(markup: str) -> str:
    """`markup` with a blank wherever its tags part words or sentences."""
    return _SENTENCE_TAGS.sub(r" \1", _BLOCK.sub(" <", markup))


def _is_tower(markup: str) -> bool:
    """Whether elements stand in each other deeper than anybody writes by hand or by machine."""
    if markup.count("<") < _MANY_TAGS:
        return False
    steps = (-1 if found.group(1) else 1 for found in _NESTING.finditer(markup))
    return any(height > _TOWER for height in accumulate(steps, lambda height, step: max(0, height + step)))


def line(words: str) -> str:
    """`words` in NFC on one line, without anything that is not seen."""
    words = " ".join(words.replace("\x85", "…").split())  # the one C1 control that counts as a blank
    if not words.isprintable():
        words = _JOINERS.sub("", _UNSEEN.sub("", words.translate(_C1)))
        words = " ".join(words.split())
    return words if unicodedata.is_normalized("NFC", words) else unicodedata.normalize("NFC", words)


def shortened(words: str, limit: int) -> str:
    """`words` cut after a sentence or, with "…", after a word, never inside what a reader sees as one sign."""
    if len(words) <= limit:
        return words
    ends = [found.end() for found in _SENTENCE_END.finditer(words, 0, limit + 1) if found.end() <= limit]
    if ends and ends[-1] >= limit // 2:
        return words[: ends[-1]]
    end = words.rfind(" ", limit // 2, limit)
    if end < 0:
        end = _sign_start(words, limit - 1)
    return words[:end].rstrip(" ,;:-–—") + "…"


def without_boilerplate(words: str) -> str:
    """`words` without the publisher's "Continue reading" and its kin at the end."""
    end = _boilerplate_start(words)
    while end < len(words):
        words = words[:end].rstrip(" [(<-–—|")
        end = _boilerplate_start(words)
    return "" if words == "Comments" else _ELLIPSIS_BOX.sub("…", words)


def _boilerplate_start(words: str) -> int:
    """Where a boilerplate ending begins; the length of `words` when it has none."""
    offset = max(0, len(words) - 700)
    tail = words[offset:]
    lower = tail.lower()
    for beginning, pattern in _BOILERPLATE:
        start = lower.rfind(beginning)
        if start >= 0 and pattern.fullmatch(tail, start):
            return offset + start
    return len(words)


def _sign_start(words: str, position: int) -> int:
    """The last position up to `position` where a sign begins (Unicode Standard Annex #29, near enough)."""
    while position > 0 and (
        _joins(words[position]) or words[position - 1] == "\u200d" or _splits_flag(words, position)
    ):
        position -= 1
    return position


def _joins(sign: str) -> bool:
    return unicodedata.category(sign) in {"Mn", "Mc", "Me"} or sign == "\u200d" or "\U0001f3fb" <= sign <= "\U0001f3ff"


def _splits_flag(words: str, position: int) -> bool:
    """Whether a cut at `position` would part the two letters of a flag."""
    letters = 0
    while position > letters and "\U0001f1e6" <= words[position - letters - 1] <= "\U0001f1ff":
        letters += 1
    return letters % 2 == 1 and "\U0001f1e6" <= words[position] <= "\U0001f1ff"
