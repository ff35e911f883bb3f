"""darkroom: pictures re-encoded in a process that may be killed."""

import subprocess
import sys

import pytest

from digest.errors import ParseError
from digest.gather import apart, darkroom, image_codec
from tests.gather import photographs

SOURCE = "https://news.example/a.jpg"


def test_a_picture_comes_back_from_the_process_as_it_was_made() -> None:
    """Bytes and size cross the border whole, for pictures and for logos."""
    assert darkroom.photo(photographs.file(), SOURCE) == image_codec.photo(photographs.file())
    logo = photographs.file(photographs.landscape(300, 100, "RGBA"), kind="PNG")
    assert darkroom.logo(logo, SOURCE) == image_codec.logo(logo)


def test_a_refusal_is_a_sentence_about_its_source() -> None:
    """The process found it unfit, and said why."""
    with pytest.raises(ParseError, match=r"^https://news\.example/a\.jpg is not a JPEG.* picture\.$") as caught:
        darkroom.photo(b"<svg/>", SOURCE)
    assert caught.value.source == SOURCE


@pytest.mark.parametrize(
    ("cpu", "memory", "patience", "words"),
    [
        pytest.param(1, 80 * 2**20, 30, "took over 1 s or 80 MB", id="too much memory"),
        pytest.param(10, 512 * 2**20, 0.01, "took over 0.01 s", id="too long by the clock"),
    ],
)
def test_a_picture_that_costs_too_much_costs_itself_alone(
    monkeypatch: pytest.MonkeyPatch, cpu: int, memory: int, patience: float, words: str
) -> None:
    """FET-13: the process is killed, the picture is a ParseError, nothing else happens."""
    monkeypatch.setattr(darkroom, "CPU_SECONDS", cpu)
    monkeypatch.setattr(darkroom, "MEMORY_BYTES", memory)
    large = photographs.file(photographs.landscape(5600, 5600), kind="PNG")
    with pytest.raises(ParseError, match=f"was given up: .*{words}"):
        darkroom.photo(large, SOURCE, patience=patience)


@pytest.mark.parametrize(
    "output", [b"", b"rubbish\n", b'{"width": 1}\n', b'{"width": "x", "height": 1}\n', b"[]\n", b"7"]
)
def test_a_process_that_was_taken_over_stops_nobody(monkeypatch: pytest.MonkeyPatch, output: bytes) -> None:
    """Whatever it says is a picture with a size, or a failure of that picture alone."""
    monkeypatch.setattr(apart, "run", lambda *_, **__: output)
    with pytest.raises(ParseError, match="what came of reading it is no picture"):
        darkroom.photo(b"", SOURCE)


def test_a_process_that_is_confined_stays_confined() -> None:
    """Its limits are the ones it was given, for good, and it leaves no core file."""
    code = (
        "import resource; from digest.gather import apart; apart.confine(7, 1 << 30); "
        "print(*(resource.getrlimit(kind) for kind in (resource.RLIMIT_CPU, resource.RLIMIT_AS, resource.RLIMIT_CORE)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout == f"(7, 7) ({1 << 30}, {1 << 30}) (0, 0)\n"
