"""fetch: one conditional GET against a real server on the loopback interface."""

import asyncio
import gzip
import socket
import ssl
import time
import zlib
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler
from ipaddress import ip_network

import pytest
import trustme

from digest.domain.news import Fetched
from digest.errors import FetchError
from digest.gather import fetch, guard
from tests.gather.conftest import NOW, RSS, Answer, Publisher


def get(
    url: str,
    limits: fetch.Limits,
    *,
    etag: str | None = None,
    last_modified: str | None = None,
    tls: ssl.SSLContext | None = None,
    listed: bool = True,
) -> Fetched:
    """The answer to one fetch in a session of its own."""

    async def once() -> Fetched:
        async with fetch.open_session(limits, tls=tls) as session:
            return await fetch.fetch(
                session, url, etag=etag, last_modified=last_modified, limits=limits, now=NOW, listed=listed
            )

    return asyncio.run(once())


def test_a_document_comes_with_all_that_is_worth_remembering(publisher: Publisher, limits: fetch.Limits) -> None:
    """Body, validators exactly as sent, freshness and the server's clock."""
    sent = {
        "ETag": 'W/"a b"',
        "Last-Modified": "yesterday, sort of",
        "Cache-Control": "max-age=60",
        "Content-Type": "text/xml",
    }
    publisher.answers["/feed"] = Answer(headers=sent)
    fetched = get(f"{publisher.url}/feed", limits)
    assert fetched.body == RSS
    assert (fetched.etag, fetched.last_modified, fetched.max_age) == ('W/"a b"', "yesterday, sort of", 60)
    assert (fetched.content_type, fetched.http_status, fetched.fetched_at) == ("text/xml", 200, NOW)
    assert fetched.served_at is not None


def test_validators_go_back_byte_for_byte(publisher: Publisher, limits: fetch.Limits) -> None:
    """FET-20: quotes, W/ and odd dates are the server's own business."""
    publisher.answers["/feed"] = Answer(304, b"")
    fetched = get(f"{publisher.url}/feed", limits, etag='W/"a b"', last_modified="yesterday, sort of")
    assert fetched.body is None
    (asked,) = publisher.asked("/feed")
    assert asked["If-None-Match"] == 'W/"a b"'
    assert asked["If-Modified-Since"] == "yesterday, sort of"


def test_a_request_says_who_asks_and_nothing_else(
    publisher: Publisher, limits: fetch.Limits, monkeypatch: pytest.MonkeyPatch
) -> None:
    """FET-25, FET-07, FET-11: User-Agent with a contact, gzip only, no cookie, no referer, no proxy from outside."""
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9/")
    publisher.answers["/moved"] = Answer(302, b"", {"Location": "/feed", "Set-Cookie": "a=b"})
    publisher.answers["/feed"] = Answer()
    get(f"{publisher.url}/moved", replace(limits, user_agent="digest/0.1 (+https://digest.example)"))
    (asked,) = publisher.asked("/feed")
    assert asked["User-Agent"] == "digest/0.1 (+https://digest.example)"
    assert asked["Accept-Encoding"] == "gzip"
    assert not {"Cookie", "Referer", "Authorization", "If-None-Match"} & set(asked)


def test_gzip_is_unpacked(publisher: Publisher, limits: fetch.Limits) -> None:
    """The body arrives unpacked."""
    publisher.answers["/feed"] = Answer(body=gzip.compress(RSS), headers={"Content-Encoding": "gzip"})
    assert get(f"{publisher.url}/feed", limits).body == RSS


def _endless(handler: BaseHTTPRequestHandler) -> None:
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    while True:
        handler.wfile.write(b"10000\r\n" + b"x" * 65536 + b"\r\n")


def _drip(handler: BaseHTTPRequestHandler) -> None:
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    for _ in range(100):
        handler.wfile.write(b"x")
        time.sleep(0.05)


def _silence(handler: BaseHTTPRequestHandler) -> None:
    time.sleep(0.6)
    handler.end_headers()


def _cut(handler: BaseHTTPRequestHandler) -> None:
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b"only this")
    handler.close_connection = True


def _hang_up(handler: BaseHTTPRequestHandler) -> None:
    handler.close_connection = True
    handler._headers_buffer = []  # type: ignore[attr-defined]


GZIP = {"Content-Encoding": "gzip"}
BOMB = gzip.compress(b"\0" * 30_000_000)


