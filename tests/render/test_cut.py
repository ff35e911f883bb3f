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


@pytest.mark.parametrize(
    "first",
    [
        pytest.param("It owes all to the Warner Bros. Discovery merger.", id="Bros. of a company"),
        pytest.param("Apple Inc. Chief Cook and Shell Corp. Chair Lee met.", id="Inc. and Corp."),
        pytest.param("Smith & Co. Ltd. London makes tea.", id="Co. and Ltd."),
        pytest.param("A man of St. Louis climbed Mt. Fuji.", id="St. and Mt. of a place"),
        pytest.param("Then Gov. Newsom met Sen. Warren and Rep. Cheney.", id="those who govern"),
        pytest.param("Then Gen. Milley saw Lt. Col. Ames and Sgt. York.", id="those who serve"),
        pytest.param("The Rev. Al Green and Sammy Davis Jr. Band sang.", id="Rev. and Jr."),
        pytest.param("England vs. France is on.", id="two that play"),
        pytest.param("It is No. 10 of the list.", id="No. before a number"),
        pytest.param("She left on Dec. 6 for good.", id="a month before its day"),
        pytest.param("The U.S. Senate and the U.K. Treasury agree.", id="countries by their letters"),
        pytest.param("It starts at 7 a.m. Friday and ends at 9 p.m. Sunday.", id="hours of a day"),
        pytest.param("Am 6. Dezember traf Dr. Weiß Prof. Huber.", id="a German day and titles"),
        pytest.param("Am 16. Dezember und im 19. Jahrhundert, 11. Spieltag.", id="German ordinals of two digits"),
        pytest.param("Rund 3 Mio. Euro bzw. 2 Mrd. Dollar, z. B. Nr. 31.", id="German sums and examples"),
        pytest.param("El Sr. Pérez y la Dra. Ruiz viven en EE. UU. ahora.", id="Spanish titles and two letters"),
        pytest.param("La pág. 7 del núm. 4 de la Av. Colón.", id="Spanish pages and streets"),
        pytest.param("M. Macron et Mme. Borne, puis MM. Blanc et Noir, rient.", id="French titles"),
        pytest.param("Le 3 janv. 2022, bd. Voltaire, tél. 01.", id="French dates and streets"),
    ],
)
def test_a_short_form_ends_no_sentence(first: str) -> None:
    """The point of a usual short form is part of the word, in the four languages of mail."""
    assert cut.sentences(f"{first} Rest of it. More.", count=1, limit=280) == first


@pytest.mark.parametrize(
    ("text", "first"),
    [
        pytest.param("He said no. Then he left.", "He said no.", id="no is a word as well"),
        pytest.param("She loves art. Then music.", "She loves art.", id="so is art"),
        pytest.param("It happened in Dec. Then it snowed.", "It happened in Dec.", id="a month without its day"),
        pytest.param(
            "They won 16. August was worse.", "They won 16. August was worse.", id="a German day, or so it looks"
        ),
        pytest.param("They won in 2016. August was worse.", "They won in 2016.", id="a year is no day"),
        pytest.param("They won by 16. They lost.", "They won by 16.", id="a number before no month"),
        pytest.param("Did Warner Bros.? Nobody knows.", "Did Warner Bros.?", id="a question after a short form"),
    ],
)
def test_what_looks_like_a_short_form_may_end_one(text: str, first: str) -> None:
    """What follows decides where a word is both."""
    assert cut.sentences(text, count=1, limit=280) == first


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
