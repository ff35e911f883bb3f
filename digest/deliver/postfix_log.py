"""What a Postfix on this machine remembers of messages in doubt, by its log and its queue (mail.md F4 and OUT-71).

Postfix logs `message-id=` when it has read the head of a message, "queue active" once it has the whole of it, and
"disconnect" when the conversation is over.  So a message was taken when the first two are there for one queue id; it
was not when every conversation of that moment is over, and neither log nor queue has it.
"""

import gzip
import json
import re
import subprocess
import zlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from digest.domain.mail import Doubt, Verdict

#: How long the commands of Postfix may take, in seconds.
_PATIENCE = 30
_SECOND = timedelta(seconds=1)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

#: One line as syslog or Postfix's own postlogd writes it; "postfix/submission/smtpd" is an smtpd too.
_LINE = re.compile(
    r"(?P<at>[JFMASOND][a-z]{2} [ \d]\d \d\d:\d\d:\d\d|\d{4}-\d\d-\d\dT\S+) \S+ \S+/"
    r"(?P<daemon>smtpd|cleanup|[no]?qmgr)\[(?P<pid>\d+)\]: (?P<words>.*)"
)
_MESSAGE_ID = re.compile(r"(?P<queue_id>\w+): message-id=(?P<id>\S+)")
_TAKEN = re.compile(r"(?P<queue_id>\w+): from=.*\(queue active\)")


@dataclass(slots=True)
class _Talk:
    """One conversation with a client."""

    #: None when it began before the log does.
    began: datetime | None
    #: None while it goes on, or when the log does not say how it ended.
    ended: datetime | None = None

    def was_at(self, moment: datetime) -> bool:
        """Whether it was going on then; moments are known to the second only."""
        began = self.began is None or self.began <= moment + _SECOND
        return began and (self.ended is None or self.ended >= moment - _SECOND)


@dataclass(slots=True)
class _Seen:
    """What the log says, as far as it was read."""

    #: The Message-IDs asked about.
    asked: Collection[str]
    #: A moment near that of the lines, which may not name their year.
    near: datetime
    talks: list[_Talk] = field(default_factory=list)
    #: Message-IDs that it read the head of, and those it took whole.
    begun: set[str] = field(default_factory=set)
    taken: set[str] = field(default_factory=set)
    _by_pid: dict[str, _Talk] = field(default_factory=dict)
    #: Queue id -> Message-ID, of those asked about.
    _ids: dict[str, str] = field(default_factory=dict)

    def read(self, lines: Iterable[str]) -> None:
        """Nothing; the lines are taken in, in their order."""
        for line in lines:
            if found := _LINE.match(line):
                if found["daemon"] == "smtpd":
                    self._talk(found)
                else:
                    self._message(found["words"])

    def _talk(self, line: re.Match[str]) -> None:
        if line["words"].startswith("connect from "):
            self._by_pid[line["pid"]] = talk = _Talk(_moment(line["at"], self.near))
            self.talks.append(talk)
        elif line["words"].startswith("disconnect from "):
            if line["pid"] not in self._by_pid:
                self.talks.append(_Talk(None))
                self._by_pid[line["pid"]] = self.talks[-1]
            self._by_pid.pop(line["pid"]).ended = _moment(line["at"], self.near)

    def _message(self, words: str) -> None:
        if found := _MESSAGE_ID.match(words):
            # A queue id may be used again, for a message of somebody else.
            self._ids.pop(found["queue_id"], None)
            if found["id"] in self.asked:
                self._ids[found["queue_id"]] = found["id"]
                self.begun.add(found["id"])
        elif (found := _TAKEN.match(words)) and found["queue_id"] in self._ids:
            self.taken.add(self._ids[found["queue_id"]])

    def is_over(self, moment: datetime) -> bool:
        """Whether somebody spoke with Postfix at that moment, and all who did have finished."""
        then = [talk for talk in self.talks if talk.was_at(moment)]
        return bool(then) and all(talk.ended for talk in then)


