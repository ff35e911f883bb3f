"""Making a classifier."""

from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from digest import errors
from digest.classify import modelfile, topics, train, words
from tests.classify import samples

_DAY = date(2026, 3, 1)


def _train(files: list[Path], out: Path, exclude: list[Path] | None = None) -> train.TrainingReport:
    return train.train(files, out, exclude=exclude or [], trained_on=_DAY, report=lambda line: None)


def test_training_gives_a_model_and_says_how_it_went(tmp_path: Path) -> None:
    """A single file is enough; the report has the counts and the figures, and each step is said."""
    file = samples.write(tmp_path / "rows.jsonl", samples.labelled_rows(["politics", "sport"], 40))
    said: list[str] = []
    out = tmp_path / "new" / "topics.npz"
    made = train.train([file], out, exclude=[], trained_on=_DAY, report=said.append)
    assert (made.rows, made.topics, made.gold) == (80, ("politics", "sport"), None)
    assert made.held_out.accuracy > 0.9
    assert topics.load(out).version == made.version
    assert topics.load(out).papers["files"] == {"rows.jsonl": 80}
    assert said[0] == "80 articles of 2 topics from 1 files"
    assert said[-1] == f"wrote {out}, version {made.version}"


def test_the_same_rows_give_the_same_model(tmp_path: Path) -> None:
    """Whatever the order of the files: the version is the same."""
    files = [
        samples.write(tmp_path / f"{name}.jsonl", samples.labelled_rows(["politics", "sport"], 25, source=name))
        for name in ("a.example", "b.example")
    ]
    assert _train(files, tmp_path / "1.npz").version == _train(files, tmp_path / "2.npz").version


def test_the_model_judges_as_scikit_learn_does(small: modelfile.Model) -> None:
    """scikit-learn's vectoriser and linear model, given the weights of the file, find the same probabilities."""
    articles = [
        samples.article(row["title"], summary=row["summary"]) for row in samples.labelled_rows(["sport"], 20, seed=5)
    ]
    vectoriser = TfidfVectorizer(
        vocabulary=list(small.vocabulary.terms), token_pattern=words.READ.pattern, stop_words=sorted(words.STOP),
        ngram_range=(1, 2), sublinear_tf=True,
    )  # fmt: skip
    vectoriser.idf_ = small.idf.astype(float)
    matrix = vectoriser.transform([topics.text(article) for article in articles])
    for column, topic in enumerate(small.topics):
        judge = LogisticRegression()
        judge.classes_, judge.coef_ = np.array([0, 1]), small.weights[:, [column]].T.astype(float)
        judge.intercept_ = small.bias[[column]].astype(float)
        expected = judge.predict_proba(matrix)[:, 1]
        found = [
            next(score.probability for score in scores if score.topic == topic)
            for scores in topics.classify(small, articles)
        ]
        assert found == pytest.approx(expected.tolist(), abs=1e-4)


def test_excluded_unlabelled_and_repeated_rows_are_left_out(tmp_path: Path) -> None:
    """Gold is never learnt, null is no label, and the same words count once."""
    rows = samples.labelled_rows(["politics", "sport"], 30)
    more = [
        {**rows[0], "id": "again"},
        {**rows[0], "id": "opinion", "title": "Something else", "unified": None},
    ]
    file = samples.write(tmp_path / "rows.jsonl", rows + more)
    gold = samples.write(tmp_path / "gold.jsonl", rows[:3])
    assert _train([file], tmp_path / "m.npz", [gold]).rows == 57


def test_other_is_learnt_from_but_is_no_topic(tmp_path: Path) -> None:
    """Its rows show what the topics are not."""
    rows = samples.labelled_rows(["politics", "sport", "science"], 30)
    others = [{**row, "unified": "other"} if row["unified"] == "science" else row for row in rows]
    made = _train([samples.write(tmp_path / "rows.jsonl", others)], tmp_path / "m.npz")
    assert (made.rows, made.topics) == (90, ("politics", "sport"))
    model = topics.load(tmp_path / "m.npz")
    (scores,) = topics.classify(model, [samples.article("Telescope galaxy fossil enzyme comet laboratory")])
    assert topics.best(model, scores) == "other"


def test_a_topic_of_the_operators_own(tmp_path: Path) -> None:
    """Any slug may be a topic; those that ship come first."""
    rows = [
        {**row, "unified": "cycling"} if row["unified"] == "science" else row
        for row in samples.labelled_rows(["science", "sport"], 30)
    ]
    assert _train([samples.write(tmp_path / "rows.jsonl", rows)], tmp_path / "m.npz").topics == ("sport", "cycling")


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        pytest.param([], "at least 2 topics, and .*rows.jsonl holds 0", id="an empty file"),
        pytest.param(samples.labelled_rows(["sport"], 30), "at least 2 topics, and .* holds 1", id="one topic"),
        pytest.param(
            samples.labelled_rows(["sport"], 30) + samples.labelled_rows(["science"], 5),
            r"at least 20 different articles, and .* holds fewer of science \(5\)",
            id="too few rows of one topic",
        ),
        pytest.param([{"title": "Rain"}], "Line 1 of .*rows.jsonl has no topic", id="a row without a label"),
    ],
)
def test_rows_that_teach_nothing_are_a_clear_sentence(tmp_path: Path, rows: list[dict[str, Any]], says: str) -> None:
    """And the model that was there stays as it was."""
    out = tmp_path / "topics.npz"
    out.write_bytes(b"the previous model")
    with pytest.raises(errors.ModelError, match=says):
        _train([samples.write(tmp_path / "rows.jsonl", rows)], out)
    assert out.read_bytes() == b"the previous model"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["rows.jsonl", "topics.npz"]


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    """With the reason."""
    file = samples.write(tmp_path / "rows.jsonl", samples.labelled_rows(["politics", "sport"], 25))
    with pytest.raises(errors.ModelError, match=r"cannot be written to .*rows\.jsonl/topics\.npz: "):
        _train([file], file / "topics.npz")


def test_a_model_that_grew_too_large_replaces_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file keeps its promise of size."""
    monkeypatch.setattr(train, "_MOST_BYTES", 1_000)
    file = samples.write(tmp_path / "rows.jsonl", samples.labelled_rows(["politics", "sport"], 25))
    out = tmp_path / "topics.npz"
    with pytest.raises(errors.ModelError, match="over 1,000 bytes"):
        _train([file], out)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["rows.jsonl"]


def test_a_given_name_is_known_and_weighs_nothing(tmp_path: Path) -> None:
    """So a headline of names is not taken for another language, and no name carries a topic."""
    surnames = ("Moss", "Winslet", "Bush", "Hudson", "Middleton", "Beckinsale")
    rows = samples.labelled_rows(["politics", "sport"], 40)
    for number, row in enumerate(rows):
        row["summary"] = f"the prize went to Kate {surnames[number % 6]} again. {row['summary']}"
    made = topics.load(_train([samples.write(tmp_path / "rows.jsonl", rows)], tmp_path / "made.npz").path)
    assert not made.weights[made.vocabulary.terms.index("kate")].any()
    (scores,) = topics.classify(made, [samples.article("Kate Kate Kate")])
    assert {score.terms for score in scores} == {()}
