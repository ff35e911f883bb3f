"""Files of labelled articles."""

from pathlib import Path
from typing import Any

import pytest

from digest import errors
from digest.classify import labelled
from tests.classify import samples


def test_labels_of_both_kinds_are_read(tmp_path: Path) -> None:
    """`unified` decides where a row has it, null passes the row over; else `topic` does."""
    rows: list[dict[str, Any]] = [
        {"id": "1", "title": "Rain", "topic": "weather", "unified": "science"},
        {"id": "2", "title": "Rain", "topic": "opinion", "unified": None},
        {"id": "3", "title": "Rain", "topic": "cycling"},
    ]
    found = list(labelled.read([samples.write(tmp_path / "a.jsonl.gz", rows)], now=samples.NOW))
    assert [(example.article.id, example.topic, example.file) for example in found] == [
        ("1", "science", "a.jsonl.gz"),
        ("3", "cycling", "a.jsonl.gz"),
    ]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        pytest.param('{"title": "Rain", "topic": "sport"}\n{"title"', "Line 2 of .* is not JSON", id="half a line"),
        pytest.param('{"topic": "sport"}', 'Line 1 of .* has no "title"', id="no title"),
        pytest.param('{"title": "Rain"}', "Line 1 of .* has no topic", id="no label"),
        pytest.param(
            '{"title": "Rain", "topic": "Two Words"}', "Line 1 of .* has no topic", id="a label that is no slug"
        ),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, text: str, says: str) -> None:
    """The error names file and line."""
    path = tmp_path / "rows.jsonl"
    path.write_text(text)
    with pytest.raises(errors.ModelError, match=says) as caught:
        list(labelled.read([path], now=samples.NOW))
    assert caught.value.path == path


@pytest.mark.parametrize(
    ("name", "content"),
    [
        pytest.param("missing.jsonl", None, id="no such file"),
        pytest.param("rows.jsonl.gz", b"plain", id="gzip by name only"),
        pytest.param("rows.jsonl.gz", b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03", id="gzip cut off"),
        pytest.param("rows.jsonl", b"\xff\xfe{}", id="not UTF-8"),
    ],
)
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, name: str, content: bytes | None) -> None:
    """One sentence with the path, whatever broke."""
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(errors.ModelError, match="cannot be read") as caught:
        list(labelled.read([path], now=samples.NOW))
    assert str(path) in str(caught.value)


def test_gold_keeps_every_acceptable_topic(tmp_path: Path) -> None:
    """Best first; a file without such labels is recognised, and a row without them is a fault."""
    gold = samples.write(tmp_path / "gold.jsonl", [{"id": "1", "title": "Rain", "gold": ["science", "other"]}])
    plain = samples.write(tmp_path / "plain.jsonl", [{"id": "2", "title": "Rain", "topic": "science"}])
    assert [row.acceptable for row in labelled.gold(gold, now=samples.NOW)] == [("science", "other")]
    assert (labelled.has_gold(gold), labelled.has_gold(plain)) == (True, False)
    with pytest.raises(errors.ModelError, match='has no list "gold"'):
        list(labelled.gold(plain, now=samples.NOW))


def test_ids_of_rows(tmp_path: Path) -> None:
    """Every id, and rows without one are no trouble."""
    path = samples.write(tmp_path / "a.jsonl", [{"id": 1, "title": "Rain"}, {"title": "Snow"}])
    assert labelled.ids([path]) == {"1"}
