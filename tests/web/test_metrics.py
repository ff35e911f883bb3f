"""The figures on the port of the pages: for this machine, or for whoever brings the operator's key (SEC-04)."""

import asyncio
import logging
import signal
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

from digest import config, schedule
from digest.pipeline.figures import Figures
from digest.web import app, callers, guessing, serving
from tests.mail_quality import peers
from tests.web import house
from tests.web.house import KEY, MORNING, House

THERE = "192.0.2.7"
BEARER = {"Authorization": f"Bearer {KEY}"}


def accepted(text: str) -> float:
    """How many mails were accepted, as a Prometheus reads it."""
    found = [
        sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
        if sample.name == "digest_messages_total" and sample.labels == {"outcome": "accepted"}
    ]
    assert len(found) == 1
    return found[0]


@contextmanager
def counting(home: House) -> Iterator[House]:
    """The house, with a service that counts behind its pages; they are served as `digest run` serves them."""
    told = Figures(lambda: home.now, lambda: Path("none"))
    told.ended("accepted", 3)
    site = replace(home.site, figures=told.text)
    with serving.served(app.application(site), ("127.0.0.1", 0), "the test") as home.port:
        yield home


@pytest.fixture
def counted(home: House) -> Iterator[House]:
    """Without a key."""
    with counting(home) as opened:
        yield opened


@pytest.fixture
def keyed(built: Path, tmp_path: Path) -> Iterator[House]:
    """With the operator's key."""
    with house.opened(built, tmp_path, key=KEY) as opened, counting(opened) as counted:
        yield counted


def test_this_machine_may_ask(counted: House) -> None:
    """In the form that Prometheus reads; nobody keeps it."""
    answer = counted.ask("/metrics")
    assert answer.status == 200
    assert answer.headers["content-type"].startswith("text/plain; version=")
    assert answer.headers["cache-control"] == "no-store"
    assert accepted(answer.text) == 3.0
    assert counted.ask("/metrics", method="POST", body=b"").status == 405


@pytest.mark.parametrize(
    "headers",
    [
        pytest.param({"X-Forwarded-For": THERE}, id="for somebody"),
        pytest.param({"X-Forwarded-For": "127.0.0.1"}, id="for this machine, as anybody may write"),
        pytest.param({"X-Real-IP": THERE}, id="for somebody, in the way of others"),
        pytest.param({"Forwarded": "for=192.0.2.7"}, id="for somebody, by the standard"),
        pytest.param({"Via": "1.1 proxy"}, id="through a proxy that says no more"),
        pytest.param({"Host": "news.example.org"}, id="by the public name"),
        pytest.param({"Host": "evil.example"}, id="by a name that somebody else let lead here"),
    ],
)
def test_who_comes_through_a_proxy_is_not_this_machine(headers: Mapping[str, str], counted: House) -> None:
    """They are told why, and no figure."""
    answer = counted.ask("/metrics", headers=headers)
    assert answer.status == 403
    assert "this machine alone" in answer.text
    assert "digest_messages" not in answer.text


@pytest.mark.parametrize(
    ("peer", "expected"),
    [
        pytest.param("127.0.0.1", True, id="this machine"),
        pytest.param("::1", True, id="this machine, by IPv6"),
        pytest.param("::ffff:127.0.0.1", True, id="this machine, in the clothes of IPv6"),
        pytest.param(THERE, False, id="another machine"),
        pytest.param("10.0.0.2", False, id="one of the same network"),
        pytest.param("", False, id="nobody knows who"),
    ],
)
def test_another_machine_is_not_this_one(peer: str, expected: bool) -> None:
    """What counts is who holds the other end."""
    assert callers.is_here(peer, ["Host", "Accept"]) is expected
    assert not callers.is_here(peer, ["host", "X-FORWARDED-FOR"])


def test_another_machine_gets_nothing_without_a_key(home: House) -> None:
    """Also where the pages listen to everybody."""
    site = replace(home.site, figures=Figures(lambda: MORNING, lambda: Path("none")).text)
    sent: list[dict[str, object]] = []

    async def receive() -> dict[str, object]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: dict[str, object]) -> None:
        sent.append(message)

    scope = {
        "type": "http", "method": "GET", "path": "/metrics", "raw_path": b"/metrics", "query_string": b"",
        "root_path": "", "headers": [(b"host", b"127.0.0.1")], "client": (THERE, 4000), "http_version": "1.1",
        "scheme": "http", "server": ("127.0.0.1", 80),
    }  # fmt: skip
    asyncio.run(app.application(site)(scope, receive, send))  # type: ignore[arg-type]
    assert sent[0]["status"] == 403


