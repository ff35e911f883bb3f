"""The classifier for commands that can do without a configuration."""

from argparse import Namespace
from pathlib import Path

from digest.classify import topics
from digest.classify.modelfile import Model


def in_use(chosen: Namespace) -> Model:
    """The classifier that the configuration leads to; where none was named and none is here, the one that ships."""
    if chosen.config == Path("config.toml") and not chosen.config.exists():
        return topics.load()
    from digest.cli import house
    from digest.pipeline import classifier

    return classifier.load(house.load(chosen))
