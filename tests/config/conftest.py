"""A config.toml written for one test, and what became of it."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from digest import config
from digest.errors import ConfigError

#: What every file needs, on its first two lines; the text of a test begins on line 3.
HEAD = '[service]\nfrom = "digest@example.org"\n'

Load = Callable[..., config.Settings]
Faults = Callable[..., list[str]]


@pytest.fixture
def load(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Load:
    """A function from text, put after HEAD, to Settings."""
    monkeypatch.chdir(tmp_path)

    def loaded(text: str = "", *, head: str = HEAD, environ: Mapping[str, str] | None = None) -> config.Settings:
        path = Path("config.toml")
        path.write_text(head + text, encoding="utf-8")
        return config.load(path, environ or {})

    return loaded


@pytest.fixture
def faults(load: Load) -> Faults:
    """A function from text, put after HEAD, to its faults."""

    def found(text: str, *, head: str = HEAD, environ: Mapping[str, str] | None = None) -> list[str]:
        with pytest.raises(ConfigError) as caught:
            load(text, head=head, environ=environ)
        return list(caught.value.faults)

    return found
