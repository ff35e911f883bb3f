"""How good stories are: pairs and clusters judged by others in, figures out.

A plain reading of the same data stands beside each figure: TF-IDF of the articles at hand, one cosine threshold tuned
on these very pairs, and each article in the story of the earlier article it is most like.
"""

import statistics
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer

from digest import errors
from digest.classify import cluster, rows, words
from digest.domain import news

#: What a person said of a pair; the related, other developments of one saga, count in no F1.
SAME, RELATED, DIFFERENT = "same", "related", "different"
#: Random halves over which the spread is taken.
_DRAWS = 200
_THRESHOLDS = np.arange(0.05, 0.6, 0.005)


@dataclass(frozen=True, slots=True, kw_only=True)
class PairFigures:
    """Judged pairs against whether both are in one story."""

    #: Label -> (joined, kept apart).
    confusion: Mapping[str, tuple[int, int]]
    #: Same against different.
    precision: float
    recall: float
    f1: float
    #: Share of the related pairs that were joined.
    related: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ClusterFigures:
    """B-cubed (Bagga and Baldwin, LREC 1998): means over articles, so that large stories count by their size."""

    precision: float
    recall: float
    f1: float


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryFigures:
    """How good stories are on judged pairs and on judged clusters."""

    #: Names of the files.
    pairs_file: str
    clusters_file: str
    pairs: PairFigures
    #: Mean and standard deviation of F1 over random halves of the items that pairs were judged for.
    f1_of_halves: tuple[float, float]
    clusters: ClusterFigures
    #: Articles and stories of the clusters file.
    articles: int
    stories: int
    #: The cosine threshold tuned on the pairs, and what it gives.
    threshold: float
    plain_pairs: PairFigures
    plain_clusters: ClusterFigures


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pair:
    label: str
    #: Article ids.
    one: str
    other: str


def measure(pairs_file: Path, clusters_file: Path, *, now: datetime) -> StoryFigures:
    """The figures of stories made from each file by itself; ModelError names a file and line that is wrong.

    A line of `pairs_file` is `{label, a, b}` and one of `clusters_file` an article with its `story_id`; articles are
    as in `rows.read`, `now` stands in for a missing date.
    """
    pairs, items = _pairs(pairs_file, now)
    told = cluster.assign(list(items.values()), [])
    joined = [told[pair.one] == told[pair.other] for pair in pairs]
    articles, truth = _clusters(clusters_file, now)
    assigned = cluster.assign(articles, [])
    threshold, plain = _tuned(pairs, items)
    return StoryFigures(
        pairs_file=pairs_file.name,
        clusters_file=clusters_file.name,
        pairs=pair_figures([pair.label for pair in pairs], joined),
        f1_of_halves=_halves(pairs, joined),
        clusters=b_cubed(truth, [assigned[article.id] for article in articles]),
        articles=len(articles),
        stories=len(set(truth)),
        threshold=threshold,
        plain_pairs=pair_figures([pair.label for pair in pairs], plain),
        plain_clusters=b_cubed(truth, _nearest(articles, threshold)),
    )


def pair_figures(labels: Sequence[str], joined: Sequence[bool]) -> PairFigures:
    """The figures of pairs so labelled, against whether each was joined."""
    counts = Counter(zip(labels, joined, strict=True))
    hits, false = counts[SAME, True], counts[DIFFERENT, True]
    precision, recall = _share(hits, hits + false), _share(hits, hits + counts[SAME, False])
    confusion = {label: (counts[label, True], counts[label, False]) for label in (SAME, RELATED, DIFFERENT)}
    return PairFigures(
        confusion=confusion,
        precision=precision,
        recall=recall,
        f1=_f1(precision, recall),
        related=_share(confusion[RELATED][0], sum(confusion[RELATED])),
    )


def b_cubed(truth: Sequence[str], found: Sequence[str]) -> ClusterFigures:
    """The figures of clusters `found` against the `truth`, article by article."""
    both, true, made = Counter(zip(truth, found, strict=True)), Counter(truth), Counter(found)
    precision = _share(sum(n * n / made[here] for (_, here), n in both.items()), len(truth))
    recall = _share(sum(n * n / true[there] for (there, _), n in both.items()), len(truth))
    return ClusterFigures(precision=precision, recall=recall, f1=_f1(precision, recall))


