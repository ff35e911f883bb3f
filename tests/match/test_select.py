"""Each reader gets the best of what they asked for, under the limits, and the counts add up."""

import random
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.domain import news, people
from digest.match import best, select, words
from tests.match import stories
from tests.match.stories import NOW, story, wish

LIMITS = select.Limits(per_outlet=3, floor=0.4, freshness=timedelta(hours=48))
TECH = {"technology": 1.0}


def choose(offered: list[news.Story], wanted: people.Wish, limits: select.Limits = LIMITS) -> people.Choice:
    """The choice of one reader."""
    (choice,) = select.choose(offered, [wanted], now=NOW, limits=limits)
    return choice


def ids(choice: people.Choice) -> list[str]:
    """The stories chosen, best first."""
    return [pick.story.id for pick in choice.picks]


@pytest.mark.parametrize(
    ("offered", "wanted", "expected"),
    [
        pytest.param([story("a", topics={"technology": 0.9})], wish(TECH), ["a"], id="a wanted topic brings a story"),
        pytest.param([story("a", topics={"sport": 0.9})], wish(TECH), [], id="another topic does not"),
        pytest.param([story("a", topics={"technology": 0.4})], wish(TECH), ["a"], id="the floor itself is enough"),
        pytest.param([story("a", topics={"technology": 0.39})], wish(TECH), [], id="below the floor is not"),
        pytest.param([story("a")], wish(TECH), [], id="a story without topics is for nobody by topic"),
        pytest.param(
            [story("a", "Nvidia grows")], wish(follow=("nvidia",)), ["a"], id="a followed word brings it all the same"
        ),
        pytest.param([story("a")], wish(follow=("nvidia",)), [], id="a followed word that is not there brings nothing"),
        pytest.param(
            [story("a", topics={"technology": 0.9}), story("b", topics={"technology": 0.9, "sport": 0.8})],
            wish({"technology": 1.0, "sport": -0.5}),
            ["a", "b"],
            id="an unwanted topic pushes a story down",
        ),
        pytest.param(
            [story("a", topics={"technology": 0.5, "sport": 0.8})],
            wish({"technology": 1.0, "sport": -1.0}),
            [],
            id="more unwanted than wanted is not wanted",
        ),
        pytest.param(
            [story("a", topics={"technology": 0.8}), story("b", topics={"science": 0.8})],
            wish({"technology": 0.5, "science": 0.9}),
            ["b", "a"],
            id="the heavier topic goes first",
        ),
        pytest.param(
            [story("a", hours=30, topics={"technology": 0.9}), story("b", hours=1, topics={"technology": 0.9})],
            wish(TECH),
            ["b", "a"],
            id="of equals the fresher goes first",
        ),
        pytest.param(
            [story("a", topics={"technology": 0.9}), story("b", "", "Meridian", topics={"technology": 0.9})],
            wish(TECH),
            ["b", "a"],
            id="of equals the one more outlets tell goes first",
        ),
        pytest.param(
            [story("b", topics={"technology": 0.9}), story("a", topics={"technology": 0.9})],
            wish(TECH),
            ["a", "b"],
            id="of perfect equals the lower id goes first",
        ),
        pytest.param(
            [story("a", hours=-2, topics={"technology": 0.9})], wish(TECH), ["a"], id="a clock ahead of ours is no harm"
        ),
        pytest.param(
            [story("a", hours=49, topics={"technology": 0.9})], wish(TECH), [], id="what is stale is not on offer"
        ),
        pytest.param(
            [story("a", hours=48, topics={"technology": 0.9})],
            wish(TECH),
            ["a"],
            id="freshness includes its last moment",
        ),
        pytest.param(
            [story("a", "Chips and golf", topics={"technology": 0.9})],
            wish(TECH, mute=("golf",)),
            [],
            id="a muted word removes a wanted story",
        ),
        pytest.param(
            [story("a", "Chips", summary="Golf too.", topics={"technology": 0.9})],
            wish(TECH, follow=("chips",), mute=("golf",)),
            [],
            id="a muted word in the summary outweighs a followed one in the title",
        ),
        pytest.param(
            [story("a", topics={"technology": 0.9})],
            wish(TECH, mute_sources=("Ledger",)),
            [],
            id="a story only a muted source tells is gone",
        ),
        pytest.param(
            [story("a", topics={"technology": 0.9})],
            wish(TECH, sent=frozenset({"a", "older"})),
            [],
            id="a story that was sent does not come back",
        ),
        pytest.param([], wish(TECH), [], id="an empty day gives nothing"),
        pytest.param([story("a", topics={"technology": 0.9})], wish(), [], id="no wish gives nothing"),
        pytest.param(
            [story("a", topics={"technology": 0.9})], wish(TECH, stories=0), [], id="a reader who wants none gets none"
        ),
    ],
)
def test_choose(offered: list[news.Story], wanted: people.Wish, expected: list[str]) -> None:
    """What brings a story, what keeps it out, and what goes before what."""
    assert ids(choose(offered, wanted)) == expected


