"""Articles about one event become one story, across feeds and over days (pure).

An article joins the story it is most like, when it is also like the story as a whole: so a chain of small steps does
not tie one event to another.
"""

from collections import defaultdict
from collections.abc import Hashable, Sequence
from datetime import datetime, timedelta
from typing import TypeAlias

from digest.classify import similarity, words
from digest.classify.modelfile import Model
from digest.domain import news

#: Articles further apart than this never tell one event, but for the same address.
WINDOW = timedelta(hours=72)
#: Cosine from which two articles tell one event, tuned on judged pairs (docs/model.md).
ALIKE = 0.28
#: What the cosine with a story's articles must reach on average, or with its first article.
ALIKE_ON_AVERAGE = 0.2
#: A headline of fewer words than this returns on other days ("Morning briefing"): being the same is not enough.
_TELLING_WORDS = 4
#: Cosines below this count as 0: two articles always share some word.
_NOTHING = 0.05

_Near: TypeAlias = Sequence[tuple[int, float]]


def assign(
    new: Sequence[news.Article], known: Sequence[tuple[news.Article, str]], model: Model, *, now: datetime
) -> dict[str, str]:
    """The story id of each new article, by article id; the stories of `known` articles stay as they are.

    A story's id is the id of its first article.  The order of `new` and of `known` does not matter; a date after `now`
    counts as `now`.
    """
    told = {article.id: story for article, story in known}
    first = sorted({article.id: article for article, _ in known}.values(), key=_age)
    fresh = sorted({article.id: article for article in new if article.id not in told}.values(), key=_age)
    articles = [*first, *fresh]
    table = _Table(articles, now)
    for place, article in enumerate(first):
        table.add(place, told[article.id])
    for place, near in similarity.neighbours(similarity.matrix(articles, model), len(first), _NOTHING):
        table.add(place, table.story_for(place, near) or articles[place].id)
    return {article.id: table.story_of(article.id) for article in new}


def story(story_id: str, articles: Sequence[news.Article]) -> news.Story:
    """The story of these articles, led by the most complete one.

    A topic's probability is its mean over the articles, 0 where an article does not have it.
    """
    ordered = sorted(articles, key=lambda article: (article.published_at, article.id))
    return news.Story(
        id=story_id,
        lead=max(ordered, key=_completeness),
        articles=tuple(ordered),
        topics=_topics(ordered),
        first_seen_at=min(article.first_seen_at for article in ordered),
        last_seen_at=max(article.first_seen_at for article in ordered),
    )


class _Table:
    """The stories so far, while articles are laid on them one by one."""

    def __init__(self, articles: Sequence[news.Article], now: datetime) -> None:
        self._articles = articles
        self._at = [min(article.published_at, now) for article in articles]
        self._story: dict[str, str] = {}
        #: Story -> places of its articles, in the order they came.
        self._members: dict[str, list[int]] = defaultdict(list)
        #: Address or headline -> the place last seen with it.
        self._seen: dict[Hashable, int] = {}

    def add(self, place: int, story_id: str) -> None:
        article = self._articles[place]
        self._story[article.id] = story_id
        self._members[story_id].append(place)
        for mark in _marks(article):
            self._seen[mark] = place

    def story_of(self, article_id: str) -> str:
        return self._story[article_id]

    def story_for(self, place: int, near: _Near) -> str | None:
        """The story an article belongs to; None when it begins one.

        `near` are the places of earlier articles with the cosine.
        """
        return self._same(place) or self._alike(place, near)

    def _same(self, place: int) -> str | None:
        """The story of an article with the same address, or with the same headline within the window."""
        for mark in _marks(self._articles[place]):
            other = self._seen.get(mark)
            if other is not None and (isinstance(mark, str) or self._close(place, other)):
                return self._told_by(other)
        return None

    def _alike(self, place: int, near: _Near) -> str | None:
        cosines = {other: cosine for other, cosine in near if self._close(place, other)}
        stories = dict.fromkeys(self._told_by(other) for other, cosine in cosines.items() if cosine >= ALIKE)
        fitting = [(self._fit(place, story_id, cosines), story_id) for story_id in stories]
        fit, story_id = max(fitting, default=(0.0, ""))
        return story_id if fit >= ALIKE_ON_AVERAGE else None

    def _fit(self, place: int, story_id: str, cosines: dict[int, float]) -> float:
        """How like a story as a whole an article is: the mean over its articles within the window."""
        members = [other for other in self._members[story_id] if self._close(place, other)]
        return sum(cosines.get(other, 0.0) for other in members) / len(members)

    def _told_by(self, place: int) -> str:
        return self._story[self._articles[place].id]

    def _close(self, place: int, other: int) -> bool:
        return abs(self._at[place] - self._at[other]) <= WINDOW


def _marks(article: news.Article) -> list[Hashable]:
    """What makes two articles the same without a doubt: the address, as text, and the words of a telling headline."""
    marks: list[Hashable] = [article.url] if article.url else []
    headline = tuple(words.tokens(words.headline(article.title, (article.outlet, words.site(article.url)))))
    if len(headline) >= _TELLING_WORDS:
        marks.append(headline)
    return marks


def _age(article: news.Article) -> tuple[datetime, datetime, str]:
    return article.first_seen_at, article.published_at, article.id


def _completeness(article: news.Article) -> tuple[bool, bool, int]:
    return bool(article.summary), article.image is not None, len(article.text)


def _topics(articles: Sequence[news.Article]) -> tuple[news.TopicScore, ...]:
    scores: dict[str, list[news.TopicScore]] = defaultdict(list)
    for article in articles:
        for score in article.topics:
            scores[score.topic].append(score)
    return tuple(sorted((_mean(each, len(articles)) for each in scores.values()), key=_strength))


def _mean(scores: Sequence[news.TopicScore], articles: int) -> news.TopicScore:
    """One topic of a story, explained by the article it is strongest in."""
    strongest = max(scores, key=lambda score: score.probability)
    mean = sum(score.probability for score in scores) / articles
    return news.TopicScore(topic=strongest.topic, probability=round(mean, 4), terms=strongest.terms)


def _strength(score: news.TopicScore) -> tuple[float, str]:
    return -score.probability, score.topic
