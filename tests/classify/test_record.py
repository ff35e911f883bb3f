"""The figures that ship: kept part by part, and told of the classifiers they hold for."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from digest import errors
from digest.classify import evaluate, modelfile, record

_GOLD = {
    "version": "aaaa",
    "measured_on": "2026-05-01",
    "rows": 12,
    "files": {"hand.jsonl": 12},
    "acceptable": 0.75,
    "acceptable_without_other": 0.8,
    "unsure": 0.25,
    "sure_precision": None,
}
_STORIES = {"lexicon": "0123", "measured_on": "2026-05-01"}


def test_a_part_measured_again_takes_its_own_place_alone(tmp_path: Path) -> None:
    """Stories can be measured again in seconds, and the figures of topics stay."""
    path = tmp_path / "figures.json"
    record.write(path, {"gold": _GOLD, "stories": _STORIES})
    record.write(path, {"stories": {**_STORIES, "lexicon": "4567"}})
    assert record.read(path) == {"gold": _GOLD, "stories": {**_STORIES, "lexicon": "4567"}}
    assert [one.name for one in tmp_path.iterdir()] == ["figures.json"]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        pytest.param(None, r"figures\.json, cannot be read .* Install digest again, or measure with --data", id="gone"),
        pytest.param('{"gold": ', r"cannot be read .*Install digest again", id="cut off"),
        pytest.param("[]", "no JSON object", id="another kind of value"),
    ],
)
def test_a_damaged_record_is_named(tmp_path: Path, text: str | None, fault: str) -> None:
    """With what to do."""
    path = tmp_path / "figures.json"
    if text is not None:
        path.write_text(text, encoding="utf-8")
    with pytest.raises(errors.ModelError, match=fault):
        record.read(path)


def test_a_stamp_changes_no_answer(small_file: Path, tmp_path: Path) -> None:
    """The version is that of before; who is made from this one carries it on; stamped twice is stamped once."""
    copy = tmp_path / "copy.npz"
    copy.write_bytes(small_file.read_bytes())
    record.stamp(copy)
    once, bytes_once = modelfile.read(copy), copy.read_bytes()
    assert once.version == modelfile.read(small_file).version
    record.stamp(copy)
    assert copy.read_bytes() == bytes_once
    made = replace(once, version="bbbb")
    kept = {"gold": {**_GOLD, "version": once.version}, "stories": _STORIES}
    assert record.of(once, kept) == record.of(made, kept) == kept


def test_figures_of_another_classifier_are_not_told(small: modelfile.Model) -> None:
    """Those of stories are everybody's."""
    assert record.of(small, {"gold": _GOLD, "stories": _STORIES}) == {"stories": _STORIES}


def test_figures_are_said_to_be_whose_they_are(small: modelfile.Model) -> None:
    """Of this version; of the one it was made from; by other thresholds; or none."""
    its = replace(small, version="aaaa", papers={**small.papers, "figures": {"recorded": "aaaa"}})
    text = evaluate.recorded(its, {"gold": _GOLD})
    assert "Figures of topics, of this very version:" in text
    assert "on hand.jsonl (12), measured on 2026-05-01" in text
    assert "it was sure of" not in text
    learnt = {"at": "2026-05-02T03:10:00+00:00", "corrections": {}}
    made = replace(its, version="bbbb", papers={**its.papers, "learnt": learnt})
    assert "of the one it was made from, aaaa, not of this one" in evaluate.recorded(made, {"gold": _GOLD})
    assert "No figures of topics are recorded of it" in evaluate.recorded(its, {})
    raised = replace(its, thresholds=dict.fromkeys(its.topics, 0.99))
    assert "by its own thresholds, not by the one that config.toml gives" in evaluate.recorded(raised, {"gold": _GOLD})


def test_what_is_kept_is_plain_json(tmp_path: Path) -> None:
    """Whoever has no digest can read it."""
    record.write(tmp_path / "figures.json", {"stories": _STORIES})
    assert json.loads((tmp_path / "figures.json").read_text(encoding="utf-8")) == {"stories": _STORIES}