_NEW = replace(story("a", "Chips banned", outlet="Meridian"), id="a")
_WENT_ON = {"a": news.Development(story=_NEW, words=("Norland", "banned"))}


def test_a_sent_story_that_went_on_comes_once_more() -> None:
    """As told since, with what is new, and counted as shown; another sent one stays a repeat."""
    offered = [story(id_, topics={"technology": 0.9}) for id_ in "abc"]
    wanted = replace(wish(TECH, sent=frozenset({"a", "b"})), updates=_WENT_ON)
    choice = choose(offered, wanted)
    assert [(pick.story.id, pick.story.lead.title, pick.update) for pick in choice.picks] == [
        ("a", "Chips banned", "Norland, banned"),
        ("c", "Title of c", ""),
    ]
    assert (choice.counts.shown, choice.counts.repeats) == (2, 1)


@pytest.mark.parametrize(
    ("offered", "wanted"),
    [
        pytest.param([story("c", topics={"sport": 0.9})], wish(TECH, sent=frozenset({"a"})), id="no longer on offer"),
        pytest.param([story("a", topics={"sport": 0.9})], wish(TECH, sent=frozenset({"a"})), id="of no wanted topic"),
        pytest.param(
            [story("a", "", "Meridian", topics={"technology": 0.9})],
            wish(TECH, sent=frozenset({"a"}), mute_sources=("Meridian",)),
            id="told by a muted source too",
        ),
    ],
)
def test_an_update_keeps_to_the_wish(offered: list[news.Story], wanted: people.Wish) -> None:
    """It is chosen like any other story, and never from what is muted."""
    assert choose(offered, replace(wanted, updates=_WENT_ON)).picks == ()


def test_what_was_not_sent_is_no_update() -> None:
    """It comes whole."""
    (pick,) = choose([story("a", topics={"technology": 0.9})], replace(wish(TECH), updates=_WENT_ON)).picks
    assert (pick.story.lead.title, pick.update) == ("Title of a", "")


def test_choose_keeps_each_outlet_to_its_share_and_the_edition_to_its_size() -> None:
    """The fourth story of an outlet makes room for another's, and every story that is missing is counted."""
    offered = [story(f"l{number}", hours=number, topics={"technology": 0.9}) for number in range(5)]
    offered += [story(f"m{number}", outlet="Meridian", hours=9, topics={"technology": 0.9}) for number in range(3)]
    offered += [
        story("r", topics={"technology": 0.9}),
        story("w", "golf", topics={"technology": 0.9}),
        story("x", topics={"sport": 0.9}),
    ]
    choice = choose(offered, wish(TECH, mute=("golf",), stories=4, sent=frozenset({"r"})))
    assert ids(choice) == ["l0", "l1", "l2", "m0"]
    assert choice.counts == people.Counts(gathered=11, shown=4, repeats=1, muted=1, unmatched=1, capped=2, left_over=2)


