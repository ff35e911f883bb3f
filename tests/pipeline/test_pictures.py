"""Pictures for mail, from a real server on the loopback interface into a real store."""

import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from digest import config, store
from digest.config import Settings
from digest.domain.mail import Picture
from digest.domain.news import Image
from digest.errors import ConfigError
from digest.gather import darkroom
from digest.pipeline import keeping, pictures
from digest.sample import newsroom
from digest.store import Store
from tests.gather import photographs
from tests.gather.conftest import Answer, Publisher

MORNING = datetime(2026, 11, 20, 7, 5, tzinfo=UTC)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)


@dataclass
class Desk:
    """A store, the settings of a house that may ask its own machine, and a publisher there."""

    store: Store
    settings: Settings
    publisher: Publisher

    def url(self, name: str) -> str:
        return f"{self.publisher.url}/{name}"

    def ready(self, *images: Image, now: datetime = MORNING, patience: float = 20) -> dict[str, Picture]:
        return pictures.ready(self.store, self.settings, images, now=now, patience=patience)

    def image(self, name: str, **words: str) -> Image:
        return Image(url=self.url(name), **words)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    path = tmp_path / "config.toml"
    with newsroom.serve(MORNING) as room:
        path.write_text(newsroom.config_text(room), encoding="utf-8")
    publisher = Publisher()
    for number, name in enumerate(("a.jpg", "b.jpg")):
        body = photographs.file(photographs.landscape(800 + 40 * number, 500))
        publisher.answers[f"/{name}"] = Answer(body=body)
    with store.memory(MORNING) as opened:
        yield Desk(opened, config.load(path, {}), publisher)
    publisher.close()


def test_a_picture_is_fetched_once_for_all_readers(desk: Desk) -> None:
    """HTM-07: whoever asks and however often, the server is asked once and one copy is kept."""
    first = desk.ready(desk.image("a.jpg"), desk.image("b.jpg"), desk.image("a.jpg", caption="Again"))
    again = desk.ready(desk.image("a.jpg"), now=MORNING + HOUR)
    assert set(first) == {desk.url("a.jpg"), desk.url("b.jpg")}
    assert again[desk.url("a.jpg")].id == first[desk.url("a.jpg")].id
    assert len(desk.publisher.requests) == 2
    picture = first[desk.url("a.jpg")]
    content = desk.store.pictures.bytes_of([picture.id])[picture.id]
    assert (picture.width, picture.height) == photographs.shown(content).size == (600, 375)


def test_the_publishers_words_come_along_as_far_as_they_fit(desk: Desk) -> None:
    """Caption and credit as stated, cut after a sentence or a word; the first image's words count."""
    long = "The harbour at dawn. " + "One more sentence about the harbour. " * 20
    words = desk.image("a.jpg", caption=long, credit="Photo: Liv Tangen " * 20)
    found = desk.ready(words, desk.image("a.jpg", caption="Other words"), desk.image("b.jpg"))
    picture = found[desk.url("a.jpg")]
    assert picture.caption.startswith("The harbour at dawn. One more")
    assert picture.caption.endswith(("harbour.", "…"))
    assert len(picture.caption) <= 300
    assert len(picture.alt) <= 125
    assert picture.caption.startswith(picture.alt.rstrip("…"))
    assert len(picture.credit) <= 120
    bare = found[desk.url("b.jpg")]
    assert (bare.alt, bare.caption, bare.credit) == ("", "", "")


def test_a_failing_picture_costs_itself_for_a_day(desk: Desk) -> None:
    """The others come; the failure has a sentence, is not asked about for a day, and may heal after it."""
    found = desk.ready(desk.image("a.jpg"), desk.image("gone.jpg"))
    assert set(found) == {desk.url("a.jpg")}
    (failure,) = pictures.failures(desk.store, now=MORNING)
    assert failure.failure == f"{desk.url('gone.jpg')} answers 404."
    desk.publisher.answers["/gone.jpg"] = Answer(body=photographs.file())
    assert desk.ready(desk.image("gone.jpg"), now=MORNING + 23 * HOUR) == {}
    assert len(desk.publisher.asked("/gone.jpg")) == 1
    assert set(desk.ready(desk.image("gone.jpg"), now=MORNING + DAY)) == {desk.url("gone.jpg")}
    assert pictures.failures(desk.store, now=MORNING + DAY) == ()


