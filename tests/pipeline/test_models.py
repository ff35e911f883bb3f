"""Which classifier is in use, which were before, and the way back."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from digest import config
from digest.classify import modelfile, topics
from digest.config import Settings
from digest.errors import CommandError, ModelError
from digest.pipeline import classifier, models

NOW = datetime(2026, 11, 22, 3, tzinfo=UTC)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """The settings of an installation with an empty data folder."""
    path = tmp_path / "config.toml"
    path.write_text('[service]\nfrom = "digest@example.org"\ndata = "data"\n', encoding="utf-8")
    return config.load(path, {})


def _draft(folder: Path, bias: float) -> Path:
    """A tiny classifier; each bias is another version."""
    path = folder / f"draft{bias}.npz"
    path.parent.mkdir(exist_ok=True)
    modelfile.write(
        path,
        terms=["goal", "vote"],
        idf=np.ones(2),
        weights=np.eye(2),
        bias=np.array([bias, 0.0]),
        papers={
            "topics": ["sport", "politics"],
            "stop": ["the"],
            "thresholds": {"sport": 0.5, "politics": 0.5},
            "floor": 0.3,
            "readable": 0.6,
            "trained_on": "2026-11-21",
            "files": {},
        },
    )
    return path


def _adopt(settings: Settings, bias: float, *, how: str = "topic", base: str = "", hours: float = 0) -> str:
    draft = _draft(settings.path.parent, bias)
    now = NOW + timedelta(hours=hours)
    return models.adopt(settings, draft, how=how, base=base, said=f"bias {bias}", now=now).version


def test_without_anything_the_shipped_one_is_in_use(settings: Settings) -> None:
    """And there is no way back from it."""
    found = classifier.find(settings)
    assert (found.path, found.fault, found.model.version) == (None, "", topics.load().version)
    assert models.history(settings) == []
    with pytest.raises(CommandError, match="none before it"):
        models.back(settings, now=NOW)


def test_an_adopted_one_is_in_use_and_kept(settings: Settings) -> None:
    """Under its version, with what is said of it."""
    version = _adopt(settings, 1.0)
    assert classifier.load(settings).version == version
    assert models.archived(settings, version).exists()
    (step,) = models.history(settings)
    assert (step.version, step.how, step.said, step.at) == (version, "topic", "bias 1.0", "2026-11-22T03:00:00Z")


def test_back_and_back_again_leads_to_the_shipped_one(settings: Settings) -> None:
    """Each step to the one in use before, never in circles."""
    first, second = _adopt(settings, 1.0), _adopt(settings, 2.0)
    assert models.back(settings, now=NOW).version == first
    assert classifier.load(settings).version == first
    assert models.back(settings, now=NOW).version == models.SHIPPED
    assert classifier.find(settings).path is None
    with pytest.raises(CommandError, match="none before it"):
        models.back(settings, now=NOW)
    assert models.use(settings, second, now=NOW).version == second
    assert classifier.load(settings).version == second
    assert models.back(settings, now=NOW).version == models.SHIPPED


def test_using_the_one_in_use_once_more_is_no_step(settings: Settings) -> None:
    """It mends a damaged file; the way back leads to another as before."""
    first, second = _adopt(settings, 1.0), _adopt(settings, 2.0)
    for _ in range(2):
        assert models.use(settings, second, now=NOW).version == second
    assert models.back(settings, now=NOW).version == first
    models.use(settings, first, now=NOW)
    assert models.back(settings, now=NOW).version == models.SHIPPED


def test_any_version_kept_can_be_used(settings: Settings) -> None:
    """Also the shipped one; one that is not kept is a sentence that lists those that are."""
    first, _ = _adopt(settings, 1.0), _adopt(settings, 2.0)
    models.use(settings, first, now=NOW)
    assert classifier.load(settings).version == first
    models.use(settings, models.SHIPPED, now=NOW)
    assert classifier.find(settings).path is None
    with pytest.raises(CommandError, match=f"no version 00000000; there are {first}"):
        models.use(settings, "00000000", now=NOW)


def test_the_newest_ten_are_kept(settings: Settings) -> None:
    """And the one that nightly learning begins from, however old."""
    base = _adopt(settings, 0.5)
    made = [_adopt(settings, float(number), how="night", base=base) for number in range(1, 13)]
    assert models.kept_versions(settings) == [base, *made[-10:]]


def test_a_classifier_put_in_place_by_hand_is_kept_too(settings: Settings) -> None:
    """Whoever trained or copied one can go back to it, and from it."""
    settings.service.data.mkdir()
    own = _draft(settings.path.parent, 3.0).rename(models.own(settings))
    version = topics.load(own).version
    newer = _adopt(settings, 4.0)
    assert models.kept_versions(settings) == [version, newer]
    assert models.back(settings, now=NOW).version == version


def test_one_that_is_taken_away_is_missed(settings: Settings, caplog: pytest.LogCaptureFixture) -> None:
    """Its copy is in use meanwhile; the sentence says how to put it back, or to do without."""
    _, second = _adopt(settings, 1.0), _adopt(settings, 2.0)
    models.own(settings).unlink()
    models.notice(settings, now=NOW)
    assert classifier.load(settings).version == second
    assert caplog.text.count(f"{models.own(settings)}, version {second}, is gone") == 1
    assert f"`digest models use {second}`" in caplog.text
    models.use(settings, second, now=NOW)
    assert classifier.find(settings).fault == ""
    models.own(settings).unlink()
    models.use(settings, models.SHIPPED, now=NOW)
    assert (classifier.find(settings).fault, classifier.find(settings).path) == ("", None)


def test_one_that_is_put_back_by_hand_keeps_its_figures(settings: Settings) -> None:
    """The history holds nothing new for the one in use; an earlier one is as if chosen."""
    first, second = _adopt(settings, 1.0), _adopt(settings, 2.0)
    kept = models.own(settings).read_bytes()
    models.own(settings).unlink()
    models.notice(settings, now=NOW)
    models.own(settings).write_bytes(kept)
    models.notice(settings, now=NOW)
    assert [step.version for step in models.history(settings)] == [first, second]
    models.own(settings).write_bytes(models.archived(settings, first).read_bytes())
    models.notice(settings, now=NOW)
    assert [(step.version, step.how) for step in models.history(settings)][-1] == (first, "use")
    assert models.back(settings, now=NOW).version == second


def test_a_damaged_one_gives_way_to_its_copy_then_to_the_one_before(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    """The log says what is wrong and what is in use meanwhile."""
    first, second = _adopt(settings, 1.0), _adopt(settings, 2.0)
    models.own(settings).write_bytes(b"rubbish")
    assert classifier.load(settings).version == second
    assert "is damaged or is no classifier" in caplog.text
    assert f"Meanwhile version {second}" in caplog.text
    models.archived(settings, second).write_bytes(b"rubbish")
    assert classifier.load(settings).version == first
    models.archived(settings, first).unlink()
    assert classifier.find(settings).path is None
    assert str(models.own(settings)) in classifier.find(settings).fault


def test_a_classifier_of_another_format_gives_way(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """The sentence names both formats; the one that ships is in use."""
    settings.service.data.mkdir()
    with monkeypatch.context() as patch:
        patch.setattr(modelfile, "FORMAT", 99)
        _draft(settings.path.parent, 1.0).rename(models.own(settings))
    found = classifier.find(settings)
    assert found.path is None
    assert f"has format 99, and this digest reads format {modelfile.FORMAT}" in found.fault


def test_a_damaged_draft_or_copy_never_takes_the_place_of_a_good_one(settings: Settings) -> None:
    """The one in use stays."""
    first, second = _adopt(settings, 1.0), _adopt(settings, 2.0)
    draft = settings.path.parent / "bad.npz"
    draft.write_bytes(b"rubbish")
    with pytest.raises(ModelError, match="damaged"):
        models.adopt(settings, draft, how="topic", base="", said="", now=NOW)
    models.archived(settings, first).write_bytes(b"rubbish")
    with pytest.raises(ModelError, match="damaged"):
        models.back(settings, now=NOW)
    assert classifier.find(settings).fault == ""
    assert classifier.load(settings).version == second


def test_a_damaged_line_of_history_is_passed_over(settings: Settings) -> None:
    """The others count."""
    version = _adopt(settings, 1.0)
    path = settings.service.data / "models" / "history.jsonl"
    path.write_text("rubbish\n{}\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    assert [step.version for step in models.history(settings)] == [version]


def test_learning_begins_from_the_same_version_every_night(settings: Settings) -> None:
    """From the one the operator chose last; after a way back, with what is newer only."""
    assert models.beginning(settings) == (models.SHIPPED, None)
    base = _adopt(settings, 1.0)
    assert models.beginning(settings) == (base, None)
    night = _adopt(settings, 2.0, how="night", base=base)
    assert models.beginning(settings) == (base, None)
    _adopt(settings, 3.0, how="night", base=base)
    later = NOW + timedelta(hours=8)
    models.back(settings, now=later)
    assert models.beginning(settings) == (night, later)


def test_a_classifier_that_config_names_is_left_alone(settings: Settings, tmp_path: Path) -> None:
    """No version takes its place; the sentence says which line to take out."""
    named = replace(settings, topics=replace(settings.topics, model=_draft(tmp_path, 5.0)))
    attempts: tuple[Callable[[], object], ...] = (
        lambda: models.back(named, now=NOW),
        lambda: models.use(named, "shipped", now=NOW),
        lambda: models.adopt(named, _draft(tmp_path, 6.0), how="topic", base="", said="", now=NOW),
    )
    for attempt in attempts:
        with pytest.raises(CommandError, match=r"take `model` out of \[topics\]"):
            attempt()
    assert classifier.find(named).path == named.topics.model
    named.topics.model.write_bytes(b"rubbish")  # type: ignore[union-attr]
    assert classifier.find(named).path is None
    assert "damaged" in classifier.find(named).fault


def test_a_disk_that_refuses_is_a_sentence(settings: Settings) -> None:
    """It names the folder, and what to do."""
    settings.service.data.mkdir()
    (settings.service.data / "models").write_text("in the way")
    with pytest.raises(ModelError, match=f"cannot be kept in {settings.service.data} "):
        _adopt(settings, 1.0)
    assert classifier.find(settings).path is None
