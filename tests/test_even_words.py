"""The words that are no reasons, as bench/even_words.py finds them."""

import numpy as np
import pytest

from bench import even_words
from digest.classify import explain_noise


def test_a_word_is_even_when_every_topic_uses_it_alike() -> None:
    """However many articles each topic has; one that only one topic uses is far from it."""
    of_each = np.array([100.0, 1000.0, 10_000.0])
    assert even_words._strays(of_each / 10, of_each) == pytest.approx(0, abs=0.001)
    assert even_words._strays(np.array([0, 100.0, 0]), of_each) > 0.9


def test_a_word_counts_once_for_each_article() -> None:
    """By the label of the article."""
    found, of_each = even_words._count([("rain and rain", 0), ("rain", 1), ("sun", 1)], 2)
    assert (found["rain"].tolist(), found["sun"].tolist(), of_each.tolist()) == ([1, 1], [0, 1], [1, 2])


def test_the_list_that_ships_is_of_words_and_repeats_nothing() -> None:
    """Not of pairs, and none of the words that are never shown."""
    assert all(word.isalnum() for word in explain_noise.EVEN)
    assert explain_noise.EVEN.isdisjoint(explain_noise.NOISE)
