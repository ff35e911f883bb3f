"""Every sample notice, read by every lint that needs nothing but Python."""

import pytest

from tests.mail_quality import judge, plain_text, samples, seen

NAMES = sorted(samples.notices())


@pytest.fixture(params=NAMES)
def name(request: pytest.FixtureRequest) -> str:
    """The name of a sample notice."""
    return str(request.param)


@pytest.fixture
def sent(name: str) -> seen.Seen:
    """Its message, taken apart."""
    return seen.seen(samples.mime(name))


def test_html_passes_the_judge(name: str, sent: seen.Seen) -> None:
    """Known to twelve programs, followed and read in light and dark; and no picture at all (HTM-01 to 11, SUB-19)."""
    assert judge.faults(samples.mime(name)) == []
    assert sent.pictures == {}


def test_text_part_is_laid_out_by_hand(sent: seen.Seen) -> None:
    """76 columns, links on their own lines, nothing of HTML (HTM-13)."""
    assert plain_text.faults(sent.text) == []


def test_octets_pass_any_server(name: str, sent: seen.Seen) -> None:
    """No long line, no bare line end, no control, seven bits (OUT-22)."""
    assert plain_text.wire_faults(samples.mime(name), sent.text, sent.html) == []


def test_text_leads_where_the_html_leads(sent: seen.Seen) -> None:
    """Every page that the one links to stands in the other (OUT-21)."""
    pages = {
        str(link.get("href")) for link in seen.tree(sent.html).iter("a") if link.get("href", "").startswith("https")
    }
    assert all(f"\n{page}\n" in sent.text for page in pages)
