"""Secrets, from where config.toml says they are; never from the file itself (docs/mail.md SEC-01)."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from digest.config import credentials, places
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


def others(found: Mapping[str, Any], environ: Mapping[str, str], folder: Path) -> dict[str, str | Fault]:
    """The secret of [inbox.imap] and the key of [operator], by section, or what is wrong with its source."""
    inbox, operator = found.get("inbox"), found.get("operator")
    secrets: dict[str, str | Fault | None] = {}
    if isinstance(inbox, Mapping) and inbox.get("kind") == "imap":
        secrets["inbox.imap"] = _password(inbox.get("imap"), ("inbox", "imap"), environ, folder)
    if isinstance(operator, Mapping) and operator.get("page"):
        keys = {f"password_{way}": operator.get(f"key_{way}") for way in ("env", "file")}
        secrets["operator"] = _renamed(_password(keys, ("operator",), environ, folder))
    return {section: secret for section, secret in secrets.items() if secret is not None}


def _renamed(found: str | Fault | None) -> str | Fault | None:
    """A fault of a password as one of a key."""
    if not isinstance(found, Fault):
        return found
    return Fault(
        (*found.path[:-1], str(found.path[-1]).replace("password", "key")), found.what.replace("password", "key")
    )


def _password(table: Any, place: places.Path, environ: Mapping[str, str], folder: Path) -> str | Fault | None:
    match table:
        case {"password_env": str(name)} if name:
            return environ.get(name) or Fault(
                (*place, "password_env"), "names an environment variable that is not set: set it, then start again"
            )
        case {"password_file": str(name)} if name:
            path = credentials.path(name, environ, folder)
            where = (*place, "password_file")
            return _from_file(path, where) if path else Fault(where, credentials.NONE)
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
