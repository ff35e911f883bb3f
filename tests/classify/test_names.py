"""Whether two reports that read alike tell of others."""

import pytest

from digest.classify import cluster, lexicon, names
from digest.domain import news
from tests.classify import name_pairs, samples


def _params(pairs: dict[str, name_pairs.Pair]) -> list[object]:
    return [pytest.param(pair, id=name) for name, pair in pairs.items()]


def _articles(pair: name_pairs.Pair) -> list[news.Article]:
    title, teaser, other_title, other_teaser = pair
    return [
        samples.article(title, summary=teaser, id="a", guid="a", outlet="A", url="https://a.example/1"),
        samples.article(other_title, summary=other_teaser, id="b", guid="b", outlet="B", url="https://b.example/1"),
    ]


def _at_odds(pair: name_pairs.Pair) -> bool:
    known, (title, teaser, other_title, other_teaser) = lexicon.shipped(), pair
    return names.at_odds(names.of(title, teaser, known), names.of(other_title, other_teaser, known), known)


@pytest.mark.parametrize("pair", _params(name_pairs.TWO_EVENTS))
def test_two_events_that_differ_in_a_name_are_two_stories(pair: name_pairs.Pair) -> None:
    """Alone, and whichever comes first."""
    for articles in (_articles(pair), _articles((*pair[2:], *pair[:2]))):
        told = cluster.assign(articles, [])
        assert told["a"] != told["b"]


@pytest.mark.parametrize("pair", _params(name_pairs.ONE_EVENT))
def test_one_event_under_other_names_is_one_story(pair: name_pairs.Pair) -> None:
    """A place within another, a people, an abbreviation, a first name, another spelling."""
    for articles in (_articles(pair), _articles((*pair[2:], *pair[:2]))):
        told = cluster.assign(articles, [])
        assert told["a"] == told["b"]


def test_two_events_stay_two_beside_many_others() -> None:
    """Among all the invented reports no story holds two of different events."""
    apart = name_pairs.TWO_EVENTS.values()
    articles = [
        samples.article(title, summary=teaser, id=title, guid=title, outlet=title, url=f"https://a.example/{teaser}")
        for one in apart
        for title, teaser in (one[:2], one[2:])
        if teaser and not title.istitle()
    ]
    told = cluster.assign(articles, [])
    assert not [one for one in apart if one[0] in told and one[2] in told and told[one[0]] == told[one[2]]]


@pytest.mark.parametrize(
    ("pair", "odds"),
    [
        pytest.param(("Flood in Peru", "Dam.", "Flood in Chile", "Weir."), True, id="two names, the rest alike"),
        pytest.param(("Flood in Peru", "Dam.", "Quake in Chile", "Weir."), False, id="the rest unlike"),
        pytest.param(("Flood in Peru", "Dam.", "Flood rises", "Weir."), False, id="one headline without a name"),
        pytest.param(("Flood in Peru", "Chile too.", "Flood in Chile", "Weir."), False, id="the other says it too"),
        pytest.param(("Peru", "Dam.", "Chile", "Weir."), True, id="nothing but names"),
        pytest.param(("COVID spreads", "Dam.", "God spreads", "Weir."), False, id="large, but no name"),
        pytest.param(("U.S. votes", "Dam.", "Chile votes", "Weir."), True, id="a name with points"),
        pytest.param(("U.S. votes", "Dam.", "Texas votes", "Weir."), False, id="a state of it"),
        pytest.param(
            ("Andes flood in Peru", "Dam.", "Andes flood in Chile", "Weir."), True, id="one in place of the other"
        ),
        pytest.param(
            ("Musk meets Peru team", "Dam.", "Chile sends Musk team", "Weir."), False, id="beside a name both say"
        ),
    ],
)
def test_at_odds(pair: name_pairs.Pair, odds: bool) -> None:
    """Both ways the same."""
    assert _at_odds(pair) is odds
    assert _at_odds((*pair[2:], *pair[:2])) is odds


@pytest.mark.parametrize(
    "pair",
    [
        pytest.param(("U.S. votes", "Dam.", "Chile votes", "Weir."), id="with points"),
        pytest.param(("US votes", "Dam.", "LA votes", "Weir."), id="no words in small letters"),
        pytest.param(("Flood in Quorvale 3", "Dam.", "Flood in Bexmouth 4", "Weir."), id="unheard of, and numbers"),
    ],
)
def test_no_name_is_passed_over_by_the_quick_look(pair: name_pairs.Pair) -> None:
    """What stands for itself in a headline is among what was held possible, so reading on is not spared wrongly."""
    known = lexicon.shipped()
    for title in (pair[0], pair[2]):
        found = names.of(title, "", known)
        possible = names.possible(title, [word.lower() for word in title.split()], known)
        assert len(possible) >= len(found.names) > 0
