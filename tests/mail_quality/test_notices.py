"""Every sample notice, read by every lint that needs nothing but Python."""

import pytest

from tests.mail_quality import caniemail, contrast, plain_text, samples, seen, structure

NAMES = sorted(samples.notices())


@pytest.fixture(params=NAMES)
def name(request: pytest.FixtureRequest) -> str:
    """The name of a sample notice."""
    return str(request.param)


@pytest.fixture
def sent(name: str) -> seen.Seen:
    """Its message, taken apart."""
    return seen.seen(samples.mime(name))


def test_twelve_programs_know_every_feature(sent: seen.Seen) -> None:
    """By caniemail's data, but for extras that have a reason (HTM-01)."""
    assert caniemail.faults(sent.html) == []


def test_structure_can_be_followed_by_programs_and_readers(sent: seen.Seen) -> None:
    """Languages, tables, headings, links, styles, sizes; and no picture at all (HTM-02 to 11, SUB-19)."""
    assert structure.faults(sent.html) == []
    assert sent.pictures == {}


def test_words_can_be_read_in_light_and_in_the_dark(sent: seen.Seen) -> None:
    """As written, by its own dark scheme, and by three that programs impose (HTM-05)."""
    assert contrast.faults(sent.html) == []


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
