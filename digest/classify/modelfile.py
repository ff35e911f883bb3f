"""The classifier as a file: one plain .npz, no pickle, with its papers inside.

Arrays: `terms` (newline-joined UTF-8), `idf` `(n_terms,)`, `weights` `(n_terms, n_topics)`, `bias` `(n_topics,)` and
`papers` (JSON, UTF-8).  Weights and bias are calibrated: their sum for an article is the log-odds of the topic.
"""

import hashlib
import json
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from digest import errors
from digest.classify import vectors

#: Raised by one when a file of the older form can no longer be read.
FORMAT = 1

Papers: TypeAlias = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """A topic classifier, ready to apply."""

    #: Short hash of the weights and all that decides an answer; the same for the same answers.
    version: str
    #: Slugs, in the order of the weights' columns.
    topics: tuple[str, ...]
    vocabulary: vectors.Vocabulary
    #: `(n_terms,)`
    idf: vectors.Floats
    #: `(n_terms, n_topics)` log-odds for each unit of a term.
    weights: vectors.Floats
    #: `(n_topics,)` log-odds of an article without known words.
    bias: vectors.Floats
    #: Topic -> probability from which we are sure of it.
    thresholds: Mapping[str, float]
    #: The strongest topic is named, though we are not sure of it, from this probability on.
    floor: float
    #: Below this share of known words an article is in a language the model cannot read.
    readable: float
    #: What it was trained on and how well it does: `trained_on`, `files`, `figures`.
    papers: Papers = field(default_factory=dict)


def write(
    path: Path,
    *,
    terms: list[str],
    idf: npt.NDArray[np.floating[Any]],
    weights: npt.NDArray[np.floating[Any]],
    bias: npt.NDArray[np.floating[Any]],
    papers: Papers,
) -> None:
    """A model file at `path`; `papers` needs topics, stop, thresholds, floor and readable, and may hold more."""
    arrays: dict[str, npt.NDArray[Any]] = {
        "terms": np.frombuffer("\n".join(terms).encode(), dtype=np.uint8),
        "idf": idf.astype(np.float16),
        "weights": weights.astype(np.float16),
        "bias": bias.astype(np.float32),
    }
    whole = {**papers, "format": FORMAT, "version": _version(arrays, papers)}
    text = json.dumps(whole, sort_keys=True, ensure_ascii=False).encode()
    with path.open("wb") as file:
        np.savez_compressed(file, allow_pickle=False, **arrays, papers=np.frombuffer(text, dtype=np.uint8))


def rewrite(path: Path, model: Model, papers: Papers) -> None:
    """A model file at `path` that answers as `model` does; these papers take the place of those of their name."""
    write(
        path,
        terms=list(model.vocabulary.terms),
        idf=model.idf,
        weights=model.weights,
        bias=model.bias,
        papers={**model.papers, **papers},
    )


def read(path: Path) -> Model:
    """The model in a file; ModelError saying what is wrong with it."""
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as archive:
            arrays = {name: archive[name] for name in archive.files}
        papers = json.loads(arrays.pop("papers").tobytes())
        _check_format(papers.get("format"), path)
        model = _assembled(arrays, papers)
        whole = papers["version"] == _version(arrays, papers)
    except FileNotFoundError as error:
        raise errors.ModelError(
            f"There is no classifier at {path}: train one with `digest train`.", path=path
        ) from error
    except (
        OSError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        EOFError,
        zipfile.BadZipFile,
        zlib.error,
    ) as error:
        raise _damaged(path) from error
    if not whole:
        raise _damaged(path)
    return model


def _check_format(found: object, path: Path) -> None:
    if found != FORMAT:
        raise errors.ModelError(
            f"The classifier {path} has format {found}, and this digest reads format {FORMAT}: "
            "train it again with `digest train`.",
            path=path,
        )


def _damaged(path: Path) -> errors.ModelError:
    return errors.ModelError(
        f"The classifier {path} is damaged or is no classifier: restore it, or train one with `digest train`.",
        path=path,
    )


def _assembled(arrays: Mapping[str, npt.NDArray[Any]], papers: Papers) -> Model:
    terms = arrays["terms"].tobytes().decode().split("\n")
    topics = tuple(papers["topics"])
    if arrays["weights"].shape != (len(terms), len(topics)) or arrays["idf"].shape != (len(terms),):
        raise ValueError("the arrays do not fit each other")
    return Model(
        version=papers["version"],
        topics=topics,
        vocabulary=vectors.vocabulary(terms, papers["stop"]),
        idf=arrays["idf"].astype(np.float32),
        weights=arrays["weights"].astype(np.float32),
        bias=arrays["bias"],
        thresholds={topic: float(papers["thresholds"][topic]) for topic in topics},
        floor=float(papers["floor"]),
        readable=float(papers["readable"]),
        papers=papers,
    )


def _version(arrays: Mapping[str, npt.NDArray[Any]], papers: Papers) -> str:
    """Eight hexadecimal digits of all that decides an answer."""
    judging = {name: papers[name] for name in ("topics", "stop", "thresholds", "floor", "readable")}
    digest = hashlib.sha256(json.dumps(judging, sort_keys=True).encode())
    for name in sorted(arrays):
        digest.update(arrays[name].tobytes())
    return digest.hexdigest()[:8]
