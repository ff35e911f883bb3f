"""Publishers' HTML to plain text, and plain text to fit lengths (pure).

nh3 (ammonia) takes the markup away as a browser would read it; what it leaves is text, whatever the tags were.
"""

import html
import re
import unicodedata

import nh3

#: Elements whose content is not text, or not the article's.
_SILENT = {"script", "style", "iframe", "noscript", "svg", "math", "form", "button", "select", "template", "figcaption"}
_STRIPPED = nh3.Cleaner(tags=set(), clean_content_tags=_SILENT)
#: Tags that end a word: without a blank, "<p>one</p><p>two</p>" would read "onetwo".
_BLOCK = re.compile(
    r"<(?=/?(?:p|div|br|hr|li|ul|ol|dl|dt|dd|h[1-6]|tr|td|th|table|blockquote|pre|section|article|figure|img|header"
    r"|footer|aside|center)\b)",
    re.IGNORECASE,
)
#: What was escaped once too often.  A bare "<b>" may be meant as written; a closed tag, or one with attributes, is not.
_AMPERSANDS = re.compile(r"&(?:amp;)+")
_REFERENCE = re.compile(r"&(?:#[0-9]{2,6}|#[xX][0-9a-fA-F]{2,5}|quot|apos|nbsp|[lr][sd]quo|[mn]dash|hellip);")
_TAG = re.compile(r"</[a-z][a-z0-9]*\s*>|<[a-z][a-z0-9]*\s[^<>]{0,2000}?=|<script", re.IGNORECASE)
#: How often markup may have been escaped; what is deeper is no accident.
_DEPTH = 4
#: C1 controls are windows-1252 in disguise (WHATWG Encoding Standard).
_C1 = {code: bytes([code]).decode("windows-1252", "ignore") for code in range(0x80, 0xA0)}
#: Controls, bidi overrides and isolates, zero-width signs, soft hyphens, tags, noncharacters (mail.md FET-15, FET-32).
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f\xad\u034f\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufdd0-\ufdef\ufeff"
    "\ufff0-\uffff\ud800-\udfff\U000e0000-\U000e0fff]|[\u200c\u200d]{2,}|(?<!\\S)[\u200c\u200d]+|[\u200c\u200d]+(?!\\S)"
)
_PLANE_END = {plane << 16 | end: None for plane in range(1, 17) for end in (0xFFFE, 0xFFFF)}
_SENTENCE_END = re.compile(r"[.!?…]['\"”’)\]]*(?=\s)|[。！？]")
#: The last words of a teaser that are not about its story.
_BOILERPLATE = re.compile(
    r"""\s*(?:
        The\spost\s.{1,400}?\s(?:first\s)?appeared\s(?:first\s)?on\s.{1,120}
      | This\s(?:article|story|post|entry)\s(?:was\soriginally\spublished|(?:first\s)?appeared(?:\sfirst)?)
        \s(?:on|in|at)\s.{1,120}
      | To\sread\s(?:the|this)\s(?:full\s)?article(?:\sin\sfull)?,?\s(?:please\s)?click\shere\.?
      | \[?(?:Continue\sreading|Read\smore|Read\son|Keep\sreading|Learn\smore|Full\sstory|View\sentire\spost
          |Read\s(?:the\s)?(?:full|whole|entire|rest\sof\s(?:this|the))\s(?:story|article|post|entry))
        (?:\s(?:at|on|in|of)\s[^.!?]{1,80}|\sof\sthis\s(?:post|entry)|\shere)?[\s.…»›→>:\]]*
      | submitted\sby\s/?u/\S+(?:\s+to\s+r/\S+)?\s*(?:\[link\])?\s*(?:\[comments\])?
      | \(\s*(?:more|Read\smore)\s*[.…]*\s*\)
      | \[(?:link|comments)\]
      | ^Comments
    )\s*$""",
    re.VERBOSE | re.IGNORECASE,
)
_ELLIPSIS_BOX = re.compile(r"\s*\[\s*(?:…|\.{3})\s*\]\s*$")


def text(markup: str, limit: int = 200_000) -> str:
    """The words of an HTML text on one line, at most `limit` characters of it read."""
    words = _unmarked(markup[:limit])
    for _ in range(_DEPTH):
        if "<" not in words or not _TAG.search(words):
            return line(words)
        words = _unmarked(words)
    return line(words.replace("<", " "))


def _unmarked(words: str) -> str:
    """`words` without tags and with the signs that references stand for."""
    if "<" in words:
        words = _STRIPPED.clean(_BLOCK.sub(" <", words))
    if "&" in words:
        words = html.unescape(words)
        if "&" in words:
            words = _REFERENCE.sub(lambda found: html.unescape(found.group()), _AMPERSANDS.sub("&", words))
    return words


def line(words: str) -> str:
    """`words` in NFC on one line, without anything that is not seen."""
    if not words.isascii():
        words = words.translate(_C1).translate(_PLANE_END)
        words = unicodedata.normalize("NFC", _UNSEEN.sub("", words))
    elif not words.isprintable():
        words = _UNSEEN.sub("", words)
    return " ".join(words.split())


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
    shorter = _BOILERPLATE.sub("", words[-700:])
    while shorter != words[-700:]:
        words = words[:-700] + shorter
        shorter = _BOILERPLATE.sub("", words[-700:])
    return _ELLIPSIS_BOX.sub("…", words).strip()


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
