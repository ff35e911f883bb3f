"""The private keys that mail is signed with, from where config.toml says they are (docs/mail.md OUT-42, SEC-01).

What kind of key it is, and whether it is sound, is found when it is loaded to sign (`digest.pipeline.signing`).
"""

import stat
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from digest.config import alignment, credentials, crosschecks
from digest.config.faults import Fault

#: Longer than any key in PEM; a file that is longer is not the one that was meant.
_LONGEST = 20_000
_SECTIONS = ("dkim", "dkim.ed25519")


def read(
    found: Mapping[str, Any], environ: Mapping[str, str], folder: Path
) -> tuple[Mapping[str, bytes], tuple[Fault, ...]]:
    """The key of each section that names one, and everything that is wrong with the sections.

    `found` is the file as parsed, whatever its shape; relative paths start at `folder`.
    """
    dkim = crosschecks.table(found, "dkim")
    tables = {"dkim": dkim, "dkim.ed25519": crosschecks.table(dkim, "ed25519")}
    keys: dict[str, bytes] = {}
    wrong = [*_together(found, tables)]
    for section, table in tables.items():
        key = _key(table, tuple(section.split(".")), environ, folder)
        if isinstance(key, Fault):
            wrong.append(key)
        elif key is not None:
            keys[section] = key
    return keys, tuple(wrong)


def _together(found: Mapping[str, Any], tables: Mapping[str, Mapping[str, Any]]) -> Iterator[Fault]:
    """What is wrong between keys of the file."""
    rsa, ed25519 = (tables[section].get("selector") for section in _SECTIONS)
    if ed25519 and not rsa:
        yield Fault(
            ("dkim", "ed25519", "selector"),
            "stands alone: many receivers cannot read Ed25519 yet (RFC 8463), so set selector in [dkim] too",
        )
    elif ed25519 and ed25519 == rsa:
        yield Fault(("dkim", "ed25519", "selector"), "is the same as dkim.selector: each key needs a name of its own")
    domain, sender = tables["dkim"].get("domain"), crosschecks.table(found, "service").get("from")
    if isinstance(domain, str) and domain and isinstance(sender, str) and not alignment.under(sender, domain):
        yield Fault(
            ("dkim", "domain"), f"is no domain of {sender}: a signature counts only for the domain that mail is from"
        )


def _key(
    table: Mapping[str, Any], place: tuple[str, ...], environ: Mapping[str, str], folder: Path
) -> bytes | Fault | None:
    """The key that one section names; None for a section that is not used."""
    match table:
        case {"key_file": str(file), "key_env": str(variable)} if file and variable:
            return Fault((*place, "key_file"), "is set beside key_env: keep one of them")
        case {"key_file": str() as source} if source:
            name = "key_file"
        case {"key_env": str() as source} if source:
            name = "key_env"
        case {"selector": str(selector)} if selector:
            return Fault(
                (*place, "selector"), "is set without a key: set key_file or key_env too, or run: digest dkim keygen"
            )
        case _:
            return None
    if not table.get("selector"):
        return Fault((*place, name), "is set without a selector: set selector too")
    if name == "key_file":
        return _from_file(source, (*place, name), environ, folder)
    key = environ.get(source, "").encode()
    return _checked(key, "names an environment variable that", (*place, name))


def _from_file(source: str, place: tuple[str, ...], environ: Mapping[str, str], folder: Path) -> bytes | Fault | None:
    path = credentials.path(source, environ, folder)
    if path is None:
        return Fault(place, credentials.NONE)
    try:
        with path.open("rb") as file:
            mode = path.stat().st_mode
            key = file.read(_LONGEST + 1)
    except OSError as error:
        return Fault(place, f"names a file that cannot be read: {error.strerror}")
    except ValueError:
        # A name with a NUL in it: told as a fault of shape.
        return None
    # systemd keeps others from its folder, whatever the file's own mode.
    if not source.startswith(credentials.START) and mode & (stat.S_IRWXG | stat.S_IRWXO):
        return Fault(place, f"names a file that others may use: chmod 600 {source}")
    return _checked(key, "names a file that", place)


def _checked(key: bytes, what: str, place: tuple[str, ...]) -> bytes | Fault:
    if not key.lstrip().startswith(b"-----BEGIN") or len(key) > _LONGEST:
        return Fault(place, f"{what} holds no private key in PEM: it would begin with -----BEGIN PRIVATE KEY-----")
    return key
