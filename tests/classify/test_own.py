"""A topic of the operator's own, added to a classifier."""

import random
import re
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
    given = own.material([bare, mixed], "cycling", now=samples.NOW)
    assert [one.title for one in given.examples] == ["Peloton", "Saddle", "Cobbles"]
    assert [one.title for one in given.others] == ["Vote"]
    places = [given.places[one.id] for one in given.examples]
    assert places == ["line 1 of bare.jsonl", "line 2 of bare.jsonl", "line 1 of mixed.jsonl"]


def test_rows_without_a_title_are_a_sentence(tmp_path: Path) -> None:
    """It has the line, what the line has, and what is read; no row is passed over in silence."""
    path = samples.write(tmp_path / "rides.jsonl", [{"title": "Peloton"}, {"headline": "Saddle"}])
    with pytest.raises(errors.ModelError) as caught:
        own.material([path], "cycling", now=samples.NOW)
    assert f'Line 2 of {path} has no "title"; it has "headline".  Read are "title", which' in str(caught.value)


def test_a_file_that_labels_other_topics_alone_says_which(tmp_path: Path) -> None:
    """A misspelt topic is found at once."""
    path = samples.write(tmp_path / "rides.jsonl", [{"title": "Peloton", "topic": "bike"}] * 2)
    told: list[str] = []
    assert own.material([path], "cycling", now=samples.NOW, report=told.append).examples == ()
    assert told == [f'{path}: no row has the topic "cycling"; the commonest it has: bike (2)']


def _anything(rows: int) -> list[news.Article]:
    """Headlines of any topic, of a publisher that is in no set."""
    chance = random.Random(5)
    known = chance.sample([example.article for example in reference.learnt()], rows)
    return [samples.article(one.title, id=f"any{n}", summary=one.summary) for n, one in enumerate(known)]


def _mixed(right: int, wrong: int) -> own.Material:
    """Examples of which some are of anything, with their lines; the wrong ones come last."""
    examples = [*_cycling(right), *_anything(wrong)]
    places = {one.id: f"line {line} of mine.jsonl" for line, one in enumerate(examples, start=1)}
    return own.Material(slug="cycling", examples=tuple(examples), others=(), source="mine.jsonl", places=places)


@pytest.mark.parametrize("right", [24, 48])
def test_clean_examples_raise_no_doubt(shipped: modelfile.Model, tmp_path: Path, right: int) -> None:
    """Nothing is said where nothing is wrong."""
    assert own.add(shipped, _mixed(right, 0), tmp_path / "topics.npz", {}).doubts == ()


@pytest.mark.parametrize(
    ("right", "wrong", "least"),
    [
        pytest.param(44, 4, 2, id="one in ten wrong"),
        pytest.param(36, 12, 8, id="one in four wrong"),
        pytest.param(24, 24, 12, id="half wrong"),
    ],
)
def test_lines_that_do_not_fit_are_named(
    shipped: modelfile.Model, tmp_path: Path, right: int, wrong: int, least: int
) -> None:
    """Whether the topic is taken or refused: how many there are, and the worst by line and title."""
    given = _mixed(right, wrong)
    try:
        said = "\n".join(own.add(shipped, given, tmp_path / "topics.npz", {}).doubts)
    except errors.ModelError as error:
        said = str(error)
    count = re.search(rf"Of the {right + wrong} examples (\d+) do", said)
    assert count, said
    assert least <= int(count[1]) <= wrong
    named = re.findall(r"\n  line (\d+) of mine\.jsonl: (.+)", said)
    assert len(named) == min(5, int(count[1]))
    assert all(int(line) > right and title == given.examples[int(line) - 1].title for line, title in named)


def test_what_finds_hardly_any_of_its_own_is_refused(
    shipped: modelfile.Model, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rows by chance that share a publisher's manner stand apart from the rest, and are no topic: it says why."""
    monkeypatch.setattr(own, "_LEAST_APART", 0.0)
    with pytest.raises(errors.ModelError, match=r"% of them are found, and a third or more look like other news"):
        own.add(shipped, _mixed(0, 48), tmp_path / "topics.npz", {})


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
