"""Words that count, and publishers' names that do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.classify import words


@pytest.mark.parametrize(
    ("title", "outlets", "expected"),
    [
        pytest.param(
            "Chips are back - CNET", ["cnet.com"], "Chips are back", id="a name after a dash, known by its address"
        ),
        pytest.param("Rain | The Guardian", ["theguardian.com"], "Rain", id="the article of a name does not matter"),
        pytest.param("Rain | Guardian", ["The Guardian"], "Rain", id="nor when the outlet has it"),
        pytest.param("Rain – Fox News", ["foxnews.com", ""], "Rain", id="news is part of many names"),
        pytest.param("Rain - BBC News", ["feeds.bbc.co.uk"], "Rain", id="a name within a host"),
        pytest.param("Deals     - CNET", ["CNET"], "Deals", id="many spaces before the dash"),
        pytest.param("Spain - Portugal", ["cnet.com"], "Spain - Portugal", id="an ending that is no publisher stays"),
        pytest.param("A well-known bank", ["bank.example"], "A well-known bank", id="a hyphen is not a dash"),
        pytest.param("Rain", ["rain.example"], "Rain", id="no ending"),
        pytest.param("  Rain ", [], "Rain", id="no outlet"),
        pytest.param("Rain - ???", ["", "???.example"], "Rain - ???", id="an ending without letters stays"),
    ],
)
def test_headline_without_its_publisher(title: str, outlets: list[str], expected: str) -> None:
    """Only the publisher's own name is taken off the end."""
    assert words.headline(title, outlets) == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        pytest.param("https://www.north.example/a/b", "north.example", id="www goes"),
        pytest.param("http://North.example", "north.example", id="no path"),
        pytest.param("", "", id="no address"),
        pytest.param("not an address", "", id="no address at all"),
    ],
)
def test_site(url: str, expected: str) -> None:
    """The host that names a publisher."""
    assert words.site(url) == expected


def test_noise_is_never_a_feature() -> None:
    """Words of newsrooms, days and publishers say nothing about a topic."""
    assert {"said", "says", "monday", "cnn", "guardian", "the", "reuters"} <= words.STOP


def test_the_teaser_is_read_to_its_limit() -> None:
    """What lies beyond is what most feeds do not give."""
    text = words.headline_and_teaser("Rain - CNET", "x" * 500, ["CNET"])
    assert words.tokens(text) == ["rain", "rain", "x" * words.TEASER]


@given(st.text(alphabet=st.one_of(st.characters(max_codepoint=127), st.sampled_from("éİſ’ß"))))
def test_ascii_is_read_as_any_other_text(text: str) -> None:
    """The faster way finds the very words and seams."""
    assert words.read(text) == words.READ.findall(text.lower())


def test_words_and_seams_are_read_in_order() -> None:
    """Lower-case, one-letter words left out."""
    assert words.read(f"A Fox's den_2 {words.SEAM} Überall") == ["fox", "den", words.SEAM, "überall"]
    assert words.read(f"A Fox's den_2 {words.SEAM} 5G") == ["fox", "den", words.SEAM, "5g"]
