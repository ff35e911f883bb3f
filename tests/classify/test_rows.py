"""JSON lines to articles."""

import contextlib
import gzip
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest import errors
from digest.classify import rows
from tests.classify.samples import NOW


def test_a_whole_row() -> None:
    """Every field arrives, and the id is the row's own."""
    line = json.dumps(
        {
            "id": 7,
            "title": " Rain ",
            "summary": "Much of it.",
            "url": "https://north.example/rain",
            "source": "north.example",
            "published": "2026-03-01T09:00:00+01:00",
        }
    )
    (article,) = rows.read([line, "  \n"], source="rows.jsonl", now=NOW)
    assert (article.id, article.guid, article.title, article.summary) == ("7", "7", "Rain", "Much of it.")
    assert (article.url, article.outlet) == ("https://north.example/rain", "north.example")
    assert article.published_at == datetime(2026, 3, 1, 8, 0, tzinfo=UTC)
    assert not article.date_is_ours


def test_a_title_is_enough() -> None:
    """What is missing is empty, the moment is ours, and the made-up id is the same every time."""
    first, second = rows.read(['{"title": "Rain", "summary": null}'] * 2, source="-", now=NOW)
    assert first == second
    assert (len(first.id), first.summary, first.published_at, first.date_is_ours) == (16, "", NOW, True)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        pytest.param("2026-03-01", datetime(2026, 3, 1, tzinfo=UTC), id="a date alone is midnight UTC"),
        pytest.param("2026-03-01T08:00:00", datetime(2026, 3, 1, 8, tzinfo=UTC), id="no zone is UTC"),
        pytest.param("yesterday", NOW, id="no date at all is ours"),
        pytest.param("0001-01-01T00:00:00+14:00", NOW, id="before all time is ours"),
    ],
)
def test_moments(written: str, expected: datetime) -> None:
    """Dates are read generously."""
    (article,) = rows.read([json.dumps({"title": "Rain", "published": written})], source="-", now=NOW)
    assert article.published_at == expected


@pytest.mark.parametrize(
    ("line", "says"),
    [
        pytest.param("{", "is not JSON", id="half a line"),
        pytest.param("[1]", "is not a JSON object", id="a list"),
        pytest.param('{"summary": "x"}', 'has no "title"', id="no title"),
        pytest.param(
            '{"headline": "Rain"}',
            'has no "title"; it has "headline".  Read are "title", which every row needs, and "id", "summary", "url", '
            '"source", "published", "feed".',
            id="a title by another name",
        ),
        pytest.param(
            json.dumps(dict.fromkeys("abcdefghi")),
            'it has "a", "b", "c", "d", "e", "f", "g", "h", ....',
            id="many names",
        ),
        pytest.param("{}", 'has no "title".  Read are', id="nothing at all"),
        pytest.param('{"title": " "}', 'has an empty "title"', id="a blank title"),
        pytest.param('{"title": "Rain", "url": 3}', 'has a "url" that is not a text', id="an address that is a number"),
    ],
)
def test_a_bad_line_is_named(line: str, says: str) -> None:
    """The error names the file, the line and the fault."""
    with pytest.raises(errors.ParseError, match=r"Line 2 of rows\.jsonl") as caught:
        list(rows.read(['{"title": "Rain"}', line], source="rows.jsonl", now=NOW))
    assert says in str(caught.value)
    assert caught.value.source == "rows.jsonl"


@pytest.mark.parametrize("name", ["rows.jsonl", "rows.jsonl.gz"])
def test_a_mark_of_the_byte_order_is_passed_over(tmp_path: Path, name: str) -> None:
    """Editors of Windows set one."""
    text = b'\xef\xbb\xbf{"title": "Rain"}\n'
    (tmp_path / name).write_bytes(gzip.compress(text) if name.endswith("gz") else text)
    with rows.opened(tmp_path / name) as lines:
        assert [article.title for article in rows.read(lines, source=name, now=NOW)] == ["Rain"]


@given(st.text())
def test_any_line_is_an_article_or_a_parse_error(line: str) -> None:
    """Reading never raises anything else."""
    with contextlib.suppress(errors.ParseError):
        list(rows.read([line], source="-", now=NOW))
