"""Keys to sign with, from the first command to a signed mail."""

import re
import stat
from pathlib import Path

import pytest

from tests.cli.conftest import Run


def test_a_key_is_made_written_and_shown(configured: Run) -> None:
    """The file is the owner's alone; what is printed goes into config.toml, and doctor compares it."""
    answer = configured("dkim", "keygen", "--selector", "r1")
    assert answer.status == 0, answer.err
    assert stat.S_IMODE(Path("r1.pem").stat().st_mode) == 0o600
    record = re.search(r"^  (r1\._domainkey\.\S+ IN TXT .*)$", answer.out, re.MULTILINE)
    assert record is not None
    section = re.search(r"^  \[dkim\]\n  selector = .*\n  key_file = .*$", answer.out, re.MULTILINE)
    assert section is not None
    with Path("config.toml").open("a") as file:
        file.write("\n" + section[0].replace("  ", "") + "\n")
    assert configured("dkim").out == f"{record[1]}\n"
    assert "We sign mail (DKIM) for" in configured("doctor", "--offline").out
    pem = Path("r1.pem").read_text().splitlines()[1]
    assert pem not in answer.out


def test_a_second_key_is_of_the_newer_kind(run: Run) -> None:
    """Also before there is a config.toml."""
    answer = run("dkim", "keygen", "--ed25519", "--out", "ed.pem")
    assert answer.status == 0, answer.err
    assert "[dkim.ed25519]" in answer.out
    assert "_domainkey.your.domain. IN TXT" in answer.out
    assert "k=ed25519" in answer.out


@pytest.mark.parametrize(
    ("text", "domain"),
    [
        pytest.param(
            '[service]\nfrom = "news@a.example"\n[dkim]\nselector = "r1"\nkey_file = "r1.pem"\n',
            "a.example",
            id="it awaits this very key",
        ),
        pytest.param(
            '[service]\nfrom = "news@mail.a.example"\nlanguag = "en"\n[dkim]\ndomain = "a.example"',
            "a.example",
            id="another key is misspelt",
        ),
    ],
)
def test_a_file_with_faults_still_says_the_domain(run: Run, text: str, domain: str) -> None:
    """The record to publish is for the domain that mail is from, not for a made-up one."""
    Path("config.toml").write_text(text)
    answer = run("dkim", "keygen", "--selector", "r1")
    assert answer.status == 0, answer.err
    assert f"r1._domainkey.{domain}. IN TXT" in answer.out


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("[service\n", "not TOML", id="no TOML"),
        pytest.param('[service]\nname = "News"\n', "config.toml", id="no sender"),
        pytest.param('[service]\nfrom = "news at a"\n', "service.from", id="a sender that is no address"),
    ],
)
def test_a_file_that_says_no_domain_is_told_and_no_key_made(run: Run, text: str, words: str) -> None:
    """The fault is printed, with the status of a wrong configuration."""
    Path("config.toml").write_text(text)
    answer = run("dkim", "keygen", "--selector", "r1")
    assert (answer.status, words in answer.err) == (2, True)
    assert not Path("r1.pem").exists()


def test_no_key_is_overwritten_or_misnamed(run: Run) -> None:
    """A key in use that is lost cannot be had again."""
    assert run("dkim", "keygen", "--selector", "r1").status == 0
    kept = Path("r1.pem").read_bytes()
    again = run("dkim", "keygen", "--selector", "r1")
    assert (again.status, "exists and stays as it is" in again.err) == (1, True)
    assert Path("r1.pem").read_bytes() == kept
    assert "is no selector" in run("dkim", "keygen", "--selector", "../r1").err
    assert "cannot write nowhere/r1.pem" in run("dkim", "keygen", "--out", "nowhere/r1.pem").err


def test_without_keys_the_mail_server_signs(configured: Run) -> None:
    """And the command says how to change that."""
    assert "left to the mail server" in configured("dkim").out


def test_the_code_of_a_refusal_is_explained(run: Run) -> None:
    """Without config.toml, as words or as JSON."""
    answer = run("doctor", "--explain", "550-5.7.27 rejected")
    assert answer.out.startswith("5.7.27  Gmail: SPF did not pass\n")
    assert '"who": "Gmail"' in run("doctor", "--json", "--explain", "5.7.27").out
    assert run("doctor", "--explain", "no code").status == 1


def test_a_name_server_is_given_by_its_address(configured: Run) -> None:
    """A name would have to be looked up first."""
    answer = configured("doctor", "--resolver", "dns.example")
    assert (answer.status, "is no address of a name server" in answer.err) == (1, True)
    answer = configured("doctor", "--ip", "mail.example")
    assert (answer.status, "is no IP address" in answer.err) == (1, True)
