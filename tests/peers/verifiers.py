"""Four programs of others that verify DKIM signatures, each beside a DNS that knows our keys and no more.

dkimpy in this process; OpenDKIM by its test mode; Mail::DKIM through a SpamAssassin that has the rules of DKIM alone;
rspamd (docs/mail.md section 8).
"""

import subprocess
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import dkim

from tests.mail_quality import filters, peers

#: Whether a mail's signatures are good: for each one, in the order they stand, or for the mail as a whole.
Verify = Callable[[bytes], bool]

_RULES = """
util_rb_tld example
loadplugin Mail::SpamAssassin::Plugin::Check
loadplugin Mail::SpamAssassin::Plugin::DKIM
full DKIM_VALID eval:check_dkim_valid()
full DKIM_VALID_AU eval:check_dkim_valid_author_sig()
score DKIM_VALID 0.1
score DKIM_VALID_AU 0.1
report_contact none
clear_report_template
report _SUMMARY_
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dns:
    """What a name server would say."""

    domain: str
    #: Name -> text.
    records: Mapping[str, str]


@contextmanager
def dkimpy(folder: Path, dns: Dns) -> Iterator[Verify]:
    """dkimpy, which must find every signature good, the Ed25519 one too."""

    def published(name: bytes, timeout: int = 5) -> bytes:
        return dns.records[name.decode().rstrip(".")].encode()

    def verify(mime: bytes) -> bool:
        count = mime.partition(b"\r\n\r\n")[0].lower().count(b"dkim-signature:")
        try:
            return count > 0 and all(dkim.DKIM(mime).verify(idx=n, dnsfunc=published) for n in range(count))
        except dkim.DKIMException:
            return False

    yield verify


@contextmanager
def opendkim(folder: Path, dns: Dns) -> Iterator[Verify]:
    """OpenDKIM, which knows RSA alone: its Authentication-Results name a signature that passed."""
    program = peers.program("opendkim", "opendkim")
    texts = "".join(f"{name} {text}\n" for name, text in dns.records.items())
    (folder / "names").write_text(texts, encoding="ascii")
    (folder / "opendkim.conf").write_text(f"Mode v\nTestDNSData file:{folder}/names\n", encoding="ascii")

    def verify(mime: bytes) -> bool:
        (folder / "mail.eml").write_bytes(mime)
        command = [program, "-x", str(folder / "opendkim.conf"), "-vv", "-t", str(folder / "mail.eml")]
        said = subprocess.run(command, capture_output=True, timeout=60, check=False)
        words = (said.stdout + said.stderr).decode(errors="replace")
        if "dkim=" not in words:
            raise RuntimeError(f"opendkim did not judge: {words[:500]}")
        return "dkim=pass" in words

    yield verify


@contextmanager
def mail_dkim(folder: Path, dns: Dns) -> Iterator[Verify]:
    """Mail::DKIM, which must find a good signature of the author's domain."""
    with filters.names(folder, dns.domain, dns.records) as port, tempfile.TemporaryDirectory() as readable:
        # Started by root, spamd becomes somebody else, who must be able to read its rules.
        rules = Path(readable)
        rules.chmod(0o755)
        (rules / "site").mkdir()
        (rules / "dkim.cf").write_text(f"{_RULES}dns_available yes\ndns_server [127.0.0.1]:{port}\n", encoding="ascii")
        spamd, own = peers.program("spamd", "spamassassin spamd"), peers.free_port()
        command = [spamd, "--nouser-config", f"--listen=127.0.0.1:{own}", "--max-children=2", "--syslog=stderr"]
        paths = [f"--configpath={rules}", f"--siteconfigpath={rules}/site", f"--helper-home-dir={folder}"]
        with peers.running([*command, *paths, f"--pidfile={folder}/pid"], log=folder / "spamd.log", port=own):
            daemon = filters.SpamAssassin(own)
            yield lambda mime: {"DKIM_VALID", "DKIM_VALID_AU"} <= daemon.judge(mime).rules.keys()


@contextmanager
def rspamd(folder: Path, dns: Dns) -> Iterator[Verify]:
    """rspamd, which must find a good signature, and no bad one."""
    with filters.rspamd(folder, dns.domain, dns.records) as daemon:

        def verify(mime: bytes) -> bool:
            rules = daemon.judge(mime, sender=f"news@{dns.domain}", to="ada@reader.example").rules
            return "R_DKIM_ALLOW" in rules and "R_DKIM_REJECT" not in rules

        yield verify


ALL = {"dkimpy": dkimpy, "OpenDKIM": opendkim, "Mail-DKIM": mail_dkim, "rspamd": rspamd}
