"""What stands where it may not is named."""

import pytest

from tests.mail_quality import placing

_GOOD = '<html lang="en" dir="ltr"><body><h1>A</h1><h2>B</h2>{}</body></html>'


@pytest.mark.parametrize(
    ("html", "fault"),
    [
        pytest.param("<p onclick='x'>a</p>", "<p> must not have onclick", id="a handler"),
        pytest.param("<form></form>", "<form> is not for mail", id="a form"),
        pytest.param('<p style="padding:3px">a</p>', "padding must not stand on <p>", id="padding off a cell"),
        pytest.param('<p style="color:#111111; display:none">a</p>', "display must not stand on <p>", id="hidden text"),
        pytest.param("<p>", "closes <p>", id="an open paragraph"),
        pytest.param("</p>", "</p> closes <body>", id="a paragraph closed twice"),
        pytest.param("<div>a</div>", "<div> has no lang and dir", id="a wrapper without language"),
    ],
)
def test_faults(html: str, fault: str) -> None:
    """Each kind of fault is named."""
    assert any(fault in found for found in placing.faults(_GOOD.format(html)))


def test_what_is_never_closed_is_named() -> None:
    """And what is closed without having been opened."""
    assert placing.faults("<table><tr>") == ["<table> is never closed", "<tr> is never closed"]
    assert placing.faults("</table>") == ["</table> closes <>"]


def test_good_mail_has_no_faults() -> None:
    """What is right is let through."""
    assert placing.faults(_GOOD.format('<p style="color:#444444">a<br>b</p>')) == []
