"""Signed words that let somebody do one thing without a password: leave, change, say what they like (mail.md SUB-11).

A token names the subscriber and a day, and carries a MAC.  It is one lower-case word of the base32 alphabet (RFC 4648
section 6), so that mail, subjects and addresses carry it unharmed (SUB-12).  Every purpose has a key of its own,
derived from one root (HKDF, RFC 5869; SEC-03): a token for one purpose is nothing for another.
"""

import base64
import binascii
import hmac
import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

#: Octets of a root, at least.
ROOT = 32
#: Octets of a subscriber's id, of the day, and of the MAC: 128 bits, as SUB-11 asks.
_ID, _DAY, _MAC = 8, 2, 16
_EPOCH = date(1970, 1, 1)
#: What mail may do to a word: break the line in it, softly or not, and quote an equals sign before it.
_DAMAGE = re.compile(r"=3d|=?\s+")
_EDGES = "<>()[]\"'.,;:"
#: A token in two halves, the claim and the MAC, as an address has it behind its plus sign.
_EXTENSION = re.compile(r"b-([a-z2-7]{16})-([a-z2-7]{26})")


class Purpose(StrEnum):
    """What a key is for; no key is for two things (SEC-03)."""

    #: To get no more mail.
    LEAVE = "leave"
    #: To see and change what one gets.
    PREFERENCES = "preferences"
    #: To say "more like this" or "less like this".
    FEEDBACK = "feedback"
    #: To confirm a wish; it names the wish, not the subscriber.
    CONFIRM = "confirm"
    #: To read one issue on a page.
    READ = "read"
    #: What a form was given when it was shown, to tell when that was (SUB-17).
    FORM = "form"
    #: Hashes of addresses and networks, so that limits and erasures need not keep them.
    TRACE = "trace"
    #: The return address, by which a bounce says whose it is.
    BOUNCE = "bounce"
    #: Message-IDs that say nothing of the reader.
    MESSAGE_ID = "message-id"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What a good token says."""

    #: 16 hexadecimal digits.
    subscriber_id: str
    #: The issue's local date, or the day on which what is asked for expires.
    day: date


class Keys:
    """The keys of every purpose.  New tokens are made with the first root; those of the others are still good."""

    def __init__(self, root: bytes, *earlier: bytes) -> None:
        for secret in (root, *earlier):
            if len(secret) < ROOT:
                raise ValueError(f"a root of keys has at least {ROOT} octets, not {len(secret)}")
        self._keys = {purpose: tuple(_derived(secret, purpose) for secret in (root, *earlier)) for purpose in Purpose}

    def of(self, purpose: Purpose) -> bytes:
        """The key of a purpose, 32 octets, as new things are made with it."""
        return self._keys[purpose][0]

    def make(self, purpose: Purpose, subscriber_id: str, day: date) -> str:
        """The token: 42 characters, the same each time."""
        body = bytes.fromhex(subscriber_id).rjust(_ID, b"\0") + (day - _EPOCH).days.to_bytes(_DAY, "big")
        return _written(body + _mac(self.of(purpose), body))

    def read(self, purpose: Purpose, text: str) -> Claim | None:
        """What a token says; None for anything that was not made by us for this purpose.

        Case, white space, a line break inside, and brackets or points around it do no harm.
        """
        token = _DAMAGE.sub("", text.lower()).strip(_EDGES)
        raw = _octets(token)
        body, mac = raw[:-_MAC], raw[-_MAC:]
        good = [hmac.compare_digest(mac, _mac(key, body)) for key in self._keys[purpose]]
        # Of several spellings of the same octets only ours counts: else the last letter could be another.
        if not any(good) or len(body) != _ID + _DAY or _written(raw) != token:
            return None
        return Claim(subscriber_id=body[:_ID].hex(), day=_EPOCH + timedelta(days=int.from_bytes(body[_ID:], "big")))

    def make_extension(self, subscriber_id: str, day: date) -> str:
        """What a delivery's return address has behind the plus sign: "b-<id>-<mac>", 45 characters (OUT-14).

        Lower-case letters, digits and hyphens; it is read whatever its case.
        """
        token = self.make(Purpose.BOUNCE, subscriber_id, day)
        return f"b-{token[:16]}-{token[16:]}"

    def read_extension(self, text: str) -> Claim | None:
        """Whose mail came back, and of which day; None for an extension that we did not make."""
        found = _EXTENSION.fullmatch(text.lower())
        return self.read(Purpose.BOUNCE, found[1] + found[2]) if found else None


def _derived(root: bytes, purpose: Purpose) -> bytes:
    return HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=f"digest {purpose}".encode()).derive(root)


def _mac(key: bytes, body: bytes) -> bytes:
    return hmac.digest(key, body, "sha256")[:_MAC]


def _written(raw: bytes) -> str:
    return base64.b32encode(raw).decode().rstrip("=").lower()


def _octets(token: str) -> bytes:
    """The octets that the letters stand for; none when they stand for none."""
    try:
        return base64.b32decode(token.upper() + "=" * (-len(token) % 8))
    except (ValueError, binascii.Error):
        return b""
