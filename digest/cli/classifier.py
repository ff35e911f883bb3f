"""Which classifier a command uses that can do without a configuration."""

from argparse import Namespace
from pathlib import Path


def path(chosen: Namespace) -> Path | None:
    """The operator's own classifier where a configuration names or has one; None for the one that ships."""
    if not chosen.config.exists():
        return None
    from digest.cli import house

    return house.model_path(house.load(chosen))
