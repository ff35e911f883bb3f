"""names: one name for each element, whatever the publisher calls its namespace."""

import pytest

from digest.gather import names


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("title", "title"),
        ("pubDate", "pubdate"),
        ("{http://www.w3.org/2005/Atom}entry", "entry"),
        ("{http://purl.org/atom/ns#}entry", "entry"),
        ("{http://purl.org/rss/1.0/}item", "item"),
        ("{http://purl.org/dc/elements/1.1/}creator", "dc:creator"),
        ("{http://search.yahoo.com/mrss}content", "media:content"),
        ("{http://www.itunes.com/DTDs/PodCast-1.0.dtd}author", "itunes:author"),
        ("{http://other.example/}title", "http://other.example/:title"),
        ("media:content", "media:content"),
        ("atom:link", "link"),
    ],
)
def test_short(tag: str, name: str) -> None:
    """RSS and Atom by their bare names, known modules by their usual prefix, others kept apart."""
    assert names.short(tag) == name
