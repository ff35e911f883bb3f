"""parse: the bytes of a feed to a ParsedFeed."""

import contextlib
import gzip
import json
import tarfile
import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.domain.news import Entry, ParsedFeed
from digest.errors import ParseError
from digest.gather import parse, slow
from tests.gather import documents
from tests.gather.documents import URL, Document


def only(xml: str) -> Entry:
    """The one entry of a document."""
    (entry,) = parse.parse(xml.encode(), url=URL).entries
    return entry


def item(inside: str, channel: str = "") -> Entry:
    """The entry that an RSS item with these children makes."""
    spaces = (
        'xmlns:media="http://search.yahoo.com/mrss/" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:atom="http://www.w3.org/2005/Atom"'
    )
    return only(f"<rss version='2.0' {spaces}><channel><title>t</title>{channel}<item>{inside}</item></channel></rss>")


def atom(inside: str, attributes: str = "", head: str = "") -> Entry:
    """The entry that an Atom entry with these children makes."""
    return only(
        f"<feed xmlns='http://www.w3.org/2005/Atom' {attributes}><title>t</title>{head}<entry>{inside}</entry></feed>"
    )


@pytest.mark.parametrize(
    "document", [pytest.param(document, id=name) for name, document in documents.DOCUMENTS.items()]
)
def test_each_format_says_the_same(document: Document) -> None:
    """Golden pairs: RSS 0.90 to 2.0, RDF, Atom 0.3 and 1.0."""
    feed = parse.parse(document.xml.encode(), url=URL)
    assert (feed.title, feed.site_url) == (document.title, "https://news.example/")
    assert feed.entries == (document.entry,)


def test_what_a_channel_says_about_itself() -> None:
    """Language and ttl."""
    feed = parse.parse(documents.RSS20.xml.encode(), url=URL)
    assert (feed.language, feed.ttl) == ("en", 90)
    assert parse.parse(documents.RSS10.xml.encode(), url=URL).language == "en"
    assert parse.parse(documents.ATOM10.xml.encode(), url=URL).language == "en"
    assert parse.parse(b"<rss><channel><ttl>soon</ttl></channel></rss>", url=URL).ttl is None


@pytest.mark.parametrize(
    ("inside", "quiet"),
    [
        pytest.param("", (), id="none"),
        pytest.param("<skipHours><hour>1</hour><hour> 23 </hour></skipHours>", (1, 23), id="hours of every day"),
        pytest.param("<skipHours><hour>24</hour><hour>07</hour></skipHours>", (0, 7), id="hours as RSS 0.91 has them"),
        pytest.param("<skipDays><day>monday</day></skipDays>", tuple(range(24)), id="a day"),
        pytest.param(
            "<skipHours><hour>25</hour><hour>-1</hour><hour>noon</hour></skipHours><skipDays><day>Mon</day></skipDays>",
            (),
            id="what nobody can mean",
        ),
    ],
)
def test_the_hours_in_which_a_feed_asks_not_to_be_read(inside: str, quiet: tuple[int, ...]) -> None:
    """RSS 2.0: skipHours and skipDays, in GMT, counted from Monday."""
    document = f"<rss><channel><title>t</title>{inside}</channel></rss>"
    found = parse.parse(document.encode(), url=URL).quiet
    assert found[: len(quiet)] == quiet
    days = 1 if "Days" in inside else 7
    assert len(found) == len(quiet) * days


