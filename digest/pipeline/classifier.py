"""The classifier in use: the operator's own if there is one, else the one that ships."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from digest.classify import topics
from digest.classify.modelfile import Model
from digest.config import Settings
from digest.errors import ModelError
from digest.pipeline import models

#: The name of the operator's own classifier in the data folder; `digest train` writes it.
FILE = models.FILE

_log = logging.getLogger("digest")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A classifier that can be used, and why it is not the one that was meant."""

    model: Model
    #: None for the one that ships.
    path: Path | None
    #: What is wrong with the one that was meant; "" when this is the one.
    fault: str = ""


def path(settings: Settings) -> Path | None:
    """Where the operator's own classifier lies; None when the one that ships is used."""
    own = models.own(settings)
    return settings.topics.model or (own if own.exists() else None)


def find(settings: Settings) -> Found:
    """The classifier that is meant; where it cannot be used, the one before it that can, at last the one that ships."""
    fault = _gone(settings)
    for candidate in _candidates(settings):
        try:
            model = topics.load(candidate)
        except ModelError as error:
            fault = fault or str(error)
        else:
            return Found(model=_as_sure(model, settings), path=candidate, fault=fault)
    return Found(model=_as_sure(topics.load(), settings), path=None, fault=fault)


def load(settings: Settings) -> Model:
    """The classifier, as sure as the operator wants it to be.

    One that cannot be used is told to the log, and the one before it stays in use.
    """
    found = find(settings)
    if found.fault:
        _log.error("%s  Meanwhile %s is in use.", found.fault, called(found))
    return found.model


def unaltered(settings: Settings) -> Model:
    """The classifier with its own thresholds, for learning."""
    return find(replace(settings, topics=replace(settings.topics, threshold=None))).model


def called(found: Found) -> str:
    """The words for which classifier it is."""
    return f"version {found.model.version} ({found.path})" if found.path else "the one that ships"


def _gone(settings: Settings) -> str:
    """The sentence for a classifier that was in use and is no longer there; "" when all is as it was."""
    version = "" if settings.topics.model else models.missing(settings)
    if not version:
        return ""
    return (
        f"The classifier {models.own(settings)}, version {version}, is gone: put it back with "
        f"`digest models use {version}`, or choose the one that ships with `digest models use {models.SHIPPED}`."
    )


def _candidates(settings: Settings) -> Iterator[Path]:
    """The operator's own, the newest first."""
    meant = path(settings)
    if meant is None and not models.missing(settings):
        return
    if meant is not None:
        yield meant
    if meant != models.own(settings) and models.own(settings).exists():
        yield models.own(settings)
    for step in reversed(models.trail(models.history(settings))[1:]):
        if step.version != models.SHIPPED:
            yield models.archived(settings, step.version)


def _as_sure(model: Model, settings: Settings) -> Model:
    if settings.topics.threshold is None:
        return model
    return replace(model, thresholds=dict.fromkeys(model.topics, settings.topics.threshold))
