"""A house for every test that lives through a morning."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.pipeline.house import House, in_the_morning


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """The sample newsroom in the morning, nobody served yet."""
    with in_the_morning(tmp_path) as opened:
        yield opened