def test_choose_shows_a_story_under_an_outlet_that_is_not_muted() -> None:
    """Muting one teller leaves the story to the others, also in the cap and in the reasons."""
    offered = [story("a", "", "Meridian", "Coast Radio", topics={"technology": 0.9})]
    (pick,) = choose(offered, wish(TECH, mute_sources=("ledger.example",))).picks
    assert pick.story.outlets == ("Meridian", "Coast Radio")
    assert [reason.kind for reason in pick.reasons] == ["topic"]


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


@pytest.mark.parametrize(
    ("offered", "wanted", "expected"),
    [
        pytest.param(
            [story("a", hours=9, outlet="Wire", topics={"technology": 0.8}), story("b", topics={"technology": 0.8})],
            wish(TECH, sources=("wire",)),
            ["a", "b"],
            id="a wanted outlet goes before others",
        ),
        pytest.param(
            [story("a", outlet="Wire"), story("b", topics={"sport": 0.9})],
            wish(TECH, sources=("https://feeds.wire.example/rss",)),
            ["a"],
            id="a wanted outlet brings a story of no wanted topic",
        ),
        pytest.param(
            [story("a", outlet="Wire", topics={"sport": 0.9})],
            wish({"sport": -0.1}, sources=("Wire",)),
            [],
            id="a wanted outlet brings nothing of an unwanted topic",
        ),
        pytest.param(
            [story("a", "", "Wire", topics={"sport": 0.9})],
            wish(TECH, sources=("Wire",), mute_sources=("Wire",)),
            [],
            id="an outlet both wanted and muted is muted",
        ),
        pytest.param(
            [story("a", hours=40, topics={"technology": 0.45})], wish(TECH), [], id="what is old and unsure is too weak"
        ),
        pytest.param(
            [story("a", hours=40, topics={"technology": 0.9})],
            wish({"technology": 0.1}),
            ["a"],
            id="a reader's only topic is not weak for its small weight",
        ),
        pytest.param(
            [story("a", topics={"technology": 0.9}), story("b", hours=30, topics={"sport": 0.9})],
            wish({"technology": 1.0, "sport": 0.1}),
            ["a", "b"],
            id="beside a strong topic a sure story of a minor one comes last, and it comes",
        ),
        pytest.param(
            [story("a", topics={"technology": 0.9}), story("b", hours=40, topics={"sport": 0.45})],
            wish({"technology": 1.0, "sport": 0.3}),
            ["a"],
            id="an unsure story of a minor topic is too weak, as of any other",
        ),
        pytest.param(
            [story("a", hours=40, topics={"technology": 0.9, "sport": 0.5})],
            wish({"technology": 0.2, "sport": -0.2}),
            [],
            id="what is unwanted as much as another is wanted takes off as much",
        ),
        pytest.param(
            [story("a", "Nvidia", hours=47, topics={"sport": 1.0})],
            wish({"sport": -1.0}, follow=("Nvidia", "NVIDIA")),
            ["a"],
            id="a followed word is never too weak",
        ),
        pytest.param(
            [story("a", "Golf today", topics={"sport": 0.6}), story("b", "Rugby today", topics={"sport": 0.6})],
            wish({"sport": 1.0}, likes={"rugby": 0.9}),
            ["b", "a"],
            id="learned words change the order",
        ),
        pytest.param(
            [story("a", "Golf today", topics={"sport": 0.5}), story("b", "Rugby today", topics={"sport": 0.5})],
            wish({"sport": 1.0}, likes={"golf": -0.9}),
            ["b", "a"],
            id="disliked words put a story behind others",
        ),
        pytest.param(
            [story("a", topics={"sport": 0.6}), story("b", topics={"science": 0.6})],
            wish({"sport": 1.0, "science": 0.9}, learned={"science": 0.4, "sport": -0.4, "world": 0.5}),
            ["b", "a"],
            id="learned topics change the order, and drop no topic asked for",
        ),
        pytest.param(
            [story("a", topics={"world": 0.9})], wish(TECH, learned={"world": 0.5}), [], id="learning asks for no topic"
        ),
    ],
)
def test_choose_weighs(offered: list[news.Story], wanted: people.Wish, expected: list[str]) -> None:
    """Wanted outlets, what was learned, and what is too weak."""
    assert ids(choose(offered, wanted)) == expected


