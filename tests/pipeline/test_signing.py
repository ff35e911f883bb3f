"""Mail that leaves signed, by the keys that config.toml names."""

from dataclasses import replace
from pathlib import Path

import dkim
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ed25519, rsa

from digest.config.settings import DkimKey, DkimSetting
from digest.errors import ConfigError
from digest.pipeline import signing
from tests import allowed
from tests.pipeline import house

_PLAIN = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
RSA = rsa.generate_private_key(public_exponent=65537, key_size=2048).private_bytes(*_PLAIN)
ED = ed25519.Ed25519PrivateKey.generate().private_bytes(*_PLAIN)


def setting(*keys: tuple[str, bytes]) -> DkimSetting:
    """Keys for sections."""
    made = tuple(DkimKey(selector=f"s{len(key)}", key=key, section=section) for section, key in keys)
    return DkimSetting(domain="digest.example", keys=made)


def test_no_key_is_no_signer() -> None:
    """Signing is left to the mail server."""
    assert signing.signers(setting()) == ()


@pytest.mark.parametrize(
    ("keys", "sentence"),
    [
        pytest.param(
            [("dkim", b"no key")], r"the key of \[dkim\] cannot be used: it holds no private key", id="rubbish"
        ),
        pytest.param([("dkim", ED)], r"the key of \[dkim\] must be an RSA key", id="Ed25519 in the first place"),
        pytest.param(
            [("dkim", RSA), ("dkim.ed25519", RSA)], r"\[dkim.ed25519\] must be an Ed25519 key", id="RSA in the second"
        ),
    ],
)
def test_a_key_that_cannot_sign_is_named(keys: list[tuple[str, bytes]], sentence: str) -> None:
    """With what is wrong, and never with the key."""
    with pytest.raises(ConfigError, match=sentence):
        signing.signers(setting(*keys))


def test_planned_mail_is_signed_once_and_frozen(tmp_path: Path) -> None:
    """By both keys, over the very bytes that wait in the outbox; its headers are otherwise what they were."""
    keys = setting(("dkim", RSA), ("dkim.ed25519", ED))
    records = {f"{one.selector}._domainkey.digest.example.".encode(): one.record() for one in signing.signers(keys)}
    with house.in_the_morning(tmp_path) as home:
        unsigned = home.settings
        home.settings = replace(unsigned, dkim=keys)
        assert home.plan(house.MORNING).made == 8
        day = home.store.mail.days(subscriber_id=home.reader().id, limit=1)[0]
        message = home.store.mail.message(f"{home.reader().id}.{day.issue_date.isoformat()}")
    assert message is not None
    mime = message.mime
    assert allowed.faults(mime) == []
    assert mime.count(b"DKIM-Signature: ") == 2
    verifier = dkim.DKIM(mime)
    assert verifier.verify(idx=0, dnsfunc=lambda name, timeout=5: records[name].encode())
    assert dkim.DKIM(mime).verify(idx=1, dnsfunc=lambda name, timeout=5: records[name].encode())
