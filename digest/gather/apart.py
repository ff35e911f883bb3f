"""One piece of work in a process of its own that may be killed: bytes in, bytes out (mail.md FET-13).

For what reads a publisher's bytes with code that others wrote: whatever breaks or drags on there costs that work alone.
"""

import resource
import subprocess
import sys
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowance:
    """What one piece of work may cost."""

    cpu_seconds: int = 10
    memory_bytes: int = 512 * 2**20
    #: Seconds on the clock, for a machine under load.
    patience: float = 60


class GivenUpError(Exception):
    """Why there is no answer, as the end of a sentence."""


def run(module: str, document: bytes, *arguments: str, allowance: Allowance) -> bytes:
    """What `python -m module CPU_SECONDS MEMORY_BYTES ARGUMENTS...` writes when it reads `document`.

    The module is to call `confine` before it reads a byte.  GivenUpError when it broke, or cost more than it may.
    """
    limits = str(allowance.cpu_seconds), str(allowance.memory_bytes)
    command = [sys.executable, "-m", module, *limits, *arguments]
    try:
        worker = subprocess.run(  # noqa: S603 - our own module; the arguments are data to it
            command, input=document, capture_output=True, timeout=allowance.patience, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise GivenUpError(f"reading it took over {allowance.patience:g} s") from error
    if worker.returncode != 0:
        megabytes = allowance.memory_bytes // 2**20
        raise GivenUpError(f"reading it broke, or took over {allowance.cpu_seconds} s or {megabytes} MB")
    return worker.stdout


def confine(cpu_seconds: int, memory_bytes: int) -> None:
    """Nothing; this process is killed when it takes more of either, and leaves no core file."""
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds))
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
