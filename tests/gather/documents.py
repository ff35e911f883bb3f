"""Invented documents, one for each way of writing a feed, and what each of them says."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from digest.domain.news import Entry, Image

URL = "https://news.example/feeds/all.xml"
MOMENT = datetime(2026, 11, 22, 5, 0, tzinfo=UTC)
LATER = datetime(2026, 11, 22, 5, 30, tzinfo=UTC)


@dataclass(frozen=True)
class Document:
    """A feed's text and the one entry in it."""

    xml: str
    entry: Entry
    title: str = "The Example"


def entry(**said: object) -> Entry:
    """The entry most documents tell, with what this one says differently."""
    usual = Entry(
        guid="tag:news.example,2026:1",
        link="https://news.example/1",
        title="Bridge &amp; road open",
        author="Jane Doe",
        summary_html="<p>The bridge is open.</p>",
        content_html="",
        published_at=MOMENT,
        updated_at=None,
        categories=("Traffic", "City"),
    )
    return replace(usual, **said)  # type: ignore[arg-type]


RSS20 = Document(
    """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>The Example</title>
<link>https://news.example/</link><language>en</language><ttl>90</ttl>
<item><title>Bridge &amp;amp; road open</title><link>https://news.example/1</link>
<author>jane@news.example (Jane Doe)</author><guid isPermaLink="false">tag:news.example,2026:1</guid>
<description><![CDATA[<p>The bridge is open.</p>]]></description>
<content:encoded><![CDATA[<p>All of it.</p>]]></content:encoded>
<category>Traffic</category><category>City</category><pubDate>Sun, 22 Nov 2026 06:00:00 +0100</pubDate>
</item></channel></rss>""",
    entry(content_html="<p>All of it.</p>"),
)
RSS091 = Document(
    """<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd">
<rss version="0.91"><channel><title>The Example</title><link>https://news.example/</link>
<item><title>Bridge &amp;amp; road open</title><link>https://news.example/1</link>
<description>&lt;p&gt;The bridge is open.&lt;/p&gt;</description></item></channel></rss>""",
    entry(guid="", author="", published_at=None, categories=()),
)
RSS090 = Document(
    """<?xml version="1.0"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://my.netscape.com/rdf/simple/0.9/">
<channel><title>The Example</title><link>https://news.example/</link></channel>
<item><title>Bridge &amp;amp; road open</title><link>https://news.example/1</link></item></rdf:RDF>""",
    entry(guid="", author="", published_at=None, categories=(), summary_html=""),
)
RSS10 = Document(
    """<?xml version="1.0"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://news.example/"><title>The Example</title><link>https://news.example/</link>
<dc:language>en</dc:language></channel>
<item rdf:about="tag:news.example,2026:1"><title>Bridge &amp;amp; road open</title><link>https://news.example/1</link>
<description>&lt;p&gt;The bridge is open.&lt;/p&gt;</description><dc:creator>Jane Doe</dc:creator>
<dc:date>2026-11-22T06:00:00+01:00</dc:date><dc:subject>Traffic</dc:subject><dc:subject>City</dc:subject>
</item></rdf:RDF>""",
    entry(),
)
ATOM10 = Document(
    """<?xml version="1.0"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>The Example</title>
<link rel="self" href="https://news.example/feeds/all.xml"/><link href="https://news.example/"/>
<entry><id>tag:news.example,2026:1</id><title>Bridge &amp; road open</title>
<link rel="enclosure" href="https://news.example/1.mp3"/><link href="/1"/>
<author><name>Jane Doe</name><email>jane@news.example</email></author>
<summary type="html">&lt;p&gt;The bridge is open.&lt;/p&gt;</summary>
<content type="html">&lt;p&gt;All of it.&lt;/p&gt;</content>
<category term="Traffic"/><category term="c" label="City"/>
<published>2026-11-22T05:00:00Z</published><updated>2026-11-22T05:30:00Z</updated></entry></feed>""",
    entry(content_html="<p>All of it.</p>", updated_at=LATER),
)
ATOM03 = Document(
    """<?xml version="1.0"?>
<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>The Example</title>
<link rel="alternate" type="text/html" href="https://news.example/"/>
<entry><id>tag:news.example,2026:1</id><title type="text/html" mode="escaped">Bridge &amp;amp; road open</title>
<link rel="alternate" type="text/html" href="https://news.example/1"/><author><name>Jane Doe</name></author>
<summary type="text/html" mode="base64">PHA+VGhlIGJyaWRnZSBpcyBvcGVuLjwvcD4=</summary>
<issued>2026-11-22T05:00:00Z</issued><modified>2026-11-22T05:30:00Z</modified></entry></feed>""",
    entry(categories=(), updated_at=LATER),
)
PREFIXED = Document(
    """<?xml version="1.0"?>
<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:title>The Example</a:title><a:link href="https://news.example/"/>
<a:entry><a:id>tag:news.example,2026:1</a:id><a:title type="html">Bridge &amp;amp; road open</a:title>
<a:link href="https://news.example/1"/><a:author><a:name>Jane Doe</a:name></a:author>
<a:summary type="html">&lt;p&gt;The bridge is open.&lt;/p&gt;</a:summary><a:published>2026-11-22T05:00:00Z</a:published>
</a:entry></a:feed>""",
    entry(categories=()),
)
PICTURED = Document(
    """<?xml version="1.0"?>
<rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/"><channel>
<title>The Example</title><link>https://news.example/</link>
<item><title>Bridge &amp;amp; road open</title><link>https://news.example/1</link><author>Jane Doe</author>
<guid isPermaLink="false">tag:news.example,2026:1</guid>
<description>&lt;p&gt;The bridge is open.&lt;/p&gt;</description>
<media:content url="https://i.example/1.jpg" medium="image"><media:credit>Ana Foto</media:credit></media:content>
<pubDate>Sun, 22 Nov 2026 05:00:00 GMT</pubDate></item></channel></rss>""",
    entry(categories=(), image=Image(url="https://i.example/1.jpg", credit="Ana Foto")),
)
NOT_WELL_FORMED = Document(
    """<?xml version="1.0"?>
<rss version="2.0"><channel><title>The Example</title><link>https://news.example/</link>
<item><title>Bridge &amp;amp; road open</title><link>https://news.example/1</link><author>Jane Doe</author>
<guid isPermaLink="false">tag:news.example,2026:1</guid><description><p>The bridge is open.</description>
<category>Traffic</category><category>City</category><pubDate>Sun, 22 Nov 2026 05:00:00 GMT</pubDate></item></rss>""",
    entry(summary_html="<p>The bridge is open.</p>"),
)
DOCUMENTS = {
    "RSS 2.0 with content": RSS20,
    "RSS 0.91 with its DTD": RSS091,
    "RSS 0.90": RSS090,
    "RSS 1.0 with Dublin Core": RSS10,
    "Atom 1.0": ATOM10,
    "Atom 0.3 with base64": ATOM03,
    "Atom under a prefix": PREFIXED,
    "RSS 2.0 with Media RSS": PICTURED,
}
