"""What "more like this" is worth: readers who do not exist read ten recorded days, and say of three stories a day.

They say more of stories of interests they never told us, sometimes less of another, and err one time in ten.  Compared
are the issues as they are made with learning and without, with the stories that match the topics asked for best, and
with any that match.  The table stands in docs/feedback.md.
"""

import math
import random
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from bench import recorded_days, synthetic_readers
from bench.synthetic_readers import Reader
from digest.domain import people
from digest.match import readers as readers_
from digest.match import score, select, taste, terms
from digest.pipeline.feedback import WORDS

#: Stories that one reader says something of on one day, at most.
SAID = 3
#: How often a story of no interest gets a "less", and how often the wrong button is pressed.
LESS, SLIP = 0.5, 0.1
#: How deep an issue is judged.
DEPTH = 12
#: Days after which learning is judged.
LEARNED = 5
_LIMITS = select.Limits()


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """One morning, laid out once for all readers; the stories lie as in `table.offer.stories`."""

    table: readers_.Table
    morning: recorded_days.Morning
    #: What each story says.
    said: tuple[frozenset[str], ...]


#: From a day and everybody's wishes to the places of the stories each is shown, best first.
Way = Callable[[Day, Sequence[people.Wish], random.Random], list[list[int]]]


@dataclass(slots=True, kw_only=True)
class Outcome:
    """How one way did; the arrays are (n_days, n_readers), not a number where nothing of interest was on offer."""

    ndcg: NDArray[np.float64]
    #: Whether the first story is of an interest.
    top: NDArray[np.float64]
    #: The share of the issue that is.
    share: NDArray[np.float64]
    #: For each day and reader, which of the topics asked for the issue shows.
    asked: list[list[frozenset[str]]] = field(default_factory=list)
    #: What was learned of each reader in the end.
    tastes: list[people.Taste] = field(default_factory=list)


def lay_out(mornings: Sequence[recorded_days.Morning]) -> tuple[Day, ...]:
    """The mornings, ready to choose from."""
    days = []
    for morning in mornings:
        table = select.lay_out(morning.stories, now=morning.now, limits=_LIMITS)
        said = tuple(synthetic_readers.words_of(story) for story in table.offer.stories)
        days.append(Day(table=table, morning=morning, said=said))
    return tuple(days)


def chosen(day: Day, wishes: Sequence[people.Wish], _: random.Random) -> list[list[int]]:
    """As editions are made; without anything learned, that is no learning."""
    choices = select.choose_from(day.table, wishes, limits=_LIMITS)
    places = day.table.offer.places
    return [[places[pick.story.id] for pick in choice.picks] for choice in choices]


def matching(day: Day, wishes: Sequence[people.Wish], _: random.Random) -> list[list[int]]:
    """Those with the highest probability of the topics asked for."""
    return [_best(day, wish) for wish in wishes]


def _best(day: Day, wish: people.Wish) -> list[int]:
    weights = np.array([wish.profile.topics.get(topic, 0.0) for topic in day.table.offer.topics])
    values = weights @ day.table.offer.probabilities
    return sorted(_wanted(day, wish), key=lambda place: -values[place])[: wish.profile.stories]


def any_matching(day: Day, wishes: Sequence[people.Wish], chance: random.Random) -> list[list[int]]:
    """Any of those that match the topics asked for."""
    drawn = []
    for wish in wishes:
        wanted = _wanted(day, wish)
        drawn.append(chance.sample(wanted, min(wish.profile.stories, len(wanted))))
    return drawn


def _wanted(day: Day, wish: people.Wish) -> list[int]:
    row = score.block(day.table.offer, [people.Wish(profile=wish.profile)], least=_LIMITS.score_floor).row(0)
    return [
        place
        for place, story in enumerate(day.table.offer.stories)
        if row.states[place] != score.UNMATCHED and story.id not in wish.sent
    ]


def run(days: Sequence[Day], readers: Sequence[Reader], way: Way, *, learning: bool = False) -> Outcome:
    """How a way does, day after day; nobody is shown a story twice."""
    ndcg, top, share = np.full((3, len(days), len(readers)), np.nan)
    outcome = Outcome(ndcg=ndcg, top=top, share=share)
    given: list[list[people.Feedback]] = [[] for _ in readers]
    sent: list[frozenset[str]] = [frozenset() for _ in readers]
    chance = random.Random(0)
    for number, day in enumerate(days):
        tastes = [taste.learn(said) if learning else people.Taste() for said in given]
        wishes = [
            people.Wish(profile=reader.profile, taste=learned, sent=had)
            for reader, learned, had in zip(readers, tastes, sent, strict=True)
        ]
        shown = way(day, wishes, chance)
        outcome.asked.append([_asked(day, mine, reader) for mine, reader in zip(shown, readers, strict=True)])
        for place, (reader, mine) in enumerate(zip(readers, shown, strict=True)):
            clicks = _clicks(day, reader)
            there = sum(clicks) - sum(
                clicks[day.table.offer.places[id_]] for id_ in sent[place] & day.table.offer.places.keys()
            )
            if there and mine:
                gains = [clicks[story] for story in mine[:DEPTH]]
                ndcg[number, place] = _gain(gains) / _gain([True] * min(DEPTH, there))
                top[number, place], share[number, place] = gains[0], sum(gains) / len(gains)
            given[place] += _feedback(day, mine, clicks, random.Random(f"{reader.seed} {number}"))
            sent[place] |= {day.table.offer.stories[story].id for story in mine}
    outcome.tastes = [taste.learn(said) for said in given]
    return outcome


