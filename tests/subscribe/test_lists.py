"""Lists of words as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.domain.wishes import Words
from digest.subscribe import lists


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("Nvidia, Intel; AMD.", ("Nvidia", "Intel", "AMD"), id="commas and semicolons"),
        pytest.param("Nvidia and Intel", ("Nvidia", "Intel"), id="and"),
        pytest.param("a, b, and c", ("a", "b", "c"), id="a comma before and"),
        pytest.param("Klima und Gericht", ("Klima", "Gericht"), id="und"),
        pytest.param("climate AND court", ("climate AND court",), id="AND in capitals stays"),
        pytest.param('"Marks and Spencer", BBC', ("Marks and Spencer", "BBC"), id="quoted"),
        pytest.param("„Marks and Spencer“ and «A et B»", ("Marks and Spencer", "A et B"), id="quoted elsewhere"),
        pytest.param('"half', ("half",), id="a quotation mark alone"),
        pytest.param("C++, Disney+", ("C++", "Disney+"), id="signs at the end are the word's"),
        pytest.param("sci-fi", ("sci-fi",), id="a hyphen inside"),
        pytest.param("-Fox", ("Fox",), id="a sign before"),
        pytest.param("a, A, a", ("a", "A"), id="each once"),
        pytest.param("..., -, ok", ("ok",), id="signs are no words"),
        pytest.param("x" * 101, (), id="too long"),
        pytest.param("two\nlines\x07", ("two lines",), id="controls are spaces"),
        pytest.param("and", (), id="only and"),
    ],
)
def test_words_are_told_apart(text: str, words: tuple[str, ...]) -> None:
    """By commas and "and", but not inside quotation marks."""
    assert lists.plain(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("BBC, CNN", Words(whole=("BBC", "CNN")), id="no signs"),
        pytest.param("+BBC -Fox News +CNN", Words(add=("BBC", "CNN"), drop=("Fox News",)), id="signs"),
        pytest.param("BBC, -CNN", Words(add=("BBC",), drop=("CNN",)), id="some signs"),
        pytest.param('+"A and B", -C', Words(add=("A and B",), drop=("C",)), id="signs before quotes"),
        pytest.param("+A -A", Words(drop=("A",)), id="both of one"),
        pytest.param("", Words(whole=()), id="nothing"),
    ],
)
def test_signs_add_and_drop(text: str, words: Words) -> None:
    """Without signs it is the whole list."""
    assert lists.signed(text) == words


@given(st.text())
def test_a_list_never_fails_and_never_grows_too_long(text: str) -> None:
    """Each word fits on one line and has a letter or a digit."""
    words = lists.plain(text)
    assert len(words) <= lists.MOST
    assert all(word.isprintable() and 0 < len(word) <= lists.LONGEST for word in words)
