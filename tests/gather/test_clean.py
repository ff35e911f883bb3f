"""clean: an entry as the feed states it, an article as we keep it."""

import gzip
import html
import json
import re
import time
import unicodedata
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.domain.news import Article, Entry, Feed, Image
from digest.gather import clean
from tests.gather.conftest import NOW

FEED = Feed(
    url="https://www.news.example/feed",
    title="The Example",
    site_url="https://www.news.example/",
    language="en",
    checked_at=NOW - timedelta(hours=1),
)
ENTRY = Entry(
    guid="one",
    link="https://www.news.example/1?utm_source=rss",
    title="Bridge opens",
    author="Jane Doe",
    summary_html="<p>The bridge is open.</p>",
    content_html="<p>The bridge is open.</p><p>At last.</p>",
    published_at=NOW - timedelta(hours=1),
    updated_at=NOW,
    categories=("Traffic", "traffic", "Traffic"),
)
EMPTY = replace(
    ENTRY,
    guid="",
    link="",
    title="",
    author="",
    summary_html="",
    content_html="",
    published_at=None,
    updated_at=None,
    categories=(),
)


def article(entry: Entry, feed: Feed = FEED, language: str = "") -> Article:
    """The article of an entry that makes one."""
    made = clean.article(entry, feed, language=language, now=NOW)
    assert made is not None
    return made


def test_an_article_has_all_that_the_entry_says() -> None:
    """Every field of an ordinary entry."""
    assert article(ENTRY, language="en-gb") == Article(
        id="90fc3bb8bdae8ccd",
        feed_url="https://www.news.example/feed",
        guid="one",
        url="https://www.news.example/1",
        title="Bridge opens",
        author="Jane Doe",
        outlet="The Example",
        summary="The bridge is open.",
        text="The bridge is open. At last.",
        language="en-GB",
        published_at=NOW - timedelta(hours=1),
        date_is_ours=False,
        first_seen_at=NOW,
        categories=("Traffic", "traffic"),
        content_hash="8b3064a72f03a244",
    )


@pytest.mark.parametrize(
    ("entry", "made"),
    [
        pytest.param(EMPTY, False, id="nothing at all"),
        pytest.param(
            replace(EMPTY, guid="x", author="J", categories=("a",)), False, id="nothing to read and nowhere to go"
        ),
        pytest.param(replace(EMPTY, link="javascript:alert(1)", title="<script>x</script>"), False, id="nothing safe"),
        pytest.param(replace(EMPTY, title="Bridge"), True, id="a title alone"),
        pytest.param(replace(EMPTY, summary_html="Bridge"), True, id="a summary alone"),
        pytest.param(replace(EMPTY, content_html="Bridge"), True, id="a text alone"),
        pytest.param(replace(EMPTY, link="https://news.example/"), True, id="a link alone"),
    ],
)
def test_what_makes_an_article(entry: Entry, *, made: bool) -> None:
    """Something to read or somewhere to go; always with a title to show."""
    found = clean.article(entry, FEED, language="", now=NOW)
    assert (found is not None) is made
    assert found is None or found.title


@pytest.mark.parametrize(
    ("published", "updated", "kept", "is_ours"),
    [
        pytest.param(NOW - timedelta(days=1), NOW, NOW - timedelta(days=1), False, id="published"),
        pytest.param(
            None, NOW - timedelta(days=2), NOW - timedelta(days=2), False, id="updated where published is missing"
        ),
        pytest.param(NOW + timedelta(days=9), None, NOW, False, id="a date to come counts as now"),
        pytest.param(datetime(1970, 1, 1, tzinfo=UTC), None, NOW, True, id="1970 is no date"),
        pytest.param(datetime(1, 1, 1, tzinfo=UTC), None, NOW, True, id="nor is the year 1"),
        pytest.param(datetime(9999, 12, 31, tzinfo=UTC), None, NOW, True, id="nor is 9999"),
        pytest.param(
            datetime(1970, 1, 1, tzinfo=UTC), NOW - timedelta(days=2), NOW - timedelta(days=2), False, id="updated then"
        ),
        pytest.param(None, None, NOW, True, id="no date at all"),
    ],
)
def test_dates(published: datetime | None, updated: datetime | None, kept: datetime, *, is_ours: bool) -> None:
    """FET-17: a date is believed when it can be true."""
    made = article(replace(ENTRY, published_at=published, updated_at=updated))
    assert (made.published_at, made.date_is_ours) == (kept, is_ours)


