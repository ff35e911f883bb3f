"""The command that says how well topics and stories are found: measured now, or as recorded."""

from argparse import Namespace
from typing import Any

from digest.classify import evaluate as measuring
from digest.classify import record, topics
from digest.classify.modelfile import Model
from digest.cli import classifier, clock, show
from digest.errors import CommandError

#: A row that can be measured on.
_ROW = '{"title": "Rain stops play", "topic": "sport"}'


def evaluate(chosen: Namespace) -> int:
    """Print the figures of the classifier on labelled files, or all that a folder tells, or all that are recorded."""
    _check(chosen)
    model = _classifier(chosen)
    if chosen.data:
        found = _measured(chosen, model)
        return _told(chosen, {"version": model.version, **found}, measuring.measured_anew(found))
    if not chosen.files and chosen.gold is None:
        kept = record.of(model, record.read(record.SHIPPED))
        return _told(chosen, {**model.papers, **kept}, measuring.recorded(model, kept))
    return _on_files(chosen, model)


def _check(chosen: Namespace) -> None:
    """Nothing; CommandError for options that do not go together."""
    if chosen.record and not chosen.data:
        raise CommandError("--record keeps the figures of --data: name a folder with --data")
    if chosen.only and not chosen.data:
        raise CommandError("--only chooses among what --data measures: name a folder with --data")
    if chosen.record and chosen.model:
        raise CommandError("--record keeps the figures of the classifier that ships: leave --model out")


def _classifier(chosen: Namespace) -> Model:
    """The one named; for figures that are to ship the one that ships, with its own thresholds; else the one in use."""
    return topics.load(chosen.model) if chosen.model or chosen.record else classifier.in_use(chosen)


def _measured(chosen: Namespace, model: Model) -> dict[str, Any]:
    """What the folder tells, kept where that was asked for."""
    from digest.classify import survey

    found = survey.measure(chosen.data, model, chosen.only or survey.PARTS, now=clock.now(), report=show.note)
    if chosen.record:
        record.write(record.SHIPPED, found)
        record.stamp(topics.SHIPPED)
        show.note(f"recorded in {record.SHIPPED}")
    return found


def _told(chosen: Namespace, answer: dict[str, Any], words: str) -> int:
    if chosen.json:
        show.as_json(answer)
    else:
        show.raw(words)
    return 0


def _on_files(chosen: Namespace, model: Model) -> int:
    figures = measuring.evaluate(model, chosen.files, chosen.gold)
    if figures.labelled is None and figures.gold is None:
        named = ", ".join(map(str, [*chosen.files, *filter(None, [chosen.gold])]))
        raise CommandError(f"{named} holds no labelled article to measure on: give rows such as {_ROW}")
    if chosen.json:
        show.as_json(figures)
    else:
        show.raw(measuring.as_text(figures))
    return 0
