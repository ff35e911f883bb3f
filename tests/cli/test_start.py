"""What keeps the service, and a sending by hand, from starting."""

import pytest

from tests.cli.conftest import Run


@pytest.mark.parametrize("words", [("run",), ("run", "--once"), ("send",)])
def test_nothing_starts_where_a_headline_could_write_headers(
    words: tuple[str, ...], configured: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A mail built as a test had a header of the headline's: no feed is asked, nothing is planned (SEC-10)."""
    monkeypatch.setattr("digest.doctor.headers.foreign", lambda folder: frozenset({"bcc"}))
    answer = configured(*words)
    assert answer.status == 1
    assert "a headline can add headers to our mail here (bcc): nothing is sent; update Python" in answer.err
    assert answer.out == ""
