"""A muted source is gone under every name it answers to."""

import dataclasses

import pytest

from digest.match import sources
from tests.match import stories


@pytest.mark.parametrize(
    ("source", "found"),
    [
        pytest.param("The Ledger", True, id="the outlet's name"),
        pytest.param("the  LEDGER ", True, id="the name in any case and spacing"),
        pytest.param("Ledger", False, id="part of the name is another name"),
        pytest.param("theledger.example", True, id="the host stands for its subdomains"),
        pytest.param("WWW.theledger.example", True, id="www does not matter"),
        pytest.param("www.theledger.example", True, id="the host as the address has it"),
        pytest.param("feeds.theledger.example", True, id="the host of the feed"),
        pytest.param("ledger.example", False, id="a host that ends alike is another host"),
        pytest.param("example", False, id="the last label alone is no host"),
        pytest.param("https://feeds.theledger.example/rss", True, id="the feed's address"),
        pytest.param("https://feeds.theledger.example/atom", False, id="another feed of the same host"),
    ],
)
def test_told_by(source: str, found: bool) -> None:
    """A source is an outlet's name, a host or a feed address, and nothing that merely looks like one."""
    told = stories.story("s1", outlet="The Ledger")
    assert sources.Index([told]).told_by(source) == frozenset({(0, "s1")} if found else ())


@pytest.mark.parametrize(
    "url",
    [
        pytest.param("", id="no address"),
        pytest.param("http://[broken/", id="an address that cannot be read"),
        pytest.param("http://localhost/1", id="a host of one label"),
    ],
)
def test_told_by_lives_with_odd_addresses(url: str) -> None:
    """An article whose address says little is still known by its outlet."""
    told = stories.story("s1")
    odd = dataclasses.replace(told.lead, url=url)
    told = dataclasses.replace(told, lead=odd, articles=(odd,))
    index = sources.Index([told])
    told_by = frozenset({(0, "s1")})
    assert index.told_by("ledger") == told_by
    assert index.told_by("localhost") == (told_by if "localhost" in url else frozenset())


def test_without_the_lead_the_next_outlet_leads() -> None:
    """A story whose lead is muted is told by the first outlet that is left."""
    told = stories.story("s1", "", "Meridian", "Coast Radio")
    left = sources.without(told, {"s1"})
    assert left is not None
    assert (left.id, left.lead.outlet, left.outlets) == ("s1", "Meridian", ("Meridian", "Coast Radio"))


def test_without_a_follower_the_lead_stays() -> None:
    """A muted outlet that only follows is left out, and the lead stays."""
    left = sources.without(stories.story("s1", "", "Meridian"), {"s1-Meridian"})
    assert left is not None
    assert left.outlets == ("Ledger",)


def test_without_everybody_there_is_no_story() -> None:
    """A story told by muted sources alone is gone."""
    assert sources.without(stories.story("s1", "", "Meridian"), {"s1", "s1-Meridian"}) is None
