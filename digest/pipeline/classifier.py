"""The classifier in use: the operator's own if there is one, else the one that ships."""

from dataclasses import replace
from pathlib import Path

from digest.classify import topics
from digest.classify.modelfile import Model
from digest.config import Settings

#: The name of the operator's own classifier in the data folder; `digest train` writes it.
FILE = "topics.npz"


def path(settings: Settings) -> Path | None:
    """Where the operator's own classifier lies; None when the one that ships is used."""
    own = settings.service.data / FILE
    return settings.topics.model or (own if own.exists() else None)


def load(settings: Settings) -> Model:
    """The classifier, as sure as the operator wants it to be; ModelError when it cannot be used."""
    model = topics.load(path(settings))
    if settings.topics.threshold is None:
        return model
    return replace(model, thresholds=dict.fromkeys(model.topics, settings.topics.threshold))
