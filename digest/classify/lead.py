"""Which article of a story speaks for it (pure).

The one that tells the event as the others do.  Picture and length come last: what is longest, or best dressed, is as
often a comment, a guide or a live page as the news itself.
"""

import math
from collections import Counter
from collections.abc import Sequence

from digest.classify import columns, filing, lexicon, stems, words
from digest.domain import news

#: Of fewer headlines it is chance which is more typical than another.
_SEVERAL = 10
#: A headline is typical that is as near to all as this part of the nearest; of few less is asked, for two of them
#: may be near by chance.
_TYPICAL = 0.9


def of(articles: Sequence[news.Article]) -> news.Article:
    """The article that leads: the first of the best.

    News before comment and guides, by headline and address, and these before columns, such as live pages; a teaser
    before none; no headline that looks forward, if one came after it; a typical headline; a picture; the longest text.
    """
    if len(articles) == 1:
        return articles[0]
    ranks = [_rank(article) for article in articles]
    best = max(ranks)
    first = [article for article, rank in zip(articles, ranks, strict=True) if rank == best]
    return max(_typical(_since(first), articles), key=lambda article: (article.image is not None, len(article.text)))


def _rank(article: news.Article) -> tuple[int, bool]:
    return filing.plainness(article), bool(article.summary)


def _typical(some: Sequence[news.Article], articles: Sequence[news.Article]) -> Sequence[news.Article]:
    """Those whose headlines are nearest to what all headlines say together, by weighed cosine; of few, all."""
    if len(some) == 1 or len(articles) < _SEVERAL:
        return some
    told = Counter(stem for article in articles for stem in _told(article))
    nearness = [_nearness(_told(article), told) for article in some]
    enough = _TYPICAL * (1 - 2 / len(articles)) * max(nearness)
    return [article for article, near in zip(some, nearness, strict=True) if near >= enough]


def _since(some: Sequence[news.Article]) -> Sequence[news.Article]:
    """Those that do not look forward to what another, later one tells; all where nothing came later."""
    plain = [article for article in some if not columns.expects(article.title)]
    last = max((article.published_at for article in plain), default=None)
    return plain if last and any(a.published_at < last for a in some if a not in plain) else some


def _nearness(headline: frozenset[str], told: Counter[str]) -> float:
    """The cosine to all headlines together, but for a factor that is the same for all of a story."""
    squares = {stem: lexicon.shipped().weight(stem) ** 2 for stem in headline}
    length = math.sqrt(sum(squares.values()))
    return sum(square * (told[stem] - 1) for stem, square in squares.items()) / length if length else 0.0


def _told(article: news.Article) -> frozenset[str]:
    return frozenset(stems.of(words.headline_of(article)))
