"""What is asked of single values in config.toml, and by others too."""

import pytest

from digest.config import crosschecks


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        pytest.param("localhost", True, id="its name"),
        pytest.param("LocalHost", True, id="its name in capitals"),
        pytest.param("127.1.2.3", True, id="any number of it"),
        pytest.param("[::1]", True, id="a number in brackets"),
        pytest.param("::1", True, id="the same without"),
        pytest.param("192.0.2.1", False, id="another machine"),
        pytest.param("localhost.example.org", False, id="a name that only begins so"),
        pytest.param("", False, id="nothing"),
    ],
)
def test_is_loopback_knows_this_machine(host: str, expected: bool) -> None:
    """The one answer for settings, doctor, pages and evidence."""
    assert crosschecks.is_loopback(host) is expected
