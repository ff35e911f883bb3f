"""Articles about one event become one story, across feeds and over days (pure).

An article joins the story it is most like, when it is also like several of the story's articles: so a chain of small
steps does not tie one event to another.  Articles are taken in the order we saw them and none looks at a later one:
so a day gives the same stories at once or in many gathers.
"""

import math
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from digest.classify import current, lexicon, likeness, similarity, subject, words
from digest.classify import lead as leads
from digest.domain import news

#: Articles further apart than this never tell one event, but for the same address.
WINDOW = timedelta(hours=72)
#: Likeness from which two articles tell one event, tuned on judged pairs (docs/stories.md).
ALIKE = 0.385
#: What the likeness must reach on average over the most alike of a story's articles: n to this power of n.
ALIKE_ON_AVERAGE = 0.365
_MANY = 0.6
#: Articles with a lower cosine are not compared: no judged pair that tells one event lies below.
_COMPARED = 0.15
#: And of the rest the nearest: what grows with the square of the articles stays out of the slow part.
_NEAREST = 40
#: A headline of fewer words than this returns on other days: being the same is not enough.
_TELLING_WORDS = 4
_SITE = re.compile(r"^\w+://[^/?#]*")


def assign(new: Sequence[news.Article], known: Sequence[tuple[news.Article, str]]) -> dict[str, str]:
    """The story id of each new article, by article id; the stories of `known` articles stay as they are.

    A story's id is the id of its first article.  The order of `new` and of `known` does not matter.  `known` needs the
    articles seen within the window before the first new one, and those at the addresses of the new ones.
    """
    told = {article.id: story for article, story in known}
    first = sorted({article.id: article for article, _ in known}.values(), key=_age)
    fresh = sorted({article.id: article for article in new if article.id not in told}.values(), key=_age)
    table = _Table([*first, *fresh], len(first))
    for place, article in enumerate(first):
        table.add(place, told[article.id])
    for place, alike in table.compare():
        table.add(place, table.story_for(place, alike) or table.articles[place].id)
    return {article.id: table.story_of(article.id) for article in new}


def story(story_id: str, articles: Sequence[news.Article]) -> news.Story:
    """The story of these articles, led by the one that tells it best, and about what they are about together."""
    ordered = sorted(articles, key=lambda article: (article.published_at, article.id))
    lead = leads.of(ordered)
    return news.Story(
        id=story_id,
        lead=lead,
        articles=tuple(ordered),
        topics=subject.topics(ordered, lead),
        first_seen_at=min(article.first_seen_at for article in ordered),
        last_seen_at=max(article.first_seen_at for article in ordered),
    )


