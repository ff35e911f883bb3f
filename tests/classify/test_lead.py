"""Which article speaks for a story."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.classify import cluster, lead
from digest.domain import news
from tests.classify import samples
from tests.classify.samples import NOW

_DAM = "Dam at Orrin Falls gives way after storm"
_DAM_TOO = "Storm breaks Orrin Falls dam, valley cleared"
_PICTURE = news.Image(url="https://a.example/dam.jpg")


def _article(identity: str, title: str, hours: float = 0, **changed: Any) -> news.Article:
    at = NOW + timedelta(hours=hours)
    return samples.article(title, id=identity, **{"published_at": at, "first_seen_at": at, "summary": "s", **changed})


def _long(title: str, **changed: Any) -> news.Article:
    """The longest and best dressed of all."""
    return _article("long", title, **{"text": "x" * 900, "image": _PICTURE, **changed})


def test_the_most_complete_article() -> None:
    """Of those that tell it alike: a summary first, then a picture, then the longest text, then the earliest."""
    bare = _article("a", _DAM, summary="", text="x" * 900)
    short = _article("b", _DAM, 1, text="s")
    pictured = _article("c", _DAM, 2, text="s", image=_PICTURE)
    long = _article("d", _DAM, 3, text="x" * 90, image=_PICTURE)
    later = _article("e", _DAM, 4, text="x" * 90, image=_PICTURE)
    leads = [cluster.story("a", articles).lead.id for articles in (
        [bare], [short, bare], [bare, pictured, short], [bare, pictured, long], [later, long, bare],
    )]  # fmt: skip
    assert leads == ["a", "b", "c", "d", "d"]


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(_long("Orrin Falls dam - live"), id="a live page"),
        pytest.param(_long("TOBIN QUIBBLEMOUTH: Orrin Falls dam was a joke"), id="an opinion"),
        pytest.param(_long("Tobin Quibblemouth: Orrin was a joke", author="Tobin Quibblemouth"), id="by its author"),
        pytest.param(_long("How to live below Orrin Falls dam"), id="a guide"),
        pytest.param(_long("Orrin Falls dam in pictures"), id="a page of many things"),
        pytest.param(_long("Is Orrin Falls dam gone for ever?"), id="a question"),
        pytest.param(_long(_DAM_TOO, url="https://a.example/commentisfree/dam"), id="an opinion by its address"),
        pytest.param(_long("Orrin dam pumps to $80 -- today only"), id="something to sell"),
    ],
)
def test_news_leads(other: news.Article) -> None:
    """Whatever the other has of text and picture, and even without a teaser; alone it leads for want of better."""
    assert lead.of([other, _article("news", _DAM, summary="")]).id == "news"
    assert lead.of([other]).id == "long"


def test_a_comment_before_a_column() -> None:
    """Where nothing tells the event itself."""
    comment = _article("a", "Why Orrin Falls dam gave way")
    assert lead.of([_long("Orrin Falls dam - live"), comment]) is comment


def test_the_typical_headline() -> None:
    """What tells the event as the others do leads before a longer one about its margins, where many tell it."""
    told = [_article(f"{place:02}", f"{_DAM}, witness {place} of Norland says") for place in range(9)]
    margin = _long("Tobin Quibblemouth dances near Orrin")
    assert lead.of([margin, *told]).id == "00"
    assert lead.of([margin, *told[1:]]) is margin


@pytest.mark.parametrize(
    ("forward", "first"),
    [
        pytest.param(_long("Engineers set to open Orrin dam"), "news", id="somebody is set to do it"),
        pytest.param(_long("Farmers clash before Orrin dam vote"), "news", id="before it"),
        pytest.param(_long("Historic dam's first year to conclude with fireworks"), "news", id="how it will end"),
        pytest.param(_long("Orrin dam may be announced tomorrow"), "news", id="the day before"),
        pytest.param(_long("Orrin dam on track for an opening"), "news", id="on track for it"),
        pytest.param(_long("It is soothing to conclude that dams hold"), "long", id="concluding something else"),
        pytest.param(_long("Dam opened before dawn"), "long", id="before another thing"),
        pytest.param(_long("Dam opened ahead of final report"), "long", id="before a report"),
        pytest.param(
            _long("Engineers set to open Orrin dam", published_at=NOW + timedelta(hours=2)), "long", id="newer"
        ),
    ],
)
def test_what_was_to_come(forward: news.Article, first: str) -> None:
    """A headline that looks forward does not lead once a later one tells how it went."""
    assert lead.of([forward, _article("news", "Engineers open Orrin dam", 1)]).id == first


def test_headlines_without_words() -> None:
    """None is nearer than another: the longest leads."""
    assert lead.of([*(_article(name, "The") for name in "abcdefghi"), _long("Of the")]).id == "long"


@given(
    st.lists(st.sampled_from([_DAM, _DAM_TOO, "Dam - live", "Is it gone?", "The", "Dam in pictures"]), min_size=1),
    st.data(),
)
def test_the_order_of_the_articles_does_not_matter(titles: list[str], data: st.DataObject) -> None:
    """Seen in one gather or in many, a story is led by the same article."""
    articles = [_article(f"{place:03}", title, place % 3) for place, title in enumerate(titles)]
    shuffled = data.draw(st.permutations(articles))
    assert cluster.story("s", shuffled).lead == cluster.story("s", articles).lead
