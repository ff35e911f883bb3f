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