def test_a_common_followed_word_does_not_fill_the_edition() -> None:
    """The first stories with the word come before all others; the next ones only where there is room."""
    offered = [story(f"w{number}", "Rain again", outlet=f"W{number}") for number in range(12)]
    offered += [story(f"t{number}", outlet=f"T{number}", topics={"technology": 0.9}) for number in range(8)]
    chosen = ids(choose(offered, wish(TECH, follow=("rain",))))
    assert [id_[0] for id_ in chosen] == ["w"] * 3 + ["t"] * 8 + ["w"]
    alone = choose(offered, wish(follow=("rain",)))
    assert len(alone.picks) == alone.counts.matched == 12


def test_two_followed_words_in_one_story_count_both() -> None:
    """The story with both goes first, and says so; what was sent leaves the first place to the next."""
    offered = [story("a", "Rain on the golf course"), story("b", "Rain"), story("c", "Golf", hours=5)]
    first, *_ = choose(offered, wish(follow=("rain", "golf"))).picks
    assert (first.story.id, [reason.subject for reason in first.reasons]) == ("a", ["rain", "golf"])
    second, _ = choose(offered, wish(follow=("rain", "golf"), sent=frozenset("a"))).picks
    assert (second.story.id, second.score) == ("b", first.score - 2.0)
    assert choose(offered[:1], wish(follow=("rain",), sent=frozenset("a"))).counts == people.Counts(
        gathered=1, repeats=1
    )


def test_no_two_stories_are_alike() -> None:
    """Of a daily column the newer issue is enough, and the other is counted; a stranger is nobody's like."""
    offered = [
        story("a", "Today's word puzzle answer and hints Tuesday", hours=30, topics={"technology": 0.9}),
        story("b", "Today's word puzzle answer and hints Wednesday", topics={"technology": 0.9}, outlet="Wire"),
        story("c", "Chips for everybody", topics={"technology": 0.9}),
    ]
    choice = choose(offered, wish(TECH))
    assert ids(choice) == ["b", "c"]
    assert choice.counts == people.Counts(gathered=3, shown=2, alike=1)


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


@pytest.mark.parametrize(
    ("wanted", "asked", "beyond"),
    [
        pytest.param(wish(TECH, outside=True), "tv", "s", id="one story from outside comes along"),
        pytest.param(wish(TECH), "tv", "", id="not for a reader who wants none"),
        pytest.param(wish(TECH, outside=True, stories=2), "t", "s", id="it takes the last place"),
        pytest.param(wish(TECH, outside=True, stories=1), "t", "", id="it never takes the only place"),
        pytest.param(wish({"health": 1.0}, outside=True), "", "", id="it never comes alone"),
        pytest.param(wish({"technology": 1.0, "sport": -0.1}, outside=True), "tv", "w", id="none unwanted"),
        pytest.param(wish(TECH, outside=True, learned={"sport": -0.1}), "tv", "w", id="none disliked"),
        pytest.param(wish(TECH, outside=True, mute=("cup",)), "tv", "w", id="none muted"),
        pytest.param(wish(TECH, outside=True, sent=frozenset("s")), "tv", "w", id="none that was sent"),
        pytest.param(wish(TECH, outside=True, follow=("cup",)), "stv", "w", id="none that is followed"),
        pytest.param(wish(TECH, outside=True, sources=("O3",)), "tvs", "w", id="none of a wanted outlet"),
        pytest.param(wish({"technology": 1.0, "sport": -0.1, "world": -0.1}, outside=True), "tv", "", id="none unsure"),
        pytest.param(wish(TECH, outside=True, mute_sources=("O3",)), "tv", "s", id="as others tell it"),
        pytest.param(
            replace(
                wish(TECH, outside=True, sent=frozenset("s")),
                updates={"s": news.Development(story=story("s"), words=("new",))},
            ),
            "tv",
            "w",
            id="none that was sent and went on",
        ),
    ],
)
def test_one_story_from_outside(wanted: people.Wish, asked: str, beyond: str) -> None:
    """The one of most general interest whose topic the reader neither asked for nor rejects, labelled, last."""
    offered = [
        story("t", "Chips", outlet="O1", topics={"technology": 0.9}),
        story("v", "Tubes", outlet="O2", topics={"technology": 0.8}),
        story("s", "The cup", "More", "Others", outlet="O3", topics={"sport": 0.9}),
        story("w", "A summit", "More", outlet="O4", topics={"world": 0.9}),
        story("u", "Hm", "More", "Others", "All", outlet="O5", topics={"world": 0.2}),
    ]
    choice = choose(offered, wanted)
    assert [(pick.story.id, pick.outside) for pick in choice.picks] == [
        *((id_, False) for id_ in asked),
        *((id_, True) for id_ in beyond),
    ]
    assert choice.counts.outside == len(beyond)
    if beyond == "s" and not wanted.profile.mute_sources:
        assert choice.picks[-1].topic == "sport"
        assert choice.picks[-1].reasons == (
            people.Reason(kind=people.Cause.OUTSIDE, subject="sport"),
            people.Reason(kind=people.Cause.SOURCES, count=3),
        )


