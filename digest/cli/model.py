"""Commands on the classifier: train and evaluate."""

from argparse import Namespace

from digest.classify import evaluate as measuring
from digest.classify import topics
from digest.cli import classifier, clock, show


def train(chosen: Namespace) -> int:
    """Make a classifier from labelled files.  The one in use stays until the new one has been read back whole."""
    from digest.classify import train as training
    from digest.cli import house
    from digest.pipeline import classifier as own

    out = chosen.out or house.load(chosen).service.data / own.FILE
    out.parent.mkdir(parents=True, exist_ok=True)
    training.train(chosen.files, out, exclude=chosen.exclude, trained_on=clock.now().date(), report=show.note)
    show.raw(measuring.recorded(topics.load(out)))
    return 0


def evaluate(chosen: Namespace) -> int:
    """Print how well the classifier does on labelled files, or the figures measured when it was made."""
    model = topics.load(chosen.model) if chosen.model else classifier.in_use(chosen)
    if not chosen.files and chosen.gold is None:
        if chosen.json:
            show.as_json({"version": model.version, **model.papers})
        else:
            show.raw(measuring.recorded(model))
        return 0
    figures = measuring.evaluate(model, chosen.files, chosen.gold)
    if chosen.json:
        show.as_json(figures)
    else:
        show.raw(measuring.as_text(figures))
    return 0
