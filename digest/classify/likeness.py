"""How sure two articles are to tell one event: a few likenesses, weighed (pure).

    likeness = 0.35 cosine + 0.65 coverage + 0.14 if both are bare headlines - 0.16 a day - 0.12 if of one outlet

The weights are those of a logistic regression over pairs judged by hand, rounded, and other days gave them again;
docs/stories.md has the comparison.  Coverage is how much of each headline the other article says too, in the same
words or in kindred ones: the lesser of two, by how rare the words are in general and by how rare these days.  Where
these days are known, the headline that is covered less counts for more, and what both say that is rare adds (alike.py).
"""

import math
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from digest.classify import alike, columns, current, lexicon, names, places, stems, swapped, words
from digest.domain import news

_COSINE, _COVERAGE = 0.35, 0.65
#: What a kindred word counts of its kinship: in full, kin helped on the first judged day and hurt on others.
_KINDRED = 0.7
#: Two bare headlines share fewer words than two teasers about the same: weighed on 6,366 headlines without teasers.
_BARE = 0.14
#: What two bare headlines must share beside places and offices: a name, or words of this weight, in that of a word that
#: nobody has heard.
_BARE_COMMON = 0.55
_OFFICES = frozenset(
    stems.of("council court governor judge king mayor minister parliament police president queen senate")
)
#: What a day between them takes away: most of an event is told within hours.
_PER_DAY = 0.16
#: An outlet seldom tells one thing twice, and then it shares more than words.
_SAME_OUTLET = 0.12
#: Two of one outlet's columns are one article only when they are nearly word for word the same, within hours.
_COLUMN_COSINE, _COLUMN_DAYS = 0.8, 0.5
#: What two guides, or a medley and an event, must have in common beyond their kind: this cosine, or the headline.
_BEYOND_KIND_COSINE, _BEYOND_KIND_COVERAGE = 0.37, 0.85
#: Two articles less alike by the weights in general are far from one event, and what weighs these days is not asked.
_FAR = 0.25
#: Two articles less alike than this hardly join, and who they tell of is not asked.
_NEAR = 0.3
#: How far coverage goes by the headline that is covered less, when these days are known.
_LESSER = 0.3
#: What the rarest things in common add when they are rarer than usual, else take away: chosen on pairs judged by hand.
_COMMON, _USUAL = 0.4, 0.38

#: Characters of the teaser that are compared: beyond, feeds differ in how much they give.
_TEASER = 300
_SECONDS_A_DAY = 86_400


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch:
    """What of an article is compared."""

    title: str
    teaser: str
    #: The stems of the headline that may be names.
    names: frozenset[str]
    #: The stems of headline and teaser, repeated as they are.
    stems: tuple[str, ...]
    #: The stems of the headline with their weights.
    headline: Mapping[str, float]
    #: The stems of headline and teaser.
    told: frozenset[str]
    #: The host of the address, else the outlet's name.
    outlet: str
    #: True when there is no teaser.
    bare: bool
    #: True for a form that the outlet fills anew each day.
    column: bool
    #: True for advice, a review, things to buy.
    guide: bool
    #: True for a page of many things.
    medley: bool
    numbers: frozenset[str]
    #: The two that play, or stand, against each other; else empty.
    sides: frozenset[str]
    #: When it was published, in days.
    day: float


def sketch(article: news.Article, told: lexicon.Lexicon) -> Sketch:
    """What of an article is compared; a date later than its first sight counts as that."""
    title = words.headline_of(article)
    teaser = (article.summary or article.text)[:_TEASER]
    headline, rest = stems.of(title), stems.of(teaser)
    weights = {stem: told.weight(stem) for stem in headline}
    return Sketch(
        title=title,
        teaser=teaser,
        names=names.possible(title, weights, told),
        stems=(*headline, *rest),
        headline=weights,
        told=frozenset((*headline, *rest)),
        outlet=words.site(article.url) or article.outlet,
        bare=not rest,
        column=columns.is_column(title),
        guide=columns.is_guide(title),
        medley=columns.is_medley(title),
        numbers=columns.numbers(title),
        sides=columns.sides(title),
        day=min(article.published_at, article.first_seen_at).timestamp() / _SECONDS_A_DAY,
    )


def apart(one: Sketch, other: Sketch) -> bool:
    """True for two matches, and for two numbers of one outlet's series: no story holds both."""
    if one.sides and other.sides and not one.sides & other.sides:
        return True
    return one.column and other.column and one.outlet == other.outlet and _two_numbers(one, other)


