"""guard: which addresses may be connected to."""

from ipaddress import ip_network

import pytest

from digest.gather import guard

INSIDE = """
0.0.0.0 0.1.2.3 10.0.0.1 100.64.0.1 127.0.0.1 127.255.255.254 169.254.169.254 172.16.0.1 172.31.255.255 192.0.0.1
192.0.2.1 192.88.99.1 192.168.1.1 198.18.0.1 198.51.100.1 203.0.113.1 224.0.0.1 239.255.255.255 240.0.0.1
255.255.255.255 :: ::1 ::7f00:1 ::ffff:127.0.0.1 ::ffff:a00:1 64:ff9b::7f00:1 64:ff9b::a9fe:a9fe 64:ff9b:1::1 100::1
2001::1 2001:db8::1 2002:7f00:1:: 2002:a00:1:: 3fff::1 5f00::1 fc00::1 fd00::1 fe80::1 fe80::1%eth0 fec0::1 ff02::1
""".split()  # noqa: SIM905
OUTSIDE = """
1.1.1.1 8.8.8.8 100.128.0.1 172.32.0.1 ::ffff:8.8.8.8 64:ff9b::808:808 2002:808:808:: 2606:4700::1111
""".split()  # noqa: SIM905


@pytest.mark.parametrize("address", INSIDE)
def test_refuses_every_address_that_is_not_public(address: str) -> None:
    """FET-03: whatever is not the public internet is refused, also inside an IPv6 address."""
    assert guard.refusal(address).endswith("is not a public address")


@pytest.mark.parametrize("address", OUTSIDE)
def test_lets_public_addresses_pass(address: str) -> None:
    """A public address is never refused, however it is written."""
    assert guard.refusal(address) == ""


def test_networks_that_the_operator_names_are_reachable_and_no_others() -> None:
    """`limits.networks` opens exactly what it names."""
    networks = (ip_network("10.1.0.0/16"),)
    assert guard.refusal("10.1.2.3", networks) == ""
    assert guard.refusal("::ffff:10.1.2.3", networks) == ""
    assert guard.refusal("10.2.0.1", networks)


@pytest.mark.parametrize(
    ("url", "home"),
    [
        pytest.param("http://127.0.0.1:8099/feed", ("127.0.0.1", 8099), id="a loopback address is home"),
        pytest.param("http://[::1]:8099/feed", ("::1", 8099), id="so is the IPv6 one"),
        pytest.param("http://192.168.1.20/feed", ("192.168.1.20", 80), id="a private address is home"),
        pytest.param("https://localhost/feed", ("localhost", 443), id="localhost is home"),
        pytest.param("http://nas/feed", ("nas", 80), id="a single label is home"),
        pytest.param("http://nas.home.arpa/feed", ("nas.home.arpa", 80), id="home.arpa is home"),
        pytest.param("http://wiki.lan/feed", ("wiki.lan", 80), id="a .lan name is home"),
        pytest.param("http://news.example/feed", None, id="any other name is not"),
        pytest.param("http://8.8.8.8/feed", None, id="a public address is not"),
        pytest.param("http://169.254.169.254/", None, id="a cloud's metadata address is nobody's home"),
        pytest.param("http://0.0.0.0/", None, id="nor is the address of nothing"),
        pytest.param("http://2130706433/", None, id="a number is no name"),
        pytest.param("http://0x7f.1/", None, id="nor is a short form"),
        pytest.param("http://127.1/", None, id="nor is a shorter one"),
        pytest.param("http://0x7f000001/", None, id="nor is a hexadecimal one"),
        pytest.param("http://①②⑦.⓪.⓪.①/", None, id="nor are circled digits"),
    ],
)
def test_home_is_what_the_operators_own_list_says_in_so_many_words(url: str, home: tuple[str, int] | None) -> None:
    """Only a feed listed by a literal inside address or an inside name may be fetched from inside."""
    assert guard.home(url) == home


@pytest.mark.parametrize(
    ("host", "is_loopback"),
    [("127.9.9.9", True), ("::1", True), ("LOCALHOST.", True), ("news.example", False), ("1.1.1.1", False)],
)
def test_knows_this_very_machine(host: str, is_loopback: bool) -> None:
    """Loopback by name or address, nothing else."""
    assert guard.is_loopback(host) is is_loopback


@pytest.mark.parametrize(
    ("host", "is_literal"),
    [("1.1.1.1", True), ("::1", True), ("0x7f.1", True), ("a.0x7f", True), ("news.example", False)],
)
def test_knows_an_address_from_a_name(host: str, is_literal: bool) -> None:
    """Whatever inet_aton would take counts as an address."""
    assert guard.is_literal(host) is is_literal
