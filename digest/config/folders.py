"""The operator's folder of templates, before it is needed: without it mail would go out in our looks, unnoticed."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from digest.config.faults import Fault


def faults(found: Mapping[str, Any], folder: Path) -> list[Fault]:
    """What is wrong with the folder that [service] templates names; relative paths start at `folder`.

    `found` is the file as parsed, whatever its shape.
    """
    service = found.get("service")
    name = service.get("templates") if isinstance(service, Mapping) else None
    if not isinstance(name, str) or not name or name.startswith("~") or "\0" in name:
        return []
    is_there = (folder / name).is_dir()
    return [] if is_there else [Fault(("service", "templates"), 'names a folder that is not there: make it, or say ""')]
