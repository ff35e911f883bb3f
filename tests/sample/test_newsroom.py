"""The newsroom that the demo runs on: what it prints, and how it answers."""

import calendar
import gzip
import http.client
import json
import struct
import zlib
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import feedparser
import pytest

from digest import config
from digest.domain.news import TOPICS
from digest.sample import canvas, newsroom, outlets, scenes, setup
from digest.sample.newsroom import Newsroom

NOW = datetime(2026, 3, 10, 9, 30, tzinfo=UTC)
SOUND = [outlet for outlet in outlets.load() if outlet.format != "broken"]
PIECES = [piece for outlet in SOUND for piece in outlet.pieces]


@pytest.fixture(scope="module")
def room() -> Iterator[Newsroom]:
    with newsroom.serve(NOW) as opened:
        yield opened


def ask(url: str, **headers: str) -> tuple[http.client.HTTPResponse, bytes]:
    """The answer to one GET, and its body as sent; `If_None_Match` names a header."""
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.netloc, timeout=10)
    try:
        connection.request(
            "GET", parts.path, headers={name.replace("_", "-"): value for name, value in headers.items()}
        )
        answer = connection.getresponse()
        return answer, answer.read()
    finally:
        connection.close()


def feed_url(room: Newsroom, outlet: outlets.Outlet) -> str:
    return f"{room.base_url}/{outlet.slug}/feed"


# What it prints


def test_it_has_all_that_the_issue_asks_for() -> None:
    """Enough articles, feeds, topics, formats, pictures, one other encoding and one broken feed."""
    assert len(PIECES) >= 66
    assert len(SOUND) == 10
    assert len(outlets.load()) == 11
    assert {outlet.format for outlet in SOUND} == {"rss2", "rdf", "atom", "json"}
    assert [outlet.encoding for outlet in SOUND if outlet.encoding != "utf-8"] == ["windows-1252"]
    pictured = [piece.picture for piece in PIECES if piece.picture]
    assert len(pictured) >= 15
    assert all(picture.caption and picture.credit and picture.scene in scenes.SCENES for picture in pictured)


@pytest.mark.parametrize("piece", PIECES, ids=lambda piece: piece.slug)
def test_every_piece_reads_like_news(piece: outlets.Piece) -> None:
    """A headline of usual length, a byline, categories, and two to three sentences of summary."""
    assert 40 <= len(piece.title) <= 80
    assert piece.byline
    assert piece.categories
    assert 100 <= len(piece.summary) <= 400
    assert 2 <= piece.summary.count(". ") + piece.summary.count(".” ") + 1 <= 4
    assert not piece.paragraphs or 3 <= len(piece.paragraphs) <= 6


def test_slugs_are_one_of_a_kind() -> None:
    """No two pieces can be taken for each other."""
    assert Counter(piece.slug for piece in PIECES).most_common(1)[0][1] == 1


@pytest.mark.parametrize(
    ("names", "tellers"),
    [
        pytest.param(("Corvane", "8.4 billion"), {"bytefold", "circuit", "gazette", "ledger"}, id="a chip factory"),
        pytest.param(("Marwick", "151 votes to 146"), {"assembly", "gazette", "observer"}, id="a housing law"),
        pytest.param(("Straum", "3.75 per cent"), {"assembly", "gazette", "ledger"}, id="an interest rate"),
        pytest.param(("Sarrow Islands", "magnitude 6.8"), {"gazette", "lantern", "observer"}, id="an earthquake"),
        pytest.param(("Velmorix", "71 per cent"), {"gazette", "lantern", "wardround"}, id="a vaccine"),
        pytest.param(("Tethra 418 b", "96 light years"), {"circuit", "lantern"}, id="a planet"),
        pytest.param(("Northline", "1.2 million"), {"bytefold", "circuit", "wardround"}, id="an attack on hospitals"),
        pytest.param(("Tomas Arrel", "3-2"), {"gazette", "touchline"}, id="a cup final"),
        pytest.param(("Tidewater", "4,100"), {"ledger", "observer"}, id="a bankruptcy"),
        pytest.param(("Dufaure", "Golden Lantern"), {"observer", "parlour"}, id="a film prize"),
        pytest.param(("Port Selwyn", "38 nations"), {"assembly", "lantern", "observer"}, id="a climate summit"),
        pytest.param(("Findwell", "620 million"), {"bytefold", "circuit", "ledger"}, id="a fine"),
        pytest.param(("Lindqvist", "three grand slam"), {"gazette", "touchline"}, id="a farewell"),
    ],
)
def test_a_story_is_told_by_several_outlets_in_their_own_words(names: tuple[str, str], tellers: set[str]) -> None:
    """The same names and figures, never the same headline: what clustering has to join."""
    told = {
        outlet.slug: piece
        for outlet in SOUND
        for piece in outlet.pieces
        if all(name in f"{piece.title} {piece.summary}" for name in names)
    }
    assert set(told) == tellers
    assert len({piece.title for piece in told.values()}) == len({piece.summary for piece in told.values()}) == len(told)


