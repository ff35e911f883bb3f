"""Corrections, nights, and topics of the operator's own, on a small store."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from digest import config, store
from digest.classify import own, reference, relearn, topics
from digest.config import Settings
from digest.domain.learning import Night
from digest.domain.news import Article, Feed
from digest.errors import CommandError, ModelError
from digest.pipeline import classifier, judging, learning, models, teaching
from digest.store import Store
from tests.store import samples

NOW = datetime(2026, 11, 22, 3, 30, tzinfo=UTC)
DAY = timedelta(days=1)
HIVE = Feed(url="https://hive.example/rss")
BEES = ("hive", "honey", "swarm", "beekeeper", "queen", "nectar", "apiary", "wax")


def _about_bees(rows: int) -> list[Article]:
    return [
        samples.article(
            f"bee{n}",
            title=f"The {BEES[n % 8]} and the {BEES[(n + 1 + n // 8) % 8]} in orchard {n}",
            first_seen_at=NOW - timedelta(hours=2),
        )
        for n in range(rows)
    ]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """The settings of an installation with an empty data folder."""
    path = tmp_path / "config.toml"
    path.write_text('[service]\nfrom = "digest@example.org"\ndata = "data"\n', encoding="utf-8")
    return config.load(path, {})


@pytest.fixture
def memory() -> Iterator[Store]:
    """A store with thirty judged articles on beekeeping."""
    with store.memory(NOW) as opened:
        opened.news.save_feeds([samples.LEDGER])
        opened.news.record(samples.visit(*_about_bees(30)), now=NOW)
        judging.judge(opened, topics.load(), now=NOW)
        yield opened


def _correct(memory: Store, *keys: str, at: datetime = NOW) -> None:
    for key in keys:
        learning.correct(memory, topics.load(), key, ["science"], now=at)


def test_a_correction_is_seen_at_once(memory: Store) -> None:
    """By id or by words of the title; a topic twice is a topic once; "other" is none."""
    model = topics.load()
    corrected = learning.correct(memory, model, "IN ORCHARD 7", ["science", "science"], now=NOW)
    assert [(score.topic, score.probability) for score in corrected.topics] == [("science", 1.0)]
    assert memory.learning.find("bee7")[0].topics == corrected.topics
    assert learning.correct(memory, model, "bee7", ["other"], now=NOW).topics == ()


@pytest.mark.parametrize(
    ("asked", "said", "sentence"),
    [
        pytest.param("bee1", ["bees"], '"bees" is no topic of the classifier in use; allowed are world', id="no topic"),
        pytest.param("bee1", ["science", "other"], "cannot be .other. too", id="a topic and none"),
        pytest.param("wasps", ["science"], 'no article is called "wasps"', id="no article"),
        pytest.param(
            "in orchard", ["science"], r"stands in 30 titles; say which by its id:\n.*\n  and 25 more", id="many"
        ),
    ],
)
def test_what_cannot_be_corrected_is_a_sentence(memory: Store, asked: str, said: list[str], sentence: str) -> None:
    """It says what was wrong and what would be right; nothing is kept."""
    with pytest.raises(CommandError, match=f"(?s){sentence}"):
        learning.correct(memory, topics.load(), asked, said, now=NOW)
    assert memory.learning.corrections() == ()


@pytest.mark.parametrize(
    ("last", "hour", "due"),
    [
        pytest.param(None, 2, False, id="not before the quiet hour"),
        pytest.param(None, 3, True, id="from the quiet hour on"),
        pytest.param(None, 15, True, id="made up for by day"),
        pytest.param(0, 23, False, id="once a day"),
        pytest.param(1, 3, True, id="again the next day"),
    ],
)
def test_when_a_night_is_due(last: int | None, hour: int, due: bool) -> None:
    """Once a day, from three o'clock UTC on."""
    night = None if last is None else Night(day=(NOW - timedelta(days=last)).date(), said="")
    assert learning.is_due(night, now=NOW.replace(hour=hour, minute=0)) is due


def test_a_night_without_lessons_says_so(memory: Store, settings: Settings) -> None:
    """Nothing is made, and the night is remembered all the same."""
    night = learning.night(memory, settings, now=NOW)
    assert night.said.startswith("nothing to learn")
    assert memory.learning.last_night() == night
    assert models.history(settings) == []


