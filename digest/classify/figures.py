"""How good judgements are: probabilities and the truth in, figures out."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from digest.domain import news

#: Bins of the expected calibration error (Naeini, Cooper and Hauskrecht, AAAI 2015).
_BINS = 10
#: A topic is compared where a publisher has so many rows of it.
ENOUGH = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicFigures:
    """One topic, judged as the best topic of an article and at its own threshold."""

    topic: str
    #: Articles that have it.
    rows: int
    #: Of the articles named so, and of those that are so, the share that was right; their harmonic mean.
    precision: float
    recall: float
    f1: float
    #: Probability from which it is sure.
    threshold: float
    #: The same two at that threshold; precision is None when it was never sure.
    sure_precision: float | None
    sure_recall: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A set of articles with one label each."""

    rows: int
    #: Share whose best topic is the label.
    accuracy: float
    #: Mean F1 of the topics that occur.
    macro_f1: float
    #: Expected calibration error, over every topic of which an article's label speaks.
    calibration_error: float
    #: Share for which no topic is sure.
    unsure: float
    topics: tuple[TopicFigures, ...]
    #: Label -> best topic -> articles.
    confusion: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldMeasured:
    """A set of articles with all their acceptable topics, labelled by hand."""

    rows: int
    #: Files and their rows; empty where they came from no file.
    files: Mapping[str, int] = field(default_factory=dict)
    #: Share whose best topic is acceptable.
    acceptable: float
    #: The same without the articles best called other.
    acceptable_without_other: float
    #: Share for which no topic is sure, and of the sure topics the share that is acceptable.
    unsure: float
    sure_precision: float | None


def measure(
    slugs: Sequence[str],
    judged: npt.NDArray[np.floating],
    labels: Sequence[str],
    thresholds: Mapping[str, float],
    floor: float,
    *,
    speaks: npt.NDArray[np.bool_],
) -> Measured:
    """The figures of `judged` `(n_articles, n_topics)` against one label each; `news.UNSURE` is a label too.

    `speaks` is where a label says anything about a topic: only there are being sure and calibration judged.
    """
    truth = np.array([[label == slug for slug in slugs] for label in labels], dtype=bool).reshape(-1, len(slugs))
    sure = judged >= np.array([thresholds[slug] for slug in slugs])
    named = best(slugs, judged, sure, floor)
    each = tuple(
        _topic(
            slug,
            truth[:, place],
            np.array([name == slug for name in named], dtype=bool),
            sure[:, place] & speaks[:, place],
            thresholds[slug],
        )
        for place, slug in enumerate(slugs)
    )
    present = [figure.f1 for figure in each if figure.rows]
    return Measured(
        rows=len(labels),
        accuracy=_share(sum(name == label for name, label in zip(named, labels, strict=True)), len(labels)),
        macro_f1=_share(sum(present), len(present)),
        calibration_error=calibration_error(judged[speaks], truth[speaks]),
        unsure=_share(int((~sure.any(axis=1)).sum()), len(labels)),
        topics=each,
        confusion=_confusion(labels, named),
    )


def measure_gold(
    slugs: Sequence[str],
    judged: npt.NDArray[np.floating],
    acceptable: Sequence[Sequence[str]],
    thresholds: Mapping[str, float],
    floor: float,
) -> GoldMeasured:
    """The figures of `judged` against lists of acceptable topics, best first."""
    sure = judged >= np.array([thresholds[slug] for slug in slugs])
    right = [name in topics for name, topics in zip(best(slugs, judged, sure, floor), acceptable, strict=True)]
    subject = [good for good, topics in zip(right, acceptable, strict=True) if topics[0] != news.UNSURE]
    truth = np.array([[slug in topics for slug in slugs] for topics in acceptable]).reshape(-1, len(slugs))
    return GoldMeasured(
        rows=len(right),
        acceptable=_share(sum(right), len(right)),
        acceptable_without_other=_share(sum(subject), len(subject)),
        unsure=_share(int((~sure.any(axis=1)).sum()), len(right)),
        sure_precision=_share(int((sure & truth).sum()), int(sure.sum())) if sure.any() else None,
    )


