"""A finished message in, its DKIM signatures out (RFC 6376, RFC 8301, RFC 8463; mail.md OUT-40 to 42).

Ours instead of dkimpy's because that one signs twelve times slower (bench/bench_dkim.py); dkimpy verifies in the tests.
"""

import base64
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

import numpy as np
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ed25519, padding, rsa

#: Bits of an RSA key, at least (RFC 8301 section 3.2).
_RSA_BITS = 1024
#: What is signed: everything that readers, their programs and receivers go by (OUT-41).  Each once more than it is
#: there, so that nobody can add another (RFC 6376 section 8.15).
_SIGNED = (
    "from", "to", "cc", "sender", "subject", "date", "message-id", "reply-to", "mime-version", "content-type",
    "content-transfer-encoding", "list-id", "list-unsubscribe", "list-unsubscribe-post", "list-help", "list-owner",
    "list-post", "list-archive", "auto-submitted", "feedback-id", "in-reply-to", "references", "cfbl-address",
    "cfbl-feedback-id", "form-sub",
)  # fmt: skip
_BLANKS = re.compile(rb"[ \t]+")
_LINE_ENDS = re.compile(rb"[ \t]+(?=\r\n)")
_FIELDS = re.compile(rb"\r\n(?![ \t])")
#: Of a header line; the signature itself is folded to it.
_WIDTH = 76


@dataclass(frozen=True, slots=True, kw_only=True)
class Signer:
    """One key, and where its public half is published: `selector`._domainkey.`domain`."""

    domain: str
    selector: str
    key: rsa.RSAPrivateKey | ed25519.Ed25519PrivateKey

    @property
    def algorithm(self) -> str:
        """ "rsa-sha256" or "ed25519-sha256"."""
        return "rsa-sha256" if isinstance(self.key, rsa.RSAPrivateKey) else "ed25519-sha256"

    def record(self) -> str:
        """The text of the DNS record that publishes the public key."""
        if isinstance(self.key, rsa.RSAPrivateKey):
            kind, form = "rsa", serialization.PublicFormat.SubjectPublicKeyInfo
            public = self.key.public_key().public_bytes(serialization.Encoding.DER, form)
        else:
            kind = "ed25519"
            public = self.key.public_key().public_bytes_raw()
        return f"v=DKIM1; k={kind}; p={base64.b64encode(public).decode()}"


def generate(*, newer: bool = False) -> bytes:
    """A new private key in PEM: RSA of 2048 bits, or Ed25519."""
    key = (
        ed25519.Ed25519PrivateKey.generate()
        if newer
        else rsa.generate_private_key(public_exponent=65537, key_size=2048)
    )
    form = serialization.PrivateFormat.PKCS8
    return key.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption())


def load(pem: bytes, *, domain: str, selector: str) -> Signer:
    """The signer of a private key in PEM; ValueError saying what is wrong with the key."""
    try:
        key = serialization.load_pem_private_key(pem, password=None)
    except (ValueError, TypeError) as error:
        raise ValueError(f"it holds no private key in PEM without a passphrase ({error})") from error
    if isinstance(key, rsa.RSAPrivateKey) and key.key_size < _RSA_BITS:
        raise ValueError(f"its RSA key has {key.key_size} bits; receivers ask for {_RSA_BITS}, and 2048 is usual")
    if isinstance(key, rsa.RSAPrivateKey | ed25519.Ed25519PrivateKey):
        return Signer(domain=domain, selector=selector, key=key)
    raise ValueError("DKIM knows RSA and Ed25519 keys, and this is neither")


def sign(mime: bytes, signers: Sequence[Signer], *, at: datetime) -> bytes:
    """The message with one DKIM-Signature in front for each signer; the same bytes for the same message and moment."""
    head, _, body = mime.partition(b"\r\n\r\n")
    digest = base64.b64encode(hashlib.sha256(_relaxed_body(body)).digest()).decode()
    fields = _relaxed_fields(head)
    cover = _cover(tuple(field.partition(b":")[0] for field in fields))
    covered = b"".join(fields[place] + b"\r\n" for place in cover.places)
    return b"".join((*(_signature(signer, digest, cover.names, covered, at) for signer in signers), mime))