def test_one_piece_is_dated_long_before_it_is_first_seen() -> None:
    """Feeds deliver late: a date two days old comes with the first visit, another only the next day."""
    late = [piece.slug for piece in PIECES if piece.age > timedelta(hours=36)]
    later = [piece.slug for piece in PIECES if piece.appears_after]
    assert (late, later) == (["glacier-lake"], ["moss-on-mars-soil"])


# How it answers


@pytest.mark.parametrize("outlet", SOUND, ids=lambda outlet: outlet.slug)
def test_a_feed_is_what_its_format_says(outlet: outlets.Outlet, room: Newsroom) -> None:
    """feedparser, which reads every format but JSON Feed, finds every piece with its words and its moment."""
    _, body = ask(feed_url(room, outlet))
    printed = outlet.printed(NOW, NOW)
    if outlet.format == "json":
        found = [(item["title"], item["summary"]) for item in json.loads(body)["items"]]
        assert found == [(piece.title, piece.summary) for piece, _ in printed]
        return
    parsed = feedparser.parse(body)
    assert not parsed.bozo
    assert parsed.version == {"rss2": "rss20", "rdf": "rss10", "atom": "atom10"}[outlet.format]
    assert parsed.feed.title == outlet.name
    assert [entry.title for entry in parsed.entries] == [piece.title for piece, _ in printed]
    assert [entry.author for entry in parsed.entries] == [piece.byline for piece, _ in printed]
    assert [entry.link for entry in parsed.entries] == [outlet.link(piece) for piece, _ in printed]
    stated = [entry.get("published_parsed") or entry.updated_parsed for entry in parsed.entries]
    moments = [datetime.fromtimestamp(calendar.timegm(moment), UTC) for moment in stated]
    assert moments == [published_at for _, published_at in printed]


def test_one_feed_is_in_another_encoding(room: Newsroom) -> None:
    """Its accents and quotes are single bytes, and only the document says which encoding that is."""
    answer, body = ask(f"{room.base_url}/observer/feed")
    assert body.startswith(b"<?xml version='1.0' encoding='windows-1252'?>")
    assert "charset" not in (answer.getheader("Content-Type") or "")
    assert "“The Salt Road” takes the Golden Lantern at Brévannes".encode("windows-1252") in body
    with pytest.raises(UnicodeDecodeError):
        body.decode("utf-8")


def test_one_feed_answers_rubbish(room: Newsroom) -> None:
    """It answers, as broken feeds do, with 200 and something that is no feed."""
    answer, body = ask(f"{room.base_url}/static/feed")
    assert answer.status == 200
    parsed = feedparser.parse(body)
    assert (bool(parsed.bozo), parsed.entries) == (True, [])


def test_an_unchanged_feed_is_not_sent_again(room: Newsroom) -> None:
    """Whoever brings the validator gets 304 and no body; whoever brings another gets the feed."""
    url = f"{room.base_url}/gazette/feed"
    first, body = ask(url)
    etag = first.getheader("ETag") or ""
    again, nothing = ask(url, If_None_Match=etag)
    assert (again.status, nothing, again.getheader("ETag")) == (304, b"", etag)
    other, whole = ask(url, If_None_Match='"another"')
    assert (other.status, whole) == (200, body)


def test_a_feed_is_compressed_for_those_who_ask(room: Newsroom) -> None:
    """gzip changes the bytes on the wire and nothing else."""
    url = f"{room.base_url}/lantern/feed"
    _, plain = ask(url)
    answer, packed = ask(url, Accept_Encoding="gzip")
    assert answer.getheader("Content-Encoding") == "gzip"
    assert gzip.decompress(packed) == plain
    assert len(packed) < len(plain) / 2


@pytest.mark.parametrize("path", ["/", "/nobody/feed", "/pictures/none.png", "/gazette/feed/more"])
def test_what_is_not_there_is_404(path: str, room: Newsroom) -> None:
    """Other addresses hold nothing."""
    answer, _ = ask(room.base_url + path)
    assert answer.status == 404


