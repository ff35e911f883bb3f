"""Columns, comment, deals and guides are no news, by headline or by where they are filed."""

from typing import Any

import pytest

from digest.classify import filing
from digest.domain import news
from tests.classify import samples


def article(title: str = "Ferry runs aground off the north quay", **more: Any) -> news.Article:
    """Plain news unless said otherwise."""
    return samples.article(title, **{"url": "https://a.example/world/ferry", **more})


@pytest.mark.parametrize(
    "apart",
    [
        pytest.param(article(url="https://a.example/guides/tv"), id="a guide by its folder"),
        pytest.param(article(url="https://a.example/commentisfree/2026/ferry"), id="comment by its folder"),
        pytest.param(article(categories=("News", "Opinion")), id="opinion by its category"),
        pytest.param(article("Deal: a kettle"), id="a deal before the colon"),
        pytest.param(article("Kommentar: Die neue Brücke"), id="comment in German"),
        pytest.param(article("Crossword of the north quay"), id="a puzzle by its headline"),
        pytest.param(article("How to mend a ferry"), id="advice by its headline"),
        pytest.param(article("Ann Lee: the ferry shames us", author="Ann Lee"), id="a headline its author speaks in"),
    ],
)
def test_no_news(apart: news.Article) -> None:
    """Form and shelf each suffice."""
    assert not filing.is_news(apart)


@pytest.mark.parametrize(
    "plain",
    [
        pytest.param(article(), id="an event"),
        pytest.param(article(url="https://a.example/world/opinion"), id="the story's own name in the address"),
        pytest.param(article(url="https://opinion.example/world/a-poll"), id="the host"),
        pytest.param(article("Inquiry of a treaty: who signs", url=""), id="no address"),
        pytest.param(article("Opinion turns on the ferry"), id="a headline without a colon"),
    ],
)
def test_news(plain: news.Article) -> None:
    """Only a folder, a category, what stands before a colon, or the headline's form says that it is none."""
    assert filing.is_news(plain)
