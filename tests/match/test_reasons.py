"""Each pick says exactly what brought it, strongest first."""

from digest.domain import news, people
from digest.match import select
from tests.match.choosing import TECH, choose
from tests.match.stories import story, wish


def test_choose_gives_exact_reasons_strongest_first() -> None:
    """Reasons name the followed word, the topic with the words that carried it, and the number of outlets."""
    offered = [
        story(
            "a",
            "Nvidia opens a chip factory",
            "Meridian",
            "Coast Radio",
            "Wire",
            topics={"technology": 0.9, "business": 0.5},
            terms=("chip", "factory"),
        )
    ]
    wanted = wish({"technology": 0.5, "business": 1.0}, follow=("Nvidia", "ai"))
    (pick,) = choose(offered, wanted).picks
    assert pick.topic == "business"
    assert pick.reasons == (
        people.Reason(kind=people.Cause.FOLLOW, subject="Nvidia"),
        people.Reason(kind=people.Cause.TOPIC, subject="business", terms=("chip", "factory")),
        people.Reason(kind=people.Cause.SOURCES, count=4),
    )


def test_the_words_of_a_topic_stand_in_the_article_that_the_reader_sees() -> None:
    """Another teller may have said more of it; what is not shown explains nothing."""
    offered = [story("a", "A factory opens", topics={"business": 0.9}, terms=("shares", "factory"))]
    (pick,) = choose(offered, wish({"business": 1.0})).picks
    assert pick.reasons[0].terms == ("factory",)


def test_choose_names_a_topic_alone_when_no_words_carried_it() -> None:
    """A topic without terms is a reason of one word."""
    (pick,) = choose([story("a", topics={"science": 0.7})], wish({"science": 0.3})).picks
    assert pick.reasons == (people.Reason(kind=people.Cause.TOPIC, subject="science"),)


def test_choose_puts_what_was_only_followed_under_no_topic() -> None:
    """A story of an unwanted or unsure topic stands with the followed ones."""
    offered = [story("a", "Nvidia wins the cup", topics={"sport": 0.9}), story("b", "Nvidia again")]
    picks = choose(offered, wish(TECH, follow=("nvidia",))).picks
    assert [pick.topic for pick in picks] == [news.UNSURE, news.UNSURE]


def test_a_rare_outlet_is_raised_and_said_to_be() -> None:
    """Of equals the story of an outlet that seldom writes goes first; a muted one is not named."""
    offered = [story(f"l{number}", outlet=f"O{number % 4}", topics={"technology": 0.9}) for number in range(40)]
    offered.append(story("z", "", "O1", outlet="Village Post", topics={"technology": 0.6}))
    best = next(pick for pick in choose(offered, wish(TECH, stories=41), _MANY).picks if pick.story.id == "z")
    assert [reason.kind for reason in best.reasons] == ["topic", "rare"]
    assert best.reasons[1].subject == "Village Post"
    muted = choose(offered, wish(TECH, stories=41, mute_sources=("Village Post",)), _MANY)
    assert all(len(pick.reasons) == 1 for pick in muted.picks)


_MANY = select.Limits(per_outlet=50)


def test_reasons_are_the_parts_of_the_score() -> None:
    """Learned words and wanted outlets stand among the others, by what they are worth."""
    offered = [story("a", "Rugby cup", outlet="Wire", topics={"sport": 0.6, "world": 0.9}), story("b", "Golf cup")]
    wanted = wish({"sport": 0.5, "world": 0.2}, sources=("Nobody", "wire.example"), likes={"rugby": 1.0})
    (pick,) = choose(offered, wanted).picks
    assert pick.reasons == (
        people.Reason(kind=people.Cause.LEARNED, terms=("rugby",)),
        people.Reason(kind=people.Cause.SOURCE, subject="Wire"),
        people.Reason(kind=people.Cause.TOPIC, subject="sport"),
    )
