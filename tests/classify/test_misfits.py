"""Examples that do not fit a topic of the operator's own."""

import numpy as np
import pytest

from digest.classify import misfits, one_topic
from tests.classify import samples

EXAMPLES = [samples.article(f"Article {number}", id=f"a{number}") for number in range(48)]


def _figures(recall: float, precision: float = 0.9) -> one_topic.Figures:
    return one_topic.Figures(examples=48, others=900, threshold=0.8, precision=precision, recall=recall, apart=0.9)


def _unfit(count: int) -> misfits.Misfits:
    return misfits.Misfits(worst=tuple(EXAMPLES[:count]), examples=len(EXAMPLES))


def test_those_that_many_articles_of_other_topics_outdo_come_the_worst_first() -> None:
    """One that a tenth outdoes still fits; the shares of the others, which follow, say nothing."""
    found = misfits.among(EXAMPLES[:4], np.array([0.2, 0.1, 0.0, 0.5, 0.9, 0.9]))
    assert [one.title for one in found.worst] == ["Article 3", "Article 0"]
    assert found.examples == 4


@pytest.mark.parametrize(
    ("recall", "unfit", "is_none"),
    [
        pytest.param(0.0, 16, True, id="none is found, and a third does not fit"),
        pytest.param(0.04, 17, True, id="rows by chance of one publisher: its manner finds two of them"),
        pytest.param(0.04, 10, False, id="a wide topic, clean: little is found, but nearly all of it fits"),
        pytest.param(0.19, 22, False, id="half wrong, and the rest is found: the operator is told"),
    ],
)
def test_what_is_no_topic(recall: float, unfit: int, is_none: bool) -> None:
    """Little found or much that does not fit is told; both together are refused."""
    assert misfits.is_none(_figures(recall), _unfit(unfit)) is is_none


def test_one_that_does_not_fit_is_told_by_its_place() -> None:
    """Where no file has it, by its outlet."""
    (said,) = misfits.doubts("cycling", _figures(0.5), _unfit(1), {"a0": "line 3 of rides.jsonl"})
    assert said.startswith(
        "Of the 48 examples 1 does not look like the others: held out, more than one in ten articles of other topics "
        "score above it.  Take out"
    )
    assert said.endswith("\n  line 3 of rides.jsonl: Article 0")
    assert misfits.listed(_unfit(1), {}).endswith(f"\n  {EXAMPLES[0].outlet or EXAMPLES[0].url}: Article 0")


def test_nothing_is_said_where_all_is_well() -> None:
    """Not of examples that fit, and not of good figures."""
    assert misfits.listed(_unfit(0), {}) == ""
    assert misfits.doubts("cycling", _figures(0.5), _unfit(0), {}) == ()


def test_poor_figures_are_told() -> None:
    """Each with what helps."""
    found, right = misfits.doubts("cycling", _figures(0.21, precision=0.56), _unfit(0), {})
    assert "only 21% are found" in found
    assert "only 56% would be of" in right
