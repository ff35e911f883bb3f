"""What words say for English."""

import pytest

from digest.classify import english


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Elon Musk Twitter", 0.0, id="names say nothing"),
        pytest.param("", 0.0, id="no words"),
        pytest.param("Musk 2026 !", 0.0, id="numbers and signs"),
        pytest.param("Musk in die so", 0.0, id="words that several languages share"),
        pytest.param("Musk with Trump", 1.0, id="a common English word"),
        pytest.param("With Trump", 1.0, id="the same at the beginning"),
        pytest.param("Musk's Twitter", 0.0, id="a name in the genitive"),
        pytest.param("the widow's letter", 1 + 1 + 0.8, id="a word in the genitive"),
        pytest.param("Trump Calls On Biden", 1.0, id="a preposition written large"),
        pytest.param("On Trump", 0.0, id="but not at the beginning"),
        pytest.param("Tokyo stocks rise", 1.6, id="words that English news uses"),
        pytest.param("Musk kauft Twitter", -1.75, id="a small word that English news never used"),
        pytest.param("Musk achète Twitter", -1.75, id="a small word with an accent"),
        pytest.param("Musk und Trump", -1.5, id="a common word of another language"),
        pytest.param("El Real Madrid", -0.75, id="the same at the beginning counts half"),
        pytest.param("Musk y Trump", -1.5, id="of one letter"),
        pytest.param("und oder mit von der die", -4.5, id="three of a kind count"),
    ],
)
def test_evidence(text: str, expected: float) -> None:
    """In log-odds; capitals within a text are names."""
    assert english.evidence(text) == pytest.approx(expected)
