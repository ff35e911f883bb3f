"""Where a secret's file is: a path of the operator's, or a credential that systemd hands over (mail.md SEC-01)."""

from collections.abc import Mapping
from pathlib import Path

#: How a path in the folder where systemd puts a service's credentials begins (systemd.exec, LoadCredential=).
START = "$CREDENTIALS_DIRECTORY/"
#: What is wrong when there is no such folder.
NONE = "names a credential, and systemd gave none: add LoadCredential= to the unit"


def path(source: str, environ: Mapping[str, str], folder: Path) -> Path | None:
    """The file that `source` names, from `folder` where it is relative; None for a credential that systemd gave not."""
    if not source.startswith(START):
        return folder / source
    given = environ.get("CREDENTIALS_DIRECTORY")
    return Path(given) / source.removeprefix(START) if given else None
