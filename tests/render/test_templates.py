"""Templates come from files, ours or the operator's, and a wrong one is named."""

import html
from pathlib import Path

import pytest

from digest.errors import RenderError
from digest.render import message, press, templates, tongues
from tests.render import mails, newsroom


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


def test_operators_cards_and_words_make_the_mail(tmp_path: Path) -> None:
    """Cards of their own, in plain text with addresses, and a language of their own, at once."""
    write(tmp_path, "digest-card.html", "<tr><td>{{ card.title | upper }} {{ card.why }} {{ card.less_url }}</td></tr>")
    ours = write(
        tmp_path, "digest-card.txt", "{{ card.number }}) {{ card.title }}\n{{ card.more_url }}\n{{ _('Word') }}"
    )
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "tlh.po").write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
        'msgid "Word"\nmsgstr "mu\u02bc"\n\nmsgid "What was left out"\nmsgstr "pagh"\n',
        encoding="utf-8",
    )
    languages = tongues.load(tmp_path)
    chosen = newsroom.choice(
        *(newsroom.pick(newsroom.story(newsroom.article(f"é {n}", key=f"{n}")), "world", 9.0 - n) for n in range(3))
    )
    edition = newsroom.compose(chosen, newsroom.subscriber(language="tlh"))
    rendered = message.build(
        edition,
        newsroom.SENDER,
        outbox_id="a",
        sent_at=newsroom.NOW,
        templates=ours,
        links=mails.LINKS,
        languages=languages,
    )
    assert " 2) \u00e9 1\nhttps://digest.example/r/T0ken-like/more/2\nmu\u02bc\n" in rendered.text
    assert "<tr><td>\u00c9 1  https://digest.example/r/T0ken-like/less/2</td></tr>" in html.unescape(rendered.html)
    assert ">pagh<" in rendered.html


@pytest.mark.parametrize("suffix", ["html", "txt"])
@pytest.mark.parametrize("text", ["{{ section.name }}", "{{ section.cards }} {{ section.cards }}"])
def test_a_section_shows_its_stories_once(tmp_path: Path, suffix: str, text: str) -> None:
    """An operator's section that loses its stories, or doubles them, is named."""
    ours = write(tmp_path, f"digest-section.{suffix}", text)
    machine = press.Press(newsroom.SENDER, ours)
    with pytest.raises(RenderError, match=rf"digest-section\.{suffix} must print section\.cards once"):
        machine.build(mails.titled("A", "B"), mails.LINKS, outbox_id="a", sent_at=newsroom.NOW)
