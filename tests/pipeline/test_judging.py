"""Topics for articles: the operator's word first, then the classifier's."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from digest import store
from digest.classify import modelfile, topics
from digest.domain.learning import Correction
from digest.domain.news import Article
from digest.pipeline import judging, learning
from digest.store import Store
from tests.store import samples

SPORT = "Striker scores twice as United win the cup final in the last minute"
SPANISH = "El Gobierno aprueba la nueva ley de vivienda tras meses de negociación"


@pytest.fixture(scope="module")
def model() -> modelfile.Model:
    return topics.load()


@pytest.fixture
def memory() -> Iterator[Store]:
    """A store with one feed."""
    with store.memory(samples.NOW) as opened:
        opened.news.save_feeds([samples.LEDGER])
        yield opened


def _found(memory: Store, key: str) -> Article:
    (article,) = memory.learning.find(key)
    return article


def _bring(memory: Store, *articles: Article) -> None:
    memory.news.record(samples.visit(*articles), now=samples.NOW)


def test_an_article_gets_topics_and_its_language(memory: Store, model: modelfile.Model) -> None:
    """English is found where the feed states nothing, and what it states is kept."""
    _bring(memory, samples.article("a", title=SPORT, language=""), samples.article("b", title=SPORT, language="en-GB"))
    assert judging.judge(memory, model, now=samples.NOW) == (2, 0)
    assert [score.topic for score in _found(memory, "a").topics] == ["sport"]
    assert (_found(memory, "a").language, _found(memory, "b").language) == ("en", "en-GB")
    assert judging.judge(memory, model, now=samples.NOW) == (0, 0)


def test_another_language_is_unsure_but_for_the_operators_word(memory: Store, model: modelfile.Model) -> None:
    """A feed with a topic gives it to what the classifier cannot read; without one there is none."""
    _bring(
        memory,
        samples.article("plain", title=SPANISH, language=""),
        samples.article("hinted", title=SPANISH, language="", topic_hint="politics"),
    )
    assert judging.judge(memory, model, now=samples.NOW) == (2, 1)
    assert (_found(memory, "plain").language, _found(memory, "plain").topics) == ("es", ())
    assert [(score.topic, score.terms) for score in _found(memory, "hinted").topics] == [("politics", ())]


def test_the_words_go_before_what_the_feed_says(memory: Store, model: modelfile.Model) -> None:
    """Spanish in a feed that calls itself English is Spanish wherever it is read next, and English in a Spanish one."""
    long = f"{SPORT}, after a long night at the harbour stadium"
    _bring(
        memory, samples.article("es", title=SPANISH, language="en"), samples.article("en", title=long, language="es-ES")
    )
    assert judging.judge(memory, model, now=samples.NOW) == (2, 1)
    assert (_found(memory, "es").language, _found(memory, "es").topics) == ("es", ())
    assert _found(memory, "en").language == "en"
    assert [score.topic for score in _found(memory, "en").topics] == ["sport"]
    assert [learning.is_english(_found(memory, key)) for key in ("es", "en")] == [False, True]


def test_a_correction_outlasts_judging_and_changes_of_the_article(memory: Store, model: modelfile.Model) -> None:
    """The operator's word stays when the publisher changes the headline, and when the classifier changes."""
    _bring(memory, samples.article("a", title=SPORT))
    judging.judge(memory, model, now=samples.NOW)
    word = Correction(article=_found(memory, "a"), topics=("politics",), corrected_at=samples.NOW)
    memory.learning.correct(word, topics.said(model, word.article, word.topics))
    _bring(memory, samples.article("a", title=f"{SPORT}!", content_hash="changed"))
    assert judging.judge(memory, model, now=samples.NOW) == (1, 0)
    assert [(score.topic, score.probability) for score in _found(memory, "a").topics] == [("politics", 1.0)]


def test_a_corrected_article_keeps_its_words(memory: Store, model: modelfile.Model) -> None:
    """Those by which the classifier would have seen the topic, where there are any."""
    _bring(memory, samples.article("a", title="Senate vote on the striker's cup final"))
    judging.judge(memory, model, now=samples.NOW)
    article = learning.correct(memory, model, "a", ["politics", "sport"], now=samples.NOW)
    assert [score.topic for score in article.topics] == ["politics", "sport"]
    assert "senate" in " ".join(article.topics[0].terms)
    assert "striker" in " ".join(article.topics[1].terms)
    judging.judge(memory, replace(model, version="another"), now=samples.NOW)
    assert _found(memory, "a").topics == article.topics


def test_a_correction_of_what_cannot_be_read_has_no_words(memory: Store, model: modelfile.Model) -> None:
    """The topic stands, by the operator's word alone."""
    _bring(memory, samples.article("a", title=SPANISH, language="es"))
    (score,) = learning.correct(memory, model, "a", ["politics"], now=samples.NOW).topics
    assert (score.topic, score.probability, score.terms) == ("politics", 1.0, ())


def test_fresh_articles_are_judged_again_by_a_new_model(memory: Store, model: modelfile.Model) -> None:
    """Those of the last three days; older ones keep what readers got them for."""
    old = samples.NOW - judging.FRESH - timedelta(hours=1)
    _bring(memory, samples.article("new", title=SPORT), samples.article("old", title=SPORT, first_seen_at=old))
    memory.news.save_topics({"new": (), "old": ()}, model_version="another")
    assert judging.judge(memory, model, now=samples.NOW) == (1, 0)
    assert _found(memory, "new").topics
    assert _found(memory, "old").topics == ()