def test_the_story_from_outside_keeps_to_the_limits() -> None:
    """It is neither one more of an outlet that had its share nor like a story that is there."""
    puzzle = "Today's word puzzle answer and hints"
    offered = [
        story("a", f"{puzzle} Tuesday", outlet="Wire", topics={"technology": 0.9}),
        story("b", "Chips", topics={"technology": 0.9}),
        story("c", "Cup", "More", "Others", topics={"sport": 0.9}),
        story("d", f"{puzzle} Wednesday", "More", "Others", outlet="Hill", topics={"sport": 0.9}),
        story("e", "Cup", outlet="Dale", topics={"sport": 0.9}),
    ]
    choice = choose(offered, wish(TECH, outside=True), select.Limits(per_outlet=1))
    assert ids(choice) == ["a", "b", "e"]


_QUIET_DAY = [
    story("a", "A summit", "More", "Others", "All", outlet="O1", topics={"world": 0.9}),
    story("b", "The cup", "More", "Others", outlet="O2", topics={"sport": 0.9}),
    story("c", "Hm", "More", outlet="O3"),
    story("d", "Chips", hours=47, outlet="O4", topics={"technology": 0.41}),
]


def test_on_a_quiet_day_a_wider_net_is_cast() -> None:
    """The best of all news comes, but nothing unwanted, muted or sent, and says why; the counts add up."""
    wider = wish({"technology": 1.0, "sport": -0.1}, quiet=people.Quiet.WIDER, outside=True)
    choice = choose(_QUIET_DAY, wider)
    assert choice.wider
    assert [(pick.story.id, pick.topic, pick.outside) for pick in choice.picks] == [
        ("a", "world", False),
        ("c", news.UNSURE, False),
        ("d", "technology", False),
    ]
    assert choice.picks[0].reasons == (
        people.Reason(kind=people.Cause.WIDER),
        people.Reason(kind=people.Cause.SOURCES, count=4),
    )
    assert choice.counts == people.Counts(gathered=4, shown=3, unmatched=1, outside=2)
    muted = replace(wider, profile=replace(wider.profile, mute=("hm",)), sent=frozenset("a"))
    assert ids(choose(_QUIET_DAY, muted)) == ["d"]
    went_on = {"a": news.Development(story=_QUIET_DAY[0], words=("new",))}
    assert ids(choose(_QUIET_DAY, replace(muted, updates=went_on))) == ["d"]