@pytest.mark.parametrize(
    ("inside", "link"),
    [
        pytest.param(
            "<link>https://n.example/1</link><guid>https://n.example/2</guid>", "https://n.example/1", id="the link"
        ),
        pytest.param("<guid>https://n.example/2</guid>", "https://n.example/2", id="a guid that is an address"),
        pytest.param("<guid isPermaLink='false'>https://n.example/2</guid>", "", id="a guid that says it is none"),
        pytest.param("<guid>7</guid>", "", id="a guid that cannot be one"),
        pytest.param("<link>/1?a=1&amp;b=2</link>", "https://news.example/1?a=1&b=2", id="relative to the feed"),
        pytest.param(
            "<atom:link rel='self' href='https://n.example/f'/><link>https://n.example/1</link>",
            "https://n.example/1",
            id="not the feed's own",
        ),
        pytest.param("<atom:link href='https://n.example/1'/>", "https://n.example/1", id="an Atom link in RSS"),
        pytest.param(
            "<link>https://f.example/~r/1</link><feedburner:origLink>https://n.example/1</feedburner:origLink>",
            "https://n.example/1",
            id="the address behind FeedBurner's",
        ),
        pytest.param("<link>http://[::1</link>", "http://[::1", id="no address at all stays for clean to judge"),
        pytest.param("<link>//[x</link>", "//[x", id="also where it cannot be joined"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_links_of_rss_items(inside: str, link: str) -> None:
    """The address of the page the item is about."""
    assert item(inside).link == link


@pytest.mark.parametrize(
    ("inside", "attributes", "link"),
    [
        pytest.param(
            "<link href='/1'/>", "xml:base='https://b.example/x/'", "https://b.example/1", id="xml:base of the feed"
        ),
        pytest.param(
            "<link href='1' xml:base='y/'/>",
            "xml:base='https://b.example/x/'",
            "https://b.example/x/y/1",
            id="and of the link",
        ),
        pytest.param(
            "<link href='/plain'/><link rel='alternate' type='text/html' href='/page'/>",
            "",
            "https://news.example/page",
            id="the one that says it is a page",
        ),
        pytest.param(
            "<link rel='replies' href='/r'/><link rel='edit' href='/e'/>", "", "", id="not the replies, not the editor"
        ),
        pytest.param("<id>https://n.example/1</id>", "", "https://n.example/1", id="an id that is an address"),
        pytest.param("<id>urn:uuid:1</id>", "", "", id="an id that is none"),
    ],
)
def test_links_of_atom_entries(inside: str, attributes: str, link: str) -> None:
    """RFC 4287 section 4.2.7, and XML Base."""
    assert atom(inside, attributes).link == link


def test_a_document_without_an_address_takes_its_sites() -> None:
    """`digest parse FILE`: relative links are joined to the channel's link."""
    xml = b"<rss><channel><link>https://news.example/</link><item><link>/1</link></item></channel></rss>"
    assert parse.parse(xml, url="feed.xml").entries[0].link == "https://news.example/1"


@pytest.mark.parametrize(
    ("inside", "author"),
    [
        pytest.param("<author>jane@n.example (Jane Doe)</author>", "Jane Doe", id="address and name"),
        pytest.param("<author>Jane Doe &lt;jane@n.example&gt;</author>", "Jane Doe", id="name and address"),
        pytest.param("<author>jane@n.example</author>", "jane@n.example", id="an address alone"),
        pytest.param(
            "<author>x@n.example</author><dc:creator>Jane Doe</dc:creator>", "Jane Doe", id="a creator is a name"
        ),
        pytest.param("<dc:creator>Jane</dc:creator><dc:creator>Joe</dc:creator>", "Jane, Joe", id="two creators"),
        pytest.param("<itunes:author>Jane</itunes:author>", "Jane", id="a podcaster"),
        pytest.param("<atom:author><atom:name>Jane</atom:name></atom:author>", "Jane", id="an Atom author in RSS"),
        pytest.param("<author> </author>", "", id="nobody"),
    ],
)
def test_authors(inside: str, author: str) -> None:
    """The byline, in people's names."""
    assert item(inside).author == author


def test_an_atom_feeds_author_signs_entries_without_one() -> None:
    """RFC 4287 section 4.2.1; an RSS channel's editor does not."""
    assert atom("<title>t</title>", head="<author><name>Jane</name></author>").author == "Jane"
    assert item("<title>t</title>", "<managingEditor>Jane</managingEditor>").author == ""


@pytest.mark.parametrize(
    ("inside", "title", "summary", "content"),
    [
        pytest.param("<title type='text'>1 &lt; 2 &lt;b&gt;</title>", "1 &lt; 2 &lt;b&gt;", "", "", id="text is text"),
        pytest.param("<title type='html'>&lt;b&gt;B&lt;/b&gt;</title>", "<b>B</b>", "", "", id="html is html"),
        pytest.param(
            "<title type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>A <b>B</b> &amp; C</div></title>",
            "<div>A <b>B</b> &amp; C</div>",
            "",
            "",
            id="xhtml is kept as markup",
        ),
        pytest.param(
            "<summary>&lt;p&gt;P&lt;/p&gt;</summary>", "", "<p>P</p>", "", id="markup under no name is markup"
        ),
        pytest.param(
            "<content type='application/octet-stream'>PHA+UDwvcD4=</content>", "", "", "<p>P</p>", id="base64"
        ),
        pytest.param("<content type='application/octet-stream'>QUJDR</content>", "", "", "", id="base64 that is none"),
        pytest.param(
            "<content type='image/png' src='https://n.example/i.png'/>", "", "", "", id="content somewhere else"
        ),
    ],
)
def test_text_constructs(inside: str, title: str, summary: str, content: str) -> None:
    """RFC 4287 sections 3.1 and 4.1.3: everything becomes HTML."""
    entry = atom(inside)
    assert (entry.title, entry.summary_html, entry.content_html) == (title, summary, content)


@pytest.mark.parametrize(
    ("xml", "title"),
    [
        pytest.param("<title>A &amp;lt;b&amp;gt; tag</title>", "A &lt;b&gt; tag", id="escaped twice"),
        pytest.param(
            "<title>The &lt;audio&gt; tag</title>", "The &lt;audio> tag", id="nothing closes it, so it is meant"
        ),
        pytest.param("<title>&lt;b&gt;B&lt;/b&gt;</title>", "<b>B</b>", id="closed, so it is markup"),
        pytest.param("<title><![CDATA[A & B]]></title>", "A & B", id="CDATA"),
        pytest.param("<title>Ã©tÃ©</title>", "été", id="UTF-8 read as Latin-1 on its way here"),
        pytest.param(
            "<title> </title><media:title>M</media:title>", "M", id="the picture's title where there is no other"
        ),
    ],
)
def test_titles_of_rss_items(xml: str, title: str) -> None:
    """RSS does not say whether a title is HTML: what is closed or referred to is."""
    assert item(xml).title == title


@pytest.mark.parametrize(
    ("inside", "summary", "content"),
    [
        pytest.param("<description>D</description><content:encoded>C</content:encoded>", "D", "C", id="both"),
        pytest.param("<content:encoded>C</content:encoded>", "", "C", id="content alone"),
        pytest.param(
            "<media:group><media:description>D</media:description></media:group>", "D", "", id="a video's description"
        ),
        pytest.param("<itunes:summary>D</itunes:summary>", "D", "", id="a podcast's"),
        pytest.param("<description>A <b>B</b> C</description>", "A <b>B</b> C", "", id="markup that nobody escaped"),
    ],
)
def test_summary_and_content(inside: str, summary: str, content: str) -> None:
    """Where publishers put their teaser and their text."""
    entry = item(inside)
    assert (entry.summary_html, entry.content_html) == (summary, content)


def test_categories_come_from_all_their_places_each_once() -> None:
    """category, dc:subject, media:category, keywords."""
    entry = item(
        "<category>A</category><category> </category><dc:subject>B</dc:subject><media:category>A</media:category>"
        "<media:keywords>C, D</media:keywords><itunes:category text='E'/>"
    )
    assert entry.categories == ("A", "E", "B", "C", "D")


def test_limits() -> None:
    """FET-14: 500 items, 200,000 characters a text, 20 categories."""
    items = "".join(f"<item><title>{number}</title></item>" for number in range(600))
    feed = parse.parse(f"<rss><channel><title>t</title>{items}</channel></rss>".encode(), url=URL)
    assert len(feed.entries) == 500
    assert feed.entries[0].title == "0"
    entry = item(
        f"<description>{'x' * 300_000}</description>" + "".join(f"<category>{n}</category>" for n in range(30))
    )
    assert len(entry.summary_html) == 200_000
    assert len(entry.categories) == 20


@pytest.mark.parametrize(
    ("attack", "leak"),
    [
        pytest.param('<!ENTITY a "LEAK">', "&a;", id="an entity"),
        pytest.param('<!ENTITY x "LEAK"><!ENTITY a "&x;&x;&x;&x;">', "&a;", id="an entity of entities"),
        pytest.param(f'<!ENTITY a SYSTEM "file://{__file__}">', "&a;", id="a file"),
        pytest.param('<!ENTITY a SYSTEM "http://127.0.0.1:1/LEAK">', "&a;", id="an address"),
        pytest.param('<!ENTITY % p SYSTEM "http://127.0.0.1:1/LEAK">%p;', "", id="a parameter entity"),
        pytest.param('<!ENTITY x "]>"><!ENTITY a "LEAK">', "&a;", id="a subset that seems to end"),
        pytest.param("<!-- ]> --><!ENTITY a 'LEAK'>", "&a;", id="a comment that seems to end it"),
    ],
)
def test_no_entity_is_ever_expanded(attack: str, leak: str) -> None:
    """FET-12: no definition is believed, no file is read, nothing is fetched; the rest of the feed is."""
    declared = f"<?xml version='1.0'?><!DOCTYPE rss [{attack}]>"
    xml = f"{declared}<rss><channel><title>t</title><item><title>A{leak}</title></item></channel></rss>"
    assert only(xml).title == f"A{leak}"


def test_a_billion_laughs_is_over_at_once() -> None:
    """FET-12: amplification 1."""
    lines = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    xml = f'<!DOCTYPE rss [<!ENTITY l0 "lol">{lines}]><rss><channel><item><title>&l9;</title></item></channel></rss>'
    assert only(xml).title == "&l9;"


@pytest.mark.parametrize(
    ("body", "words"),
    [
        pytest.param(b"", "is empty", id="nothing"),
        pytest.param(b" \n\x00", "is empty", id="blanks"),
        pytest.param(b"<!DOCTYPE html><html><body>Hello</body></html>", "is an HTML page", id="a page"),
        pytest.param(b"<?xml version='1.0'?><html><body/></html>", "is an HTML page", id="a page as XML"),
        pytest.param(b"Not found", "not RSS, Atom or JSON Feed", id="words"),
        pytest.param(b"\x89PNG\r\n\x1a\n\x00\x00", "not RSS, Atom or JSON Feed", id="a picture"),
        pytest.param(b'{"items": ', "begins like JSON and is not", id="JSON cut short"),
        pytest.param(b"[" * 100_000, "begins like JSON and is not", id="JSON too deep"),
        pytest.param(b'{"error": 1}', "JSON without a list of items", id="another JSON"),
        pytest.param(b"[1, 2]", "JSON without a list of items", id="a list"),
        pytest.param(b"\x1f\x8b\x08broken", "damaged gzip data", id="damaged gzip"),
        pytest.param(gzip.compress(b" " * 30_000_000), "refused as a bomb", id="a gzip bomb"),
        pytest.param(b"<a><feed <b", "no title and no items", id="hardly anything"),
    ],
)
def test_what_is_no_feed_is_one_sentence(body: bytes, words: str) -> None:
    """ParseError says which document and what it is instead."""
    with pytest.raises(ParseError, match=words) as caught:
        parse.parse(body, url=URL)
    assert str(caught.value).startswith(URL)
    assert caught.value.source == URL


def test_a_feed_in_gzip_is_a_feed() -> None:
    """Some publishers pack the file itself."""
    assert parse.parse(gzip.compress(documents.RSS20.xml.encode()), url=URL).entries == (documents.RSS20.entry,)


def test_a_feed_without_items_is_a_feed() -> None:
    """Quiet days are no error."""
    assert parse.parse(b"<rss version='2.0'><channel><title>t</title></channel></rss>", url=URL).entries == ()


@pytest.mark.parametrize(
    "xml",
    [
        pytest.param(
            "<rss><channel><title>t</title><item><title>Fish & chips</title></item></channel></rss>",
            id="a bare ampersand",
        ),
        pytest.param(
            "<rss><channel><title>t</title><item><title>Fish &amp; chips\x0b</title></item></channel></rss>",
            id="a control",
        ),
        pytest.param(
            "<rss><channel><title>t</title><item><title>Fish &amp; chips&#0;</title></item></channel></rss>",
            id="a reference to nothing",
        ),
        pytest.param(
            "<rss><channel><title>t</title><item><title>Fish&nbsp;&amp;&nbsp;chips</title></item></channel></rss>",
            id="HTML's entities",
        ),
        pytest.param(
            "\n junk <rss><channel><title>t</title><item><title>Fish &amp; chips</title></item></channel></rss>",
            id="junk before it",
        ),
        pytest.param(
            "<rss><channel><title>t</title><item><title>Fish &amp; chips</title></item></channel>",
            id="an end that is missing",
        ),
        pytest.param(
            "<rss><channel><title>t</title><item><title>Fish &amp; chips</title><x:y/></item></channel></rss>",
            id="an undeclared prefix",
        ),
        pytest.param(
            "<rss><channel><title>t</title><item><title>Fish &amp; chips</title><b></item></channel></rss>",
            id="a tag nobody closed",
        ),
    ],
)
def test_faults_that_feeds_show_most_are_mended(xml: str) -> None:
    """A person sees what is meant; so do we."""
    entry = only(xml)
    assert entry.title.replace("\xa0", " ") in {"Fish & chips", "Fish &amp; chips"}


def test_what_lxml_would_lose_feedparser_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a document that is not well-formed every item counts, or the slow reader is asked."""
    asked: list[str] = []

    def understood(document: str, url: str, source: str) -> ParsedFeed:
        asked.append(source)
        return slow.understood(document.encode(), url)

    monkeypatch.setattr(slow, "parse", understood)
    xml = "<rss><channel><title>t</title><item><title>One</title></item></channel></rss><item><title>Two</title></item>"
    assert [entry.title for entry in parse.parse(xml.encode(), url=URL).entries] == ["One", "Two"]
    assert asked == [URL]


@pytest.mark.parametrize(
    "document",
    [
        pytest.param("<!-- x -->" * 5_000 + "<x><!DOCTYPE", id="comments before a DOCTYPE that is none"),
        pytest.param("<?x?>" * 5_000 + "<html", id="instructions before a page"),
        pytest.param("<!DOCTYPE rss [" + "<!--" * 200_000, id="comments that never end, in a DOCTYPE"),
        pytest.param("<rss>" + "<![CDATA[" * 100_000, id="sections that never end"),
        pytest.param("<rss>" + "<!--&" * 100_000, id="comments that never end"),
        pytest.param("<rss>" + "&" * 500_000, id="ampersands"),
        pytest.param("<rss><channel>" + "<a>" * 100_000, id="a tower of elements"),
        pytest.param("<rss><item>" + "<a " * 100_000, id="half tags"),
        pytest.param("<!DOCTYPE rss [" + "\"'" * 200_000, id="quotes that never end"),
    ],
)
def test_hostile_documents_cost_no_more_than_their_length(document: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """FET-12, FET-13: what is read in our own process is read in a moment; the slow reader has limits of its own."""
    monkeypatch.setattr(slow, "parse", lambda *_: ParsedFeed(title="", site_url="", language="", ttl=None, entries=()))
    began = time.process_time()
    with contextlib.suppress(ParseError):
        parse.parse(document.encode(), url=URL)
    assert time.process_time() - began < 5


@given(st.binary(max_size=300) | st.binary(max_size=200).map(b'{"items": [{'.__add__))
def test_any_bytes_are_a_feed_or_a_parse_error(body: bytes) -> None:
    """Law: parsing raises nothing but ParseError."""
    with contextlib.suppress(ParseError):
        parse.parse(body, url=URL)


_HEAP = """
<rss>|<feed xmlns='http://www.w3.org/2005/Atom'>|<channel>|<item>|<entry>|<title>|</title>|</item>|<link href='|'/>
<pubDate>|</pubDate>|Sun, 31 Feb 2026 25:61:61 +9999|9999-99-99T99:99:99Z|&|&#xd800;|<![CDATA[|]]>|<!--|\x00|\ud800|é
<media:content url='x' width='9'>|<category>|xml:base='//['|<!DOCTYPE x [|<!ENTITY a 'b'>|&a;
"""
_PIECES = st.sampled_from(_HEAP.strip().replace("\n", "|").split("|"))


@given(st.lists(_PIECES, max_size=25))
def test_any_heap_of_tags_is_a_feed_or_a_parse_error(pieces: list[str]) -> None:
    """Law: the same for documents that look like feeds; the slow reader's process is played by its function."""
    body = "".join(pieces).encode("utf-8", "surrogatepass")
    original = slow.parse
    slow.parse = lambda document, url, source: slow.understood(document.encode("utf-8", "replace"), url)
    try:
        with contextlib.suppress(ParseError):
            parse.parse(body, url=URL)
    finally:
        slow.parse = original


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["id", "url", "title", "items", "authors", "tags", "image", "attachments", "date_published", "name"]
            ),
            inner,
            max_size=6,
        )
    ),
    max_leaves=12,
)


