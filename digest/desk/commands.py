"""The one desk: every wish, by whichever door it came, becomes a deed here, with the same checks and record."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

from digest.config import Settings
from digest.desk import asked as asked_
from digest.desk import held, joining, sayings, wishes
from digest.desk.asked import Asked
from digest.desk.notices import notice
from digest.domain.people import SubscriberStatus
from digest.domain.wishes import Asker, Command, Done, Proof, Request, Result, Verb
from digest.pipeline import links
from digest.store import Store
from digest.tokens import Purpose

__all__ = ["carry_out", "notice"]


def carry_out(store: Store, settings: Settings, command: Command, asker: Asker, *, now: datetime) -> Done:
    """What came of a wish, whichever door it came by; joins the open transaction, or opens one.

    Nothing is sent here: `notice` makes the mail that answers, `answers.post` puts it into the outbox.  What was
    confirmed comes back as the wish itself, not as `Verb.CONFIRM`.
    """
    with store.unit():
        if command.verb is Verb.CONFIRM:
            return _confirm(store, settings, command, asker, now=now)
        asked = asked_.who(store, settings, command, asker, now=now)
        return Done(command=command, result=Result.BAD_TOKEN) if asked is None else _perform(asked)


def _perform(asked: Asked) -> Done:
    verb = asked.command.verb
    deed = _FOR_ANYBODY.get(verb) or _DEEDS[verb]
    if verb in _FOR_ANYBODY:
        return deed(asked)
    if asked.reader is None or not (asked.subscribes or verb in _RIGHTS):
        return joining.ask(asked) if _joins_too(asked) else asked.done(Result.STRANGER)
    return deed(asked) if asked.is_proven else joining.ask(asked)


def _joins_too(asked: Asked) -> bool:
    """Whether they wish this in the same breath as to subscribe, which they are being asked to confirm."""
    reader = asked.reader
    if reader is None or reader.status is not SubscriberStatus.PENDING or asked.command.verb is not Verb.CHANGE:
        return False
    return any(_in_one_breath(request, asked.asker, asked.now) for request in asked.store.requests.of(reader.id))


def _in_one_breath(request: Request, asker: Asker, now: datetime) -> bool:
    asked_at = now.replace(microsecond=0)
    return request.asker.evidence == asker.evidence != "" and request.asked_at == asked_at


def _confirm(store: Store, settings: Settings, command: Command, asker: Asker, *, now: datetime) -> Done:
    claim = links.keys(store).read(Purpose.CONFIRM, command.token)
    request = store.requests.find(claim.subscriber_id) if claim else None
    reader = store.people.with_id(request.subscriber_id) if request else None
    if request is None or reader is None or now > request.expires_at:
        return Done(command=command, result=Result.BAD_TOKEN)
    proven = replace(asker, proof=Proof.TOKEN, subscriber_id=reader.id)
    known = Asked(store=store, settings=settings, command=request.command, asker=proven, reader=reader, now=now)
    if not store.requests.confirm(request.id):
        return known.done(Result.ALREADY)
    first = _confirmed(known)
    for other in store.requests.of(reader.id):
        # What they wished in one letter is confirmed by one answer.
        if _in_one_breath(other, request.asker, request.asked_at) and store.requests.confirm(other.id):
            _confirmed(replace(known, command=other.command, reader=store.people.with_id(reader.id)))
    return replace(first, reader=store.people.with_id(reader.id))


def _confirmed(asked: Asked) -> Done:
    if asked.command.verb is not Verb.SUBSCRIBE:
        return _perform(asked)
    if asked.reader is not None and asked.reader.status is SubscriberStatus.ACTIVE:
        return _perform(asked)
    return joining.confirmed(asked)


def _subscribe(asked: Asked) -> Done:
    """What came of wanting a digest; who answers our farewell has said yes by that, as no one else can (SUB-10)."""
    reader = asked.reader
    has_left = reader is not None and reader.status is SubscriberStatus.UNSUBSCRIBED
    if has_left and asked.asker.proof is Proof.ANSWER:
        return joining.confirmed(asked)
    return joining.subscribe(asked)


def _show(asked: Asked) -> Done:
    return asked.done(Result.DONE) if asked.subscribes else joining.lead_back(asked)


def _help(asked: Asked) -> Done:
    return asked.done(Result.DONE)


def _export(asked: Asked) -> Done:
    return asked.done(Result.DONE)


def _erase(asked: Asked) -> Done:
    if asked.reader is not None:
        held.erase(asked.store, asked.settings, asked.reader, now=asked.now)
    return asked.done(Result.DONE, reader=None)


#: What anybody may ask: leaving harms nobody who can come back, and the others write to the owner of the address only.
_FOR_ANYBODY: Mapping[Verb, Callable[[Asked], Done]] = {
    Verb.SUBSCRIBE: _subscribe,
    Verb.LEAVE: joining.leave,
    Verb.PREFERENCES: _show,
    Verb.HELP: _help,
}
_DEEDS: Mapping[Verb, Callable[[Asked], Done]] = {
    Verb.CHANGE: wishes.change,
    Verb.PAUSE: wishes.pause,
    Verb.RESUME: wishes.resume,
    Verb.SEND: wishes.send,
    Verb.MORE: sayings.say,
    Verb.LESS: sayings.say,
    Verb.FORGET: sayings.take_back,
    Verb.EXPORT: _export,
    Verb.ERASE: _erase,
}
#: What also those may ask who do not subscribe any more: it is theirs by law (GDPR articles 15 to 20).
_RIGHTS = {Verb.FORGET, Verb.EXPORT, Verb.ERASE}
