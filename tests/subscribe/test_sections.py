"""A part of a newspaper is the topic that it is about."""

import pytest

from digest.domain.wishes import Change, Weights, Words
from digest.subscribe import sections
from tests.subscribe.reading import changed

NO_SPORT = Change(topics=Weights(add={"sport": -1}))
TOPICS = {"sport": "sport", "sports": "sport", "deportes": "sport", "economie": "business", "show business": "show"}


@pytest.mark.parametrize(
    "line",
    [
        "I want to unsubscribe from the sports section",
        "I want to unsubscribe from the sports part",
        "unsubscribe from sports news",
        "cancel the sports section",
        "no sports section, please",
        "Dadme de baja de la sección de deportes",
        "quiero cancelar la sección de deportes",
        "Merci de me désabonner de la rubrique sport",
        "Je veux résilier la rubrique sport",
        "Ich möchte mich von der Rubrik Sport abmelden",
        "Die Rubrik Sport abbestellen",
        "mich vom Sportteil abmelden",
        "Ich möchte den Sportteil abbestellen",
        "Ich möchte die Sportmeldungen abbestellen",
        "Ich bestelle die Sportnachrichten ab",
        "Kündigung des Sportteils",
        "Bitte keine Sport-News mehr!",
    ],
)
def test_whoever_wants_no_more_of_a_section_wants_no_more_of_its_topic(line: str) -> None:
    """And the word for a section is not muted for ever."""
    assert changed(line) == NO_SPORT


@pytest.mark.parametrize(
    "line", ["more sports news", "mehr Sportnachrichten", "más de la sección deportes", "plus de la rubrique sport"]
)
def test_whoever_wants_more_of_a_section_gets_more_of_its_topic(line: str) -> None:
    """In four languages."""
    assert changed(line) == Change(topics=Weights(add={"sport": 1}))


@pytest.mark.parametrize(
    "line",
    [
        "I just want fewer politics stories",
        "less politics coverage",
        "menos artículos de política",
        "weniger Artikel über Politik",
        "moins d'articles sur la politique",
    ],
)
def test_stories_about_a_topic_are_the_topic(line: str) -> None:
    """Unless a number stands beside them."""
    assert changed(line) == Change(topics=Weights(add={"politics": -0.5}))
    assert changed("8 stories") == Change(stories=8)


def test_a_section_of_what_is_no_topic_mutes_what_it_is_about() -> None:
    """ "Section" itself stands in stories about anything."""
    assert changed("unsubscribe from the football section") == Change(mute=Words(add=("football",)))


@pytest.mark.parametrize(
    ("line", "plain"),
    [
        pytest.param("the sports section, please", "the sports, please", id="its comma stays"),
        pytest.param("Sportteil!", "sport!", id="and so does the sign behind a compound"),
        pytest.param("la rubrique d'économie", "la d'économie", id="a French article is no part of the name"),
        pytest.param("the show business pages", "the show business", id="a name of two words"),
        pytest.param("sport, part of my day", "sport, part of my day", id="behind a comma something else begins"),
        pytest.param("die Rubrik: Sport", "die Rubrik: Sport", id="a heading is none"),
        pytest.param("part", "part", id="nothing stands before it"),
        pytest.param("Rubrik", "Rubrik", id="nothing stands behind it"),
        pytest.param("Vorteil", "Vorteil", id="a word that only ends so"),
        pytest.param('follow "sports section"', 'follow "sports section"', id="what is quoted is a name"),
        pytest.param("sport, 8 stories", "sport, 8 stories", id="a number of stories"),
        pytest.param("no  sport", "no  sport", id="a line without a section is as it was written"),
    ],
)
def test_only_the_words_beside_a_topic_go(line: str, plain: str) -> None:
    """The rest of the line is as its writer wrote it."""
    assert sections.plain(line, TOPICS) == plain
