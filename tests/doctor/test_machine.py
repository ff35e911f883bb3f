"""Python and its mail headers, the clock, the zones."""

from datetime import timedelta
from pathlib import Path

import pytest

from digest import config
from digest.doctor import headers, machine
from digest.doctor.finding import Level
from digest.errors import CommandError
from tests.doctor.household import BASE, NOW, READER, examine, levels, settings


class TestMachine:
    """Python, clock, zones."""

    def test_a_headline_writes_no_header(self, tmp_path: Path) -> None:
        """Our own mails hold no header that a headline put there, on this very Python (SEC-10)."""
        assert headers.foreign(settings(tmp_path).service.templates) == frozenset()

    def test_the_self_check_would_see_it(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """With a writer that lets the title through, the self-check names the header and the doctor says wrong."""
        chosen = settings(tmp_path, READER)
        monkeypatch.setattr("digest.render.headers.text", lambda name, words: f"{name}: {_decoded(words)}\r\n".encode())
        monkeypatch.setattr("digest.render.cut.one_line", lambda words: words)
        monkeypatch.setattr("digest.render.plates.clean", lambda words: words)
        assert headers.foreign(chosen.service.templates) == {"bcc"}
        assert "lets a headline add headers to our mail (bcc)" in levels(examine(chosen), Level.WRONG)
        with pytest.raises(CommandError, match=r"can add headers to our mail here \(bcc\): nothing is sent"):
            headers.require_clean(None)

    def test_a_service_starts_where_headers_are_clean(self, tmp_path: Path) -> None:
        """Also with templates that cannot be used: that is told when they are."""
        headers.require_clean(settings(tmp_path).service.templates)
        (tmp_path / "mine" / "email").mkdir(parents=True)
        (tmp_path / "mine" / "email" / "digest-body.txt").write_text("{{ nonsense")
        headers.require_clean(tmp_path / "mine")

    def test_templates_that_cannot_be_used(self, tmp_path: Path) -> None:
        """A broken template of the operator's is wrong, is named, and hides nothing else."""
        (tmp_path / "mine" / "email").mkdir(parents=True)
        (tmp_path / "mine" / "email" / "digest-body.txt").write_text("{{ nonsense")
        text = BASE.replace("[service]", '[service]\ntemplates = "mine"')
        (tmp_path / "config.toml").write_text(text + READER)
        found = examine(config.load(tmp_path / "config.toml", {}))
        assert "digest-body.txt" in levels(found, Level.WRONG)
        assert "ann@reader.example gets the next digest" in levels(found, Level.GOOD)

    @pytest.mark.parametrize(
        ("version", "level"),
        [
            pytest.param((3, 11, 7), Level.WARNING, id="3.11 before its mending"),
            pytest.param((3, 11, 10), Level.GOOD, id="3.11 mended"),
            pytest.param((3, 12, 4), Level.WARNING, id="3.12 before its mending"),
            pytest.param((3, 12, 5), Level.GOOD, id="3.12 mended"),
            pytest.param((3, 13, 0), Level.GOOD, id="3.13, which never had it"),
        ],
    )
    def test_pythons(self, version: tuple[int, int, int], level: Level) -> None:
        """A Python with the fault is warned of even though our own writer does not fall for it."""
        (finding,) = machine.python(frozenset(), version)
        assert (finding.level, f"Python {'.'.join(map(str, version))} " in finding.sentence) == (level, True)

    @pytest.mark.parametrize(
        ("minutes", "level", "words"),
        [
            pytest.param([0, 1, -1], Level.GOOD, "agrees with the servers of 3 feeds", id="in agreement"),
            pytest.param([5], Level.GOOD, "agrees", id="five minutes are let pass"),
            pytest.param([6, 6, 6], Level.WARNING, "6 minutes behind", id="we are behind"),
            pytest.param([-61, -59, -60], Level.WARNING, "60 minutes ahead", id="we are ahead"),
            pytest.param([0, 0, 9000], Level.GOOD, "agrees", id="one mad server does not count"),
        ],
    )
    def test_clocks(self, minutes: list[int], level: Level, words: str) -> None:
        """Most feeds' clocks against ours: more than five minutes is warned of."""
        (finding,) = machine.clock([timedelta(minutes=number) for number in minutes])
        assert finding.level is level
        assert words in finding.sentence

    def test_no_clock_to_compare_with(self) -> None:
        """When no feed says the time nothing is said of it."""
        assert list(machine.clock([])) == []

    @pytest.mark.parametrize(("year", "count"), [(1970, 1), (2025, 1), (2026, 0), (2099, 0), (2106, 1)])
    def test_years(self, year: int, count: int) -> None:
        """A machine that woke up in 1970 is found out."""
        assert [finding.level for finding in machine.year(NOW.replace(year=year))] == [Level.WRONG] * count

    def test_a_zone_nobody_knows(self) -> None:
        """The reader is named; the others are not held up."""
        named = [("a@r.example", "Europe/Madrid"), ("b@r.example", "Mars/Olympus"), ("c@r.example", "../etc/passwd")]
        assert [finding.sentence.split()[0] for finding in machine.zones(named, NOW)] == ["b@r.example", "c@r.example"]

    def test_old_rules(self) -> None:
        """Rules of two years ago do not know of the changes since."""
        (finding,) = machine.zones([], NOW.replace(year=2050))
        assert (finding.level, "clock changes decided since" in finding.sentence) == (Level.WARNING, True)

    def test_rules_of_the_package(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Where the system has no rules those of the Python package count."""
        monkeypatch.setattr("zoneinfo.TZPATH", ("/nowhere",))
        (finding,) = machine.zones([], NOW)
        assert "the rules are of 20" in finding.sentence

    def test_a_proxy(self) -> None:
        """Who set a proxy hears that it is not used; who set none hears nothing."""
        (finding,) = machine.proxies({"HTTPS_PROXY": "http://proxy.example", "HOME": "/"})
        assert (finding.level, "(HTTPS_PROXY)" in finding.sentence) == (Level.WARNING, True)
        assert list(machine.proxies({"HOME": "/"})) == []


def _decoded(words: str) -> str:
    """A title as a faulty header writer would put it."""
    return words.replace("=?utf-8?q?a=0D=0A", "a\r\n").replace("Bcc:_", "Bcc: ")
