"""Whether a story went on after it was sent."""

from datetime import timedelta
from typing import Any

import pytest

from digest.classify import cluster, develop
from digest.domain import news
from tests.classify import samples
from tests.classify.samples import NOW

_OLD = [("a", "Dam at Orrin Falls gives way after storm", -5), ("b", "Storm breaks Orrin Falls dam", -4)]
#: Two outlets, in their own words, of a thing nobody had said.
_ARREST = ("c", "Engineer Tobin Quibblemouth arrested over Orrin Falls dam", 2)
_CHARGE = ("d", "Prosecutors charge Tobin Quibblemouth after Orrin dam collapse; engineer arrested", 3)


def _article(outlet: str, title: str, hours: float, **changed: Any) -> news.Article:
    at = NOW + timedelta(hours=hours)
    values = {"id": f"{outlet}{hours}", "url": f"https://{outlet}.example/{hours}", "outlet": outlet}
    return samples.article(title, **{**values, "published_at": at, "first_seen_at": at, **changed})


def _since(*articles: news.Article) -> news.Development | None:
    return develop.news_since(cluster.story("s", articles), NOW)


def _told(*told: tuple[str, str, float]) -> list[news.Article]:
    return [_article(*each) for each in told]


def test_a_story_that_went_on() -> None:
    """The new articles alone, led by the one that says most of what is new, in its own words."""
    found = _since(*_told(*_OLD, _ARREST, _CHARGE))
    assert found is not None
    assert found.story.id == "s"
    assert [article.outlet for article in found.story.articles] == ["c", "d"]
    assert found.story.lead.outlet in {"c", "d"}
    assert {"Tobin", "Quibblemouth"} <= set(found.words)
    assert len(found.words) <= 3


@pytest.mark.parametrize(
    "articles",
    [
        pytest.param(_told(*_OLD), id="nothing since"),
        pytest.param(_told(*_OLD, _ARREST), id="one outlet alone"),
        pytest.param(_told(*_OLD, _ARREST, ("c", _CHARGE[1], 3)), id="one outlet twice"),
        pytest.param(_told(*_OLD, _ARREST, ("d", _ARREST[1], 3)), id="one text in two outlets"),
        pytest.param(_told(_OLD[0], _ARREST, _CHARGE), id="too little known of what was said before"),
        pytest.param(
            _told(*_OLD, ("e", "Tobin Quibblemouth, engineer, arrested", -1), _ARREST, _CHARGE),
            id="said before it was sent",
        ),
        pytest.param(
            _told(
                *_OLD, ("c", "Orrin Falls dam gone, storm to blame", 2), ("d", "After the storm: no dam at Orrin", 3)
            ),
            id="told once more",
        ),
        pytest.param(
            [*_told(*_OLD, _ARREST), _article(*_CHARGE, published_at=NOW - timedelta(hours=1))],
            id="published before, seen after",
        ),
        pytest.param(
            [*_told(*_OLD, _ARREST), _article(*_CHARGE, url="https://a.example/-5")], id="an old page in new words"
        ),
        pytest.param(_told(*_OLD, _ARREST, (*_OLD[1][:2], 4)), id="an old headline anew"),
        pytest.param(_told(*_OLD, _ARREST, ("d", f"{_CHARGE[1]} - live", 3)), id="a live page"),
        pytest.param(
            [*_told(*_OLD, _ARREST), _article(*_CHARGE, url="https://d.example/live/dam")],
            id="a live page by its folder",
        ),
        pytest.param(
            _told(*_OLD, ("c", "Orrin Falls dam: people see home", 2), ("d", "Orrin dam, people at home", 3)),
            id="new words of every day",
        ),
        pytest.param(
            _told(
                *_OLD,
                ("c", "Orrin Falls dam went 51st of 49, mostly grimly terminated", 2),
                ("d", "Dam at Orrin grimly terminated, 51st of 49", 3),
            ),
            id="numbers, adverbs and verbs that name nothing",
        ),
        pytest.param(
            _told(
                *_OLD,
                ("e", "Lawsuit over Orrin dam", -2),
                ("c", "Owner sued for Orrin dam", 2),
                ("d", "Orrin dam: sued", 3),
            ),
            id="another word for what was said",
        ),
    ],
)
def test_a_story_that_did_not(articles: list[news.Article]) -> None:
    """Nothing, rather than the same once more."""
    assert _since(*articles) is None