def test_identity() -> None:
    """The id hangs on the feed and the guid, else the address, else the title; on nothing else."""
    assert article(ENTRY).id == article(replace(ENTRY, title="Other", link="https://news.example/2")).id
    assert article(ENTRY).id != article(replace(ENTRY, guid="two")).id
    assert article(ENTRY).id != article(ENTRY, replace(FEED, url="https://other.example/feed")).id
    without = replace(ENTRY, guid="")
    assert article(without).guid == "https://www.news.example/1"
    assert article(replace(without, link="")).guid == article(replace(without, link="", summary_html="x")).guid
    assert article(replace(ENTRY, guid=" a\x00\ud800 b\n")).guid == "a b"


def test_the_hash_changes_with_the_words_alone() -> None:
    """`content_hash` tells a correction from a new date."""
    assert article(ENTRY).content_hash == article(replace(ENTRY, published_at=None, author="B")).content_hash
    for change in ({"title": "Bridge shut"}, {"summary_html": "No."}, {"content_html": "No."}):
        assert article(ENTRY).content_hash != article(replace(ENTRY, **change)).content_hash  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        pytest.param("AT&amp;T &#8217;s &lt;b&gt;", "AT&T ’s <b>", id="references are signs"),
        pytest.param("AT&amp;amp;T", "AT&T", id="also when they were escaped twice"),
        pytest.param("Say &amp;#8217;hi&amp;quot;", 'Say ’hi"', id="also numbers"),
        pytest.param("<b>Bold</b> <i>move</i>", "Bold move", id="tags go"),
        pytest.param("&lt;a href='x'&gt;Bold&lt;/a&gt; move", "Bold move", id="tags that were escaped too"),
        pytest.param("&amp;lt;script&amp;gt;alert(1)&amp;lt;/script&amp;gt; news", "news", id="scripts, however deep"),
        pytest.param("The &lt;audio&gt; element", "The <audio> element", id="a bare tag may be meant"),
        pytest.param("5 < 6 & 7 > 2", "5 < 6 & 7 > 2", id="signs that are only signs"),
        pytest.param("I <3 news", "I <3 news", id="a heart"),
        pytest.param("one\ntwo\t three\u00a0four\u2028five", "one two three four five", id="white space collapses"),
        pytest.param("a\x00b\x1bc\x7fd", "abcd", id="controls go"),
        pytest.param("don\x92t \x93quote\x94 \x80", "don’t “quote” €", id="C1 controls are windows-1252"),
        pytest.param("abc\u202edef\u2066ghi\u200e", "abcdefghi", id="bidi overrides go"),
        pytest.param("z\u200be\u2060r\ufeffo", "zero", id="zero-width signs go"),
        pytest.param("a\u200d\u200c\u200db \u200dc", "ab c", id="joiners in a row or at an edge go"),
        pytest.param(
            "\U0001f468\u200d\U0001f469\u200d\U0001f467",
            "\U0001f468\u200d\U0001f469\u200d\U0001f467",
            id="a family stays whole",
        ),
        pytest.param("می\u200cخواهم", "می\u200cخواهم", id="Persian keeps its joiner"),
        pytest.param("e\u0301", "é", id="the result is NFC"),
        pytest.param("=?utf-8?B?QmNjOiBh?=", "= ?utf-8?B?QmNjOiBh?=", id="no encoded word"),
        pytest.param("=\u200b?utf-8?q?x?=", "= ?utf-8?q?x?=", id="nor a hidden one"),
        pytest.param("Subject: a\r\nBcc: x@y.example", "Subject: a Bcc: x@y.example", id="no second header line"),
        pytest.param("{{7*7}} {% raw %}", "{{7*7}} {% raw %}", id="template signs are words"),
        pytest.param("\ufdd0\U0001fffe\ud800x", "x", id="noncharacters go"),
        pytest.param("soft\u00adware", "software", id="soft hyphens go"),
        pytest.param("a" * 400, "a" * 299 + "…", id="300 characters at most"),
    ],
)
def test_titles(title: str, shown: str) -> None:
    """FET-32: text alone, on one line, safe in a header."""
    assert clean.title(title) == shown


_WORDS = st.text(max_size=80) | st.lists(
    st.sampled_from(
        [
            "a",
            " ",
            "<",
            ">",
            "<b>",
            "</a>",
            "<script>",
            "&",
            "&amp;",
            "&lt;",
            "=?",
            "?=",
            "\u200d",
            "\u202e",
            "é",
            "e\u0301",
            "\x92",
        ]
    ),
    max_size=15,
).map("".join)


