"""The short form of the kill suite; `make kill` is the long one, and docs/reliability.md has its figures."""

from pathlib import Path

import pytest

from tests.mail_quality import peers
from tests.reliability import kill

#: Of about 900, so many kill points, and so many random ones.
POINTS, CHANCES = 12, 3


@pytest.mark.parametrize("resend", [pytest.param(False, id="never resent"), pytest.param(True, id="resent once")])
def test_nobody_is_lost_and_nobody_doubled_unnamed(tmp_path: Path, resend: bool) -> None:
    """Killed anywhere and started again: each reader has one copy, or the outbox names them as in doubt (REL-01)."""
    peers.program("strace", "strace")
    with kill.beside_a_receiver(tmp_path, resend=resend, connections=2) as suite:
        count = kill.run(suite, points=POINTS, chances=CHANCES)
    assert count.faults == []
    assert count.tried >= POINTS - 2
    assert resend or count.doubled == 0


def test_a_relay_that_refuses_everything_loses_and_doubles_nobody(tmp_path: Path) -> None:
    """Killed while mail it refused goes on to the next one: each reader has one copy of that one's (REL-01)."""
    peers.program("strace", "strace")
    with kill.behind_a_refusal(tmp_path) as suite:
        points = suite.points()
        refused = suite.refusing[0].copies()
        sends = [point for point in points if point[0] == "sendto"]
        for call, number in kill.spread(sends, 6):
            suite.at(call, number)
            suite.at("recvfrom", number)
        suite.at("fdatasync", len([point for point in points if point[0] == "fdatasync"]) // 2)
    assert len(refused) >= 3
    assert suite.count.faults == []
    assert (suite.count.lost, suite.count.unnamed, suite.count.uncertain) == (0, 0, 0)
    assert suite.count.tried >= 8


def test_with_postfix_there_is_no_doubt(tmp_path: Path) -> None:
    """Killed on either side of its words to a real Postfix, whose log and queue tell which (F4): one copy each."""
    peers.program("strace", "strace")
    with kill.beside_postfix(tmp_path) as suite:
        sends = [point for point in suite.points() if point[0] == "sendto"]
        for call, number in kill.spread(sends, 4):
            suite.at(call, number)
            suite.at("recvfrom", number + 10)
    count = suite.count
    assert count.faults == []
    assert (count.lost, count.doubled, count.uncertain) == (0, 0, 0)
    assert count.tried >= 4
