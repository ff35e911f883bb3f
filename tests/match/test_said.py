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
    assert index.mainly(word) == ({1} if mainly else set())
    assert index.anywhere(word) == ({1} if anywhere else set())


def test_a_followed_word_brings_no_story_whose_shown_article_lacks_it() -> None:
    """And a muted one takes it out all the same; the summary counts like the title."""
    one = told("A prize", "Ada wins", "Prizes")
    in_summary = story("u", "A prize", summary="Ada wins it.", outlet="Wire")
    wishes = [wish(follow=("ada",)), wish({"science": 1.0}, mute=("ada",))]
    offered = [replace(one, topics=(news.TopicScore(topic="science", probability=0.9),)), in_summary]
    followed, muted = select.choose(offered, wishes, now=NOW, limits=select.Limits(alike=2.0))
    assert [pick.story.id for pick in followed.picks] == ["u"]
    assert muted.counts == people.Counts(gathered=2, muted=2)