@pytest.mark.parametrize(
    "headers", [pytest.param({}, id="from here"), pytest.param({"X-Forwarded-For": THERE}, id="far")]
)
def test_the_key_opens_from_everywhere(headers: Mapping[str, str], keyed: House) -> None:
    """As the operator's page, it is asked of everybody where there is one."""
    refused = keyed.ask("/metrics", headers=headers)
    assert (refused.status, refused.headers["www-authenticate"]) == (401, 'Bearer realm="digest"')
    assert keyed.ask("/metrics", headers={**headers, "Authorization": f"Basic {KEY}"}).status == 401
    assert accepted(keyed.ask("/metrics", headers={**headers, **BEARER}).text) == 3.0


def test_wrong_keys_lock_where_they_come_from(keyed: House, caplog: pytest.LogCaptureFixture) -> None:
    """They count as those for the operator's page do; each is in the log, the key never."""
    there = {"X-Forwarded-For": THERE}
    with caplog.at_level(logging.INFO):
        tries = [keyed.ask("/metrics", headers={**there, "Authorization": f"Bearer guess-{n}"}) for n in range(6)]
    assert [answer.status for answer in tries] == [401] * 5 + [429]
    assert tries[-1].headers["retry-after"] == "900"
    assert keyed.ask("/metrics", headers={**there, **BEARER}).status == 429
    assert guessing.way(keyed.store, THERE, now=keyed.now) is guessing.Way.LOCKED
    assert keyed.ask("/metrics", headers=BEARER).status == 200
    assert [record.getMessage() for record in caplog.records].count("a wrong key for the figures") == 5
    assert "guess-" not in caplog.text
    assert "/metrics" in {getattr(record, "path", "") for record in caplog.records}


def test_a_flood_of_keys_slows_the_right_one_and_no_more(keyed: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """It waits on a bench; where that is full it is told to come back."""
    monkeypatch.setattr(guessing, "WAIT", 0.6)
    with keyed.store.transaction():
        for number in range(60):
            guessing.wrong(keyed.store, f"198.51.{number}.1", now=keyed.now)
    there = {"X-Forwarded-For": THERE, **BEARER}
    began = time.monotonic()
    assert keyed.ask("/metrics", headers=there).status == 200
    assert time.monotonic() - began >= 0.6
    monkeypatch.setattr(guessing, "MOST", 0)
    crowded = keyed.ask("/metrics", headers=there)
    assert (crowded.status, crowded.headers["retry-after"]) == (429, "1")


def test_pages_without_a_service_have_no_figures(home: House) -> None:
    """`digest web` counts nothing."""
    assert home.ask("/metrics").status == 404


def test_the_service_offers_them_below_its_path(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`digest run` tells its own figures on the port of its pages, below the path of its public address."""
    with house.opened(built, tmp_path, base="https://example.org/news"):
        path = tmp_path / "config.toml"
    port = peers.free_port()
    text = path.read_text().replace("enabled = true", f'enabled = true\nlisten = "127.0.0.1:{port}"')
    path.write_text(text.replace('page = "127.0.0.1:8465"', ""))
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    monkeypatch.setattr(schedule.Service, "gather", lambda _: None)
    monkeypatch.setattr(schedule.Service, "send", lambda _: None)
    service = schedule.Service(path=path, settings=config.load(path, {}), environ={}, clock=lambda: MORNING)
    service.counted.ended("accepted", 7)
    seen: list[float] = []

    def look() -> None:
        asking = House.__new__(House)
        asking.port, asking.headers = port, {}
        deadline = time.monotonic() + 20
        while not peers.listens(port) and time.monotonic() < deadline:
            time.sleep(0.05)
        try:
            seen.append(accepted(asking.ask("/news/metrics").text))
        finally:
            service.stopping.set()

    looking = threading.Thread(target=look)
    looking.start()
    schedule.serve(service)
    looking.join()
    assert seen == [7.0]
