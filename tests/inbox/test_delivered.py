"""The envelope of a mail that lies in a mailbox already."""

import pytest

from digest.inbox import delivered

INBOX = "desk@news.example"


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        pytest.param("Delivered-To: desk+help@news.example", "desk+help@news.example", id="as it was delivered"),
        pytest.param("To: Desk <Desk+Help@News.Example>", "Desk+Help@News.Example", id="as it was addressed"),
        pytest.param("To: eve@x.example, desk@news.example", "desk@news.example", id="among others"),
        pytest.param(
            "Delivered-To: desk@news.example\nX-Original-To: desk+leave@news.example",
            "desk@news.example",
            id="the server that delivered it last knows best",
        ),
        pytest.param("To: desks@news.example", INBOX, id="not among them"),
        pytest.param("Subject: none", INBOX, id="nobody is named"),
    ],
)
def test_our_address_is_picked(headers: str, expected: str) -> None:
    """With its extension, as it is written; the inbox itself where none of the addresses is ours."""
    _, named = delivered.envelope(f"{headers}\n\nhello".encode())
    assert delivered.pick(named, INBOX) == expected


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        pytest.param("Return-Path: <ada@x.example>\nFrom: eve@x.example", "ada@x.example", id="the envelope's"),
        pytest.param("Return-Path: <>\nFrom: eve@x.example", "", id="nobody, for a bounce"),
        pytest.param("From: Eve <eve@x.example>", "eve@x.example", id="the From line's, where delivery left none"),
    ],
)
def test_the_sender_is_the_envelopes(headers: str, expected: str) -> None:
    """Which delivery writes into Return-Path (RFC 5321 section 4.4)."""
    assert delivered.envelope(f"{headers}\n\nhello".encode())[0] == expected
