"""SpamAssassin and rspamd as Debian ships them, on the loopback interface, without any network (mail.md section 8)."""

import json
import os
import re
import socket
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.mail_quality import peers

#: A line of SpamAssassin's report: points, name, description.
_RULE = re.compile(r"^\s*(-?\d+\.\d)\s+([A-Z][A-Z0-9_]+)", re.MULTILINE)
#: The address the mail is said to come from: of those kept for documentation, allowed by `SPF`.
IP = "192.0.2.10"
SPF = f"v=spf1 ip4:{IP} -all"
DMARC = "v=DMARC1; p=reject; adkim=s; aspf=s"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a filter thinks of one mail."""

    score: float
    #: Name -> points, of every rule that matched.
    rules: Mapping[str, float]

    def __str__(self) -> str:
        named = (f"{name} {points:+.2f}" for name, points in sorted(self.rules.items()) if points)
        return f"{self.score:+.2f}: {', '.join(named) or 'no rule with points'}"


@dataclass(frozen=True, slots=True)
class SpamAssassin:
    """A running spamd."""

    port: int

    def judge(self, mime: bytes) -> Verdict:
        """Its verdict, by the protocol of spamc (REPORT of SPAMC/1.5)."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=60) as line:
            line.sendall(b"REPORT SPAMC/1.5\r\nContent-length: %d\r\n\r\n%b" % (len(mime), mime))
            line.shutdown(socket.SHUT_WR)
            answer = b"".join(iter(lambda: line.recv(65_536), b"")).decode("utf-8", "replace")
        score = re.search(r"^Spam: \w+ ; (-?[\d.]+) / ", answer, re.MULTILINE)
        if score is None:
            raise RuntimeError(f"spamd did not judge: {answer[:500]}")
        rules = {name: float(points) for points, name in _RULE.findall(answer)}
        return Verdict(score=float(score[1]), rules=rules)


@dataclass(frozen=True, slots=True)
class Rspamd:
    """A running rspamd."""

    port: int

    def judge(self, mime: bytes, *, sender: str, to: str) -> Verdict:
        """Its verdict on a mail that came from `IP`."""
        domain = sender.rpartition("@")[2]
        headers = {"IP": IP, "Helo": f"mail.{domain}", "Hostname": f"mail.{domain}", "From": sender, "Rcpt": to}
        asked = urllib.request.Request(f"http://127.0.0.1:{self.port}/checkv2", data=mime, headers=headers)
        with urllib.request.urlopen(asked, timeout=60) as answer:
            said = json.load(answer)
        rules = {name: float(symbol["score"]) for name, symbol in said["symbols"].items()}
        return Verdict(score=float(said["score"]), rules=rules)


@contextmanager
def spamassassin(folder: Path) -> Iterator[SpamAssassin]:
    """SpamAssassin's daemon with its own rules and no others; it keeps its files in `folder`."""
    spamd = peers.program("spamd", "spamassassin spamd")
    port = peers.free_port()
    command = [spamd, "--local", "--nouser-config", f"--listen=127.0.0.1:{port}", "--max-children=2", "--syslog=stderr"]
    home = [f"--helper-home-dir={folder}", f"--pidfile={folder}/spamd.pid"]
    with peers.running([*command, *home], log=folder / "spamd.log", port=port):
        yield SpamAssassin(port)


@contextmanager
def rspamd(folder: Path, domain: str, records: Mapping[str, str]) -> Iterator[Rspamd]:
    """rspamd with Debian's configuration, its sockets and files moved; for the names there are see `names`."""
    server = peers.program("rspamd", "rspamd")
    port = peers.free_port()
    with names(folder, domain, records) as dns:
        _configure(folder, port, dns)
        paths = {"DBDIR": folder / "db", "RUNDIR": folder / "run", "LOGDIR": folder, "LOCAL_CONFDIR": folder / "etc"}
        command = [
            server,
            "-f",
            "-c",
            "/etc/rspamd/rspamd.conf",
            *(f"--var={name}={path}" for name, path in paths.items()),
        ]
        # Without this switch it will not run as root, which tests in a container are.
        command += ["-i"] if os.geteuid() == 0 else []
        with peers.running(command, log=folder / "rspamd.log", port=port, seconds=120):
            yield Rspamd(port)


@contextmanager
def names(folder: Path, domain: str, records: Mapping[str, str]) -> Iterator[int]:
    """The port of a name server that knows `domain`, its mail server at `IP`, these TXT records, and nothing else."""
    dnsmasq = peers.program("dnsmasq", "dnsmasq-base")
    port = peers.free_port()
    lines = [
        f"port={port}",
        "listen-address=127.0.0.1",
        "bind-interfaces",
        "no-resolv",
        "no-hosts",
        "local=/#/",
        "pid-file=",
        f"host-record={domain},{IP}",
        f"host-record=mail.{domain},{IP}",
        f"mx-host={domain},mail.{domain}",
        *(f"txt-record={name},{_strings(text)}" for name, text in records.items()),
    ]
    (folder / "dnsmasq.conf").write_text("\n".join(lines) + "\n", encoding="ascii")
    command = [dnsmasq, "--keep-in-foreground", f"--conf-file={folder}/dnsmasq.conf", "--user="]
    with peers.running(command, log=folder / "dnsmasq.log", port=port):
        yield port


def _strings(text: str) -> str:
    """A TXT record as strings of 255 octets at most (RFC 1035 section 3.3.14)."""
    return ",".join(f'"{text[start : start + 250]}"' for start in range(0, len(text), 250))


def _configure(folder: Path, port: int, dns: int) -> None:
    for name in ("db", "run", "etc/local.d", "etc/override.d"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    files = {
        "options.inc": f'dns {{ nameserver = ["127.0.0.1:{dns}"]; timeout = 1s; retransmits = 2; }}\n'
        f'control_socket = "{folder}/run/control.sock mode=0600";\n',
        "worker-normal.inc": f'bind_socket = "127.0.0.1:{port}";\ncount = 1;\n',
        "worker-controller.inc": "enabled = false;\n",
        "worker-proxy.inc": "enabled = false;\n",
        "worker-fuzzy.inc": "enabled = false;\n",
        "logging.inc": 'type = "console";\nlevel = "warning";\n',
    }
    for name, words in files.items():
        (folder / "etc" / "override.d" / name).write_text(words, encoding="ascii")
