"""How people join and leave: nobody gets mail before they confirmed it, or the operator said so (mail.md SUB-10)."""

import secrets
from dataclasses import replace

from digest.config import addresses
from digest.desk import changes, limits, people, queue, records, wishes, wordings
from digest.desk.asked import Asked
from digest.domain.consents import Act
from digest.domain.news import Origin
from digest.domain.people import Subscriber, SubscriberStatus
from digest.domain.wishes import Command, Done, Proof, Request, Result, Verb
from digest.errors import CommandError
from digest.pipeline import links
from digest.subscribe import roles

_PENDING = SubscriberStatus.PENDING


def subscribe(asked: Asked) -> Done:
    """What came of wanting a digest: they are asked to confirm it; who has one already may only wish it otherwise."""
    asked = _in_their_language(asked)
    reader = asked.reader
    if reader is not None and reader.status is SubscriberStatus.ACTIVE:
        if asked.command.change.is_empty:
            return asked.done(Result.ALREADY)
        changing = replace(asked, command=replace(asked.command, verb=Verb.CHANGE))
        return wishes.change(changing) if asked.is_proven else ask(changing)
    address = _usable(asked)
    if not address:
        return asked.done(Result.SILENT)
    language = asked.asker.language or asked.settings.service.language
    before = reader or people.pending(address, language, now=asked.now)
    try:
        wanted = changes.joined(before, asked.command.change, asked.settings)
    except CommandError as error:
        return asked.done(Result.REFUSED, why=str(error))
    if asked.asker.proof is Proof.OPERATOR:
        return welcome(asked, wanted, Act.ADDED)
    return _ask_to_join(asked, before, wanted)


def _in_their_language(asked: Asked) -> Asked:
    """The wish without the language of a page: what somebody's browser speaks changes nothing for a reader we know."""
    reader, change = asked.reader, asked.command.change
    if reader is None or reader.status is _PENDING or not limits.is_typed(asked.asker):
        return asked
    return replace(asked, command=replace(asked.command, change=replace(change, language=None)))


def _usable(asked: Asked) -> str:
    """The address as we write it, if a person may have it; "" otherwise (SUB-20)."""
    service = asked.settings.service
    try:
        address = addresses.normalise(asked.reader.address if asked.reader else asked.asker.address)
    except ValueError:
        return ""
    own = (service.reply_to, service.sender_address)
    if asked.asker.proof is Proof.OPERATOR:
        return address
    is_new = asked.reader is None
    is_ours_alone = is_new and not addresses.is_public(address)
    return "" if is_ours_alone or roles.refused_because(address, own=own) else address


def _ask_to_join(asked: Asked, before: Subscriber, wanted: Subscriber) -> Done:
    store = asked.store
    no = () if asked.is_proven else (limits.refused(store, before.address),)
    if not limits.allows(store, [limits.joining(store, before.address), *no], now=asked.now):
        return asked.done(Result.SILENT)
    if before.status is _PENDING and not limits.allows(store, [limits.ceiling(asked.settings)], now=asked.now):
        queue.put(store, asked.command, asked.asker, now=asked.now)
        return asked.done(Result.SILENT)
    if asked.reader is None:
        # Without their wishes, which anybody may have typed: these wait with the request.
        store.people.save([before])
    return replace(ask(replace(asked, reader=before)), reader=wanted)


def ask(asked: Asked) -> Done:
    """What came of a wish that nobody has shown to be the reader's: it waits until they confirm it."""
    reader = asked.reader
    if reader is None:
        return asked.done(Result.STRANGER)
    if not limits.allows(asked.store, limits.asking(asked.store, asked.command, asked.asker, reader), now=asked.now):
        return asked.done(Result.SILENT)
    asked.store.consents.add(reader.id, records.consent(asked, Act.ASKED, wording=asked.asker.told))
    return asked.done(Result.ASKED, request_id=_remember(asked, reader, asked.command).id)


def _remember(asked: Asked, reader: Subscriber, command: Command) -> Request:
    """The wish of a reader, which waits to be confirmed."""
    request = Request(
        id=secrets.token_hex(8),
        subscriber_id=reader.id,
        command=replace(command, token=""),
        asker=asked.asker,
        asked_at=asked.now,
        expires_at=asked.now + links.CONFIRMABLE,
    )
    asked.store.requests.add(request)
    return request


def confirmed(asked: Asked) -> Done:
    """What came of confirming that they want a digest, in words they were shown: their first issue is due at once."""
    reader = asked.reader
    if reader is None or reader.status is SubscriberStatus.ACTIVE:
        return asked.done(Result.ALREADY)
    try:
        wanted = changes.joined(reader, asked.command.change, asked.settings)
    except CommandError as error:
        # It was right when they asked; the operator took out a topic since.
        return asked.done(Result.REFUSED, why=str(error))
    own = replace(wanted, chosen_at=asked.now.replace(microsecond=0))
    return welcome(asked, own, Act.CONFIRMED, wording=wordings.confirmation(asked, wanted))


def lead_back(asked: Asked) -> Done:
    """What came of asking for one's wishes after having left: there are none, and a way back, and to what is held."""
    reader, store = asked.reader, asked.store
    if reader is None or reader.status is not SubscriberStatus.UNSUBSCRIBED:
        return asked.done(Result.STRANGER)
    if not limits.allows(store, limits.asking(store, asked.command, asked.asker, reader), now=asked.now):
        return asked.done(Result.SILENT)
    back = _remember(asked, reader, Command(verb=Verb.SUBSCRIBE))
    return asked.done(Result.STRANGER, request_id=back.id)


def welcome(asked: Asked, wanted: Subscriber, act: Act, *, wording: str = "") -> Done:
    """What came of joining: they are a reader now."""
    origin = Origin.COMMAND if act is Act.ADDED else Origin.SELF
    active = replace(wanted, status=SubscriberStatus.ACTIVE, origin=origin, left_at=None, paused_until=None)
    with asked.store.unit():
        reader = people.welcome(asked.store, active, now=asked.now)
        asked.store.consents.add(reader.id, records.consent(asked, act, wording=wording))
    return asked.done(Result.DONE, reader=reader)


def leave(asked: Asked) -> Done:
    """What came of leaving, whoever says so: a forged one is undone by the goodbye, which leads back."""
    reader, store = asked.reader, asked.store
    if reader is None:
        return asked.done(Result.STRANGER)
    if reader.status is _PENDING:
        # They never were a reader, and nothing of them needs to be kept.
        store.people.delete(reader.id)
        return asked.done(Result.DONE, reader=None)
    if reader.status is SubscriberStatus.UNSUBSCRIBED and reader.left_at is not None:
        return asked.done(Result.ALREADY)
    gone = people.leave(store, reader, records.consent(asked, Act.LEFT), now=asked.now)
    back = _remember(asked, gone, Command(verb=Verb.SUBSCRIBE))
    return asked.done(Result.DONE, reader=gone, request_id=back.id)
