"""The count of the rows judged by hand, as a command."""

import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[1] / "bench" / "by_hand.py"


@pytest.mark.shared
@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        pytest.param([], "the following arguments are required: FOLDER", id="no folder"),
        pytest.param([str(SCRIPT)], f"the classifiers cannot be kept in {SCRIPT}: File exists", id="a file"),
    ],
)
def test_a_missing_folder_is_a_sentence(shared_data: Path, words: list[str], sentence: str) -> None:
    """What is wanted is said, with status 2, before anything is made."""
    assert shared_data.is_dir()
    answer = subprocess.run([sys.executable, SCRIPT, *words], capture_output=True, text=True, check=False)
    assert answer.returncode == 2
    assert sentence in answer.stderr
    assert "Traceback" not in answer.stderr
