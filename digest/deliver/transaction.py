"""One message over one open connection, step by step, so that where it broke is always known (mail.md 1.6).

`smtplib` raises the same error for "certainly not sent" and "maybe sent"; here each step has its own answer.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from digest.deliver.wire import Reply, Wire, stuffed
from digest.domain.mail import Delivery, OutboxMessage, Outcome

#: What may stand between the angle brackets: an address that could end the command early is never said (OUT-30).
_SAYABLE = re.compile(r"[!-;=?-~]+@[!-;=?-~]+")
#: What `Session.finish` asks for the message to come next.
_SAID_AHEAD = ("RSET", "MAIL", "RCPT", "DATA")


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeLimits:
    """How long each step may take; the defaults are those of RFC 5321 section 4.5.3.2, but for connecting."""

    #: Connecting.  Whoever lets a packet fall for so long does so for minutes, and others may wait behind them.
    connect: timedelta = timedelta(seconds=30)
    #: The server's first words.
    greeting: timedelta = timedelta(minutes=5)
    #: EHLO, STARTTLS and AUTH, each.
    entry: timedelta = timedelta(minutes=5)
    #: RSET, MAIL and RCPT, each.
    command: timedelta = timedelta(minutes=5)
    #: The answer to DATA.
    data: timedelta = timedelta(minutes=2)
    #: Handing over the whole message.
    block: timedelta = timedelta(minutes=3)
    #: The answer to the final dot.
    dot: timedelta = timedelta(minutes=10)
    #: The answer to QUIT, on which nothing depends.
    goodbye: timedelta = timedelta(seconds=5)

    @property
    def impatient(self) -> "TimeLimits":
        """The same for a server with another behind it: nobody waits longer to be let in than to be connected."""
        return replace(self, greeting=min(self.greeting, self.connect), entry=min(self.entry, self.connect))


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """How a transaction ended."""

    #: None when nothing was tried: the idle connection was dead, or another worker has the message.
    outcome: Outcome | None
    reply: Reply
    #: Whether the connection can carry the next transaction.
    usable: bool

    @property
    def was_dead(self) -> bool:
        """Whether the connection had ended before MAIL was taken: no attempt, try the message on a new one."""
        return self.outcome is None and self.reply.asked in ("RSET", "MAIL")

    @property
    def passes_on(self) -> bool:
        """Whether no reader was judged: the server would not have the sender, or did not follow what we said."""
        if self.outcome is Outcome.REFUSED:
            return self.reply.asked in ("DATA", "dot") and _is_of_protocol(self.reply)
        return self.outcome is Outcome.DEFERRED and self.reply.asked == "MAIL"

    @property
    def may_pass_on(self) -> bool:
        """Whether the refusal speaks of us or of the message, so that another server may well take it (OUT-60)."""
        is_of_us = self.reply.enhanced.startswith("5.7.") or _is_of_protocol(self.reply)
        return self.outcome is Outcome.REFUSED and self.reply.code is not None and is_of_us

    @property
    def broke_off(self) -> bool:
        """Whether the server ended the connection while it had the message in hand."""
        return not self.usable and self.reply.is_goodbye

    def delivery(self, message: OutboxMessage, *, relay: str, at: datetime) -> Delivery:
        """The same, as the ledger has it."""
        if self.outcome is None:
            raise RuntimeError("a message that was not tried has no outcome")
        return Delivery(
            message_id=message.message_id,
            outbox_id=message.id,
            outcome=self.outcome,
            reply_code=self.reply.code,
            enhanced_code=self.reply.enhanced,
            reply=self.reply.words,
            at=at,
            relay=relay,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """An open, logged-in connection."""

    wire: Wire
    limits: TimeLimits
    #: What EHLO offered, in lower case.
    features: frozenset[str]
    #: Lets go of the connection without a word.
    close: Callable[[], None]

    async def begin(self, message: OutboxMessage, *, reused: bool, said: bool = False) -> Ending | None:
        """None when the server waits for the message, else what became of it.

        `reused` says whether the connection carried one before, `said` whether `finish` asked for this one already.
        """
        if said:
            reply, in_step = await self._answers(_SAID_AHEAD)
        elif fault := unsayable(message):
            return Ending(outcome=Outcome.REFUSED, reply=fault, usable=True)
        else:
            reply, in_step = await self._ask(_commands(message, self.features, reused=reused))
        if reused and _ended_idle(reply):
            return Ending(outcome=None, reply=reply, usable=False)
        return None if _is_go_ahead(reply) else _not_sent(reply, usable=in_step)

    async def finish(self, message: OutboxMessage, *, following: OutboxMessage | None = None) -> Ending:
        """What became of a message that the server waits for: it and the dot go out in one call.

        So do the commands for the `following` one, whose answers then need no wait of their own (RFC 2920).
        """
        if self.wire.has_spoken():
            # It left, or gave up, while the dot was written down: not a byte of the message was said.
            return _not_sent(await self.wire.reply("DATA", within=self.limits.data), usable=False)
        body, dot = (message.mime, b".\r\n") if message.plain else (stuffed(message.mime), b"")
        ahead = _octets(*_commands(following, self.features, reused=True).values()) if following else b""
        handed = await self.wire.hand_over(b"".join((body, dot, ahead)), within=self.limits.block)
        if handed < len(body) + len(dot):
            # The dot never reached the kernel, so the server cannot have it.
            return _not_sent(await self.wire.reply("body", within=self.limits.goodbye), usable=False)
        ending = _after_dot(await self.wire.reply("dot", within=self.limits.dot))
        return ending if handed == len(body) + len(dot) + len(ahead) else replace(ending, usable=False)

    def can_follow(self, message: OutboxMessage) -> bool:
        """Whether the commands for a message may be said before the one ahead of it is answered."""
        return "pipelining" in self.features and unsayable(message) is None

    async def quit(self) -> None:
        """Say goodbye; nothing depends on the answer."""
        await self._ask_one("QUIT", "QUIT", within=self.limits.goodbye)

    async def is_alive(self) -> bool:
        """Whether the server still answers (NOOP)."""
        return (await self._ask_one("NOOP", "NOOP", within=self.limits.command)).is_yes

    async def _ask(self, commands: dict[str, str]) -> tuple[Reply, bool]:
        """The first reply that is not 2yz, DATA's when all is well, and whether the two are in step."""
        if "pipelining" in self.features:
            return await self._ask_at_once(commands)
        for asked, command in commands.items():
            reply = await self._ask_one(asked, command, within=self._limit(asked))
            if _decides(reply):
                return reply, True
        raise RuntimeError("DATA comes last, and its answer decides")

    async def _ask_at_once(self, commands: dict[str, str]) -> tuple[Reply, bool]:
        """The same, with everything said in one breath (RFC 2920): two waits for each mail in place of five.

        All replies are read, so that none is taken for the answer to a later command.  A server that refused the
        reader and goes ahead with DATA all the same wants a message that nobody may get.
        """
        await self.wire.say(_octets(*commands.values()), within=self.limits.command)
        return await self._answers(commands)

    async def _answers(self, commands: Iterable[str]) -> tuple[Reply, bool]:
        replies = []
        for asked in commands:
            replies.append(await self.wire.reply(asked, within=self._limit(asked)))
            if replies[-1].is_goodbye:
                break
        reply = next(filter(_decides, replies))
        return reply, reply is replies[-1] or not _is_go_ahead(replies[-1])

    def _limit(self, asked: str) -> timedelta:
        return self.limits.data if asked == "DATA" else self.limits.command

    async def _ask_one(self, asked: str, command: str, *, within: timedelta) -> Reply:
        # A server that hung up may have left its reason behind: read before judging.
        await self.wire.say(_octets(command), within=within)
        return await self.wire.reply(asked, within=within)


