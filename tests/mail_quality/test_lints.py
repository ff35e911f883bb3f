"""The lints see what they are for: each kind of fault is named, and what is right passes."""

import pytest

from tests.mail_quality import contrast, plain_text, structure

_STYLE = ":root { color-scheme: light dark; }"
_PAGE = (
    '<!DOCTYPE html><html lang="en" dir="ltr"><head><meta name="color-scheme" content="light dark">'
    '<meta name="supported-color-schemes" content="light dark"><style>{style}</style></head>'
    '<body><div lang="en" dir="ltr"><h1>A</h1><h2>B</h2>{body}</div></body></html>'
)
_ARABIC = "الميناء القديم يفتح أبوابه للزوار بعد ترميم"
_JAPANESE = "市は来月から閉館を午前二時に延ばす。早朝に漁へ出る人が席を分け合う。"


def page(body: str, style: str = _STYLE) -> str:
    """A whole page with this body."""
    return _PAGE.format(style=style, body=body)


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        pytest.param("<table></table>", "a table has no role", id="a table for looks"),
        pytest.param('<a href="javascript:x">a</a>', "a link leads to 'javascript:x'", id="a script as link"),
        pytest.param('<a href="/a">a</a>', "a link leads to '/a'", id="a relative link"),
        pytest.param('<a href="https://a.example">here</a>', "the words of the link", id="a link that says here"),
        pytest.param('<a href="https://a.example"></a>', "the words of the link", id="a link without words"),
        pytest.param("<h1>C</h1>", "the headings begin", id="two main headings"),
        pytest.param("<h4>C</h4>", "a heading of level 4 follows one of level 2", id="a level left out"),
        pytest.param("<h2> </h2>", "<h2> says nothing", id="an empty heading"),
        pytest.param('<p style="width:calc(1px)">a</p>', "Outlook.com would drop", id="a sign Outlook.com drops"),
        pytest.param('<p style="display: none">a</p>', "<p> is hidden", id="hidden words"),
        pytest.param('<p style="font-size:11px">a</p>', "is only 11 px tall", id="small print"),
        pytest.param("<style>p { }</style>", "more than one style element", id="two style sheets"),
        pytest.param(f"<p>{_ARABIC}</p>", "is not marked as ar", id="Arabic without its language"),
        pytest.param(f'<p lang="ar">{_ARABIC}</p>', "is marked as ltr", id="Arabic without its direction"),
        pytest.param(f"<p>{_JAPANESE}</p>", "is not marked as ja", id="Japanese without its language"),
        pytest.param('<img src="https://a.example/a.gif">', "which is not attached", id="a picture from elsewhere"),
        pytest.param('<img src="cid:a@b" width="1" height="1" alt="">', "1 x 1 pixels", id="a counting picture"),
        pytest.param('<img src="cid:a@b" width="9" height="9">', "has no alt", id="a picture without words"),
        pytest.param("", "'a@b' is attached and not shown", id="a picture nobody sees"),
    ],
)
def test_structure_faults(body: str, fault: str) -> None:
    """One sentence for each."""
    assert any(fault in found for found in structure.faults(page(body), pictures=["a@b"]))


@pytest.mark.parametrize(
    ("style", "fault"),
    [
        pytest.param(_STYLE + "/* a */", "an address or a comment", id="a comment"),
        pytest.param(_STYLE + ".a { background: url(a) }", "an address or a comment", id="an address"),
        pytest.param(_STYLE + ".a { }" * 3000, "over 16000 octets", id="a long sheet"),
        pytest.param(_STYLE + ".a {", "is not closed", id="an open rule"),
        pytest.param(".a { }", "does not state color-scheme", id="no scheme"),
    ],
)
def test_style_sheet_faults(style: str, fault: str) -> None:
    """One sentence for each."""
    assert any(fault in found for found in structure.faults(page("", style)))


def test_structure_of_a_good_page() -> None:
    """Has no faults."""
    body = f'<p lang="ar" dir="rtl">{_ARABIC}</p><img src="cid:a@b" width="600" height="338" alt="">'
    assert structure.faults(page(body), pictures=["a@b"]) == []


def test_page_that_says_no_language() -> None:
    """Both places are named."""
    found = structure.faults("<html><body><div><h1>A</h1></div></body></html>")
    assert {"html has no lang and dir", "the wrapper has no lang and dir"} <= set(found)


