"""How fast mail may go: evenly, and to each domain as it likes (OUT-64)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.deliver import pace
from digest.deliver.pace import Pace, Share

SHARES = {"slow.example": Share(per_minute=6), "narrow.example": Share(connections=2), pace.ANY: Share(per_minute=60)}


@pytest.mark.parametrize(
    ("address", "domain"),
    [
        pytest.param("ada@Example.ORG", "example.org", id="in lower case"),
        pytest.param('"a@b"@example.org', "example.org", id="after the last at sign"),
        pytest.param("nobody", "nobody", id="whatever it is without one"),
    ],
)
def test_a_domain(address: str, domain: str) -> None:
    """The part that decides where mail goes."""
    assert pace.domain_of(address) == domain


def test_a_domain_has_its_own_share_or_the_common_one() -> None:
    """And no limit where neither is set."""
    assert pace.share_of("slow.example", SHARES).per_minute == 6
    assert pace.share_of("other.example", SHARES).per_minute == 60
    assert pace.share_of("other.example", {}) == Share()


def test_moments_to_one_domain_are_spread() -> None:
    """Six a minute is one in ten seconds, not six at once; other domains are not held up."""
    speed = Pace(shares=SHARES)
    assert [speed.book("slow.example", at=100) for _ in range(3)] == [100, 110, 120]
    assert speed.book("other.example", at=100) == 100
    assert speed.book("slow.example", at=500) == 500
    assert speed.book("narrow.example", at=100) == speed.book("narrow.example", at=100) == 100


def test_mail_in_all_is_spread() -> None:
    """Sixty a minute is one a second; who asks late makes up for half a second and no more."""
    speed = Pace(per_minute=60, shares={})
    assert speed.is_open("a.example", at=100)
    speed.goes("a.example", at=100)
    assert not speed.is_open("b.example", at=100.4)
    assert speed.is_open("b.example", at=100.6)


def test_a_domain_with_its_lines_full_waits() -> None:
    """Until one of them is free."""
    speed = Pace(shares=SHARES)
    for _ in range(2):
        assert speed.is_open("narrow.example", at=0)
        speed.goes("narrow.example", at=0)
    assert not speed.is_open("narrow.example", at=0)
    assert speed.is_open("other.example", at=0)
    speed.ended("narrow.example")
    assert speed.is_open("narrow.example", at=0)


@given(st.integers(min_value=1, max_value=6000), st.lists(st.floats(min_value=0, max_value=5), max_size=60))
def test_no_minute_has_more_than_its_share(per_minute: int, pauses: list[float]) -> None:
    """However the asking is spread, in any minute at most the share goes, and what half a second makes up for."""
    speed, at = Pace(per_minute=per_minute, shares={}), 1000.0
    gone: list[float] = []
    for pause in pauses:
        at += pause
        while speed.is_open("a.example", at=at) and len(gone) < 500:
            speed.goes("a.example", at=at)
            gone.append(at)
    for first in gone:
        within = sum(first <= moment < first + 60 for moment in gone)
        assert within <= per_minute * (1 + 0.5 / 60) + 2
