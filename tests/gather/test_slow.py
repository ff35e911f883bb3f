"""slow: feedparser in a process that may be killed."""

import subprocess
import sys
from dataclasses import replace

import pytest

from digest.domain.news import Image
from digest.errors import ParseError
from digest.gather import parse, slow
from tests.gather import documents
from tests.gather.documents import URL


@pytest.mark.parametrize("name", ["RSS 2.0 with content", "RSS 2.0 with Media RSS"])
def test_a_feed_comes_back_from_the_process_as_it_was_read(name: str) -> None:
    """What crosses the border between the processes is whole: moments, pictures, categories."""
    xml = documents.DOCUMENTS[name].xml
    assert slow.parse(xml, URL, URL) == slow.understood(xml.encode(), URL)


@pytest.mark.parametrize(
    ("cpu", "memory", "patience", "words"),
    [
        pytest.param(1, 512 * 2**20, 60, "took over 1 s or 512 MB", id="too much time"),
        pytest.param(10, 60 * 2**20, 60, "took over 10 s or 60 MB", id="too much memory"),
        pytest.param(10, 512 * 2**20, 0.2, "took over 0.2 s", id="too long by the clock"),
    ],
)
def test_a_document_that_costs_too_much_costs_itself_alone(
    monkeypatch: pytest.MonkeyPatch, cpu: int, memory: int, patience: float, words: str
) -> None:
    """FET-13: the process is killed, the feed is a ParseError, nothing else happens."""
    monkeypatch.setattr(slow, "CPU_SECONDS", cpu)
    monkeypatch.setattr(slow, "MEMORY_BYTES", memory)
    monkeypatch.setattr(slow, "PATIENCE_SECONDS", patience)
    bottomless = f"<rss><channel>{'<item><title>x</title><description>y</description></item>' * 60_000}"
    with pytest.raises(ParseError, match=words) as caught:
        slow.parse(bottomless, URL, "https://news.example/feed")
    assert caught.value.source == "https://news.example/feed"


def test_the_process_reads_standard_input_and_nothing_else() -> None:
    """Its limits are set before it reads a byte; an empty document is an empty feed."""
    done = subprocess.run(
        [sys.executable, "-m", "digest.gather.slow", "1", str(512 * 2**20), URL],
        input=b"",
        capture_output=True,
        check=True,
    )
    assert done.stdout == b'{"title": "", "site_url": "", "language": "", "ttl": null, "entries": []}'


@pytest.mark.parametrize(
    ("inside", "url"),
    [
        pytest.param('<media:thumbnail url="https://i.example/t.jpg"/>', "https://i.example/t.jpg", id="a thumbnail"),
        pytest.param(
            '<enclosure url="https://i.example/e" type="image/png"/>', "https://i.example/e", id="an enclosure"
        ),
        pytest.param(
            '<description>&lt;img src="https://i.example/d.jpg"&gt;</description>',
            "https://i.example/d.jpg",
            id="in the text",
        ),
        pytest.param('<enclosure url="https://i.example/e.mp3" type="audio/mpeg"/>', "", id="no picture"),
    ],
)
def test_pictures(inside: str, url: str) -> None:
    """The slow reader finds pictures where the fast one does."""
    spaces = 'xmlns:media="http://search.yahoo.com/mrss/"'
    xml = f"<rss {spaces}><channel><item><title>t</title>{inside}</item></channel></rss>"
    (entry,) = slow.understood(xml.encode(), URL).entries
    assert entry.image == (Image(url=url) if url else None)


@pytest.mark.parametrize("document", documents.DOCUMENTS.values(), ids=documents.DOCUMENTS.keys())
def test_every_feed_survives_being_written_down(document: documents.Document) -> None:
    """The process's answer is JSON; nothing is lost in it."""
    feed = parse.parse(document.xml.encode(), url=URL)
    assert slow._from_json(slow._to_json(feed).encode()) == feed


def test_a_date_that_is_none_is_none() -> None:
    """No moment is made up."""
    xml = documents.RSS20.xml.replace("22 Nov 2026", "22 Nov 99999")
    (entry,) = slow.understood(xml.encode(), URL).entries
    assert replace(entry, published_at=None) == entry
