"""A real Dovecot from Debian, on the loopback interface: mailboxes read by IMAP, filled by LMTP.

It wants root, and neither systemd nor syslog (docs/mail.md section 8).
"""

import os
import shutil
import smtplib
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.mail_quality import peers

#: Who has a mailbox, and the password to it.
USER, PASSWORD = "news@example.net", "correct-horse"

_SETTINGS = """
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/dovecot.log
protocols = imap lmtp
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
mail_location = maildir:{folder}/mail/%u
first_valid_uid = 1
default_internal_user = dovecot
default_login_user = dovenull
recipient_delimiter = +
lmtp_save_to_detail_mailbox = no
lda_original_recipient_header = X-Original-To
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid=65534 gid=65534 home={folder}/mail/%u
}}
service imap-login {{
  inet_listener imap {{
    port = {imap}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service lmtp {{
  inet_listener lmtp {{
    address = 127.0.0.1
    port = {lmtp}
  }}
}}
protocol lmtp {{
  auth_username_format = %Lu
}}
protocol imap {{
  imap_capability = {capability}
}}
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dovecot:
    """One that runs."""

    folder: Path
    imap: int
    lmtp: int

    def deliver(self, raw: bytes, *, sender: str = "ada@example.org", to: str = USER) -> None:
        """Nothing; the mail lies in the mailbox."""
        with smtplib.LMTP("127.0.0.1", self.lmtp) as line:
            line.sendmail(sender, [to], raw)

    def control(self, *words: str) -> str:
        """What doveadm says."""
        command = [peers.program("doveadm", "dovecot-core"), "-c", str(self.folder / "dovecot.conf"), *words]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout


@contextmanager
def running(*, idles: bool = True) -> Iterator[Dovecot]:
    """A Dovecot with one mailbox; one that does not tell of new mail when `idles` is false."""
    binary = peers.program("dovecot", "dovecot-imapd dovecot-lmtpd")
    if os.geteuid() != 0:
        peers.absent("needs root, because Dovecot does")
    with tempfile.TemporaryDirectory(prefix="digest-dovecot-", dir="/tmp") as name:
        folder = Path(name)
        folder.chmod(0o755)
        (folder / "mail").mkdir()
        shutil.chown(folder / "mail", "nobody")
        dovecot = Dovecot(folder=folder, imap=peers.free_port(), lmtp=peers.free_port())
        settings = _SETTINGS.format(
            folder=folder,
            password=PASSWORD,
            imap=dovecot.imap,
            lmtp=dovecot.lmtp,
            capability="" if idles else "IMAP4rev1 LITERAL+ SASL-IR ENABLE UIDPLUS MOVE",
        )
        (folder / "dovecot.conf").write_text(settings)
        command = [binary, "-F", "-c", str(folder / "dovecot.conf")]
        with peers.running(command, log=folder / "output.log", port=dovecot.lmtp):
            yield dovecot
