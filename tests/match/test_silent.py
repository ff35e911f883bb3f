"""Words that tell nothing."""

import pytest

from digest.match import silent, words


@pytest.mark.parametrize(
    ("word", "language", "tells"),
    [
        pytest.param("two", "en", False, id="English in English"),
        pytest.param("about", "de-AT", False, id="English in German, of Austria"),
        pytest.param("enough", "it", False, id="English in a language without words of its own here"),
        pytest.param("du", "fr", False, id="French in French"),
        pytest.param("war", "de", False, id="German in German"),
        pytest.param("war", "en", True, id="German in English, where it is another word"),
        pytest.param("más", "", False, id="where nobody knows the language"),
        pytest.param("für", "und", False, id="where it cannot be told"),
        pytest.param("torvik", "", True, id="a name"),
    ],
)
def test_a_word_tells_or_does_not(word: str, language: str, tells: bool) -> None:
    """In its own language, and English in any."""
    assert (word not in silent.words(language)) is tells


def test_they_are_as_words_are_compared() -> None:
    """Folded, or they would never be found."""
    assert all(words.fold(word) == word for word in silent.words(""))
