"""How sure two articles are to tell one event."""

from datetime import timedelta
from typing import Any

import pytest

from digest.classify import current, lexicon, likeness
from digest.domain import news
from tests.classify import samples

_LEXICON = lexicon.Lexicon(
    weights={}, unseen=2.0, kin={"sue": {"lawsuit": 0.5, "court": 0.4}, "lawsuit": {"sue": 0.5}, "court": {"sue": 0.4}}
)


def _article(title: str, hours: float = 0, **changed: Any) -> news.Article:
    at = samples.NOW + timedelta(hours=hours)
    return samples.article(title, **{"published_at": at, "first_seen_at": at, "outlet": title, **changed})


def _likeness(one: news.Article, other: news.Article, cosine: float = 0.5, said: int = 0) -> float:
    """The likeness, when "orrin" stands in so many articles of these days and nothing else does."""
    sketches = [likeness.sketch(article, _LEXICON) for article in (one, other)]
    now = current.Current(_LEXICON)
    for _ in range(said):
        now.add({"orrin"})
    return round(likeness.Gauge(sketches[0], _LEXICON, now).measure(sketches[1], cosine), 4)


@pytest.mark.parametrize(
    ("title", "other", "alike"),
    [
        pytest.param("Polar bear seen in Iceland", "Iceland votes on fishing", False, id="a place"),
        pytest.param("Mayor of Denver resigns", "Mayor of Leeds arrested", False, id="an office"),
        pytest.param("Fire at hospital in Lyon kills two", "Fire at factory in Milan kills two", False, id="two fires"),
        pytest.param("Quibblemouth wins again", "Victory for Quibblemouth", True, id="a name that nobody has heard"),
        pytest.param("Polar bear seen in Iceland", "Polar bear shot in Iceland", True, id="more than the place"),
        pytest.param("Ikea cuts prices", "Furniture cheaper at Ikea", True, id="a name that is no place"),
        pytest.param("Shares fall after oil spill", "Children fall ill", False, id="a word that all use"),
    ],
)
def test_two_bare_headlines_need_more_in_common_than_a_place(title: str, other: str, alike: bool) -> None:
    """With a teaser there is more to tell by."""
    told = lexicon.shipped()
    one, two = (likeness.sketch(_article(words, outlet=words), told) for words in (title, other))
    assert (likeness.Gauge(one, told, current.Current(told)).measure(two, 0.5) > 0) is alike


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        pytest.param(
            _article("Orrin dam", summary="gate"), _article("Orrin dam", summary="sluice", outlet="B"), 0.825, id="same"
        ),
        pytest.param(_article("Orrin dam"), _article("Orrin dam", outlet="B"), 0.965, id="two bare headlines"),
        pytest.param(_article("Orrin dam"), _article("Orrin dam", outlet="B", summary="x y zz"), 0.825, id="one bare"),
        pytest.param(_article("Orrin dam"), _article("Orrin dam", 24, outlet="B"), 0.805, id="a day later"),
        pytest.param(_article("Orrin dam"), _article("Orrin dam"), 0.845, id="one outlet, by name"),
        pytest.param(
            _article("Orrin dam", url="https://a.example/1"),
            _article("Orrin dam", url="https://www.a.example/2", outlet="B"),
            0.845,
            id="one outlet, by host",
        ),
        pytest.param(_article("Orrin dam"), _article("Orrin weir", outlet="B"), 0.64, id="half of the headline"),
        pytest.param(_article("Orrin sue"), _article("Orrin lawsuit", outlet="B"), 0.7538, id="a kindred word"),
        pytest.param(
            _article("Orrin sue"), _article("Orrin court lawsuit", outlet="B"), 0.7086, id="the nearer of two kindred"
        ),
        pytest.param(
            _article("Dam", summary="weir gate"),
            _article("Gate", summary="weir dam", outlet="Dam"),
            0.0,
            id="one outlet, no word of the headlines in common",
        ),
        pytest.param(_article("The"), _article("Of", outlet="B"), 0.0, id="no words"),
        pytest.param(
            _article("Orrin crossword 12"), _article("Orrin crossword 13", outlet="B"), 0.0, id="two days of a puzzle"
        ),
        pytest.param(
            _article("Orrin crossword 12"), _article("Orrin crossword 12", outlet="B"), 0.965, id="one day of a puzzle"
        ),
        pytest.param(
            _article("Orrin crossword"), _article("Orrin crossword", 3), 0.0, id="one outlet's column, in other words"
        ),
        pytest.param(
            _article("Orrin v Skelby: cup final"),
            _article("Norland v Suthland: cup final", outlet="B"),
            0.0,
            id="two matches",
        ),
    ],
)
def test_likeness(one: news.Article, other: news.Article, expected: float) -> None:
    """The formula, term by term, the same both ways."""
    assert _likeness(one, other) == expected == _likeness(other, one)


def test_what_everybody_writes_these_days_says_less() -> None:
    """A headline is covered by the lesser of two shares; where nothing else is known, the one in general stands."""
    dam, weir = _article("Orrin dam", summary="Gate."), _article("Orrin weir", outlet="B", summary="Sluice.")
    assert _likeness(dam, weir, said=1_000) < _likeness(dam, weir) == 0.5
    assert _likeness(dam, weir, said=1_000) == _likeness(weir, dam, said=1_000)
    assert _likeness(_article("Orrin dam"), _article("Orrin weir", outlet="B"), said=1_000) == 0.64
    far = _article("Orrin weir", 48, outlet="B", summary="Sluice.")
    assert _likeness(dam, far, said=1_000) == _likeness(dam, far)


