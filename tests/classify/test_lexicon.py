"""What words weigh and which are akin."""

from pathlib import Path

import numpy as np
import pytest

from digest.classify import lexicon
from digest.errors import ModelError


def _write(path: Path) -> Path:
    kin = {"sue": {"lawsuit": 0.5, "court": 0.001}, "court": {"sue": 1.0}}
    lexicon.write(
        path,
        stems=["court", "sue", "lawsuit"],
        counts=[40, 9, 4],
        articles=99,
        kin=kin,
        names={"court", "unheard"},
        things={"court", "lawsuit", "unheard"},
    )
    return path


def test_a_lexicon_comes_back_as_it_was_written(tmp_path: Path) -> None:
    """Rare words weigh more, unseen ones most; kinship is kept to 1/255 and never lost."""
    read = lexicon.read(_write(tmp_path / "lexicon.npz"))
    assert read.weight("unheard") > read.weight("lawsuit") > read.weight("sue") > read.weight("court") > 1
    assert read.kin.keys() == {"sue", "court"}
    assert read.kin["sue"] == {"lawsuit": pytest.approx(0.5, abs=0.01), "court": pytest.approx(1 / 255)}
    assert read.kin["court"] == {"sue": 1.0}
    assert read.names == {"court"}
    assert read.things == {"court", "lawsuit"}


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:300])


def _without_kin(path: Path) -> None:
    with np.load(path) as stored:
        arrays = {name: stored[name] for name in stored.files if name != "akin"}
    np.savez(path, allow_pickle=False, **arrays)


def _empty(path: Path) -> None:
    path.write_bytes(b"")


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(Path.unlink, id="missing"),
        pytest.param(_empty, id="empty"),
        pytest.param(_cut, id="cut off"),
        pytest.param(_without_kin, id="without one of its parts"),
    ],
)
def test_a_file_that_cannot_be_used(tmp_path: Path, spoil: object) -> None:
    """A sentence that names the file."""
    path = _write(tmp_path / "lexicon.npz")
    assert callable(spoil)
    spoil(path)
    with pytest.raises(ModelError, match=r"lexicon\.npz, cannot be used"):
        lexicon.read(path)


def test_the_one_that_ships() -> None:
    """Knows tens of thousands of stems and the kin of many, and is read once."""
    shipped = lexicon.shipped()
    assert len(shipped.weights) > 20_000
    assert "lawsuit" in shipped.kin["sue"]
    assert {"paris", "toyota"} <= shipped.names
    assert not {"bank", "lawsuit"} & shipped.names
    assert {"wolf", "soup", "kia", "hospital"} <= shipped.things
    assert not {"kill", "slash", "massiv", "limit"} & shipped.things
    assert all(stem in shipped.kin[other] for stem, kin in shipped.kin.items() for other in kin)
    assert lexicon.shipped() is shipped
    assert lexicon.SHIPPED.stat().st_size < 1_200_000
