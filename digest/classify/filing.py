"""Whether an article is news itself, by the form of its headline and by where its publisher files it."""

import re
from functools import lru_cache

from digest.classify import columns, words
from digest.domain import news

#: What publishers call what is no news: a folder of the address, a category, or what stands before a headline's colon.
_LABELS = frozenset(
    {
        "opinion",
        "opinions",
        "op-ed",
        "oped",
        "commentisfree",
        "comment",
        "commentary",
        "column",
        "columns",
        "columnists",
    }
    | {"editorial", "editorials", "letters", "review", "reviews", "deal", "deals", "coupons", "shopping", "sponsored"}
    | {"guide", "guides", "buying-guide", "buying-guides", "how-to", "howto", "advice", "horoscope", "horoscopes"}
    | {"crossword", "crosswords", "puzzle", "puzzles", "quiz", "quizzes", "podcast", "podcasts", "audio"}
    | {"newsletter", "newsletters", "cartoon", "cartoons", "gallery", "ng-interactive"}
    | {"meinung", "kommentar", "kommentare", "kolumne", "kolumnen", "ratgeber", "angebote", "horoskop", "rätsel"}
    | {"opinión", "columna", "columnas", "editoriales", "ofertas", "horóscopo", "guía", "guías"}
    | {"avis", "chronique", "chroniques", "tribune", "tribunes", "éditorial", "bons-plans", "jeux-concours"}
)
_BEFORE_COLON = re.compile(r"^\W*([\w-]+)\s*[:|]\s")


def is_news(article: news.Article) -> bool:
    """Whether it tells an event, and is no column, comment, deal or guide."""
    headline = words.headline_of(article)
    return _is_news(headline, article.author, article.url, article.categories)


@lru_cache(maxsize=8192)
def _is_news(headline: str, author: str, url: str, categories: tuple[str, ...]) -> bool:
    return columns.plainness(headline, author) == columns.NEWS and not _is_filed_apart(headline, url, categories)


def _is_filed_apart(headline: str, url: str, categories: tuple[str, ...]) -> bool:
    """Whether a folder of its address, a category, or what stands before its headline's colon says so."""
    before = _BEFORE_COLON.match(headline)
    labels = [*url.split("/")[3:-1], *categories, before[1] if before else ""]
    return not _LABELS.isdisjoint(label.casefold() for label in labels)
