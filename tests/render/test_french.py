"""French keeps a space before : ; ! ? and », and behind «."""

import html
import re
from pathlib import Path

import pytest

from digest.render import tongues
from tests.render import mails, newsroom, notes, opened
from tests.render.newsroom import article, choice, compose, pick, story

_MAIL = Path(tongues.__file__).parent / "words"
_WEB = _MAIL.parents[1] / "web" / "words"
#: But for times of the day, such as 7:30, and addresses.
_NO_SPACE = re.compile(r"(?<![ \u00a0\u202f])[:;!?»](?!\d\d)|«(?![ \u00a0\u202f])")
_MAY_BREAK = re.compile(r" [:;!?»]|« ")
_ADDRESS = re.compile(r"(https?:|mailto:)\S+")


@pytest.mark.parametrize("folder", [pytest.param(_MAIL, id="mail"), pytest.param(_WEB, id="pages")])
def test_words_keep_their_spaces(folder: Path) -> None:
    """Spaces that do not break, so that no line begins with a colon."""
    catalogue = tongues.Languages([folder]).of("fr").catalogue
    said = [form for forms in catalogue.words.values() for form in forms]
    assert len(said) > 100
    assert [form for form in said if _NO_SPACE.search(form) or _MAY_BREAK.search(form)] == []


def test_issues_keep_their_spaces() -> None:
    """Also where words are put together; in plain text any space does."""
    told = story(article("Le port rouvre", key="port", language="fr", summary="Les bateaux reviennent."), "Ledger")
    counts = {"unmatched": 3, "repeats": 2, "muted": 1, "weak": 1, "alike": 1, "capped": 1, "left_over": 1}
    edition = compose(
        choice(pick(told, "world", 1.0, "world: port, bateaux"), **counts),
        newsroom.subscriber(language="fr", world=1.0),
    )
    for words in mails.parts(mails.build(edition, links=mails.LINKS)):
        shown = _shown(words)
        assert "3 sans thème ni mot souhaité ; 2 déjà envoyés" in shown.replace("\u00a0", " ").replace("\n", " ")
        assert _NO_SPACE.findall(shown) == []
    assert "Se désabonner :" in mails.parts(mails.build(edition, links=mails.LINKS))[0]


@pytest.mark.parametrize("name", notes.NOTICES)
def test_notices_keep_their_spaces(name: str) -> None:
    """Every kind of notice, in both faces."""
    for words in opened.bodies(notes.build(notes.in_language(name, "fr"))):
        assert _NO_SPACE.findall(_shown(words)) == []


def _shown(words: str) -> str:
    """What a reader sees of a part, but addresses."""
    without = re.sub(r"<style>.*?</style>|<[^>]*>", " ", words, flags=re.DOTALL)
    return _ADDRESS.sub("", html.unescape(without))
