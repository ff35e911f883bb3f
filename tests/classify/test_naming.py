"""Which words name something."""

import pytest

from digest.classify import naming


@pytest.mark.parametrize(
    ("texts", "named"),
    [
        pytest.param(["the valley was cleared for Ida Skelby"], {"valley", "ida", "skelby"}, id="nouns and names"),
        pytest.param(["after his crypto empire"], {"crypto", "empir"}, id="a noun with another before it"),
        pytest.param(["the dam broke", "her dam burst"], {"dam", "brok", "burst"}, id="too short to tell verbs by"),
        pytest.param(["the court denied", "his dam holds", "for they gone"], {"court", "dam"}, id="verbs by their end"),
        pytest.param(["Whales sing. Storms pass."], set(), id="a large letter where a sentence begins"),
        pytest.param(["Senate Votes on Taxes Again"], set(), id="a headline in large letters"),
        pytest.param(["Senate Hears Tobin Quibblemouth"], {"tobin", "quibblemouth"}, id="but for names unheard of"),
        pytest.param(["they met Poor people", "poor people left"], set(), id="small elsewhere, so no name"),
        pytest.param(["the people grill them", "they want to grill them"], {"peopl"}, id="a verb behind to"),
        pytest.param(["their terminate", "he will terminate"], set(), id="once as a noun, once as a verb"),
        pytest.param(["for slightly over 49, or for the 51st"], set(), id="an adverb and numbers"),
        pytest.param([], set(), id="nothing"),
    ],
)
def test_things(texts: list[str], named: set[str]) -> None:
    """Names and nouns by the company they keep."""
    assert naming.things(texts) == named
