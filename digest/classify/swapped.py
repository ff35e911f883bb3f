"""Whether two headlines are one but for a thing put in another's place: a maker, a dish, an age (pure).

"Kia recalls 120,000 cars over brakes", "Subaru recalls 120,000 cars over brakes": what both say is said of many, and
what it is said of is not the same.  Names are one kind of thing (names.py); here any noun is, where no more differs.
"""

import re
from collections.abc import Mapping, Set
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from digest.classify import lexicon, names, places, stems

_WORD = re.compile(r"[^\W_]+")
#: "Woman, 83, dies", "aged 83", "83-year-old".
_AGE = re.compile(r"(?:, |\baged? )(\d{1,3})(?![\d%]|[.,]\d)|\b(\d{1,3})-year-old\b")
#: What two headlines must share to be asked: so many words, of this part of their weight.
_WORDS, _PART = 2, 0.3
#: How much of the rest of the headlines must be one, word for word and in order.
_ONE = 0.95
#: So many words at most are one thing, and so many things at most are put in place of others.
_LONG, _SWAPS = 3, 2
#: What a thing weighs at least: "case" and "official" stand for too much.  Below the other, kin stand for each other.
_VAGUE, _TELLING = 10.9, 16.0
#: A name heavier than this that both say leaves no doubt: few others do what "Keibler" does.
_WELL_KNOWN = 31.0
#: An abbreviation of what the other article says has so many letters.
_INITIALS = range(2, 6)


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word of a headline."""

    #: One form for all its endings, as in `names.Told`.
    form: str
    stem: str
    #: What it weighs; 0 when it is passed over.
    weight: float
    #: True when it names something, for all that is known.
    thing: bool


Line = tuple[Word, ...]
#: A part of the one headline, and the part of the other that stands there.
Swap = tuple[slice, slice]


@lru_cache(maxsize=2_048)
def of(title: str, known: lexicon.Lexicon) -> Line:
    """The words of a headline in order, those that are passed over too."""
    ages = {age for found in _AGE.findall(title) for age in found}
    return tuple(_word(word, word in ages, known) for word in _WORD.findall(stems.without_addresses(title)))


def possible(one: Mapping[str, float], other: Mapping[str, float], said: Set[str], by_other: Set[str]) -> bool:
    """Whether two headlines, stems with weights, may be one but for that: told quickly, by what each article says."""
    common = one.keys() & other.keys()
    if len(common) < _WORDS:
        return False
    ours, theirs = one.keys() - common, other.keys() - common
    if ours <= by_other and theirs <= said:
        return False
    same = sum(one[stem] for stem in common)
    if same < _PART * max(sum(one.values()), sum(other.values())):
        return False
    elsewhere = sum(one[stem] for stem in ours & by_other) + sum(other[stem] for stem in theirs & said)
    return elsewhere / 2 <= (1 / _ONE - 1) * same


def swaps(one: Line, other: Line, known: lexicon.Lexicon) -> tuple[Swap, ...]:
    """Where a thing of the one headline stands in the other's place; none when more than that differs."""
    forms = [word.form for word in one], [word.form for word in other]
    steps = SequenceMatcher(a=forms[0], b=forms[1], autojunk=False).get_opcodes()
    same = sum(word.weight for step, a, b, _, _ in steps if step == "equal" for word in one[a:b])
    found, unlike = list[Swap](), 0.0
    for step, a, b, c, d in steps:
        if step != "equal" and _are_things(one[a:b], other[c:d], known):
            found.append((slice(a, b), slice(c, d)))
        elif step != "equal":
            unlike += sum(word.weight for word in (*one[a:b], *other[c:d]))
    return tuple(found) if len(found) <= _SWAPS and same > 0 and same >= _ONE * (same + unlike / 2) else ()


def at_odds(one: Line, other: Line, found: tuple[Swap, ...], told: tuple[names.Told, names.Told]) -> bool:
    """True when the swaps found tell that headlines say the same of others; `told` are the names of both articles."""
    if any(_said(one[ours], told[1]) or _said(other[theirs], told[0]) for ours, theirs in found):
        return False
    shared = told[0].named & told[1].named
    if not shared:
        return True
    doubtless = any(word.form in shared and word.weight > _WELL_KNOWN for word in one)
    beside = {form for ours, theirs in found for form in (*_beside(one, ours), *_beside(other, theirs))}
    return len(found) == 1 and not doubtless and shared.isdisjoint(beside)


def _word(word: str, age: bool, known: lexicon.Lexicon) -> Word:
    lower = word.lower()
    if word not in places.CAPITALS and not age and (len(word) < 2 or stems.is_passed_over(lower)):
        return Word(form=lower, stem=lower, weight=0.0, thing=False)
    stem = word if word in places.CAPITALS else stems.stem(lower)
    thing = age or (not stem[0].isdigit() and (stem in known.things or stem not in known.weights))
    return Word(form=names.called(stem), stem=stem, weight=known.weight(stem), thing=thing)


def _are_things(ours: Line, theirs: Line, known: lexicon.Lexicon) -> bool:
    """Whether each is one thing, and neither stands for the other."""
    if not _is_thing(ours) or not _is_thing(theirs):
        return False
    least = min(max(word.weight for word in line) for line in (ours, theirs))
    akin = (word.stem in known.kin.get(mine.stem, ()) for mine in ours for word in theirs)
    return least >= _TELLING or (least >= _VAGUE and not any(akin))


def _is_thing(line: Line) -> bool:
    """Whether the words are one thing, the half of them at least by themselves."""
    telling = all(word.weight > 0 for word in line)
    return telling and 0 < len(line) <= _LONG and 2 * sum(word.thing for word in line) >= len(line)


def _said(line: Line, other: names.Told) -> bool:
    """Whether an article says a word of these, a place within or around it, or it in short."""
    return any(
        word.form in other.around
        or not places.around((word.form,)).isdisjoint(other.said)
        or (len(word.form) in _INITIALS and word.form in other.initials)
        for word in line
    )


def _beside(line: Line, part: slice) -> tuple[str, ...]:
    """The words on both sides of a part."""
    return tuple(word.form for word in (*line[max(part.start - 1, 0) : part.start], *line[part.stop : part.stop + 1]))