def with_enough_rows(labels: Sequence[str], slugs: Sequence[str]) -> tuple[str, ...]:
    """The topics that can be judged by these labels: F1 of a topic with a handful of rows is chance."""
    rows = Counter(labels)
    return tuple(slug for slug in slugs if rows[slug] >= ENOUGH)


def mean_f1(named: Sequence[str], labels: Sequence[str], compared: Sequence[str]) -> float:
    """Macro-F1 over the topics `compared`, on the articles that have one of them; whatever may be `named`."""
    pairs = Counter((name, label) for name, label in zip(named, labels, strict=True) if label in compared)
    f1 = []
    for slug in compared:
        said = sum(count for (name, _), count in pairs.items() if name == slug)
        true = sum(count for (_, label), count in pairs.items() if label == slug)
        f1.append(2 * pairs[slug, slug] / (said + true))
    return _share(sum(f1), len(f1))


def best(
    slugs: Sequence[str], judged: npt.NDArray[np.floating], sure: npt.NDArray[np.bool_], floor: float
) -> list[str]:
    """The topic to name for each article, as `topics.best` names it."""
    preferred = np.where(sure & (judged >= floor), judged + 1, judged)
    strongest = preferred.argmax(axis=1)
    likely = preferred.max(axis=1) >= floor
    return [slugs[place] if enough else news.UNSURE for place, enough in zip(strongest, likely, strict=True)]


def calibration_error(judged: npt.NDArray[np.floating], truth: npt.NDArray[np.bool_]) -> float:
    """How far probabilities lie from what happens: the mean over ten equal bins, weighted by their size."""
    bins = np.minimum((judged * _BINS).astype(np.int64), _BINS - 1).ravel()
    gap = np.bincount(bins, weights=(judged - truth).ravel(), minlength=_BINS)
    return float(np.abs(gap).sum() / max(judged.size, 1))


def apart(scored: npt.NDArray[np.floating], truth: npt.NDArray[np.bool_], speaks: npt.NDArray[np.bool_]) -> float:
    """How often an article of a topic scores above another one, the mean over the topics; 0.5 is chance.

    The area under the ROC curve (Fawcett, Pattern Recognition Letters, 2006): unlike accuracy it is the same however
    common a topic is, so that naming the commonest alone earns nothing.  1 where no topic can be compared.
    """
    areas = []
    for score, true, told in zip(scored.T, truth.T, speaks.T, strict=True):
        of_it, others = np.sort(score[told & true]), np.sort(score[told & ~true])
        if len(of_it) and len(others):
            below, upto = (np.searchsorted(others, of_it, side=side).sum() for side in ("left", "right"))
            areas.append((below + upto) / 2 / (len(of_it) * len(others)))
    return float(np.mean(areas)) if areas else 1.0


def _topic(
    slug: str, true: npt.NDArray[np.bool_], named: npt.NDArray[np.bool_], sure: npt.NDArray[np.bool_], threshold: float
) -> TopicFigures:
    hits = int((true & named).sum())
    precision, recall = _share(hits, int(named.sum())), _share(hits, int(true.sum()))
    kept = int((true & sure).sum())
    return TopicFigures(
        topic=slug,
        rows=int(true.sum()),
        precision=precision,
        recall=recall,
        f1=_share(2 * precision * recall, precision + recall),
        threshold=threshold,
        sure_precision=kept / int(sure.sum()) if sure.any() else None,
        sure_recall=_share(kept, int(true.sum())),
    )


def _confusion(labels: Sequence[str], named: Sequence[str]) -> dict[str, dict[str, int]]:
    table: dict[str, dict[str, int]] = {}
    for label, name in zip(labels, named, strict=True):
        row = table.setdefault(label, {})
        row[name] = row.get(name, 0) + 1
    return table


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0
