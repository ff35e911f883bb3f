"""Why a story is in an edition: the parts of its score that have a name, strongest first (pure)."""

import math

from digest.domain import carried, news, people
from digest.match import offer as offer_
from digest.match import readers, score, taste

#: Outlets from which their number is worth telling.
_MANY = 3
#: From this much on, learned words are worth naming.
_LIKED = 0.05


def of(offer: offer_.Offer, reader: readers.Reader, place: int, story: news.Story) -> tuple[people.Reason, ...]:
    """Why the story at `place` is for this reader; `story` is as this reader gets to see it."""
    row = reader.row
    weighed = general(offer, place, story)
    if (wanted := best_topic(offer, row.wish, place)) is not None:
        topic, weight = wanted
        terms = carried.words(topic.topic, story.lead, topic.terms)
        weighed.append((weight, people.Reason(kind=people.Cause.TOPIC, subject=topic.topic, terms=terms)))
    if place in reader.raised.total:
        weighed += [
            (worth[place], people.Reason(kind=people.Cause.FOLLOW, subject=word))
            for word, worth in reader.raised.words.items()
            if place in worth
        ]
    if row.wish.profile.sources and (outlet := _wanted_outlet(offer, row.wish.profile, place, story)):
        weighed.append((score.WANTED, people.Reason(kind=people.Cause.SOURCE, subject=outlet)))
    if row.liking is not None and (liked := float(row.liking[place])) >= _LIKED:
        terms = taste.words(offer.terms, place, row.wish.taste)
        weighed.append((liked, people.Reason(kind=people.Cause.LEARNED, terms=terms)))
    return in_order(weighed)


def in_order(weighed: list[tuple[float, people.Reason]]) -> tuple[people.Reason, ...]:
    """The reasons, strongest first."""
    if len(weighed) > 1:
        weighed.sort(key=lambda pair: -pair[0])
    return tuple([reason for _, reason in weighed])


def general(offer: offer_.Offer, place: int, story: news.Story) -> list[tuple[float, people.Reason]]:
    """What speaks for the story whoever reads, with its worth: many outlets tell it, or one that seldom writes."""
    weighed = []
    if len(story.articles) >= _MANY and (told := len(story.outlets)) >= _MANY:
        weighed.append((offer_.SOURCES * math.log(told), people.Reason(kind=people.Cause.SOURCES, count=told)))
    outlet = story.lead.outlet
    if place in offer.rare and outlet == offer.outlets[place]:
        weighed.append((float(offer.rarity[place]), people.Reason(kind=people.Cause.RARE, subject=outlet)))
    return weighed


def best_topic(offer: offer_.Offer, wish: people.Wish, place: int) -> tuple[news.TopicScore, float] | None:
    """The wanted likely topic of the story with the highest probability x weight, and that; None when none is."""
    asked = wish.profile.topics
    weights = taste.weights(wish.profile, wish.taste) if wish.taste.topics else asked
    best: tuple[news.TopicScore, float] | None = None
    for topic in offer.sure[place]:
        if asked.get(topic.topic, 0.0) > 0:
            worth = topic.probability * weights[topic.topic]
            if best is None or (-worth, topic.topic) < (-best[1], best[0].topic):
                best = topic, worth
    return best


def _wanted_outlet(offer: offer_.Offer, profile: people.Profile, place: int, story: news.Story) -> str | None:
    """The outlet of the first wanted source that tells the story, by the name readers know."""
    for source in profile.sources:
        for article in story.articles:
            if (place, article.id) in offer.tellers.told_by(source):
                return article.outlet
    return None
