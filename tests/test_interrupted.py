"""A run of tests that is broken off ends, whatever servers it had up."""

import threading
from collections.abc import Iterator

import pytest

from tests.doctor import name_server
from tests.doctor.conftest import paper as paper  # noqa: PLC0414 - a fixture of another folder
from tests.gather.conftest import publisher as publisher  # noqa: PLC0414 - the same


@pytest.fixture
def names() -> Iterator[str]:
    """The name server."""
    with name_server.serving({}) as address:
        yield address


@pytest.mark.parametrize("server", ["paper", "publisher", "names"])
def test_a_server_left_up_keeps_no_run_from_ending(server: str, request: pytest.FixtureRequest) -> None:
    """Python waits at its end for every thread that is no daemon, and nobody stops these when pytest is interrupted."""
    before = set(threading.enumerate())
    request.getfixturevalue(server)
    started = set(threading.enumerate()) - before
    assert started
    assert all(thread.daemon for thread in started)
