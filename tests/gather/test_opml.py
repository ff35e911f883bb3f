"""opml: lists of feeds in and out."""

import html
import re
import tarfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.domain.news import TOPICS, Feed
from digest.errors import ParseError
from digest.gather import opml


def feeds(outlines: str) -> tuple[Feed, ...]:
    """The feeds of an OPML document with these outlines."""
    document = f'<?xml version="1.0"?><opml version="2.0"><head/><body>{outlines}</body></opml>'
    return opml.read(document.encode(), source="list.opml")


@pytest.mark.parametrize(
    ("outlines", "expected"),
    [
        pytest.param(
            '<outline type="rss" text="T" title="The Example" xmlUrl="https://n.example/f?a=1&amp;b=2" htmlUrl="https://n.example/"/>',
            Feed(url="https://n.example/f?a=1&b=2", name="The Example", site_url="https://n.example/"),
            id="a subscription as OPML 2.0 has it",
        ),
        pytest.param(
            '<outline XMLURL="https://n.example/f"/>', Feed(url="https://n.example/f"), id="an attribute in capitals"
        ),
        pytest.param(
            '<outline xmlUrl="javascript:x"/><outline xmlUrl="feeds/x"/><outline xmlUrl="HTTP://n.example/f"/>',
            Feed(url="HTTP://n.example/f"),
            id="what is no web address is left out",
        ),
        pytest.param(
            '<outline text="https://n.example/f" xmlUrl="https://n.example/f"/>',
            Feed(url="https://n.example/f"),
            id="an address where the name belongs",
        ),
        pytest.param(
            '<outline text="Science"><outline text="N" xmlUrl="https://n.example/f"/></outline>',
            Feed(url="https://n.example/f", name="N", topic_hint="science"),
            id="under a topic's name",
        ),
        pytest.param(
            '<outline text="sport"><outline text="Deep"><outline text="N" xmlUrl="https://n.example/f"/></outline></outline>',
            Feed(url="https://n.example/f", name="N", topic_hint="sport"),
            id="deep under a topic's slug",
        ),
        pytest.param(
            '<outline text="Cats"><outline text="N" xmlUrl="https://n.example/f"/></outline>',
            Feed(url="https://n.example/f", name="N"),
            id="under another name",
        ),
        pytest.param(
            '<outline text="N" category="/Boston/Weather,Technology" xmlUrl="https://n.example/f"/>',
            Feed(url="https://n.example/f", name="N", topic_hint="technology"),
            id="with a category that is a topic",
        ),
        pytest.param(
            '<outline text="A & B" xmlUrl="https://n.example/f?a=1&b=2"/>',
            Feed(url="https://n.example/f?a=1&b=2", name="A & B"),
            id="with bare ampersands",
        ),
        pytest.param(
            '<outline text="The "Example" <b>news</b>" title="The "Example"" xmlUrl="https://n.example/f" />',
            Feed(url="https://n.example/f", name='The "Example"'),
            id="with quotes and tags that nobody escaped",
        ),
    ],
)
def test_one_outline(outlines: str, expected: Feed) -> None:
    """Name, site, topic, whatever the list's habits."""
    assert feeds(outlines) == (expected,)


def test_each_address_is_one_feed_in_the_lists_order() -> None:
    """A repeat is no second feed, and the first mention counts."""
    found = feeds('<outline text="1" xmlUrl="https://a.example/"/><outline text="2" xmlUrl="https://b.example/"/>' * 2)
    assert [(feed.name, feed.url) for feed in found] == [("1", "https://a.example/"), ("2", "https://b.example/")]
    assert feeds('<outline text="1" xmlUrl="http://u"/><outline text="2" xmlUrl="http://u"/>')[0].name == "1"


@pytest.mark.parametrize("body", [b"", b"Hello", b"<opml><body/></opml>", b"<rss><channel/></rss>", b"\x1f\x8bx"])
def test_what_is_no_list_is_one_sentence(body: bytes) -> None:
    """ParseError names the file."""
    with pytest.raises(ParseError, match=r"^list\.opml (?:is|was|sends) "):
        opml.read(body, source="list.opml")


@given(
    st.dictionaries(
        st.from_regex(r"https://[a-z]{1,9}\.example/[a-z?&=]{0,9}", fullmatch=True),
        st.sampled_from([*TOPICS, None]),
        min_size=1,
    )
)
def test_what_is_written_is_read_again(addresses: dict[str, str | None]) -> None:
    """Law: a round trip keeps every feed, its name, site and topic."""
    listed = [
        Feed(url=url, name=f"N & <{number}>", site_url="https://n.example/", topic_hint=topic)
        for number, (url, topic) in enumerate(addresses.items())
    ]
    again = opml.read(opml.write(listed, title="Ours & yours"), source="list.opml")
    assert sorted(again, key=lambda feed: feed.url) == sorted(listed, key=lambda feed: feed.url)


def test_the_written_document_is_opml_2() -> None:
    """Golden: groups by topic in the order of the taxonomy, the rest at the end."""
    listed = [
        Feed(url="https://a.example/", title="A\x00"),
        Feed(url="https://b.example/", name="B", topic_hint="world"),
    ]
    assert opml.write(listed, title="Ours").decode() == (
        "<?xml version='1.0' encoding='utf-8'?>\n"
        '<opml version="2.0">\n  <head>\n    <title>Ours</title>\n  </head>\n  <body>\n'
        '    <outline text="World" title="World">\n'
        '      <outline type="rss" text="B" title="B" xmlUrl="https://b.example/"/>\n'
        "    </outline>\n"
        '    <outline type="rss" text="A" title="A" xmlUrl="https://a.example/"/>\n'
        "  </body>\n</opml>\n"
    )


@pytest.mark.shared
def test_all_59_lists_of_awesome_rss_feeds_are_read(shared_data: Path) -> None:
    """40 of them are not well-formed; each gives every address that a plain search finds."""
    with tarfile.open(shared_data / "feeds" / "opml-awesome-rss-feeds.tar.gz") as archive:
        lists = {
            member.name: file.read()
            for member in archive
            if member.name.endswith(".opml") and (file := archive.extractfile(member))
        }
    assert len(lists) == 59
    for name, body in lists.items():
        stated = {html.unescape(url) for url in re.findall(r'xmlUrl="([^"]*)"', body.decode())}
        assert {feed.url for feed in opml.read(body, source=name)} >= stated, name
