"""Wishes of the pages handed to the desk, which is the same for every door."""

import logging

from digest.desk import answers, commands, traces
from digest.domain.people import Door, Subscriber
from digest.domain.wishes import Asker, Command, Done, Proof, Result, Verb
from digest.errors import RenderError
from digest.web import callers
from digest.web.asked import Asked
from digest.web.site import Site

_log = logging.getLogger("digest.web")

#: What is answered by mail although the page answers too: a way in, and a way back.
_BY_MAIL = frozenset({Verb.CONFIRM, Verb.LEAVE})
#: What came of a wish that is as it was wanted.
GOOD = frozenset({Result.DONE, Result.ALREADY})


def stranger(site: Site, asked: Asked, *, address: str = "", language: str = "") -> Asker:
    """Somebody who typed an address, or brought a token that names no reader."""
    return Asker(
        door=Door.WEB,
        proof=Proof.NOTHING if address else Proof.TOKEN,
        address=address,
        evidence=traces.of(site.store, asked.caller),
        source=callers.wide(asked.caller),
        language=language or asked.language,
    )


def as_reader(site: Site, asked: Asked, reader: Subscriber) -> Asker:
    """A reader who is known by the token in the address."""
    return Asker(
        door=Door.WEB,
        proof=Proof.TOKEN,
        address=reader.address,
        subscriber_id=reader.id,
        evidence=traces.of(site.store, asked.caller),
        source=callers.wide(asked.caller),
        language=reader.language,
    )


def do(site: Site, command: Command, asker: Asker) -> Done:
    """What came of a wish; the mail that belongs to it waits in the outbox, or neither was done.

    Where no such mail can be made, the wish is carried out all the same: nobody stays because a template is broken.
    """
    try:
        return _do(site, command, asker, answered=command.verb in _BY_MAIL)
    except RenderError as error:
        _log.error("%s is done, and cannot be answered by mail: %s", command.verb, error)
        return _do(site, command, asker, answered=False)


def _do(site: Site, command: Command, asker: Asker, *, answered: bool) -> Done:
    store, settings, now = site.store, site.settings(), site.clock()
    with store.transaction():
        done = commands.carry_out(store, settings, command, asker, now=now)
        if answered and done.result is Result.DONE:
            letter = commands.notice(store, settings, [done], asker, now=now)
            if letter is not None:
                answers.post(store, settings, letter, now=now)
    site.wake()
    return done
