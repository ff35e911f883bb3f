"""What words mean, read from a file."""

from pathlib import Path

import numpy as np
import pytest

from digest import errors
from digest.classify import wordvectors


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Three words whose vectors have the mean (1, 0)."""
    path = tmp_path / "vectors.npz"
    vectors = np.array([[1, 3], [4, -3], [-2, 0]], dtype=np.float16)
    np.savez_compressed(path, words=np.array(["goal", "senate", "comet"]), vectors=vectors)
    return path


def test_each_term_gets_its_words_vector(file: Path) -> None:
    """Centred and of length 1; a pair and an unknown word have none."""
    found = wordvectors.read(file).of(["comet", "goal senate", "goal", "telescope", "senate"])
    assert found == pytest.approx(np.array([[-1, 0], [0, 0], [0, 1], [0, 0], [0.7071, -0.7071]]), abs=1e-3)


def test_no_term_at_all(file: Path) -> None:
    """Is no row, of as many dimensions."""
    assert wordvectors.read(file).of([]).shape == (0, 2)


@pytest.mark.parametrize(
    "arrays",
    [
        pytest.param({"words": np.array(["a"])}, id="without vectors"),
        pytest.param({"words": np.array(["a"]), "vectors": np.zeros((2, 3))}, id="more vectors than words"),
        pytest.param({"words": np.array(["a"]), "vectors": np.zeros(1)}, id="a number for a vector"),
        pytest.param({"words": np.array([], dtype=str), "vectors": np.zeros((0, 3))}, id="no word"),
        pytest.param({"words": np.array([{}], dtype=object), "vectors": np.zeros((1, 3))}, id="pickled objects"),
    ],
)
def test_a_file_of_something_else(tmp_path: Path, arrays: dict[str, np.ndarray]) -> None:
    """The sentence names it."""
    path = tmp_path / "other.npz"
    np.savez(path, allow_pickle=True, **arrays)
    with pytest.raises(errors.ModelError, match=r"other\.npz holds no word vectors"):
        wordvectors.read(path)


def test_a_damaged_or_missing_file(tmp_path: Path) -> None:
    """The same."""
    path = tmp_path / "other.npz"
    with pytest.raises(errors.ModelError, match="holds no word vectors"):
        wordvectors.read(path)
    path.write_bytes(b"PK\x03\x04 nothing")
    with pytest.raises(errors.ModelError, match="holds no word vectors"):
        wordvectors.read(path)
