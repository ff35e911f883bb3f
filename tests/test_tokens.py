"""Tokens: what we made is read back however mail treated it, and nothing else is."""

import re
import secrets
from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest import tokens
from digest.tokens import Claim, Keys, Purpose

KEYS = Keys(b"r" * 32)
ANN = "00112233445566ff"
DAY = date(2022, 12, 6)
LETTERS = "abcdefghijklmnopqrstuvwxyz234567"

ids = st.binary(min_size=8, max_size=8).map(bytes.hex)
days = st.dates(min_value=date(1970, 1, 1), max_value=date(2149, 6, 1))
purposes = st.sampled_from(Purpose)


@given(purposes, ids, days)
def test_a_token_round_trips(purpose: Purpose, subscriber_id: str, day: date) -> None:
    """As one word of 42 letters that fits into the local part of an address (RFC 5321 section 4.5.3.1.1)."""
    token = KEYS.make(purpose, subscriber_id, day)
    assert KEYS.read(purpose, token) == Claim(subscriber_id=subscriber_id, day=day)
    assert len(token) == 42
    assert set(token) <= set(LETTERS)


def test_a_token_is_the_same_each_time() -> None:
    """A message is rendered to the same bytes however often, links in old mail go on; tomorrow's token is another."""
    token = "aaisem2ekvtp6s4elpdfu2qlec5a3j37uzqzzv4sc4"
    assert KEYS.make(Purpose.LEAVE, ANN, DAY) == token
    assert token != KEYS.make(Purpose.LEAVE, ANN, DAY + timedelta(days=1))


@pytest.mark.parametrize(
    "harm",
    [
        pytest.param(str.upper, id="upper case"),
        pytest.param(str.title, id="mixed case"),
        pytest.param(lambda token: f"  {token}\r\n", id="white space around it"),
        pytest.param(lambda token: token[:20] + "\r\n " + token[20:], id="folded in a header"),
        pytest.param(lambda token: token[:20] + "=\r\n" + token[20:], id="a soft line break inside"),
        pytest.param(lambda token: f"=3D{token}", id="a quoted equals sign before it"),
        pytest.param(lambda token: f"=3d{token.upper()}", id="the same, folded to the other case"),
        pytest.param(lambda token: f"<{token}>.", id="brackets and a point"),
        pytest.param(lambda token: f'"{token}"', id="quotation marks"),
    ],
)
def test_a_token_survives_what_mail_does(harm: type[str]) -> None:
    """Case folding, wrapping and quoting change nothing (mail.md SUB-12)."""
    assert KEYS.read(Purpose.LEAVE, harm(KEYS.make(Purpose.LEAVE, ANN, DAY))) == Claim(subscriber_id=ANN, day=DAY)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("unsubscribe", id="a word"),
        pytest.param("a" * 42, id="forty-two letters"),
        pytest.param("1" * 42, id="figures that are not in the alphabet"),
        pytest.param("é" * 42, id="letters that are not ASCII"),
        pytest.param(KEYS.make(Purpose.LEAVE, ANN, DAY)[:-1], id="one letter too few"),
        pytest.param(KEYS.make(Purpose.LEAVE, ANN, DAY) + "a", id="one letter too many"),
        pytest.param(KEYS.make(Purpose.LEAVE, ANN, DAY) * 2, id="two in a row"),
        pytest.param("a" * 100_000, id="far too much"),
    ],
)
def test_what_is_no_token_is_nothing(text: str) -> None:
    """Not an error, for anybody may write to us."""
    assert KEYS.read(Purpose.LEAVE, text) is None


@given(st.text(max_size=80))
def test_reading_never_fails(text: str) -> None:
    """Whatever somebody writes."""
    assert KEYS.read(Purpose.LEAVE, text) is None


def test_a_token_of_right_length_that_signs_too_much_is_nothing() -> None:
    """The MAC covers the id and the day, and a good MAC over anything else is no token."""
    body = b"short"
    signed = tokens._written(body + tokens._mac(KEYS.of(Purpose.LEAVE), body))
    assert KEYS.read(Purpose.LEAVE, signed) is None


