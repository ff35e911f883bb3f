"""Pages speak the reader's language: catalogues are complete, and a browser's wishes are understood."""

import string
from pathlib import Path

import pytest

from digest.render import tongues
from digest.web import speech
from tests.web import house, words

SHIPPED = Path(speech.__file__).parent / "words"
LANGUAGES = sorted(path.stem for path in SHIPPED.glob("*.po"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_fixed_word_is_translated(language: str) -> None:
    """No word of code or template is missing in a catalogue, and none is left that nobody says."""
    catalogue = tongues.Languages([SHIPPED]).of(language).catalogue
    assert set(catalogue.words) == {said[0] for said in words.all_()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_fill_in_the_same(language: str) -> None:
    """What is filled in in English is filled in in the last form of every translation."""
    tongue = tongues.Languages([SHIPPED]).of(language)
    for said in words.all_():
        named = {name for _, name, _, _ in string.Formatter().parse(said[-1]) if name}
        last = tongue.catalogue.words[said[0]][-1]
        assert {name for _, name, _, _ in string.Formatter().parse(last) if name} == named, said


def test_pages_speak_every_language_of_mail() -> None:
    """Nobody has a mail in their language and a page in another."""
    mail = {path.stem for path in (Path(tongues.__file__).parent / "words").glob("*.po")}
    assert set(speech.Speech().languages) == mail | {"en"}


@pytest.mark.parametrize(
    ("header", "wanted"),
    [
        pytest.param("", "", id="nothing said"),
        pytest.param("de", "de", id="German"),
        pytest.param("de-AT,de;q=0.9,en;q=0.8", "de", id="German of Austria"),
        pytest.param("pt-BR,pt;q=0.9,es;q=0.7,en;q=0.3", "es", id="the first that we speak"),
        pytest.param("en;q=0.2, fr;q=0.9", "fr", id="not in order"),
        pytest.param("de;q=0, fr;q=0.1", "fr", id="one that is not wanted at all"),
        pytest.param("fr;q=much, es", "es", id="a weight that is none"),
        pytest.param("*", "", id="anything"),
        pytest.param("../../etc/passwd", "", id="no language"),
        pytest.param("xx," * 5000 + "de", "", id="noise"),
    ],
)
def test_the_browser_says_the_language(header: str, wanted: str) -> None:
    """The best of ours, by what the browser prefers."""
    assert speech.Speech().wanted(header) == wanted


def test_a_page_is_in_the_language_of_the_browser(home: house.House) -> None:
    """The front page of who reads German is German, and says so."""
    page = home.ask("/", headers={"Accept-Language": "de-CH,de;q=0.8"})
    assert '<html lang="de"' in page.text
    assert "Die Nachrichten, die Sie wollten." in page.text
    assert page.headers["content-language"] == "de"
