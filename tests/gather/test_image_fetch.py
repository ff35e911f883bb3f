"""image_fetch: many pictures from real servers on the loopback interface, within a given time."""

import time
from dataclasses import replace
from datetime import timedelta
from http.server import BaseHTTPRequestHandler
from ipaddress import ip_network

import pytest

from digest.domain.pictures import Attempt
from digest.gather import darkroom, fetch, guard, image_fetch
from tests.gather import photographs
from tests.gather.conftest import NOW, Answer, Publisher

#: The loopback interface opened, as an operator would open a network.
OPENED = fetch.Limits(pause=0, networks=(ip_network("127.0.0.1/32"),))


def ask(*urls: str, limits: fetch.Limits = OPENED, patience: float = 20) -> dict[str, Attempt]:
    """What became of each address."""
    attempts = image_fetch.fetch_all(urls, limits=limits, patience=patience, now=NOW)
    assert len(attempts) == len({attempt.url for attempt in attempts})
    return {attempt.url: attempt for attempt in attempts}


def test_pictures_of_many_formats_come_back_as_jpegs(publisher: Publisher) -> None:
    """Told by their bytes, whatever the server and the name say; each address asked once."""
    kinds = {"JPEG": "a.gif", "PNG": "b.jpg", "GIF": "c", "WEBP": "d.svg", "AVIF": "e.php"}
    for kind, name in kinds.items():
        publisher.answers[f"/{name}"] = Answer(
            body=photographs.file(kind=kind), headers={"Content-Type": "text/html; charset=utf-8"}
        )
    urls = [f"{publisher.url}/{name}" for name in kinds.values()]
    found = ask(*urls, *urls)
    assert set(found) == set(urls)
    assert {attempt.encoded and attempt.encoded.subtype for attempt in found.values()} == {"jpeg"}
    assert len(publisher.requests) == len(urls)


def test_a_request_for_a_picture_tells_nothing(publisher: Publisher) -> None:
    """FET-25: who we are, and that pictures are wanted; no cookie, no referer, no validator."""
    publisher.answers["/moved"] = Answer(302, b"", {"Location": "/a.jpg", "Set-Cookie": "reader=1"})
    publisher.answers["/a.jpg"] = Answer(body=photographs.file())
    ask(f"{publisher.url}/moved", limits=replace(OPENED, user_agent="digest/0.1 (+https://digest.example)"))
    (asked,) = publisher.asked("/a.jpg")
    assert asked["User-Agent"] == "digest/0.1 (+https://digest.example)"
    assert asked["Accept"].startswith("image/jpeg")
    assert not {"Cookie", "Referer", "If-None-Match", "Authorization"} & set(asked)


def _drip(handler: BaseHTTPRequestHandler) -> None:
    handler.send_header("Content-Length", "100000")
    handler.end_headers()
    for _ in range(200):
        handler.wfile.write(b"\xff")
        time.sleep(0.05)


def _endless(handler: BaseHTTPRequestHandler) -> None:
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    while True:
        handler.wfile.write(b"10000\r\n" + b"x" * 65536 + b"\r\n")


PAGE = b"<!doctype html><title>Log in</title>"


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        pytest.param(Answer(404), "answers 404.", id="404"),
        pytest.param(Answer(403), "answers 403.", id="403, without the advice that is for feeds"),
        pytest.param(
            Answer(body=PAGE, headers={"Content-Type": "image/jpeg"}), "is not a JPEG", id="a page for a picture"
        ),
        pytest.param(Answer(body=photographs.bomb()), "more than 32 million pixels", id="a bomb"),
        pytest.param(Answer(body=photographs.file()[:-2000]), "damaged or cut short", id="a file cut short"),
        pytest.param(Answer(body=b""), "is not a JPEG", id="an empty file"),
        pytest.param(Answer(304, b""), "is not a JPEG", id="nothing new, to one who has nothing"),
        pytest.param(Answer(send=_endless), "sends more than 5,000,000 bytes", id="a body without end"),
        pytest.param(Answer(send=_drip), "took more than 1 s in all", id="a byte now and then"),
        pytest.param(Answer(302, b"", {"Location": "http://127.0.0.2:8080/"}), "a bare IP address", id="sent inside"),
        pytest.param(
            Answer(302, b"", {"Location": "http://127.0.0.1:22/"}), "cannot|broke|hung", id="sent to another port"
        ),
        pytest.param(Answer(302, b"", {"Location": "file:///etc/passwd"}), "only http and https", id="sent to a file"),
    ],
)
def test_what_is_no_picture_costs_that_picture(publisher: Publisher, answer: Answer, words: str) -> None:
    """FET-06, FET-10: a failure is one sentence that names the address, and the next one comes all the same."""
    publisher.answers["/bad.jpg"], publisher.answers["/good.jpg"] = answer, Answer(body=photographs.file())
    bad, good = f"{publisher.url}/bad.jpg", f"{publisher.url}/good.jpg"
    found = ask(bad, good, limits=replace(OPENED, total=1))
    assert found[bad].failure.startswith(bad)
    assert any(word in found[bad].failure for word in words.split("|"))
    assert found[bad].retry_at == NOW + timedelta(days=1)
    assert found[good].encoded is not None


