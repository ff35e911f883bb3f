"""Which rows are held out together, and what a label says."""

import numpy as np
import pytest

from digest.classify import folds, labelled
from tests.classify import samples


def _examples(*rows: tuple[str, str, int]) -> list[labelled.Example]:
    """So many examples of a topic in a file."""
    return [
        labelled.Example(
            article=samples.article(id=f"{file}-{topic}-{number}", outlet=f"{file}.example"), topic=topic, file=file
        )
        for file, topic, count in rows
        for number in range(count)
    ]


def test_files_are_held_out_where_topics_are_spread() -> None:
    """Each row is in exactly one part, and a part is a file."""
    examples = _examples(*((file, topic, 2) for file in "abc" for topic in ("sport", "science")), ("a", "other", 1))
    parts = folds.split(examples)
    assert [name for _, name in parts] == ["a", "b", "c"]
    assert np.sum([held for held, _ in parts], axis=0).tolist() == [1] * len(examples)


def test_parts_are_by_chance_where_a_topic_stands_in_few_files() -> None:
    """Each row is in exactly one part, and no part is everything."""
    examples = _examples(("a", "sport", 30), ("b", "science", 30))
    parts = folds.split(examples)
    assert len(parts) == 5
    assert np.sum([held for held, _ in parts], axis=0).tolist() == [1] * len(examples)


def test_a_label_speaks_of_the_topics_its_publisher_uses() -> None:
    """And always of its own; a publisher with twenty rows of a topic uses it."""
    examples = _examples(
        ("a", "sport", 300),
        ("a", "science", 20),
        ("a", "politics", 19),
        ("b", "politics", 25),
        ("c", "sport", 25),
        ("c", "politics", 25),
    )
    known = folds.speaks(examples, ["sport", "science", "politics"])
    assert known[0].tolist() == [True, True, False]
    assert known[320].tolist() == [True, True, True]
    assert known[-51].tolist() == [False, False, True]
    assert known[-1].tolist() == [True, False, True]


def test_every_label_speaks_of_a_topic_that_stands_alone_in_its_files() -> None:
    """A file of cycling and a file of sport: else there would be nothing to tell cycling from."""
    known = folds.speaks(_examples(("a", "cycling", 25), ("b", "sport", 25)), ["cycling", "sport"])
    assert known.all()


def test_topics_rare_in_their_file_weigh_more() -> None:
    """By the power, with a mean of 1; fewer than twenty rows weigh as twenty."""
    weights = folds.balance(_examples(("a", "sport", 80), ("a", "science", 40), ("b", "sport", 3)), 1.0)
    assert weights.mean() == pytest.approx(1)
    assert weights[80] == pytest.approx(2 * weights[0])
    assert weights[-1] == pytest.approx(4 * weights[0])
    assert set(folds.balance(_examples(("a", "sport", 80), ("b", "sport", 30)), 0.0)) == {1.0}
