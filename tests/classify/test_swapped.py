"""Whether two headlines are one but for a thing put in another's place."""

import pytest

from digest.classify import cluster, lexicon, names, swapped
from digest.domain import news
from tests.classify import samples

#: Headline and teaser of one report, and of another; no teaser where they are "".
Pair = tuple[str, str, str, str]

#: Invented, as outlets write: two makers, two dishes, two ages.
TWO_EVENTS: dict[str, Pair] = {
    "two makers, and teasers of the same words": (
        "Kia recalls 120,000 cars over faulty brakes",
        "Owners will be told by letter to visit a dealer. No accidents have been reported, the carmaker said.",
        "Subaru recalls 120,000 cars over faulty brakes",
        "Owners will be told by letter to visit a dealer. The carmaker said that no accidents had been reported.",
    ),
    "two dishes": (
        "Pumpkin soup recipe",
        "A warming autumn dish that is easy to make. Serves four and takes half an hour.",
        "Pumpkin pie recipe",
        "A warming autumn dish that is easy to make. Serves eight and takes an hour.",
    ),
    "two dishes, and no teaser": ("How to make perfect banana bread", "", "How to make perfect garlic bread", ""),
    "two products of one shop": (
        "Aldi recalls chicken soup over salmonella fears",
        "Customers should not eat the product and can return it to any shop for a full refund.",
        "Aldi recalls peanut butter over salmonella fears",
        "Customers are told not to eat the product and to return it to a shop for a full refund.",
    ),
    "two animals": (
        "Wolf shot dead near Alpine village",
        "The animal had killed several sheep over the summer. Animal groups called it a scandal.",
        "Bear shot dead near Alpine village",
        "The animal had attacked sheep. Animal groups called the decision a scandal.",
    ),
    "two diseases": (
        "Measles cases rise sharply in schools",
        "Doctors ask parents to check that their children have been vaccinated.",
        "Whooping cough cases rise sharply in schools",
        "Parents are asked by doctors to check that their children have been vaccinated.",
    ),
    "two teams": ("Celtics beat Lakers in overtime", "", "Warriors beat Lakers in overtime", ""),
    "two houses in one state": (
        "School in Ohio closed after bomb threat",
        "",
        "Hospital in Ohio closed after bomb threat",
        "",
    ),
    "two figures of one country": (
        "Inflation in Norway falls to 4.1%",
        "",
        "Unemployment in Norway falls to 4.1%",
        "",
    ),
    "two ages": (
        "Police search for boy, 6, missing in Devon",
        "",
        "Police search for boy, 14, missing in Devon",
        "",
    ),
    "two fires": ("Fire at hospital in Lyon kills two", "", "Fire at factory in Milan kills two", ""),
}

#: One event: another verb, another title of one person, a thing that the other says in its teaser.
ONE_EVENT: dict[str, Pair] = {
    "another verb": (
        "Mexico limits use of plastic bags",
        "Shops may no longer give them away.",
        "Mexico restricts use of plastic bags",
        "They may no longer be given away in shops.",
    ),
    "another title of one person": (
        "FTX founder Sam Bankman-Fried arrested in Bahamas",
        "",
        "FTX owner Sam Bankman-Fried arrested in Bahamas",
        "",
    ),
    "told in the teaser": (
        "Wolf shot dead near Alpine village",
        "The predator had killed several sheep over the summer.",
        "Predator shot dead near Alpine village",
        "The wolf had killed several sheep over the summer.",
    ),
    "a name that few others have": (
        "Quibblemouth unveils music player in Denver",
        "",
        "Quibblemouth unveils music gadget in Denver",
        "",
    ),
    "in short": (
        "General Motors recalls pickup over faulty brakes",
        "",
        "GM recalls pickup over faulty brakes",
        "",
    ),
}


def _params(pairs: dict[str, Pair]) -> list[object]:
    return [pytest.param(pair, id=name) for name, pair in pairs.items()]


def _stories(pair: Pair) -> int:
    title, teaser, other_title, other_teaser = pair
    articles: list[news.Article] = [
        samples.article(title, summary=teaser, id="a", guid="a", outlet="A", url="https://a.example/1"),
        samples.article(other_title, summary=other_teaser, id="b", guid="b", outlet="B", url="https://b.example/1"),
    ]
    return len(set(cluster.assign(articles, []).values()))


@pytest.mark.parametrize("pair", _params(TWO_EVENTS))
def test_events_that_differ_in_a_thing_are_two_stories(pair: Pair) -> None:
    """However alike the rest is, and whichever comes first."""
    assert _stories(pair) == 2 == _stories((*pair[2:], *pair[:2]))


