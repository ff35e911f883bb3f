"""The classifier as a file."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from digest import errors
from digest.classify import modelfile, topics


def _arrays(path: Path) -> dict[str, Any]:
    with np.load(path, allow_pickle=False) as archive:
        return {name: archive[name] for name in archive.files}


def _with_papers(path: Path, out: Path, **changed: object) -> None:
    arrays = _arrays(path)
    papers = {**json.loads(arrays["papers"].tobytes()), **changed}
    arrays["papers"] = np.frombuffer(json.dumps(papers).encode(), dtype=np.uint8)
    np.savez(out, **arrays)


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    """Terms, weights to half precision, and papers; the version says what decides an answer, not the papers beside."""
    papers = {"topics": ["a", "b"], "stop": ["the"], "thresholds": {"a": 0.5, "b": 0.6}, "floor": 0.3, "readable": 0.6}
    weights = np.array([[1.5, -2], [0.25, 3]])
    made = []
    for name, more in (("one", {"note": "x"}), ("two", {"note": "y"}), ("three", {"floor": 0.2})):
        path = tmp_path / f"{name}.npz"
        modelfile.write(
            path, terms=["court", "supreme court"], idf=np.array([1, 2.0]), weights=weights, bias=np.zeros(2),
            papers={**papers, **more},
        )  # fmt: skip
        made.append(modelfile.read(path))
    first, second, third = made
    assert first.vocabulary.terms == ("court", "supreme court")
    assert first.weights.tolist() == weights.tolist()
    assert (first.topics, first.thresholds, first.papers["note"]) == (("a", "b"), {"a": 0.5, "b": 0.6}, "x")
    assert first.version == second.version != third.version


def test_no_pickle_is_in_the_file(small_file: Path) -> None:
    """Every array is of plain numbers."""
    assert {array.dtype.kind for array in _arrays(small_file).values()} <= {"u", "f"}


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    """With what to do about it."""
    path = tmp_path / "none.npz"
    with pytest.raises(errors.ModelError, match=r"There is no classifier at .*none\.npz: train one") as caught:
        topics.load(path)
    assert caught.value.path == path


@pytest.mark.parametrize("found", [0, 2, "1", None])
def test_another_format_is_named(small_file: Path, tmp_path: Path, found: object) -> None:
    """With the format found and the one that is read."""
    path = tmp_path / "other.npz"
    _with_papers(small_file, path, format=found)
    with pytest.raises(errors.ModelError, match=f"has format {found}, and this digest reads format 1"):
        topics.load(path)


def _cut(path: Path, out: Path) -> None:
    out.write_bytes(path.read_bytes()[:-200])


def _flip(path: Path, out: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0xFF
    out.write_bytes(bytes(content))


def _text(path: Path, out: Path) -> None:
    out.write_text("not a model")


def _pickled(path: Path, out: Path) -> None:
    np.savez(out, papers=np.array([{"format": 1}], dtype=object))


def _emptied(path: Path, out: Path) -> None:
    out.write_bytes(b"")


def _without_weights(path: Path, out: Path) -> None:
    np.savez(out, **{name: array for name, array in _arrays(path).items() if name != "weights"})


def _misshapen(path: Path, out: Path) -> None:
    arrays = _arrays(path)
    np.savez(out, **{**arrays, "weights": arrays["weights"][:-1]})


def _altered(path: Path, out: Path) -> None:
    arrays = _arrays(path)
    np.savez(out, **{**arrays, "bias": arrays["bias"] + 1})


def _no_object(path: Path, out: Path) -> None:
    np.savez(out, papers=np.frombuffer(b"[1]", dtype=np.uint8))


def _a_folder(path: Path, out: Path) -> None:
    out.mkdir()


@pytest.mark.parametrize(
    "damage",
    [_cut, _flip, _text, _pickled, _emptied, _without_weights, _misshapen, _altered, _no_object, _a_folder],
)
def test_a_damaged_file_is_named(small_file: Path, tmp_path: Path, damage: Callable[[Path, Path], None]) -> None:
    """Whatever is wrong with it, one sentence with its path."""
    path = tmp_path / "damaged.npz"
    damage(small_file, path)
    with pytest.raises(errors.ModelError, match="is damaged or is no classifier") as caught:
        topics.load(path)
    assert str(path) in str(caught.value)
