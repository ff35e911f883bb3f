"""Sample mails as a receiving server gets them today: from a domain with all its records, signed or not."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from digest.render import dkim
from tests.mail_quality import filters, issue, samples
from tests.render import notes

DOMAIN = "digest.example"
#: Filters go by the real clock, and hold an old Date against a mail.
_NOW = datetime.now(UTC).replace(microsecond=0)
_SELECTOR = "s1"


@cache
def mail(name: str) -> bytes:
    """The mail as sent now."""
    if name in samples.notices():
        return notes.build(replace(samples.notices()[name], made_at=_NOW))
    return issue.build(samples.issues()[name], sent_at=_NOW).mime


@cache
def signed(name: str) -> bytes:
    """The same with our DKIM signature."""
    return dkim.sign(mail(name), [_signer()], at=_NOW)


@contextmanager
def rspamd(folder: Path) -> Iterator[filters.Rspamd]:
    """rspamd beside a name server that knows the records of `DOMAIN`."""
    records = {
        DOMAIN: filters.SPF,
        f"_dmarc.{DOMAIN}": filters.DMARC,
        f"{_SELECTOR}._domainkey.{DOMAIN}": _signer().record(),
    }
    with filters.rspamd(folder, DOMAIN, records) as daemon:
        yield daemon


@cache
def _signer() -> dkim.Signer:
    """A key made for this run."""
    key = rsa.generate_private_key(public_exponent=65_537, key_size=2048)
    form = serialization.PrivateFormat.PKCS8
    pem = key.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption())
    return dkim.load(pem, domain=DOMAIN, selector=_SELECTOR)