def test_a_token_is_good_for_one_purpose() -> None:
    """Every pair of different purposes is refused: a leave token confirms nothing (SUB-11)."""
    for made_for, read_as in product(Purpose, Purpose):
        claim = KEYS.read(read_as, KEYS.make(made_for, ANN, DAY))
        assert (claim is not None) == (made_for is read_as), (made_for, read_as)


def test_every_purpose_has_a_key_of_its_own() -> None:
    """From one root, and none of them the root (SEC-03)."""
    found = {KEYS.of(purpose) for purpose in Purpose} | {b"r" * 32}
    assert len(found) == len(Purpose) + 1
    assert {len(key) for key in found} == {32}


def test_ten_thousand_random_tokens_are_refused() -> None:
    """None of them is accepted; `bench/bench_tokens.py` tries a million."""
    assert not any(KEYS.read(Purpose.LEAVE, "".join(secrets.choice(LETTERS) for _ in range(42))) for _ in range(10_000))


def test_every_token_with_one_letter_or_one_bit_changed_is_refused() -> None:
    """Whichever; also where the last letter has bits that stand for nothing."""
    for number in range(4):
        token = KEYS.make(Purpose.FEEDBACK, ANN, DAY + timedelta(days=number))
        for place, letter in product(range(42), LETTERS):
            if letter != token[place]:
                changed = token[:place] + letter + token[place + 1 :]
                assert KEYS.read(Purpose.FEEDBACK, changed) is None, changed


@given(ids, days)
def test_a_return_address_says_whose_mail_came_back(subscriber_id: str, day: date) -> None:
    """Lower-case letters, digits and hyphens, 45 characters; also when some system wrote it in capitals (OUT-14)."""
    extension = KEYS.make_extension(subscriber_id, day)
    assert re.fullmatch(r"b-[a-z2-7]{16}-[a-z2-7]{26}", extension)
    for came_back in (extension, extension.upper(), extension.title()):
        assert KEYS.read_extension(came_back) == Claim(subscriber_id=subscriber_id, day=day)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("b-", id="the beginning of one"),
        pytest.param("b-" + "a" * 16 + "-" + "a" * 26, id="forty-two letters"),
        pytest.param(KEYS.make(Purpose.BOUNCE, ANN, DAY), id="a token that is not in two halves"),
        pytest.param(KEYS.make_extension(ANN, DAY) + "a", id="one letter too many"),
        pytest.param(KEYS.make_extension(ANN, DAY).replace("b-", "c-"), id="another letter in front"),
        pytest.param(
            KEYS.make_extension(ANN, DAY)[:19] + KEYS.make_extension(ANN, DAY + timedelta(days=1))[19:],
            id="the id of one day with the MAC of another",
        ),
    ],
)
def test_a_forged_return_address_is_nothing(text: str) -> None:
    """Whoever knows an address cannot make up its bounce."""
    assert KEYS.read_extension(text) is None


def test_two_roots_are_good_at_once() -> None:
    """Old links keep working after the root is renewed; new ones are made with the new root (SEC-02)."""
    renewed = Keys(b"n" * 32, b"r" * 32)
    old = KEYS.make(Purpose.LEAVE, ANN, DAY)
    assert renewed.read(Purpose.LEAVE, old) == Claim(subscriber_id=ANN, day=DAY)
    new = renewed.make(Purpose.LEAVE, ANN, DAY)
    assert new != old
    assert KEYS.read(Purpose.LEAVE, new) is None
    assert Keys(b"n" * 32).read(Purpose.LEAVE, old) is None


@pytest.mark.parametrize("roots", [(b"short",), (b"r" * 32, b"short")])
def test_a_root_that_is_too_short_is_refused(roots: tuple[bytes, ...]) -> None:
    """Both of them: a guessable root signs for anybody."""
    with pytest.raises(ValueError, match="a root of keys has at least 32 octets, not 5"):
        Keys(*roots)