@pytest.mark.parametrize(
    ("answer", "words", "temporary"),
    [
        pytest.param(Answer(404), "answers 404 Not Found: check the address", True, id="404"),
        pytest.param(Answer(410), "answers 410 Gone: the publisher ended it", False, id="410"),
        pytest.param(Answer(401), "answers 401 Unauthorized: it wants a password", False, id="401"),
        pytest.param(Answer(403), "answers 403 Forbidden: it does not want us", False, id="403"),
        pytest.param(Answer(500), "answers 500 Internal Server Error", True, id="500"),
        pytest.param(Answer(599), "answers 599", True, id="a status nobody knows"),
        pytest.param(Answer(204, b""), "answers 204 No Content", True, id="success without a document"),
        pytest.param(Answer(body=BOMB, headers=GZIP), "refused as a bomb", False, id="a gzip bomb"),
        pytest.param(Answer(body=gzip.compress(BOMB), headers=GZIP), "packed twice", False, id="a nested gzip bomb"),
        pytest.param(Answer(body=gzip.compress(RSS)[:-9], headers=GZIP), "cut short", True, id="gzip without its end"),
        pytest.param(Answer(body=RSS, headers=GZIP), "damaged gzip data", True, id="gzip that is none"),
        pytest.param(Answer(headers={"Content-Encoding": "br"}), "packed as 'br'", False, id="brotli"),
        pytest.param(
            Answer(headers={"Content-Encoding": "gzip, gzip"}), "packed as 'gzip, gzip'", False, id="two layers"
        ),
        pytest.param(Answer(send=_endless), "sends more than 200,000 bytes", False, id="a body without end"),
        pytest.param(Answer(send=_drip), "took more than 1 s in all", True, id="a byte now and then"),
        pytest.param(Answer(send=_silence), "said nothing for 0.4 s", True, id="silence"),
        pytest.param(Answer(send=_cut), "broke off", True, id="a body cut short"),
        pytest.param(Answer(send=_hang_up), "hung up without an answer", True, id="no answer at all"),
    ],
)
def test_what_is_no_document_is_one_sentence(publisher: Publisher, answer: Answer, words: str, temporary: bool) -> None:
    """FET-10, FET-11, FET-23: every bad answer ends in bounded time as a FetchError that names the feed."""
    publisher.answers["/feed"] = answer
    limits = fetch.Limits(pause=0, total=1, first_byte=0.4, wire_bytes=200_000)
    with pytest.raises(FetchError, match=r"^http://127\.0\.0\.1:\d+/feed .*\.$") as caught:
        get(f"{publisher.url}/feed", limits)
    assert words in str(caught.value)
    assert caught.value.temporary is temporary
    assert caught.value.http_status == (answer.status if answer.status != 200 else None)


@pytest.mark.parametrize(("status", "seconds"), [(429, 3600), (503, 3600), (500, None)])
def test_retry_after_is_heard_where_it_means_something(
    publisher: Publisher, limits: fetch.Limits, status: int, seconds: int | None
) -> None:
    """FET-22: 429 and 503 may ask for a pause."""
    publisher.answers["/feed"] = Answer(status, headers={"Retry-After": "3600"})
    with pytest.raises(FetchError) as caught:
        get(f"{publisher.url}/feed", limits)
    assert caught.value.retry_after == seconds


@pytest.mark.parametrize(
    ("locations", "words"),
    [
        pytest.param(["/1", "/2", "/3", "/4", "/feed"], "", id="five redirects are followed"),
        pytest.param(["/1", "/2", "/3", "/4", "/5", "/feed"], "redirects more than 5 times", id="six are not"),
        pytest.param(["/0"], "redirects in a circle", id="to itself"),
        pytest.param(["/1", "/0"], "redirects in a circle", id="in a loop"),
        pytest.param(["file:///etc/passwd"], "only http and https are fetched", id="to a file"),
        pytest.param(["gopher://127.0.0.1/"], "only http and https are fetched", id="to another protocol"),
        pytest.param(["http://u:p@127.0.0.1/"], "a user name", id="with credentials"),
        pytest.param(["http://127.0.0.1:22/"], "leads to port 22", id="to a port of another service"),
        pytest.param(["http://127.0.0.2:8080/"], "a bare IP address that nobody listed", id="to another bare address"),
        pytest.param(["http://[::1"], "no address", id="to something that is no address"),
        pytest.param([""], "a redirect without an address", id="to nowhere"),
    ],
)
def test_redirects(publisher: Publisher, limits: fetch.Limits, locations: list[str], words: str) -> None:
    """FET-06: at most five, never in a circle, never out of the web."""
    for number, location in enumerate(locations):
        publisher.answers[f"/{number}"] = Answer(302, b"", {"Location": location} if location else {})
    publisher.answers["/feed"] = Answer()
    if words:
        with pytest.raises(FetchError, match=words):
            get(f"{publisher.url}/0", limits)
    else:
        answer = get(f"{publisher.url}/0", limits)
        assert (answer.final_url, answer.moved_to) == (f"{publisher.url}/feed", "")
        publisher.answers["/0"] = Answer(301, b"", {"Location": "/1"})
        assert get(f"{publisher.url}/0", limits).moved_to == f"{publisher.url}/1"


