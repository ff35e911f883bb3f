"""How good stories are on pairs judged by the ids of a recorded stream."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from digest import errors
from digest.classify import judged, story_text
from tests.classify import samples

_STREAM = Path("streams") / "stream-2022-12-05_2022-12-14.jsonl.gz"
_DAM = "<p>The Orrin Falls dam broke on Sunday after the storm;</p><p>the valley of Orrin &amp; Skelby was cleared.</p>"


def _item(identity: str, title: str, **changed: Any) -> dict[str, Any]:
    at = "2026-03-01T08:00:00Z"
    return {"id": identity, "title": title, "source": f"{identity}.example", "published": at, **changed}


_ITEMS = [
    _item("dam", "Dam at Orrin Falls gives way after storm", summary_html=_DAM),
    _item("too", "Storm breaks Orrin Falls dam", summary_html=_DAM),
    _item("vote", "Senate of Norland votes on the harbour tax"),
]
_PAIRS = [
    {"set": "first", "label": "same", "a": "dam", "b": "too"},
    {"set": "first", "label": "different", "a": "dam", "b": "vote"},
    {"set": "second", "label": "related", "a": "vote", "b": "too"},
]


def _measure(folder: Path, items: list[Any], pairs: list[Any]) -> judged.Judged:
    return judged.measure(
        samples.write(folder / "stream.jsonl.gz", items),
        now=samples.NOW,
        judged_file=samples.write(folder / "pairs.jsonl", pairs),
    )


def test_figures(tmp_path: Path) -> None:
    """Each set by itself, with how far its figures may be off; markup is no part of a teaser."""
    found = _measure(tmp_path, _ITEMS, _PAIRS)
    first, second = found.sets
    assert (found.pairs_file, found.stream_file, found.articles) == ("pairs.jsonl", "stream.jsonl.gz", 3)
    assert (first.name, second.name) == ("first", "second")
    assert first.pairs.confusion == {"same": (1, 0), "related": (0, 0), "different": (0, 1)}
    assert (first.pairs.f1, first.f1_range, second.related_range) == (1.0, (1.0, 1.0), (0.0, 0.0))
    text = "\n".join(story_text.other_days({"measured_on": "2026-05-01", **asdict(found)}))
    assert "(pairs.jsonl), among all 3 articles of stream.jsonl.gz, measured on 2026-05-01" in text
    assert "  2 pairs, first:\n" in text
    assert (
        "F1 1.00 (1.00 to 1.00), precision 1.00 (1.00 to 1.00), recall 1.00; related joined 0% (0.00 to 0.00)" in text
    )


def test_ranges_follow_the_articles_judged_for(tmp_path: Path) -> None:
    """Pairs of one article are drawn together: a miss and a hit of two articles give all from none to one."""
    pairs = [*_PAIRS[:1], {"set": "first", "label": "same", "a": "vote", "b": "too"}]
    (figures,) = _measure(tmp_path, _ITEMS, pairs).sets
    assert figures.pairs.recall == 0.5
    assert figures.f1_range == (0.0, 1.0)
    pairs = [*_PAIRS[:1], {"set": "first", "label": "same", "a": "dam", "b": "vote"}]
    (together,) = _measure(tmp_path, _ITEMS, pairs).sets
    assert together.f1_range == (together.pairs.f1, together.pairs.f1)


def test_another_stream(tmp_path: Path) -> None:
    """Gives the figures of the pairs it holds, or none."""
    assert _measure(tmp_path, _ITEMS[2:], _PAIRS).sets == ()
    (figures,) = _measure(tmp_path, _ITEMS[:2], _PAIRS).sets
    assert figures.pairs.confusion == {"same": (1, 0), "related": (0, 0), "different": (0, 0)}


@pytest.mark.parametrize(
    ("items", "pairs", "fault"),
    [
        pytest.param(
            _ITEMS, [{**_PAIRS[0], "label": "alike"}], r"Line 1 of .*pairs\.jsonl has no label", id="no label"
        ),
        pytest.param([{"published": "2026-03-01"}], _PAIRS, r"Line 1 .* has no \"title\"", id="no title"),
    ],
)
def test_a_wrong_line(tmp_path: Path, items: list[Any], pairs: list[Any], fault: str) -> None:
    """Is named with its file."""
    with pytest.raises(errors.DigestError, match=fault):
        _measure(tmp_path, items, pairs)


@pytest.mark.shared
def test_other_days(shared_data: Path) -> None:
    """What docs/stories.md states, a little below: the spread over sets is wide, but nothing different is tied."""
    found = {figures.name: figures for figures in judged.measure(shared_data / _STREAM, now=samples.NOW).sets}
    untouched = found[judged.UNTOUCHED].pairs
    assert [sum(map(sum, figures.pairs.confusion.values())) for figures in found.values()] == [312, 123, 150, 190]
    assert untouched.f1 >= 0.88
    assert untouched.precision >= 0.95
    assert untouched.related <= 0.35
    third = found.pop("third").pairs
    assert third.f1 >= 0.68
    assert third.precision >= 0.9
    assert third.related <= 0.35
    for figures in found.values():
        assert figures.pairs.f1 >= 0.83
        assert figures.pairs.precision >= 0.9
