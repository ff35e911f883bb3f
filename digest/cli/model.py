"""Commands on the classifier: train and evaluate."""

import dataclasses
from argparse import Namespace
from collections.abc import Callable

from digest.classify import evaluate as measuring
from digest.classify import topics
from digest.classify.modelfile import Model
from digest.cli import classifier, clock, show
from digest.errors import CommandError

#: A row that can be measured on.
_ROW = '{"title": "Rain stops play", "topic": "sport"}'


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
    show.raw(measuring.recorded(topics.load(out)))
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


def evaluate(chosen: Namespace) -> int:
    """Print how well the classifier does on labelled files, or the figures measured when it was made."""
    model = topics.load(chosen.model) if chosen.model else classifier.in_use(chosen)
    if chosen.record and not chosen.data:
        raise CommandError("--record keeps the figures of --data: name a folder with --data")
    if chosen.data:
        return _measure(chosen, model)
    if not chosen.files and chosen.gold is None:
        if chosen.json:
            show.as_json({"version": model.version, **model.papers})
        else:
            show.raw(measuring.recorded(model))
        return 0
    figures = measuring.evaluate(model, chosen.files, chosen.gold)
    if figures.labelled is None and figures.gold is None:
        named = ", ".join(map(str, [*chosen.files, *filter(None, [chosen.gold])]))
        raise CommandError(f"{named} holds no labelled article to measure on: give rows such as {_ROW}")
    if chosen.json:
        show.as_json(figures)
    else:
        show.raw(measuring.as_text(figures))
    return 0


def _measure(chosen: Namespace, model: Model) -> int:
    """All that a folder of recorded news can tell: topics on news never seen, and stories."""
    from digest.classify import judged, story_figures, unseen

    found = unseen.measure(chosen.data, model, show.note)
    if chosen.record:
        unseen.record(chosen.record, found)
        show.note(f"recorded in {chosen.record}")
    pairs, clusters = (sorted((chosen.data / "clusters").glob(name)) for name in ("*pairs*", "*aggregator*"))
    stories = story_figures.measure(pairs[0], clusters[0], now=clock.now()) if pairs and clusters else None
    streams = sorted((chosen.data / "streams").glob("stream*"))
    other_days = judged.measure(streams[0], now=clock.now()) if streams else ()
    if chosen.json:
        show.as_json({"topics": found, "stories": stories, "stories_on_other_days": other_days})
        return 0
    show.raw(measuring.measured_anew(dataclasses.asdict(found)))
    if stories:
        show.raw("\n" + story_figures.as_text(stories))
    if other_days:
        show.raw(judged.as_text(other_days))
    return 0
