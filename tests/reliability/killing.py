"""A piece of work in a process of its own, killed at the system call, or after the time, that is asked for.

The process is a fork of this one, so that a trial costs the work alone.  strace kills it on its way into a system call
(`--inject=CALL:signal=SIGKILL:when=N`), before the kernel has done anything of it; threads are counted each for itself.
"""

import os
import re
import signal
import subprocess
import time
import traceback
import warnings
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from tests.mail_quality import peers

#: Every call by which bytes leave the process, come in, or are put on the disk.
CALLS = (
    "write", "writev", "pwrite64", "pwritev", "fsync", "fdatasync", "ftruncate", "unlink", "rename",
    "connect", "sendto", "sendmsg", "recvfrom", "recvmsg", "shutdown",
)  # fmt: skip
_LINE = re.compile(r"(?P<thread>\d+) +(?P<call>\w+)\(")
_SYNC = re.compile(r"\d+ +(?:fsync|fdatasync)\(\d+<(?P<path>[^>]+)>")
_STILL = re.compile(r"(?P<thread>\d+) +--- stopped by SIGSTOP")
#: How long one piece of work may take, in seconds.
_PATIENCE = 120.0
#: How long a process may stand still before it is told once more to go on, in seconds.
_NUDGE = 3.0


def counted(work: Callable[[], None], log: Path) -> Counter[str]:
    """How often each call is made, in the thread that makes it most."""
    pid = forked(work, stopped=True)
    _let_go(pid, f"--output={log}", f"--trace={','.join(CALLS)}")
    assert waited(pid) == 0, log.read_text()[-2000:]
    by_thread = Counter(
        (found["thread"], found["call"]) for line in log.read_text().splitlines() if (found := _LINE.match(line))
    )
    most: Counter[str] = Counter()
    for (_, call), number in by_thread.items():
        most[call] = max(most[call], number)
    return most


def at_call(work: Callable[[], None], call: str, number: int) -> bool:
    """Whether the work was killed on its way into the call for the `number`th time; False when it ended before."""
    return _signalled(work, f"--trace={call}", f"--inject={call}:signal=SIGKILL:when={number}")


def after(work: Callable[[], None], seconds: float) -> bool:
    """Whether the work was killed after so long; False when it ended before."""
    pid = forked(work)
    time.sleep(seconds)
    os.kill(pid, signal.SIGKILL)
    return waited(pid) == -signal.SIGKILL


def at_each_sync(work: Callable[[], None], log: Path, look: Callable[[Path], None]) -> None:
    """Nothing; the work was done to its end, and stood still after every sync while `look` was told what was synced."""
    pid = forked(work, stopped=True)
    log.write_text("")
    with log.open() as written:
        _let_go(
            pid, f"--output={log}", "-y", "--trace=fsync,fdatasync", "--inject=fsync,fdatasync:signal=SIGSTOP:when=1+"
        )
        synced: list[Path] = []
        still: set[str] = set()
        line, until, nudged = "", time.monotonic() + _PATIENCE, time.monotonic()
        while _goes_on(pid):
            # strace may be in the middle of a line.
            line = written.readline() if line.endswith("\n") else line + written.readline()
            if not line.endswith("\n"):
                if time.monotonic() > until:
                    os.kill(pid, signal.SIGKILL)
                elif time.monotonic() > nudged + _NUDGE:
                    # A SIGCONT that comes while strace is about to let the process stand still can be lost.
                    nudged = time.monotonic()
                    os.kill(pid, signal.SIGCONT)
                time.sleep(0.0005)
                continue
            until, nudged = time.monotonic() + _PATIENCE, time.monotonic()
            if found := _SYNC.match(line):
                synced.append(Path(found["path"]))
            elif found := _STILL.match(line):
                still.add(found["thread"])
            if synced and still >= {path.name for path in Path(f"/proc/{pid}/task").iterdir()}:
                for path in synced:
                    look(path)
                synced, still = [], set()
                os.kill(pid, signal.SIGCONT)
    assert waited(pid) == 0, log.read_text()[-2000:]


def _goes_on(pid: int) -> bool:
    """Whether a process of ours has not ended yet; it is still to be waited for."""
    return os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None


def whole(work: Callable[[], None]) -> None:
    """Nothing; the work was done in a process of its own, to its end."""
    assert waited(forked(work)) == 0


def _signalled(work: Callable[[], None], *words: str) -> bool:
    pid = forked(work, stopped=True)
    _let_go(pid, "--output=/dev/null", *words)
    status = waited(pid)
    assert status in (0, -signal.SIGKILL), status
    return status != 0


def forked(work: Callable[[], None], *, stopped: bool = False) -> int:
    """The id of a process that does the work; `stopped`, it waits for SIGCONT first."""
    with warnings.catch_warnings():
        # Python 3.12 warns of forks beside threads; those here are numpy's, idle, and hold no lock.
        warnings.simplefilter("ignore", DeprecationWarning)
        pid = os.fork()
    if pid:
        if stopped:
            os.waitpid(pid, os.WUNTRACED)
        return pid
    status = 1
    try:
        if stopped:
            os.kill(os.getpid(), signal.SIGSTOP)
        work()
        status = 0
    except BaseException:  # noqa: BLE001 - whatever it was, the parent must not live twice
        traceback.print_exc()
    finally:
        os._exit(status)


def _let_go(pid: int, *words: str) -> None:
    """Nothing; strace has hold of a stopped process, and the process goes on."""
    command = [peers.program("strace", "strace"), "-f", "-q", f"--attach={pid}", *words]
    strace = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    until = time.monotonic() + 20
    while "TracerPid:\t0\n" in Path(f"/proc/{pid}/status").read_text():
        if strace.poll() is not None or time.monotonic() > until:
            os.kill(pid, signal.SIGKILL)
            waited(pid)
            peers.absent(f"strace may not look into processes here: {strace.communicate()[1].decode()}")
        time.sleep(0.002)
    os.kill(pid, signal.SIGCONT)
    _TRACERS[pid] = strace


#: Who watches whom.
_TRACERS: dict[int, "subprocess.Popen[bytes]"] = {}


def waited(pid: int) -> int:
    """How a process ended: its exit status, or the number of the signal that ended it, below zero."""
    until = time.monotonic() + _PATIENCE
    while True:
        ended, status = os.waitpid(pid, os.WNOHANG)
        if ended:
            break
        if time.monotonic() > until:
            os.kill(pid, signal.SIGKILL)
            raise AssertionError(f"the work was not done after {_PATIENCE:g} s")
        time.sleep(0.003)
    if strace := _TRACERS.pop(pid, None):
        strace.communicate(timeout=20)
    return os.waitstatus_to_exitcode(status)
