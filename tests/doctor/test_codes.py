"""What the codes of refusals mean."""

import pytest

from digest.doctor import codes


@pytest.mark.parametrize(
    ("said", "who", "word"),
    [
        pytest.param("5.7.27", "Gmail", "SPF", id="Gmail on SPF"),
        pytest.param("421-4.7.30 Your email has been rate limited", "Gmail", "DKIM", id="a whole reply"),
        pytest.param("550 5.7.515 Access denied", "Outlook.com", "DMARC", id="Outlook on bulk mail"),
        pytest.param("421 4.7.0 [TSS04] Messages from", "Yahoo", "complaints", id="Yahoo on complaints"),
        pytest.param("550 5.1.1 no such user", "everybody", "no such mailbox", id="a dead address"),
        pytest.param("5.7.999", "everybody", "never the reader's", id="a code nobody lists"),
        pytest.param("4.9.9", "everybody", "RFC 3463 does not know", id="a kind nobody knows"),
        pytest.param("2.1.5", "everybody", "it was taken", id="a mail that was taken"),
    ],
)
def test_a_code_is_explained(said: str, who: str, word: str) -> None:
    """By each that uses it, with what to do."""
    found = {one.who: one for one in codes.explain(said)}
    assert word in found[who].meaning
    assert found[who].advice.endswith(".")


@pytest.mark.parametrize("number", [23, 27, 29, 30, 31, 32])
def test_every_code_of_gmails_requirements_is_listed(number: int) -> None:
    """OUT-51 names them."""
    assert codes.explain(f"4.7.{number}")[0].who == "Gmail"
    assert codes.explain(f"5.7.{number}")[0].advice == codes.explain(f"4.7.{number}")[0].advice


def test_words_without_a_code_are_not_guessed_at() -> None:
    """An IP address is no code either."""
    assert codes.explain("connection refused") == ()
    assert codes.explain("550 192.0.2.1 is blocked") == ()
