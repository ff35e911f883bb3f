"""A relay's day: who may still go."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from digest.domain import ceiling
from digest.domain.ceiling import Room


@pytest.mark.parametrize(
    ("per_day", "mails", "notices", "room"),
    [
        pytest.param(300, 0, 0, Room(mails=300, editions=270), id="a new day keeps a tenth"),
        pytest.param(300, 270, 0, Room(mails=30, editions=0), id="full of editions, and a newcomer is answered"),
        pytest.param(300, 20, 20, Room(mails=280, editions=270), id="notices take from their own part"),
        pytest.param(300, 50, 50, Room(mails=250, editions=250), id="more notices than their part"),
        pytest.param(300, 300, 30, Room(mails=0, editions=0), id="full"),
        pytest.param(300, 400, 0, Room(mails=0, editions=0), id="more than full, after the ceiling was lowered"),
        pytest.param(9, 0, 0, Room(mails=9, editions=9), id="too few to keep any"),
    ],
)
def test_room(per_day: int, mails: int, notices: int, room: Room) -> None:
    """What may still go after so many mails, and so many of them notices."""
    assert ceiling.room(per_day, mails=mails, notices=notices) == room


@given(some.integers(1, 500), some.lists(some.booleans(), max_size=600))
def test_whatever_comes_in_whatever_order_the_day_holds(per_day: int, wishes: list[bool]) -> None:
    """Never more than the relay takes, and never more editions than leave the kept part free; a notice costs none."""
    mails = notices = 0
    for is_notice in wishes:
        room = ceiling.room(per_day, mails=mails, notices=notices)
        if (room.mails if is_notice else room.editions) > 0:
            mails, notices = mails + 1, notices + is_notice
    assert mails <= per_day
    assert mails - notices <= per_day - ceiling.kept(per_day)
    asked = len(wishes) - sum(wishes)
    if sum(wishes) <= ceiling.kept(per_day):
        assert notices == sum(wishes)
        assert mails - notices == min(asked, per_day - ceiling.kept(per_day))
