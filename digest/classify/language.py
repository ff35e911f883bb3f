"""Which language an article is in: asked of py3langid, and only where English is in doubt (docs/languages.md).

The classifier read English alone, so of an article in another language it must say nothing.
"""

import functools
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from digest.classify import vectors
from digest.domain import news

ENGLISH = "en"

#: Languages with news in feeds.  The detector knows 139, and short headlines stray into the rarest of them.
_NAMES = """
    ar bg bn ca cs da de el en es et eu fa fi fr ga gl he hi hr hu id is it ja ka ko lt lv mk ms mt nl no pl pt ro ru
    sk sl sq sr sv sw ta te th tl tr uk ur vi zh
"""
LANGUAGES = tuple(_NAMES.split())

#: Words that English cannot do without and that other languages hardly know.
_COMMON = (" the ", " of ", " and ", " to ", " with ", " from ", " that ", " on ", " as ", " after ", " how ", " why ")
#: From this share of known words on, and with one of the common ones, nobody need be asked.
_PLAIN = 0.85
#: Below this probability of English an article is in another language: of invented headlines the likeliest foreign one
#: stands at 0.01, the least likely English one, full of foreign names, at 0.04 (docs/languages.md).
_DOUBT = 0.02
#: The same for a feed that says it is in another language: it must be told from that, not from a mere suspicion.
_STATED_DOUBT = 0.5
#: Characters of the teaser the detector reads: it is sure long before.
_TEASER = 160


def detect(articles: Sequence[news.Article], rows: vectors.Rows) -> list[str]:
    """The language of each article as a tag such as "en"; "" for one without a letter.

    `rows` are the articles' terms; the feed's stated language counts as a hint.
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


def _is_plain(article: news.Article) -> bool:
    said = f" {article.title} {article.summary[:_TEASER]} ".lower()
    return any(word in said for word in _COMMON)


def _asked(article: news.Article) -> str:
    said = f"{article.title} {article.summary[:_TEASER]}"
    if not any(letter.isalpha() for letter in said):
        return ""
    ranked: list[tuple[str, float]] = _detector().rank(said)
    stated = primary(article.language)
    doubt = _DOUBT if stated in {"", ENGLISH} else _STATED_DOUBT
    if dict(ranked)[ENGLISH] >= doubt:
        return ENGLISH
    return next((tag for tag, _ in ranked[:2] if tag == stated), ranked[0][0])


@functools.cache
def _detector() -> Any:
    """The detector, loaded when first asked: it takes half a second and 130 MB."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    detector = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    detector.set_languages(list(LANGUAGES))
    return detector