def lines(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """The number and the object of each line of a file; ModelError names the file and the line at fault."""
    try:
        with rows.opened(path) as file:
            for number, line in enumerate(file, start=1):
                yield number, rows.decoded(line, source=str(path), number=number)
    except (OSError, EOFError, UnicodeDecodeError, zlib.error) as error:
        raise errors.ModelError(f"Cannot read {path} ({error}).", path=path) from error
    except errors.ParseError as error:
        raise errors.ModelError(str(error), path=path) from error


def wrong(path: Path, number: int, what: str) -> errors.ModelError:
    """What to raise for a line that cannot be used."""
    return errors.ModelError(f"Line {number} of {path} {what}.", path=path)


def _pairs(path: Path, now: datetime) -> tuple[list[_Pair], dict[str, news.Article]]:
    pairs, items = [], {}
    for number, row in lines(path):
        if row.get("label") not in {SAME, RELATED, DIFFERENT}:
            raise wrong(path, number, f'has no "label" that is {SAME}, {RELATED} or {DIFFERENT}')
        one, other = (_article(row.get(side), path, number, now) for side in ("a", "b"))
        items.update({one.id: one, other.id: other})
        pairs.append(_Pair(label=row["label"], one=one.id, other=other.id))
    return pairs, items


def _clusters(path: Path, now: datetime) -> tuple[list[news.Article], list[str]]:
    articles, truth = [], []
    for number, row in lines(path):
        if not isinstance(row.get("story_id"), str):
            raise wrong(path, number, 'has no "story_id"')
        articles.append(_article(row, path, number, now))
        truth.append(row["story_id"])
    return articles, truth


def _article(row: Any, path: Path, number: int, now: datetime) -> news.Article:
    if not isinstance(row, dict):
        raise wrong(path, number, 'has no article "a" or "b"')
    return rows.article(row, source=str(path), number=number, now=now)


def _halves(pairs: Sequence[_Pair], joined: Sequence[bool]) -> tuple[float, float]:
    """Mean and deviation of F1 over random halves, by the item the pairs were judged for: its pairs are not free."""
    chance = np.random.default_rng(0)
    anchors = sorted({pair.one for pair in pairs})
    found = []
    for _ in range(_DRAWS):
        half = set(chance.permutation(anchors)[: (len(anchors) + 1) // 2].tolist())
        kept = [place for place, pair in enumerate(pairs) if pair.one in half]
        found.append(pair_figures([pairs[place].label for place in kept], [joined[place] for place in kept]).f1)
    return statistics.fmean(found), statistics.pstdev(found)


def _tuned(pairs: Sequence[_Pair], items: Mapping[str, news.Article]) -> tuple[float, list[bool]]:
    """The cosine threshold with the best F1, and which pairs it joins."""
    vectors = _vectors(list(items.values()))
    place = {identity: number for number, identity in enumerate(items)}
    labels = [pair.label for pair in pairs]
    cosines = [float(vectors[place[pair.one]].multiply(vectors[place[pair.other]]).sum()) for pair in pairs]
    best = max(_THRESHOLDS, key=lambda least: pair_figures(labels, [cosine >= least for cosine in cosines]).f1)
    return float(best), [cosine >= best for cosine in cosines]


def _nearest(articles: Sequence[news.Article], threshold: float) -> list[str]:
    """For each article the story of the earlier one it is most like, if it is as like as the threshold."""
    ordered = sorted(range(len(articles)), key=lambda place: (articles[place].published_at, articles[place].id))
    vectors = _vectors([articles[place] for place in ordered])
    story: list[int] = []
    for row in range(len(ordered)):
        cosines = (vectors[row] @ vectors[:row].T).toarray().ravel() if row else np.zeros(1)
        nearest = int(cosines.argmax())
        story.append(story[nearest] if cosines[nearest] >= threshold else row)
    return [str(told) for _, told in sorted(zip(ordered, story, strict=True))]


def _vectors(articles: Sequence[news.Article]) -> Any:
    vectoriser = TfidfVectorizer(token_pattern=words.TOKEN.pattern, stop_words=sorted(words.STOP), sublinear_tf=True)
    return vectoriser.fit_transform([f"{article.title} {article.summary}" for article in articles]).tocsr()


def _f1(precision: float, recall: float) -> float:
    return _share(2 * precision * recall, precision + recall)


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0
