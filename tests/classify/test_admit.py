"""Which classifiers made from files may take the place of the one in use."""

from dataclasses import replace
from pathlib import Path

import pytest

from digest.classify import admit, modelfile
from digest.errors import ModelError

_FILES = [Path("mine.jsonl")]


def test_one_that_is_as_good_may(shipped: modelfile.Model) -> None:
    """The very same is never worse."""
    admit.check(shipped, 0.9, shipped, _FILES)


def test_one_with_topics_of_its_own_is_held_to_its_own_rows_alone(
    small: modelfile.Model, shipped: modelfile.Model
) -> None:
    """Where the two have no topic in common nothing is compared."""
    admit.check(small, 0.9, _renamed(shipped), _FILES)


def _renamed(model: modelfile.Model) -> modelfile.Model:
    slugs = tuple(f"my-{topic}" for topic in model.topics)
    return replace(model, topics=slugs, thresholds=dict.fromkeys(slugs, 0.5))


@pytest.mark.parametrize(
    ("apart", "sentence"),
    [
        pytest.param(0.52, r"labels of mine.jsonl cannot be learnt.*\(0.52, where 0.5 is chance", id="by chance"),
        pytest.param(0.99, "mine.jsonl is worse than the one in use: of .* articles", id="worse on common topics"),
    ],
)
def test_others_may_not(small: modelfile.Model, shipped: modelfile.Model, apart: float, sentence: str) -> None:
    """The sentence says what was wrong, with the figures."""
    with pytest.raises(ModelError, match=sentence):
        admit.check(small, apart, shipped, _FILES)
