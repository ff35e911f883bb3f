"""Templates come from files, ours or the operator's, and a wrong one is named."""

from pathlib import Path

import pytest

from digest.errors import RenderError
from digest.render import templates


def write(folder: Path, name: str, text: str) -> templates.Templates:
    """The templates with one of the operator's."""
    path = folder / "email" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)
    return templates.load(folder)


def test_the_operators_file_stands_before_ours(tmp_path: Path) -> None:
    """One file replaces one template; the others stay ours."""
    ours = write(tmp_path, "digest-subject.txt", "News: {{ mail.subject }}")
    assert ours.render("email/digest-subject.txt", {"mail": {"subject": "a"}}) == "News: a"
    assert templates.load().render("email/digest-subject.txt", {"mail": {"subject": "a"}}) == "a"


def test_html_is_escaped_and_text_is_not(tmp_path: Path) -> None:
    """The name of the file decides: < is a sign of its own in plain text."""
    values = {"a": "<b> & {{7*7}} {% if %}"}
    shown = write(tmp_path, "a.html", "{{ a }}").render("email/a.html", values)
    assert shown == "&lt;b&gt; &amp; {{7*7}} {% if %}"
    assert write(tmp_path, "a.txt", "{{ a }}").render("email/a.txt", values) == values["a"]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        pytest.param("one\n{% if %}", r"In line 2 of the template .*/email/a\.txt: ", id="bad syntax"),
        pytest.param(
            "one\n\n{{ mail.subjekt }}", r"In line 3 of the template .*a\.txt: .*subjekt", id="an unknown name"
        ),
        pytest.param("{{ 1 // 0 }}", r"In line 1 of the template .*a\.txt: .*zero", id="an impossible sum"),
        pytest.param("{{ mail + 1 }}", r"In line 1 of the template .*a\.txt: ", id="unlike things added"),
        pytest.param("{% include 'b.txt' %}", r"The template b\.txt is missing: put it", id="a missing part"),
        pytest.param("{{ mail | loud }}", r"In line 1 of the template .*loud", id="an unknown filter"),
    ],
)
def test_a_wrong_template_is_named_with_its_line(tmp_path: Path, text: str, sentence: str) -> None:
    """The sentence says which file, which line, what is wrong and what to do."""
    with pytest.raises(RenderError, match=sentence) as caught:
        write(tmp_path, "a.txt", text).render("email/a.txt", {"mail": {}})
    assert caught.value.template == "email/a.txt"
    assert "the one that ships" in str(caught.value)


def test_a_template_that_is_no_text_is_named(tmp_path: Path) -> None:
    """A file in another encoding has no line to blame, but a name."""
    shown = write(tmp_path, "a.txt", "")
    (tmp_path / "email" / "a.txt").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(RenderError, match=r"In the template email/a\.txt: .*decode"):
        shown.render("email/a.txt", {})


def test_a_missing_template_is_named() -> None:
    """A name nobody ships is said to be missing."""
    with pytest.raises(RenderError, match=r"email/nothing\.txt is missing"):
        templates.load().render("email/nothing.txt", {})
