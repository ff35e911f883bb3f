"""Who leads a story whose outlet has its share of an edition."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from digest.domain import news, people
from digest.match import faces, select
from tests.match.choosing import TECH, choose
from tests.match.stories import NOW, article, story, wish

#: Three stories of one outlet, and the day's event, which it leads too.
SHARE = [story(f"a{number}", hours=number, topics={"technology": 0.9}) for number in range(3)]
EVENT = story("e", "President falls", "Wire", "Herald", summary="Tumult.", hours=9, topics={"technology": 0.4})


def led(choice: people.Choice) -> list[str]:
    """Who leads each story chosen."""
    return [pick.story.lead.outlet for pick in choice.picks]


@pytest.mark.parametrize(
    ("offered", "wanted", "outlets", "capped"),
    [
        pytest.param(
            [*SHARE, EVENT], wish(TECH), ["Ledger"] * 3 + ["Wire"], 0, id="an event comes by another outlet of it"
        ),
        pytest.param([*SHARE, EVENT], wish(TECH, stories=1), ["Ledger"], 0, id="the usual one while there is room"),
        pytest.param(
            [*SHARE, EVENT], wish(TECH, mute_sources=("Wire",)), ["Ledger"] * 3 + ["Herald"], 0, id="no muted one"
        ),
        pytest.param(
            [*SHARE, EVENT], wish(TECH, mute_sources=("Wire", "Herald")), ["Ledger"] * 3, 1, id="nobody else is left"
        ),
        pytest.param(
            [*SHARE, *(story(f"b{n}", outlet="Wire", topics={"technology": 0.9}) for n in range(3)), EVENT],
            wish(TECH),
            ["Wire"] * 3 + ["Ledger"] * 3 + ["Herald"],
            0,
            id="the next one where that has its share too",
        ),
        pytest.param(
            [*(story(f"g{n}", "Golf") for n in range(3)), story("z", "Golf", "Wire", hours=400)],
            wish(follow=("golf",)),
            ["Ledger"] * 3 + ["Wire"],
            0,
            id="a followed word that the other outlet says too",
        ),
        pytest.param(
            [
                *(story(f"g{n}", "Golf") for n in range(3)),
                story("z", "Open", "Wire", "Herald", summary="Golf.", hours=400),
            ],
            wish(follow=("golf",)),
            ["Ledger"] * 3,
            1,
            id="a followed word that the other outlets do not say",
        ),
        pytest.param(
            [*SHARE, story("z", hours=9, topics={"technology": 0.4})], wish(TECH), ["Ledger"] * 3, 1, id="its own"
        ),
    ],
)
def test_an_event_does_not_fall_by_the_limit(
    offered: list[news.Story], wanted: people.Wish, outlets: list[str], capped: int
) -> None:
    """What others tell too is led by one of these, under whom it counts; what nobody else tells is passed over."""
    choice = choose(offered, wanted, select.Limits(alike=2.0, score_floor=0.0))
    assert (sorted(led(choice)), choice.counts.capped) == (sorted(outlets), capped)


def test_the_story_stays_what_it_is() -> None:
    """All who tell it, the worth, and the reasons, which are read in the article shown."""
    terms = (news.TopicScore(topic="technology", probability=0.4, terms=("tumult", "falls")),)
    event = replace(EVENT, topics=terms)
    usual, turned = choose([event], wish(TECH)), choose([*SHARE, event], wish(TECH))
    (before,), after = usual.picks, turned.picks[-1]
    assert after.story == replace(event, lead=event.articles[1])
    assert after.story.outlets == ("Wire", "Ledger", "Herald")
    assert after.score == pytest.approx(before.score)
    assert [[reason.terms for reason in pick.reasons if reason.terms] for pick in (before, after)] == [
        [("tumult", "falls")],
        [("falls",)],
    ]


def test_the_best_of_the_others_leads() -> None:
    """As the caller judges articles; of each outlet its best one, and no outlet twice."""
    told = [article("x"), article("w1", outlet="Wire"), article("w2", outlet="Wire"), article("h", outlet="Herald")]
    event = replace(EVENT, lead=told[0], articles=tuple(told))

    def latest(articles: Sequence[news.Article]) -> news.Article:
        return max(articles, key=lambda one: one.id)

    table = select.lay_out([*SHARE, event], now=NOW, limits=select.Limits(alike=2.0), best=latest)
    assert [one.id for one in table.faces.others(event)] == ["w2", "h"]
    (choice,) = select.choose_from(table, [wish(TECH)], limits=select.Limits(alike=2.0))
    assert choice.picks[-1].story.lead.id == "w2"


def test_an_article_with_a_teaser_is_better_than_one_without() -> None:
    """Of several, the first; where nobody says otherwise."""
    bare, told, also = article("a"), article("b", summary="Said."), article("c", summary="Said too.")
    assert faces.first([bare, told, also]) is told
    assert faces.first([bare]) is bare


@pytest.mark.usefixtures("outside_of_two")
def test_the_one_from_outside_comes_by_its_own_outlet() -> None:
    """There are others: what nobody asked for needs no other face."""
    offered = [*SHARE, replace(EVENT, topics=(news.TopicScore(topic="world", probability=0.9, terms=()),))]
    limits = select.Limits(alike=2.0)
    assert led(choose(offered, wish(TECH, outside=True), limits)) == ["Ledger"] * 3
    other = story("o", outlet="Times", hours=20, topics={"world": 0.9})
    assert led(choose([*offered, other], wish(TECH, outside=True), limits)) == ["Ledger"] * 3 + ["Times"]


def test_a_wider_net_holds_to_the_limit_too() -> None:
    """Where nothing asked for is there, an event comes by another outlet as well."""
    older = story("z", "Court opens", "Wire", hours=48, topics={"technology": 0.9})
    choice = choose([*SHARE, older], wish({"sport": 1.0}, quiet=people.Quiet.WIDER), select.Limits(alike=2.0))
    assert choice.wider
    assert sorted(led(choice)) == ["Ledger"] * 3 + ["Wire"]


@pytest.mark.parametrize(
    ("silent", "outlets", "capped"),
    [
        pytest.param(set[str](), ["Ledger"] * 3 + ["Wire"], 0, id="all may"),
        pytest.param({"Wire"}, ["Ledger"] * 3 + ["Herald"], 0, id="the next one where the best may not"),
        pytest.param({"Wire", "Herald"}, ["Ledger"] * 3, 1, id="passed over where none may"),
    ],
)
def test_not_every_article_may_speak_for_an_event(silent: set[str], outlets: list[str], capped: int) -> None:
    """Where to watch a match is not what happened in it."""
    limits = select.Limits(alike=2.0)
    table = select.lay_out([*SHARE, EVENT], now=NOW, limits=limits, may=lambda one: one.outlet not in silent)
    (choice,) = select.choose_from(table, [wish(TECH)], limits=limits)
    assert (led(choice), choice.counts.capped) == (outlets, capped)


@pytest.mark.parametrize(
    ("hours", "outlets"),
    [
        pytest.param(17, ["Ledger"] * 3 + ["Wire"], id="the hours before"),
        pytest.param(19, ["Ledger"] * 3 + ["Herald"], id="the day before"),
    ],
)
def test_what_was_told_before_an_event_does_not_speak_for_it(hours: int, outlets: list[str]) -> None:
    """It looks forward to what the others tell of."""
    lead, _, later = EVENT.articles
    event = replace(EVENT, articles=(lead, article("e-Wire", "Before", outlet="Wire", hours=hours), later))
    assert led(choose([*SHARE, event], wish(TECH), select.Limits(alike=2.0))) == outlets


@pytest.mark.parametrize(
    ("wanted", "leads"),
    [
        pytest.param(wish(TECH), "Ledger", id="the usual one"),
        pytest.param(wish(TECH, sources=("Wire",)), "Wire", id="the one asked for"),
        pytest.param(wish(TECH, sources=("wire.example",)), "Wire", id="by its host"),
        pytest.param(wish(TECH, sources=("Wire", "Ledger")), "Ledger", id="the usual one where that is asked for too"),
        pytest.param(wish(TECH, sources=("Times",)), "Ledger", id="one that does not tell it"),
        pytest.param(wish(TECH, sources=("Wire",), mute_sources=("Wire",)), "Ledger", id="none that is muted"),
        pytest.param(wish(TECH, sources=("Wire",), follow=("tumult",)), "Ledger", id="none without a followed word"),
        pytest.param(wish(TECH, sources=("Wire",), follow=("president",)), "Wire", id="one that says the word too"),
    ],
)
def test_an_outlet_asked_for_leads(wanted: people.Wish, leads: str) -> None:
    """Where it tells the story too; its article stands with the usual reasons."""
    choice = choose([EVENT], wanted, select.Limits(alike=2.0, score_floor=0.0))
    assert led(choice) == [leads]
    assert len(choice.picks[0].story.outlets) == 3 - len(wanted.profile.mute_sources)


def test_an_outlet_asked_for_leads_no_more_than_its_share() -> None:
    """The rest is told by others."""
    events = [story(f"e{n}", f"Event {n}", "Wire", outlet=f"O{n}", topics={"technology": 0.9}) for n in range(4)]
    choice = choose(events, wish(TECH, sources=("Wire",)), select.Limits(alike=2.0, per_outlet=2))
    assert sorted(led(choice)) == ["O2", "O3", "Wire", "Wire"]


def test_a_story_that_went_on_keeps_the_article_that_says_so() -> None:
    """What is new stands in it, whoever is asked for."""
    went_on = replace(EVENT, lead=EVENT.articles[2])
    again = replace(
        wish(TECH, sources=("Wire",), sent=frozenset("e")),
        updates={"e": news.Development(story=went_on, words=("new",))},
    )
    assert led(choose([EVENT], again, select.Limits(alike=2.0, score_floor=0.0))) == ["Herald"]