@given(_WORDS)
def test_a_clean_title_stays_as_it_is(words: str) -> None:
    """Law: cleaning twice equals cleaning once; and nothing unseen, no encoded word, nothing too long is left."""
    once = clean.title(words)
    assert clean.title(html.escape(once)) == once
    assert len(once) <= 300
    assert "=?" not in once
    assert unicodedata.is_normalized("NFC", once)
    assert not any(unicodedata.category(sign) in {"Cc", "Cs", "Zl", "Zp"} for sign in once)
    assert once == " ".join(once.split())


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        pytest.param("Bridge opens    - The Example", "Bridge opens", id="the outlet's name"),
        pytest.param("Bridge opens | Example", "Bridge opens", id="without its article"),
        pytest.param("Bridge opens – news.example", "Bridge opens", id="its host"),
        pytest.param("Bridge opens - NEWS", "Bridge opens", id="the first part of its host"),
        pytest.param("Bridge opens - Reuters", "Bridge opens - Reuters", id="another's name stays"),
        pytest.param("Mayor: yes - but not now", "Mayor: yes - but not now", id="a dash is only a dash"),
        pytest.param("Bridge - ???", "Bridge - ???", id="nothing that could be a name"),
        pytest.param("The Example", "The Example", id="a title that is the name"),
        pytest.param("The-Example", "The-Example", id="no blank, no suffix"),
    ],
)
def test_the_publishers_name_at_a_titles_end(title: str, shown: str) -> None:
    """It goes when it is this outlet's own, for readers see the outlet beside every title."""
    assert article(replace(ENTRY, title=title)).title == shown


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        pytest.param("<p>One.</p><p>Two.</p>", "One. Two.", id="paragraphs do not run together"),
        pytest.param("one<br>two<br/>three", "one two three", id="nor do lines"),
        pytest.param("<ul><li>one<li>two</ul><h2>three</h2>four", "one two three four", id="nor lists and headings"),
        pytest.param("<div>one</div><TD>two</TD><x-y>three", "one two three", id="nor what else is no part of a word"),
        pytest.param("One.&amp;lt;br /&amp;gt;Two.", "One. Two.", id="nor lines whose break was escaped twice"),
        pytest.param("<b>One.</b><i>Two.</i>", "One. Two.", id="nor sentences with only marks between them"),
        pytest.param("“One.”<a href=x><b>“Two</b>", "“One.” “Two", id="nor those in quotes"),
        pytest.param("Seen at last.The end", "Seen at last. The end", id="nor those that the publisher ran together"),
        pytest.param('"<b>One.</b>" Node.<b>js</b>', '"One." Node.js', id="what belongs together stays so"),
        pytest.param("U.<b>S.</b> React.Component http.Request", "U.S. React.Component http.Request", id="names too"),
        pytest.param("un<b>believ</b>able", "unbelievable", id="words stay whole"),
        pytest.param(
            "an <a><ins>event</ins></a>. So <del>no</del>.", "an event. So no.", id="what was put in is no block"
        ),
        pytest.param("At Bath , we met .", "At Bath, we met.", id="no blank before a comma or a stop"),
        pytest.param("Wait . . . in .NET , x", "Wait . . . in .NET, x", id="but where it belongs"),
        pytest.param(
            "<script>alert(1)</script>Safe<style>p{}</style>", "Safe", id="scripts and styles go with their content"
        ),
        pytest.param(
            "<figure><img src=x><figcaption>Caption</figcaption></figure>Text", "Text", id="captions belong to pictures"
        ),
        pytest.param("Fish &amp; chips &nbsp;&mdash; &euro;5", "Fish & chips — €5", id="references"),
        pytest.param("<p>Unclosed <b>and <i>nested", "Unclosed and nested", id="tags that nobody closed"),
        pytest.param("text <img src=x onerror=alert(1)//", "text", id="a tag cut short"),
        pytest.param("&lt;p&gt;Twice&lt;/p&gt;", "Twice", id="markup escaped twice"),
        pytest.param("&amp;amp;lt;/a&amp;amp;gt;" + "x", "x", id="and three times"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_plain_text(html: str, shown: str) -> None:
    """FET-30: words without markup."""
    assert clean.plain_text(html) == shown


def test_markup_escaped_beyond_reason_loses_its_brackets() -> None:
    """Nothing that looks like a tag survives, however often it was escaped."""
    deep = "".join(_escaped("</a>", depth) for depth in range(1, 12))
    assert "</a>" not in clean.plain_text(deep)


@pytest.mark.parametrize("tag", ["div", "b", "table", "svg", "blockquote", "a"])
def test_a_tower_of_tags_is_read_in_a_moment(tag: str) -> None:
    """FET-13: a browser's reading of 40,000 nested blocks takes 9 s; ours gives up on their order."""
    began = time.process_time()
    assert clean.plain_text(f"<{tag}>" * 30_000 + "Text" + f"</{tag}>" * 30_000) in {"Text", ""}
    assert time.process_time() - began < 1


def test_a_long_page_is_no_tower() -> None:
    """Many tags side by side are an article; its scripts go as ever."""
    assert clean.plain_text("<div><b>x</b><br></div>" * 1000 + "<script>alert(1)</script>") == "x " * 999 + "x"


def _escaped(words: str, times: int) -> str:
    for _ in range(times):
        words = words.replace("&", "&#38;").replace("<", "&#60;").replace(">", "&#62;")
    return words


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        pytest.param(
            "<p>The bridge is open.</p> <a>Continue reading...</a>", "The bridge is open.", id="continue reading"
        ),
        pytest.param("It is open. Continue Reading at GameSpot", "It is open.", id="at a place"),
        pytest.param(
            "It is open. <p>The post Bridge opens appeared first on The Example.</p>",
            "It is open.",
            id="the post appeared",
        ),
        pytest.param("It is open. [&#8230;]", "It is open.…", id="an ellipsis in a box"),
        pytest.param("It is open <a>Read more</a> »", "It is open", id="read more"),
        pytest.param("It is open (Read more...)", "It is open", id="in parentheses"),
        pytest.param("It is open. Read the full story.", "It is open.", id="the full story"),
        pytest.param("It is open. (more…)", "It is open.", id="more"),
        pytest.param("It is open. To read this article in full, please click here", "It is open.", id="click here"),
        pytest.param("submitted by /u/jane [link] [comments]", "", id="a forum's footer alone"),
        pytest.param("<a>Comments</a>", "", id="comments alone"),
        pytest.param("They read more books.", "They read more books.", id="words that mean what they say"),
        pytest.param(
            "Read more than ever, people did.", "Read more than ever, people did.", id="at a sentence's start"
        ),
    ],
)
def test_boilerplate_is_no_summary(html: str, shown: str) -> None:
    """What asks for a click says nothing about the story."""
    assert clean.summary(html) == shown