@pytest.mark.parametrize(
    "wanted",
    [
        pytest.param(wish(TECH, quiet=people.Quiet.LINE, outside=True), id="a line is enough for the reader"),
        pytest.param(wish(TECH, quiet=people.Quiet.NOTHING, outside=True), id="the reader wants no mail then"),
        pytest.param(wish(TECH, quiet=people.Quiet.WIDER, stories=0), id="the reader wants no stories at all"),
        pytest.param(
            wish({"world": -1.0, "sport": -1.0}, quiet=people.Quiet.WIDER, mute=("hm", "chips")), id="nothing is left"
        ),
    ],
)
def test_no_wider_net(wanted: people.Wish) -> None:
    """It is cast only for those who want it, and says so only where something was in it."""
    choice = choose(_QUIET_DAY, wanted)
    assert (choice.picks, choice.wider) == ((), False)


def test_a_day_with_news_needs_no_wider_net() -> None:
    """One wanted story is enough."""
    wanted = wish({"world": 1.0}, quiet=people.Quiet.WIDER)
    choice = choose(_QUIET_DAY, wanted)
    assert (ids(choice), choice.wider) == (["a"], False)


def test_stories_laid_out_once_serve_many_calls() -> None:
    """Choosing from a table gives what choosing afresh gives, again and again."""
    offered = [story(f"s{number:02}", topics={"technology": 0.5 + number / 50}) for number in range(20)]
    table = select.lay_out(offered, now=NOW, limits=LIMITS)
    for wanted in (wish(TECH, stories=4), wish(TECH, follow=("s07",)), wish(TECH, stories=4)):
        assert select.choose_from(table, [wanted], limits=LIMITS) == (choose(offered, wanted),)


def test_many_stories_of_one_worth_come_by_id() -> None:
    """Among more equals than are put in order once, the lowest ids win, also beside a followed one."""
    offered = [story(f"{number:03}", outlet=f"O{number}", topics={"technology": 0.9}) for number in range(200)]
    assert ids(choose(offered, wish(TECH))) == [f"{number:03}" for number in range(12)]
    barred = frozenset(f"{number:03}" for number in range(80))
    followed = wish(TECH, follow=("title",), sent=barred, stories=120)
    assert ids(choose(offered, followed)) == [f"{number:03}" for number in range(80, 200)]


def test_choose_answers_many_readers_in_their_order() -> None:
    """Readers beyond one block get what they would get alone."""
    offered = [story(f"s{number:02}", topics={"technology": 0.5 + number / 50}) for number in range(20)]
    wishes = [wish({"technology": 1 / (1 + number % 7)}, stories=number % 5) for number in range(600)]
    together = select.choose(offered, wishes, now=NOW, limits=LIMITS)
    assert together == tuple(choose(offered, wanted) for wanted in wishes)


_TOPICS = ("technology", "science", "sport")
_WORDS = ("golf", "ai", "rain", "training", "Nvidia")
_OUTLETS = ("Ledger", "Meridian", "Wire")

STORY = st.builds(
    lambda id_, title, outlet, others, hours, topics: story(
        id_, " ".join(title), *others, outlet=outlet, hours=hours, topics=topics
    ),
    st.text(alphabet="abcdef", min_size=1, max_size=3),
    st.lists(st.sampled_from(_WORDS), min_size=1, max_size=3),
    st.sampled_from(_OUTLETS),
    st.sets(st.sampled_from(_OUTLETS), max_size=2),
    st.integers(0, 60),
    st.dictionaries(st.sampled_from(_TOPICS), st.floats(0, 1), max_size=3),
)
WISH = st.builds(
    wish,
    st.dictionaries(st.sampled_from(_TOPICS), st.floats(-1, 1), max_size=3),
    follow=st.lists(st.sampled_from(_WORDS), max_size=2).map(tuple),
    mute=st.lists(st.sampled_from(_WORDS), max_size=1).map(tuple),
    mute_sources=st.lists(st.sampled_from(_OUTLETS), max_size=1).map(tuple),
    stories=st.integers(0, 6),
    sources=st.lists(st.sampled_from(_OUTLETS), max_size=1).map(tuple),
    outside=st.booleans(),
    quiet=st.sampled_from(people.Quiet),
    sent=st.frozensets(st.text(alphabet="abcdef", min_size=1, max_size=3), max_size=4),
    likes=st.dictionaries(st.sampled_from([word.lower() for word in _WORDS]), st.floats(-1, 1), max_size=2),
    learned=st.dictionaries(st.sampled_from(_TOPICS), st.floats(-0.5, 0.5), max_size=2),
)


