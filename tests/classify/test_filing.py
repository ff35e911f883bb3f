"""Columns, comment, deals and guides are no news, by headline or by where they are filed."""

from datetime import timedelta
from typing import Any

import pytest

from digest.classify import cluster, filing
from digest.domain import news
from tests.classify import samples
from tests.classify.samples import NOW


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


@pytest.mark.parametrize(
    ("told", "kind"),
    [
        pytest.param(article(), "news", id="an event"),
        pytest.param(article(url="https://a.example/commentisfree/ferry"), "comment", id="comment by its folder"),
        pytest.param(article(url="https://a.example/football/blog/2026/ferry"), "comment", id="a blog by its folder"),
        pytest.param(article("Why the ferry ran aground"), "comment", id="comment by its headline"),
        pytest.param(article("Ferry in pictures"), "column", id="pictures"),
        pytest.param(article(url="https://a.example/world/live/2026/ferry"), "column", id="a live page by its folder"),
        pytest.param(article("Watch Live as the Ferry Is Towed"), "column", id="a live page by its headline"),
        pytest.param(article("How to Choose a Ferry"), "guide", id="advice"),
        pytest.param(article("Quay Rooms: How to Use the New Ferry Chat"), "guide", id="advice behind a colon"),
        pytest.param(article(url="https://en.wikipedia.org/wiki/Ferry"), "guide", id="an encyclopedia"),
        pytest.param(article(url="https://notwikipedia.org/wiki/Ferry"), "news", id="a host that sounds like one"),
        pytest.param(article("Ferry Fares Cheat Sheet"), "guide", id="a cheat sheet"),
        pytest.param(article("8 quick tips for ferry travel"), "guide", id="tips"),
        pytest.param(article(url="https://a.example/how-to/ferry"), "guide", id="advice by its folder"),
        pytest.param(article("10 of the Best Gifts for Ferry Fans"), "deal", id="gifts"),
        pytest.param(article("Gear Up With Up to 59% Off Ferry Caps"), "deal", id="so much off"),
        pytest.param(article("Best Folding Ferry for 2026"), "deal", id="the best of a year to buy"),
        pytest.param(article("Grab a Ferry for Just $350 -- Today Only"), "deal", id="today only"),
        pytest.param(article("From Today, Save $1,000 on Ferry Passes"), "deal", id="so much saved"),
        pytest.param(article("Union would save $3 million"), "news", id="so much saved by somebody in the news"),
        pytest.param(article("Fares fall. Find out how to claim yours"), "guide", id="how to claim"),
        pytest.param(article("Sunday shows preview: ferry aground"), "column", id="what is on on Sunday"),
        pytest.param(article(url="https://a.example/deals/ferry"), "deal", id="a deal by its folder"),
        pytest.param(article("The 10 best films of 2026"), "column", id="the best of a year to praise"),
    ],
)
def test_kind(told: news.Article, kind: str) -> None:
    """By form and by shelf, the one furthest from news first."""
    assert filing.kind(told) == kind


@pytest.mark.parametrize(
    ("titles", "hours", "back"),
    [
        pytest.param(["Ferry runs aground"], 1, False, id="an event stays"),
        pytest.param(["Why the ferry ran aground"], 1, False, id="so does comment"),
        pytest.param(["Best Folding Ferry for 2026"], 1, True, id="a deal"),
        pytest.param(["Best Folding Ferry for 2026"] * 3, 1, True, id="a deal that three offer"),
        pytest.param(["How to Choose a Ferry"], 1, True, id="advice"),
        pytest.param(["How to Choose a Ferry"] * 3, 1, False, id="what three outlets ask"),
        pytest.param(["Ferry aground - live"], 11, False, id="a live page of today"),
        pytest.param(["Ferry aground - live"], 13, True, id="a live page of last night"),
        pytest.param(["Crossword of the north quay"], 1, True, id="a puzzle"),
    ],
)
def test_stands_back(titles: list[str], hours: int, back: bool) -> None:
    """What is no news comes after all that is, unless several outlets tell it."""
    articles = [article(title, id=f"{place}", outlet=f"outlet {place}") for place, title in enumerate(titles)]
    now = articles[0].published_at + timedelta(hours=hours)
    assert filing.stands_back(cluster.story("s", articles), now=now) is back


@pytest.mark.parametrize(
    ("title", "may"),
    [
        pytest.param("Ferry runs aground", True, id="an event"),
        pytest.param("Why the ferry ran aground", True, id="comment on it"),
        pytest.param("Quays v Piers Livestream: How to Watch", False, id="where to watch"),
        pytest.param("Best Folding Ferry for 2026", False, id="a deal"),
    ],
)
def test_tells(title: str, may: bool) -> None:
    """What tells nothing of an event does not speak for it in place of another outlet."""
    assert filing.tells(article(title)) is may


def test_advice_for_readers_of_lifestyle() -> None:
    """It is what they asked for."""
    topic = news.TopicScore(topic="lifestyle", probability=0.95, terms=())
    advice = article("How to fold a napkin", topics=(topic,))
    assert not filing.stands_back(cluster.story("s", [advice]), now=NOW)


def test_a_copy_filed_apart() -> None:
    """The folder of one copy speaks for all copies of the text."""
    plain = article("Twelve steps to fold a sail", id="a", outlet="one", text="x" * 90)
    filed = article("Twelve steps to fold a sail", id="b", outlet="two", url="https://b.example/how-to/sail")
    assert filing.stands_back(cluster.story("s", [plain, filed]), now=NOW)
    assert not filing.stands_back(cluster.story("s", [plain]), now=NOW)
