"""The operator's logo, before it is needed: a file that is there, and a picture by its first bytes."""

from pathlib import Path

from digest.config import crosschecks
from digest.config.faults import Fault
from digest.domain import pictures

#: Larger than any mark at the head of a mail.
_LARGEST = 2_000_000


def faults(found: crosschecks.Table, folder: Path) -> list[Fault]:
    """What is wrong with the file that [mail] logo names; relative paths start at `folder`.

    `found` is the file as parsed, whatever its shape.
    """
    name = crosschecks.table(found, "mail").get("logo")
    if not isinstance(name, str) or not name or name.startswith("~"):
        return []
    what = _fault(folder / name)
    return [Fault(("mail", "logo"), what)] if what else []


def _fault(path: Path) -> str:
    try:
        with path.open("rb") as file:
            beginning = file.read(pictures.BEGINNING)
        size = path.stat().st_size
    except OSError as error:
        return f"names a file that cannot be read: {error.strerror}"
    except ValueError:
        # A name with a NUL in it: told as a fault of shape.
        return ""
    if size > _LARGEST:
        return f"names a file of {size / 1e6:.1f} MB: a logo may have at most {_LARGEST / 1e6:.0f} MB"
    return "" if pictures.is_known(beginning) else f"names a file that is no {pictures.named()} picture"
