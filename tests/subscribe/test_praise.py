"""Kind words want nothing; whatever looks like a wish is no kind word alone."""

import pytest

from tests.subscribe import reading


@pytest.mark.parametrize(
    "lines",
    [
        ["Thanks, great issue!"],
        ["Thank you so much.", "", "Ann Lee"],
        ["Hi team,", "I really enjoyed reading today's issue.", "Best regards", "Ann"],
        ["Love it! 👍"],
        ["👍"],
        ["Great work, keep it up!"],
        ["Danke, tolle Ausgabe heute!"],
        ["Vielen Dank für die schöne Auswahl", "Liebe Grüße"],
        ["¡Muchas gracias, me encanta el boletín!"],
        ["Merci beaucoup, excellent numéro"],
        ["Bravo !"],
    ],
    ids=lambda lines: lines[0],
)
@pytest.mark.parametrize("subject", ["Re: Your morning digest", "", "Thanks!"])
def test_kind_words_are_known(lines: list[str], subject: str) -> None:
    """In the languages of our catalogues, with a greeting before them and a name below."""
    found = reading.understood(*lines, subject=subject)
    assert found.is_kind
    assert found.commands == ()


@pytest.mark.parametrize(
    ("subject", "lines"),
    [
        pytest.param("Re: x", ["Thanks, but please less noise"], id="a wish behind it"),
        pytest.param("Re: x", ["Great issue! Could it come at noon?"], id="a question"),
        pytest.param(
            "Re: x", ["Great issue!", "It would be nicer with fewer stories about celebrities."], id="a line more"
        ),
        pytest.param("Re: x", ["Thanks for nothing, it never comes"], id="a complaint"),
        pytest.param("Re: x", ["Not great"], id="a no"),
        pytest.param("Re: x", ["Great, 5 of them"], id="a number"),
        pytest.param("Re: x", ["Thanks", "no football"], id="a wish for a name"),
        pytest.param("Re: x", ["Thanks", "Can you read this?"], id="a question below"),
        pytest.param("Re: x", ["Thanks", "Ann", "Bob", "Cid"], id="too many names"),
        pytest.param("Re: x", [], id="nothing at all"),
        pytest.param("Re: x", ["Hello"], id="hello alone"),
        pytest.param("Re: x", ["+"], id="a sign that may be cut off a wish"),
        pytest.param("A question about my hour", ["Thanks!"], id="a subject of their own"),
        pytest.param("Re: x", ["Thanks", "unsubscribe"], id="a wish that is understood"),
        pytest.param("stories 8", ["Thanks!"], id="a wish in the subject"),
    ],
)
def test_whatever_may_be_a_wish_is_no_thanks(subject: str, lines: list[str]) -> None:
    """It is done, or answered with help."""
    assert not reading.understood(*lines, subject=subject).is_kind
