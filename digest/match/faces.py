"""Who leads a story when the outlet that leads it has its share of an edition (pure)."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import timedelta

import numpy as np
from numpy.typing import NDArray

from digest.domain import news
from digest.match import offer as offer_

#: Other outlets of a story that are looked at: as many are hardly ever full.
MOST = 4
#: No outlet.
NONE = -1
#: What was told so long before the usual lead told of the event before it happened.
_BEFORE = timedelta(hours=9)

#: The article of some that tells their story best.
Best = Callable[[Sequence[news.Article]], news.Article]
#: Whether an article may lead a story that its outlet does not lead as a rule.
May = Callable[[news.Article], bool]


def first(articles: Sequence[news.Article]) -> news.Article:
    """The first with a teaser, else the first."""
    return max(articles, key=lambda article: bool(article.summary))


def anything(article: news.Article) -> bool:  # noqa: ARG001 - as `May`
    """Any article may."""
    return True


class Faces:
    """Who else may lead each story, looked up once, and only where somebody needs it."""

    def __init__(self, offer: offer_.Offer, best: Best, may: May) -> None:
        self._offer, self._best, self._may = offer, best, may
        #: Whether several outlets tell each story, (n_stories,).
        self.several: NDArray[np.bool_] = np.array([len(story.outlets) > 1 for story in offer.stories], dtype=np.bool_)
        #: The numbers of the other outlets, best first, then `NONE`, (n_stories, `MOST`); and where they were found.
        self._numbers = np.full((len(offer.stories), MOST), NONE, dtype=np.int64)
        self._known = ~self.several

    def among(self, story: news.Story, ids: Collection[str]) -> news.Article | None:
        """The best of the articles with these ids that may lead in place of the usual outlet; None for none."""
        left = [article for article in self._others(story) if article.id in ids]
        return self._best(left) if left else None

    def others(self, story: news.Story) -> list[news.Article]:
        """The best article that may lead of all outlets but the usual one, then of all but these, ..."""
        found = list[news.Article]()
        left = self._others(story)
        while left and len(found) < MOST:
            found.append(self._best(left))
            left = [article for article in left if article.outlet != found[-1].outlet]
        return found

    def _others(self, story: news.Story) -> list[news.Article]:
        since = story.lead.published_at - _BEFORE
        return [
            article
            for article in story.articles
            if article.outlet != story.lead.outlet and article.published_at >= since and self._may(article)
        ]

    def numbers(self, places: NDArray[np.int64]) -> NDArray[np.int64]:
        """The same as numbers of outlets, then `NONE`, of the stories at these places, (n_places, `MOST`)."""
        for place in np.unique(places[~self._known[places]]).tolist():
            outlets = [self._offer.numbers[article.outlet] for article in self.others(self._offer.stories[place])]
            self._numbers[place, : len(outlets)] = outlets
            self._known[place] = True
        return self._numbers[places]

    def led_by(self, story: news.Story, outlet: str) -> news.Story:
        """The story, led by the best article of one of its other outlets."""
        lead = next(article for article in self.others(story) if article.outlet == outlet)
        return replace(story, lead=lead)
