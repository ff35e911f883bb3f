"""Names that nothing bears: sources of readers, templates of the operator."""

from dataclasses import replace
from pathlib import Path

import pytest

from digest.config import Settings
from digest.doctor import unheard
from digest.doctor.finding import Level
from digest.domain.news import Feed, Origin
from digest.domain.people import Profile
from tests.doctor.household import NOW, examine, levels, reader, remembering, settings

FEEDS = """
[[feeds]]
url = "https://feeds.gazette.example/rss"
name = "The Gazette"
[[feeds]]
url = "https://www.ledger.example/all.xml"
"""


def household(folder: Path, wish: str) -> tuple[Settings, tuple[Feed, ...]]:
    """A house whose profile has a wish, and its feeds after a first visit."""
    chosen = settings(folder, FEEDS + f'[[profiles]]\nname = "tech"\ntopics = {{ technology = 1.0 }}\n{wish}\n')
    gazette, ledger = chosen.feeds
    known = replace(ledger, title="Daily Ledger", site_url="https://news.ledger.example/", checked_at=NOW)
    return chosen, (replace(gazette, title="Gazette feed", checked_at=NOW), known)


class TestSources:
    """What readers want or mute."""

    @pytest.mark.parametrize(
        ("wish", "said"),
        [
            pytest.param('sources = ["the  gazette"]', "", id="an outlet, whatever its case"),
            pytest.param('sources = ["Daily Ledger", "ledger.example"]', "", id="a feed's own title, and a host"),
            pytest.param('mute_sources = ["https://www.ledger.example/all.xml"]', "", id="an address"),
            pytest.param('mute_sources = ["news.ledger.example"]', "", id="the host of the site"),
            pytest.param('mute_sources = ["blog.example.net"]', "", id="a host that links may lead to"),
            pytest.param(
                'sources = ["The Gazete"]',
                'The profile tech asks for the source "The Gazete", and no feed',
                id="misspelt",
            ),
            pytest.param(
                'mute_sources = ["Gazette feed"]', 'mutes the source "Gazette feed"', id="a title that a name hides"
            ),
            pytest.param('sources = ["leger.example"]', 'the source "leger.example"', id="a host misspelt"),
        ],
    )
    def test_a_source_that_nothing_answers_to_is_told(self, tmp_path: Path, wish: str, said: str) -> None:
        """The rules are those of matching: a name, a host, which stands for its subdomains, or an address."""
        chosen, known = household(tmp_path, wish)
        with remembering(chosen, feeds=known):
            warned = levels(examine(chosen, reach=False), Level.WARNING)
        assert (said in warned) if said else ("the source" not in warned)

    @pytest.mark.parametrize(
        ("source", "hint"),
        [
            pytest.param("Gazete", "Did you mean The Gazette?", id="a name as its feed has it"),
            pytest.param("leger.example", "Did you mean ledger.example?", id="a host"),
            pytest.param("Zzz", "The names there are: digest feeds", id="like nothing there is"),
        ],
    )
    def test_the_nearest_name_is_told(self, tmp_path: Path, source: str, hint: str) -> None:
        """As a person would write it."""
        chosen, known = household(tmp_path, f'sources = ["{source}"]')
        (finding,) = unheard.sources(chosen, known, ())
        assert finding.advice == hint

    def test_readers_of_commands_are_looked_at_as_well(self, tmp_path: Path) -> None:
        """Each name once, however many ask for it."""
        chosen, known = household(tmp_path, "")
        ann = reader(origin=Origin.COMMAND, profile=Profile(mute_sources=("Gazzette",)))
        found = list(unheard.sources(chosen, known, [ann, replace(ann, id="2", address="bob@reader.example")]))
        assert len(found) == 1
        assert "@reader.example mutes" in found[0].sentence

    def test_before_every_feed_was_asked_nothing_is_told(self, tmp_path: Path) -> None:
        """The name may be the title of one that was not."""
        chosen, _ = household(tmp_path, 'sources = ["Daily Ledger"]')
        assert list(unheard.sources(chosen, (), ())) == []


class TestTemplates:
    """What lies in the operator's folder."""

    def folder(self, path: Path, **files: str) -> Path:
        for name, text in files.items():
            file = path / name.replace("__", "/").replace("_dot_", ".")
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        return path

    def test_a_misspelt_one_is_told_with_the_nearest(self, tmp_path: Path) -> None:
        """It would lie there for ever and change nothing; the doctor of the whole house says it."""
        self.folder(tmp_path / "own", **{"email__digest-crad_dot_html": "x", "email__digest-body_dot_txt": ""})
        chosen = settings(tmp_path)
        found = list(unheard.templates(tmp_path / "own"))
        assert [finding.advice for finding in found] == ["Did you mean email/digest-card.html?"]
        assert found[0].sentence.startswith(f"The template {tmp_path}/own/email/digest-crad.html is never used")
        named = replace(chosen, service=replace(chosen.service, templates=tmp_path / "own"))
        assert found[0] in examine(named, reach=False)

    @pytest.mark.parametrize(
        ("name", "told"),
        [
            pytest.param("email__digest-card_dot_html", 0, id="one that stands in"),
            pytest.param("digest-body_dot_html", 1, id="one in the wrong folder"),
            pytest.param("email__digest-body_dot_htm", 1, id="one with another ending"),
            pytest.param("zzz_dot_html", 1, id="one like none of ours"),
            pytest.param("email__digest-card_dot_html~", 0, id="the copy of an editor"),
            pytest.param("_dot_git__head_dot_html", 0, id="what is hidden"),
            pytest.param("notes_dot_md", 0, id="what is no template"),
            pytest.param("words__de_dot_po", 0, id="a catalogue of words"),
        ],
    )
    def test_which_files_are_told(self, tmp_path: Path, name: str, told: int) -> None:
        """Those that look like templates, and stand in for none."""
        assert len(list(unheard.templates(self.folder(tmp_path, **{name: "x"})))) == told

    def test_one_that_another_includes_is_used(self, tmp_path: Path) -> None:
        """The operator's own pieces are no mistake."""
        body = '{% include "email/signature.html" %}'
        self.folder(tmp_path, **{"email__digest-body_dot_html": body, "email__signature_dot_html": "Yours"})
        assert list(unheard.templates(tmp_path)) == []

    def test_one_that_cannot_be_read_uses_no_other(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """The doctor goes on; that it cannot be read is told where templates are tried."""

        def refused(_: Path) -> bytes:
            raise PermissionError

        self.folder(tmp_path, **{"email__digest-body_dot_html": "x", "email__signature_dot_html": "Yours"})
        monkeypatch.setattr(Path, "read_bytes", refused)
        assert len(list(unheard.templates(tmp_path))) == 1

    def test_without_a_folder_of_their_own_nothing_is_told(self, tmp_path: Path) -> None:
        """Ours are ours, and a folder that is not there holds nothing."""
        assert list(unheard.templates(tmp_path / "none")) == []
        assert list(unheard.templates(settings(tmp_path).service.templates)) == []
