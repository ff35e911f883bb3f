"""Secrets, from where config.toml says they are; never from the file itself (docs/mail.md SEC-01)."""

import stat
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from digest.config import credentials, places
from digest.config.faults import Fault

#: Longer than any password; a file that is longer is not the one that was meant.
_LONGEST = 4096
#: Characters of the operator's key, at least: 128 bits where they are hexadecimal, which nobody guesses.
_SHORTEST = 32


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
        secrets["operator"] = _operators(operator, environ, folder)
    return {section: secret for section, secret in secrets.items() if secret is not None}


def _operators(operator: Mapping[str, Any], environ: Mapping[str, str], folder: Path) -> str | Fault | None:
    """The key of the operator's page: not one that is soon guessed, nor one that others on the machine can read."""
    keys = {f"password_{way}": operator.get(f"key_{way}") for way in ("env", "file")}
    key = _renamed(_password(keys, ("operator",), environ, folder))
    way = "key_env" if keys["password_env"] else "key_file"
    if isinstance(key, str) and len(key) < _SHORTEST:
        return Fault(
            ("operator", way),
            f"leads to a key of fewer than {_SHORTEST} characters, which could be guessed: make one with "
            "openssl rand -hex 16",
        )
    if isinstance(key, str) and way == "key_file":
        return _is_open(str(keys["password_file"]), environ, folder) or key
    return key


def _is_open(name: str, environ: Mapping[str, str], folder: Path) -> Fault | None:
    """What is wrong with the mode of the file; systemd keeps others from its folder, whatever the file's own."""
    path = credentials.path(name, environ, folder)
    if path is None or name.startswith(credentials.START) or not path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        return None
    return Fault(("operator", "key_file"), f"names a file that others may use: chmod 600 {name}")


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
