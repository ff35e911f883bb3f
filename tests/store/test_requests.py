"""Wishes that wait for a yes: changed while they wait, confirmed once, forgotten in time."""

from dataclasses import replace
from datetime import timedelta

import pytest

from digest.domain.people import Door
from digest.domain.wishes import Asker, Change, Command, Request, Verb
from digest.store import Store
from tests.store import samples
from tests.store.samples import HOUR, NOW

WISH = Request(
    id="0123456789abcdef",
    subscriber_id="ann",
    command=Command(verb=Verb.CHANGE, change=Change(stories=5)),
    asker=Asker(door=Door.MAIL),
    asked_at=NOW,
    expires_at=NOW + timedelta(days=3),
)
FEWER = replace(WISH, command=Command(verb=Verb.CHANGE, change=Change(stories=3)), asked_at=NOW + HOUR)


@pytest.fixture
def waiting(memory: Store) -> Store:
    """A store in which Ann's wish waits for her yes."""
    memory.people.save([samples.reader()])
    memory.requests.add(WISH)
    return memory


def test_a_wish_is_changed_while_it_waits(waiting: Store) -> None:
    """The moment at which it was asked stays, and with it the one at which it is forgotten."""
    waiting.requests.renew(FEWER)
    assert waiting.requests.find(WISH.id) == replace(WISH, command=FEWER.command)


def test_what_was_confirmed_is_not_changed(waiting: Store) -> None:
    """What somebody said yes to stays as it was told to them; it is confirmed once."""
    assert (waiting.requests.confirm(WISH.id), waiting.requests.confirm(WISH.id)) == (True, False)
    waiting.requests.renew(FEWER)
    assert waiting.requests.find(WISH.id) == WISH
    assert waiting.requests.is_done(WISH.id)


def test_a_wish_that_nobody_knows_is_not_made_by_changing_it(memory: Store) -> None:
    """It may have been forgotten meanwhile."""
    memory.requests.renew(FEWER)
    assert memory.requests.find(WISH.id) is None