def test_what_appears_later_changes_its_feed() -> None:
    """When the clock moves on, a piece with an old date joins the feed, and the old validator no longer holds."""
    with newsroom.serve(NOW) as room:
        url = f"{room.base_url}/lantern/feed"
        before, body = ask(url)
        assert b"moss-on-mars-soil" not in body
        room.move_on(timedelta(hours=20))
        after, body = ask(url, If_None_Match=before.getheader("ETag") or "")
        assert (after.status, b"moss-on-mars-soil" in body) == (200, True)


def test_a_closed_newsroom_answers_nobody() -> None:
    """Nothing is left listening when the demo ends."""
    with newsroom.serve(NOW) as room:
        url = room.base_url + "/gazette/feed"
    with pytest.raises(ConnectionRefusedError):
        ask(url)


def test_it_opens_at_a_moment_in_utc_only() -> None:
    """A naive moment would date all its news by accident."""
    with pytest.raises(ValueError, match="now must be an aware moment in UTC"), newsroom.serve(datetime(2026, 3, 10)):
        pass


# Pictures


@pytest.mark.parametrize("scene", sorted(scenes.SCENES))
def test_a_picture_is_a_small_png(scene: str, room: Newsroom) -> None:
    """Its chunks and checksums are sound, its pixels as many as it says, and it is light enough for a mail."""
    answer, body = ask(f"{room.base_url}/pictures/{scene}.png")
    assert answer.getheader("Content-Type") == "image/png"
    assert len(body) < 40_000
    chunks = dict(_chunks(body))
    assert struct.unpack(">IIBBBBB", chunks[b"IHDR"]) == (canvas.WIDTH, canvas.HEIGHT, 8, 2, 0, 0, 0)
    rows = zlib.decompress(chunks[b"IDAT"])
    assert len(rows) == canvas.HEIGHT * (1 + 3 * canvas.WIDTH)
    assert len(set(rows)) > 20
    assert chunks[b"IEND"] == b""


def _chunks(body: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Name and content of each chunk of a PNG file (RFC 2083 section 3.2)."""
    assert body[:8] == b"\x89PNG\r\n\x1a\n"
    place = 8
    while place < len(body):
        (length,) = struct.unpack_from(">I", body, place)
        named = body[place + 4 : place + 8 + length]
        assert struct.unpack_from(">I", body, place + 8 + length) == (zlib.crc32(named),)
        yield named[:4], named[4:]
        place += 12 + length


def test_every_way_to_give_a_picture_is_used(room: Newsroom) -> None:
    """Media RSS with caption and credit, enclosures, JSON Feed's own, and figures in the text."""
    answers = {
        slug: ask(f"{room.base_url}/{slug}/feed")[1].decode("utf-8", "replace")
        for slug in ("gazette", "ledger", "circuit", "bytefold", "parlour")
    }
    picture = f"{room.base_url}/pictures/"
    assert f'<media:content url="{picture}' in answers["gazette"]
    assert "<media:credit>Photo: Liv Tangen / The Varnholt Gazette</media:credit>" in answers["gazette"]
    assert (
        f'<enclosure url="{picture}chip.png" type="image/png" length="{len(scenes.png("chip"))}" />'
        in answers["ledger"]
    )
    assert f'rel="enclosure" href="{picture}network.png"' in answers["circuit"]
    assert f'"image": "{picture}chip.png"' in answers["bytefold"]
    assert f'<figure><img src=\\"{picture}dunes.png\\"><figcaption>' in answers["parlour"]


# The demo's configuration


def test_the_demos_configuration_is_whole(room: Newsroom, tmp_path: Path) -> None:
    """Eight readers, eight zones, every feed, a Maildir: it loads, and today is due for everybody all day long."""
    path = tmp_path / "config.toml"
    path.write_text(newsroom.config_text(room, maildir="mail", data="d", at=time(6, 15)), encoding="utf-8")
    settings = config.load(path, {})
    assert [feed.url for feed in settings.feeds] == [feed.url for feed in room.feeds]
    assert {feed.topic_hint for feed in settings.feeds} <= {*TOPICS, None}
    assert [reader.address for reader in settings.subscribers] == [reader.address for reader in setup.READERS]
    assert len({reader.about for reader in setup.READERS}) == len(setup.READERS) == 8
    assert len({reader.schedule.timezone for reader in settings.subscribers}) == 8
    assert {reader.language for reader in settings.subscribers} == {"en", "de", "ar"}
    assert {reader.schedule.at for reader in settings.subscribers} == {time(6, 15)}
    assert (settings.delivery.kind, settings.delivery.maildir) == ("maildir", tmp_path / "mail")
    assert settings.service.data == tmp_path / "d"
    assert settings.schedule.late >= timedelta(hours=24)
