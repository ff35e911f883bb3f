"""Why a story is in an edition: the parts of its score that have a name, strongest first (pure)."""

import math
from collections.abc import Mapping

from digest.domain import news, people
from digest.match import offer as offer_
from digest.match import score, taste

#: Outlets from which their number is worth telling.
_MANY = 3
#: From this much on, learned words are worth naming.
_LIKED = 0.05


def of(
    offer: offer_.Offer,
    row: score.Row,
    place: int,
    story: news.Story,
    raised: Mapping[str, Mapping[int, float]],
) -> list[people.Reason]:
    """Why the story at `place` is for this reader; `story` is as this reader gets to see it."""
    weighed = [
        (worth[place], people.Reason(kind=people.Cause.FOLLOW, subject=word))
        for word, worth in raised.items()
        if place in worth
    ]
    if (wanted := best_topic(story, row.wish, offer.floor)) is not None:
        topic, weight = wanted
        weighed.append((weight, people.Reason(kind=people.Cause.TOPIC, subject=topic.topic, terms=topic.terms)))
    if outlet := _wanted_outlet(offer, row.wish.profile, place, story):
        weighed.append((score.WANTED, people.Reason(kind=people.Cause.SOURCE, subject=outlet)))
    if row.liking is not None and (liked := float(row.liking[place])) >= _LIKED:
        terms = taste.words(offer.terms, place, row.wish.taste)
        weighed.append((liked, people.Reason(kind=people.Cause.LEARNED, terms=terms)))
    weighed += general(offer, place, story)
    return [reason for _, reason in sorted(weighed, key=lambda pair: -pair[0])]


def general(offer: offer_.Offer, place: int, story: news.Story) -> list[tuple[float, people.Reason]]:
    """What speaks for the story whoever reads, with its worth: many outlets tell it, or one that seldom writes."""
    weighed = []
    if (told := len(story.outlets)) >= _MANY:
        weighed.append((offer_.SOURCES * math.log(told), people.Reason(kind=people.Cause.SOURCES, count=told)))
    outlet, rarity = story.lead.outlet, float(offer.rarity[place])
    if rarity >= offer_.RARE / 2 and outlet == offer.outlets[place]:
        weighed.append((rarity, people.Reason(kind=people.Cause.RARE, subject=outlet)))
    return weighed


def best_topic(story: news.Story, wish: people.Wish, floor: float) -> tuple[news.TopicScore, float] | None:
    """The wanted topic of the story with the highest probability x weight, and that; None when none is likely."""
    asked = wish.profile.topics
    wanted = [topic for topic in story.topics if topic.probability >= floor and asked.get(topic.topic, 0.0) > 0]
    if not wanted:
        return None
    weights = taste.weights(wish.profile, wish.taste) if wish.taste.topics else asked
    worth = [(-topic.probability * weights[topic.topic], topic.topic, topic) for topic in wanted]
    product, _, best = min(worth, key=lambda triple: triple[:2])
    return best, -product


def _wanted_outlet(offer: offer_.Offer, profile: people.Profile, place: int, story: news.Story) -> str | None:
    """The outlet of the first wanted source that tells the story, by the name readers know."""
    for source in profile.sources:
        for article in story.articles:
            if (place, article.id) in offer.tellers.told_by(source):
                return article.outlet
    return None
