"""Who signs the mail, and where its bounces go."""

from collections.abc import Callable
from pathlib import Path

import pytest

from digest import config

Load = Callable[..., config.Settings]
Faults = Callable[..., list[str]]

PEM = "-----BEGIN PRIVATE KEY-----\nnot looked at here\n-----END PRIVATE KEY-----\n"
OPEN, CLOSED = 0o644, 0o600


def key(folder: Path, name: str = "dkim.pem", *, mode: int = CLOSED, text: str = PEM) -> None:
    """A file with a key."""
    path = folder / name
    path.write_text(text)
    path.chmod(mode)


def test_signing_is_left_to_the_mail_server_unless_there_is_a_key(load: Load) -> None:
    """The domain is that of the sender."""
    found = load().dkim
    assert (found.domain, found.keys) == ("example.org", ())


def test_keys_come_from_a_file_the_environment_or_systemd(load: Load, tmp_path: Path) -> None:
    """Two of them, RSA first; neither is shown when the settings are."""
    key(tmp_path)
    (tmp_path / "credentials").mkdir()
    key(tmp_path / "credentials", "ed", mode=OPEN)
    rsa = '[dkim]\ndomain = "Example.ORG"\nselector = "r1"\n'
    ed25519 = '[dkim.ed25519]\nselector = "e1"\n'
    for text, environ in (
        (f'{rsa}key_file = "dkim.pem"\n{ed25519}key_env = "ED"\n', {"ED": PEM}),
        (
            f'{rsa}key_env = "RSA"\n{ed25519}key_file = "$CREDENTIALS_DIRECTORY/ed"\n',
            {"RSA": PEM, "CREDENTIALS_DIRECTORY": str(tmp_path / "credentials")},
        ),
    ):
        found = load(text, environ=environ)
        assert found.dkim.domain == "example.org"
        assert [(one.section, one.selector, one.key) for one in found.dkim.keys] == [
            ("dkim", "r1", PEM.encode()),
            ("dkim.ed25519", "e1", PEM.encode()),
        ]
        assert "not looked at here" not in repr(found)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        pytest.param('selector = "s"', "dkim.selector is set without a key: set key_file or key_env", id="no key"),
        pytest.param('key_file = "closed"', "dkim.key_file is set without a selector", id="no selector"),
        pytest.param(
            'selector = "s"\nkey_file = "closed"\nkey_env = "K"',
            "dkim.key_file is set beside key_env",
            id="two sources",
        ),
        pytest.param(
            'selector = "s"\nkey_file = "open"',
            "dkim.key_file names a file that others may use: chmod 600 open",
            id="a file that others may read",
        ),
        pytest.param(
            'selector = "s"\nkey_file = "none"', "dkim.key_file names a file that cannot be read: No such", id="no file"
        ),
        pytest.param(
            'selector = "s"\nkey_file = "rubbish"', "dkim.key_file names a file that holds no private key", id="rubbish"
        ),
        pytest.param('selector = "s"\nkey_file = "\\u0000"', "is not one line of text", id="an impossible name"),
        pytest.param(
            'selector = "s"\nkey_file = "$CREDENTIALS_DIRECTORY/k"', "systemd gave none", id="a credential not given"
        ),
        pytest.param(
            'selector = "s"\nkey_env = "K"',
            "dkim.key_env names an environment variable that holds no private key",
            id="a variable that is not set",
        ),
        pytest.param(
            'selector = "s"\nkey_file = "closed"\ndomain = "example.net"',
            "dkim.domain is no domain of digest@example.org",
            id="a domain that is not the sender's",
        ),
        pytest.param('selector = "S_"', "which is not a selector", id="a selector that cannot be"),
        pytest.param('domain = "no domain"', "which is no domain such as example.org", id="a domain that cannot be"),
        pytest.param(
            '[dkim.ed25519]\nselector = "e"\nkey_file = "closed"',
            "dkim.ed25519.selector stands alone",
            id="Ed25519 alone",
        ),
        pytest.param(
            'selector = "s"\nkey_file = "closed"\n[dkim.ed25519]\nselector = "s"\nkey_file = "closed"',
            "dkim.ed25519.selector is the same as dkim.selector",
            id="one name for two keys",
        ),
    ],
)
def test_a_wrong_key_is_one_sentence(text: str, sentence: str, faults: Faults, tmp_path: Path) -> None:
    """Nothing goes out unsigned by mistake, and no key lies open."""
    key(tmp_path, "closed")
    key(tmp_path, "open", mode=OPEN)
    key(tmp_path, "rubbish", text="hello")
    found = faults(f"[dkim]\n{text}\n")
    assert any(sentence in fault for fault in found), found
    if "selector = " in text and "S_" not in text:
        assert len(found) == 1


def test_a_key_pasted_into_the_file_is_not_repeated(faults: Faults) -> None:
    """The sentence names its place and nothing of it."""
    (fault,) = faults('[dkim]\nselector = "s"\nkey_env = "MIIEvQIBADANBgkqhkiG9w0"\n', environ={"MIIE": PEM})[:1]
    assert "MIIE" not in fault


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        pytest.param("", "there is no inbox that bounces could come to", id="no inbox"),
        pytest.param('[inbox]\naddress = "a@example.net"', "needs an inbox at example.org", id="another domain"),
        pytest.param('[inbox]\naddress = "a+b@example.org"', "without a +", id="a plus sign already"),
        pytest.param(f'[inbox]\naddress = "{"a" * 19}@example.org"', "at most 18 characters", id="too long a name"),
    ],
)
def test_return_addresses_need_an_inbox_that_can_have_them(text: str, sentence: str, faults: Faults) -> None:
    """What could not come back is not sent out (OUT-14)."""
    (fault,) = faults(f'[delivery]\nkind = "smtp"\nverp = true\n[delivery.smtp]\nhost = "localhost"\n{text}\n')
    assert "delivery.verp is true" in fault
    assert sentence in fault


@pytest.mark.parametrize(("inbox", "kind", "verp"), [("a" * 18, "smtp", True), ("a", "maildir", False)])
def test_return_addresses_are_for_mail_servers(inbox: str, kind: str, verp: bool, load: Load) -> None:
    """A Maildir has no use for them."""
    text = f'[delivery]\nkind = "{kind}"\nverp = true\n[delivery.smtp]\nhost = "localhost"\n'
    assert load(f'{text}[inbox]\naddress = "{inbox}@mail.example.org"\n').delivery.verp is verp


def test_an_inbox_that_is_no_address_is_one_fault(faults: Faults) -> None:
    """What is wrong with the address itself is told once."""
    found = faults('[delivery]\nverp = true\n[inbox]\naddress = "nobody"\n')
    assert len(found) == 1
    assert "inbox.address" in found[0]


@pytest.mark.parametrize("written", ["abcd", "a" * 16, "with-hyphen"])
def test_a_feedback_id_is_what_gmail_takes(written: str, faults: Faults, load: Load) -> None:
    """5 to 15 letters and digits (OUT-13)."""
    assert "not 5 to 15 letters and digits" in faults(f'[delivery]\nfeedback_id = "{written}"\n')[0]
    assert load('[delivery]\nfeedback_id = "Digest26"\n').delivery.sender_id == "Digest26"