_OUT = '<a href="https://x.example/leave" style="font-size:{0}px">Leave</a>'
_CHANGE = '<a href="https://x.example/change" style="font-size:14px">Change</a>'
_STORY = '<a href="https://post.example/1">A story</a>'


@pytest.mark.parametrize(
    ("body", "count"),
    [
        pytest.param(_OUT.format(14) + _CHANGE + _STORY + _CHANGE + _OUT.format(14), 0, id="both at both ends"),
        pytest.param(_OUT.format(14) + _STORY + _CHANGE + _OUT.format(14), 1, id="no change at the top"),
        pytest.param(_OUT.format(12) + _CHANGE + _STORY + _CHANGE + _OUT.format(14), 1, id="small at the top"),
        pytest.param(_OUT.format(14) + _CHANGE + _STORY, 2, id="nothing at the bottom"),
        pytest.param(_OUT.format(14) + _CHANGE, 0, id="no story at all"),
    ],
)
def test_way_out_faults(body: str, count: int) -> None:
    """Leave and change are looked for before the first story and after the last."""
    found = structure.way_out_faults(page(body), "https://x.example/leave", "https://x.example/change")
    assert len(found) == count


_DARK = "@media (prefers-color-scheme: dark) {\n  .a { color: #eeeeee !important; }\n}"


@pytest.mark.parametrize(
    ("body", "style", "fault"),
    [
        pytest.param('<p style="color:#999999">a</p>', "", "in light colours", id="faint as written"),
        pytest.param('<p class="a" style="color:#111111">a</p>', _DARK, "in dark colours", id="faint in its dark"),
        pytest.param(
            '<p style="color:#ffff00;background-color:#666600">a</p>', "", "in negative colours", id="faint as negative"
        ),
        pytest.param(
            '<p style="color:#dddddd;background-color:#666666">a</p>', "", "half turned", id="faint half turned"
        ),
        pytest.param('<img alt="Quay" style="color:#999999">', "", "'Quay'", id="words for a picture"),
    ],
)
def test_contrast_faults(body: str, style: str, fault: str) -> None:
    """The way in which the words are too faint is named."""
    assert any(fault in found for found in contrast.faults(page(body, style)))


def test_contrast_of_large_words_may_be_less() -> None:
    """WCAG asks for 3 to 1 from 24 px on."""
    assert contrast.faults(page('<p style="color:#888888;font-size:24px">a</p>')) == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        pytest.param("word " * 20, 1, id="a long line"),
        pytest.param("漢 " * 27, 1, id="wide signs"),
        pytest.param("12. " + "x" * 90, 0, id="one long word"),
        pytest.param("https://a.example/" + "x" * 90, 0, id="a long link"),
        pytest.param("see https://a.example/", 1, id="a link among words"),
        pytest.param("Marks &amp; Spencer", 1, id="a reference of HTML"),
        pytest.param("https://a.example/?a=1&copy;=2", 0, id="what looks like one in a link"),
        pytest.param("AT&T; R&D", 1, id="what only looks like one"),
    ],
)
def test_plain_text_faults(text: str, count: int) -> None:
    """One sentence for each line."""
    assert len(plain_text.faults(text)) == count


@pytest.mark.parametrize(
    ("mime", "fault"),
    [
        pytest.param(b"a\nb\r\n", "stands alone", id="a bare line feed"),
        pytest.param(b"a\rb\r\n", "stands alone", id="a bare carriage return"),
        pytest.param(b"x" * 999 + b"\r\n", "999 octets", id="a long line"),
        pytest.param(b"a", "not ended", id="no end"),
        pytest.param(b"a\x00\r\n", "control", id="a NUL"),
        pytest.param(b"\xc3\xa9\r\n", "eight bits", id="an eighth bit"),
    ],
)
def test_wire_faults(mime: bytes, fault: str) -> None:
    """One sentence for each."""
    assert any(fault in found for found in plain_text.wire_faults(mime))


def test_wire_faults_looks_into_decoded_parts() -> None:
    """A C1 control hides in base64."""
    assert plain_text.wire_faults(b"a\r\n", "it\x92s") == ["a control character"]