@pytest.mark.parametrize("pair", _params(ONE_EVENT))
def test_one_event_in_nearly_the_same_words_is_one_story(pair: Pair) -> None:
    """Whichever comes first."""
    assert _stories(pair) == 1 == _stories((*pair[2:], *pair[:2]))


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        pytest.param("Wolf shot in forest", "Bear shot in forest", 1, id="one thing"),
        pytest.param("Wolf shot in forest", "Bear shot in valley", 2, id="two things"),
        pytest.param("Wolf shot dead in forest", "Wolf shot dead in forest", 0, id="none"),
        pytest.param("Wolf shot in forest", "Bear shot dead after long hunt", 0, id="more than a thing differs"),
        pytest.param("Mayor limits speed", "Mayor restricts speed", 0, id="a verb"),
        pytest.param("Wolf shot in forest", "Shot in forest", 0, id="nothing in its place"),
        pytest.param("Forest wolf shot", "Forest of the bear shot", 0, id="a word that is passed over, within"),
        pytest.param("Employee shot in forest", "Worker shot in forest", 0, id="common words that are akin"),
        pytest.param("Case over forest", "Lawsuit over forest", 0, id="a word that stands for too much"),
        pytest.param("Wolf", "Bear", 0, id="nothing else"),
        pytest.param("Man, 83, shot in forest", "Man, 27, shot in forest", 1, id="ages"),
        pytest.param("83-year-old shot in forest", "27-year-old shot in forest", 1, id="ages in another form"),
        pytest.param("Wolf shot 83 times", "Wolf shot 27 times", 0, id="numbers that are no ages"),
    ],
)
def test_swaps(one: str, other: str, found: int) -> None:
    """The things that stand in each other's place, the same both ways."""
    known = lexicon.shipped()
    lines = swapped.of(one, known), swapped.of(other, known)
    assert len(swapped.swaps(*lines, known)) == found == len(swapped.swaps(lines[1], lines[0], known))


@pytest.mark.parametrize(
    ("one", "other", "odds"),
    [
        pytest.param(("Wolf shot in Devon", ""), ("Bear shot in Devon", ""), True, id="beside a name that many have"),
        pytest.param(("Devon wolf shot", ""), ("Devon bear shot", ""), False, id="next to the name"),
        pytest.param(("Wolf shot in Bexmouth", ""), ("Bear shot in Bexmouth", ""), False, id="a name that few have"),
        pytest.param(
            ("Wolf shot by hunter in Devon", ""), ("Bear shot by farmer in Devon", ""), False, id="two, beside a name"
        ),
        pytest.param(("Wolf shot", "By a hunter."), ("Bear shot", "Or wolf?"), False, id="the other says it too"),
        pytest.param(("Wolf shot in Goma", ""), ("Wolf shot in Congo", ""), False, id="a place within the other"),
    ],
)
def test_at_odds(one: tuple[str, str], other: tuple[str, str], odds: bool) -> None:
    """What is shared beside the swap, and what the teasers say, decides."""
    known = lexicon.shipped()
    for first, second in ((one, other), (other, one)):
        lines = swapped.of(first[0], known), swapped.of(second[0], known)
        told = names.of(*first, known), names.of(*second, known)
        found = swapped.swaps(*lines, known)
        assert found
        assert swapped.at_odds(*lines, found, told) is odds


@pytest.mark.parametrize(
    ("one", "other", "asked"),
    [
        pytest.param({"shot": 1.0, "dead": 1.0, "wolf": 1.0}, {"shot": 1.0, "dead": 1.0, "bear": 1.0}, True, id="both"),
        pytest.param({"dead": 1.0, "wolf": 1.0}, {"dead": 1.0, "bear": 1.0}, False, id="one word shared"),
        pytest.param(
            {"shot": 1.0, "dead": 1.0, "wolf": 9.0}, {"shot": 1.0, "dead": 1.0, "bear": 1.0}, False, id="light"
        ),
        pytest.param({"shot": 1.0, "dead": 1.0, "elk": 1.0}, {"shot": 1.0, "dead": 1.0}, False, id="said by the other"),
        pytest.param(
            {"shot": 1.0, "dead": 1.0, "elk": 1.0, "fox": 1.0},
            {"shot": 1.0, "dead": 1.0},
            False,
            id="much that is said elsewhere",
        ),
    ],
)
def test_few_headlines_are_asked(one: dict[str, float], other: dict[str, float], asked: bool) -> None:
    """Those that share two words or more, not too light, and each say something new; "elk" stands in both teasers."""
    said = [{*headline, "elk"} for headline in (one, other)]
    assert swapped.possible(one, other, said[0], said[1]) is asked