class _Table:
    """The stories so far, while articles are laid on them one by one, `known` of them in their stories already."""

    def __init__(self, articles: Sequence[news.Article], known: int) -> None:
        self.articles = articles
        self._known = known
        self._lexicon = lexicon.shipped()
        self._sketches = [likeness.sketch(article, self._lexicon) for article in articles]
        self._story: dict[str, str] = {}
        #: Story -> places of its articles, in the order they came.
        self._members: dict[str, list[int]] = defaultdict(list)
        #: Address or headline -> the place last seen with it.
        self._marked: dict[Hashable, int] = {}
        self._current = current.Current(self._lexicon)
        #: The places that are counted in it.
        self._counted = range(0)

    def compare(self) -> Iterator[tuple[int, dict[int, float]]]:
        """For each new place: the earlier places within the window that are somewhat alike, with their likeness."""
        vectors = similarity.matrix([sketch.stems for sketch in self._sketches], self._lexicon)
        for place, near in similarity.neighbours(vectors, self._known, _COMPARED, _NEAREST, since=self._since):
            self._count(range(self._since(place), place))
            yield place, self._likenesses(place, near)

    def add(self, place: int, story_id: str) -> None:
        article = self.articles[place]
        self._story[article.id] = story_id
        self._members[story_id].append(place)
        for mark in self._marks(place):
            self._marked[mark] = place

    def story_of(self, article_id: str) -> str:
        return self._story[article_id]

    def story_for(self, place: int, alike: Mapping[int, float]) -> str | None:
        """The story an article belongs to; None when it begins one."""
        return self._same(place) or self._alike(place, alike)

    def _since(self, place: int) -> int:
        """The first place within the window of this one: the known and the new lie each in the order they were seen."""
        earliest = self.articles[place].first_seen_at - WINDOW
        known = bisect_left(self.articles, earliest, 0, self._known, key=_first_seen)
        return known if known < self._known else bisect_left(self.articles, earliest, known, place, key=_first_seen)

    def _count(self, window: range) -> None:
        """Make these places the articles of these days; a window neither begins nor ends before the last one did."""
        for place in self._counted[: max(window.start - self._counted.start, 0)]:
            self._current.drop(self._sketches[place].told)
        for place in range(max(window.start, self._counted.stop), window.stop):
            self._current.add(self._sketches[place].told)
        self._counted = window

    def _likenesses(self, place: int, near: Sequence[tuple[int, float]]) -> dict[int, float]:
        close = [(other, cosine) for other, cosine in near if self._close(place, other)]
        if not close:
            return {}
        gauge = likeness.Gauge(self._sketches[place], self._lexicon, self._current)
        return {other: gauge.measure(self._sketches[other], cosine) for other, cosine in close}

    def _same(self, place: int) -> str | None:
        """The story of an article with the same address, or with the same headline within the window."""
        for mark in self._marks(place):
            other = self._marked.get(mark)
            if other is not None and (isinstance(mark, str) or self._close(place, other)):
                return self._told_by(other)
        return None

    def _alike(self, place: int, alike: Mapping[int, float]) -> str | None:
        stories = dict.fromkeys(self._told_by(other) for other, value in alike.items() if value >= ALIKE)
        open_to = [story_id for story_id in stories if not self._speaks_against(place, story_id)]
        fitting = [(*self._fit(place, story_id, alike), story_id) for story_id in open_to]
        fit, _, story_id = max(fitting, default=(0.0, 0.0, ""))
        return story_id if fit >= ALIKE_ON_AVERAGE else None

    def _speaks_against(self, place: int, story_id: str) -> bool:
        """Whether the story holds another match, or another number of the same series."""
        article = self._sketches[place]
        return (article.column or bool(article.sides)) and any(
            likeness.apart(article, self._sketches[other]) for other in self._members[story_id]
        )

    def _fit(self, place: int, story_id: str, alike: Mapping[int, float]) -> tuple[float, float]:
        """How like a story an article is: the mean over the most alike of its articles, and the most."""
        values = [alike.get(other, 0.0) for other in self._members[story_id] if self._close(place, other)]
        most = sorted(values, reverse=True)[: math.ceil(len(values) ** _MANY)]
        return sum(most) / len(most), most[0]

    def _told_by(self, place: int) -> str:
        return self._story[self.articles[place].id]

    def _close(self, place: int, other: int) -> bool:
        """Whether two articles were published, and seen, within the window of each other."""
        one, two = self.articles[place], self.articles[other]
        return abs(one.first_seen_at - two.first_seen_at) <= WINDOW and abs(_told_at(one) - _told_at(two)) <= WINDOW

    def _marks(self, place: int) -> list[Hashable]:
        """What makes two articles the same without a doubt: the address, as text, and a telling headline.

        The front page of a site says nothing, nor does a headline that comes back each day.
        """
        article, sketch = self.articles[place], self._sketches[place]
        marks: list[Hashable] = [article.url] if _SITE.sub("", article.url).strip("/") else []
        headline = tuple(words.tokens(words.headline_of(article)))
        if len(headline) >= _TELLING_WORDS and not sketch.column:
            marks.append((headline, sketch.numbers))
        return marks


def _age(article: news.Article) -> tuple[datetime, datetime, str]:
    return article.first_seen_at, article.published_at, article.id


def _first_seen(article: news.Article) -> datetime:
    return article.first_seen_at


def _told_at(article: news.Article) -> datetime:
    """When it was published; a date to come counts as the moment we saw it."""
    return min(article.published_at, article.first_seen_at)