@pytest.mark.parametrize(
    ("url", "words"),
    [
        pytest.param("{publisher}/a.jpg", "leads to port", id="this machine, when it was not opened"),
        pytest.param("http://localhost:8080/a.jpg", "is not a public address", id="this machine by name"),
        pytest.param("http://169.254.169.254/a.jpg", "a bare IP address", id="a cloud's metadata"),
        pytest.param("http://[::1", "is no address", id="no address"),
        pytest.param("data:image/png;base64,AAAA", "only http and https", id="data"),
        pytest.param("http://user:pw@news.example/a.jpg", "a user name", id="credentials"),
    ],
)
def test_a_feed_cannot_make_us_knock_inside(publisher: Publisher, url: str, words: str) -> None:
    """FET-01 to FET-04: a picture's address is a stranger's word."""
    publisher.answers["/a.jpg"] = Answer(body=photographs.file())
    asked = url.format(publisher=publisher.url)
    assert words in ask(asked, limits=fetch.Limits(pause=0))[asked].failure
    assert publisher.requests == []


def test_a_redirect_inside_is_refused_where_it_leads(
    publisher: Publisher, public_loopback: fetch.Limits, monkeypatch: pytest.MonkeyPatch
) -> None:
    """FET-02: checked at connect time, for every hop."""
    inside = Publisher("127.0.0.2")
    monkeypatch.setattr(guard, "PORTS", frozenset({publisher.port, inside.port}))
    try:
        publisher.answers["/a.jpg"] = Answer(302, b"", {"Location": f"http://a.inside.example:{inside.port}/a.jpg"})
        inside.answers["/a.jpg"] = Answer(body=photographs.file())
        url = f"http://a.public.example:{publisher.port}/a.jpg"
        assert "127.0.0.2 is not a public address" in ask(url, limits=public_loopback)[url].failure
        assert inside.requests == []
    finally:
        inside.close()


def test_a_server_may_ask_for_more_than_a_day(publisher: Publisher) -> None:
    """FET-22: Retry-After lengthens, never shortens."""
    publisher.answers["/busy"] = Answer(503, headers={"Retry-After": str(3 * 86400)})
    publisher.answers["/brief"] = Answer(503, headers={"Retry-After": "600"})
    found = ask(f"{publisher.url}/busy", f"{publisher.url}/brief")
    assert found[f"{publisher.url}/busy"].retry_at == NOW + timedelta(days=3)
    assert found[f"{publisher.url}/brief"].retry_at == NOW + timedelta(days=1)


def test_what_there_is_no_time_for_is_not_remembered(publisher: Publisher) -> None:
    """All ends in time, whatever the servers do; the pictures that were there are kept, the others are not failures."""
    publisher.answers["/good.jpg"] = Answer(body=photographs.file())
    publisher.answers["/slow.jpg"] = Answer(send=_drip)
    good, slow = f"{publisher.url}/good.jpg", f"{publisher.url}/slow.jpg"
    began = time.monotonic()
    found = ask(good, slow, f"{publisher.url}/never-asked.jpg", patience=3)
    assert time.monotonic() - began < 8
    assert set(found) == {good}
    assert publisher.asked("/never-asked.jpg") == []


def test_one_host_is_asked_for_one_picture_at_a_time(publisher: Publisher, monkeypatch: pytest.MonkeyPatch) -> None:
    """FET-24: with a pause between them, while other hosts are asked."""
    monkeypatch.setattr(guard, "is_loopback", lambda _: False)
    for name in "abc":
        publisher.answers[f"/{name}"] = Answer(body=photographs.file())
    began = time.monotonic()
    found = ask(*(f"{publisher.url}/{name}" for name in "abc"), limits=replace(OPENED, pause=0.5))
    assert len(found) == 3
    assert publisher.most_at_once == 1
    assert time.monotonic() - began >= 1.0


def test_a_bug_is_not_taken_for_a_bad_picture(publisher: Publisher, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only what is expected of publishers is a value."""

    def broken(*_: object, **__: object) -> None:
        raise AssertionError("a bug")

    monkeypatch.setattr(darkroom, "photo", broken)
    publisher.answers["/a.jpg"] = Answer(body=photographs.file())
    with pytest.raises(BaseExceptionGroup) as caught:
        ask(f"{publisher.url}/a.jpg")
    assert caught.group_contains(AssertionError, match="a bug")