def test_a_night_learns_and_the_next_one_does_not_learn_it_twice(memory: Store, settings: Settings) -> None:
    """The same lessons give the same classifier; both figures are told."""
    _correct(memory, *(f"bee{n}" for n in range(12)))
    said = learning.night(memory, settings, now=NOW).said
    assert "from 12 corrections and 0 articles of feeds with a topic: right for" in said
    assert "(before " in said
    learnt = classifier.load(settings)
    assert learnt.version in said
    assert learnt.version != topics.load().version
    assert "are learnt already" in learning.night(memory, settings, now=NOW + timedelta(days=1)).said
    assert len(models.history(settings)) == 1


def _hint(memory: Store, topic: str | None, feed: Feed = HIVE) -> None:
    memory.news.save_feeds([replace(feed, topic_hint=topic)])


def _feed_brings(memory: Store, key: str, rows: int, *, at: datetime, feed: Feed = HIVE) -> None:
    fed = [
        replace(one, id=f"{key}{n}", guid=f"{key}{n}", feed_url=feed.url, first_seen_at=at)
        for n, one in enumerate(_about_bees(rows))
    ]
    memory.news.record(samples.visit(*fed, feed=feed), now=at)


def test_hints_are_lessons_too(memory: Store, settings: Settings) -> None:
    """Articles of a feed with a topic, in the classifier's language; also those that came before it had one."""
    _hint(memory, None)
    _feed_brings(memory, "h", 10, at=NOW - timedelta(hours=2))
    foreign = replace(memory.learning.find("h0")[0], id="x", guid="x", language="es")
    memory.news.record(samples.visit(foreign, feed=HIVE), now=NOW)
    assert learning.night(memory, settings, now=NOW).said.startswith("nothing to learn")
    _hint(memory, "science")
    assert "0 corrections and 10 articles of feeds" in learning.night(memory, settings, now=NOW).said


def test_a_hint_taken_back_is_no_lesson(memory: Store, settings: Settings) -> None:
    """Though the articles were brought while it stood; and a feed that is gone has none."""
    _hint(memory, "science")
    _feed_brings(memory, "h", 10, at=NOW)
    _hint(memory, None)
    assert learning.night(memory, settings, now=NOW).said.startswith("nothing to learn")


@pytest.mark.parametrize("version", [None, models.SHIPPED], ids=["back", "use"])
def test_a_hint_given_after_a_way_back_is_learnt_from_what_is_there(
    memory: Store, settings: Settings, version: str | None
) -> None:
    """It was not what the operator went back from; the articles are in the store, and learnt once."""
    teaching.teach(memory, settings, _bees(), "Bees", now=NOW)
    _hint(memory, None)
    _feed_brings(memory, "h", 20, at=NOW)
    later = NOW + timedelta(hours=1)
    models.use(settings, version, now=later) if version else models.back(settings, now=later)
    _hint(memory, "science")
    assert "and 20 articles of feeds with a topic" in learning.night(memory, settings, now=NOW + DAY).said
    assert "are learnt already" in learning.night(memory, settings, now=NOW + 2 * DAY).said


def test_a_hint_that_was_gone_back_from_is_learnt_from_newer_news_alone(memory: Store, settings: Settings) -> None:
    """However often the operator goes back; another topic for the feed is another hint."""
    _hint(memory, "science")
    _feed_brings(memory, "h", 20, at=NOW)
    first = learning.night(memory, settings, now=NOW).said
    assert "and 20 articles" in first
    models.back(settings, now=NOW + timedelta(hours=1))
    assert learning.night(memory, settings, now=NOW + DAY).said.startswith("nothing to learn")
    _feed_brings(memory, "i", 4, at=NOW + DAY)
    assert "and 4 articles" in learning.night(memory, settings, now=NOW + DAY).said
    models.use(settings, models.SHIPPED, now=NOW + 2 * DAY)
    assert learning.night(memory, settings, now=NOW + 3 * DAY).said.startswith("nothing to learn")
    _hint(memory, "lifestyle")
    assert "and 24 articles" in learning.night(memory, settings, now=NOW + 4 * DAY).said


