"""Articles about one event become one story."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.classify import cluster
from digest.domain import news
from tests.classify import samples
from tests.classify.samples import NOW

_DAM = "Dam at Orrin Falls gives way after storm"
_DAM_TOO = "Storm breaks Orrin Falls dam, valley cleared"
_DAM_SUMMARY = "The Orrin Falls dam broke on Sunday after the storm; the valley of Orrin was cleared."
_VOTE = "Senate of Norland votes on the harbour tax"


def _article(identity: str, title: str, hours: float = 0, **changed: Any) -> news.Article:
    """An article published so many hours after noon."""
    at = NOW + timedelta(hours=hours)
    return samples.article(title, id=identity, **{"published_at": at, "first_seen_at": at, **changed})


def _stories(*articles: news.Article) -> list[set[str]]:
    """The sets of ids that share a story."""
    assigned = cluster.assign(articles, [])
    return sorted(
        ({one for one, story in assigned.items() if story == each} for each in set(assigned.values())), key=min
    )


@pytest.mark.parametrize(
    ("first", "second", "together"),
    [
        pytest.param(
            _article("a", _DAM, summary=_DAM_SUMMARY),
            _article("b", _DAM_TOO, 5, summary=_DAM_SUMMARY),
            True,
            id="two headlines, one event",
        ),
        pytest.param(_article("a", _DAM), _article("b", _VOTE), False, id="two events"),
        pytest.param(
            _article("a", _DAM, url="https://a.example/1"),
            _article("b", _VOTE, 200, url="https://a.example/1"),
            True,
            id="the same address, whatever it says now and however late",
        ),
        pytest.param(
            _article("a", _DAM), _article("b", f"{_DAM} - The Northern Paper", 60), True, id="the same headline"
        ),
        pytest.param(_article("a", _DAM), _article("b", _DAM, 73), False, id="the same headline in another week"),
        pytest.param(
            _article("a", "Morning briefing", summary="Rain in the north and a vote."),
            _article(
                "b", "Morning briefing", 24, summary="Cup final tonight; a whale was seen near the pier of Skelby."
            ),
            False,
            id="a headline that returns every day",
        ),
        pytest.param(
            _article("a", _DAM, summary=_DAM_SUMMARY),
            _article("b", _DAM_TOO, 73, summary=_DAM_SUMMARY, published_at=NOW),
            False,
            id="told at the same time, but seen three days later",
        ),
        pytest.param(
            _article("a", _DAM, url="https://a.example/"),
            _article("b", _VOTE, url="https://a.example/"),
            False,
            id="the front page of a site as the address of everything",
        ),
        pytest.param(
            _article("a", "Orrin Falls dam: what we know on day 9"),
            _article("b", "Orrin Falls dam: what we know on day 10", 24),
            False,
            id="the ninth and the tenth page of one series",
        ),
        pytest.param(
            _article("a", "Evening news of the Orrin valley - live", summary="A vote; a storm."),
            _article("b", "Evening news of the Orrin valley - live", 24, summary="Cup final; whales."),
            False,
            id="the live page of one outlet on two days",
        ),
        pytest.param(_article("a", "The"), _article("b", "Of", url=""), False, id="no words and no address"),
    ],
)
def test_two_articles(first: news.Article, second: news.Article, together: bool) -> None:
    """Whether they tell one event."""
    assert _stories(first, second) == ([{"a", "b"}] if together else [{"a"}, {"b"}])


def test_a_story_is_named_after_its_first_article() -> None:
    """The one seen first, whatever the order they come in."""
    late = _article("a", _DAM, 2, summary=_DAM_SUMMARY)
    early = _article("b", _DAM_TOO, 1, summary=_DAM_SUMMARY)
    assert cluster.assign([late, early], []) == {"a": "b", "b": "b"}


def test_new_articles_join_the_stories_of_earlier_days() -> None:
    """And the earlier articles keep the story they have, even where it would be another today."""
    known = [(_article("a", _DAM, summary=_DAM_SUMMARY), "s1"), (_article("b", _VOTE), "s1")]
    new = [_article("c", _DAM_TOO, 8, summary=_DAM_SUMMARY), known[1][0]]
    assert cluster.assign(new, known) == {"c": "s1", "b": "s1"}


def test_an_article_unlike_a_story_as_a_whole_begins_its_own() -> None:
    """Being like one article of a long and mixed story is not enough: no chains."""
    dam = (_article("a", _DAM, summary=_DAM_SUMMARY), "s1")
    mixed = [(_article(f"m{number}", f"{word} {word}s in {word}land"), "s1") for number, word in enumerate(_STRANGE)]
    new = _article("z", _DAM_TOO, 1, summary=_DAM_SUMMARY)
    assert cluster.assign([new], [dam]) == {"z": "s1"}
    assert cluster.assign([new], [dam, *mixed]) == {"z": "z"}


_STRANGE = ["quorl", "bexit", "zandor", "mipple", "tarquon", "ulvem"]


def test_a_story_holds_one_match_and_one_number_of_a_series() -> None:
    """Whatever else the article is like."""
    known = [
        (_article("a", "Orrin v Skelby: Norland cup semi-final - live", summary=_DAM_SUMMARY), "s1"),
        (_article("b", "Norland cup semi-final ends in storm at Orrin Falls", 1, summary=_DAM_SUMMARY), "s1"),
    ]
    rest = {"summary": _DAM_SUMMARY, "outlet": "B"}
    new = [
        _article("y", "Whitby v Marsk: Norland cup semi-final ends in storm at Orrin Falls", 2, **rest),
        _article("z", "Skelby v Orrin: Norland cup semi-final ends in storm at Orrin Falls", 2, **rest),
    ]
    assert cluster.assign(new, known) == {"y": "y", "z": "s1"}


def test_a_date_to_come_counts_as_now() -> None:
    """A feed with a wrong clock does not split a story."""
    now = _article("a", _DAM, summary=_DAM_SUMMARY)
    wrong = _article("b", _DAM_TOO, 24 * 300, summary=_DAM_SUMMARY, first_seen_at=NOW)
    assert cluster.assign([now, wrong], []) == {"a": "a", "b": "a"}


def test_the_best_fitting_of_two_stories_is_joined() -> None:
    """Not the first one that would do."""
    dam = [(_article(f"a{number}", _DAM, summary=_DAM_SUMMARY), "dam") for number in range(3)]
    other = (_article("b", "Storm breaks Orrin Falls bridge", summary="The bridge broke on Sunday."), "bridge")
    new = _article("z", _DAM_TOO, 1, summary=_DAM_SUMMARY)
    assert cluster.assign([new], [other, *dam]) == {"z": "dam"}


def test_only_the_first_sight_matters_for_what_is_compared() -> None:
    """Known articles of earlier days are passed over, and of those nearer in time each is compared."""
    known = [(_article(f"k{hours}", _DAM, hours, summary=_DAM_SUMMARY), f"s{hours}") for hours in (-200, -71)]
    new = [_article("n0", _VOTE), _article("n1", _DAM_TOO, 0.5, summary=_DAM_SUMMARY, outlet="B")]
    assert cluster.assign(new, known) == {"n0": "n0", "n1": "s-71"}
    later = [_article("l0", _VOTE, 90), _article("l1", _VOTE, 91, outlet="C")]
    assert cluster.assign(later, known) == {"l0": "l0", "l1": "l0"}


_TITLES = [_DAM, _DAM_TOO, _VOTE, "Harbour tax passes Senate of Norland", "Whale seen near Skelby pier", "The"]
_ARTICLES = st.lists(
    st.builds(
        lambda identity, title, hours, url: _article(
            f"{identity:02}", title, hours, url=f"https://a.example/{url}" if url < 5 else ""
        ),
        st.integers(0, 30),
        st.sampled_from(_TITLES),
        st.integers(0, 100),
        st.integers(0, 30),
    ),
    max_size=12,
    unique_by=lambda article: article.id,
)


@settings(max_examples=60, deadline=None)
@given(articles=_ARTICLES, data=st.data())
def test_laws(articles: list[news.Article], data: st.DataObject) -> None:
    """Each article has one story, named after one of them; order does not matter; assigning again changes nothing."""
    assigned = cluster.assign(articles, [])
    assert set(assigned) == {article.id for article in articles}
    assert all(assigned[story] == story for story in assigned.values())
    shuffled = data.draw(st.permutations(articles))
    assert cluster.assign(shuffled, []) == assigned
    known = [(article, assigned[article.id]) for article in shuffled]
    assert cluster.assign(articles, known) == assigned


@settings(max_examples=60, deadline=None)
@given(articles=_ARTICLES, gathers=st.integers(1, 12))
def test_one_pass_or_many_gathers(articles: list[news.Article], gathers: int) -> None:
    """The same stories, however often the feeds were asked; what an article is in, it stays in."""
    ordered = sorted(articles, key=lambda article: (article.first_seen_at, article.published_at, article.id))
    assert in_gathers(ordered, gathers) == cluster.assign(articles, [])


def in_gathers(ordered: list[news.Article], gathers: int) -> dict[str, str]:
    """The stories when the articles come in so many parts, each with all the known."""
    size = max(-(-len(ordered) // gathers), 1)
    known: list[tuple[news.Article, str]] = []
    for start in range(0, len(ordered), size):
        part = ordered[start : start + size]
        assigned = cluster.assign(part, known)
        known += [(article, assigned[article.id]) for article in part]
    return {article.id: story for article, story in known}


def test_a_story_is_about_what_its_articles_say_together() -> None:
    """The words stand in the article shown; articles stand newest last; `subject` has how topics come together."""
    scores = [
        (news.TopicScore(topic="world", probability=0.8, terms=("dam",)),),
        (news.TopicScore(topic="world", probability=0.9, terms=("storm",)),),
        (),
    ]
    articles = [_article(str(number), _DAM, -number, topics=each) for number, each in enumerate(scores)]
    story = cluster.story("0", articles)
    assert [(score.topic, score.terms) for score in story.topics] == [("world", ("storm", "dam"))]
    assert [article.id for article in story.articles] == ["2", "1", "0"]
    assert (story.first_seen_at, story.last_seen_at) == (NOW - timedelta(hours=2), NOW)
