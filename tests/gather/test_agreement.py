"""The fast reader and feedparser give the same result."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from digest.domain.news import Entry, ParsedFeed
from digest.errors import ParseError
from digest.gather import clean, dates, decode, parse, plain, slow
from tests.gather import documents
from tests.gather.documents import URL, Document


def _shown(entry: Entry) -> Entry:
    """An entry with its texts as a reader would see them: feedparser keeps markup in its own way."""
    return replace(
        entry,
        title=plain.text(entry.title),
        summary_html=plain.text(entry.summary_html),
        content_html=plain.text(entry.content_html),
    )


@pytest.mark.parametrize(
    "document",
    [pytest.param(document, id=name) for name, document in documents.DOCUMENTS.items()]
    + [pytest.param(documents.NOT_WELL_FORMED, id="RSS 2.0 that is not well-formed")],
)
def test_both_readers_say_the_same_of_every_format(document: Document) -> None:
    """Golden pairs, read twice."""
    safe = decode.safe_xml(document.xml)
    fast, patient = parse.parse(document.xml.encode(), url=URL), slow.understood(safe.encode(), URL)
    assert (fast.title, fast.site_url) == (patient.title, patient.site_url)
    assert [_shown(entry) for entry in fast.entries] == [_shown(entry) for entry in patient.entries]


#: Captured documents of which feedparser reads entries and we do not, each with its reason; none is known.
LOST: dict[str, str] = {}


def _ours(body: bytes) -> ParsedFeed | None:
    try:
        return parse.parse(body, url=URL)
    except ParseError:
        return None


#: A document's name, its row in the index, our reading and feedparser's.
Twice = tuple[str, dict[str, Any], ParsedFeed | None, ParsedFeed]


@pytest.fixture(scope="module")
def read_twice(
    captured: dict[str, tuple[dict[str, Any], bytes]],
) -> list[Twice]:
    """Every captured document, read by both."""
    rows = []
    for name, (row, body) in captured.items():
        try:
            unpacked = decode.unpack(body, name)
        except ParseError:
            continue
        rows.append((name, row, _ours(body), slow.understood(unpacked, URL)))
    return rows


@pytest.mark.shared
def test_no_captured_feed_is_lost(read_twice: list[Twice]) -> None:
    """What feedparser reads, we read, with every entry; the index saw no more either."""
    lost = {
        name
        for name, row, ours, theirs in read_twice
        if (theirs.entries or row.get("feedparser", {}).get("entries")) and not (ours and ours.entries)
    }
    assert lost == set(LOST)
    fewer = {name for name, _, ours, theirs in read_twice if ours and len(ours.entries) < len(theirs.entries)}
    # Its items hold empty items by mistake, which feedparser counts.
    assert fewer == {"feeds/node-feedparser/illegally-nested.xml"}


@pytest.mark.shared
@pytest.mark.parametrize(
    ("what", "question"),
    [
        pytest.param("title", lambda entry: clean.title(entry.title), id="titles"),
        pytest.param("link", lambda entry: clean.canonical_url(entry.link), id="links"),
        pytest.param("date", lambda entry: entry.published_at or entry.updated_at, id="dates"),
    ],
)
def test_at_least_99_of_100_answers_agree(
    read_twice: list[Twice], what: str, question: Callable[[Entry], object]
) -> None:
    """Titles, links and dates of the captured feeds, as we keep them, against feedparser's."""
    pairs = [
        (question(mine), question(its))
        for _, _, ours, theirs in read_twice
        if ours and len(ours.entries) == len(theirs.entries)
        for mine, its in zip(ours.entries, theirs.entries, strict=True)
    ]
    agreed = sum(mine == its for mine, its in pairs)
    print(f"{what}: {agreed} of {len(pairs)} agree, {100 * agreed / len(pairs):.2f} %")  # noqa: T201
    assert len(pairs) > 4000
    assert agreed / len(pairs) >= 0.99


@pytest.mark.parametrize(
    "words",
    """
Sun, 22 Nov 2026 05:00:00 GMT|Sun, 22 Nov 2026 05:00 +0100|22 November 2026 05:00:00 EST
2026-11-22T05:00:00Z|2026-11-22T05:00:00.123456+05:30|2026-11-22|2026-11
20261122|Sun, 22 Nov 26 05:00:00 PDT|Sun Nov 22 05:00:00 2026
2026-11-22 05:00:00|2026-W47-7|Sun, 22 Nov 2026 24:00:00 GMT|Thu, 31 Jun 2026 00:00:00 GMT|yesterday|""".replace(
        "\n", "|"
    ).split("|"),
)
def test_both_read_a_date_the_same(words: str) -> None:
    """Date spellings of the standards and of feedparser's handlers."""
    xml = f"<rss><channel><title>t</title><item><title>t</title><pubDate>{words}</pubDate></item></channel></rss>"
    (entry,) = slow.understood(xml.encode(), URL).entries
    assert dates.moment(words) == entry.published_at
