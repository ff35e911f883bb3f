"""A real postgrey: the policy server that turns everybody away once, and lets them in later."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.mail_quality import peers

#: How long it wants to be waited for, in seconds.
DELAY = 2


@contextmanager
def running() -> Iterator[str]:
    """What to add to a Postfix's main.cf so that it greylists."""
    program = peers.program("postgrey", "postgrey")
    if os.geteuid() != 0:
        peers.absent("needs root, because postgrey becomes a user of its own")
    port = peers.free_port()
    with tempfile.TemporaryDirectory(prefix="digest-postgrey-", dir="/tmp") as name:
        folder = Path(name)
        shutil.chown(folder, "postgrey", "nogroup")
        (nobody := folder / "nobody-is-exempt").touch()
        command = [
            *(program, f"--inet=127.0.0.1:{port}", f"--delay={DELAY}", f"--dbdir={folder}", "--user=postgrey"),
            *("--group=nogroup", f"--whitelist-clients={nobody}", f"--whitelist-recipients={nobody}"),
        ]
        with peers.running(command, log=folder / "log", port=port):
            # Before `permit_mynetworks`, which would let this machine in unasked.
            yield (
                f"smtpd_recipient_restrictions = check_policy_service inet:127.0.0.1:{port}, permit_mynetworks, reject"
            )
