"""Why a story is in an edition: the parts of its score that have a name, strongest first (pure)."""

import math

from digest.domain import carried, news, people
from digest.match import follows, score, taste
from digest.match import offer as offer_

#: Outlets from which their number is worth telling.
_MANY = 3
#: From this much on, learned words are worth naming.
_LIKED = 0.05


_Weighed = list[tuple[float, people.Reason]]


class Reasons:
    """Says why; what is the same for many readers is made once."""

    def __init__(self, offer: offer_.Offer) -> None:
        self._offer = offer
        #: What is said of a story as all tell it: place -> in general, place and topic -> of the topic.
        self._general: dict[int, _Weighed] = {}
        self._topics: dict[tuple[int, str], people.Reason] = {}

    def of(
        self, row: score.Row, place: int, story: news.Story, raised: follows.Raised
    ) -> tuple[str, tuple[people.Reason, ...]]:
        """The wanted topic, or `news.UNSURE`, and why the story is there, which the reader sees as `story`."""
        offer, wish, topic = self._offer, row.wish, news.UNSURE
        weighed = self.general(place, story)
        if (wanted := best_topic(offer, wish, place)) is not None:
            weighed.append((wanted[1], self._topic(place, story, wanted[0])))
            topic = wanted[0].topic
        if place in raised.total:
            weighed += [
                (worth[place], people.Reason(kind=people.Cause.FOLLOW, subject=word))
                for word, worth in raised.words.items()
                if place in worth
            ]
        if wish.profile.sources and (outlet := _wanted_outlet(offer, wish.profile, place, story)):
            weighed.append((score.WANTED, people.Reason(kind=people.Cause.SOURCE, subject=outlet)))
        if row.liking is not None and (liked := float(row.liking[place])) >= _LIKED:
            terms = taste.words(offer.terms, place, wish.taste)
            weighed.append((liked, people.Reason(kind=people.Cause.LEARNED, terms=terms)))
        return topic, in_order(weighed)

    def general(self, place: int, story: news.Story) -> _Weighed:
        """What speaks for the story whoever reads, with its worth."""
        if story is not self._offer.stories[place]:
            return _general(self._offer, place, story)
        if place not in self._general:
            self._general[place] = _general(self._offer, place, story)
        return self._general[place].copy()

    def _topic(self, place: int, story: news.Story, topic: news.TopicScore) -> people.Reason:
        if story is not self._offer.stories[place]:
            return _topic(story, topic)
        key = place, topic.topic
        if key not in self._topics:
            self._topics[key] = _topic(story, topic)
        return self._topics[key]


def _topic(story: news.Story, topic: news.TopicScore) -> people.Reason:
    terms = carried.words(topic.topic, story.lead, topic.terms)
    return people.Reason(kind=people.Cause.TOPIC, subject=topic.topic, terms=terms)


def in_order(weighed: _Weighed) -> tuple[people.Reason, ...]:
    """The reasons, strongest first."""
    if len(weighed) > 1:
        weighed.sort(key=lambda pair: -pair[0])
    return tuple([reason for _, reason in weighed])


def _general(offer: offer_.Offer, place: int, story: news.Story) -> _Weighed:
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
