"""Figures on news never seen."""

import json
from dataclasses import asdict
from pathlib import Path

import pytest

from digest import errors
from digest.classify import evaluate, figures, modelfile, unseen
from tests.classify import samples


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three invented publishers, one of them with a newer month, and two rows labelled by hand."""
    made = tmp_path_factory.mktemp("data")
    for part in ("labelled", "gold"):
        (made / part).mkdir()
    for seed, name in enumerate(("north", "south", "west")):
        rows = samples.labelled_rows(["sport", "science"], 110, seed=seed, source=f"{name}.example")
        if name == "west":
            rows[::3] = [{**row, "published": "2026-04-02T08:00:00Z"} for row in rows[::3]]
        samples.write(made / "labelled" / f"{name}.jsonl.gz", rows)
    gold = [{"id": "1", "title": "Comet and galaxy", "gold": ["science"]}]
    samples.write(made / "gold" / "gold.jsonl", gold)
    return made


@pytest.fixture(scope="module")
def measured(folder: Path, small: modelfile.Model) -> unseen.Measured:
    return unseen.measure(folder, small, lambda line: None)


def test_each_publisher_is_left_out_in_turn(measured: unseen.Measured) -> None:
    """With both classifiers on the same rows, and the topics that have rows enough."""
    assert [one.name for one in measured.publishers] == ["north.jsonl.gz", "south.jsonl.gz", "west.jsonl.gz"]
    for one in measured.publishers:
        assert one.compared == ("science", "sport")
        assert min(one.untuned, one.ours) > 0.9
        assert sum(sum(row.values()) for row in one.measured.confusion.values()) == one.measured.rows == 220


def test_the_newest_month_is_judged_by_older_rows(measured: unseen.Measured) -> None:
    """By its name, and only its rows."""
    assert measured.newest is not None
    assert (measured.newest.name, measured.newest.measured.rows) == ("2026-04", 74)


def test_each_training_is_done_once_and_said(folder: Path, small: modelfile.Model) -> None:
    """Without each of three publishers, without each pair, and without the month."""
    said: list[str] = []
    unseen.measure(folder, small, said.append)
    trained = [line for line in said if line.startswith("learning without")]
    assert len(trained) == len(set(trained)) == 3 + 3 + 1


def test_the_figures_print_and_can_be_kept(measured: unseen.Measured, small_file: Path, tmp_path: Path) -> None:
    """As tables; a classifier that keeps them prints them too, and answers as before."""
    text = evaluate.measured_anew(asdict(measured))
    assert "By hand: 1 articles" in text
    assert "north                         2" in text
    assert "Newest month, 2026-04" in text
    assert text.count("label / named") == 2
    copy = tmp_path / "copy.npz"
    copy.write_bytes(small_file.read_bytes())
    before = modelfile.read(copy)
    unseen.record(copy, measured)
    after = modelfile.read(copy)
    assert after.version == before.version
    assert json.loads(json.dumps(asdict(measured))) == after.papers["figures"]["unseen"]
    assert "Newest month, 2026-04" in evaluate.recorded(after)


def test_news_of_one_month_has_no_newest(
    tmp_path: Path, small: modelfile.Model, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And without hand-made labels there are no figures of them; topics with too few rows are not compared."""
    monkeypatch.setattr(figures, "ENOUGH", 25)
    (tmp_path / "labelled").mkdir()
    for seed, name in enumerate("abc"):
        rows = samples.labelled_rows(["sport", "science", "politics"], 30, seed=seed, source=name)
        samples.write(tmp_path / "labelled" / f"{name}.jsonl", rows if name == "a" else rows[:60])
    found = unseen.measure(tmp_path, small, lambda line: None)
    assert (found.newest, found.gold) == (None, None)
    assert [len(one.compared) for one in found.publishers] == [3, 2, 2]
    assert evaluate.measured_anew(asdict(found)).startswith("No hand-made labels.")


def test_two_files_are_too_few(tmp_path: Path, small: modelfile.Model) -> None:
    """The sentence names the folder and what is needed."""
    with pytest.raises(errors.ModelError, match=r"labelled holds 0 files .* at least 3 publishers"):
        unseen.measure(tmp_path, small, lambda line: None)
