"""Which story of an issue somebody means."""

from datetime import date
from types import SimpleNamespace
from typing import cast

import pytest

from digest.domain.mail import Edition
from digest.errors import CommandError
from digest.pipeline import feedback


@pytest.mark.parametrize(
    ("stories", "sentence"),
    [
        pytest.param(0, "the issue of 2026-11-22 has no stories", id="an issue without stories"),
        pytest.param(1, "the issue of 2026-11-22 has only story 1, and no story 4", id="one story"),
        pytest.param(3, "the issue of 2026-11-22 has the stories 1 to 3, and no story 4", id="several"),
    ],
)
def test_a_number_beyond_the_last_story_is_a_sentence(stories: int, sentence: str) -> None:
    """It says which there are, and nothing odd when there are none."""
    items = [SimpleNamespace(story_id=f"s{number}") for number in range(stories)]
    issue = cast("Edition", SimpleNamespace(issue_date=date(2026, 11, 22), items=items))
    with pytest.raises(CommandError) as raised:
        feedback.numbered(issue, 4)
    assert str(raised.value) == sentence