@given(_JSON)
def test_any_json_is_a_feed_or_a_parse_error(value: object) -> None:
    """Law: the same for JSON of any shape."""
    body = json.dumps(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "items": [value, {"id": value, "title": value, "authors": value}],
        }
    )
    parse.parse(body.encode(), url=URL)


def test_json_feed() -> None:
    """Golden pair: JSON Feed 1.1."""
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "The Example",
        "home_page_url": "https://news.example/",
        "language": "en",
        "authors": [{"name": "The desk"}],
        "items": [
            {
                "id": "tag:news.example,2026:1",
                "url": "/1",
                "title": "Bridge & road open",
                "summary": "The bridge is open.",
                "content_html": "<p>All of it.</p>",
                "date_published": "2026-11-22T06:00:00+01:00",
                "date_modified": "2026-11-22T05:30:00Z",
                "authors": [{"name": "Jane"}, {"name": "Joe"}, "nobody"],
                "tags": ["Traffic", "City", 7],
                "image": "/1.jpg",
            },
            {
                "id": 2,
                "content_text": "1 < 2",
                "external_url": "https://other.example/",
                "attachments": [{"mime_type": "image/png", "url": "https://i.example/2.png"}],
            },
            "not an item",
        ],
    }
    parsed = parse.parse(json.dumps(feed).encode(), url=URL)
    first, second = parsed.entries
    assert (parsed.title, parsed.site_url, parsed.language) == ("The Example", "https://news.example/", "en")
    assert first == replace(
        documents.ATOM10.entry,
        author="Jane, Joe",
        summary_html="The bridge is open.",
        image=first.image,
    )
    assert first.image is not None
    assert first.image.url == "https://news.example/1.jpg"
    assert (second.guid, second.author, second.content_html) == ("2", "The desk", "1 &lt; 2")
    assert (second.link, second.image and second.image.url) == ("https://other.example/", "https://i.example/2.png")