def test_the_headline_that_is_covered_less_counts_for_more() -> None:
    """One that says much beside the event loses, where these days are known; by few articles, nothing is known."""
    dam = _article("Dam", summary="Orrin.")
    half, much = (_article(title, outlet="B", summary="Orrin.") for title in ("Dam weir", "Dam weir gate sluice"))
    losses = [_likeness(dam, other) - _likeness(dam, other, said=1_000) for other in (half, much)]
    gaps = [(1 / words) ** 0.5 - 1 / words for words in (2, 4)]
    assert losses[1] - losses[0] == pytest.approx(0.65 * 0.3 * (gaps[1] - gaps[0]), abs=1e-3)
    assert _likeness(much, dam, said=1_000) == _likeness(dam, much, said=1_000)


def test_what_is_rare_these_days_and_common_to_both_adds() -> None:
    """Four rare things tie two articles more than three, and a name of two words is one thing."""
    dam = _article("Dam", summary="Weir cut, gate shut, sluice dry.")
    more, fewer, none = (
        _article("Dam", outlet="B", summary=said) for said in ("Sluice gate weir.", "Sluice weir cut.", "")
    )
    gains = [_likeness(dam, other, said=1_000) - _likeness(dam, other) for other in (more, fewer, none)]
    assert gains[0] - gains[1] == pytest.approx(0.4 / 4, abs=0.02)
    assert gains[0] > 0 > gains[2]
    assert _likeness(more, dam, said=1_000) == _likeness(dam, more, said=1_000)


def test_few_articles_say_little_of_what_is_rare() -> None:
    """With half of the articles that are enough, what is common adds half."""
    dam, other = (
        _article("Dam", summary="Weir gate sluice."),
        _article("Dam", outlet="B", summary="Sluice, gate, weir."),
    )
    before, half, whole = (_likeness(dam, other, said=said) for said in (0, 500, 1_000))
    assert half - before == pytest.approx((whole - before) / 2, abs=0.02)


def test_a_column_posted_again_within_hours_is_one_article() -> None:
    """Word for word the same, and not on another day."""
    first = _article("Orrin crossword")
    assert _likeness(first, _article("Orrin crossword", 3), 0.9) > 0.8
    assert _likeness(first, _article("Orrin crossword", 24), 0.9) == 0


def test_a_date_to_come_counts_as_the_first_sight() -> None:
    """A feed with a wrong clock does not tell two articles apart."""
    wrong = _article("Orrin dam", outlet="B", published_at=samples.NOW + timedelta(days=300))
    assert _likeness(_article("Orrin dam"), wrong) == 0.965


@pytest.mark.parametrize(
    ("one", "other", "cosine", "together"),
    [
        pytest.param("How to mend a dam", "How to mend your weir", 0.36, False, id="two guides with little in common"),
        pytest.param("How to mend a dam", "How to mend your weir", 0.37, True, id="two guides with much in common"),
        pytest.param("How to mend a dam", "How to mend a dam", 0.2, True, id="two guides under one headline"),
        pytest.param("How to mend a dam", "Orrin mends dam", 0.2, True, id="a guide and an event"),
        pytest.param("Orrin dam in pictures", "Orrin dam breaks", 0.36, False, id="a page of many things and an event"),
        pytest.param("Orrin dam in pictures", "Orrin dam breaks", 0.37, True, id="the same, with much in common"),
        pytest.param("Orrin dam in brief", "Orrin dam in pictures", 0.2, True, id="two pages of many things"),
    ],
)
def test_more_than_a_kind_in_common(one: str, other: str, cosine: float, together: bool) -> None:
    """Guides, and pages of many things, are not alike for being such; bare headlines say too little to tell."""
    articles = _article(one, summary="Sluice."), _article(other, summary="Gate.")
    assert (_likeness(*articles, cosine) > 0) is together
    assert _likeness(_article(one), _article(other), cosine) > 0


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        pytest.param("Orrin v Skelby", "Norland v Suthland", True, id="two matches"),
        pytest.param("Orrin v Skelby", "Skelby 2-0 Orrin", False, id="one match"),
        pytest.param("Orrin v Skelby", "Cup final", False, id="a match and an event"),
        pytest.param("The dam, day 9", "The dam, day 10", True, id="two numbers of a series"),
        pytest.param("The dam, day 9", "The dam in brief, day 9", False, id="one number of a series"),
        pytest.param("The dam, day 9", "Dam gives way", False, id="a series and an event"),
    ],
)
def test_apart(one: str, other: str, apart: bool) -> None:
    """What no story holds both of; series of two outlets may count differently."""
    sketches = [likeness.sketch(_article(title, outlet="A"), _LEXICON) for title in (one, other)]
    assert likeness.apart(*sketches) is apart is likeness.apart(*reversed(sketches))
    elsewhere = likeness.sketch(_article("The dam, day 10", outlet="B"), _LEXICON)
    assert not likeness.apart(likeness.sketch(_article("The dam, day 9", outlet="A"), _LEXICON), elsewhere)
