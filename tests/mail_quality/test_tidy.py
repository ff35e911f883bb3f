"""HTML Tidy finds no error in any sample mail, and no warning but of what old mail programs need."""

import re
import subprocess

import pytest

from tests.mail_quality import peers, samples, seen

#: HTML 5 leaves these to CSS, which Outlook for Windows does not take them from.
_OLD = re.compile(r"Warning: <(table|td|img|body)> attribute \"(align|valign|width|cellpadding|cellspacing|border)\"")


def complaints(html: str) -> list[str]:
    """What tidy says of the page."""
    tidy = peers.program("tidy", "tidy")
    said = subprocess.run([tidy, "-q", "-e"], input=html, capture_output=True, text=True, check=False).stderr
    return [line for line in said.splitlines() if not _OLD.search(line)]


@pytest.mark.filters
@pytest.mark.parametrize("name", samples.names())
def test_tidy_finds_nothing(name: str) -> None:
    """Neither error nor warning."""
    assert complaints(seen.seen(samples.mime(name)).html) == []


@pytest.mark.filters
def test_tidy_does_find_faults() -> None:
    """An element that is never closed, and one that does not exist."""
    assert len(complaints("<!DOCTYPE html><title>a</title><style>p {}<p>x<bogus>y")) >= 2
