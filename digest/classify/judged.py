"""How good stories are on days that nothing was chosen on: pairs judged by hand, as ids of a recorded stream.

The file holds no words of the news, only which two articles were judged, and how.  All articles of the stream are made
into stories, as they would be in use; then each pair is looked up.
"""

import html
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import numpy as np

from digest.classify import cluster, rows, story_figures
from digest.domain import news

#: docs/stories.md tells how the pairs were drawn, and what each set was used for.
SHIPPED = Path(__file__).parent / "model" / "judged-pairs.jsonl"
#: The set that nothing was chosen or confirmed on.
UNTOUCHED = "untouched"
#: Times the pairs are drawn anew, with replacement, to see how far the figures may be off.
_DRAWS = 400
_TAG = re.compile(r"<[^>]*>")

#: Least and most of the middle 95 of 100 draws.
Range = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedFigures:
    """One set of judged pairs, all their articles among those of the whole stream."""

    name: str
    pairs: story_figures.PairFigures
    f1_range: Range
    precision_range: Range
    related_range: Range


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """All sets of a file of judged pairs."""

    #: Names of the files.
    pairs_file: str
    stream_file: str
    #: Articles of the stream.
    articles: int
    sets: tuple[JudgedFigures, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pair:
    #: Article ids; the pairs of one `one` are not free of each other.
    one: str
    other: str
    label: str
    name: str


def measure(stream_file: Path, *, now: datetime, judged_file: Path = SHIPPED) -> Judged:
    """The figures of each set of the judged pairs, in the order of the file; `now` stands in for a missing date.

    Pairs of which the stream does not hold both articles are passed over.
    """
    articles = list(_stream(stream_file, now))
    told = cluster.assign(articles, [])
    pairs = list(_pairs(judged_file, told))
    names = dict.fromkeys(pair.name for pair in pairs)
    return Judged(
        pairs_file=judged_file.name,
        stream_file=stream_file.name,
        articles=len(articles),
        sets=tuple(_figures(name, [pair for pair in pairs if pair.name == name], told) for name in names),
    )


def _stream(path: Path, now: datetime) -> Iterator[news.Article]:
    """Its articles, each first seen when it was published."""
    for number, row in story_figures.lines(path):
        whole = {**row, "summary": _plain(str(row.get("summary_html") or ""))}
        article = rows.article(whole, source=str(path), number=number, now=now)
        yield replace(article, first_seen_at=article.published_at)


def _plain(markup: str) -> str:
    return " ".join(html.unescape(_TAG.sub(" ", markup)).split())


def _pairs(path: Path, known: Collection[str]) -> Iterator[_Pair]:
    for number, row in story_figures.lines(path):
        if row.get("label") not in {story_figures.SAME, story_figures.RELATED, story_figures.DIFFERENT}:
            raise story_figures.wrong(path, number, "has no label")
        if row.get("a") in known and row.get("b") in known:
            yield _Pair(one=row["a"], other=row["b"], label=row["label"], name=str(row.get("set")))


def _figures(name: str, pairs: Sequence[_Pair], told: Mapping[str, str]) -> JudgedFigures:
    joined = [told[pair.one] == told[pair.other] for pair in pairs]
    drawn = list(_drawn(pairs, joined))
    return JudgedFigures(
        name=name,
        pairs=story_figures.pair_figures([pair.label for pair in pairs], joined),
        f1_range=_range([figures.f1 for figures in drawn]),
        precision_range=_range([figures.precision for figures in drawn]),
        related_range=_range([figures.related for figures in drawn]),
    )


def _drawn(pairs: Sequence[_Pair], joined: Sequence[bool]) -> Iterator[story_figures.PairFigures]:
    """The figures of draws with replacement (Efron 1979), by the article the pairs were judged for."""
    places: dict[str, list[int]] = {}
    for place, pair in enumerate(pairs):
        places.setdefault(pair.one, []).append(place)
    groups, chance = list(places.values()), np.random.default_rng(0)
    for _ in range(_DRAWS):
        drawn = [place for group in chance.integers(len(groups), size=len(groups)) for place in groups[group]]
        yield story_figures.pair_figures([pairs[place].label for place in drawn], [joined[place] for place in drawn])


def _range(values: Sequence[float]) -> Range:
    least, most = np.quantile(values, (0.025, 0.975)).tolist()
    return least, most
