"""What kind of thing an article is, by the form of its headline and by where its publisher files it."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from enum import StrEnum
from functools import lru_cache

from digest.classify import columns, words
from digest.domain import news


class Kind(StrEnum):
    """What an article is, the plainest first."""

    #: Tells an event.
    NEWS = "news"
    #: Argues about one, explains, asks or shows it.
    COMMENT = "comment"
    #: A form filled anew each day: a live page, a briefing, a puzzle, pictures of the day.
    COLUMN = "column"
    #: Advises, or explains what was long known.
    GUIDE = "guide"
    #: Has something to sell.
    DEAL = "deal"


_NAMES = {
    Kind.DEAL: """
        deal deals coupons shopping sponsored buying-guide buying-guides angebote ofertas bons-plans jeux-concours
    """,
    Kind.GUIDE: "guide guides how-to howto advice ratgeber guía guías",
    Kind.COLUMN: """
        live live-news live-updates liveblog newsletter newsletters podcast podcasts audio gallery ng-interactive
        horoscope horoscopes crossword crosswords puzzle puzzles quiz quizzes cartoon cartoons horoskop rätsel horóscopo
    """,
    Kind.COMMENT: """
        opinion opinions op-ed oped commentisfree comment commentary column columns columnist columnists editorial
        editorials letters review reviews blog forbestechcouncil meinung kommentar kommentare kolumne kolumnen opinión
        columna columnas editoriales avis chronique chroniques tribune tribunes éditorial
    """,
}
#: What publishers call what is no news: a folder of the address, a category, or what stands before a headline's colon.
_LABELS = {name: kind for kind, names in _NAMES.items() for name in names.split()}
_BEFORE_COLON = re.compile(r"^\W*([\w-]+)\s*[:|]\s")
#: A work of reference that feeds of links lead to.
_REFERENCE = re.compile(r"https?://(?:[\w-]+\.)*wikipedia\.org/")
#: A live page is news while it is live.
_LIVE = timedelta(hours=12)
#: What so many outlets tell is an event, whatever the form of its headlines.
_SEVERAL = 3
#: The topic whose readers ask for advice.
_OF_ADVICE = "lifestyle"


def kind(article: news.Article) -> Kind:
    """What it is; of several things the one furthest from news."""
    return _kind(words.headline_of(article), article.author, article.url, article.categories)


def is_news(article: news.Article) -> bool:
    """Whether it tells an event, and is no column, comment, deal or guide."""
    return kind(article) is Kind.NEWS


def plainness(article: news.Article) -> int:
    """How plainly it tells an event: `columns.NEWS`, 1 for comment and advice, 0 for columns and deals."""
    found = kind(article)
    return columns.NEWS if found is Kind.NEWS else int(found in {Kind.COMMENT, Kind.GUIDE})


def tells(article: news.Article) -> bool:
    """Whether it may speak for an event at all: no column, such as where to watch a match, and nothing for sale."""
    return plainness(article) > 0


def stands_back(story: news.Story, *, now: datetime) -> bool:
    """Whether a story should come after all news.

    So should a deal, advice (but for lifestyle), a puzzle or another service, and a live page of long ago; nothing that
    several outlets tell, unless it is a deal.
    """
    found = max(map(kind, _told_alike(story)), key=list(Kind).index)
    if found is Kind.DEAL or len(story.outlets) >= _SEVERAL:
        return found is Kind.DEAL
    if found is Kind.COLUMN:
        return columns.is_service(story.lead.title) or _was_live(story.lead, now)
    return found is Kind.GUIDE and all(score.topic != _OF_ADVICE for score in story.topics)


def _told_alike(story: news.Story) -> Iterator[news.Article]:
    """The lead, and the same text elsewhere, where a folder may say what it is."""
    headline = words.headline_of(story.lead)
    return (article for article in story.articles if words.headline_of(article) == headline)


def _was_live(article: news.Article, now: datetime) -> bool:
    return now - article.published_at > _LIVE and (columns.is_live(article.title) or "/live" in article.url)


@lru_cache(maxsize=8192)
def _kind(headline: str, author: str, url: str, categories: tuple[str, ...]) -> Kind:
    filed = set(_filed(headline, url, categories))
    if Kind.DEAL in filed or columns.is_offer(headline):
        return Kind.DEAL
    if Kind.GUIDE in filed or columns.is_advice(headline) or _REFERENCE.match(url):
        return Kind.GUIDE
    by_form = columns.plainness(headline, author)
    if Kind.COLUMN in filed or by_form == 0 or columns.is_medley(headline):
        return Kind.COLUMN
    return Kind.NEWS if by_form == columns.NEWS and not filed else Kind.COMMENT


def _filed(headline: str, url: str, categories: tuple[str, ...]) -> Iterator[Kind]:
    """What a folder of its address, a category, and what stands before its headline's colon say that it is."""
    before = _BEFORE_COLON.match(headline)
    labels = [*url.split("/")[3:-1], *categories, before[1] if before else ""]
    return (_LABELS[name] for name in (label.casefold() for label in labels) if name in _LABELS)
