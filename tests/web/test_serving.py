"""Pages beside the service, and alone: they start, they stop, and say what is in the way."""

import contextlib
import socket
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest

from digest import config, store
from digest.cli import arguments, logs, stopping
from digest.cli import web as command
from digest.errors import CommandError, ConfigError
from digest.web import patience, serving
from tests.mail_quality import peers
from tests.web.house import MORNING, House


def test_pages_start_and_stop(home: House) -> None:
    """Both listeners answer while it is open, and nobody does after it."""
    ports = [peers.free_port(), peers.free_port()]
    settings = replace(
        home.settings,
        web=replace(home.settings.web, listen=("127.0.0.1", ports[0])),
        operator=replace(home.settings.operator, page=("127.0.0.1", ports[1])),
    )
    with serving.pages(lambda: settings, clock=lambda: MORNING):
        for home.port in ports:
            assert home.ask("/").status == 200
    assert not any(peers.listens(port) for port in ports)
    assert not [thread for thread in threading.enumerate() if thread.name.startswith(("pages", "forms"))][1:]


def test_without_pages_there_is_nothing(home: House) -> None:
    """Not even a store is opened."""
    settings = replace(
        home.settings,
        web=replace(home.settings.web, enabled=False),
        operator=replace(home.settings.operator, page=None),
    )
    with serving.pages(lambda: settings, clock=lambda: pytest.fail("asked for the time")):
        pass


def test_a_port_that_is_taken_is_told(home: House) -> None:
    """Which, and where to change it."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        web = replace(home.settings.web, listen=("127.0.0.1", other.getsockname()[1]))
        settings = replace(home.settings, web=web)
        with (
            pytest.raises(CommandError, match=r"no pages can be served at 127.0.0.1.*\[web\] listen"),
            serving.pages(lambda: settings, clock=lambda: MORNING),
        ):
            pass


def test_secrets_are_there_before_the_first_visit(built: Path, tmp_path: Path) -> None:
    """A store that is new has its keys when the pages start, so that no GET writes one."""
    settings = config.load(built / "config.toml", {})
    with store.open(tmp_path / "new.sqlite3", now=MORNING) as fresh:
        site = serving.site_of(fresh, lambda: settings, clock=lambda: MORNING)
        before = fresh.secret("tokens", lambda: pytest.fail("made now"))
        assert fresh.secret("message-id", lambda: pytest.fail("made now"))
        assert site.store.secret("traces", lambda: pytest.fail("made now"))
        assert before


def test_the_command_serves_until_it_is_told_to_stop(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`digest web` says where, and ends with 0."""
    port, page = peers.free_port(), peers.free_port()
    path = _config(built, tmp_path, f'listen = "127.0.0.1:{port}"', page)
    rounds: list[bool] = []

    def is_told() -> bool:
        rounds.append(peers.listens(port) and peers.listens(page))
        return len(rounds) > 2

    class OnSignals:
        def __enter__(self) -> object:
            return is_told

        def __exit__(self, *_: object) -> None:
            return

    monkeypatch.setattr(stopping, "on_signals", OnSignals)
    monkeypatch.setattr(logs, "begin", lambda **_: None)
    chosen = arguments.parse(["--config", str(path), "web"])
    assert chosen.run == "web:web"
    assert command.web(chosen) == 0
    assert rounds[-1]
    said = capsys.readouterr().out
    assert f"https://news.example.org/ at 127.0.0.1:{port}" in said
    assert f"http://127.0.0.1:{page}/" in said


def test_the_command_needs_something_to_serve(built: Path, tmp_path: Path) -> None:
    """And says what to set."""
    path = _config(built, tmp_path, "", 1)
    text = path.read_text(encoding="utf-8").replace("enabled = true", "enabled = false")
    path.write_text(text.replace('page = "127.0.0.1:1"', ""), encoding="utf-8")
    with pytest.raises(ConfigError, match="no pages to serve"):
        command.web(arguments.parse(["--config", str(path), "web"]))


def _config(built: Path, folder: Path, line: str, page: int) -> Path:
    import shutil

    shutil.copytree(built, folder, dirs_exist_ok=True)
    path = folder / "config.toml"
    text = path.read_text(encoding="utf-8").replace("enabled = true", f"enabled = true\n{line}")
    path.write_text(text.replace("127.0.0.1:8465", f"127.0.0.1:{page}"), encoding="utf-8")
    return path


def test_many_at_once(home: House) -> None:
    """Fifty readers who come in the same second all get their page."""
    statuses: list[int] = []
    threads = [threading.Thread(target=lambda: statuses.append(home.ask("/check").status)) for _ in range(50)]
    began = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert statuses == [200] * 50
    assert time.monotonic() - began < 20


def test_the_service_serves_them_too(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`digest run` has the pages up while it works, and takes them down when it stops."""
    import signal

    from digest import schedule

    port, page = peers.free_port(), peers.free_port()
    path = _config(built, tmp_path, f'listen = "127.0.0.1:{port}"', page)
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    monkeypatch.setattr(schedule.Service, "gather", lambda _: None)
    monkeypatch.setattr(schedule.Service, "send", lambda _: None)
    service = schedule.Service(path=path, settings=config.load(path, {}), environ={}, clock=lambda: MORNING)
    seen: list[bool] = []

    def look() -> None:
        deadline = time.monotonic() + 20
        while not (peers.listens(port) and peers.listens(page)) and time.monotonic() < deadline:
            time.sleep(0.05)
        seen.append(peers.listens(port) and peers.listens(page))
        service.stopping.set()

    looking = threading.Thread(target=look)
    looking.start()
    schedule.serve(service)
    looking.join()
    assert seen == [True]
    assert not peers.listens(port)
    assert not peers.listens(page)


@pytest.mark.parametrize(
    "said",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"GET / HTTP/1.1\r\nHost: x\r\n", id="half of the headers"),
        pytest.param(
            b"POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n"
            b"Content-Length: 9\r\n\r\na",
            id="half of a form",
        ),
    ],
)
def test_who_does_not_say_what_they_want_is_not_waited_for(
    said: bytes, home: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The connection is closed, so that it takes nobody's place."""
    monkeypatch.setattr(patience, "PATIENCE", 0.2)
    with socket.create_connection(("127.0.0.1", home.port), timeout=5) as caller:
        caller.sendall(said)
        with contextlib.suppress(ConnectionResetError):
            assert caller.recv(1) == b""
    assert home.ask("/check").status == 200
