"""A word counts where the reader would find it; what is unwanted counts anywhere."""

from dataclasses import replace

import pytest

from digest.domain import news, people
from digest.match import said, select
from tests.match.stories import NOW, article, story, wish


def told(*titles: str, lead: int = 0) -> news.Story:
    """One story by so many articles, each of an outlet of its own; the one at `lead` leads."""
    articles = tuple(article(f"a{number}", title, outlet=f"O{number}") for number, title in enumerate(titles))
    return replace(story("s"), lead=articles[lead], articles=articles)


@pytest.mark.parametrize(
    ("word", "one", "mainly", "anywhere"),
    [
        pytest.param("ada", told("Ada wins", "A prize", "Prizes"), True, True, id="the article that leads has it"),
        pytest.param("ada", told("A prize", "Ada", "Prizes", lead=1), True, True, id="whichever article leads"),
        pytest.param("ada", told("A prize", "Ada wins", "Prizes"), False, True, id="one of three others has it"),
        pytest.param("ada", told("A prize", "Ada wins"), True, True, id="half of the articles have it"),
        pytest.param("ada", told("A prize", "Ada", "Ada"), True, True, id="most of the articles have it"),
        pytest.param("ada AND prize", told("Ada wins", "A prize"), False, True, id="two words in two articles"),
        pytest.param("ada AND prize", told("Ada's prize", "A", "B"), True, True, id="two words in the one that leads"),
        pytest.param("ada prize", told("Ada", "prize"), False, False, id="no phrase goes on in the next article"),
        pytest.param("ada", told("A prize"), False, False, id="nobody says it"),
    ],
)
def test_where_a_word_counts(word: str, one: news.Story, mainly: bool, anywhere: bool) -> None:
    """In the article shown or in half of all for who follows it, in any article for who wants none of it."""
    index = said.Index([story("t"), one])
    telling = index.telling(word)
    assert [place for place in telling if said.mainly([story("t"), one][place], telling[place])] == [1] * mainly
    assert index.anywhere(word) == ({1} if anywhere else set())


@pytest.mark.parametrize(
    ("title", "summary", "telling"),
    [
        pytest.param("Ada wins", "A prize. " * 9, {0: ["a"]}, id="in the title"),
        pytest.param("A prize", "For Ada, of all.", {0: ["a"]}, id="in what is shown of the teaser"),
        pytest.param("A prize", "For somebody. Ada, of all.", {}, id="where it is cut away"),
        pytest.param("A prize", "Ada!", {0: ["a"]}, id="in a teaser that is shown whole"),
        pytest.param("A prize", "For somebody.", {}, id="nowhere"),
    ],
)
def test_a_followed_word_counts_where_it_is_shown(title: str, summary: str, telling: dict[int, list[str]]) -> None:
    """Who follows it would look for it in vain further down; who wants none of it is spared it all the same."""
    other = story("b", "Ada", summary="Short")
    index = said.Index([story("a", title, summary=summary), other], cut=lambda teaser: teaser[:16])
    assert index.telling("ada") == telling | {1: ["b"]}
    assert index.anywhere("ada") == ({0, 1} if "Ada" in title + summary else {1})


def test_a_followed_word_brings_no_story_whose_shown_article_lacks_it() -> None:
    """And a muted one takes it out all the same; the summary counts like the title."""
    one = told("A prize", "Ada wins", "Prizes")
    in_summary = story("u", "A prize", summary="Ada wins it.", outlet="Wire")
    wishes = [wish(follow=("ada",)), wish({"science": 1.0}, mute=("ada",))]
    offered = [replace(one, topics=(news.TopicScore(topic="science", probability=0.9),)), in_summary]
    followed, muted = select.choose(offered, wishes, now=NOW, limits=select.Limits(alike=2.0))
    assert [pick.story.id for pick in followed.picks] == ["u"]
    assert muted.counts == people.Counts(gathered=2, muted=2)


def follower(*muted: str) -> people.Choice:
    """What somebody gets of two stories who follows Ada and has muted some of the four outlets that tell one."""
    science = (news.TopicScore(topic="science", probability=0.9),)
    offered = [
        replace(told("Ada wins", "A prize", "Prizes", "A cup for Ada"), topics=science),
        replace(story("u", "Ada", outlet="Wire"), topics=science),
    ]
    wanted = wish({"science": 1.0}, follow=("ada",), mute_sources=muted)
    (choice,) = select.choose(offered, [wanted], now=NOW, limits=select.Limits(alike=2.0))
    return choice


@pytest.mark.parametrize(
    ("muted", "shown", "counts"),
    [
        pytest.param((), "Ada wins", True, id="as all tell it, its lead has it"),
        pytest.param(("O0",), "A prize", False, id="without its lead, the one shown lacks it, and most do"),
        pytest.param(("O0", "O1", "O2"), "A cup for Ada", True, id="the one shown then has it"),
        pytest.param(("O0", "O1"), "Prizes", True, id="half of those left have it"),
        pytest.param(("O1", "O2"), "Ada wins", True, id="others are muted"),
        pytest.param(("O3",), "Ada wins", True, id="who is muted says it too"),
    ],
)
def test_a_followed_word_counts_as_the_story_is_told_to_the_reader(
    muted: tuple[str, ...], shown: str, counts: bool
) -> None:
    """Where a muted source leads the story to others, the article shown is another one."""
    by_id = {pick.story.id: pick for pick in follower(*muted).picks}
    causes = [reason.kind for reason in by_id["s"].reasons]
    assert (by_id["s"].story.lead.title, people.Cause.FOLLOW in causes) == (shown, counts)
    assert people.Cause.FOLLOW in [reason.kind for reason in by_id["u"].reasons]


def test_a_followed_word_counts_where_only_the_article_shown_has_it() -> None:
    """The one that leads to others lacks it, and so do most; to this reader it is in the headline."""
    offered = [told("A prize", "Ada wins", "Prizes")]
    wishes = [wish(follow=("ada",)), wish(follow=("ada",), mute_sources=("O0",))]
    others, mine = select.choose(offered, wishes, now=NOW, limits=select.Limits())
    assert (len(others.picks), [pick.story.lead.title for pick in mine.picks]) == (0, ["Ada wins"])
