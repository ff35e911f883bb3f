"""The figures of stories, as lines to print."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

#: As JSON holds them.
Kept = Mapping[str, Any]


def lines(found: Kept) -> Iterator[str]:
    """The figures of `story_figures.measure`, with the data they come from and a confusion table."""
    pairs, plain, (mean, spread) = found["pairs"], found["plain_pairs"], found["f1_of_halves"]
    yield f"Stories, on {_judged(pairs)} judged pairs ({found['pairs_file']}){_when(found)}"
    yield (
        f"  F1 {pairs['f1']:.2f} (halves {mean:.2f} ± {spread:.2f}), precision {pairs['precision']:.2f}, "
        f"recall {pairs['recall']:.2f}; related joined {pairs['related']:.0%}"
    )
    yield (
        f"  one cosine threshold, {found['threshold']:.2f}: F1 {plain['f1']:.2f}, "
        f"precision {plain['precision']:.2f}; related joined {plain['related']:.0%}"
    )
    yield from _confusion(pairs)
    articles, stories = found["articles"], found["stories"]
    yield f"Stories, on {articles:,} headlines of {stories} stories ({found['clusters_file']}){_when(found)}"
    yield f"  B-cubed F1 {_b_cubed(found['clusters'])}"
    yield f"  the same threshold: F1 {_b_cubed(found['plain_clusters'])}"


def other_days(found: Kept) -> Iterator[str]:
    """The figures of `judged.measure`, set by set."""
    yield (
        f"Stories, on pairs of other days ({found['pairs_file']}), among all {found['articles']:,} articles of "
        f"{found['stream_file']}{_when(found)}"
    )
    for one in found["sets"]:
        pairs = one["pairs"]
        yield f"  {_judged(pairs)} pairs, {one['name']}:"
        yield (
            f"  F1 {pairs['f1']:.2f} ({_span(one['f1_range'])}), "
            f"precision {pairs['precision']:.2f} ({_span(one['precision_range'])}), recall {pairs['recall']:.2f}; "
            f"related joined {pairs['related']:.0%} ({_span(one['related_range'])})"
        )
        yield from _confusion(pairs)


def _judged(pairs: Kept) -> int:
    return sum(map(sum, pairs["confusion"].values()))


def _confusion(pairs: Kept) -> Iterator[str]:
    yield f"  {'judged':<12}{'joined':>8}{'apart':>8}"
    for label, (joined, apart) in pairs["confusion"].items():
        yield f"  {label:<12}{joined:>8}{apart:>8}"


def _when(found: Kept) -> str:
    return f", measured on {found['measured_on']}"


def _b_cubed(figures: Kept) -> str:
    return f"{figures['f1']:.2f}, precision {figures['precision']:.2f}, recall {figures['recall']:.2f}"


def _span(of: Sequence[float]) -> str:
    return f"{of[0]:.2f} to {of[1]:.2f}"