@dataclass(slots=True, kw_only=True)
class PostfixLog:
    """The log and the queue of the Postfix that is our next hop."""

    #: The log's path; rotated ones beside it are read too.
    path: Path
    #: The relays, as the ledger names them, that this Postfix is; nothing is said of what went elsewhere.
    relays: Collection[str]
    #: Its configuration, when that is not the system's.
    settings: Path | None = None
    name: str = "the log of Postfix"

    def ask(self, messages: Sequence[Doubt]) -> Mapping[str, Verdict]:
        """What became of each message, by its `outbox_id`; those of which nothing can be told, or not yet, are unknown.

        Nothing is told where the log cannot be read or is silent about the moment.
        """
        ours = [one for one in messages if one.relay in self.relays]
        if not ours:
            return {}
        seen = self._read(ours)
        open_ = {one.to for one in ours if one.message_id not in seen.taken}
        waiting = self._waiting(open_) if open_ else {}
        if seen.begun - seen.taken:
            # It may have been taken, delivered and removed from the queue since the log was read.
            seen.taken |= self._read(ours).taken
        return {one.outbox_id: _verdict(one, seen, waiting) for one in ours}

    def _read(self, doubts: Sequence[Doubt]) -> _Seen:
        earliest = min(one.dot_at for one in doubts)
        seen = _Seen({one.message_id for one in doubts}, earliest)
        seen.read(_lines(self.path, since=earliest))
        return seen

    def _waiting(self, readers: Collection[str]) -> Mapping[str, Collection[str | None]] | None:
        """Reader -> the Message-IDs of what waits for them in the queue, None for one that cannot be told.

        None altogether when the queue cannot be seen.
        """
        listed = self._command("postqueue", "-j")
        if listed is None:
            return None
        found = defaultdict(set)
        for row in map(json.loads, listed.splitlines()):
            for reader in {one["address"] for one in row["recipients"]} & set(readers):
                found[reader].add(self._message_id(row["queue_id"]))
        return found

    def _message_id(self, queue_id: str) -> str | None:
        for line in (self._command("postcat", "-hq", queue_id) or "").splitlines():
            name, _, value = line.partition(":")
            if name.lower() == "message-id":
                return value.strip()
        return None

    def _command(self, name: str, *words: str) -> str | None:
        """What a command of Postfix says; None when it fails, or is not there."""
        where = ("-c", str(self.settings)) if self.settings else ()
        for program in (name, f"/usr/sbin/{name}"):
            try:
                done = subprocess.run(  # noqa: S603 - our own words, and queue ids that Postfix itself gave
                    (program, *where, *words), capture_output=True, timeout=_PATIENCE, check=False
                )
            except FileNotFoundError:
                continue
            except (OSError, subprocess.TimeoutExpired):
                return None
            return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else None
        return None


def _verdict(doubt: Doubt, seen: _Seen, waiting: Mapping[str, Collection[str | None]] | None) -> Verdict:
    mine = waiting.get(doubt.to, ()) if waiting is not None else (None,)
    if doubt.message_id in seen.taken or doubt.message_id in mine:
        return Verdict.ACCEPTED
    # Without its head in the log it cannot be in the queue.
    may_wait = doubt.message_id in seen.begun and None in mine
    return Verdict.ABSENT if seen.is_over(doubt.dot_at) and not may_wait else Verdict.UNKNOWN


def _lines(path: Path, *, since: datetime) -> Iterator[str]:
    """The lines of the log and of those rotated away that may tell of a moment, oldest first."""
    try:
        beside = [one for one in path.parent.iterdir() if one.name.startswith((f"{path.name}.", f"{path.name}-"))]
        written = {one: one.stat().st_mtime for one in beside}
    except OSError:
        return
    recent = [one for one in beside if written[one] >= since.timestamp() - 1]
    for file in (*sorted(recent, key=lambda one: written[one]), path):
        yield from _file(file)


def _file(path: Path) -> Iterator[str]:
    """The lines of one file; none from where it cannot be read on."""
    opened = gzip.open if path.suffix == ".gz" else open
    try:
        with opened(path, "rt", encoding="utf-8", errors="replace") as file:
            yield from file
    except (OSError, EOFError, zlib.error):
        return


def _moment(stamp: str, near: datetime) -> datetime:
    """A line's moment; one without a year is of the year that brings it nearest to `near`, in this machine's zone."""
    if stamp[0].isdigit():
        return datetime.fromisoformat(stamp).astimezone(UTC)
    month, day = _MONTHS.index(stamp[:3]) + 1, int(stamp[4:6])
    hour, minute, second = map(int, stamp[7:].split(":"))
    moments = []
    for year in (near.year - 1, near.year, near.year + 1):
        with suppress(ValueError):  # 29 February
            moments.append(datetime(year, month, day, hour, minute, second).astimezone(UTC))
    return min(moments, key=lambda moment: abs(moment - near))
