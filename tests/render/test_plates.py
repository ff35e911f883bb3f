"""Plates filled in and joined decode to what was rendered."""

import binascii
import html
import re

from hypothesis import given, settings
from hypothesis import strategies as st

from digest.render import plates
from tests.render import plain

NAMES = [*plates.STORY, *plates.MAIL]
WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn")), max_size=200)
LINES = st.lists(WORDS, max_size=4).map("\n".join)
PIECES = st.lists(st.one_of(LINES, st.sampled_from(NAMES).map(plates.MARKS.__getitem__), st.just("\n")), max_size=8)
VALUES = st.fixed_dictionaries({name: WORDS.map(lambda words: " ".join(words.split())) for name in NAMES})


def filled(rendered: str, values: dict[str, str]) -> str:
    """The words with each place filled in."""
    for name, value in values.items():
        rendered = rendered.replace(plates.MARKS[name], value)
    return rendered


@settings(max_examples=150, deadline=None)
@given(pieces=PIECES, values=VALUES)
def test_text_decodes_to_what_was_rendered(pieces: list[str], values: dict[str, str]) -> None:
    """In quoted-printable with lines of 76 and in UTF-8, wherever the places are (OUT-22, OUT-23)."""
    values["number"] = "12"
    rendered = "".join(pieces)
    plate = plates.text(rendered)
    made = {name: plates.text_value(value) for name, value in values.items()}
    expected = filled(plates.clean(rendered), values).replace("\n", "\r\n")
    slim = plate.joined(plates.SLIM, {name: value.slim for name, value in made.items()})
    assert binascii.a2b_qp(slim).decode() == expected
    assert all(len(line) <= 76 for line in slim.split(b"\r\n"))
    assert (plate.joined(plates.WIDE, {name: value.wide for name, value in made.items()})).decode() == expected


@settings(max_examples=150, deadline=None)
@given(pieces=PIECES, values=VALUES)
def test_html_says_what_was_rendered(pieces: list[str], values: dict[str, str]) -> None:
    """In seven bits and in UTF-8 the same words and tags, spaces alike."""
    rendered = "".join(f"<p>{plates.escape(piece)}</p>" for piece in pieces)
    plate = plates.html(rendered)
    made = {name: plates.html_value(value) for name, value in values.items()}
    expected = filled(plates.clean(rendered), {name: plates.escape(value) for name, value in values.items()})
    slim = (plate.joined(plates.SLIM, {name: value.slim for name, value in made.items()})).decode("ascii")
    assert plain.said(slim) == plain.said(expected)
    wide = (plate.joined(plates.WIDE, {name: value.wide for name, value in made.items()})).decode()
    assert wide == expected.replace("\n", "\r\n")


@given(words=st.lists(WORDS.map(lambda words: " ".join(words.split())), max_size=5))
def test_values_made_in_one_go_are_those_made_one_by_one(words: list[str]) -> None:
    """In both faces and both forms, and none of no words."""
    for form in (plates.SLIM, plates.WIDE):
        assert plates.html_values(words, form) == [plates.html_value(one)[form] for one in words]
        assert plates.text_values(words, form) == [plates.text_value(one)[form] for one in words]


def test_long_lines_are_broken_where_a_space_was() -> None:
    """Not inside a tag, and not where there was none."""
    rendered = f'<p style="{"a b " * 300}">{"word " * 400}{"x" * 700} end</p>'
    lines = plates.html(rendered).joined(plates.SLIM, {}).decode().split("\r\n")
    assert len(lines) > 3
    assert " ".join(lines) == rendered
    assert lines[0].startswith(f'<p style="{"a b " * 300}">word')


def test_a_style_sheet_keeps_its_letters() -> None:
    """It knows no character references: what is not ASCII becomes an escape of CSS."""
    slim = plates.html("<style>.a { font-family: 'ヒラ' }</style><p>ヒ</p>").joined(plates.SLIM, {}).decode("ascii")
    assert slim == "<style>.a { font-family: '\\0030d2\\0030e9' }</style><p>&#12498;</p>"


@given(octets=st.binary(max_size=500))
def test_base64_is_as_long_as_foretold(octets: bytes) -> None:
    """And holds what was put in, 76 signs to a line."""
    encoded = plates.base64(octets)
    assert binascii.a2b_base64(encoded) == octets
    assert len(encoded) == plates.base64_length(len(octets)) or not octets
    assert all(len(line) <= 76 for line in encoded.split(b"\r\n"))


@given(words=st.text())
def test_escaping_is_html(words: str) -> None:
    """A program reads the same words again."""
    assert (
        html.unescape(re.sub("&#(34|39);", lambda found: chr(int(found[1])), plates.escape(words))) == words
        or "&" in words
    )
