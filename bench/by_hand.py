"""How the rows of `tests/classify/fresh-gold.jsonl` and `sure-judged.jsonl`, judged by hand, fare with classifiers that
had not seen their publisher (docs/topics.md).

Run: .venv/bin/python bench/by_hand.py FOLDER, where the classifiers without one file each are made, or already lie.
The news stays in ../shared; the two files hold ids and judgements alone.
"""

import argparse
import dataclasses
import gzip
import json
from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import numpy.typing as npt

from digest.classify import (
    calibrate,
    figures,
    fitting,
    heldout,
    labelled,
    modelfile,
    rows,
    topics,
    train,
    unseen,
    words,
)
from digest.domain import news

_NOW = datetime(2026, 1, 1, tzinfo=UTC)
DATA = Path(__file__).parents[2] / "shared" / "data"
_JUDGED = Path(__file__).parents[1] / "tests" / "classify"


def main() -> None:
    """Prints the share acceptable of fresh rows, and of the topics it was sure of."""
    folder = asked()
    files = labelled_files()
    models = without_each(files, folder)
    articles = {path.name: _articles(path) for path in files}
    for title, bare in (("with the section of the address", False), ("words alone", True)):
        print(f"fresh rows, {title}:", _fresh(models, articles, bare=bare))
    _print_sure(models, articles)


def asked() -> Path:
    """The folder that was named; there, and the news beside the clone, or a sentence says what is missing."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n\n")[0])
    parser.add_argument(
        "folder",
        type=Path,
        metavar="FOLDER",
        help="where the classifiers without one file each lie; those that do not are made, which takes minutes",
    )
    folder: Path = parser.parse_args().folder
    if not (DATA / "labelled").is_dir():
        parser.error(f"there is no labelled news in {DATA / 'labelled'}: the rows judged by hand are named by id alone")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        parser.error(f"the classifiers cannot be kept in {folder}: {error.strerror}; name a folder")
    return folder


def labelled_files() -> list[Path]:
    """One file for each publisher."""
    return sorted((DATA / "labelled").glob("*.jsonl.gz"))


def usable(files: list[Path]) -> list[labelled.Example]:
    """The rows of these files to learn from and to measure on: none of those labelled by hand."""
    return train.usable(files, sorted((DATA / "gold").glob("*.jsonl.gz")), now=_NOW)


def without_each(files: list[Path], folder: Path) -> dict[str, modelfile.Model]:
    """File name -> the classifier that learnt from all the others, curves and thresholds too."""
    paths = {path.name: folder / f"without-{path.name.partition('.')[0]}.npz" for path in files}
    if not all(path.exists() for path in paths.values()):
        examples = usable(files)
        trial = unseen.Trial(examples, train.topics_of(examples, files), print)
        for name, path in paths.items():
            features, weights = heldout.learn(trial.rows, ~trial.held[name])
            write(path, features.terms, features.idf, weights, trial.calibration(name))
    return {name: topics.load(path) for name, path in paths.items()}


def write(
    path: Path, terms: list[str], idf: npt.NDArray[np.float32], weights: fitting.Weights, found: heldout.Calibration
) -> None:
    """A classifier of these weights at `path`."""
    modelfile.write(
        path,
        terms=terms,
        idf=idf,
        weights=weights.terms * found.curves.slopes,
        bias=weights.bias * found.curves.slopes + found.curves.offsets,
        papers={
            "topics": list(news.TOPICS),
            "stop": sorted(words.STOP),
            "thresholds": found.thresholds,
            "floor": calibrate.FLOOR,
            "readable": train.READABLE,
        },
    )


def _articles(path: Path) -> dict[str, news.Article]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return {article.id: article for article in rows.read(file, source=path.name, now=_NOW)}


def _judged(name: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in (_JUDGED / name).read_text(encoding="utf-8").splitlines()]


def _fresh(
    models: dict[str, modelfile.Model], articles: dict[str, dict[str, news.Article]], *, bare: bool
) -> figures.GoldMeasured:
    acceptable, judged, limits = [], [], []
    for row in _judged("fresh-gold.jsonl"):
        name = next(name for name, found in articles.items() if row["id"] in found)
        article = articles[name][str(row["id"])]
        judged.append(topics.judge(models[name], [dataclasses.replace(article, url="") if bare else article])[0])
        limits.append([models[name].thresholds[slug] for slug in news.TOPICS])
        acceptable.append(list(row["gold"]))  # type: ignore[call-overload]
    return _measured(np.array(judged), np.array(limits), acceptable)


def _measured(judged: np.ndarray, limits: np.ndarray, acceptable: list[list[str]]) -> figures.GoldMeasured:
    slugs = tuple(news.TOPICS)
    sure = judged >= limits
    named = figures.best(slugs, judged, sure, calibrate.FLOOR)
    right = [name in wanted for name, wanted in zip(named, acceptable, strict=True)]
    subject = [good for good, wanted in zip(right, acceptable, strict=True) if wanted[0] != news.UNSURE]
    truth = np.array([[slug in wanted for slug in slugs] for wanted in acceptable])
    return figures.GoldMeasured(
        rows=len(right),
        acceptable=float(np.mean(right)),
        acceptable_without_other=float(np.mean(subject)),
        unsure=float((~sure.any(axis=1)).mean()),
        sure_precision=float((sure & truth).sum() / sure.sum()),
    )


def _print_sure(models: dict[str, modelfile.Model], articles: dict[str, dict[str, news.Article]]) -> None:
    found: dict[str, list[bool]] = defaultdict(list)
    for row in _judged("sure-judged.jsonl"):
        name, topic = next(name for name, some in articles.items() if row["id"] in some), str(row["topic"])
        article = dataclasses.replace(articles[name][str(row["id"])], url="")
        model = models[name]
        if topics.judge(model, [article])[0][model.topics.index(topic)] >= model.thresholds[topic]:
            kind = f"{topic}, {name.partition('-')[0]}, label differs" if "label_differs" in row else topic
            found[kind].append(bool(row["acceptable"]))
    for topic, good in found.items():
        low, high = interval(sum(good), len(good))
        print(f"  {topic:<48}{sum(good):>4} of {len(good):>3}  {low:.2f} to {high:.2f}")


def interval(right: int, rows: int) -> tuple[float, float]:
    """The 95 % interval of a share (Wilson 1927)."""
    share, z = right / rows, 1.96
    middle = (share + z * z / (2 * rows)) / (1 + z * z / rows)
    half = z / (1 + z * z / rows) * (share * (1 - share) / rows + z * z / (4 * rows * rows)) ** 0.5
    return middle - half, middle + half


if __name__ == "__main__":
    main()
