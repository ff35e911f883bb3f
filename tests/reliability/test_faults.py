"""The short form of the fault matrix; `make faults` is the long one, and docs/reliability.md has its figures."""

from pathlib import Path

import pytest

from tests.reliability import faults

#: One cell of every stage and of every fault; tests/deliver/test_smtp_faults.py has more, without a database.
SHORT = [cell for number, cell in enumerate(faults.CELLS) if number % 9 == 0]


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> faults.Authority:
    """Who vouches for the server."""
    return faults.Authority(tmp_path_factory.mktemp("authority"))


def test_there_are_88_cells() -> None:
    """Eleven stages by eight faults, each with a class of its own (REL-14)."""
    assert len(faults.CELLS) == len(set(faults.CELLS)) == 88


@pytest.mark.parametrize("cell", [pytest.param(cell, id=f"{cell[1]} at {cell[0]}") for cell in SHORT])
def test_a_fault_has_its_class_and_is_recovered_from(
    tmp_path: Path, authority: faults.Authority, cell: tuple[str, str, str]
) -> None:
    """The outbox says what the fault came to; the next rounds bring the mail, once, or say that it went twice."""
    assert faults.faults_of(cell, faults.tell(*cell[:2], authority, tmp_path)) == []
