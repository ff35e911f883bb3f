"""Examples that do not fit a topic of the operator's own: which of them, and what to say of it.

Held out in turn, an example that is of the topic scores above nearly all articles of other topics; one that is there by
mistake scores as they do (docs/model.md has the trial behind the bars).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from digest.classify import one_topic
from digest.domain import news

#: An example that so many articles of other topics outdo does not look like the rest.  Of clean files 0 to 5 in 24 are
#: such, of files that are half wrong 7 to 20.
_OUTDONE = 0.1
#: Where so few are found, and so many do not fit, the labels are wrong.
_HARDLY, _MOST = 0.1, 1 / 3
#: Below these a topic is in use and deserves a word.
_PRECISE, _FOUND = 0.8, 0.25
#: Examples named, at most.
_SHOWN = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Misfits:
    """The examples that look like other news, the worst first."""

    worst: tuple[news.Article, ...]
    #: Of so many.
    examples: int


def among(examples: Sequence[news.Article], outdone: one_topic.Floats) -> Misfits:
    """Those of the examples that do not fit; `outdone` begins with their shares, in their order."""
    shares = outdone[: len(examples)].tolist()
    worst = sorted((place for place, share in enumerate(shares) if share > _OUTDONE), key=lambda place: -shares[place])
    return Misfits(worst=tuple(examples[place] for place in worst), examples=len(examples))


def is_none(figures: one_topic.Figures, unfit: Misfits) -> bool:
    """Whether a topic is none: held out it finds hardly any of its own, and too many of them do not fit."""
    return figures.recall < _HARDLY and len(unfit.worst) >= _MOST * unfit.examples


def doubts(slug: str, figures: one_topic.Figures, unfit: Misfits, places: Mapping[str, str]) -> tuple[str, ...]:
    """What of a topic that is taken the operator should know, as sentences."""
    return (*_examples(slug, unfit, places), *_figures(slug, figures))


def listed(unfit: Misfits, places: Mapping[str, str]) -> str:
    """The worst, a line each, for the end of a sentence; "" for none."""
    if not unfit.worst:
        return ""
    return f"  {_least(unfit)}{_lines(unfit, places)}"


def _examples(slug: str, unfit: Misfits, places: Mapping[str, str]) -> Iterator[str]:
    if unfit.worst:
        yield (
            f'{_least(unfit)}  Take out what is not of "{slug}", or label it "other", and teach it again:'
            f"{_lines(unfit, places)}"
        )


def _least(unfit: Misfits) -> str:
    count = len(unfit.worst)
    does, each = ("does", "it") if count == 1 else ("do", "each")
    return (
        f"Of the {unfit.examples} examples {count} {does} not look like the others: held out, more than one in ten "
        f"articles of other topics score above {each}."
    )


def _lines(unfit: Misfits, places: Mapping[str, str]) -> str:
    named = "".join(f"\n  {places.get(one.id, one.outlet or one.url)}: {one.title}" for one in unfit.worst[:_SHOWN])
    more = len(unfit.worst) - _SHOWN
    return named + (f"\n  and {more} more" if more > 0 else "")


def _figures(slug: str, figures: one_topic.Figures) -> Iterator[str]:
    if figures.recall < _FOUND:
        yield (
            f'Of its own examples, held out, only {figures.recall:.0%} are found: readers will see little of "{slug}". '
            "Give more examples, or a narrower topic."
        )
    if figures.precision < _PRECISE:
        yield (
            f'Of what it finds, held out, only {figures.precision:.0%} would be of "{slug}".  Give more examples, and '
            'rows that are not of it ("topic": "other").'
        )
