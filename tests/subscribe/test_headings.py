"""What stands right above a quote and tells of it belongs to the quote."""

import pytest

from tests.subscribe import writing


@pytest.mark.parametrize(
    "heading",
    [
        "Monday, 23 November 2026, 09:00, The Sample Digest:",
        "On Mon, The Sample Digest wrote:",
        "On Monday The Sample Digest\nwrote:",
        "Le lundi 23/11/26, The Sample Digest :",
        "The Sample Digest schrieb:",
    ],
)
def test_a_heading_of_a_quote_is_no_wish(heading: str) -> None:
    """Whether or not it names an address."""
    assert writing.lines(f"Yes please\n\n{heading}\n> Topics: Science\n> every day\n") == ("Yes please",)


@pytest.mark.parametrize(
    "line",
    [
        "These wishes of 2026 please:\ntopics science",
        "Please set these:\n> topics science",
        "mute 2026\n\n> quoted",
        f"{'a' * 300}\n{'b' * 300}\n2026:\n> quoted",
    ],
)
def test_other_lines_with_colons_are_the_writers(line: str) -> None:
    """Without a date or a quote below they stand."""
    first = line.splitlines()[0]
    assert writing.lines(line)[0] == first
