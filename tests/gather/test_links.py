"""links: addresses as we keep them."""

import gzip
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.gather import clean, links


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        pytest.param(
            "https://news.example/a?utm_source=rss&utm_medium=feed", "https://news.example/a", id="campaign parameters"
        ),
        pytest.param(
            "https://news.example/a?id=7&fbclid=x&page=2",
            "https://news.example/a?id=7&page=2",
            id="only what tracks goes",
        ),
        pytest.param(
            "https://d.example/a?ns_mchannel=rss&ns_campaign=1490&ito=1490", "https://d.example/a", id="ns_ and ito"
        ),
        pytest.param("https://b.example/a?at_medium=RSS&at_campaign=KARANGA", "https://b.example/a", id="at_"),
        pytest.param(
            "https://n.example/a?CMP=share_btn&CMPID=x&gclid=1&mc_cid=2&mc_eid=3&ftag=4",
            "https://n.example/a",
            id="the table",
        ),
        pytest.param(
            "https://n.example/a?ref=rss&src=rss&mod=rss_markets_main&partner=rss",
            "https://n.example/a",
            id="sources that are feeds",
        ),
        pytest.param(
            "https://n.example/a?ref=head&src=img&from=home",
            "https://n.example/a?ref=head&src=img&from=home",
            id="other sources stay",
        ),
        pytest.param("http://www.msn.com/a?li=BBn&srcref=rss", "http://www.msn.com/a", id="a host's own habit"),
        pytest.param("http://n.example/a?li=BBn", "http://n.example/a?li=BBn", id="which means nothing elsewhere"),
        pytest.param("https://n.example/a?id=1&amp;utm_source=rss", "https://n.example/a?id=1", id="escaped twice"),
        pytest.param(
            "https://n.example/a?id=1&amp;amp;utm_source=rss&#038;p=2",
            "https://n.example/a?id=1&p=2",
            id="escaped three times, and by number",
        ),
        pytest.param("https://n.example/a?q=&lt;b&copy=1", "https://n.example/a?q=&lt;b&copy=1", id="no ampersand"),
        pytest.param("https://g.example/a#ftag=RSSbaffb68", "https://g.example/a", id="a fragment that tracks"),
        pytest.param("https://g.example/a#", "https://g.example/a", id="an empty fragment"),
        pytest.param(
            "https://g.example/a#chapter-2", "https://g.example/a#chapter-2", id="a fragment that means a place"
        ),
        pytest.param("HTTPS://News.Example:443/A", "https://news.example/A", id="case and default port"),
        pytest.param("http://news.example:8080/", "http://news.example:8080/", id="another port stays"),
        pytest.param("https://news.example./a", "https://news.example/a", id="a trailing dot"),
        pytest.param("https://news.example", "https://news.example/", id="an empty path"),
        pytest.param("  https://news.example/a\n", "https://news.example/a", id="blanks around it"),
        pytest.param("https://news.example/a b", "https://news.example/a%20b", id="a blank inside"),
        pytest.param("https://news.example/é?q=ü", "https://news.example/%C3%A9?q=%C3%BC", id="letters beyond ASCII"),
        pytest.param("https://bücher.example/", "https://xn--bcher-kva.example/", id="an international host"),
        pytest.param("https://xn--bcher-kva.example/", "https://xn--bcher-kva.example/", id="the same in ASCII"),
        pytest.param("http://[2606:4700::1111]/a", "http://[2606:4700::1111]/a", id="an IPv6 host"),
        pytest.param("https://n.example/a?&&b=1&", "https://n.example/a?b=1", id="empty parameters"),
        pytest.param("", "", id="nothing"),
        pytest.param("/a", "", id="a relative address without a base"),
        pytest.param("//evil.example/a", "", id="a network path without a base"),
        pytest.param("javascript:alert(1)", "", id="a script"),
        pytest.param("java\nscript:alert(1)", "", id="a script in two lines"),
        pytest.param("javascript\x00:alert(1)", "", id="a script with a NUL"),
        pytest.param("\u2028javascript:alert(1)", "", id="a script after a line separator"),
        pytest.param("data:text/html,x", "", id="data"),
        pytest.param("mailto:a@b.example?bcc=c@d.example", "", id="a mail address"),
        pytest.param("https://user:pass@evil.example/", "", id="credentials"),
        pytest.param("https://user@evil.example/", "", id="a user"),
        pytest.param("https:\\\\evil.example/", "", id="backslashes"),
        pytest.param("https://evil.example/\u202egpj", "", id="a bidi override"),
        pytest.param("https://news.example/a\x07b", "", id="a bell"),
        pytest.param("https://", "", id="no host"),
        pytest.param("https://ex ample.example/", "", id="a blank in the host"),
        pytest.param("https://-bad-.example/", "", id="a label that begins with a hyphen"),
        pytest.param("https://xn--a.example/", "", id="a label that is no punycode"),
        pytest.param(f"https://{'a' * 64}.example/", "", id="a label too long"),
        pytest.param("https://news.example:port/", "", id="a port that is no number"),
        pytest.param("https://[::1/", "", id="a broken bracket"),
        pytest.param("https://news.example/" + "a" * 2000, "", id="longer than any address we keep"),
        pytest.param("https://news.example/" + "é" * 1000, "", id="longer once it is encoded"),
        pytest.param("https://news.example/" + "a" * 9000, "", id="absurdly long"),
    ],
)
def test_canonical(address: str, kept: str) -> None:
    """FET-31: the page's own address, or nothing."""
    assert clean.canonical_url(address) == kept


