"""Figures on news never seen."""

from dataclasses import asdict
from pathlib import Path

import pytest

from digest import errors
from digest.classify import figures, unseen, unseen_text
from tests.classify import samples


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three invented publishers, one of them with a newer month."""
    made = tmp_path_factory.mktemp("data")
    (made / "labelled").mkdir()
    for seed, name in enumerate(("north", "south", "west")):
        rows = samples.labelled_rows(["sport", "science"], 110, seed=seed, source=f"{name}.example")
        if name == "west":
            rows[::3] = [{**row, "published": "2026-04-02T08:00:00Z"} for row in rows[::3]]
        samples.write(made / "labelled" / f"{name}.jsonl.gz", rows)
    return made


@pytest.fixture(scope="module")
def measured(folder: Path) -> unseen.Measured:
    return unseen.measure(folder, lambda line: None)


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
    assert measured.newest.files == {"west.jsonl.gz": 74}


def test_each_training_is_done_once_and_said(folder: Path) -> None:
    """Without each of three publishers, without each pair, and without the month."""
    said: list[str] = []
    unseen.measure(folder, said.append)
    trained = [line for line in said if line.startswith("learning without")]
    assert len(trained) == len(set(trained)) == 3 + 3 + 1


def test_the_figures_print(measured: unseen.Measured) -> None:
    """As tables, with the day and with the rows of the month."""
    text = "\n".join(unseen_text.lines({"measured_on": "2026-05-01", **asdict(measured)}))
    assert "words alone; measured on 2026-05-01:" in text
    assert "north                         2" in text
    assert "Newest month, 2026-04: 74 articles, after learning from what is older:\n        74  west.jsonl.gz" in text
    assert text.count("label / named") == 2


def test_news_of_one_month_has_no_newest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And topics with too few rows are not compared."""
    monkeypatch.setattr(figures, "ENOUGH", 25)
    (tmp_path / "labelled").mkdir()
    for seed, name in enumerate("abc"):
        rows = samples.labelled_rows(["sport", "science", "politics"], 30, seed=seed, source=name)
        samples.write(tmp_path / "labelled" / f"{name}.jsonl", rows if name == "a" else rows[:60])
    found = unseen.measure(tmp_path, lambda line: None)
    assert found.newest is None
    assert [len(one.compared) for one in found.publishers] == [3, 2, 2]


def test_two_files_are_too_few(tmp_path: Path) -> None:
    """The sentence names the folder and what is needed."""
    with pytest.raises(errors.ModelError, match=r"labelled holds 0 files .* at least 3 publishers"):
        unseen.measure(tmp_path, lambda line: None)
