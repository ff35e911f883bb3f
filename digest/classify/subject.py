"""What a story is about: what the readings of its articles come to together (pure).

Each outlet tells the event in words of its own, so that what one headline leaves open another settles.  The articles'
log-odds are averaged and moved away from what is usual, for several readings that agree are worth more than each of
them (Satopää et al., International Journal of Forecasting 30, 2014); docs/topics.md has how far, and what it gives.
"""

import math
from collections import defaultdict
from collections.abc import Sequence

from digest.domain import carried, news

#: How likely a topic is before a word was read, and how much further from there several headlines lead than one.
_USUAL = 0.11
_TOGETHER = 1.2
#: What a topic counts that an article hardly leans to, and the most that any counts.
_UNLIKELY, _CERTAIN = 0.05, 0.999


def topics(articles: Sequence[news.Article], lead: news.Article) -> tuple[news.TopicScore, ...]:
    """The topics that a story is surely of, strongest first, explained by words of the article shown.

    What a person said of one of the articles is said of the story; what they expect of a feed counts where no article
    was read.  Articles that cannot be judged have no voice.
    """
    voices = [article for article in articles if _readings(article)]
    heard = list(filter(_is_told, voices)) or list(filter(_is_read, voices)) or voices
    gain = _TOGETHER if len({article.title.casefold() for article in heard}) > 1 else 1.0
    scores: dict[str, list[news.TopicScore]] = defaultdict(list)
    for article in heard:
        for score in _readings(article):
            scores[score.topic].append(score)
    found = (_together(each, len(heard), gain, lead) for each in scores.values())
    return tuple(sorted((score for score in found if score.is_sure), key=_strength))


def _readings(article: news.Article) -> tuple[news.TopicScore, ...]:
    return (*article.topics, *article.leanings)


def _is_told(article: news.Article) -> bool:
    """Whether a person said what it is about."""
    return any(score.probability == 1 and not score.least for score in article.topics)


def _is_read(article: news.Article) -> bool:
    """Whether the classifier judged it by its words."""
    return any(score.least for score in _readings(article))


def _together(scores: Sequence[news.TopicScore], heard: int, gain: float, lead: news.Article) -> news.TopicScore:
    """One topic of the story, by the scores of the articles that lean to it; `heard` are all that can be judged."""
    topic = scores[0].topic
    told = [term for score in sorted(scores, key=_strength) for term in score.terms]
    return news.TopicScore(
        topic=topic,
        probability=round(_pooled([score.probability for score in scores], heard, gain), 4),
        terms=carried.words(topic, lead, told),
        least=max(score.least for score in scores),
    )


def _pooled(likely: Sequence[float], heard: int, gain: float) -> float:
    if heard == 1:
        return likely[0]
    odds = sum(_odds(min(each, _CERTAIN)) for each in likely) + (heard - len(likely)) * _odds(_UNLIKELY)
    usual = _odds(_USUAL)
    return 1 / (1 + math.exp(-(usual + gain * (odds / heard - usual))))


def _odds(probability: float) -> float:
    """The logarithm of the odds."""
    bounded = max(probability, _UNLIKELY)
    return math.log(bounded / (1 - bounded))


def _strength(score: news.TopicScore) -> tuple[float, str]:
    return -score.probability, score.topic
