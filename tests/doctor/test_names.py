"""The DNS, asked over the wire."""

import pytest

from digest.doctor import names
from tests.doctor import name_server

ZONE: name_server.Zone = {
    ("digest.example", "TXT"): ['"v=spf1 " "-all"', '"other"'],
    ("digest.example", "MX"): ["20 Second.digest.example.", "5 first.digest.example."],
    ("closed.example", "MX"): ["0 ."],
    ("digest.example", "A"): ["192.0.2.1"],
    ("digest.example", "AAAA"): ["2001:db8::1"],
    ("10.2.0.192.in-addr.arpa", "PTR"): ["mail.digest.example."],
    ("sick.example", "TXT"): None,
    ("sick.example", "A"): None,
    ("sick.example", "AAAA"): None,
}


def test_answers_come_as_they_are_needed() -> None:
    """Texts in one piece, servers by preference, addresses of both kinds."""
    with name_server.serving(ZONE) as server:
        dns = names.Dns(server)
        assert sorted(dns.texts("digest.example") or ()) == ["other", "v=spf1 -all"]
        assert dns.exchanges("digest.example") == ("first.digest.example", "second.digest.example")
        assert dns.exchanges("closed.example") == (".",)
        assert dns.addresses("digest.example") == ("192.0.2.1", "2001:db8::1")
        assert dns.pointers("192.0.2.10") == ("mail.digest.example",)


def test_nothing_and_no_answer_are_two_things() -> None:
    """A record that is not there is no record; a server that cannot say is not believed to have said so."""
    with name_server.serving(ZONE) as server:
        dns = names.Dns(server)
        assert dns.texts("nowhere.example") == ()
        assert dns.exchanges("nowhere.example") == ()
        assert dns.addresses("closed.example") == ()
        assert dns.texts("sick.example") is None
        assert dns.addresses("sick.example") is None
        assert dns.texts("two..points") is None


def test_a_question_is_asked_once() -> None:
    """The second answer needs no server."""
    with name_server.serving(ZONE) as server:
        dns = names.Dns(server)
        first = dns.texts("digest.example")
    assert dns.texts("DIGEST.example") == first


@pytest.mark.parametrize(
    ("written", "read"),
    [
        pytest.param("192.0.2.1", ("192.0.2.1", 53), id="an address"),
        pytest.param("192.0.2.1:5353", ("192.0.2.1", 5353), id="with a port"),
        pytest.param("::1", ("::1", 53), id="of version 6"),
        pytest.param("[::1]:5353", ("::1", 5353), id="with a port too"),
    ],
)
def test_a_name_server_is_named_by_address(written: str, read: tuple[str, int]) -> None:
    """Of either kind, with a port or without."""
    assert names.split(written) == read


@pytest.mark.parametrize("written", ["dns.example", "dns.example:53", "192.0.2.1:port"])
def test_a_name_is_no_address(written: str) -> None:
    """It would have to be looked up first."""
    with pytest.raises(ValueError, match=r"\S"):
        names.Dns(written)
