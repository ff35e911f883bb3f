"""Words are found whole, in any case and script."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.match import words


@pytest.mark.parametrize(
    ("word", "text", "found"),
    [
        pytest.param("ai", "AI writes the news", True, id="any case of a word is the word"),
        pytest.param("ai", "Training for the marathon", False, id="a word inside another is not the word"),
        pytest.param("ai", "An AI-powered bicycle", True, id="a hyphen ends a word"),
        pytest.param("ai", "ai_models are out", False, id="an underscore joins"),
        pytest.param("climate court", "The climate  court sits", True, id="a phrase matches over any run of spaces"),
        pytest.param("climate court", "A court for the climate", False, id="a phrase keeps its order"),
        pytest.param("climate court", "climate courts", False, id="a phrase ends where a word ends"),
        pytest.param("C++", "Why C++ still matters", True, id="signs belong to the word"),
        pytest.param("C++", "C and D", False, id="a word with signs needs its signs"),
        pytest.param("C", "Why C++ still matters", False, id="C is not in C++"),
        pytest.param("C", "C# turns twenty", False, id="C is not in C sharp"),
        pytest.param("C", "Learn C", True, id="C at the end is C"),
        pytest.param("Disney", "Disney+ raises its price", True, id="a longer name may wear a plus"),
        pytest.param("U.S.", "Made in the U.S., sold in Peru", True, id="points inside a word"),
        pytest.param("U.S.", "Made in the U.S.A.", False, id="U.S. is not in U.S.A."),
        pytest.param("us", "The U.S. and us", True, id="us is us"),
        pytest.param("us", "The U.S. alone", False, id="us is not U.S."),
        pytest.param("AT&T", "at&t buys a tower", True, id="an ampersand inside a word"),
        pytest.param("Nvidia", "Nvidia's chips", True, id="a genitive is the word"),
        pytest.param("Nvidia", "Nvidia’s chips", True, id="whatever its apostrophe"),
        pytest.param("McDonald's", "At McDonald’s again", True, id="apostrophes are alike"),
        pytest.param("Don", "They don't know", False, id="don is not in don't"),
        pytest.param("Dell", "Dell'tower opens", True, id="an apostrophe before more than a t ends the word"),
        pytest.param("don", "don't", False, id="don is not in don't at the end of the text"),
        pytest.param("training", "train ing training", True, id="a later place counts when an earlier one does not"),
        pytest.param("rain", "training rain", True, id="a place inside a word is passed over"),
        pytest.param("straße", "STRASSE gesperrt", True, id="case is folded, not lowered"),
        pytest.param("istanbul", "İSTANBUL'da", True, id="a Turkish capital I folds to i"),
        pytest.param("cafe", "Cafe\u0301 opens", False, id="an accent in two signs belongs to its letter"),
        pytest.param("café", "Cafe\u0301 opens", True, id="an accent in one sign or two is the same"),
        pytest.param("भारत", "भारती बोली", False, id="a vowel sign goes on with the word"),
        pytest.param("भारत", "आज भारत में", True, id="a Hindi word stands between spaces"),
        pytest.param("東京", "今日の東京都知事", True, id="Chinese signs need no spaces"),
        pytest.param("서울", "서울에서 열린다", True, id="a Korean particle is glued to its word"),
        pytest.param("++", "a ++ b", True, id="a word may be signs alone"),
        pytest.param("climate AND court", "A court hears of the climate", True, id="AND wants both, in any order"),
        pytest.param("climate AND court", "The climate changes", False, id="AND is not content with one"),
        pytest.param("ai AND court", "Courts in training", False, id="AND wants whole words too"),
        pytest.param("climate and court", "court climate", False, id="and in small letters is a word"),
        pytest.param("climate and court", "Climate and court", True, id="and in small letters is found as a word"),
        pytest.param(
            "climate AND supreme court AND Rome", "rome: supreme court, climate", True, id="AND more than once"
        ),
        pytest.param("AND court", "he and court", True, id="AND without a word before it is a word"),
        pytest.param("BRAND court", "brand court", True, id="AND inside a word is no AND"),
        pytest.param("O'Neill", "Says O’Neill.", True, id="a name with an apostrophe"),
        pytest.param("Müller", "MÜLLER wins", True, id="a name with an accent in any case"),
        pytest.param("Müller", "Muller wins", False, id="a name without its accent is another name"),
        pytest.param("naive", "A naïve plan", True, id="a longer word without accents is found with them"),
        pytest.param("sao paulo", "In São Paulo", True, id="a phrase too"),
        pytest.param("naive", "Naïvely said", False, id="not inside another word"),
        pytest.param("naïve", "A naive plan", False, id="who writes the accent wants it"),
        pytest.param("kovac", "Łukasz Kovač", True, id="beside letters that have no other form"),
        pytest.param("", "anything", False, id="an empty word is nowhere"),
        pytest.param("  ", "any thing", False, id="a blank word is nowhere"),
        pytest.param("news", "", False, id="an empty text holds nothing"),
    ],
)
def test_find(word: str, text: str, found: bool) -> None:
    """A word is found exactly where a reader would say it stands."""
    assert words.find([word], [text]) == {word: (0,) if found else ()}


def test_find_answers_each_word_once_with_ascending_places() -> None:
    """However often a word is asked for, there is one answer for it."""
    assert words.find(["sea", "sea", "sky"], ["Sea and sky", "land", "the SEA"]) == {"sea": (0, 2), "sky": (0,)}


@given(
    word=st.text(alphabet="abcé", min_size=1, max_size=4),
    before=st.text(alphabet="abcé .,-", max_size=6),
    after=st.text(alphabet="abcé .,-", max_size=6),
)
def test_find_agrees_with_splitting(word: str, before: str, after: str) -> None:
    """For plain words the answer is that of splitting the text at everything that is no letter."""
    text = before + word + after
    letters = "".join(char if char.isalpha() else " " for char in unicodedata.normalize("NFKC", text))
    assert words.find([word], [text])[word] == ((0,) if word in letters.split() else ())