def _drip(handler: BaseHTTPRequestHandler) -> None:
    handler.send_header("Content-Length", "100000")
    handler.end_headers()
    for _ in range(100):
        handler.wfile.write(b"\xff")
        time.sleep(0.05)


def test_a_slow_picture_makes_no_edition_wait(desk: Desk) -> None:
    """What is not there in time costs the picture and is asked for again for the next edition."""
    desk.publisher.answers["/slow.jpg"] = Answer(send=_drip)
    began = time.monotonic()
    assert desk.ready(desk.image("slow.jpg"), patience=0.5) == {}
    assert time.monotonic() - began < 3
    assert pictures.failures(desk.store, now=MORNING) == ()
    desk.publisher.answers["/slow.jpg"] = Answer(body=photographs.file())
    assert set(desk.ready(desk.image("slow.jpg"))) == {desk.url("slow.jpg")}


def test_nobody_inside_is_asked_unless_the_operator_opened_the_network(desk: Desk) -> None:
    """FET-02: private networks are refused but for settings.gather.networks."""
    desk.settings = replace(desk.settings, gather=replace(desk.settings.gather, networks=()))
    assert desk.ready(desk.image("a.jpg")) == {}
    assert desk.publisher.requests == []
    assert len(pictures.failures(desk.store, now=MORNING)) == 1


def test_a_picture_is_kept_while_it_is_shown(desk: Desk) -> None:
    """A month after it was last shown it is forgotten, and fetched anew when somebody wants it."""
    image = desk.image("a.jpg")
    picture = desk.ready(image)[image.url]
    desk.ready(image, now=MORNING + 20 * DAY)
    keeping.forget(desk.store, now=MORNING + 40 * DAY)
    assert set(desk.store.pictures.bytes_of([picture.id])) == {picture.id}
    assert len(desk.publisher.requests) == 1
    keeping.forget(desk.store, now=MORNING + 60 * DAY)
    assert desk.store.pictures.bytes_of([picture.id]) == {}
    assert desk.ready(image, now=MORNING + 60 * DAY)[image.url].id == picture.id
    assert len(desk.publisher.requests) == 2


def test_nothing_wanted_is_nothing_asked(desk: Desk) -> None:
    """An issue without pictures costs nothing."""
    assert desk.ready() == {}


# The logo


def test_a_logo_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its size is that to show it with; the same file is not worked on twice, a changed one is."""
    path = tmp_path / "logo.png"
    path.write_bytes(photographs.file(photographs.landscape(960, 320), kind="PNG"))
    picture, content = pictures.logo(path)
    assert (picture.width, picture.height) == (240, 80)
    assert photographs.shown(content).size == (480, 160)
    assert photographs.shown(content).format == "PNG"
    worked = []
    monkeypatch.setattr(darkroom, "logo", lambda *_: worked.append(1))
    assert pictures.logo(path) == (picture, content)
    assert worked == []
    monkeypatch.undo()
    path.write_bytes(photographs.file(photographs.landscape(100, 50)))
    assert pictures.logo(path)[0].width == 100


@pytest.mark.parametrize(
    ("content", "words"),
    [
        pytest.param(None, r"The logo .*logo\.png cannot be read: No such file or directory\.$", id="no file"),
        pytest.param(b"<svg/>", r"The logo .* is not a JPEG, PNG, .*  Name a PNG or JPEG file, or none\.$", id="SVG"),
        pytest.param(photographs.bomb(), "more than 32 million pixels", id="a bomb"),
    ],
)
def test_a_logo_that_is_none_is_a_sentence(tmp_path: Path, content: bytes | None, words: str) -> None:
    """The operator learns which file, what is wrong with it, and what to do."""
    path = tmp_path / "logo.png"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ConfigError, match=words):
        pictures.logo(path)
