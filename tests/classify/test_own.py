"""A topic of the operator's own, added to a classifier."""

import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from digest import errors
from digest.classify import modelfile, own, reference, topics
from digest.domain import news
from tests.classify import samples

_CYCLING = "peloton derailleur sprint breakaway cyclist bicycle cassette saddle velodrome cobbles domestique jersey"
_PLACES = "alps flanders girona ghent monaco lucca"


def _cycling(rows: int, *, seed: int = 0) -> list[news.Article]:
    chance = random.Random(seed)
    made = []
    for number in range(rows):
        one, two, three, four = chance.sample(_CYCLING.split(), 4)
        title = f"The {one} and the {two} of {chance.choice(_PLACES.split()).capitalize()}"
        summary = f"A {three} race with a {four} on day {number}."
        made.append(samples.article(title, id=f"{seed}-{number}", summary=summary))
    return made


def _material(examples: Sequence[news.Article], others: Sequence[news.Article] = ()) -> own.Material:
    return own.Material(slug="cycling", examples=tuple(examples), others=tuple(others), source="mine.jsonl")


@pytest.fixture(scope="module")
def cycling_file(shipped: modelfile.Model, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped classifier with a topic learnt from forty invented articles."""
    out = tmp_path_factory.mktemp("own") / "topics.npz"
    own.add(shipped, _material(_cycling(40)), out, {"names": {"cycling": "Cycling"}})
    return out


def test_forty_articles_make_a_topic(shipped: modelfile.Model, tmp_path: Path) -> None:
    """The figures are of articles it had not seen, and the words it had to learn are named."""
    added = own.add(shipped, _material(_cycling(40)), tmp_path / "topics.npz", {})
    assert added.figures.examples == 40
    assert added.figures.others > 1_700
    assert added.figures.precision >= 0.9
    assert added.figures.recall >= 0.8
    assert "derailleur" in added.new_words
    assert not set(added.new_words) & set(shipped.vocabulary.terms)


def test_unseen_articles_are_of_the_new_topic_by_its_words(cycling_file: Path) -> None:
    """Other headlines on the same matter are found, by words that say so."""
    model = topics.load(cycling_file)
    answers = topics.classify(model, _cycling(20, seed=9))
    assert sum(topics.best(model, scores) == "cycling" for scores in answers) >= 18
    assert set(answers[0][0].terms) <= set(_CYCLING.split()) | set(_PLACES.split())


def test_the_other_topics_stay_as_they_were(shipped: modelfile.Model, cycling_file: Path) -> None:
    """Same weights, same answers, but for the new column and the new words."""
    model = topics.load(cycling_file)
    assert model.topics == (*shipped.topics, "cycling")
    known = len(shipped.vocabulary.terms)
    assert np.array_equal(model.weights[:known, :-1], shipped.weights)
    assert not model.weights[known:, :-1].any()
    assert {slug: model.thresholds[slug] for slug in shipped.topics} == dict(shipped.thresholds)
    assert reference.quality(model).right >= reference.quality(shipped).right - 1
    assert model.papers["names"] == {"cycling": "Cycling"}
    assert model.papers["own"]["cycling"]["examples"] == 40


def test_learning_a_topic_again_replaces_it(cycling_file: Path, tmp_path: Path) -> None:
    """There is one column of that name, the new one."""
    out = tmp_path / "again.npz"
    own.add(topics.load(cycling_file), _material(_cycling(60, seed=2)), out, {})
    model = topics.load(out)
    assert model.topics.count("cycling") == 1
    assert model.papers["own"]["cycling"]["examples"] == 60
    assert len(set(model.vocabulary.terms)) == len(model.vocabulary.terms)


def test_a_publishers_name_is_no_word_of_the_topic(shipped: modelfile.Model, tmp_path: Path) -> None:
    """It tells where an article stood, not what it says."""
    examples = [
        samples.article(f"{one.title} Velomagazin", id=one.id, summary=one.summary, url=f"https://velomagazin.example/{one.id}")
        for one in _cycling(40)
    ]  # fmt: skip
    added = own.add(shipped, _material(examples), tmp_path / "topics.npz", {})
    assert "velomagazin" not in added.new_words


@pytest.mark.parametrize(
    ("examples", "sentence"),
    [
        pytest.param(
            [], 'A topic needs at least 20 different articles, and mine.jsonl holds 0 of "cycling"', id="none"
        ),
        pytest.param(_cycling(1) * 50, "holds 1 of", id="one, fifty times"),
        pytest.param(_cycling(19), "holds 19 of", id="one too few"),
    ],
)
def test_too_little_is_a_sentence(
    shipped: modelfile.Model, tmp_path: Path, examples: list[news.Article], sentence: str
) -> None:
    """It names the file and the count, and nothing is written."""
    with pytest.raises(errors.ModelError, match=sentence):
        own.add(shipped, _material(examples), tmp_path / "topics.npz", {})
    assert not (tmp_path / "topics.npz").exists()


def test_a_mislabelled_file_is_a_sentence(shipped: modelfile.Model, tmp_path: Path) -> None:
    """Articles of anything, called cycling, are told from other news no better than by chance."""
    anything = [example.article for example in reference.learnt()]
    mislabelled = [samples.article(one.title, id=f"x{one.id}", summary=one.summary) for one in anything[::10]]
    with pytest.raises(errors.ModelError, match="cannot be told from other news"):
        own.add(shipped, _material(mislabelled, anything), tmp_path / "topics.npz", {})
    assert not (tmp_path / "topics.npz").exists()


def test_rows_with_labels_and_without(tmp_path: Path) -> None:
    """A file without any label is all examples; in one with labels the others are what the topic is not."""
    bare = samples.write(tmp_path / "bare.jsonl", [{"title": "Peloton"}, {"title": "Saddle"}])
    mixed = samples.write(
        tmp_path / "mixed.jsonl", [{"title": "Cobbles", "topic": "cycling"}, {"title": "Vote", "topic": "politics"}]
    )
    examples, others = own.material([bare, mixed], "cycling", now=samples.NOW)
    assert [one.title for one in examples] == ["Peloton", "Saddle", "Cobbles"]
    assert [one.title for one in others] == ["Vote"]


def test_examples_in_another_language_are_refused(shipped: modelfile.Model, tmp_path: Path) -> None:
    """The topic would never be seen; a few among English ones are passed over."""
    chance = random.Random(1)
    words = ("Rennrad", "Etappe", "Fahrer", "Sattel", "Kette", "Bergwertung", "Ausreißer", "Sprint", "Trikot")
    german = [
        samples.article(
            f"Der {one} und die {two}", id=f"g{n}", summary=f"Nach der {three} kam das {four} {n}.", language=""
        )
        for n in range(30)
        for one, two, three, four in [chance.sample(words, 4)]
    ]
    with pytest.raises(
        errors.ModelError, match=r'30 of the 30 articles of "cycling" in mine\.jsonl are not in English'
    ):
        own.add(shipped, _material(german), tmp_path / "topics.npz", {})
    added = own.add(shipped, _material([*_cycling(40), *german[:5]]), tmp_path / "topics.npz", {})
    assert added.figures.examples == 40
