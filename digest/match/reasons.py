"""Why a story is in an edition: the parts of its score that have a name, strongest first (pure)."""

import math
from collections.abc import Sequence

from digest.domain import carried, news, people
from digest.match import offer as offer_
from digest.match import score, taste, weigh

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
        #: The same of followed words; and all that is said where only a topic brings the story, by how many of the
        #: reasons weigh as much as the topic at least, with what they weigh.
        self._follows: dict[str, people.Reason] = {}
        self._whole: dict[tuple[int, str], tuple[list[float], list[tuple[people.Reason, ...]]]] = {}

    def of(
        self,
        row: score.Row,
        place: int,
        story: news.Story,
        held: Sequence[tuple[str, float]],
        under: news.TopicScore | None = None,
    ) -> tuple[str, tuple[people.Reason, ...]]:
        """The wanted topic, or `news.UNSURE`, and why the story is there, which the reader sees as `story`.

        `held` are the followed words in it, and what each adds; `under` is its topic where it is not the best of it.
        """
        wanted = best_topic(self._offer, row, place) if under is None else (under, _worth(row, under))
        topic = news.UNSURE if wanted is None else wanted[0].topic
        plain = not held and not row.wish.profile.sources and row.liking is None
        if plain and wanted is not None and story is self._offer.stories[place]:
            return topic, self._plain(place, *wanted)
        weighed = self.general(place, story)
        if wanted is not None:
            weighed.append((wanted[1], self._topic(place, story, wanted[0])))
        weighed += [(worth, self._follow(word)) for word, worth in held]
        weighed += self._own(row, place, story)
        return topic, in_order(weighed)

    def _own(self, row: score.Row, place: int, story: news.Story) -> _Weighed:
        """What speaks for the story to readers of the row alone: a wanted outlet, and what was learned."""
        offer, wish, weighed = self._offer, row.wish, _Weighed()
        if wish.profile.sources and (outlet := _wanted_outlet(offer, wish.profile, place, story)):
            weighed.append((weigh.WANTED, people.Reason(kind=people.Cause.SOURCE, subject=outlet)))
        if row.liking is not None and (liked := float(row.liking[place])) >= _LIKED:
            terms = taste.words(offer.terms, place, wish.taste)
            weighed.append((liked, people.Reason(kind=people.Cause.LEARNED, terms=terms)))
        return weighed

    def _plain(self, place: int, topic: news.TopicScore, worth: float) -> tuple[people.Reason, ...]:
        """The reasons of a story that its topic alone brings, as all tell it: the same wherever the topic stands."""
        key = place, topic.topic
        if key not in self._whole:
            self._whole[key] = self._about(place, topic)
        weights, ways = self._whole[key]
        return ways[sum([more >= worth for more in weights])]

    def _about(self, place: int, topic: news.TopicScore) -> tuple[list[float], list[tuple[people.Reason, ...]]]:
        story = self._offer.stories[place]
        weighed, reason = self.general(place, story), self._topic(place, story, topic)
        others = in_order(weighed)
        ways = [(*others[:before], reason, *others[before:]) for before in range(len(others) + 1)]
        return [worth for worth, _ in weighed], ways

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

    def _follow(self, word: str) -> people.Reason:
        if word not in self._follows:
            self._follows[word] = people.Reason(kind=people.Cause.FOLLOW, subject=word)
        return self._follows[word]


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


def best_topic(offer: offer_.Offer, row: score.Row, place: int) -> tuple[news.TopicScore, float] | None:
    """The wanted likely topic of the story with the highest probability x weight, and that; None when none is."""
    asked = row.wish.profile.topics
    best: tuple[news.TopicScore, float] | None = None
    for topic in offer.sure[place]:
        name = topic.topic
        if asked.get(name, 0.0) > 0:
            worth = _worth(row, topic)
            if best is None or worth > best[1] or (worth == best[1] and name < best[0].topic):
                best = topic, worth
    return best


def _worth(row: score.Row, topic: news.TopicScore) -> float:
    return topic.probability * row.weights[topic.topic]


def _wanted_outlet(offer: offer_.Offer, profile: people.Profile, place: int, story: news.Story) -> str | None:
    """The outlet of the first wanted source that tells the story, by the name readers know."""
    for source in profile.sources:
        for article in story.articles:
            if (place, article.id) in offer.tellers.told_by(source):
                return article.outlet
    return None
