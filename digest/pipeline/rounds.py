"""One round of sending: claims in, at their pace; dots and outcomes written; what refusals mean acted upon."""

import heapq
import secrets
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from operator import attrgetter

from digest.deliver import pace, retry
from digest.domain.account import Sent, Trouble
from digest.domain.ceiling import Room
from digest.domain.mail import Delivery, OutboxMessage, Outcome
from digest.errors import StoreError
from digest.pipeline.rounds_resting import Resting
from digest.store import Store, accounts, bounces, leavings

#: Messages claimed at once; so many wait for the next run when a process dies.
CLAIM = 100
#: How long a claim holds.
LEASE = timedelta(minutes=15)
#: A message whose moment is further off than this waits in the outbox, not in our hands; in seconds.
SOON = 60.0
#: Why a message is given up that nothing else was said of.
STALE = "it could not be handed over while it was fresh"
#: What stands before the reason, by the kind of a message whose reader may be named a second time for an edition.
_WHICH = {bounces.PROBE: "the mail that asks whether the address works: "}
#: So many domains that refuse us, one after another and none that takes anything: it is we who are refused.
ENOUGH = 3

#: Is told what became of how many messages, in the words of `Sent`, once it is recorded.
Count = Callable[[str, int], None]


class Round:
    """Claims messages, hands them out when their moment has come, and is the ledger of what becomes of them."""

    def __init__(
        self,
        store: Store,
        *,
        clock: Callable[[], datetime],
        on_delivery: Callable[[Delivery], None],
        on_outcome: Count = lambda _, __: None,
        pacing: pace.Pace | None = None,
        at_most: timedelta | None = None,
        only: str = "",
    ) -> None:
        self._store = store
        self._clock = clock
        self._on_delivery = on_delivery
        self._on_outcome = on_outcome
        self._pace = pacing
        self._ends = time.monotonic() + at_most.total_seconds() if at_most else None
        #: The kind that may go while sending is held; "" for all.  The journal is then left as it was found.
        self._only = only
        self._token = secrets.token_hex(8)
        #: Handed out and without an outcome, by id.
        self._held: dict[str, OutboxMessage] = {}
        #: Those whose moment is near, soonest first: moment, order, message.
        self._soon: list[tuple[float, int, OutboxMessage]] = []
        self._claims = 0
        #: Whether what is no edition, a confirmation for one, is still looked for: it goes first, before a ceiling.
        self._notices_first = not only
        alarms = store.refusals.alarms()
        self._alarmed = {alarm.domain for alarm in alarms}
        self._resting = Resting(alarms, now=clock())
        #: Domains that refused us in this round since anything was accepted.
        self._in_a_row: set[str] = set()
        self._gone: defaultdict[str, list[Trouble]] = defaultdict(list)
        self._accepted = 0
        self.stopped = ""
        self._is_ceiling = self._is_old_news = False

    def messages(self) -> Iterator[OutboxMessage | None]:
        """The messages whose turn has come; None when none may go just now."""
        while not self.stopped and (self._ends is None or time.monotonic() < self._ends):
            if self._soon:
                yield self._next()
            elif not self._claim():
                return

    def _claim(self) -> bool:
        """Whether anything was there to claim."""
        claimed = self._take(but="edition") if self._notices_first else ()
        if not claimed:
            self._notices_first = False
            claimed = self._take()
        self._set_aside([message for message in claimed if not message.is_whole])
        at, now = time.monotonic(), self._clock()
        late: list[tuple[float, str]] = []
        unwanted: list[tuple[OutboxMessage, datetime]] = []
        for message in filter(attrgetter("is_whole"), claimed):
            domain = pace.domain_of(message.to)
            moment = self._pace.book(domain, at=at) if self._pace else at
            if until := self._resting.until(message, now=now):
                unwanted.append((message, until))
            elif moment - at > SOON:
                late.append((moment - at, message.id))
            else:
                self._claims += 1
                heapq.heappush(self._soon, (moment, self._claims, message))
        self._put_off(late)
        self._leave_alone(unwanted)
        return bool(claimed)

    def _take(self, *, but: str = "") -> tuple[OutboxMessage, ...]:
        return self._store.mail.claim(
            limit=CLAIM, token=self._token, now=self._clock(), lease=LEASE, kind=self._only, but=but
        )

    def _set_aside(self, damaged: Sequence[OutboxMessage]) -> None:
        """Nothing; what is not to the byte what was made is never sent: its reader is named, and the others go on."""
        if not damaged:
            return
        ids = [message.id for message in damaged]
        self._store.mail.set_aside(ids, token=self._token, reason=accounts.DAMAGED, now=self._clock())
        self._lose("damaged", *(Trouble(name=message.to, reason=accounts.DAMAGED) for message in damaged))

    def _lose(self, kind: str, *troubles: Trouble) -> None:
        self._gone[kind] += troubles
        self._on_outcome(kind, len(troubles))

    def _put_off(self, late: Sequence[tuple[float, str]]) -> None:
        if not late:
            return
        with self._store.transaction():
            for seconds, outbox_id in late:
                until = self._clock() + timedelta(seconds=seconds)
                self._store.mail.put_off([outbox_id], token=self._token, until=until)

    def _leave_alone(self, messages: Sequence[tuple[OutboxMessage, datetime]]) -> None:
        """Nothing; these wait untried while their domains rest, and the account says so."""
        for message, until in messages:
            # What is kept says nothing of a next try: it may be read when the message is given up.
            reason = self._resting.reason(message)
            self._store.mail.put_off([message.id], token=self._token, until=until, reason=reason)
            self._lose("deferred", Trouble(name=message.to, reason=f"{reason}; tried again at {until:%H:%M} UTC"))

    def _next(self) -> OutboxMessage | None:
        """The first message whose moment has come and whose domain has a line free."""
        at = time.monotonic()
        passed = []
        found: OutboxMessage | None = None
        while self._soon and self._soon[0][0] <= at and found is None:
            entry = heapq.heappop(self._soon)
            domain = pace.domain_of(entry[2].to)
            if until := self._resting.until(entry[2], now=self._clock()):
                self._leave_alone([(entry[2], until)])
            elif self._pace and not self._pace.is_open(domain, at=at):
                passed.append(entry)
            else:
                found = entry[2]
        for entry in passed:
            heapq.heappush(self._soon, entry)
        if found:
            self._held[found.id] = found
        if found and self._pace:
            self._pace.goes(pace.domain_of(found.to), at=at)
        return found

    def room(self, relay: str, *, per_day: int) -> Room:
        """How many more mails, and editions, a relay may have in these 24 hours."""
        return self._store.mail.room(relay, per_day=per_day, now=self._clock())

    def turned_down(self, delivery: Delivery) -> None:
        """Nothing; the message may go to another relay, and of a lasting no the operator is to learn."""
        with self._store.unit():
            self._store.mail.reopen(delivery.outbox_id, token=self._token, until=self._clock() + LEASE)
            if delivery.reply_code is not None and delivery.reply_code >= 500:
                self._store.refusals.raise_alarm(delivery.relay, delivery)
                self._alarmed.add(delivery.relay)

    def write(self, dots: Sequence[OutboxMessage], ended: Sequence[Delivery], *, relay: str = "") -> frozenset[str]:
        """The ids of the `dots` that may go on; they and what `ended` are on the disk, by one sync.

        When the disk is full the ballast makes room for what ended, and nothing more is begun (mail.md REL-05).
        """
        try:
            return self._write(dots, ended, relay=relay)
        except StoreError as error:
            if not error.no_room or not self._store.ballast.drop():
                raise
            self.stopped = str(error)
        for message in dots:
            self._end(message.id)
        return self._write((), ended, relay=relay)

    def _write(self, dots: Sequence[OutboxMessage], ended: Sequence[Delivery], *, relay: str) -> frozenset[str]:
        settled = [(retry.put_off(delivery), self._again(delivery)) for delivery in ended]
        with self._store.journal.group(now=self._clock()) as group:
            allowed = self._store.mail.record(
                [message.id for message in dots], settled, token=self._token, now=self._clock(), relay=relay
            )
            for outbox_id in sorted(allowed):
                group.add("dot", outbox_id)
            for delivery, again in settled:
                group.add(
                    "expired" if retry.is_given_up(delivery, again) else delivery.outcome.value, delivery.outbox_id
                )
            for delivery in ended:
                self._draw_conclusions(delivery)
            if self._only:
                group.marks.clear()
        for message in dots:
            if message.id not in allowed:
                self._end(message.id)
        for delivery, again in settled:
            self._tell(delivery, again)
        return allowed

    def _again(self, delivery: Delivery) -> datetime | None:
        message = self._held[delivery.outbox_id]
        return retry.next_attempt(delivery, message.attempts, fresh_until=message.fresh_until)

    def _draw_conclusions(self, delivery: Delivery) -> None:
        """Nothing; what an outcome says about the address or about us is written down (mail.md OUT-60)."""
        if delivery.outcome is Outcome.ACCEPTED and not (self._in_a_row or self._alarmed):
            return
        domain = pace.domain_of(self._held[delivery.outbox_id].to)
        if delivery.outcome is Outcome.ACCEPTED:
            self._in_a_row.clear()
            if mended := self._alarmed & {domain, delivery.relay}:
                self._store.refusals.clear_alarms(sorted(mended))
                self._alarmed -= mended
                self._resting.end(mended)
        elif retry.is_our_fault(delivery):
            self._store.refusals.raise_alarm(domain, delivery)
            self._blame(domain, delivery)
        elif retry.address_is_dead(delivery) and self._store.refusals.strike(delivery):
            reader = delivery.outbox_id.rpartition(".")[0]
            self._store.leavings.add(leavings.SUSPENDED, [reader], now=self._clock())

    def _blame(self, domain: str, delivery: Delivery) -> None:
        """Nothing; a domain that refuses us is left alone, and when several do, all are."""
        self._alarmed.add(domain)
        self._resting.begin(domain, delivery)
        self._in_a_row.add(domain)
        if len(self._in_a_row) >= ENOUGH:
            self.stopped = (
                f"{ENOUGH} domains in a row refuse our mail as such, the last one with {delivery.reply!r}: "
                "see `digest doctor`, and what your provider says"
            )

    def _end(self, outbox_id: str) -> OutboxMessage:
        message = self._held.pop(outbox_id)
        if self._pace:
            self._pace.ended(pace.domain_of(message.to))
        return message

    def _tell(self, delivery: Delivery, again: datetime | None) -> None:
        message = self._end(delivery.outbox_id)
        if delivery.outcome is Outcome.ACCEPTED:
            self._accepted += 1
            self._on_outcome("accepted", 1)
        else:
            kind = "expired" if retry.is_given_up(delivery, again) else delivery.outcome.value
            self._lose(kind, Trouble(name=message.to, reason=_WHICH.get(message.kind, "") + delivery.reply))
        self._on_delivery(delivery)

    def reach_ceiling(self, words: str) -> None:
        """Nothing; a ceiling stops the round, which is news once an hour, and is why what waits does so."""
        hour = f"{self._clock():%Y-%m-%dT%H}"
        self.stopped, self._is_ceiling = words, True
        self._is_old_news = self._store.journal.remembered("ceiling") == hour
        self._store.journal.remember(ceiling=hour, full=words)

    def give_up(self) -> None:
        """Nothing; what is no longer fresh is given up, and its readers named with the reason: a ceiling, for one."""
        full = self._store.journal.remembered("full")
        reason = f"{STALE}: {full}" if full else STALE
        self._lose("expired", *self._store.waits.expire(reason=reason, now=self._clock()))

    def close(self) -> None:
        """Nothing; what was claimed and not tried waits for its turn again."""
        self._store.mail.release(token=self._token)
        if self._accepted and not self._is_ceiling and self._store.journal.remembered("full"):
            self._store.journal.remember(full="")
        self._store.journal.close()

    def sent(self) -> Sent:
        """The account of the round."""
        ahead = self._store.waits.ahead(now=self._clock())
        return Sent(
            accepted=self._accepted,
            refused=tuple(self._gone["refused"]),
            deferred=tuple(self._gone["deferred"]),
            uncertain=tuple(self._gone["uncertain"]),
            expired=tuple(self._gone["expired"]),
            damaged=tuple(self._gone["damaged"]),
            stopped=self.stopped,
            is_ceiling=self._is_ceiling,
            is_old_news=self._is_old_news,
            waiting=self._store.mail.waiting(now=self._clock()),
            ahead=ahead.mails,
            next_at=ahead.next_at,
        )
