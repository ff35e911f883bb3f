"""The sample that strangers see: an issue of the newsroom in `digest.sample`, made as every issue is, and kept here.

`python -m tests.web.specimens` makes it anew.
"""

from functools import cache, lru_cache
from pathlib import Path

from digest.domain.mail import Edition
from digest.store import codec

FOLDER = Path(__file__).parent / "specimen"
_SOURCE = "en"


@lru_cache(maxsize=16)
def edition(language: str) -> Edition:
    """The sample in the nearest language there is, English at last."""
    wanted = (language, language.partition("-")[0], _SOURCE)
    # Only names that are there: a language comes from outside.
    found = next(tag for tag in wanted if tag in _languages())
    return codec.EDITION.value((FOLDER / f"{found}.json").read_text(encoding="utf-8"))


@lru_cache(maxsize=16)
def picture(picture_id: str) -> bytes | None:
    """A picture of it; None when it has none of that name."""
    found = {path.stem: path for path in FOLDER.glob("*.jpg")}
    return found[picture_id].read_bytes() if picture_id in found else None


@cache
def _languages() -> frozenset[str]:
    return frozenset(path.stem for path in FOLDER.glob("*.json"))
