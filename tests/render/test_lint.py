"""The lint sees what it is for."""

import pytest

from tests.render import lint

_GOOD = '<html lang="en" dir="ltr"><body><h1>A</h1><h2>B</h2>{}</body></html>'


@pytest.mark.parametrize(
    ("html", "fault"),
    [
        pytest.param(
            '<img src="https://a.example/1.gif" width="1" height="1" alt="">',
            "is not ours",
            id="a picture from the web",
        ),
        pytest.param("<p onclick='x'>a</p>", "<p> must not have onclick", id="a handler"),
        pytest.param("<table></table>", "a table has no role=presentation", id="a table for looks"),
        pytest.param('<a href="javascript:x">a</a>', "a link leads to 'javascript:x'", id="a script as link"),
        pytest.param('<p style="padding:3px">a</p>', "padding must not stand on <p>", id="padding off a cell"),
        pytest.param('<p style="display:none">a</p>', "display must not stand on <p>", id="hidden text"),
        pytest.param('<p style="font-size:120%">a</p>', "Outlook.com would drop", id="a sign Outlook drops"),
        pytest.param('<p style="color:#999999">a</p>', "#999999 on #ffffff is too faint in light", id="faint text"),
        pytest.param("<p>", "closes <p>", id="an open paragraph"),
        pytest.param("<h1>C</h1>", "headings begin", id="two main headings"),
        pytest.param("<div>a</div>", "<div> has no lang and dir", id="a wrapper without language"),
    ],
)
def test_faults(html: str, fault: str) -> None:
    """Each kind of fault is named."""
    assert any(fault in found for found in lint.faults(_GOOD.format(html)))


def test_good_mail_has_no_faults() -> None:
    """What is right is let through."""
    assert lint.faults(_GOOD.format('<p style="color:#444444">a<br>b</p>')) == []


def test_dark_colours_are_seen() -> None:
    """A text that only the dark scheme makes faint is found."""
    css = "<style>@media (prefers-color-scheme: dark) {\n  .a { color: #eeeeee !important; }\n}</style>"
    found = lint.faults(_GOOD.format(css + '<p class="a" style="color:#111111">a</p>'))
    assert found == ["#eeeeee on #ffffff is too faint in dark colours: 'a'"]
