"""What every test may use, and what every test is held to."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest

# The machine may be busy: how long an example takes says nothing about it being right.
hypothesis.settings.register_profile("digest", deadline=None)
hypothesis.settings.load_profile("digest")

SHARED = Path(__file__).parents[2] / "shared"


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of recorded news beside the clone; the test skips where it is missing."""
    folder = SHARED / "data"
    if not folder.is_dir():
        pytest.skip(f"needs the recorded news in {folder}, which is not here")
    return folder


@pytest.fixture(scope="session", autouse=True)
def _only_our_headers() -> Iterator[None]:
    """Every mail that any test builds has the headers it must have, each once, and no others (mail.md OUT-01)."""
    from digest.render import headers, notices, press
    from tests import allowed

    built, writer, written = press.Press.build, headers.text, notices.message

    def build(self: press.Press, *inputs: Any, **more: Any) -> Any:
        rendered = built(self, *inputs, **more)
        # A test may break the writer on purpose, to see who notices.
        assert headers.text is not writer or allowed.faults(rendered.mime) == []
        return rendered

    def message(*inputs: Any, **more: Any) -> bytes:
        mime = written(*inputs, **more)
        assert allowed.notice_faults(mime) == []
        return mime

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(press.Press, "build", build)
        patched.setattr(notices, "message", message)
        yield
