"""Figures of a classifier, fit to print."""

import json
from dataclasses import replace
from pathlib import Path

from digest.classify import evaluate, modelfile
from tests.classify import samples


def test_a_model_is_measured_on_files_and_gold(small: modelfile.Model, tmp_path: Path) -> None:
    """On rows of a publisher it never saw."""
    rows = samples.write(
        tmp_path / "new.jsonl", samples.labelled_rows(["sport", "science"], 30, seed=9, source="new.example")
    )
    gold = samples.write(tmp_path / "gold.jsonl", [{"id": "1", "title": "Comet and galaxy", "gold": ["science"]}])
    found = evaluate.evaluate(small, [rows], gold)
    assert found.files == {"new.jsonl": 60}
    assert found.labelled is not None
    assert found.labelled.accuracy > 0.9
    assert found.gold is not None
    assert found.gold.acceptable == 1
    assert json.loads(evaluate.as_json(found))["labelled"]["rows"] == 60
    text = evaluate.as_text(found)
    assert f"Classifier {small.version} on new.jsonl (60)" in text
    assert "By hand: 1 articles; the best topic is acceptable for 100.0%" in text
    assert "macro-F1" in text


def test_the_address_does_not_help_against_labels(small: modelfile.Model, tmp_path: Path) -> None:
    """Labels were made from addresses: the same rows with addresses that lie give the same figures."""
    rows = samples.labelled_rows(["sport", "science"], 30, seed=9, source="new.example")
    lies = [{**row, "url": "https://new.example/politics/1"} for row in rows]
    honest, lying = (
        evaluate.evaluate(small, [samples.write(tmp_path / name, content)], None)
        for name, content in (("a.jsonl", rows), ("b.jsonl", lies))
    )
    assert honest.labelled == lying.labelled


def test_nothing_to_measure_gives_a_head_and_no_figures(small: modelfile.Model) -> None:
    """Without files and gold there is nothing to say."""
    found = evaluate.evaluate(small, [], None)
    assert (found.labelled, found.gold) == (None, None)
    assert evaluate.as_text(found) == f"Classifier {small.version}"


def test_the_recorded_figures_are_those_of_the_training_day(small: modelfile.Model) -> None:
    """The model carries its own figures: held out by publisher, and gold."""
    text = evaluate.recorded(small, {})
    assert text.startswith(f"Classifier {small.version}, trained on 2026-03-01 from 360 articles")
    assert "Figures of topics, of the day it was trained:" in text
    assert "By hand: 4 articles" in text
    assert "By label: 360 articles" in text
    assert "label / named" in text


def test_gold_it_is_never_sure_of_prints_no_precision(small: modelfile.Model, tmp_path: Path) -> None:
    """A share of nothing is not printed."""
    gold = samples.write(tmp_path / "gold.jsonl", [{"id": "1", "title": "Zzz", "gold": ["other"]}])
    assert "it was sure of" not in evaluate.as_text(evaluate.evaluate(small, [], gold))


def test_figures_of_the_classifier_it_was_made_from_are_said_to_be_that_ones(small: modelfile.Model) -> None:
    """What was added since stands first, with what is known of it."""
    own = {"cycling": {"examples": 40, "others": 1749, "threshold": 0.45, "precision": 0.914, "recall": 0.8}}
    learnt = {"at": "2026-11-22T03:10:00+00:00", "corrections": {"a1": "x"}, "right": 650, "rows": 894}
    papers = {**small.papers, "own": own, "names": {"cycling": "Cycling"}, "learnt": learnt}
    found = evaluate.recorded(replace(small, papers=papers), {}).splitlines()
    assert found[0].endswith(", made from one trained on 2026-03-01 from 360 articles.  Since then:")
    assert found[1:7] == [
        "- Cycling (cycling), a topic of your own, from 40 articles beside 1,749 others;",
        "  held out, from 0.45 on: precision 91%, found 80%",
        "- learnt on 2026-11-22 from feeds with a topic and 1 correction;",
        "  then right for 72.7% of 894 articles of the reference set",
        "",
        "All figures of topics below are of the one it was made from, not of this one:",
    ]
    assert "By label: 360 articles" in "\n".join(found[7:])
