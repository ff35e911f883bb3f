"""Text is shortened where a reader would do it."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.render import cut


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("  two\n\t lines ", "two lines", id="white space collapses"),
        pytest.param("a\x00b\x85c\x92d\x7fe", "a b c d e", id="controls of both blocks go"),
        pytest.param("invoice\u202efdp.exe", "invoice fdp.exe", id="a direction override goes"),
        pytest.param("a\u2066b\u2069c\u2028d", "a b c d", id="isolates and line separators go"),
        pytest.param("half \ud83d emoji", "half emoji", id="half a surrogate pair goes"),
        pytest.param("👩\u200d👧 נעים\u200f", "👩\u200d👧 נעים\u200f", id="joiners and marks of direction stay"),
        pytest.param("{{7*7}} <b>", "{{7*7}} <b>", id="signs stay as typed"),
    ],
)
def test_one_line(text: str, expected: str) -> None:
    """One line holds what is meant to be read and nothing that acts."""
    assert cut.one_line(text) == expected


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        pytest.param("short enough", 12, "short enough", id="what fits stays whole"),
        pytest.param("a headline that is too long", 20, "a headline that is…", id="it ends at a word"),
        pytest.param("a headline, however, long", 12, "a headline…", id="no comma before the ellipsis"),
        pytest.param("exactly eleven", 8, "exactly…", id="a word that just fits with the ellipsis stays"),
        pytest.param("Donaudampfschifffahrt", 10, "Donaudamp…", id="one long word is cut inside"),
        pytest.param("a Donaudampfschifffahrt", 12, "a Donaudamp…", id="a space near the start does not cost the rest"),
        pytest.param("港町の図書館が夜間も開館へ", 6, "港町の図書…", id="Chinese signs are cut between"),
        pytest.param("aaae\u0301bbb", 5, "aaa…", id="a letter keeps its accent"),
        pytest.param("aa👩\u200d👧\u200d👦bb", 6, "aa…", id="a family is not parted"),
        pytest.param("aa🇪🇸🇪🇸b", 6, "aa🇪🇸…", id="a flag is not halved"),
        pytest.param("aaa👍🏽bb", 5, "aaa…", id="a thumb keeps its tone"),
        pytest.param("aaaaक्षbb", 7, "aaaa…", id="an Indic conjunct is not parted"),
        pytest.param("\u0301\u0301\u0301\u0301", 3, "…", id="marks without a letter leave nothing"),
    ],
)
def test_at_word(text: str, limit: int, expected: str) -> None:
    """A cut text ends at a word, or between two characters as readers see them."""
    assert cut.at_word(text, limit) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("One. Two. Three.", "One. Two.", id="two of three"),
        pytest.param("One. Two", "One. Two", id="the last needs no point"),
        pytest.param("Only one here", "Only one here", id="one without a point"),
        pytest.param("", "", id="nothing"),
        pytest.param(
            "Dr. Lee met Mr. Ho. They talked. Then left.", "Dr. Lee met Mr. Ho. They talked.", id="short forms"
        ),
        pytest.param(
            "The U.S. Senate sat. It rose. It ate.", "The U.S. Senate sat. It rose.", id="points inside a word"
        ),
        pytest.param("J. K. Marsh sang. All wept. Then tea.", "J. K. Marsh sang. All wept.", id="initials"),
        pytest.param(
            "It cost 3.5 million. Why? Nobody knows.", "It cost 3.5 million. Why?", id="a number with a point"
        ),
        pytest.param("He said “stop.” She did not. He left.", "He said “stop.” She did not.", id="a closing quote"),
        pytest.param("Prices fell (again). Shops closed. End.", "Prices fell (again). Shops closed.", id="a bracket"),
        pytest.param("Wait... what? Yes. No.", "Wait... what? Yes.", id="an ellipsis before a small letter"),
        pytest.param("Stop! Go! Now!", "Stop! Go!", id="calls"),
        pytest.param("雨です。晴れです。雪です。", "雨です。晴れです。", id="Japanese without spaces"),
        pytest.param("هل جاء؟ نعم. ثم ذهب.", "هل جاء؟ نعم.", id="an Arabic question"),
    ],
)
def test_sentences(text: str, expected: str) -> None:
    """The first two sentences, as a reader counts them."""
    assert cut.sentences(text, count=2, limit=280) == expected


def test_sentences_gives_one_when_two_are_too_long() -> None:
    """A first sentence that says enough stands alone when the second does not fit."""
    first = "A" + " word" * 20 + "."
    assert cut.sentences(f"{first} {first} {first}", count=2, limit=150) == first


def test_sentences_cuts_at_a_word_when_the_first_says_too_little() -> None:
    """After "Yes." alone the reader would know nothing, so the second sentence is begun."""
    assert cut.sentences("Yes. " + "word " * 40, count=2, limit=30) == "Yes. word word word word word…"


@given(text=st.text(), limit=st.integers(1, 40))
def test_laws_of_cutting(text: str, limit: int) -> None:
    """A cut never exceeds its limit, is a beginning of the text, and never parts a mark from its letter."""
    for result in (cut.at_word(text, limit), cut.sentences(text, count=2, limit=limit)):
        assert len(result) <= limit
        kept = result.removesuffix("…")
        assert text.startswith(kept)
    cut_text = cut.at_word(text, limit)
    if cut_text != text:
        rest = text[len(cut_text) - 1 :]
        assert not unicodedata.combining(rest[0])


@given(text=st.text())
def test_one_line_twice_is_one_line_once(text: str) -> None:
    """Cleaning is done after one pass, and gives text that can be sent."""
    once = cut.one_line(text)
    assert cut.one_line(once) == once
    once.encode()