def with_updates(wanted: people.Wish, offered: list[news.Story]) -> people.Wish:
    """The wish, with every other story that was sent gone on."""
    sent = sorted(wanted.sent)[::2]
    gone_on = {told.id: news.Development(story=told, words=("new",)) for told in offered if told.id in sent}
    return replace(wanted, updates=gone_on)


@settings(deadline=None)
@given(
    offered=st.lists(STORY, max_size=25, unique_by=lambda told: told.id),
    wishes=st.lists(WISH, min_size=1, max_size=3),
    per_outlet=st.integers(1, 3),
    floor=st.floats(0, 1.5),
    seed=st.randoms(use_true_random=False),
)
def test_laws_of_choosing(
    offered: list[news.Story], wishes: list[people.Wish], per_outlet: int, floor: float, seed: random.Random
) -> None:
    """Limits hold, nothing sent or muted is chosen, every pick has a cause, and neither order nor company matters."""
    limits = select.Limits(per_outlet=per_outlet, freshness=timedelta(hours=48), score_floor=floor, alike=0.9)
    wishes = [with_updates(wanted, offered) for wanted in wishes]
    choices = select.choose(offered, wishes, now=NOW, limits=limits)
    shuffled = seed.sample(offered, len(offered))
    for wanted, choice in zip(wishes, choices, strict=True):
        chosen = ids(choice)
        outlets = [pick.story.lead.outlet for pick in choice.picks]
        assert len(chosen) == len(set(chosen)) == choice.counts.shown <= wanted.profile.stories
        assert all(outlets.count(outlet) <= per_outlet for outlet in outlets)
        assert not set(chosen) & (wanted.sent - wanted.updates.keys())
        assert not any(outlet in wanted.profile.mute_sources for pick in choice.picks for outlet in pick.story.outlets)
        assert not any(
            places for places in words.find(wanted.profile.mute, [p.story.lead.title for p in choice.picks]).values()
        )
        assert all(pick.reasons for pick in choice.picks)
        assert choice.counts.gathered == sum(NOW - told.first_seen_at <= timedelta(hours=48) for told in offered)
        beyond = [pick for pick in choice.picks if pick.outside]
        assert len(beyond) <= int(wanted.profile.outside)
        assert not beyond or len(chosen) > 1
        assert choice.wider <= (wanted.profile.quiet is people.Quiet.WIDER)
        assert choice.wider or choice.counts.outside == len(beyond)
        scores = [pick.score for pick in choice.picks if not pick.outside]
        assert choice.wider or scores == sorted(scores, reverse=True)
        assert choose(shuffled, wanted, limits) == choice


@settings(deadline=None)
@given(
    offered=st.lists(STORY, max_size=25, unique_by=lambda told: told.id),
    wanted=WISH,
    top=st.integers(1, 4),
    per_outlet=st.integers(1, 3),
)
def test_looking_at_few_first_changes_nothing(
    offered: list[news.Story], wanted: people.Wish, top: int, per_outlet: int
) -> None:
    """However few of a row are put in order once for all, each reader gets what putting all in order would give."""
    limits = select.Limits(per_outlet=per_outlet, freshness=None, score_floor=0.2, alike=0.9)
    whole = choose(offered, wanted, limits)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(best, "TOP", top)
        assert choose(offered, wanted, limits) == whole


def test_choose_takes_what_is_offered_when_no_freshness_is_set() -> None:
    """A caller that offers a whole week to a weekly reader is taken at its word."""
    offered = [story("a", hours=6 * 24, topics={"technology": 0.9})]
    assert ids(choose(offered, wish(TECH), select.Limits())) == ["a"]


def test_a_story_offered_twice_is_on_offer_once() -> None:
    """The same story handed in twice is one story."""
    twice = [stories.story("a", topics={"technology": 0.9})] * 2
    assert choose(twice, wish(TECH)).counts == people.Counts(gathered=1, shown=1)
