"""Followed phrases that hardly any story can hold."""

from pathlib import Path

from digest.doctor.finding import Level
from tests.doctor.household import READER, examine, levels, settings


def test_a_phrase_that_can_hardly_match_is_warned_of(tmp_path: Path) -> None:
    """With who follows it, and what to write instead; good phrases are passed over."""
    wishes = 'follow = ["climate OR court", "Nvidia"]'
    chosen = settings(tmp_path, READER + wishes)
    found = levels(examine(chosen), Level.WARNING)
    assert 'follows "climate OR court", which hardly any story can hold' in found
    assert '"Nvidia"' not in found