def _signature(signer: Signer, digest: str, names: str, covered: bytes, at: datetime) -> bytes:
    tags = (
        f"v=1; a={signer.algorithm}; c=relaxed/relaxed; d={signer.domain}; s={signer.selector};",
        f"t={int(at.timestamp())};",
        f"bh={digest};",
    )
    unsigned = "DKIM-Signature: " + "\r\n\t".join((*tags, names, "b="))
    (own,) = _relaxed_fields(unsigned.encode("ascii"))
    value = base64.b64encode(_raw_signature(signer, covered + own)).decode()
    lines = (value[start : start + _WIDTH - 4] for start in range(0, len(value), _WIDTH - 4))
    return (unsigned + "\r\n\t ".join(("", *lines)) + "\r\n").encode("ascii")


def _raw_signature(signer: Signer, signed: bytes) -> bytes:
    if isinstance(signer.key, rsa.RSAPrivateKey):
        return signer.key.sign(signed, padding.PKCS1v15(), hashes.SHA256())
    # RFC 8463 section 3: Ed25519 signs the hash.
    return signer.key.sign(hashlib.sha256(signed).digest())


@dataclass(frozen=True, slots=True)
class _Cover:
    """What of a header is signed."""

    #: The tag h=, in lines: every field as often as it is there, and once more.
    names: str
    #: Which fields are hashed, in this order: for each name from the last one up (RFC 6376 section 5.4.2).
    places: tuple[int, ...]


@lru_cache(maxsize=64)
def _cover(fields: tuple[bytes, ...]) -> _Cover:
    """The same for all messages that have the same fields in the same order."""
    found = {name: [place for place, field in enumerate(fields) if field == name.encode()] for name in _SIGNED}
    names = [name for name in _SIGNED for _ in (*found[name], None)]
    places = tuple(place for name in _SIGNED for place in reversed(found[name]))
    return _Cover(_folded_names(names), places)


def _folded_names(names: Sequence[str]) -> str:
    """The tag h=, in lines."""
    lines = ["h="]
    for place, name in enumerate(names):
        piece = name + (":" if place < len(names) - 1 else ";")
        if len(lines[-1]) + len(piece) > _WIDTH:
            lines.append(" ")
        lines[-1] += piece
    return "\r\n\t".join(lines)


def _relaxed_fields(head: bytes) -> list[bytes]:
    """Section 3.4.2: lower-case names, unfolded, runs of blanks as one space, none at the ends."""
    relaxed = _words if _is_usual(head) else _thoroughly
    parts = (field.partition(b":") for field in _FIELDS.split(head))
    return [name.strip().lower() + b":" + relaxed(value) for name, _, value in parts]


def _is_usual(head: bytes) -> bool:
    """Whether all that Python takes for white space in it is blanks and whole line ends."""
    ends = head.count(b"\r\n")
    return head.count(b"\r") == head.count(b"\n") == ends and b"\x0b" not in head and b"\x0c" not in head


def _words(value: bytes) -> bytes:
    return b" ".join(value.split())


def _thoroughly(value: bytes) -> bytes:
    return _BLANKS.sub(b" ", value.replace(b"\r\n", b"")).strip()


def _relaxed_body(body: bytes) -> bytes:
    """Section 3.4.4: no blanks at the end of a line, runs of them as one space, no empty lines at the end."""
    if _has_loose_blanks(body):
        body = _BLANKS.sub(b" ", _LINE_ENDS.sub(b"", body))
    if body.endswith(b"\r\n") and body[-3:-2] not in (b"\r", b"\n", b""):
        return body
    body = body.rstrip(b"\r\n")
    return body + b"\r\n" if body else b""


def _has_loose_blanks(body: bytes) -> bool:
    """Whether there may be a tab, or a space before another or a line end.

    numpy needs an eighth of the time of `in` for two bytes; anything up to the space is taken for one of the three.
    """
    octets = np.frombuffer(body, dtype=np.uint8)
    return b"\t" in body or bool(((octets[:-1] == 0x20) & (octets[1:] <= 0x20)).any())
