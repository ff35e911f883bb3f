"""What each article is about."""

import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.classify import modelfile, sections, topics
from digest.domain import news
from tests.classify import samples

_SPORT = samples.article("Striker misses a penalty", summary="The referee and the goalkeeper in the league stadium")


def _log_odds(scores: tuple[news.TopicScore, ...], topic: str) -> float:
    probability = next(score.probability for score in scores if score.topic == topic)
    return float(np.log(probability / (1 - probability)))


def test_every_topic_is_judged_strongest_first(small: modelfile.Model) -> None:
    """All topics of the model, each once, with probabilities that fall."""
    (scores,) = topics.classify(small, [_SPORT])
    assert {score.topic for score in scores} == set(small.topics)
    assert scores[0].topic == "sport"
    assert [score.probability for score in scores] == sorted((score.probability for score in scores), reverse=True)


def test_the_words_that_carried_a_topic(small: modelfile.Model) -> None:
    """At most three, of the article itself, heaviest first; an unlikely topic is not explained."""
    (scores,) = topics.classify(small, [_SPORT])
    assert 1 <= len(scores[0].terms) <= 3
    assert all(word in topics.text(_SPORT).lower() for term in scores[0].terms for word in term.split())
    assert scores[-1].terms == ()


def test_terms_are_exactly_the_largest_weights_times_values(small: modelfile.Model) -> None:
    """Recomputed by hand for an article of a single known word."""
    article = samples.article("The comet")
    (scores,) = topics.classify(small, [article])
    column = small.vocabulary.terms.index("comet")
    odds = small.weights[column] + small.bias
    expected = 1 / (1 + np.exp(-odds.astype(float)))
    assert {score.topic: score.probability for score in scores} == pytest.approx(
        dict(zip(small.topics, expected, strict=True)), abs=1e-4
    )
    assert scores[0].terms == ("comet",)


def test_a_batch_is_judged_like_its_articles_alone(small: modelfile.Model) -> None:
    """Neighbours, also empty ones, change nothing."""
    batch = [_SPORT, samples.article("the"), samples.article("Comet in orbit"), samples.article("Senate and minister")]
    assert topics.classify(small, batch) == [topics.classify(small, [article])[0] for article in batch]
    assert topics.classify(small, []) == []
    assert topics.judge(small, []).shape == (0, 3)


@pytest.mark.parametrize(
    ("title", "sure"),
    [
        pytest.param("Five dead in coach crash on motorway", False, id="a word that has another meaning"),
        pytest.param("Key players in the trade talks meet in Geneva", False, id="a word of any game"),
        pytest.param("The best MP3 players you can buy", False, id="however heavy it is"),
        pytest.param("Coach sacked after defeat", True, id="a second word of the same kind"),
        pytest.param("Premier League club fined", True, id="words of one name"),
        pytest.param("Quarterback traded to Denver", True, id="a word that is right alone"),
    ],
)
def test_a_single_word_makes_no_sport(shipped: modelfile.Model, title: str, sure: bool) -> None:
    """It counts like any other where there is more, and leaves the article unsure where there is not."""
    (scores,) = topics.classify(shipped, [samples.article(title)])
    assert ("sport" in {score.topic for score in topics.sure(shipped, scores)}) is sure


def test_sport_by_a_single_word_is_a_guess(small: modelfile.Model) -> None:
    """As likely as a topic must be to be named at all; an article without words stays as it is."""
    lone, empty = topics.judge(small, [samples.article("The striker"), samples.article("the")])
    place = small.topics.index("sport")
    assert lone[place] == pytest.approx(small.floor)
    assert np.log(empty[place] / (1 - empty[place])) == pytest.approx(float(small.bias[place]), abs=1e-3)


def test_a_hint_adds_its_documented_log_odds(small: modelfile.Model) -> None:
    """To its own topic and to no other; a hint the model does not know is passed over."""
    plain = samples.article("Striker sees the comet")
    hinted = samples.article("Striker sees the comet", topic_hint="politics")
    strange = samples.article("Striker sees the comet", topic_hint="cycling")
    without, with_hint, passed_over = topics.classify(small, [plain, hinted, strange])
    added = _log_odds(with_hint, "politics") - _log_odds(without, "politics")
    assert added == pytest.approx(topics.HINT_LOG_ODDS, abs=0.15)
    assert _log_odds(with_hint, "sport") == _log_odds(without, "sport")
    assert passed_over == without


def test_a_section_adds_its_documented_log_odds(small: modelfile.Model) -> None:
    """By the address or by the feed's categories."""
    plain = samples.article("Striker sees the comet")
    shelved = samples.article("Striker sees the comet", url="https://north.example/politics/1")
    filed = samples.article("Striker sees the comet", categories=("Politics",))
    without, by_address, by_category = topics.classify(small, [plain, shelved, filed])
    added = _log_odds(by_address, "politics") - _log_odds(without, "politics")
    assert added == pytest.approx(sections.LOG_ODDS, abs=0.15)
    assert by_address == by_category


@pytest.mark.parametrize(
    ("title", "named"),
    [
        pytest.param("Tilda Ashworth’s turnips | The weekly plate", {"lifestyle"}, id="words that say little"),
        pytest.param("Senate Republicans vote on the president's bill", {"politics"}, id="words of another topic"),
        pytest.param("Der Rat der Stadt hat gestern wieder lange getagt", set(), id="another language"),
    ],
)
def test_a_shelf_that_speaks_alone(shipped: modelfile.Model, title: str, named: set[str]) -> None:
    """Food makes lifestyle sure, unless the words make something else sure or cannot be read."""
    shelved = samples.article(title, url="https://north.example/food/1")
    (scores,) = topics.classify(shipped, [shelved])
    assert {score.topic for score in topics.sure(shipped, scores)} == named


