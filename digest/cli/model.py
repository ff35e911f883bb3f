"""The command that trains a classifier."""

from argparse import Namespace
from collections.abc import Callable

from digest.classify import evaluate as measuring
from digest.classify import topics
from digest.classify.modelfile import Model
from digest.cli import clock, show


def train(chosen: Namespace) -> int:
    """Make a classifier from labelled files.  The one in use stays until the new one has been read back whole."""
    from digest.classify import train as training
    from digest.cli import house
    from digest.pipeline import classifier as own

    out = chosen.out or house.load(chosen).service.data / own.FILE
    out.parent.mkdir(parents=True, exist_ok=True)
    training.train(
        chosen.files, out, exclude=chosen.exclude, trained_on=clock.now().date(), report=show.note, admit=_admit(chosen)
    )
    show.raw(measuring.recorded(topics.load(out), {}))
    return 0


def _admit(chosen: Namespace) -> Callable[[Model, float], None] | None:
    """What a new classifier is held to: where it replaces the one in use, never to be worse."""
    from digest.classify import admit
    from digest.cli import house
    from digest.pipeline import classifier as own

    if chosen.out or chosen.even_if_worse:
        return None
    in_use = own.unaltered(house.load(chosen))
    return lambda made, apart: admit.check(made, apart, in_use, chosen.files)
