"""A desk for every test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desk import counter as counter_
from tests.desk.counter import Counter


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    """A desk nobody has come to yet."""
    with counter_.opened(tmp_path) as opened:
        yield opened
