"""What followed words and people add to the stories that hold them (pure).

A followed word is worth `FOLLOW` in the story of most general interest that holds it, and `AGAIN` times as much in each
next one: 2, 1.4, 0.98, 0.69 ...  So a rare name comes before anything else, while of a common word some four stories
come before other news that is wanted, and the rest only where there is room: it cannot fill an edition.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, repeat

import numpy as np
from numpy.typing import NDArray

from digest.domain import news
from digest.match import offer as offer_
from digest.match import pile, said
from digest.match import words as words_

#: What a followed word is worth: more than any topic, for somebody asked for these very words.
FOLLOW = 2.0
#: What is left of that in the next story with the word.
AGAIN = 0.7
#: The same, for the first story and each next one; after the last it stays.
WORTHS = tuple(round(FOLLOW * AGAIN**again / offer_.GRID) * offer_.GRID for again in range(64))
#: How a story says a word: in articles that do not count, in articles that do, in all of them.
ASIDE, MAINLY, THROUGHOUT = 0, 1, 2

#: What other search boxes read as commands.
_OR = re.compile(r"(?<=\S)\s+(?:OR|\|\|?)\s+(?=\S)")
_NOT = re.compile(r"(?<=\S)\s+NOT\s+(?=\S)")
#: "Wasserrohr*"; a question mark only inside or right after a word, not that of a title such as "Who?".
_WILD = re.compile(r"\*|\?(?=\w)")

_Places = NDArray[np.intp]
_Whole = NDArray[np.int64]


class Raised:
    """What some followed words add; put together only for who asks for more than one story."""

    def __init__(self, words: Mapping[str, Mapping[int, float]]) -> None:
        #: Word -> place -> what the word adds there.
        self._words = words

    def at(self, place: int) -> list[tuple[str, float]]:
        """The words that the story at `place` holds, and what each adds."""
        return [(word, worth[place]) for word, worth in self._words.items() if place in worth]

    @cached_property
    def total(self) -> Mapping[int, float]:
        """Place -> what all words add there."""
        total: defaultdict[int, float] = defaultdict(float)
        for worth in self._words.values():
            for place, value in worth.items():
                total[place] += value
        return dict(total)

    @cached_property
    def places(self) -> _Places:
        """The places with any of the words, (n_places,)."""
        return np.fromiter(self.total.keys(), dtype=np.intp, count=len(self.total))

    @cached_property
    def worth(self) -> NDArray[np.float64]:
        """What all words add in these, (n_places,)."""
        return np.fromiter(self.total.values(), dtype=np.float64, count=len(self.total))


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """Where one followed word stands."""

    #: As it is compared.
    folded: str
    #: The places that say it, of most general interest first, and how, (n_places,).
    places: _Places
    how: NDArray[np.uint8]
    #: Place -> the articles that hold it, where not all do.
    telling: Mapping[int, Collection[str]]

    def counts(self, place: int, retold: news.Story) -> bool:
        """Whether it counts in a story that holds it, as it is told to who has muted some of its sources."""
        return place not in self.telling or said.mainly(retold, self.telling[place])


class Follows:
    """Looks each followed word up once."""

    def __init__(self, offer: offer_.Offer) -> None:
        self._offer = offer
        self._rank = {place: rank for rank, place in enumerate(offer.by_news.tolist())}
        #: Word -> its number; and the words by number.
        self._numbers: dict[str, int] = {}
        self._words: list[Word] = []
        #: The places of all words one after another, and how they say it; by number, where those of a word begin, how
        #: many they are, and which is the first word that is compared like it.
        self._places, self._how, self._about = pile.Pile(np.int64), pile.Pile(np.uint8), pile.Pile(np.int64)
        self._folded: dict[str, int] = {}
        #: Word -> what it adds where nothing is barred or told otherwise.
        self._whole: dict[str, Mapping[int, float]] = {}

    def numbers(self, followed: Sequence[Sequence[str]]) -> pile.Lots:
        """The numbers of the words of each reader that are there, none twice."""
        names = list(chain.from_iterable(followed))
        for name in dict.fromkeys(names):
            self._word(name)
        numbers = np.fromiter(map(self._numbers.__getitem__, names), dtype=np.int64, count=len(names))
        readers = np.repeat(np.arange(len(followed)), np.array([len(mine) for mine in followed], dtype=np.int64))
        _, lengths, same = self._of(numbers)
        there = lengths > 0
        readers, numbers = readers[there], numbers[there]
        same = readers * len(self._words) + same[there]
        once = np.sort(np.unique(same, return_index=True)[1])
        return pile.lots(readers[once], numbers[once], many=len(followed))

    def spread(self, numbers: _Whole) -> tuple[_Whole, _Whole, NDArray[np.uint8]]:
        """How many places each of these words has; these, one word after another; and how they say it."""
        starts, lengths, _ = self._of(numbers)
        at = pile.runs(starts, lengths)
        return lengths, self._places.all[at], self._how.all[at]

    def counts(self, number: int, place: int, retold: news.Story) -> bool:
        """Whether a word counts in a story that holds it, as it is told to who has muted some of its sources."""
        return self._words[number].counts(place, retold)

    def partly(self, name: str, place: int) -> bool:
        """Whether some articles about the story at `place` hold a word and others do not."""
        return place in self._word(name).telling

    def named(self, name: str, place: int, retold: news.Story) -> bool:
        """The same of a word by its name."""
        return self._word(name).counts(place, retold)

    def raised(self, words: Sequence[str], barred: Set[int], retold: Mapping[int, news.Story]) -> Raised:
        """What the words add in places not `barred` to this reader, to whom some stories are `retold` by fewer."""
        found: dict[str, tuple[str, Mapping[int, float]]] = {}
        for name in words:
            word = self._word(name)
            if len(word.places) and word.folded not in found:
                found[word.folded] = name, self._adds(name, word, barred, retold)
        return Raised(dict(found.values()))

    def _adds(self, name: str, word: Word, barred: Set[int], retold: Mapping[int, news.Story]) -> Mapping[int, float]:
        if name not in self._whole:
            self._whole[name] = _in_order(word.places[word.how != ASIDE].tolist())
        whole = self._whole[name]
        # Without that, all articles hold the word wherever one does, and whom the reader has muted is no matter.
        places = word.places.tolist() if word.telling else whole
        if barred.isdisjoint(places) and not (word.telling and retold.keys() & word.telling.keys()):
            return whole
        heard = [place for place in places if place not in barred]
        if word.telling:
            heard = [p for p in heard if (word.counts(p, retold[p]) if p in retold else p in whole)]
        return _in_order(heard)

    def _word(self, name: str) -> Word:
        if name not in self._numbers:
            word = self._look_up(name)
            same = self._folded.setdefault(word.folded, len(self._words))
            self._about.add(np.array([len(self._places.all), len(word.places), same]))
            self._places.add(word.places)
            self._how.add(word.how)
            self._numbers[name] = len(self._words)
            self._words.append(word)
        return self._words[self._numbers[name]]

    def _of(self, numbers: _Whole) -> _Whole:
        """What is known of the words, (3, n_numbers)."""
        about: _Whole = self._about.all.reshape(-1, 3)[numbers].T
        return about

    def _look_up(self, name: str) -> Word:
        telling = self._offer.said.telling(name)
        places = sorted(telling, key=self._rank.__getitem__)
        how = [_how(self._offer.stories[place], telling[place]) for place in places]
        return Word(
            folded=words_.fold(name),
            places=np.array(places, dtype=np.intp),
            how=np.array(how, dtype=np.uint8),
            telling={place: telling[place] for place, way in zip(places, how, strict=True) if way != THROUGHOUT},
        )


def doubt(phrase: str) -> str:
    """What to write instead of a followed phrase that hardly any story can hold; "" for one that is as it should be."""
    sides = [side.strip(" ()\"'") for side in _OR.split(phrase)]
    if len(sides) > 1:
        return f"OR is a word like others here: follow {_quoted(sides, ' and ')} one by one"
    if _WILD.search(phrase):
        whole = _WILD.sub("", phrase).strip()
        return f"* and ? stand for nothing here: follow {_quoted([whole], '')}, and each longer word by itself"
    if _NOT.search(phrase):
        return (
            f"NOT is a word like others here: follow {_quoted([_NOT.split(phrase)[0].strip()], '')}, and mute the rest"
        )
    sides = phrase.split(" and ")
    if len(sides) > 1 and phrase == phrase.lower():
        return f"it means these very words in a row: for both anywhere in an article, follow {_quoted(sides, ' AND ')}"
    return ""


def _quoted(sides: Sequence[str], between: str) -> str:
    """The sides as they are to be written: one phrase with AND between them, else each in quotes."""
    return f'"{between.join(sides)}"' if between == " AND " else between.join(f'"{side}"' for side in sides)


def _how(story: news.Story, telling: Collection[str]) -> int:
    if len(telling) == len(story.articles):
        return THROUGHOUT
    return MAINLY if said.mainly(story, telling) else ASIDE


def _in_order(places: Sequence[int]) -> Mapping[int, float]:
    """What a word adds in the places that hold it, of most general interest first."""
    return dict(zip(places, chain(WORTHS, repeat(WORTHS[-1])), strict=False))
