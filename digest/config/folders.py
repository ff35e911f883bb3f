"""The operator's folder of templates, before it is needed: without it mail would go out in our looks, unnoticed."""

from pathlib import Path

from digest.config import crosschecks
from digest.config.faults import Fault


def faults(found: crosschecks.Table, folder: Path) -> list[Fault]:
    """What is wrong with the folder that [service] templates names; relative paths start at `folder`.

    `found` is the file as parsed, whatever its shape.
    """
    name = crosschecks.table(found, "service").get("templates")
    if not isinstance(name, str) or not name or name.startswith("~") or "\0" in name:
        return []
    is_there = (folder / name).is_dir()
    return [] if is_there else [Fault(("service", "templates"), 'names a folder that is not there: make it, or say ""')]
