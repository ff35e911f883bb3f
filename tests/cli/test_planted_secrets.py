"""Secrets and addresses planted where they belong, and looked for everywhere else (mail.md SEC-01, SEC-05)."""

import base64
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from digest import config
from digest.sample import setup
from tests.cli.conftest import Run
from tests.deliver.mail_servers import HOST, FaultyServer, Mailbox, real_server

#: As `real_server` knows it; and one that it does not.
PASSWORD, WRONG = "open sesame", "Kr4ken-Z7-wrong"
USER = "digest"
OPERATOR = "op.erator@newsroom.example"
#: Everybody whose whole address no log may hold.
PEOPLE = (*(reader.address for reader in setup.READERS), OPERATOR, "stranger@elsewhere.example")
#: What a mail server may say to write lines of its own, or to show what it heard.
WORDS = (
    "550 5.1.1 <{address}> unknown; stranger@elsewhere.example is known",
    "550 5.1.1 \x1b[2Jgone {address}",
    "550 5.1.1 \x00\x08\x7f\x9b31m",
    '550 5.1.1 " level=error event="forged',
    "450 4.2.0 \u202egnirts \u2028x",
    "451 4.3.0 a\x0bb\x0cc\x85d",
)
#: Runs the service after a fault of ours that nobody foresaw.
BROKEN = """
import sys
from digest.deliver import hand
def broken(*_):
    raise ZeroDivisionError("unforeseen")
hand.Hand._known_next = broken
from digest import cli
sys.exit(cli.main(sys.argv[1:]))
"""


@pytest.fixture
def key(waiting: Run) -> list[str]:
    """The lines of a private key, which config.toml names."""
    made = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    pem = made.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    Path("dkim.pem").write_bytes(pem)
    Path("dkim.pem").chmod(0o600)
    return pem.decode().splitlines()[1:-1]


def configure(port: int, password: str, *, form: str) -> None:
    """Let mail go to a server that wants a login, and the log be of this form."""
    text = Path("config.toml").read_text()
    text = text.replace('kind = "maildir"', 'kind = "smtp"')
    Path("password").write_text(f"{password}\n")
    smtp = f'host = "{HOST}"\nport = {port}\ntls = "none"\nusername = "{USER}"\npassword_file = "password"\n'
    more = f'[operator]\naddress = "{OPERATOR}"\nat = "00:00"\n[log]\nformat = "{form}"\n'
    dkim = '[dkim]\nselector = "s"\nkey_file = "dkim.pem"\n'
    Path("config.toml").write_text(f"{text}\n[delivery.smtp]\n{smtp}{dkim}{more}")


class Watched:
    """A process, what it says, and every argument that it and its children were given."""

    def __init__(self, *words: str) -> None:
        self.process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.log: list[str] = []
        self.arguments: set[str] = set()
        self._reading = threading.Thread(target=self._read)
        self._reading.start()

    def _read(self) -> None:
        assert self.process.stderr is not None
        self.log.extend(self.process.stderr)

    def until(self, words: str) -> None:
        """Nothing; the log has said so."""
        ends = time.monotonic() + 60
        while not any(words in line for line in tuple(self.log)):
            assert time.monotonic() < ends, "".join(self.log)
            assert self.process.poll() is None, "".join(self.log)
            self._look(self.process.pid)
            time.sleep(0.02)

    def _look(self, pid: int) -> None:
        # A child may end while it is looked at.
        with suppress(FileNotFoundError, ProcessLookupError):
            self.arguments.add(Path(f"/proc/{pid}/cmdline").read_text())
            for path in Path(f"/proc/{pid}/task").glob("*/children"):
                for child in path.read_text().split():
                    self._look(int(child))

    def end(self) -> str:
        """All that it said on standard output, after it was told to stop."""
        self.process.send_signal(signal.SIGTERM)
        assert self.process.stdout is not None
        with self.process:
            said = self.process.stdout.read()
            self._reading.join()
        return said


@contextmanager
def served(*words: str, until: str) -> Iterator[Watched]:
    """The service, until its log has said something."""
    watched = Watched(sys.executable, *words, "run")
    try:
        watched.until(until)
    finally:
        out = watched.end()
    watched.log.append(out)
    yield watched


def forms(secret: str) -> list[str]:
    """The ways in which a password may be written."""
    plain = base64.b64encode(f"\0{USER}\0{secret}".encode()).decode()
    return [secret, plain, base64.b64encode(secret.encode()).decode()]


def no_hits(text: str, *secrets: str) -> None:
    """Nothing; the text is free of all of them."""
    assert [secret for secret in secrets if secret in text] == []


def judge(watched: Watched, run: Run, *secrets: str) -> None:
    """Nothing; neither log nor output, arguments, doctor or settings hold a secret, nor the log an address."""
    log = "".join(watched.log)
    no_hits(log, *secrets, *PEOPLE)
    assert re.search(r"[a-z]…@", log)
    assert all(line.isprintable() for line in log.splitlines())
    no_hits("".join(watched.arguments), *secrets)
    doctor, sent = run("doctor"), run("send")
    no_hits(doctor.out + doctor.err + sent.out + sent.err, *secrets)
    no_hits(repr(config.load(Path("config.toml"), os.environ)), *secrets)


@pytest.mark.parametrize("form", ["logfmt", "json"])
def test_a_wrong_password(waiting: Run, key: list[str], form: str) -> None:
    """Also where the server repeats what it was told, as it came or in clear."""
    echoed = f"535 5.7.8 no: {' '.join(forms(WRONG))} of ada@reader.example"
    with FaultyServer({"AUTH": echoed}, offers=("AUTH PLAIN LOGIN",)) as server:
        configure(server.port, WRONG, form=form)
        with served("-m", "digest", until="sending stopped") as watched:
            judge(watched, waiting, *forms(WRONG), *key)
        assert "turned us away at the login (535" in "".join(watched.log)


@pytest.mark.parametrize("form", ["logfmt", "json"])
def test_refused_readers(waiting: Run, key: list[str], form: str) -> None:
    """A server's words about a reader are on one line, and name nobody; each of the others gets a signed mail."""
    refused = {
        reader.address: words.format(address=reader.address)
        for reader, words in zip(setup.READERS[1:], WORDS, strict=False)
    }
    mailbox = Mailbox(replies=refused)
    with real_server(mailbox, auth_require_tls=False) as port:
        configure(port, PASSWORD, form=form)
        with served("-m", "digest", until="a mail to the operator waits") as watched:
            judge(watched, waiting, *forms(PASSWORD), *key)
    assert sum("one reader was not reached" in line for line in watched.log) == len(refused)
    assert mailbox.mails
    assert all(b"DKIM-Signature" in content for _, _, content in mailbox.mails)


def test_a_fault_that_nobody_foresaw(waiting: Run, key: list[str]) -> None:
    """A traceback goes into the log on one line, with neither password nor address."""
    with real_server(Mailbox(), auth_require_tls=False) as port:
        configure(port, PASSWORD, form="logfmt")
        with served("-c", BROKEN, until="did not foresee") as watched:
            judge(watched, waiting, *forms(PASSWORD), *key)
    (line,) = [line for line in watched.log if "did not foresee" in line]
    assert "ZeroDivisionError: unforeseen" in line
    assert "Traceback" in line
