"""What the store promises about pictures."""

import pytest

from digest.domain.pictures import Attempt, Encoded, Known
from digest.store import Store
from tests.store.samples import DAY, HOUR, NOW

ONE = Encoded(content=b"\xff\xd8 one", width=600, height=400)
OTHER = Encoded(content=b"\xff\xd8 other", width=300, height=200)


def url(name: str) -> str:
    """Where a picture of the ledger's stands."""
    return f"https://ledger.example/{name}.jpg"


def found(name: str, encoded: Encoded) -> Attempt:
    return Attempt(url=url(name), encoded=encoded)


def failed(name: str, why: str = "It is a page.") -> Attempt:
    return Attempt(url=url(name), failure=why, retry_at=NOW + DAY)


def test_a_picture_comes_back_as_it_was_kept(memory: Store) -> None:
    """Its size by its address, its bytes by its id; an address that was never asked is not known."""
    memory.pictures.save([found("one", ONE), found("other", OTHER)], now=NOW)
    known = memory.pictures.known([url("one"), url("never")])
    assert known == {url("one"): Known(url=url("one"), id=ONE.id, width=600, height=400, tried_at=NOW)}
    contents = memory.pictures.bytes_of([ONE.id, OTHER.id, ONE.id, "nothing"])
    assert contents == {ONE.id: ONE.content, OTHER.id: OTHER.content}


def test_a_failure_comes_back_with_its_sentence(memory: Store) -> None:
    """And with when it may be tried again; the next attempt takes its place."""
    memory.pictures.save([failed("one")], now=NOW)
    known = Known(url=url("one"), failure="It is a page.", tried_at=NOW, retry_at=NOW + DAY)
    assert memory.pictures.known([url("one")]) == {url("one"): known}
    memory.pictures.save([found("one", ONE)], now=NOW + DAY)
    assert memory.pictures.known([url("one")])[url("one")].id == ONE.id


def test_one_picture_at_two_addresses_is_kept_once(memory: Store) -> None:
    """What the bytes are decides, not where they lay; the copy goes with the last of its addresses."""
    memory.pictures.save([found("one", ONE), found("twin", ONE)], now=NOW)
    memory.pictures.save([found("late twin", ONE)], now=NOW + DAY)
    known = memory.pictures.known([url("one"), url("twin"), url("late twin")])
    assert {row.id for row in known.values()} == {ONE.id}
    assert memory.pictures.forget_before(NOW + DAY) == 0
    assert memory.pictures.forget_before(NOW + DAY + HOUR) == 3
    assert memory.pictures.bytes_of([ONE.id]) == {}


def test_more_than_one_statement_holds(memory: Store) -> None:
    """A thousand addresses are asked about as easily as one."""
    attempts = [found(str(number), Encoded(content=b"%d" % number, width=1, height=1)) for number in range(1001)]
    memory.pictures.save(attempts, now=NOW)
    assert len(memory.pictures.known(attempt.url for attempt in attempts)) == 1001
    assert len(memory.pictures.bytes_of(attempt.encoded.id for attempt in attempts if attempt.encoded)) == 1001


def test_failures_are_told_newest_first(memory: Store) -> None:
    """Since a moment, at most so many, and none that became a picture since."""
    memory.pictures.save([failed("old")], now=NOW - DAY)
    memory.pictures.save([failed("b"), failed("healed"), found("one", ONE)], now=NOW)
    memory.pictures.save([failed("a"), found("healed", OTHER)], now=NOW + HOUR)
    told = memory.pictures.failures(since=NOW, limit=9)
    assert [failure.url for failure in told] == [url("a"), url("b")]
    assert [failure.url for failure in memory.pictures.failures(since=NOW - DAY, limit=1)] == [url("a")]


def test_what_is_no_longer_shown_is_forgotten(memory: Store) -> None:
    """A picture stays as long as it is used; an old failure goes."""
    memory.pictures.save([found("one", ONE), found("other", OTHER), failed("broken")], now=NOW)
    memory.pictures.used([ONE.id, "nothing"], now=NOW + 2 * DAY)
    memory.pictures.used([ONE.id], now=NOW + DAY)
    assert memory.pictures.forget_before(NOW + DAY + HOUR) == 2
    assert set(memory.pictures.bytes_of([ONE.id, OTHER.id])) == {ONE.id}
    assert set(memory.pictures.known([url("one"), url("other"), url("broken")])) == {url("one")}
    assert memory.pictures.forget_before(NOW + DAY + HOUR) == 0


@pytest.mark.parametrize(
    ("encoded", "failure", "retried"),
    [
        pytest.param(None, "", False, id="neither"),
        pytest.param(ONE, "It is a page.", True, id="both"),
        pytest.param(None, "It is a page.", False, id="a failure for ever"),
        pytest.param(ONE, "", True, id="a picture that is to be tried again"),
    ],
)
def test_an_attempt_is_a_picture_or_a_failure(encoded: Encoded | None, failure: str, retried: bool) -> None:
    """Whatever is stored is one of the two."""
    with pytest.raises(ValueError, match="either a picture, or a failure"):
        Attempt(url=url("one"), encoded=encoded, failure=failure, retry_at=NOW + DAY if retried else None)
