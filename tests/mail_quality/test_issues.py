"""Every sample issue, read by every lint that needs nothing but Python."""

import pytest

from digest.domain import mail
from tests.mail_quality import judge, plain_text, samples, seen, structure
from tests.mail_quality.issue import Issue

NAMES = sorted(samples.issues())
#: Of the HTML part as sent (OUT-27).
_SENT = 95_000


@pytest.fixture(scope="module", params=NAMES)
def name(request: pytest.FixtureRequest) -> str:
    """The name of a sample issue."""
    return str(request.param)


@pytest.fixture
def issue(name: str) -> Issue:
    """A sample issue."""
    return samples.issues()[name]


@pytest.fixture
def sent(name: str) -> seen.Seen:
    """Its message, taken apart."""
    return seen.seen(samples.mime(name))


def test_html_passes_the_judge(name: str) -> None:
    """Known to twelve programs, to be followed and read, in light and in the dark (HTM-01 to 11)."""
    assert judge.faults(samples.mime(name)) == []


def test_ways_out_stand_at_the_top_and_at_the_bottom(issue: Issue, sent: seen.Seen) -> None:
    """To leave and to change, in words of 14 px (HTM-12)."""
    assert structure.way_out_faults(sent.html, issue.links.leave, issue.links.change) == []


def test_text_part_is_laid_out_by_hand(sent: seen.Seen) -> None:
    """76 columns, links on their own lines, nothing of HTML (HTM-13)."""
    assert plain_text.faults(sent.text) == []


def test_octets_pass_any_server(name: str, sent: seen.Seen) -> None:
    """No long line, no bare line end, no control, seven bits (OUT-22)."""
    assert plain_text.wire_faults(samples.mime(name), sent.text, sent.html) == []


def test_html_is_never_clipped(name: str) -> None:
    """However many stories (OUT-27)."""
    html = samples.mime(name).partition(b"Content-Type: text/html")[2]
    assert 0 < len(html.partition(b"\r\n--=_")[0]) <= _SENT


def test_text_tells_every_story_in_the_same_order(issue: Issue, sent: seen.Seen) -> None:
    """Title and address of each; the HTML has them in that order too, as far as it goes (OUT-21, HTM-02)."""
    stories = [item.url for item in issue.edition.items if item.url.isascii()]
    assert _order(issue.edition, sent.text) == stories
    whole = _order(issue.edition, sent.html)
    assert whole == stories[: len(whole)]
    assert len(whole) == len(stories) or issue.name == "sixty"


def _order(edition: mail.Edition, part: str) -> list[str]:
    """The addresses of stories as they occur, each once."""
    urls = dict.fromkeys(item.url for item in edition.items)
    found = {url: part.find(url) for url in urls}
    return sorted((url for url in urls if found[url] >= 0), key=lambda url: found[url])


def test_samples_are_what_they_are_for() -> None:
    """One is too long and was cut, some have pictures, one has a logo, one has no story."""
    made = samples.issues()
    assert len(made["sixty"].edition.items) == 60
    assert len(made["pictures"].pictures) == 3
    assert made["brand"].sender.brand.logo is not None
    assert made["one-line"].edition.items == ()
    assert made["bare"].links.more == ""
    assert {issue.edition.direction for issue in made.values()} == {"ltr", "rtl"}
