"""A small classifier, trained once on invented rows."""

from datetime import date
from pathlib import Path

import pytest

from digest.classify import modelfile, topics, train
from tests.classify import samples


@pytest.fixture(scope="session")
def small_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model of three topics, learnt from three invented publishers, with figures on four gold rows."""
    folder = tmp_path_factory.mktemp("labelled")
    files = [
        samples.write(
            folder / f"{name}.jsonl.gz",
            samples.labelled_rows(list(samples.WORDS), 40, seed=seed, source=f"{name}.example"),
        )
        for seed, name in enumerate(("north", "south", "west"))
    ]
    gold = samples.write(
        folder / "gold.jsonl",
        [
            {"id": "g1", "title": "Striker misses a penalty in the league", "gold": ["sport"]},
            {"id": "g2", "title": "Comet seen by the telescope in orbit", "gold": ["science"]},
            {"id": "g3", "title": "Senate rejects the treaty amendment", "gold": ["politics", "science"]},
            {"id": "g4", "title": "Teacher finds letter in garden", "gold": ["other"]},
        ],
    )
    out = folder / "model" / "topics.npz"
    train.train(files, out, exclude=[gold], trained_on=date(2026, 3, 1), report=lambda line: None)
    return out


@pytest.fixture(scope="session")
def small(small_file: Path) -> modelfile.Model:
    return topics.load(small_file)


@pytest.fixture(scope="session")
def shipped() -> modelfile.Model:
    return topics.load()
