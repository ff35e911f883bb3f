"""The event of the day leads, not an oddity."""

import dataclasses

import pytest

from digest.domain import mail, news, people
from digest.render import leading
from tests.render.newsroom import article, choice, pick, story, subscriber

IMAGE = news.Image(url="https://the-harbour-post.example/p.jpg")
READY = {IMAGE.url: mail.Picture(id="0" * 32, width=600, height=400)}
OTHERS = ("Ledger", "Meridian", "Quay Times")


def told(
    key: str, *others: str, topic: str = "world", title: str = "", why: str = "world", **more: object
) -> people.Pick:
    """A pick with a summary, told by others too."""
    lead = article(title or key, key=key, **{"summary": "What came to pass.", **more})  # type: ignore[arg-type]
    return pick(story(lead, *others), topic, 1.0, why)


def leads(*as_good: people.Pick, pictures: dict[str, mail.Picture] = READY, technology: float = 0.6) -> str:
    """The key of the pick that leads."""
    bare = {id(one) for one in as_good if not one.story.lead.summary}
    profile = subscriber(world=1.0, technology=technology).profile
    return leading.best(as_good, profile, bare=bare, pictures=pictures).story.lead.guid


@pytest.mark.parametrize(
    "better",
    [
        pytest.param(told("better", *OTHERS[:2]), id="three outlets before one"),
        pytest.param(told("better", image=IMAGE), id="a picture before none"),
        pytest.param(told("better", OTHERS[0]), id="two outlets before one"),
    ],
)
def test_the_better_leads(better: people.Pick) -> None:
    """Wherever it stands among stories as good."""
    assert leads(told("first"), better, told("last")) == "better"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param(
            told("first"), told("gadget", *OTHERS, topic="technology", image=IMAGE), id="what the reader weighs most"
        ),
        pytest.param(told("first"), told("bare", *OTHERS, image=IMAGE, summary=""), id="a summary before a headline"),
        pytest.param(told("first", *OTHERS[:2]), told("odd", image=IMAGE), id="three outlets before a picture"),
        pytest.param(told("first", image=IMAGE), told("pair", OTHERS[0]), id="a picture before two outlets"),
        pytest.param(told("first", *OTHERS, image=IMAGE), told("lone", image=IMAGE), id="four outlets before one"),
        pytest.param(told("first"), told("equal"), id="of equals the best"),
    ],
)
def test_what_decides_before_what(first: people.Pick, second: people.Pick) -> None:
    """Plain news, a summary, the reader's weight, several outlets, a picture, more outlets: in this order."""
    assert leads(first, second) == "first"


def test_a_picture_that_is_not_ready_decides_nothing() -> None:
    """It could not be shown."""
    assert leads(told("first"), told("pictured", image=IMAGE), pictures={}) == "first"


def test_a_followed_word_weighs_as_much_as_any_topic() -> None:
    """Nobody says more clearly what they want."""
    assert (
        leads(
            told("event", *OTHERS[:1], topic="technology"),
            told("followed", topic="other", why="you follow it"),
            technology=0.9,
        )
        == "followed"
    )


@pytest.mark.parametrize(
    ("scores", "behind", "expected"),
    [
        pytest.param({"a": 2.0, "b": 1.8, "c": 1.6}, "", "ab", id="those nearly as good as the best"),
        pytest.param({"a": 2.0, "b": 1.8, "c": 1.6}, "a", "bc", id="news, and what is nearly as good as that"),
        pytest.param({"a": 2.0, "b": 1.5}, "a", "b", id="news that is somewhat less good"),
        pytest.param({"a": 2.0, "b": 1.3}, "a", "a", id="no news that is much less good"),
        pytest.param({"a": 2.0, "b": 1.8, "c": 1.3}, "ab", "ab", id="where none at the top is news, the best"),
        pytest.param({"a": 2.0}, "a", "a", id="the only one"),
    ],
)
def test_what_is_no_news_leads_only_where_nothing_else_is_near(
    scores: dict[str, float], behind: str, expected: str
) -> None:
    """A comment on the day's event is worth much to who wants its topic, and is not the day's event."""
    picks = [dataclasses.replace(told(key), score=score) for key, score in scores.items()]
    behind_ids = {one.story.id for one in picks if one.story.lead.guid in behind}
    found = leading.may_lead(choice(*picks), behind_ids)
    assert "".join(one.story.lead.guid for one in found) == expected


def test_what_comes_from_outside_may_not_lead() -> None:
    """Unless it is all there is, or a wider net was cast."""
    inside, outside = told("in"), dataclasses.replace(told("out"), outside=True, score=2.0)
    assert leading.top(choice(outside, inside)) == [inside]
    assert leading.top(choice(outside)) == [outside]
    assert leading.top(dataclasses.replace(choice(outside, inside), wider=True)) == [outside]
