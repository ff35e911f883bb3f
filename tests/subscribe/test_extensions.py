"""What stands behind the plus sign of our address is a command."""

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.domain.wishes import Command, Verb
from digest.subscribe import extensions
from tests.subscribe.reading import TOKEN

SEVEN, MADRID = time(7, 0), "Europe/Madrid"


@pytest.mark.parametrize(
    ("extension", "command"),
    [
        pytest.param("subscribe", Command(verb=Verb.SUBSCRIBE), id="subscribe"),
        pytest.param("JOIN", Command(verb=Verb.SUBSCRIBE), id="join in capitals"),
        pytest.param("unsubscribe", Command(verb=Verb.LEAVE), id="unsubscribe"),
        pytest.param("leave", Command(verb=Verb.LEAVE), id="leave"),
        pytest.param(f"leave-{TOKEN}", Command(verb=Verb.LEAVE, token=TOKEN), id="leave with a token"),
        pytest.param(f"Unsubscribe-{TOKEN.upper()}", Command(verb=Verb.LEAVE, token=TOKEN), id="in capitals"),
        pytest.param(f"confirm-{TOKEN}", Command(verb=Verb.CONFIRM, token=TOKEN), id="confirm"),
        pytest.param(f"preferences-{TOKEN}", Command(verb=Verb.PREFERENCES, token=TOKEN), id="preferences"),
        pytest.param(f"more-3-{TOKEN}", Command(verb=Verb.MORE, number=3, token=TOKEN), id="more"),
        pytest.param("help", Command(verb=Verb.HELP), id="help"),
        pytest.param("pause", Command(verb=Verb.PAUSE), id="pause"),
        pytest.param("owner", None, id="the operator's own"),
        pytest.param("b-aaisem2ekvtp6s4e-lpdfu2qlec5a3j37uzqzzv4sc4", None, id="a bounce"),
        pytest.param("", None, id="no extension"),
        pytest.param("confirm", None, id="confirm without a token"),
        pytest.param("confirm-", None, id="confirm with an empty one"),
        pytest.param("confirm-abc!", None, id="no letters of a token"),
        pytest.param(f"help-{TOKEN}", None, id="help needs no token"),
        pytest.param("more", None, id="more without a story"),
        pytest.param(f"more-0-{TOKEN}", None, id="story 0"),
        pytest.param(f"more-{TOKEN}", None, id="more without a number"),
        pytest.param("who", None, id="who"),
        pytest.param("subscribe-bob=example.org", None, id="nobody else can be subscribed"),
    ],
)
def test_addresses_are_commands(extension: str, command: Command | None) -> None:
    """Any body and subject will do with them (SUB-02)."""
    assert extensions.command(extension) == command


@given(st.text())
def test_addresses_never_fail(extension: str) -> None:
    """Whatever stands behind the plus sign."""
    found = extensions.command(extension)
    assert found is None or found.verb in Verb