@pytest.mark.parametrize(
    "url",
    [
        "http://2130706433:{port}/feed",
        "http://0x7f000001:{port}/feed",
        "http://0x7f.1:{port}/feed",
        "http://0177.0.0.1:{port}/feed",
        "http://127.1:{port}/feed",
        "http://0:{port}/feed",
        "http://[::ffff:7f00:1]:{port}/feed",
        "http://①②⑦.⓪.⓪.①:{port}/feed",
        "http://127。0。0。1:{port}/feed",
        "http://127.0.0.1.:{port}/feed",
        "http://a.inside.example:{port}/feed",
    ],
)
def test_odd_ways_to_say_loopback_reach_nothing(publisher: Publisher, public_loopback: fetch.Limits, url: str) -> None:
    """FET-04: names and numbers that lead inside are refused at the connection, whatever they look like."""
    publisher.answers["/feed"] = Answer()
    with pytest.raises(FetchError):
        get(url.format(port=publisher.port), replace(public_loopback, networks=()))
    assert publisher.requests == []


def test_a_listed_loopback_feed_is_fetched(publisher: Publisher, limits: fetch.Limits) -> None:
    """The operator's own list may name the operator's own machine, by address or as localhost."""
    publisher.answers["/feed"] = Answer()
    assert get(f"{publisher.url}/feed", limits).body == RSS
    assert get(f"http://localhost:{publisher.port}/feed", limits).body == RSS


def test_a_public_server_cannot_send_us_inside(
    publisher: Publisher, public_loopback: fetch.Limits, monkeypatch: pytest.MonkeyPatch
) -> None:
    """FET-02: a redirect to a name that leads inside is refused when it is connected to, whatever the port."""
    inside = Publisher("127.0.0.2")
    monkeypatch.setattr(guard, "PORTS", frozenset({publisher.port, inside.port}))
    try:
        inside.answers["/"] = Answer()
        publisher.answers["/feed"] = Answer(302, b"", {"Location": f"http://a.inside.example:{inside.port}/"})
        with pytest.raises(FetchError, match=r"127\.0\.0\.2 is not a public address"):
            get(f"http://a.public.example:{publisher.port}/feed", public_loopback)
        assert inside.requests == []
    finally:
        inside.close()


def test_a_name_that_changes_its_mind_gains_nothing(publisher: Publisher, public_loopback: fetch.Limits) -> None:
    """FET-05: the address connected to is the one that was checked; a second answer is checked again."""
    inside = Publisher("127.0.0.2")
    try:
        publisher.answers["/feed"] = Answer()
        url = f"http://rebound.example:{publisher.port}/feed"
        assert get(url, public_loopback).body == RSS
        with pytest.raises(FetchError, match=r"127\.0\.0\.2 is not a public address"):
            get(url, public_loopback)
        assert inside.requests == []
    finally:
        inside.close()


def test_of_two_addresses_only_the_public_one_is_used(publisher: Publisher, public_loopback: fetch.Limits) -> None:
    """FET-05: an inside address among a name's answers is passed over."""
    publisher.answers["/feed"] = Answer()
    assert get(f"http://both.example:{publisher.port}/feed", public_loopback).body == RSS


@pytest.mark.parametrize(
    ("url", "words"),
    [
        pytest.param("ftp://news.example/", "only http and https", id="another protocol"),
        pytest.param("http://user:secret@news.example/", "a user name", id="credentials"),
        pytest.param("http://[::1/", "no address", id="no address"),
        pytest.param("http://news.example:99999/", "no address", id="no port"),
        pytest.param("http://nowhere.invalid/", "cannot be found", id="a host that does not exist"),
        pytest.param("http://127.0.0.1:1/", "cannot be reached", id="a port where nobody listens"),
        pytest.param("http://169.254.169.254/", "is not a public address", id="a cloud's metadata"),
    ],
)
def test_addresses_that_cannot_be_fetched(limits: fetch.Limits, url: str, words: str) -> None:
    """FET-01: one sentence says what is wrong with the address."""
    with pytest.raises(FetchError, match=words):
        get(url, limits)


@pytest.fixture
def authority() -> trustme.CA:
    """A certificate authority that nobody but the test knows."""
    return trustme.CA()