def test_version_1_of_json_feed_has_one_author() -> None:
    """`author` before 1.1."""
    feed = {"items": [{"id": "1", "author": {"name": "Jane"}}]}
    assert parse.parse(json.dumps(feed).encode(), url=URL).entries[0].author == "Jane"


def test_half_a_character_in_json_is_a_question_mark() -> None:
    """JSON can escape a lone surrogate, which no other step could write; two that belong together stay."""
    body = rb'{"items": [{"id": "1", "title": "a\ud800b \ud83d\ude00 \udfff", "content_html": "<p>\ud800</p>"}]}'
    entry = parse.parse(body, url=URL).entries[0]
    assert (entry.title, entry.content_html) == ("a?b \U0001f600 ?", "<p>?</p>")


@pytest.mark.shared
def test_every_conformance_feed_is_read_or_refused(shared_data: Path) -> None:
    """feedparser's own 2,107 small feeds: those with entries are read, each within a blink."""
    with tarfile.open(shared_data / "feeds" / "conformance-feedparser.tar.gz") as archive:
        bodies = [
            file.read() for member in archive if member.name.endswith(".xml") and (file := archive.extractfile(member))
        ]
    lost = [body for body in bodies if b"<entry" in body.lower() and not _entries(body)]
    assert len(bodies) > 2000
    assert not lost


def _entries(body: bytes) -> int:
    try:
        return len(parse.parse(body, url=URL).entries)
    except ParseError:
        return 0
