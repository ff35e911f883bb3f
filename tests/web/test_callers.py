"""Where a request came from: by proxies that we believe, and by nobody else."""

from ipaddress import ip_network

import pytest

from digest.web import callers

PROXIES = (ip_network("127.0.0.0/8"), ip_network("10.1.0.0/16"), ip_network("fd00::/8"))


@pytest.mark.parametrize(
    ("peer", "forwarded", "expected"),
    [
        pytest.param("203.0.113.9", [], "203.0.113.9", id="no proxy"),
        pytest.param("203.0.113.9", ["198.51.100.1"], "203.0.113.9", id="a stranger who claims to be a proxy"),
        pytest.param("127.0.0.1", ["198.51.100.1"], "198.51.100.1", id="our proxy"),
        pytest.param("127.0.0.1", ["6.6.6.6, 198.51.100.1"], "198.51.100.1", id="a caller who wrote the header first"),
        pytest.param("127.0.0.1", ["6.6.6.6, 198.51.100.1, 10.1.2.3"], "198.51.100.1", id="two proxies of ours"),
        pytest.param("127.0.0.1", ["6.6.6.6", "198.51.100.1"], "198.51.100.1", id="two headers"),
        pytest.param("127.0.0.1", [], "127.0.0.1", id="this machine"),
        pytest.param("127.0.0.1", ["nonsense"], "0.0.0.0", id="nonsense is nobody"),
        pytest.param("127.0.0.1", ["198.51.100.1, nonsense"], "0.0.0.0", id="nothing left of nonsense counts"),
        pytest.param("", ["198.51.100.1"], "0.0.0.0", id="no peer"),
        pytest.param("127.0.0.1", ["198.51.100.1:4711"], "198.51.100.1", id="with a port"),
        pytest.param("127.0.0.1", ["[2001:db8::7]:4711"], "2001:db8::7", id="IPv6 with a port"),
        pytest.param("fd00::1", ["2001:db8::7"], "2001:db8::7", id="IPv6"),
        pytest.param("::ffff:127.0.0.1", ["::ffff:198.51.100.1"], "198.51.100.1", id="IPv4 in the clothes of IPv6"),
    ],
)
def test_the_caller_is_who_reached_our_proxy(peer: str, forwarded: list[str], expected: str) -> None:
    """From the end of the header, for as long as the address before is a proxy of ours."""
    assert callers.caller(peer, forwarded, PROXIES) == expected


@pytest.mark.parametrize(
    ("address", "near", "wide"),
    [
        pytest.param("198.51.100.77", "198.51.100.77/32", "198.51.100.0/24", id="IPv4"),
        pytest.param("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64", "2001:db8:1::/48", id="IPv6"),
        pytest.param("nobody", "0.0.0.0/32", "0.0.0.0/24", id="nobody"),
    ],
)
def test_networks_around_an_address(address: str, near: str, wide: str) -> None:
    """What counts as one place, and what is coarse enough to print."""
    assert (callers.near(address), callers.wide(address)) == (near, wide)
