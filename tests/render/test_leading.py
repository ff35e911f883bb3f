"""The event of the day leads, not an oddity."""

import pytest

from digest.domain import mail, news, people
from digest.render import leading
from tests.render.newsroom import article, pick, story, subscriber

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
    behind = {one.story.id for one in as_good if "opinion" in one.story.lead.url}
    return leading.best(as_good, profile, bare=bare, behind=behind, pictures=pictures).story.lead.guid


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
        pytest.param(
            told("first", topic="technology"),
            told("column", *OTHERS, url="https://a.example/opinion/x"),
            id="no column",
        ),
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


def test_where_all_are_columns_the_best_of_them_leads() -> None:
    """An issue is never without a lead for that."""
    url = "https://a.example/opinion/one"
    assert leads(told("a", url=url), told("b", *OTHERS, url=url)) == "b"
    assert leads(told("alone", url=url)) == "alone"
