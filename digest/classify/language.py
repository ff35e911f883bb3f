"""Which language an article is in: asked of py3langid, and only where English is in doubt (docs/languages.md).

The classifier read English alone, so of an article in another language it must say nothing.
"""

import functools
import math
import re
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from digest.classify import english, vectors
from digest.domain import news

ENGLISH = "en"

#: Languages with news in feeds.  The detector knows 139, and short headlines stray into the rarest of them.
_NAMES = """
    ar bg bn ca cs da de el en es et eu fa fi fr ga gl he hi hr hu id is it ja ka ko lt lv mk ms mt nl no pl pt ro ru
    sk sl sq sr sv sw ta te th tl tr uk ur vi zh
"""
LANGUAGES = tuple(_NAMES.split())

#: Words that English cannot do without and that other languages hardly know.
_COMMON = (
    " the ", " of ", " and ", " to ", " for ", " with ", " from ", " that ", " by ", " at ", " after ", " his ",
    " who ", " how ", " why ", " this ", " they ", " have ", " are ", " its ",
)  # fmt: skip
#: From this share of known words on, and with one of the common ones, nobody need be asked.
_PLAIN = 0.85
#: From these log-odds on a short article is English, by the detector and by its words; by what its feed says it is in:
#: English, nothing, another language.  Of 17,500 English headlines 0.7 % lie below the second (docs/languages.md).
_STATED_ENGLISH, _UNSTATED, _STATED_FOREIGN = -1.5, -0.5, 2.0
#: So many words can tell by themselves: from these log-odds on they are English, whatever the feed says.
_LONG, _LONG_ENGLISH = 10, -1.0
#: The detector's word goes no further than this: it is too sure of itself.
_MOST = 6.0
#: A language is named only when the detector finds it this likely.
_LIKELY = 0.3
#: The tag for an article in a language that nobody can tell (RFC 5646 section 4.1).
UNDETERMINED = "und"
#: Characters of the teaser the detector reads: it is sure long before; and where addresses are looked for in it.
_TEASER, _SEARCHED = 160, 640
#: An address is in no language, and its pieces are words of none.
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)


def detect(articles: Sequence[news.Article], rows: vectors.Rows) -> list[str]:
    """The language of each article as a tag such as "en"; "und" where it cannot be told, "" for one without a letter.

    `rows` are the articles' terms.  A short headline needs the more evidence for English the less its feed's stated
    language speaks for it; a longer text is judged by its words alone.
    """
    return [
        ENGLISH if share >= _PLAIN and _is_plain(article) else _asked(article)
        for article, share in zip(articles, rows.known.tolist(), strict=True)
    ]


def foreign(articles: Sequence[news.Article], rows: vectors.Rows) -> npt.NDArray[np.bool_]:
    """`(n_articles,)` whether an article is in another language than the classifier's."""
    return np.array([found not in {ENGLISH, ""} for found in detect(articles, rows)], dtype=bool)


def primary(tag: str) -> str:
    """The language of a tag without its country: "en-GB" is "en" (RFC 5646 section 2.2.1)."""
    return tag.replace("_", "-").partition("-")[0].lower()


def is_read(tag: str) -> bool:
    """Whether the classifier reads articles in a language: in its own, and where nobody knows another."""
    return primary(tag) in {ENGLISH, ""}


def _read(article: news.Article) -> str:
    """Headline and teaser, or the text in its place, without addresses."""
    teaser = (article.summary or article.text)[:_SEARCHED]
    return f"{_worded(article.title)} {_worded(teaser)[:_TEASER]}".strip()


def _worded(text: str) -> str:
    """The text without addresses; one without them, as nearly all are, costs nothing."""
    return _ADDRESS.sub(" ", text) if "://" in text or "www." in text else text


def _is_plain(article: news.Article) -> bool:
    said = f" {_read(article)} ".lower()
    return any(map(said.__contains__, _COMMON))


def _asked(article: news.Article) -> str:
    said = _read(article)
    if not any(letter.isalpha() for letter in said):
        return ""
    ranked: list[tuple[str, float]] = _detector().rank(said)
    stated = primary(article.language)
    if _log_odds(dict(ranked)[ENGLISH]) + english.evidence(said) >= _needed(stated, said):
        return ENGLISH
    first, second = [one for one in ranked if one[0] != ENGLISH][:2]
    if stated in {first[0], second[0]}:
        return stated
    return first[0] if first[1] >= _LIKELY else UNDETERMINED


def _needed(stated: str, said: str) -> float:
    """The log-odds from which an article is English: by its length, and by what its feed says."""
    if len(said.split()) >= _LONG:
        return _LONG_ENGLISH
    if stated in {"", UNDETERMINED}:
        return _UNSTATED
    return _STATED_ENGLISH if stated == ENGLISH else _STATED_FOREIGN


def _log_odds(probability: float) -> float:
    least = math.exp(-_MOST)
    return math.log(max(probability, least) / max(1 - probability, least))


@functools.cache
def _detector() -> Any:
    """The detector, loaded when first asked: it takes half a second and 130 MB."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    detector = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    detector.set_languages(list(LANGUAGES))
    return detector
