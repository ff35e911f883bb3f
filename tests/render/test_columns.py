"""Plain text keeps to its columns."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.render import columns


@pytest.mark.parametrize(
    ("text", "indent", "expected"),
    [
        pytest.param("short", 0, "short", id="what fits stays on its line"),
        pytest.param("", 4, "", id="nothing gives no line"),
        pytest.param("word " * 16, 0, "word " * 14 + "word\nword", id="lines end at spaces"),
        pytest.param("x" * 80 + " y", 0, "x" * 80 + "\ny", id="a word too long has a line of its own"),
        pytest.param("ab cd", 72, " " * 72 + "ab\n" + " " * 72 + "cd", id="every line stands in"),
        pytest.param("x" * 73 + " 4\u00a0min", 0, "x" * 73 + "\n4 min", id="a no-break space does not break"),
        pytest.param("x" * 76 + " y", 0, "x" * 76 + "\ny", id="a full line takes no space along"),
        pytest.param("漢" * 40, 0, "漢" * 38 + "\n漢漢", id="Chinese signs take two columns"),
        pytest.param("漢" * 38 + "。", 0, "漢" * 37 + "\n漢。", id="a full stop opens no line"),
        pytest.param("e\u0301" * 76, 0, "e\u0301" * 76, id="accents take no column"),
    ],
)
def test_wrap(text: str, indent: int, expected: str) -> None:
    """Lines end where they should."""
    assert columns.wrap(text, indent=indent) == expected


@given(text=st.text(alphabet="ab é漢。ก่\u00a0", max_size=300), indent=st.integers(0, 8))
def test_laws_of_wrapping(text: str, indent: int) -> None:
    """No line with a space in it is too wide, and nothing but spaces is lost."""
    wrapped = columns.wrap(text, indent=indent)
    assert "".join(wrapped.split()) == "".join(text.split())
    for line in wrapped.splitlines():
        assert columns.columns(line) <= columns.WIDTH or " " not in line.strip()