@pytest.fixture
def secure(authority: trustme.CA) -> Iterator[Publisher]:
    """A publisher with a certificate for 127.0.0.1."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    server = Publisher(tls=context)
    yield server
    server.close()


def test_certificates_are_verified(secure: Publisher, authority: trustme.CA, limits: fetch.Limits) -> None:
    """FET-27: an authority we do not know is an error that says so; one we know is not."""
    secure.answers["/feed"] = Answer()
    with pytest.raises(FetchError, match="shows a certificate that is not valid"):
        get(f"{secure.url}/feed", limits)
    assert secure.requests == []
    known = ssl.create_default_context()
    authority.configure_trust(known)
    assert get(f"{secure.url}/feed", limits, tls=known).body == RSS


def test_a_redirect_out_of_tls_is_refused(secure: Publisher, authority: trustme.CA, limits: fetch.Limits) -> None:
    """FET-06: what began encrypted stays encrypted."""
    known = ssl.create_default_context()
    authority.configure_trust(known)
    secure.answers["/feed"] = Answer(301, b"", {"Location": "http://127.0.0.1:8080/feed"})
    with pytest.raises(FetchError, match="which is not encrypted"):
        get(f"{secure.url}/feed", limits, tls=known)


def test_a_server_that_speaks_no_tls_is_one_sentence(publisher: Publisher, limits: fetch.Limits) -> None:
    """A wrong scheme is an error like any other."""
    with pytest.raises(FetchError, match=r"cannot be (?:spoken to securely|reached)|broke off|hung up"):
        get(f"https://127.0.0.1:{publisher.port}/feed", limits)


def test_a_multi_chunk_bomb_never_holds_more_than_the_limit(publisher: Publisher) -> None:
    """The limit counts unpacked bytes while they stream: a large bomb stops at the first chunk too many."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    noise = bytes(range(256)) * 40
    body = b"".join(packer.compress(noise + bytes([number % 256])) for number in range(4000)) + packer.flush()
    publisher.answers["/feed"] = Answer(body=body, headers=GZIP)
    with pytest.raises(FetchError, match="refused as a bomb"):
        get(f"{publisher.url}/feed", fetch.Limits(pause=0, body_bytes=1_000_000, ratio=10_000))


@pytest.mark.parametrize(
    ("url", "opened", "words"),
    [
        pytest.param("http://127.0.0.1:{port}/feed", "127.0.0.1/32", "", id="an address in a network that was opened"),
        pytest.param("http://127.0.0.1:{port}/feed", "10.0.0.0/8", "leads to port", id="one in another network"),
        pytest.param("http://127.0.0.1:8080/feed", "10.0.0.0/8", "a bare IP address", id="at a port of the web"),
        pytest.param("http://localhost:{port}/feed", "10.0.0.0/8", "leads to port", id="this machine by its name"),
        pytest.param("http://localhost:8080/feed", "10.0.0.0/8", "is not a public address", id="and at such a port"),
        pytest.param("http://127.1:{port}/feed", "127.0.0.1/32", "leads to port", id="an odd spelling"),
        pytest.param("http://[::1]:8080/feed", "127.0.0.1/32", "a bare IP address", id="IPv6"),
        pytest.param("http://nas.lan:8080/feed", "10.0.0.0/8", "is not a public address", id="a name of the house"),
    ],
)
def test_what_a_publisher_names_is_not_what_the_operator_lists(
    publisher: Publisher, monkeypatch: pytest.MonkeyPatch, url: str, opened: str, words: str
) -> None:
    """FET-01, FET-02: an address out of a feed opens no private door that only the operator's own list may open."""
    real = socket.getaddrinfo
    monkeypatch.setattr(
        socket,
        "getaddrinfo",
        lambda host, *rest, **named: real("127.0.0.1" if host == "nas.lan" else host, *rest, **named),
    )
    publisher.answers["/feed"] = Answer()
    limits = fetch.Limits(pause=0, networks=(ip_network(opened),))
    if words:
        with pytest.raises(FetchError, match=words):
            get(url.format(port=publisher.port), limits, listed=False)
        assert publisher.requests == []
    else:
        assert get(url.format(port=publisher.port), limits, listed=False).body == RSS


def test_what_we_can_read_is_said(publisher: Publisher, limits: fetch.Limits) -> None:
    """Feeds are asked for as feeds, pictures as pictures."""
    publisher.answers["/feed"] = Answer()
    get(f"{publisher.url}/feed", limits)
    get(f"{publisher.url}/feed", replace(limits, accept="image/jpeg"))
    asked = [headers["Accept"] for headers in publisher.asked("/feed")]
    assert asked[0].startswith("application/atom+xml, application/rss+xml")
    assert asked[1] == "image/jpeg"
