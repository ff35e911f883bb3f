"""The databases that every promise of the store is held to."""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from digest import store
from tests.store import samples

#: Name -> how to open an empty store there.  A database that is added here has to keep every promise in this folder.
DATABASES: dict[str, Callable[[Path], store.Store]] = {
    "sqlite in a file": lambda folder: store.open(folder / "digest.db", now=samples.NOW),
    "sqlite in memory": lambda _: store.memory(samples.NOW),
}


@pytest.fixture(params=DATABASES)
def memory(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[store.Store]:
    """An empty store on each of the databases."""
    with closing(DATABASES[request.param](tmp_path)) as opened:
        yield opened


@pytest.fixture
def shared_file(tmp_path: Path) -> Iterator[tuple[store.Store, store.Store]]:
    """Two stores on one file, as two processes would open it."""
    path = tmp_path / "digest.db"
    with store.open(path, now=samples.NOW) as one, store.open(path, now=samples.NOW) as other:
        yield one, other