class Gauge:
    """One article made ready to be compared with many."""

    def __init__(self, sketch: Sketch, told: lexicon.Lexicon, now: current.Current) -> None:
        self._one = sketch
        self._lexicon = told
        self._now = now
        self._headline_now = now.weights(sketch.headline)
        #: Stem -> how far the article says it, by itself or by its kin.
        self._said = _said(sketch.told, told)
        #: Stem -> what it covers of the headline: its stems with how far, less for kin.
        self._covers = _covers(sketch.headline, told)
        self._phrases = alike.Phrases(sketch.stems)
        self._rarest = now.rarest()

    def measure(self, other: Sketch, cosine: float) -> float:
        """The likeness to another article of the given cosine; 0 when they cannot be one event."""
        one = self._one
        days = abs(one.day - other.day)
        same_outlet = one.outlet == other.outlet
        if same_outlet and not one.headline.keys() & other.headline.keys():
            return 0.0
        if apart(one, other) or (one.column and other.column and not _one_column(one, other, cosine, days)):
            return 0.0
        bare = one.bare and other.bare
        if bare and not self._tied(other):
            return 0.0
        said_by = self._said_by(other)
        coverage = math.sqrt(_share(other.headline, self._said) * _share(one.headline, said_by))
        if _alike_in_kind(one, other) and cosine < _BEYOND_KIND_COSINE and coverage < _BEYOND_KIND_COVERAGE:
            return 0.0
        found = _COSINE * cosine + _COVERAGE * coverage + _BARE * bare - _PER_DAY * days - _SAME_OUTLET * same_outlet
        if not bare and found >= _FAR:
            found += self._these_days(other, coverage, said_by)
        return 0.0 if found >= _NEAR and self._at_odds(other) else found

    def _tied(self, other: Sketch) -> bool:
        """Whether two headlines share, in the very words, more than a place or an office."""
        one = self._one
        common = one.headline.keys() & other.headline.keys()
        beyond = {stem for stem in common - _OFFICES if not places.called(stem)}
        weight = sum(one.headline[stem] for stem in common)
        return bool(beyond) and (weight >= _BARE_COMMON * self._lexicon.unseen or not beyond.isdisjoint(one.names))

    def _at_odds(self, other: Sketch) -> bool:
        """Whether the two tell alike things of others."""
        return self._tell_of_others(other) or self._swap(other)

    def _tell_of_others(self, other: Sketch) -> bool:
        """By their names, which are read only where each has one for itself."""
        one = self._one
        if one.names - other.told <= other.names or other.names - one.told <= one.names:
            return False
        return names.at_odds(self._named(one), self._named(other), self._lexicon)

    def _swap(self, other: Sketch) -> bool:
        """By one thing in the place of another, in headlines that are one for the rest."""
        one, known = self._one, self._lexicon
        if not swapped.possible(one.headline, other.headline, one.told, other.told):
            return False
        lines = swapped.of(one.title, known), swapped.of(other.title, known)
        found = swapped.swaps(*lines, known)
        return bool(found) and swapped.at_odds(*lines, found, (self._named(one), self._named(other)))

    def _named(self, sketch: Sketch) -> names.Told:
        return names.of(sketch.title, sketch.teaser, self._lexicon)

    def _these_days(self, other: Sketch, coverage: float, said_by: Mapping[str, float]) -> float:
        """What the words of these days add to a likeness of this coverage, or take away."""
        shares = _share(self._now.weights(other.headline), self._said), _share(self._headline_now, said_by)
        covered, trust = min(coverage, math.sqrt(shares[0] * shares[1])), self._now.trust()
        covered -= trust * _LESSER * max(covered - min(shares), 0.0)
        return _COVERAGE * (covered - coverage) + trust * _COMMON * (self._common(other) - _USUAL)

    def _common(self, other: Sketch) -> float:
        """How rare these days is what both say."""
        weights = self._now.weights(self._one.told & other.told)
        return alike.common(weights, self._phrases.shared(other.stems), self._rarest)

    def _said_by(self, other: Sketch) -> dict[str, float]:
        """How far the other says each stem of this headline."""
        best: dict[str, float] = {}
        for stem in self._covers.keys() & other.told:
            for covered, how_far in self._covers[stem]:
                if how_far > best.get(covered, 0.0):
                    best[covered] = how_far
        return best


def _share(headline: Mapping[str, float], said: Mapping[str, float]) -> float:
    """How far the stems of a headline are said, by their weights; 0 where there are none."""
    whole = covered = 0.0
    for stem, weight in headline.items():
        whole += weight
        if stem in said:
            covered += weight * said[stem]
    return covered / whole if whole else 0.0


def _said(told: Collection[str], words_of: lexicon.Lexicon) -> dict[str, float]:
    said: dict[str, float] = {}
    for stem in told:
        for other, kinship in words_of.kin.get(stem, {}).items():
            if _KINDRED * kinship > said.get(other, 0.0):
                said[other] = _KINDRED * kinship
    said.update(dict.fromkeys(told, 1.0))
    return said


def _covers(headline: Iterable[str], words_of: lexicon.Lexicon) -> dict[str, list[tuple[str, float]]]:
    covers: dict[str, list[tuple[str, float]]] = {}
    for stem in headline:
        for other, kinship in words_of.kin.get(stem, {}).items():
            covers.setdefault(other, []).append((stem, _KINDRED * kinship))
        covers.setdefault(stem, []).append((stem, 1.0))
    return covers


def _one_column(one: Sketch, other: Sketch, cosine: float, days: float) -> bool:
    """Whether two columns may be about the same: of one day by their numbers, and of two outlets or a repost."""
    if _two_numbers(one, other):
        return False
    return one.outlet != other.outlet or (cosine >= _COLUMN_COSINE and days <= _COLUMN_DAYS)


def _two_numbers(one: Sketch, other: Sketch) -> bool:
    return bool(one.numbers and other.numbers and not one.numbers & other.numbers)


def _alike_in_kind(one: Sketch, other: Sketch) -> bool:
    """Two guides, or one medley; without a teaser on either side there is too little to tell by."""
    return ((one.guide and other.guide) or one.medley != other.medley) and not (one.bare and other.bare)
