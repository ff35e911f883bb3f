"""All that a folder of recorded news tells."""

import json
from pathlib import Path

import pytest

from digest import errors
from digest.classify import evaluate, judged, modelfile, survey
from tests.classify import samples

_DAM = "The Orrin Falls dam broke on Sunday after the storm; the valley of Orrin was cleared."
_ONE = {"id": "dam", "title": "Dam at Orrin Falls gives way after storm", "summary": _DAM, "source": "a.example"}
_TWO = {"id": "too", "title": "Storm breaks Orrin Falls dam", "summary": _DAM, "source": "b.example"}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Rows labelled by hand, judged pairs and clusters, and a recorded stream."""
    for part in ("gold", "clusters", "streams"):
        (tmp_path / part).mkdir()
    samples.write(tmp_path / "gold" / "gold.jsonl", [{"id": "1", "title": "Comet and galaxy", "gold": ["science"]}])
    samples.write(tmp_path / "clusters" / "pairs.jsonl", [{"label": "same", "a": _ONE, "b": _TWO}])
    samples.write(tmp_path / "clusters" / "news-aggregator.jsonl", [{**one, "story_id": "s"} for one in (_ONE, _TWO)])
    samples.write(tmp_path / "streams" / "stream.jsonl", [_ONE, _TWO])
    pairs = samples.write(tmp_path / "ids.jsonl", [{"set": "first", "label": "same", "a": "dam", "b": "too"}])
    monkeypatch.setattr(judged, "SHIPPED", pairs)
    return tmp_path


def _measure(folder: Path, small: modelfile.Model, *parts: str) -> survey.Found:
    return survey.measure(folder, small, parts, now=samples.NOW, report=lambda line: None)


def test_parts_are_measured_with_their_day_and_what_they_are_of(folder: Path, small: modelfile.Model) -> None:
    """Gold says of which version it is, stories of which lexicon and of which judged pairs; all of it is plain JSON."""
    found = _measure(folder, small, "gold", "stories")
    assert set(found) == {"gold", "stories", "stories_on_other_days"}
    assert {part["measured_on"] for part in found.values()} == {"2026-03-02"}
    assert found["gold"]["version"] == small.version
    assert found["stories"]["lexicon"] == found["stories_on_other_days"]["lexicon"]
    assert found["stories_on_other_days"]["judged_pairs"] == survey.digest_of(judged.SHIPPED)
    assert json.loads(json.dumps(found)) == found
    text = evaluate.measured_anew(found)
    assert text.startswith(f"Classifier {small.version}\n\nBy hand: 1 articles")
    assert "1 judged pairs (pairs.jsonl), measured on 2026-03-02" in text
    assert "1 pairs, first:" in text


def test_only_what_is_asked_is_measured(folder: Path, small: modelfile.Model) -> None:
    """Stories take seconds, publishers left out take minutes."""
    assert set(_measure(folder, small, "gold")) == {"gold"}


def test_what_the_folder_has_not_is_left_out(folder: Path, small: modelfile.Model) -> None:
    """A stream that holds none of the judged pairs, or clusters without pairs, tell nothing."""
    samples.write(folder / "streams" / "stream.jsonl", [_ONE])
    (folder / "clusters" / "pairs.jsonl").unlink()
    assert set(_measure(folder, small, "gold", "stories")) == {"gold"}


def test_a_folder_without_anything_is_named(tmp_path: Path, small: modelfile.Model) -> None:
    """With what it should hold."""
    with pytest.raises(errors.ModelError, match=r"holds nothing to measure gold and stories on: name a folder with"):
        _measure(tmp_path, small, "gold", "stories")