@pytest.mark.parametrize(
    ("html", "limit", "shown"),
    [
        pytest.param("One. Two. Three.", 100, "One. Two. Three.", id="short enough"),
        pytest.param("One is here. Two is there. Three", 28, "One is here. Two is there.", id="after a sentence"),
        pytest.param(
            "One. And then a very long second sentence",
            24,
            "One. And then a very…",
            id="after a word when the sentence is far",
        ),
        pytest.param("Nothingtocutinhere", 10, "Nothingto…", id="anywhere when there is no end of a word"),
        pytest.param(
            "新しい橋が開通した。長い間待っていた。", 12, "新しい橋が開通した。", id="after a sentence in Japanese"
        ),
        pytest.param("aaaaaaaae\u0323\u0323\u0323bbbbb", 11, "aaaaaaaa…", id="not between a letter and its marks"),
        pytest.param("aaaaa\U0001f468\u200d\U0001f469\u200d\U0001f467bbbbb", 9, "aaaaa…", id="not inside a family"),
        pytest.param(
            "aaaaa\U0001f1e9\U0001f1ea\U0001f1eb\U0001f1f7bbbb", 9, "aaaaa\U0001f1e9\U0001f1ea…", id="not inside a flag"
        ),
        pytest.param("aaaaa\U0001f44d\U0001f3fdbbbbbb", 7, "aaaaa…", id="not between a hand and its colour"),
    ],
)
def test_summaries_end_where_a_reader_would_stop(html: str, limit: int, shown: str) -> None:
    """After a sentence, else a word, never inside a sign."""
    assert clean.summary(html, limit) == shown
    assert len(shown) <= limit


def test_a_summary_that_only_repeats_the_title_is_none() -> None:
    """A reader reads it once."""
    assert (
        article(replace(ENTRY, title="Bridge opens", summary_html="<b>Bridge opens</b>", content_html="")).summary == ""
    )


def test_a_long_text_without_a_teaser_gives_its_beginning() -> None:
    """The summary is cut from the text, whatever the text's end says."""
    made = article(replace(ENTRY, summary_html="", content_html="<p>It is open today.</p>" * 400 + "Read more"))
    assert made.summary.endswith("open today.")
    assert len(made.summary) <= 600
    assert len(made.text) > 6000


