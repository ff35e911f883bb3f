"""A wish beside whoever has it, and what shows that it is really theirs."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from digest.config import Settings
from digest.domain.people import Subscriber, SubscriberStatus
from digest.domain.wishes import Asker, Command, Done, Proof, Result, Verb
from digest.pipeline import links
from digest.store import Store
from digest.tokens import Purpose

#: What the tokens that come with a wish are for; any other wish needs the token of the preferences.
_PURPOSES: Mapping[Verb, tuple[Purpose, ...]] = {
    Verb.LEAVE: (Purpose.LEAVE, Purpose.PREFERENCES),
    Verb.MORE: (Purpose.FEEDBACK, Purpose.PREFERENCES),
    Verb.LESS: (Purpose.FEEDBACK, Purpose.PREFERENCES),
}
#: Wishes to which a token says nothing.
_TOKENLESS = {Verb.SUBSCRIBE, Verb.HELP}
#: Those who subscribe, whether they get mail just now or not.
SUBSCRIBING = {SubscriberStatus.ACTIVE, SubscriberStatus.PAUSED, SubscriberStatus.SUSPENDED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One wish, and all that is needed to carry it out."""

    store: Store
    settings: Settings
    command: Command
    asker: Asker
    #: Who has it; None for nobody we know.
    reader: Subscriber | None
    #: The issue that a token is of; None for none.
    day: date | None = None
    now: datetime

    @property
    def is_proven(self) -> bool:
        """Whether it is shown to be theirs."""
        return self.asker.proof is not Proof.NOTHING

    @property
    def subscribes(self) -> bool:
        """Whether they are a reader now."""
        return self.reader is not None and self.reader.status in SUBSCRIBING

    def done(self, result: Result, **more: Any) -> Done:
        """What came of it; the reader is as before unless `more` says otherwise."""
        return Done(**{"command": self.command, "result": result, "reader": self.reader, **more})


def holder(store: Store, purpose: Purpose, token: str) -> tuple[Subscriber, date] | None:
    """Whose token it is and the day it names; None for one that is not ours, or of somebody no longer known."""
    claim = links.keys(store).read(purpose, token)
    reader = store.people.with_id(claim.subscriber_id) if claim else None
    return (reader, claim.day) if claim and reader else None


def who(store: Store, settings: Settings, command: Command, asker: Asker, *, now: datetime) -> Asked | None:
    """The wish with its owner: by a token, else by what the door found out, else by the address.

    None for a bad token, where nothing else shows who it is.
    """
    known = Asked(store=store, settings=settings, command=command, asker=asker, reader=None, now=now)
    if command.token and command.verb not in _TOKENLESS:
        for purpose in _PURPOSES.get(command.verb, (Purpose.PREFERENCES,)):
            if held := holder(store, purpose, command.token):
                reader, day = held
                # The date in a token of the preferences is that of no issue in particular.
                day_ = day if purpose is Purpose.FEEDBACK else None
                return replace(known, reader=reader, day=day_, asker=_proven(asker))
        if not _goes_on(command, asker):
            return None
    return _by_asker(known)


def _proven(asker: Asker) -> Asker:
    return asker if asker.proof is Proof.OPERATOR else replace(asker, proof=Proof.TOKEN)


def _goes_on(command: Command, asker: Asker) -> bool:
    """Whether a wish counts without its token: it was damaged on the way, and they need none."""
    is_shown = asker.proof not in {Proof.NOTHING, Proof.TOKEN}
    return bool(asker.address) and (is_shown or command.verb is Verb.LEAVE)


def _by_asker(known: Asked) -> Asked:
    asker, people = known.asker, known.store.people
    reader = people.with_id(asker.subscriber_id) if asker.subscriber_id else None
    if reader is None:
        return replace(known, reader=people.subscriber(asker.address) if asker.address else None)
    if asker.address and asker.address.casefold() != reader.address.casefold():
        # An answer to somebody's mail, from another address: it may have been forwarded.
        nobody = replace(asker, proof=Proof.NOTHING, subscriber_id="")
        return replace(known, reader=people.subscriber(asker.address), asker=nobody)
    return replace(known, reader=reader)
