"""1,000,000 random and 10,000 bit-flipped tokens against our keys: none may be accepted (mail.md SUB-11)."""

import base64
import random
import secrets
import sys
import time
from datetime import date

from digest.tokens import Keys, Purpose

_RANDOM, _FLIPPED = 1_000_000, 10_000
_OCTETS = 26


def main() -> None:
    """The number accepted, which must be 0, and what one reading takes."""
    keys = Keys(secrets.token_bytes(32), secrets.token_bytes(32))
    chance = random.Random()
    started = time.perf_counter()
    accepted = sum(
        keys.read(Purpose.LEAVE, _written(raw)) is not None
        for raw in (secrets.token_bytes(_OCTETS) for _ in range(_RANDOM))
    )
    took = time.perf_counter() - started
    accepted += sum(keys.read(Purpose.LEAVE, _flipped(keys, chance)) is not None for _ in range(_FLIPPED))
    print(f"{_RANDOM + _FLIPPED:,} forged tokens: {accepted} accepted, {took / _RANDOM * 1e6:.1f} µs each")
    sys.exit(1 if accepted else 0)


def _flipped(keys: Keys, chance: random.Random) -> str:
    """A good token with one bit of its octets changed."""
    token = keys.make(Purpose.LEAVE, secrets.token_hex(8), date(2022, 12, 6))
    raw = bytearray(base64.b32decode(token.upper() + "=" * (-len(token) % 8)))
    place = chance.randrange(8 * _OCTETS)
    raw[place // 8] ^= 1 << place % 8
    return _written(bytes(raw))


def _written(raw: bytes) -> str:
    return base64.b32encode(raw).decode().rstrip("=").lower()


if __name__ == "__main__":
    main()