def test_text_and_summary_stand_in_for_each_other() -> None:
    """A feed with one of them has both."""
    only_content = article(replace(ENTRY, summary_html=""))
    assert only_content.summary == "The bridge is open. At last."
    only_summary = article(replace(ENTRY, content_html=""))
    assert only_summary.text == "The bridge is open."


def test_an_entry_without_a_title_is_named_by_its_text() -> None:
    """A note's first words, else its address, are what a reader can click on."""
    assert article(replace(ENTRY, title="")).title == "The bridge is open. At last."
    assert article(replace(EMPTY, link="https://news.example/1")).title == "https://news.example/1"


@pytest.mark.parametrize(
    ("feed", "outlet"),
    [
        pytest.param(replace(FEED, name="Ours"), "Ours", id="the operator's name"),
        pytest.param(replace(FEED, title="The <b>Example</b>"), "The Example", id="the feed's title"),
        pytest.param(replace(FEED, title=""), "news.example", id="the host"),
        pytest.param(replace(FEED, title="rss.news.example"), "news.example", id="a title that is a host"),
        pytest.param(replace(FEED, title="News.Example"), "News.Example", id="and that is a name as well"),
        pytest.param(
            replace(FEED, title="x", name="rss.news.example"), "rss.news.example", id="the operator knows best"
        ),
        pytest.param(Feed(url="https://feeds.news.example/x"), "news.example", id="the host without feeds."),
        pytest.param(Feed(url="feed.xml"), "feed.xml", id="the file"),
    ],
)
def test_the_outlet_is_a_name_for_readers(feed: Feed, outlet: str) -> None:
    """Plain text, always something."""
    assert article(ENTRY, feed).outlet == outlet


@pytest.mark.parametrize(
    ("tag", "kept"),
    [("en", "en"), ("EN-us", "en-US"), ("pt_br", "pt-BR"), ("zh-Hans-CN", "zh"), ("English (US)", ""), ("", "en")],
)
def test_languages(tag: str, kept: str) -> None:
    """BCP 47 or nothing; the feed's own where the document says nothing."""
    assert article(ENTRY, language=tag).language == kept


@pytest.mark.parametrize(
    ("image", "kept"),
    [
        pytest.param(None, None, id="none"),
        pytest.param(Image(url="javascript:alert(1)"), None, id="an address that is none"),
        pytest.param(
            Image(url="https://i.example/p.jpg?s=1", caption="<b>The</b> bridge\n", credit="Jane &amp; Co"),
            Image(url="https://i.example/p.jpg?s=1", caption="The bridge", credit="Jane & Co"),
            id="plain words",
        ),
    ],
)
def test_images(image: Image | None, kept: Image | None) -> None:
    """A sound address, plain caption and credit."""
    assert article(replace(ENTRY, image=image)).image == kept


def test_categories_are_few_plain_words() -> None:
    """At most 20, each once, each short."""
    made = article(replace(ENTRY, categories=("<b>A</b>", "A", "", *map(str, range(99)), "x" * 999)))
    assert made.categories[:2] == ("A", "0")
    assert len(made.categories) == 20


@pytest.mark.shared
def test_no_hostile_string_leaves_markup_or_anything_unseen(shared_data: Path) -> None:
    """FET-30, FET-32 over four corpora: as title, summary and text, nothing that a browser would run is left."""
    running = re.compile(r"<(?:script|img|svg|iframe|a|object|embed|style)\s[^>]*=|<script", re.IGNORECASE)
    unseen = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200b\ufeff\ud800-\udfff]")
    tried = 0
    for path in sorted((shared_data / "hostile").glob("*.json.gz")):
        for words in json.loads(gzip.decompress(path.read_bytes())):
            for shown in (clean.title(words), clean.summary(words), clean.plain_text(words)):
                assert not running.search(shown), (path.name, words)
                assert not unseen.search(shown), (path.name, words)
                assert "=?" not in clean.title(words)
                tried += 1
    assert tried > 1000


def test_the_past_of_a_new_feed_is_no_news() -> None:
    """What a feed held before it was ever asked counts as seen when it was published; undated things count from now."""
    new = replace(FEED, checked_at=None)
    seen = [clean.article(entry, new, now=NOW) for entry in (ENTRY, replace(ENTRY, published_at=None, updated_at=None))]
    assert [article.first_seen_at for article in seen if article] == [NOW - timedelta(hours=1), NOW]
