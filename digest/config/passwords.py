"""Secrets, from where config.toml says they are; never from the file itself (docs/mail.md SEC-01)."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from digest.config import places
from digest.config.faults import Fault

#: Longer than any password; a file that is longer is not the one that was meant.
_LONGEST = 4096


def mail_servers(found: Mapping[str, Any], environ: Mapping[str, str], folder: Path) -> list[str | Fault | None]:
    """The password of [delivery.smtp] and of each of the relays, or what is wrong with its source; None where none is.

    `found` is the file as parsed, whatever its shape; relative paths start at `folder`.
    """
    delivery = found.get("delivery")
    if not isinstance(delivery, Mapping):
        return [None]
    relays = delivery.get("relays")
    tables: list[tuple[places.Path, Any]] = [(("delivery", "smtp"), delivery.get("smtp"))]
    tables += [(("delivery", "relays", n), row) for n, row in enumerate(relays if isinstance(relays, list) else ())]
    if delivery.get("kind") != "smtp":
        return [None] * len(tables)
    return [_password(table, place, environ, folder) for place, table in tables]


def _password(table: Any, place: places.Path, environ: Mapping[str, str], folder: Path) -> str | Fault | None:
    match table:
        case {"password_env": str(name)} if name:
            return environ.get(name) or Fault(
                (*place, "password_env"), "names an environment variable that is not set: set it, then start again"
            )
        case {"password_file": str(name)} if name:
            return _from_file(folder / name, (*place, "password_file"))
        case _:
            return None


def _from_file(path: Path, place: places.Path) -> str | Fault:
    """The one line of a file, without its line end."""
    try:
        with path.open("rb") as file:
            text = file.read(_LONGEST + 1).decode()
    except OSError as error:
        return Fault(place, f"names a file that cannot be read: {error.strerror}")
    except ValueError:
        return Fault(place, "names a file that is not text in UTF-8")
    secret = text.removesuffix("\n").removesuffix("\r")
    if not secret or len(text) > _LONGEST or not secret.isprintable():
        return Fault(place, "names a file that does not hold one line with the password")
    return secret