def unsayable(message: OutboxMessage) -> Reply | None:
    """Why the envelope cannot be put on the wire as it stands; None when it can.

    A local part beyond ASCII would need SMTPUTF8 all the way (OUT-26), which no digest asks of a reader's server.
    """
    if not _SAYABLE.fullmatch(message.to):
        return Reply(asked="RCPT", code=None, enhanced="5.1.3", words=f"{message.to!r} cannot be an SMTP recipient")
    if message.envelope_from and not _SAYABLE.fullmatch(message.envelope_from):
        words = f"{message.envelope_from!r} cannot be an SMTP sender"
        return Reply(asked="MAIL", code=None, enhanced="5.1.7", words=words)
    return None


def _commands(message: OutboxMessage, features: frozenset[str], *, reused: bool) -> dict[str, str]:
    """The commands up to DATA, by name.  RSET finds an idle connection dead before anything is tried (OUT-65)."""
    options = f" SIZE={len(message.mime)}" if "size" in features else ""
    if "8bitmime" in features and not message.mime.isascii():
        options += " BODY=8BITMIME"
    envelope = {"MAIL": f"MAIL FROM:<{message.envelope_from}>{options}", "RCPT": f"RCPT TO:<{message.to}>"}
    return ({"RSET": "RSET"} if reused else {}) | envelope | {"DATA": "DATA"}


def _octets(*commands: str) -> bytes:
    return "".join(f"{command}\r\n" for command in commands).encode("ascii")


def _is_of_protocol(reply: Reply) -> bool:
    """Whether the server refuses what we said or how large it is (RFC 3463 sections 3.4 and 3.6, RFC 5321 4.2.2)."""
    if reply.enhanced:
        return reply.enhanced.startswith(("5.3.", "5.5."))
    return reply.code is not None and 500 <= reply.code <= 504


def _decides(reply: Reply) -> bool:
    return not reply.is_yes or reply.asked == "DATA"


def _is_go_ahead(reply: Reply) -> bool:
    return reply.asked == "DATA" and reply.code == 354


def _ended_idle(reply: Reply) -> bool:
    if reply.asked == "RSET":
        return not reply.is_yes
    return reply.asked == "MAIL" and reply.is_goodbye


def _not_sent(reply: Reply, *, usable: bool = True) -> Ending:
    """The ending of a message whose dot was never said."""
    # A no to MAIL speaks of us: whatever its code, no reader has been named yet (RFC 5321 section 3.3).
    refused = reply.code is not None and reply.code >= 500 and reply.asked != "MAIL"
    # A 2yz or 3yz answer here is out of step: whatever comes next would be misread.
    in_step = reply.code is not None and reply.code >= 400
    return Ending(
        outcome=Outcome.REFUSED if refused else Outcome.DEFERRED,
        reply=reply,
        usable=usable and in_step and not reply.is_goodbye,
    )


def _after_dot(reply: Reply) -> Ending:
    """The ending of a message that was said to the last byte."""
    match reply.code:
        case int(code) if 200 <= code < 300:
            outcome = Outcome.ACCEPTED
        case int(code) if 400 <= code < 500:
            outcome = Outcome.DEFERRED
        case int(code) if code >= 500:
            outcome = Outcome.REFUSED
        case _:
            outcome = Outcome.UNCERTAIN
    return Ending(outcome=outcome, reply=reply, usable=outcome is not Outcome.UNCERTAIN and not reply.is_goodbye)
