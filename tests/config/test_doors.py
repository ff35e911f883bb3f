"""What config.toml must say for the doors by which readers and the operator come in."""

from pathlib import Path

import pytest

from digest import config
from digest.errors import ConfigError

_HEAD = '[service]\nfrom = "news@example.org"\n'
#: The shortest that is taken.
KEY = "0123456789abcdef" * 2


def _load(text: str, folder: Path, environ: dict[str, str] | None = None) -> config.Settings:
    path = folder / "config.toml"
    path.write_text(_HEAD + text)
    return config.load(path, environ or {})


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        pytest.param("[web]\nenabled = true", "set base_url", id="pages without an address"),
        pytest.param(
            'base_url = "https://a.example/?x"\n[web]\nenabled = true', "has a ? or #", id="an address with a query"
        ),
        pytest.param('[inbox]\nkind = "lmtp"', "set address too", id="an inbox without an address"),
        pytest.param(
            '[inbox]\nkind = "lmtp"\naddress = "a-rather-long-name@example.org"',
            "at most 13 characters",
            id="an address without room for what is put behind it",
        ),
        pytest.param(
            '[inbox]\nkind = "imap"\naddress = "news@example.org"', "host is missing", id="a mailbox of no server"
        ),
        pytest.param(
            '[inbox]\nkind = "imap"\naddress = "news@example.org"\n[inbox.imap]\nhost = "mail.example.org"\n'
            'username = "news"\ntls = "none"\npassword_env = "A"\npassword_file = "b"',
            "send the password in clear",
            id="a password over an open line",
        ),
        pytest.param(
            '[inbox]\nkind = "imap"\naddress = "news@example.org"\n[inbox.imap]\nhost = "localhost"\nusername = "n"\n'
            'password_env = "A"\npassword_file = "b"',
            "keep one of them",
            id="two passwords",
        ),
        pytest.param('[operator]\npage = "0.0.0.0:80"', "needs a key", id="a page for everybody"),
        pytest.param('[operator]\nkey_env = "KEY"', "without a page", id="a key to nothing"),
        pytest.param(
            '[operator]\npage = "127.0.0.1:80"\nkey_env = "KEY"', "not set", id="a key that is not in the environment"
        ),
        pytest.param(
            '[operator]\npage = "127.0.0.1:80"\nkey_env = "KEY"\nkey_file = "b"', "keep one of them", id="two keys"
        ),
    ],
)
def test_a_door_that_cannot_open_is_told(text: str, sentence: str, tmp_path: Path) -> None:
    """Each mistake has a sentence that says what is missing."""
    with pytest.raises(ConfigError) as caught:
        _load(text, tmp_path)
    assert any(sentence in fault for fault in caught.value.faults), caught.value.faults


def test_a_mailbox_is_read_with_the_password_of_the_environment(tmp_path: Path) -> None:
    """The port follows from how the line is kept private, and the password is in no repr."""
    text = (
        '[inbox]\nkind = "imap"\naddress = "a-rather-long-name@example.org"\nextensions = false\n'
        '[inbox.imap]\nhost = "mail.example.org"\nusername = "news"\ntls = "starttls"\npassword_env = "PASSWORD"'
    )
    settings = _load(text, tmp_path, {"PASSWORD": "hunter2"})
    assert settings.inbox.imap is not None
    assert (settings.inbox.imap.port, settings.inbox.imap.password) == (143, "hunter2")
    assert settings.inbox.is_read
    assert "hunter2" not in repr(settings)


def test_a_page_of_the_operator_has_the_key_of_the_file(tmp_path: Path) -> None:
    """On other machines' side of the network it is asked for."""
    (tmp_path / "key").write_text("correct horse battery staple, twice\n")
    (tmp_path / "key").chmod(0o600)
    settings = _load('[operator]\npage = "[::]:8465"\nkey_file = "key"', tmp_path)
    assert (settings.operator.page, settings.operator.key) == (("::", 8465), "correct horse battery staple, twice")
    assert not settings.inbox.is_read


@pytest.mark.parametrize(
    ("key", "mode", "sentence"),
    [
        pytest.param("ab", 0o600, "fewer than 32 characters", id="two letters"),
        pytest.param("x" * 31, 0o600, "fewer than 32 characters", id="one too few"),
        pytest.param(KEY, 0o644, "others may use: chmod 600 key", id="a file for everybody"),
        pytest.param(KEY, 0o640, "others may use: chmod 600 key", id="a file for a group"),
    ],
)
def test_a_key_that_others_may_know_is_refused(key: str, mode: int, sentence: str, tmp_path: Path) -> None:
    """The operator's page shows every reader: its key is long, and its file for its owner alone."""
    (tmp_path / "key").write_text(key)
    (tmp_path / "key").chmod(mode)
    with pytest.raises(ConfigError) as caught:
        _load('[operator]\npage = "127.0.0.1:80"\nkey_file = "key"', tmp_path)
    assert any(sentence in fault for fault in caught.value.faults), caught.value.faults


def test_a_key_of_the_environment_is_long_too(tmp_path: Path) -> None:
    """Wherever it comes from."""
    text = '[operator]\npage = "127.0.0.1:80"\nkey_env = "KEY"'
    with pytest.raises(ConfigError, match=r"operator\.key_env leads to a key .* make one with openssl rand -hex 16"):
        _load(text, tmp_path, {"KEY": "x" * 16})
    assert _load(text, tmp_path, {"KEY": KEY}).operator.key == KEY