def test_a_shelf_of_a_topic_that_the_model_has_not(small: modelfile.Model) -> None:
    """It is passed over."""
    shelved = samples.article("Striker sees the comet", url="https://north.example/food/1")
    assert topics.classify(small, [shelved]) == topics.classify(small, [samples.article("Striker sees the comet")])


def test_words_of_the_text_stand_in_for_a_missing_summary(small: modelfile.Model) -> None:
    """A feed that gives the whole text but no teaser is read all the same."""
    (scores,) = topics.classify(small, [samples.article("Today", text="The senate and the minister vote by ballot")])
    assert scores[0].topic == "politics"


@pytest.mark.parametrize(
    ("title", "summary"),
    [
        pytest.param(
            "El gobierno aprueba la nueva ley de vivienda",
            "El Congreso de los Diputados ha aprobado este jueves la ley que limita los precios del alquiler",
            id="Spanish",
        ),
        pytest.param(
            "Bundestag beschließt neues Gesetz zur Energie",
            "Die Regierung hat am Donnerstag in Berlin ein neues Gesetz zur Energieversorgung auf den Weg gebracht",
            id="German",
        ),
        pytest.param(
            "Le gouvernement présente sa réforme des retraites",
            "Le texte sera examiné par les députés dès la semaine prochaine, malgré la colère des syndicats",
            id="French",
        ),
        pytest.param(
            "Il governo approva la manovra di bilancio",
            "Il consiglio dei ministri ha dato il via libera alla legge dopo una lunga notte di trattative",
            id="Italian",
        ),
        pytest.param(
            "Kabinet presenteert nieuwe plannen voor de woningmarkt", "De minister wil meer huizen", id="Dutch"
        ),
        pytest.param("政府は新しい法案を発表した", "国会で審議される予定です", id="Japanese"),
        pytest.param("Правительство приняло новый закон", "Депутаты проголосовали в четверг", id="Russian"),
    ],
)
def test_another_language_is_unsure_whatever_the_hint(shipped: modelfile.Model, title: str, summary: str) -> None:
    """Never wrong about what it cannot read: no sure topic, and no words."""
    article = samples.article(title, summary=summary, topic_hint="sport")
    (scores,) = topics.classify(shipped, [article])
    assert topics.sure(shipped, scores) == ()
    assert topics.best(shipped, scores) == news.UNSURE
    assert all(score.terms == () for score in scores)


def _scores(**probabilities: float) -> tuple[news.TopicScore, ...]:
    made = [news.TopicScore(topic=topic, probability=value) for topic, value in probabilities.items()]
    return tuple(sorted(made, key=lambda score: -score.probability))


@pytest.mark.parametrize(
    ("scores", "sure", "best"),
    [
        pytest.param(_scores(sport=0.9, science=0.7, politics=0.1), ["sport", "science"], "sport", id="two at once"),
        pytest.param(_scores(sport=0.5, science=0.2, politics=0.1), ["sport"], "sport", id="exactly at its threshold"),
        pytest.param(_scores(sport=0.4, science=0.2, politics=0.1), [], "sport", id="likely enough to name"),
        pytest.param(_scores(sport=0.2, science=0.2, politics=0.1), [], news.UNSURE, id="too unlikely to name"),
        pytest.param(
            _scores(science=0.55, sport=0.5, politics=0.1), ["sport"], "sport", id="a sure one before a stronger"
        ),
        pytest.param((), [], news.UNSURE, id="never judged"),
    ],
)
def test_sure_and_best(small: modelfile.Model, scores: tuple[news.TopicScore, ...], sure: list[str], best: str) -> None:
    """Thresholds of 0.5, 0.6 and 0.6, and a floor of 0.3."""
    model = modelfile.Model(
        **{name: getattr(small, name) for name in ("version", "topics", "vocabulary", "idf", "weights", "bias")},
        thresholds={"sport": 0.5, "science": 0.6, "politics": 0.6},
        floor=0.3,
        readable=0.6,
    )
    assert [score.topic for score in topics.sure(model, scores)] == sure
    assert topics.best(model, scores) == best


@settings(max_examples=50, deadline=None)
@given(title=st.text(min_size=1, max_size=80), summary=st.text(max_size=200))
def test_any_text_is_judged(shipped: modelfile.Model, title: str, summary: str) -> None:
    """Whatever the words are: every topic, probabilities in [0, 1], at most three terms."""
    (scores,) = topics.classify(shipped, [samples.article(title, summary=summary)])
    assert len(scores) == len(news.TOPICS)
    assert all(0 <= score.probability <= 1 and len(score.terms) <= 3 for score in scores)


def test_classifying_imports_neither_scikit_learn_nor_scipy() -> None:
    """A fresh process that classifies has met numpy alone."""
    script = (
        "import sys\n"
        "from digest.classify import topics\n"
        "from tests.classify import samples\n"
        "topics.classify(topics.load(), [samples.article()])\n"
        "print(sorted({'sklearn', 'scipy', 'numpy'} & set(sys.modules)))\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['numpy']"
