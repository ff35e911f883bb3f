"""The lint of caniemail's data finds what some mail programs would not show, in every mail of the newsroom none."""

from pathlib import Path

import pytest

from tests.mail_quality import caniemail

PAGE = '<!DOCTYPE html><html lang="en"><head><style>{css}</style></head><body>{body}</body></html>'


@pytest.mark.parametrize(
    ("css", "body", "fault"),
    [
        pytest.param("", '<p style="display:flex;gap:2px">x</p>', "css-gap", id="a gap between boxes"),
        pytest.param("", '<svg width="1"></svg>', "html-svg", id="a drawing"),
        pytest.param("", "<form></form>", "html-form", id="a form"),
        pytest.param("", '<p style="color:var(--ink)">x</p>', "css-function-var", id="a variable"),
        pytest.param("", '<p style="position:absolute">x</p>', "css-position", id="a box out of its place"),
        pytest.param("/* a */ .a { color: #111111 }", "x", "css-comments", id="a comment in the style sheet"),
        pytest.param("@font-face { font-family: a }", "x", "css-at-font-face", id="a font from elsewhere"),
        pytest.param(".a > p { color: #111111 }", "x", "css-selector-descendant", id="a selector of two parts"),
        pytest.param("", '<p style="font-size:2rem">x</p>', "css-unit-rem", id="a unit that some do not know"),
    ],
)
def test_faults_names_what_some_programs_do_not_know(css: str, body: str, fault: str) -> None:
    """One sentence for each feature, with its name in the data."""
    assert any(fault in sentence for sentence in caniemail.faults(PAGE.format(css=css, body=body)))


def test_faults_finds_nothing_in_plain_mail() -> None:
    """What every program knows passes."""
    body = '<table role="presentation" width="600"><tr><td style="padding:4px">One <b>word</b></td></tr></table>'
    assert caniemail.faults(PAGE.format(css="", body=body)) == []


@pytest.mark.shared
def test_table_is_cut_from_the_data(shared_data: Path) -> None:
    """Every feature with a reason is in the data, and is one that not all twelve programs know."""
    table = caniemail.cut(shared_data / "caniemail-features.json.gz")
    assert {feature for feature in caniemail.REASONS if set(table[feature]) == {"y"}} == set()
    assert {len(verdicts) for verdicts in table.values()} == {len(caniemail.CLIENTS)}