def test_a_version_gone_to_does_not_learn_its_own_hints_again(memory: Store, settings: Settings) -> None:
    """What it was made from it knows."""
    _hint(memory, "science")
    _feed_brings(memory, "h", 20, at=NOW)
    learning.night(memory, settings, now=NOW)
    learnt = classifier.load(settings).version
    models.use(settings, models.SHIPPED, now=NOW + timedelta(hours=1))
    models.use(settings, learnt, now=NOW + timedelta(hours=2))
    assert learning.night(memory, settings, now=NOW + DAY).said.startswith("nothing to learn")


def test_a_way_back_of_an_older_digest_keeps_its_word(memory: Store, settings: Settings) -> None:
    """It did not write down what it left: so only newer news of any feed is learnt from, as then."""
    _hint(memory, "science")
    _feed_brings(memory, "h", 20, at=NOW - timedelta(hours=3))
    models.use(settings, models.SHIPPED, now=NOW - timedelta(hours=1))
    path = settings.service.data / "models" / "history.jsonl"
    path.write_text(path.read_text(encoding="utf-8").replace(', "left": {}', ""), encoding="utf-8")
    assert learning.night(memory, settings, now=NOW).said.startswith("nothing to learn")


def test_a_version_whose_copy_is_gone_leaves_nothing_behind(memory: Store, settings: Settings) -> None:
    """One can still go to another."""
    _hint(memory, "science")
    _feed_brings(memory, "h", 20, at=NOW)
    learning.night(memory, settings, now=NOW)
    models.archived(settings, classifier.load(settings).version).unlink()
    models.use(settings, models.SHIPPED, now=NOW + timedelta(hours=1))
    assert models.left_behind(settings) == {}


_GOOD = reference.Quality(rows=900, right=800, sure=700, sure_right=650)
_MET = reference.Quality(rows=200, right=9, sure=0, sure_right=0)


@pytest.mark.parametrize(
    ("after", "sentence"),
    [
        pytest.param(
            relearn.Standing(shipped=replace(_GOOD, right=799), corrections=_MET),
            "right for 799 of 900 articles it is measured on (before 800)",
            id="right less often",
        ),
        pytest.param(
            relearn.Standing(shipped=replace(_GOOD, sure=701), corrections=_MET),
            "of the topics it is sure of, there, 92.72% are right, 650 of 701 (before 92.86%, 650 of 700)",
            id="less precise, and right as often",
        ),
        pytest.param(
            relearn.Standing(shipped=_GOOD, corrections=replace(_MET, right=8)),
            "right for 8 of 200 corrections it had not seen (before 9)",
            id="fewer corrections met",
        ),
    ],
)
def test_a_night_that_would_do_harm_is_forgotten(
    memory: Store, settings: Settings, monkeypatch: pytest.MonkeyPatch, after: relearn.Standing, sentence: str
) -> None:
    """The classifier in use stays, and the sentence has both figures of what would be worse, and of nothing else."""
    _correct(memory, "bee1")
    refused = relearn.Relearnt(model=None, before=relearn.Standing(shipped=_GOOD, corrections=_MET), after=after)
    monkeypatch.setattr(relearn, "relearn", lambda base, lessons, in_use: refused)
    said = learning.night(memory, settings, now=NOW).said
    assert said == (
        f"kept {topics.load().version}: after 1 correction and 0 articles of feeds with a topic "
        f"a new one would be worse: {sentence}"
    )
    assert models.history(settings) == []


