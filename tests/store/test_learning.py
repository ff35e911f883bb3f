"""What the store promises about corrections, nights, and judging again."""

from dataclasses import replace
from datetime import timedelta

import pytest

from digest.domain.learning import Correction, Night
from digest.domain.news import Article, TopicScore
from digest.store import Store
from tests.store import samples

POLITICS = (TopicScore(topic="politics", probability=1.0),)


def _correction(article: Article, *topics: str) -> Correction:
    return Correction(article=article, topics=topics, corrected_at=samples.NOW)


@pytest.fixture
def filled(memory: Store) -> Store:
    """A store with three articles, two of them judged by the model m1."""
    memory.news.save_feeds([samples.LEDGER])
    memory.news.record(
        samples.visit(
            samples.article("a", title="Élections: the vote"),
            samples.article("b", title="The cup is won", topic_hint="sport"),
            samples.article("c", title="The cup is lost", first_seen_at=samples.NOW - samples.DAY, topic_hint="sport"),
        ),
        now=samples.NOW,
    )
    memory.news.save_topics({"a": (), "b": ()}, model_version="m1")
    return memory


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        pytest.param("a", ["a"], id="by id"),
        pytest.param("https://ledger.example/b", ["b"], id="by address"),
        pytest.param("ÉLECTIONS", ["a"], id="by part of the title, in any case of any script"),
        pytest.param("the cup", ["b", "c"], id="several, newest first"),
        pytest.param("50%", [], id="none, and no sign is special"),
    ],
)
def test_an_article_is_found(filled: Store, asked: str, found: list[str]) -> None:
    """By whatever the operator has at hand."""
    assert [article.id for article in filled.learning.find(asked)] == found


def test_an_address_that_is_told_anew_is_its_newest_article(memory: Store) -> None:
    """Under another guid it is a row of its own; who names the address means what stands there now."""
    memory.news.save_feeds([samples.LEDGER])
    address = "https://ledger.example/dam"
    old = samples.article("old", url=address, title="Dam leaks", first_seen_at=samples.NOW - samples.HOUR)
    memory.news.record(samples.visit(old, samples.article("new", url=address, title="Dam bursts")), now=samples.NOW)
    assert [article.id for article in memory.learning.find(address)] == ["new"]
    assert [article.id for article in memory.learning.find("old")] == ["old"]


def test_a_correction_shows_at_once_and_outlives_its_article(filled: Store) -> None:
    """The article has its topics now; the words are still there when the article is gone."""
    (article,) = filled.learning.find("a")
    filled.learning.correct(_correction(article, "politics"), POLITICS)
    assert filled.learning.find("a")[0].topics == POLITICS
    filled.news.forget_before(samples.NOW + samples.HOUR)
    assert filled.learning.find("a") == ()
    (kept,) = filled.learning.corrections()
    assert (kept.article.id, kept.article.title, kept.topics) == ("a", "Élections: the vote", ("politics",))
    assert kept.corrected_at == samples.NOW


def test_the_latest_correction_counts(filled: Store) -> None:
    """A second word on an article takes the place of the first."""
    (article,) = filled.learning.find("a")
    filled.learning.correct(_correction(article, "politics"), POLITICS)
    filled.learning.correct(_correction(article), ())
    assert filled.learning.corrected(["a", "b", "nothing"]) == {"a": ()}
    assert filled.learning.find("a")[0].topics == ()


def test_a_withdrawn_correction_is_gone(filled: Store) -> None:
    """Its article waits for the classifier again; a second withdrawal finds nothing."""
    (article,) = filled.learning.find("a")
    filled.learning.correct(_correction(article, "politics"), POLITICS)
    assert filled.learning.withdraw("a")
    assert not filled.learning.withdraw("a")
    assert filled.learning.corrections() == ()
    assert "a" in [waiting.id for waiting in filled.news.unclassified(limit=9)]


def test_a_long_text_is_kept_as_far_as_it_is_read(filled: Store) -> None:
    """A correction does not grow the database by whole articles."""
    (article,) = filled.learning.find("a")
    filled.learning.correct(_correction(replace(article, text="word " * 1000), "politics"), POLITICS)
    assert len(filled.learning.corrections()[0].article.text) == 400


def test_recent_and_feed_articles(filled: Store) -> None:
    """Newest first, at most as many as asked for, none from before."""
    of_feed = filled.learning.of_feed
    assert [article.id for article in of_feed(samples.LEDGER.url, limit=2)] == ["a", "b"]
    assert [article.id for article in of_feed(samples.LEDGER.url, since=samples.NOW, limit=9)] == ["a", "b"]
    assert [article.id for article in filled.learning.recent(limit=2)] == ["a", "b"]
    assert len(filled.learning.of_feed(samples.LEDGER.url, limit=9)) == 3
    assert filled.learning.of_feed("https://other.example/", limit=9) == ()


def test_only_what_another_model_judged_is_judged_again(filled: Store) -> None:
    """Young enough, and of another version; the topics stay until then."""
    filled.news.save_topics({"a": POLITICS}, model_version="m2")
    assert filled.learning.judge_again(since=samples.NOW - timedelta(hours=1), unless="m1") == 1
    assert [article.id for article in filled.news.unclassified(limit=9)] == ["c", "a"]
    assert filled.learning.find("a")[0].topics == POLITICS
    assert filled.learning.judge_again(since=samples.NOW + samples.HOUR, unless="m2") == 0


def test_languages_are_kept(filled: Store) -> None:
    """An article has the language that was found."""
    filled.learning.save_languages({"a": "fr"})
    assert filled.learning.find("a")[0].language == "fr"


def test_the_newest_night_is_remembered(memory: Store) -> None:
    """One sentence a day, the last one said."""
    assert memory.learning.last_night() is None
    memory.learning.remember_night(Night(day=samples.TODAY, said="nothing to learn"))
    memory.learning.remember_night(Night(day=samples.TODAY, said="learnt"))
    memory.learning.remember_night(Night(day=samples.TODAY - samples.DAY, said="long ago"))
    assert memory.learning.last_night() == Night(day=samples.TODAY, said="learnt")
