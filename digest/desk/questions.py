"""Our questions, and what becomes of them when they are answered with a no, or with neither yes nor no."""

from dataclasses import replace
from datetime import datetime

from digest.config import Settings
from digest.desk import answers, changes, limits, notices, records
from digest.desk.asked import SUBSCRIBING, Asked
from digest.domain.consents import Act
from digest.domain.people import Subscriber
from digest.domain.wishes import Asker, Change, Done, Request, Result, Verb
from digest.errors import CommandError
from digest.pipeline import links
from digest.store import Store
from digest.subscribe import changes as together
from digest.tokens import Purpose

#: What cannot be undone, or gives away all that is held: it takes a yes in words, or the button.
GRAVE = frozenset({Verb.ERASE, Verb.EXPORT})


def named(store: Store, token: str) -> Request | None:
    """What somebody was asked in the mail that a token is of; None for a bad or an old one."""
    claim = links.keys(store).read(Purpose.CONFIRM, token)
    return store.requests.find(claim.subscriber_id) if claim else None


def joins(store: Store, request: Request | None) -> bool:
    """Whether the question was whether somebody wants to join, who has not yet."""
    return request is not None and request.command.verb is Verb.SUBSCRIBE and not is_settled(store, request)


def is_settled(store: Store, request: Request) -> bool:
    """Whether who was asked to join did so meanwhile."""
    reader = store.people.with_id(request.subscriber_id)
    return request.command.verb is Verb.SUBSCRIBE and reader is not None and reader.status in SUBSCRIBING


def needs_a_word(store: Store, request: Request) -> bool:
    """Whether an empty answer is too little: for what is grave, also beside it in one letter, and after a no."""
    asked = store.requests.of(request.subscriber_id)
    record = store.consents.of(request.subscriber_id)
    return any(one.command.verb in GRAVE for one in asked) or (bool(record) and record[-1].act is Act.REFUSED)


def refuse(store: Store, settings: Settings, request: Request, asker: Asker, *, now: datetime) -> None:
    """Nothing; the no is on record, and no mail that anybody can have sent by typing the address goes there soon.

    Who said no may still press the button while the question waits; what a reader did not ask for is forgotten at once.
    """
    reader = store.people.with_id(request.subscriber_id)
    if reader is None:
        return
    asked = Asked(store=store, settings=settings, command=request.command, asker=asker, reader=reader, now=now)
    store.consents.add(reader.id, records.consent(asked, Act.REFUSED))
    if request.command.verb is Verb.SUBSCRIBE:
        limits.count(store, [limits.refused(store, reader.address)], now=now)
    else:
        store.requests.drop(request.id)


def with_wish(store: Store, settings: Settings, request: Request, wished: Change) -> Request:
    """The question whether somebody wants to join, with what they wish beside an answer that is no yes.

    It counts for nothing until they say yes; what cannot be had is left out.
    """
    reader = store.people.with_id(request.subscriber_id)
    if wished.is_empty or reader is None or not joins(store, request):
        return request
    change = together.together(request.command.change, wished)
    try:
        changes.joined(reader, change, settings)
    except CommandError:
        return request
    kept = replace(request, command=replace(request.command, change=change))
    store.requests.renew(kept)
    return kept


def ask_again(store: Store, settings: Settings, request: Request, asker: Asker, *, now: datetime) -> bool:
    """Whether the question goes out once more, with the word that answers it; each does so once."""
    reader = store.people.with_id(request.subscriber_id)
    if reader is None or now > request.expires_at or is_settled(store, request):
        return False
    wanted = _wanted(settings, request, reader)
    done = Done(command=request.command, result=Result.ASKED, reader=wanted, request_id=request.id)
    notice = notices.notice(store, settings, [done], request.asker, now=now)
    if notice is None:
        return False
    again = replace(
        notice,
        asked_at=request.asked_at,
        expires=request.expires_at.date(),
        answers=asker.message_id,
        is_again=True,
    )
    return answers.post(store, settings, again, now=now)


def _wanted(settings: Settings, request: Request, reader: Subscriber) -> Subscriber:
    """Who they will be when they say yes."""
    if request.command.verb is not Verb.SUBSCRIBE:
        return reader
    try:
        return changes.joined(reader, request.command.change, settings)
    except CommandError:
        return reader
