"""teasers: the publisher's words about a story, without what stands around them."""

import time
from dataclasses import replace

import pytest

from digest.domain.news import Entry
from digest.gather import clean, teasers
from tests.gather.test_clean import ENTRY, article

_PAGE = '<a href="https://www.news.example/other">'


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        pytest.param(
            "<p>The bridge is open</p><p>The mayor came.</p>", "The bridge is open. The mayor came.", id="a head"
        ),
        pytest.param("<h2>Bridge</h2><p>It is open.</p>", "Bridge. It is open.", id="a heading"),
        pytest.param(
            "The bridge is open<p>The mayor came.</p>", "The bridge is open. The mayor came.", id="no tag before"
        ),
        pytest.param(
            "<p>They call it <em>‘ours’</em> </p>\n<p>It is open.</p>", "They call it ‘ours’. It is open.", id="a quote"
        ),
        pytest.param("<ul><li>One</li><li>Two</li></ul><p>Three.</p>", "One. Two. Three.", id="items"),
        pytest.param(
            "<p>Is it open?</p><p>It is:</p><p>yes</p>", "Is it open? It is: yes", id="what has an end keeps it"
        ),
        pytest.param("<p>“It is open.”</p><p>So he said.</p>", "“It is open.” So he said.", id="also inside quotes"),
        pytest.param("<p>橋が開通した</p><p>新しい橋。</p>", "橋が開通した 新しい橋。", id="not in Japanese"),
        pytest.param("<p>Міст відкрито</p><p>Так.</p>", "Міст відкрито. Так.", id="in Ukrainian"),
    ],
)
def test_a_paragraph_ends_its_sentence(html: str, shown: str) -> None:
    """The line under a headline has no stop; without one it would run into the first sentence of the text."""
    assert clean.summary(html) == shown


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        pytest.param(
            f"<p>Rain.</p><ul><li>{_PAGE}Rain – live</a></li><li><b>{_PAGE}All <i>rain</i></a></b></li></ul><p>So.</p>",
            "Rain. So.",
            id="a list of other stories",
        ),
        pytest.param(
            f"<p>{_PAGE}Sign up for our letter</a></p><p>It rained.</p>", "It rained.", id="a paragraph to click on"
        ),
        pytest.param(f"<p>{_PAGE}Rain</a> fell.</p>", "Rain fell.", id="a link among words stays"),
        pytest.param(f"<ul><li>{_PAGE}Rain</a> fell</li></ul>", "Rain fell", id="in a list too"),
        pytest.param(f"<ul><li>{_PAGE}Rain</a></li></ul>", "", id="nothing but links says nothing"),
    ],
)
def test_links_to_elsewhere_are_no_teaser(html: str, shown: str) -> None:
    """What leads to other pages says nothing of this story."""
    assert clean.summary(html) == shown


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("The bridge on Dec. 6. (Jane Doe/Getty Images)", id="an agency"),
        pytest.param("The bridge on Dec. 6. (The Example Press/Jane Doe).", id="an agency and a name, and a stop"),
        pytest.param("The bridge on Dec. 6. (Screenshot via The Example)", id="a screenshot"),
        pytest.param("The bridge. (Jane A. Doe / Example)", id="two names"),
        pytest.param("• Mayor comes • Opinion: no bridge", id="headlines of other stories"),
        pytest.param(
            "Article URL: https://a.example/x Comments URL: https://b.example/?id=1 Points: 3 # Comments: 1",
            id="a forum",
        ),
        pytest.param("Comments URL: https://b.example/?id=1", id="its talk alone"),
    ],
)
def test_words_about_something_else_are_no_teaser(words: str) -> None:
    """A picture's caption without its picture, other stories, and addresses tell no reader anything."""
    assert clean.summary(words) == ""


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("It opens in May (or June)", id="an aside"),
        pytest.param("He spoke for both (Labour/Conservative)", id="a slash"),
        pytest.param("She read a poem (Cheap suits, iced lollies / Electric mixers)", id="a verse"),
        pytest.param("• The bridge is open. • The mayor came.", id="points that are sentences"),
        pytest.param("The bridge is open. • Opinion: no bridge", id="a point after words"),
    ],
)
def test_words_about_the_story_stay(words: str) -> None:
    """What only looks alike is left as it is."""
    assert clean.summary(words) == words


def test_the_text_keeps_what_the_teaser_leaves_out() -> None:
    """Topics and followed words are found in all that the feed said."""
    made = article(_with("The bridge in Dec. (Jane Doe/Getty Images)", ""))
    assert (made.summary, made.text) == ("", "The bridge in Dec. (Jane Doe/Getty Images)")


def test_a_text_stands_in_for_a_teaser_that_says_nothing() -> None:
    """The first words of the article, when the feed gives them."""
    made = article(_with("The bridge in Dec. (Jane Doe/Getty Images)", "<p>It is open</p><p>At last.</p>"))
    assert (made.summary, made.text) == ("It is open. At last.", "It is open At last.")


def _with(summary_html: str, content_html: str) -> Entry:
    return replace(ENTRY, summary_html=summary_html, content_html=content_html)


@pytest.mark.parametrize(
    "part", ["a</b>", "a ", "<p>", "<ul><li><a >", "<p><a x>y</a>", "(A b ", "(A", "<p><a " + "x" * 1900]
)
def test_no_teaser_takes_long(part: str) -> None:
    """FET-13: whatever a feed repeats is read in a moment."""
    began = time.process_time()
    teasers.summary(part * (100_000 // len(part)), 600)
    assert time.process_time() - began < 0.5
