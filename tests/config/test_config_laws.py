"""Whatever config.toml holds, the answer is Settings or sentences."""

import json
import tomllib
from datetime import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest import config
from digest.config import document, places
from digest.errors import ConfigError

KEYS = sorted({key for section in ((), *((name,) for name in document.keys(()))) for key in document.keys(section)})
KEYS += ["smtp", "host", "tls", "username", "password_env", "password_file", "url", "address", "at", "timezone"]

scalars = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=20),
    st.sampled_from(
        ["smtp", "none", "tech", "world", "a@b.example", "https://a.example/", "07:00", "UTC", "/", "x/\0"]
    ),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.times().map(lambda moment: moment.replace(tzinfo=None)),
)
values = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(KEYS) | st.text(st.characters(exclude_categories=["Cs"]), max_size=5), inner)
    ),
    max_leaves=12,
)
documents = st.dictionaries(st.sampled_from(document.keys(())) | st.text("ab", max_size=2), values, max_size=6)


def _toml(value: Any) -> str:
    """A value as TOML writes it, tables inline."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_toml(key)} = {_toml(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ",\n # ] a comment\n".join(map(_toml, value)) + "]"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, bool):
        return str(value).lower()
    return value.isoformat() if isinstance(value, time) else str(value)


def _text(found: dict[str, Any]) -> str:
    return "".join(f"{_toml(key)} = {_toml(value)}\n" for key, value in found.items())


@given(found=documents)
def test_no_document_raises_anything_but_config_errors(
    found: dict[str, Any], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Sentences of ours on one line each, or Settings; never a traceback and never the library's words."""
    path = tmp_path_factory.getbasetemp() / "law.toml"
    path.write_text(_text(found), encoding="utf-8")
    for sentence in _faults(path):
        assert sentence.startswith(str(path))
        assert sentence.isprintable()
        assert "Input should" not in sentence


def _faults(path: Path) -> tuple[str, ...]:
    try:
        config.load(path, {"A": "b"})
    except ConfigError as error:
        return error.faults
    return ()


@given(written=st.binary(max_size=200))
def test_no_bytes_raise_anything_but_config_errors(written: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Not even a file that is no text gives a traceback."""
    path = tmp_path_factory.getbasetemp() / "bytes.toml"
    path.write_bytes(written)
    with pytest.raises(ConfigError):
        config.load(path, {})


def _places(value: Any, path: places.Path = ()) -> set[places.Path]:
    """The path of every key and list element in a parsed document."""
    steps: list[tuple[str | int, Any]] = []
    if isinstance(value, dict):
        steps = list(value.items())
    elif isinstance(value, list):
        steps = list(enumerate(value))
    found = {(*path, step) for step, _ in steps}
    return found.union(*(_places(inner, (*path, step)) for step, inner in steps))


@given(found=documents)
def test_every_key_and_element_has_a_line(found: dict[str, Any]) -> None:
    """The scanner of places sees exactly what the parser sees."""
    text = _text(found)
    lines = places.lines(text)
    assert set(lines) == _places(tomllib.loads(text))
    assert all(1 <= line <= text.count("\n") for line in lines.values())


HARD = '''
title = "a [b] # c" # [x]
multi = """
[no.table]
quote "" and \\""" key = 1
""""
literal = \'\'\'
# no comment
it''s\'\'\'\'
[ a . "b.c" ]
d.e = 1
d."f g" = { h = [1, # one ]
  2], 'i' = "}" }
[[rows]]
x = 1979-05-27 07:32:00
[[rows]]
[[rows.inner]]
y = 2
[rows.table]
z = []
'''


def test_lines_of_hard_toml() -> None:
    """Strings of all kinds, dotted and quoted keys, inline tables and nested lists do not mislead the count."""
    assert places.lines(HARD) == {
        ("title",): 2,
        ("multi",): 3,
        ("literal",): 7,
        ("a", "b.c"): 10,
        ("a", "b.c", "d"): 11,
        ("a", "b.c", "d", "e"): 11,
        ("a", "b.c", "d", "f g"): 12,
        ("a", "b.c", "d", "f g", "h"): 12,
        ("a", "b.c", "d", "f g", "h", 0): 12,
        ("a", "b.c", "d", "f g", "h", 1): 13,
        ("a", "b.c", "d", "f g", "i"): 13,
        ("rows",): 14,
        ("rows", 0): 14,
        ("rows", 0, "x"): 15,
        ("rows", 1): 16,
        ("rows", 1, "inner"): 17,
        ("rows", 1, "inner", 0): 17,
        ("rows", 1, "inner", 0, "y"): 18,
        ("rows", 1, "table"): 19,
        ("rows", 1, "table", "z"): 20,
    }
    tomllib.loads(HARD)


def test_the_line_of_an_unknown_place_is_that_of_what_holds_it() -> None:
    """What is missing has no line; the table it is missing from has one."""
    known: dict[places.Path, int] = {("a",): 1, ("a", "b"): 2}
    assert places.line(known, ("a", "b", 3, "c")) == 2
    assert places.line(known, ("a", "x")) == 1
    assert places.line(known, ("x",)) is None
