"""The figures on unseen news, as tables to print."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from digest.domain import news

Kept = Mapping[str, Any]


def lines(measured: Kept) -> Iterator[str]:
    """The figures of an `unseen.Measured`, as JSON holds them, with the day they were measured."""
    rows = measured["files"]
    yield (
        f"Trained anew on {sum(rows.values()):,} articles of {len(rows)} files, each left out in turn; words alone; "
        f"measured on {measured['measured_on']}:"
    )
    for name, count in rows.items():
        yield f"  {count:>8,}  {name}"
    sets = [*measured["publishers"], *([measured["newest"]] if measured["newest"] else [])]
    yield ""
    yield "macro-F1 of the topics with 100 rows or more, best of all topics named; calibration error; share unsure"
    yield f"{'left out':<24}{'topics':>7}{'untuned':>9}{'ours':>7}{'gain':>7}{'error':>7}{'unsure':>8}"
    yield from (_line(one) for one in sets)
    yield ""
    yield from _precision(sets)
    yield ""
    yield "All publishers left out together"
    yield from confusion(_together([one["measured"]["confusion"] for one in measured["publishers"]]))
    if measured["newest"]:
        yield ""
        yield from _newest(measured["newest"])
        yield from confusion(measured["newest"]["measured"]["confusion"])


def _newest(one: Kept) -> Iterator[str]:
    yield f"Newest month, {one['name']}: {one['measured']['rows']:,} articles, after learning from what is older:"
    for name, count in one["files"].items():
        yield f"  {count:>8,}  {name}"


def confusion(table: Mapping[str, Mapping[str, int]]) -> Iterator[str]:
    """A table to print: rows are labels, columns the best topic, named by their first six letters."""
    order = [*news.TOPICS, *sorted(set(table) - set(news.TOPICS))]
    named = [topic for topic in order if topic in table or any(topic in row for row in table.values())]
    yield f"{'label / named':<14}" + "".join(f"{topic[:6]:>8}" for topic in named)
    for label in named:
        yield f"{label:<14}" + "".join(f"{table.get(label, {}).get(name, 0):>8,}" for name in named)


def _line(one: Kept) -> str:
    found = one["measured"]
    return (
        f"{_short(one['name']):<24}{len(one['compared']):>7}{one['untuned']:>9.3f}{one['ours']:>7.3f}"
        f"{one['ours'] - one['untuned']:>+7.3f}{found['calibration_error']:>7.3f}{found['unsure']:>8.0%}"
    )


def _precision(sets: Sequence[Kept]) -> Iterator[str]:
    """Precision and recall of each topic from its threshold on, one column for each set left out."""
    yield "Precision / recall of the topics that it is sure of, where the label tells; - where it never is"
    yield f"{'':<14}" + "".join(f"{_short(one['name'])[:10]:>12}" for one in sets)
    for place, topic in enumerate(sets[0]["measured"]["topics"]):
        yield f"{topic['topic']:<14}" + "".join(f"{_sure(one, place):>12}" for one in sets)


def _sure(one: Kept, place: int) -> str:
    topic = one["measured"]["topics"][place]
    if topic["topic"] not in one["compared"]:
        return ""
    precision = "-" if topic["sure_precision"] is None else f"{topic['sure_precision']:.2f}"
    return f"{precision} / {topic['sure_recall']:.2f}"


def _together(tables: Sequence[Mapping[str, Mapping[str, int]]]) -> dict[str, Counter[str]]:
    whole: dict[str, Counter[str]] = {}
    for table in tables:
        for label, named in table.items():
            whole.setdefault(label, Counter()).update(named)
    return whole


def _short(name: str) -> str:
    """ "cnn-rss-2020-2022.jsonl.gz" -> "cnn-rss-2020-2022"."""
    return name.partition(".")[0]