def test_relative_addresses_are_joined_to_their_base() -> None:
    """A base makes an address absolute."""
    assert links.canonical("/a?utm_source=x", "https://news.example/feed") == "https://news.example/a"
    assert links.canonical("//cdn.example/a", "https://news.example/feed") == "https://cdn.example/a"


def test_a_sound_address_keeps_its_parameters() -> None:
    """Pictures are signed: nothing in their query may go."""
    assert links.sound("https://i.example/p.jpg?utm_source=x&s=1") == "https://i.example/p.jpg?utm_source=x&s=1"
    assert links.sound("https://i.example/p.jpg?w=1&amp;amp;s=1") == "https://i.example/p.jpg?w=1&s=1"
    assert links.sound("javascript:alert(1)") == ""


_WORDS = (
    "https:// http: // news.example bücher.example :443 :80 / .. ? & = # % %2 utm_source=x ref=rss a é @ \\ ß 。 ①"
    " xn-- . ftag=1 &amp; amp; #38; [ ] \u200b | \N{NO-BREAK SPACE}"
)
_PIECES = st.sampled_from(_WORDS.split(" "))


@given(
    st.lists(_PIECES, max_size=12).map("".join)
    | st.text(max_size=60)
    | st.text(max_size=40).map("https://news.example/".__add__)
)
def test_cleaning_twice_equals_cleaning_once(address: str) -> None:
    """Law: a canonical address is canonical; and it is ASCII, http or https, without a user."""
    once = links.canonical(address)
    assert links.canonical(once) == once
    assert links.sound(links.sound(address)) == links.sound(address)
    if once:
        assert once.isascii()
        assert once.startswith(("http://", "https://"))
        assert "@" not in once.split("/")[2]


@pytest.mark.shared
def test_no_hostile_string_becomes_a_link_that_is_not_web(shared_data: Path) -> None:
    """FET-31 over four corpora: what survives is an absolute web address without a user, a control or a backslash."""
    for path in sorted((shared_data / "hostile").glob("*.json.gz")):
        for words in json.loads(gzip.decompress(path.read_bytes())):
            kept = links.canonical(words, "https://news.example/")
            assert not kept or kept.startswith(("http://", "https://"))
            assert kept.isprintable()
            assert "\\" not in kept
