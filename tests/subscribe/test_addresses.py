"""Which addresses can subscribe, and which of them are one mailbox."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.subscribe import roles, targets

OWN = ("inbox@news.example", "daily@news.example")


@pytest.mark.parametrize(
    "address",
    [
        "postmaster@example.org",
        "Abuse@example.org",
        "hostmaster@example.org",
        "MAILER-DAEMON@example.org",
        "noreply@example.org",
        "no-reply@example.org",
        "no-reply-news@example.org",
        "news-noreply@example.org",
        "donotreply@example.org",
        "root@example.org",
        "users-request@example.org",
        "users-bounces@example.org",
        "owner-users@example.org",
        "users-owner@example.org",
        "users-unsubscribe@example.org",
        "majordomo@example.org",
        "postmaster+news@example.org",
        "inbox@news.example",
        "Inbox+subscribe@NEWS.example",
        "daily@news.example",
        "@example.org",
        "nobody",
    ],
)
def test_addresses_of_no_person_cannot_subscribe(address: str) -> None:
    """Role addresses, lists, programs and ourselves, with a sentence that says why (SUB-20)."""
    assert roles.refused_because(address, own=OWN).endswith(".")


@pytest.mark.parametrize(
    "address",
    [
        "ada@example.org",
        "info@example.org",
        "sales@example.org",
        "abuses@example.org",
        "ada+news@example.org",
        "request@example.org",
        "o.wner@example.org",
        "inbox@example.org",
        "norepl@example.org",
    ],
)
def test_addresses_of_people_can(address: str) -> None:
    """Also where a firm of one person is called info@."""
    assert roles.refused_because(address, own=OWN) == ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a+1@example.org", "a+2@example.org"),
        ("a+1@example.org", "A@EXAMPLE.org"),
        ("a.da@gmail.com", "ada+news@googlemail.com"),
        ("....ada+123@gmail.com", "ada@gmail.com"),
        ("a.d-a@pm.me", "ada@protonmail.com"),
        ("+x@example.org", "+x@example.org"),
    ],
)
def test_one_mailbox_is_one_target(one: str, other: str) -> None:
    """Sub-addresses and Gmail's dots make no new ones (SUB-18)."""
    assert targets.of(one) == targets.of(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("a.da@example.org", "ada@example.org"), ("a@gmail.com", "a@example.org"), ("+x@example.org", "+y@example.org")],
)
def test_other_mailboxes_are_other_targets(one: str, other: str) -> None:
    """Dots count at other providers."""
    assert targets.of(one) != targets.of(other)


@given(st.emails())
def test_a_target_is_its_own(address: str) -> None:
    """Whatever is counted once is counted the same again."""
    assert targets.of(targets.of(address)) == targets.of(address)
