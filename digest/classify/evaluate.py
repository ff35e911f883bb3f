"""How good a classifier is: measured on labelled files, or as recorded when it was made."""

import dataclasses
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from digest.classify import figures, folds, labelled, story_text, topics, unseen_text
from digest.classify.modelfile import Model

#: Stands in for the dates of rows without one; no figure depends on it.
_ANY_DAY = datetime(2000, 1, 1, tzinfo=UTC)

_TOPIC_HEAD = "topic             rows  precision  recall     F1  sure from  precision  recall"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What was measured of one classifier."""

    version: str
    #: Files and their rows.
    files: Mapping[str, int]
    #: Against one label an article; None without files.
    labelled: figures.Measured | None
    #: Against hand-made lists of acceptable topics; None without gold.
    gold: figures.GoldMeasured | None


def evaluate(model: Model, files: Sequence[Path], gold_file: Path | None) -> Figures:
    """The figures of a model on labelled files (fields as for training) and on a file of gold labels."""
    examples = list(labelled.read(files, now=_ANY_DAY))
    return Figures(
        version=model.version,
        files={path.name: sum(example.file == path.name for example in examples) for path in files},
        labelled=_measured(model, examples) if examples else None,
        gold=gold(model, [gold_file] if gold_file else [], now=_ANY_DAY),
    )


def gold(model: Model, files: Sequence[Path], *, now: datetime) -> figures.GoldMeasured | None:
    """The figures on those of the files that carry hand-made labels; None when none does."""
    by_file = {path.name: list(labelled.gold(path, now=now)) for path in files if labelled.has_gold(path)}
    rows = [row for some in by_file.values() for row in some]
    if not rows:
        return None
    judged = topics.judge(model, [row.article for row in rows])
    acceptable = [row.acceptable for row in rows]
    found = figures.measure_gold(model.topics, judged, acceptable, model.thresholds, model.floor)
    return dataclasses.replace(found, files={name: len(some) for name, some in by_file.items()})


def _measured(model: Model, examples: Sequence[labelled.Example]) -> figures.Measured:
    """From the words alone: the labels were often made from the address."""
    judged = topics.judge(model, [dataclasses.replace(example.article, url="") for example in examples])
    labels = [example.topic for example in examples]
    speaks = folds.speaks(examples, model.topics)
    return figures.measure(model.topics, judged, labels, model.thresholds, model.floor, speaks=speaks)


def as_record(held_out: figures.Measured, by_hand: figures.GoldMeasured | None) -> dict[str, Any]:
    """The figures as a model file keeps them."""
    return {"held_out": asdict(held_out), "gold": asdict(by_hand) if by_hand else None}


def as_json(found: Figures) -> str:
    """One line a machine may read."""
    return json.dumps(asdict(found), sort_keys=True)


def as_text(found: Figures) -> str:
    """The figures in words and a table, fit to print."""
    measured = {"labelled": asdict(found.labelled) if found.labelled else None}
    by_hand = asdict(found.gold) if found.gold else None
    rows = ", ".join(f"{name} ({count:,})" for name, count in found.files.items())
    head = f"Classifier {found.version}" + (f" on {rows}" if rows else "")
    return "\n".join([head, *_written(measured["labelled"], by_hand)])


def recorded(model: Model, kept: Mapping[str, Any]) -> str:
    """All figures that are known of the classifier and of stories, fit to print.

    `kept` are those recorded that hold for it (`record.of`); where none of them is of topics, the figures of its making
    stand for them.
    """
    papers = model.papers
    rows = sum(papers["files"].values())
    made = f"trained on {papers['trained_on']} from {rows:,} articles"
    head = [f"Classifier {model.version}, {made}."]
    if since := list(_since(papers)):
        head = [f"Classifier {model.version}, made from one {made}.  Since then:", *since]
    topics_kept = [part for part in kept.values() if "version" in part]
    told = list(_kept(kept) if topics_kept else _of_its_making(papers))
    return "\n".join([*head, *_whose(model, told, topics_kept, made_from=bool(since)), *told, *_stories(kept)])


def _of_its_making(papers: Mapping[str, Any]) -> Iterator[str]:
    own = papers.get("figures") or {}
    return _written(own.get("held_out"), own.get("gold"))


def _whose(
    model: Model, told: Sequence[str], topics_kept: Sequence[Mapping[str, Any]], *, made_from: bool
) -> Iterator[str]:
    """Of which classifier the figures of topics are, where that is not plain."""
    named = " and ".join(sorted({part["version"] for part in topics_kept}))
    yield ""
    if not told:
        yield "No figures of topics are recorded of it: measure it with --data or on labelled files."
    elif made_from:
        of = f", {named}" if named else ""
        yield f"All figures of topics below are of the one it was made from{of}, not of this one:"
    elif topics_kept:
        yield "Figures of topics, of this very version:"
    else:
        yield "Figures of topics, of the day it was trained:"
    if any(model.thresholds[topic] != model.papers["thresholds"][topic] for topic in model.topics):
        yield "(They are by its own thresholds, not by the one that config.toml gives.)"


def _since(papers: Mapping[str, Any]) -> Iterator[str]:
    """What was added to a classifier after its training, with what is known of it."""
    for slug, figure in papers.get("own", {}).items():
        yield (
            f"- {papers.get('names', {}).get(slug, slug)} ({slug}), a topic of your own, from {figure['examples']:,} "
            f"articles beside {figure['others']:,} others;"
        )
        yield (
            f"  held out, from {figure['threshold']:.2f} on: precision {figure['precision']:.0%}, "
            f"found {figure['recall']:.0%}"
        )
    if learnt := papers.get("learnt"):
        share = f"{learnt['right'] / learnt['rows']:.1%}" if learnt.get("rows") else "-"
        corrections = len(learnt["corrections"])
        yield (
            f"- learnt on {learnt['at'][:10]} from feeds with a topic and {corrections:,} "
            f"correction{'' if corrections == 1 else 's'};"
        )
        yield f"  then right for {share} of {learnt.get('rows', 0):,} articles of the reference set"


def measured_anew(found: Mapping[str, Any]) -> str:
    """The figures of `survey.measure`, fit to print."""
    versions = {part["version"] for part in found.values() if "version" in part}
    head = [f"Classifier {version}" for version in versions]
    return "\n".join([*head, *_kept(found), *_stories(found)]).lstrip()


def _kept(found: Mapping[str, Any]) -> Iterator[str]:
    if "gold" in found:
        yield from _written(None, found["gold"])
    if "unseen" in found:
        yield ""
        yield from unseen_text.lines(found["unseen"])


def _stories(found: Mapping[str, Any]) -> Iterator[str]:
    if "stories" in found or "stories_on_other_days" in found:
        yield ""
        yield "Stories are made without the classifier, by rules and a lexicon that ship:"
    if "stories" in found:
        yield ""
        yield from story_text.lines(found["stories"])
    if "stories_on_other_days" in found:
        yield ""
        yield from story_text.other_days(found["stories_on_other_days"])


def _written(measured: Mapping[str, Any] | None, by_hand: Mapping[str, Any] | None) -> Iterator[str]:
    if by_hand:
        yield ""
        yield from _by_hand(by_hand)
    if measured:
        yield ""
        yield (
            f"By label: {measured['rows']:,} articles; accuracy {measured['accuracy']:.1%}, "
            f"macro-F1 {measured['macro_f1']:.3f}, calibration error {measured['calibration_error']:.3f}, "
            f"unsure {measured['unsure']:.1%}"
        )
        yield ""
        yield _TOPIC_HEAD
        for topic in measured["topics"]:
            yield _topic_line(topic)
        yield ""
        yield from unseen_text.confusion(measured["confusion"])


def _by_hand(found: Mapping[str, Any]) -> Iterator[str]:
    files = ", ".join(f"{name} ({count:,})" for name, count in found.get("files", {}).items())
    day = f", measured on {found['measured_on']}" if "measured_on" in found else ""
    yield f"By hand: {found['rows']} articles; the best topic is acceptable for {found['acceptable']:.1%},"
    yield f"  without those best called other {found['acceptable_without_other']:.1%};"
    yield f"  it is unsure of {found['unsure']:.1%}"
    if found["sure_precision"] is not None:
        yield f"  of the topics it was sure of {found['sure_precision']:.1%} are acceptable"
    if files:
        yield f"  on {files}{day}"


def _topic_line(topic: Mapping[str, Any]) -> str:
    sure = "-" if topic["sure_precision"] is None else f"{topic['sure_precision']:.2f}"
    return (
        f"{topic['topic']:<14}{topic['rows']:>8,}{topic['precision']:>11.2f}{topic['recall']:>8.2f}{topic['f1']:>7.2f}"
        f"{topic['threshold']:>11.2f}{sure:>11}{topic['sure_recall']:>8.2f}"
    )
