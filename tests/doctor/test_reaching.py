"""Whether the log of our next hop can be asked."""

from pathlib import Path

import pytest

from digest.doctor import reaching
from digest.doctor.finding import Finding, Level
from tests.doctor.household import settings, smtp


def told(folder: Path, log: str = "", *, server: str = "") -> list[Finding]:
    """What the doctor says of a log in a house whose mail server is this machine, or is given."""
    lines = server or smtp(25)
    chosen = settings(folder, lines.replace('kind = "smtp"', f'kind = "smtp"\npostfix_log = "{log}"'))
    return list(reaching.witness(chosen.delivery))


def test_a_log_that_can_be_read(tmp_path: Path) -> None:
    """All is well, and it is said which log is meant."""
    (tmp_path / "mail.log").write_text("")
    (finding,) = told(tmp_path, "mail.log")
    assert (finding.level, finding.sentence.startswith(f"{tmp_path / 'mail.log'} can be read")) == (Level.GOOD, True)


@pytest.mark.parametrize(
    ("log", "why"),
    [
        pytest.param("absent.log", "No such file", id="a log that is not there"),
        pytest.param("folder", "Is a directory", id="a folder in its place"),
        pytest.param("closed.log", "Permission denied", id="a log that is another's"),
    ],
)
def test_a_log_that_cannot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, log: str, why: str) -> None:
    """The reason, what becomes of mail in doubt without it, and how to let us read it."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "closed.log").write_text("")
    plain = Path.open

    def closed(path: Path, *words: str, **more: str) -> object:
        if path.name == "closed.log":  # root, who may run this, could read it
            raise PermissionError(13, "Permission denied", str(path))
        return plain(path, *words, **more)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", closed)
    (finding,) = told(tmp_path, log)
    assert finding.level is Level.WARNING
    assert f"cannot be read ({why}" in finding.sentence
    assert "group adm" in finding.advice


def test_a_log_that_nobody_asks(tmp_path: Path) -> None:
    """A log of this machine beside a mail server elsewhere is a mistake worth a word."""
    (tmp_path / "mail.log").write_text("")
    away = '[delivery]\nkind = "smtp"\n[delivery.smtp]\nhost = "mail.example.org"\n'
    (finding,) = told(tmp_path, "mail.log", server=away)
    assert (finding.level, "never asked" in finding.sentence) == (Level.WARNING, True)


def test_no_log(tmp_path: Path) -> None:
    """Nothing is said where none is set, or where mail goes into a Maildir."""
    assert told(tmp_path) == []
    assert list(reaching.witness(settings(tmp_path, '[delivery]\npostfix_log = "mail.log"\n').delivery)) == []