def test_a_night_that_gains_nothing_changes_nothing(
    memory: Store, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The classifier in use stays, with all figures, and the lessons are tried again the next night."""
    _correct(memory, "bee1")
    same = relearn.Standing(shipped=_GOOD, corrections=_MET, taught=replace(_MET, rows=1, right=0))
    monkeypatch.setattr(
        relearn, "relearn", lambda base, lessons, in_use: relearn.Relearnt(model=None, before=same, after=same)
    )
    for day in range(2):
        assert learning.night(memory, settings, now=NOW + timedelta(days=day)).said == (
            f"kept {topics.load().version}: after 1 correction and 0 articles of feeds with a topic "
            "a new one would gain nothing: right for 88.89% of 900 articles it is measured on (before 88.89%) "
            "and for 9 of 200 corrections it had not seen (before 9); of what it is taught, right for 0 of 1 (before 0)"
        )
    assert models.history(settings) == []


def test_after_a_way_back_what_stands_is_learnt_again(memory: Store, settings: Settings) -> None:
    """From the version gone back to; what that one had learnt is not learnt twice."""
    _correct(memory, "bee1", "bee2")
    learning.night(memory, settings, now=NOW)
    first = classifier.load(settings).version
    _correct(memory, "bee3", at=NOW + timedelta(hours=2))
    assert "from 3 corrections and" in learning.night(memory, settings, now=NOW + timedelta(days=1)).said
    second = classifier.load(settings).version
    assert models.back(settings, now=NOW + timedelta(days=1, hours=1)).version == first
    assert "from 1 correction and" in learning.night(memory, settings, now=NOW + timedelta(days=2)).said
    third = classifier.load(settings)
    assert third.version not in {first, second}
    assert set(third.papers["learnt"]["corrections"]) == {"bee1", "bee2", "bee3"}
    models.use(settings, models.SHIPPED, now=NOW + timedelta(days=2, hours=1))
    assert "from 3 corrections and" in learning.night(memory, settings, now=NOW + timedelta(days=3)).said


def test_a_version_gone_back_to_has_nothing_new_to_learn_of_its_own_lessons(memory: Store, settings: Settings) -> None:
    """A correction that is made anew is one."""
    _correct(memory, "bee1", "bee2")
    learning.night(memory, settings, now=NOW)
    models.use(settings, classifier.load(settings).version, now=NOW + timedelta(hours=1))
    assert learning.night(memory, settings, now=NOW + timedelta(days=1)).said.startswith("nothing to learn")
    _correct(memory, "bee1", at=NOW + timedelta(days=1))
    assert "1 correction and" in learning.night(memory, settings, now=NOW + timedelta(days=2)).said


def test_a_classifier_that_config_names_learns_nothing(memory: Store, settings: Settings) -> None:
    """It is the operator's, and left alone."""
    named = replace(settings, topics=replace(settings.topics, model=topics.SHIPPED))
    assert "config.toml names a classifier" in learning.night(memory, named, now=NOW).said
    with pytest.raises(CommandError, match="take `model` out"):
        teaching.teach(memory, named, _bees(), "Bees", now=NOW)


def _bees() -> own.Material:
    return own.Material(slug="bees", examples=tuple(_about_bees(40)), others=(), source="bees.jsonl")


def test_a_taught_topic_is_in_use_and_survives_the_nights(memory: Store, settings: Settings) -> None:
    """What is learnt at night is added to it."""
    taught = teaching.teach(memory, settings, _bees(), "Bees", now=NOW)
    assert taught.after.right >= taught.before.right - taught.before.rows // 100
    assert classifier.load(settings).topics[-1] == "bees"
    for number in range(12):
        learning.correct(memory, classifier.load(settings), f"bee{number}", ["science"], now=NOW)
    learning.night(memory, settings, now=NOW + timedelta(days=1))
    assert classifier.load(settings).topics[-1] == "bees"
    assert [step.how for step in models.history(settings)] == ["topic", "night"]
    assert models.history(settings)[-1].base == taught.version


def test_the_same_topic_from_the_same_articles_is_no_new_version(memory: Store, settings: Settings) -> None:
    """So that one way back undoes it."""
    taught = teaching.teach(memory, settings, _bees(), "Bees", now=NOW)
    again = teaching.teach(memory, settings, _bees(), "Bees", now=NOW)
    assert (again.step, again.version) == (None, taught.version)
    assert len(models.history(settings)) == 1
    assert models.back(settings, now=NOW).version == models.SHIPPED


def test_a_topic_that_would_harm_the_others_is_refused(
    memory: Store, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sentence has both figures, and the classifier in use stays."""
    monkeypatch.setattr(teaching, "_tolerated", lambda before: -before.rows)
    with pytest.raises(ModelError, match="the other topics would suffer: right for"):
        teaching.teach(memory, settings, _bees(), "Bees", now=NOW)
    assert classifier.find(settings).path is None


def test_an_unwritable_night_is_a_sentence(memory: Store, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """What goes wrong with a classifier is told, and not tried again the same day."""

    def fail(*_: object, **__: object) -> None:
        raise ModelError("The classifier cannot be written.")

    monkeypatch.setattr(models, "adopt", fail)
    _correct(memory, *(f"bee{n}" for n in range(12)))
    night = learning.night(memory, settings, now=NOW)
    assert night.said == "kept the classifier in use: The classifier cannot be written."
    assert not learning.is_due(memory.learning.last_night(), now=NOW)
