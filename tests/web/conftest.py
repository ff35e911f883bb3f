"""The house is built once, and copied for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.web import house


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a configuration and a store."""
    folder = tmp_path_factory.mktemp("web")
    house.built(folder)
    return folder


@pytest.fixture
def home(built: Path, tmp_path: Path) -> Iterator[house.House]:
    """The house with the pages of readers."""
    with house.opened(built, tmp_path) as opened:
        yield opened


@pytest.fixture
def office(built: Path, tmp_path: Path) -> Iterator[house.House]:
    """The house with the operator's page, which has a key."""
    with house.opened(built, tmp_path, key=house.KEY, of_operator=True) as opened:
        yield opened
