"""Which headlines come back each day."""

import pytest

from digest.classify import columns


@pytest.mark.parametrize(
    "title",
    [
        "Today's Wordle answer and hint for Saturday, December 10",
        "Your horoscope: what the stars hold",
        "The best laptop deals right now",
        "Mortgage rates for Dec. 13, 2022: rates varied",
        "How to watch Norland against Suthland",
        "Morning briefing: a vote, a storm, a whale",
        "5 things to know before the market opens",
        "Senate of Norland votes on the harbour tax - live",
        "Storm: latest updates",
        "Best films of 2022: No 9",
        "Weather forecast: sun at last",
        "The war in brief: what we know on day 290",
    ],
)
def test_a_form_filled_anew_each_day(title: str) -> None:
    """Puzzles, fortunes, deals, guides, the day in short, live pages, dates and series."""
    assert columns.is_column(title)


@pytest.mark.parametrize(
    "title",
    [
        "Dam at Orrin Falls gives way after storm",
        "Norland's best defence is its harbour",
        "Nine people live in the valley of Orrin",
        "Senate of Norland votes on the harbour tax",
        "Microsoft reaches 10-year deal with Nintendo",
    ],
)
def test_an_event(title: str) -> None:
    """Is no column, though it holds a word of one."""
    assert not columns.is_column(title)


def test_numbers() -> None:
    """Each number of the headline, as it is written."""
    assert columns.numbers("Wordle #539, December 10") == {"539", "10"}
    assert columns.numbers("Wordle") == frozenset()


@pytest.mark.parametrize(
    "title",
    [
        "How to mend a dam",
        "Dams are leaking. Here’s how to mend one",
        "Mend your dam before winter",
        "The 12 best laptops",
        "Best laptops, tested",
        "7 quiet apps for the night",
        "Sluice X100 review",
        "Gifts for children",
        "Get the X100 for $50 off",
        "CD rates for December 2022",
    ],
)
def test_a_guide(title: str) -> None:
    """Advises, reviews or sells."""
    assert columns.is_guide(title)


@pytest.mark.parametrize("title", ["7 dead after storm", "Dam gives way", "Senate reviews the harbour tax"])
def test_no_guide(title: str) -> None:
    """Tells an event."""
    assert not columns.is_guide(title)


def test_a_page_of_many_things() -> None:
    """Briefings, podcasts, pictures of the day."""
    assert columns.is_medley("Whales and a vote: Monday's best photos")
    assert not columns.is_medley("Whale seen near Skelby pier")


@pytest.mark.parametrize(
    ("title", "sides"),
    [
        pytest.param("Watch England vs. France from anywhere", {"england", "france"}, id="a match to come"),
        pytest.param("Morocco 1-0 Portugal: record", {"morocco", "portugal"}, id="a result"),
        pytest.param("South Korea v Brazil - live", {"korea", "brazil"}, id="of a longer name the nearer word"),
        pytest.param("Morocco beat Portugal", set(), id="told in words"),
    ],
)
def test_sides(title: str, sides: set[str]) -> None:
    """Who plays whom, as far as the form of the headline tells."""
    assert columns.sides(title) == sides
