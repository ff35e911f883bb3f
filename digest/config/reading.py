"""config.toml and the environment in, Settings out; the only place that opens the file."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from digest.config import (
    addresses,
    build,
    crosschecks,
    document,
    doors,
    faults,
    folders,
    keys,
    logo,
    passwords,
    returns,
    settings,
)
from digest.errors import ConfigError

_BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"


def read(path: Path, environ: Mapping[str, str]) -> settings.Settings:
    """Settings as `path` states them; ConfigError names every fault of the file at once."""
    text = _text(path)
    found = _parsed(text, file=str(path))
    here = path.absolute()
    secrets = passwords.mail_servers(found, environ, here.parent)
    others = passwords.others(found, environ, here.parent)
    signing, unsigned = keys.read(found, environ, here.parent)
    wrong = [
        *faults.of_shape(found),
        *crosschecks.find(found),
        *logo.faults(found, here.parent),
        *folders.faults(found, here.parent),
    ]
    wrong += [*unsigned, *returns.faults(found), *doors.faults(found)]
    wrong += [one for one in (*secrets, *others.values()) if isinstance(one, faults.Fault)]
    given = [one for one in secrets if not isinstance(one, faults.Fault)]
    if wrong:
        raise ConfigError(faults.sentences(wrong, text, file=str(path)))
    return build.settings_from(
        document.Document.model_validate(found),
        path=here,
        passwords=given,
        keys=signing,
        secrets={section: secret for section, secret in others.items() if isinstance(secret, str)},
    )


def signing_domain(path: Path) -> str:
    """The domain that mail is signed for, as the file states it, whatever is wrong elsewhere; "" when it states none.

    ConfigError when the file cannot be read, or is no TOML.
    """
    match _parsed(_text(path), file=str(path)):
        case {"dkim": {"domain": str(domain)}} if domain:
            stated = f"news@{domain}"
        case {"service": {"from": str(stated)}}:
            pass
        case _:
            return ""
    try:
        return addresses.normalise(stated).rpartition("@")[2]
    except ValueError:
        return ""


def _text(path: Path) -> str:
    """The file's text, without a byte order mark and with plain line ends."""
    try:
        return path.read_text(encoding="utf-8").removeprefix(_BOM)
    except FileNotFoundError as error:
        raise ConfigError([f"{path} does not exist; to write one, run: digest init"]) from error
    except OSError as error:
        raise ConfigError([f"{path} cannot be read: {error.strerror}"]) from error
    except UnicodeDecodeError as error:
        number = error.object.count(b"\n", 0, error.start) + 1
        raise ConfigError([f"{path} line {number}: not UTF-8; save the file in UTF-8"]) from error


def _parsed(text: str, *, file: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError([f"{file}{_where(str(error))}"]) from error
    except (ValueError, RecursionError) as error:
        # Python's own limits: digits of a number (ValueError), depth of brackets.
        raise ConfigError([f"{file}: not TOML that can be read: a number too long, or too many brackets"]) from error


def _where(message: str) -> str:
    """tomllib's "What happened (at line 3, column 5)" with the place in front."""
    what, _, place = message.rpartition(" (at ")
    place = place.removesuffix(")").replace("end of document", "at its end")
    return f" {place}: not TOML: {what[:1].lower()}{what[1:]}"
