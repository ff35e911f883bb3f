"""What every test may use."""

from pathlib import Path

import pytest

SHARED = Path(__file__).parents[2] / "shared"


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of recorded news beside the clone; the test skips where it is missing."""
    folder = SHARED / "data"
    if not folder.is_dir():
        pytest.skip(f"needs the recorded news in {folder}, which is not here")
    return folder