def _clicks(day: Day, reader: Reader) -> list[bool]:
    """Whether the reader would click each story."""
    return [reader.would_click(*told) for told in zip(day.table.offer.stories, day.said, strict=True)]


def _asked(day: Day, shown: Sequence[int], reader: Reader) -> frozenset[str]:
    """The topics asked for that these stories are of."""
    told = (found for place in shown for found in day.table.offer.stories[place].topics)
    return frozenset(found.topic for found in told if found.probability >= _LIMITS.floor) & reader.profile.topics.keys()


def _gain(gains: Sequence[bool]) -> float:
    """Discounted cumulative gain (Järvelin & Kekäläinen 2002)."""
    return sum(gain / math.log2(place + 2) for place, gain in enumerate(gains))


def _feedback(day: Day, shown: list[int], clicks: list[bool], chance: random.Random) -> list[people.Feedback]:
    """More of the first stories of an interest; less, sometimes, of others; now and then the wrong button."""
    liked = [(place, True) for place in shown if clicks[place]][:SAID]
    others = [place for place in shown if not clicks[place]]
    disliked = chance.sample(others, min(len(others), SAID - len(liked)))
    said = [*liked, *((place, False) for place in disliked if chance.random() < LESS)]
    return [_said(day, place, more=more is not (chance.random() < SLIP)) for place, more in said]


def _said(day: Day, place: int, *, more: bool) -> people.Feedback:
    story = day.table.offer.stories[place]
    return people.Feedback(
        story_id=story.id,
        title=story.lead.title,
        more=more,
        given_at=day.morning.now,
        door=people.Door.WEB,
        terms=MappingProxyType(terms.heaviest(day.table.offer.terms, place, most=WORDS)),
        topics=MappingProxyType({found.topic: found.probability for found in story.topics}),
    )


def kept(readers: Sequence[Reader], tastes: Sequence[people.Taste]) -> float:
    """The smallest share of its weight that any topic asked for was left with."""
    return min(
        taste.weights(reader.profile, learned)[topic] / asked
        for reader, learned in zip(readers, tastes, strict=True)
        for topic, asked in reader.profile.topics.items()
    )


def lost(readers: Sequence[Reader], without: Outcome, learning: Outcome) -> tuple[int, int]:
    """How many topics asked for are shown after `LEARNED` days without learning; of these, how many never with it."""
    seen = [
        [frozenset[str]().union(*(day[place] for day in outcome.asked[LEARNED:])) for place in range(len(readers))]
        for outcome in (without, learning)
    ]
    return sum(map(len, seen[0])), sum(len(before - now) for before, now in zip(*seen, strict=True))


def after(values: NDArray[np.float64]) -> float:
    """The mean over the days after the first `LEARNED`."""
    return float(np.nanmean(values[LEARNED:]))


def main() -> None:
    """The table: on the half of the interests that nothing was tuned on, or with "tuned" on the other."""
    known = synthetic_readers.interests()
    tuned = "tuned" in sys.argv[1:]
    readers = synthetic_readers.readers(120, known[0 if tuned else 1 :: 2], seed=1 if tuned else 2)
    days = lay_out(recorded_days.mornings())
    print(f"{len(readers)} readers, {len(known) // 2} interests, {len(days)} days")
    print(
        "| | " + " | ".join(f"day {number}" for number in range(1, len(days) + 1)) + " | after 5 | on top | of issue |"
    )
    found = {}
    for name, way, learning in (
        ("any that match", any_matching, False),
        ("topic match", matching, False),
        ("no learning", chosen, False),
        ("learning", chosen, True),
    ):
        found[name] = outcome = run(days, readers, way, learning=learning)
        daily = " | ".join(f"{value:.2f}" for value in np.nanmean(outcome.ndcg, axis=1))
        means = f"{after(outcome.ndcg):.3f} | {after(outcome.top):.0%} | {after(outcome.share):.0%}"
        print(f"| {name} | {daily} | {means} |", flush=True)
    gain = after(found["learning"].ndcg) / after(found["no learning"].ndcg) - 1
    print(f"nDCG@{DEPTH} after {LEARNED} days: {gain:+.0%} over no learning")
    topics, gone = lost(readers, found["no learning"], found["learning"])
    left = kept(readers, found["learning"].tastes)
    print(
        f"topics asked for: {topics} shown without learning, {gone} of them not with it; least weight left {left:.2f}"
    )
    sys.exit(0 if gain >= 0.25 else 1)


if __name__ == "__main__":
    main()
