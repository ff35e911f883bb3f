"""Commands that act in a reader's place, or on all that is held of one: set, reset, invite, consent, export, erase."""

import json
import math
from argparse import Namespace

from digest import desk
from digest.cli import house, people, show
from digest.config import addresses
from digest.config.settings import SubscriberSetting
from digest.desk import answers, commands, held, traces
from digest.desk import people as desk_people
from digest.domain.people import Cadence, Door, Subscriber
from digest.domain.wishes import Asker, Change, Command, Proof, Result, Verb, Weights, Words
from digest.errors import CommandError


def set_wishes(chosen: Namespace) -> int:
    """Change what a reader wishes, in their place."""
    with house.opened(chosen) as home:
        reader = desk.find(home.store, chosen.address)
        command = Command(verb=Verb.CHANGE, change=_change(chosen, _stated(chosen, home)))
        asker = Asker(door=Door.COMMAND, proof=Proof.OPERATOR, subscriber_id=reader.id)
        done = commands.carry_out(home.store, home.settings, command, asker, now=home.now)
        if done.result in {Result.REFUSED, Result.STRANGER}:
            raise CommandError(done.why or f"{reader.address} does not subscribe: they are {reader.status}")
        after = done.reader or reader
        show.line(f"{after.address}: {'as it was already' if done.result is Result.ALREADY else 'changed'}")
        for name, value in people.facts(after, home.now):
            show.line(f"  {name:<12}{value}")
        if done.result is Result.DONE and _is_listed(home, after.address):
            show.line(
                f"what {home.settings.path} wishes for them no longer counts; it does again after: "
                f"digest subscribers reset {after.address}"
            )
    return 0


def _stated(chosen: Namespace, home: house.House) -> SubscriberSetting:
    """The wishes of the command line; a row of the file must wish for something, which stands for what they have."""
    follow = people.listed(chosen.follow)
    return people.stated(chosen, home, follow=follow or ([] if chosen.topics else ["something"]))


def _change(chosen: Namespace, stated: SubscriberSetting) -> Change:
    """What the command line says, and nothing else; a list comes in place of the whole list."""
    profile, schedule = stated.profile, stated.schedule
    follow = profile.follow if people.listed(chosen.follow) else ()
    days = chosen.weekday is not None or bool(chosen.days)
    return Change(
        name=chosen.name,
        topics=Weights() if chosen.topics is None else Weights(whole=profile.topics),
        stories=chosen.stories,
        outside=chosen.outside,
        pictures=chosen.pictures,
        quiet=profile.quiet if chosen.quiet else None,
        at=schedule.at if chosen.at else None,
        timezone=chosen.timezone,
        cadence=schedule.cadence if chosen.cadence or chosen.days else (Cadence.WEEKLY if days else None),
        weekdays=schedule.weekdays if chosen.days else (frozenset({schedule.weekday}) if days else None),
        language=chosen.language,
        follow=_whole(chosen.follow, follow),
        mute=_whole(chosen.mute, profile.mute),
        sources=_whole(chosen.sources, profile.sources),
        mute_sources=_whole(chosen.mute_sources, profile.mute_sources),
    )


def _whole(said: str | None, words: tuple[str, ...]) -> Words:
    """The list in place of what they had, where one was said."""
    return Words() if said is None else Words(whole=words)


def reset(chosen: Namespace) -> int:
    """Go back to what config.toml wishes for a reader."""
    with house.opened(chosen) as home:
        reader = desk.reset(home.store, home.settings, chosen.address, now=home.now)
        show.line(f"{reader.address} has the wishes of {home.settings.path} again")
    return 0


def invite(chosen: Namespace) -> int:
    """Ask somebody whether they want a digest; they get none before they say yes."""
    with house.opened(chosen) as home:
        settings = home.settings
        if not settings.inbox.is_read and not settings.web.enabled:
            raise CommandError(
                "nobody could say yes: neither mail is read here nor are there web pages.  Set [inbox] or [web] in "
                f"{settings.path}, or add them on your word with: digest subscribers add {chosen.address}"
            )
        asker = Asker(door=Door.COMMAND, address=chosen.address, language=chosen.language or "")
        done = commands.carry_out(home.store, settings, Command(verb=Verb.SUBSCRIBE), asker, now=home.now)
        notice = commands.notice(home.store, settings, [done], asker, now=home.now)
        if done.result is Result.ALREADY:
            raise CommandError(f"{chosen.address} subscribes already")
        if notice is None or not answers.post(home.store, settings, notice, now=home.now):
            raise CommandError(
                f"{chosen.address} is not asked: it is no address of a person, or they were asked within a day, or "
                "three times within a month"
            )
        show.line(f"{notice.to} is asked to confirm, with the next sending; without a yes they get nothing")
    return 0


def consent(chosen: Namespace) -> int:
    """Print the record of what a reader agreed to."""
    with house.opened(chosen) as home:
        reader = desk.find(home.store, chosen.address)
        record = home.store.consents.of(reader.id)
        if chosen.json:
            show.as_json(record)
            return 0
        for entry in record:
            show.line(f"{show.moment(entry.at)}  {entry.act}, by {entry.door}  {entry.evidence}".rstrip())
            for words in entry.wording.splitlines():
                show.line(f"    {words}")
        if not record:
            show.line(f"nothing is on record of {reader.address}: they joined before digest kept records")
    return 0


def export(chosen: Namespace) -> int:
    """Print all that is held of somebody, as JSON."""
    with house.opened(chosen) as home:
        address = _plain(chosen.address)
        reader = home.store.people.subscriber(address)
        found = held.export(home.store, reader, octets=math.inf) if reader else held.of_stranger(home.store, address)
        if not found:
            raise CommandError(f"nothing is held of {address}{_hash(home, address)}")
        text = json.dumps(found, ensure_ascii=False, indent=2)
    show.raw(text)
    return 0


def _plain(address: str) -> str:
    """The address as we write it; as it was typed where nobody can have such a one."""
    try:
        return addresses.normalise(address)
    except ValueError:
        return address


def erase(chosen: Namespace) -> int:
    """Delete all that is held of somebody, after asking."""
    with house.opened(chosen) as home:
        address = _plain(chosen.address)
        known = home.store.people.subscriber(address)
        folder = home.settings.service.data
        if known is None and not (held.of_stranger(home.store, address) or held.leftovers(folder, address)):
            # A hash of somebody we never knew would be the one thing held of them.
            show.line(f"nothing is held of {address}{_hash(home, address)}: there is nothing to erase")
            return 0
        reader = known or desk_people.blank(address, now=home.now)
        if not chosen.yes and not _is_sure(reader):
            raise CommandError("nothing was erased")
        held.erase(home.store, home.settings, reader, now=home.now)
        if not held.scrub(home.store):
            show.note("digest is at work on the database: the last traces go with its next tick, or with this command")
        show.line(f"nothing is held of {reader.address} any more but a hash, so that only they can come back")
        for path in held.leftovers(folder, reader.address):
            show.line(f"their address still stands in {path}: delete it when you need it no more")
        if _is_listed(home, reader.address):
            show.line(f"{home.settings.path} still lists them; that has no effect, but take them out there too")
    return 0


def _hash(home: house.House, address: str) -> str:
    """That a hash is held of somebody who was erased; "" of anybody else."""
    erased = home.store.erasure.keys()
    return ", but for a hash, so that only they can come back" if traces.of(home.store, address) in erased else ""


def _is_sure(reader: Subscriber) -> bool:
    show.note(f"This deletes {reader.address}, every issue they got, and all they said; it cannot be undone.")
    try:
        return input("Write the address once more to go on: ").strip().casefold() == reader.address.casefold()
    except EOFError:
        raise CommandError("nobody is there to ask; add --yes to erase without a question") from None


def _is_listed(home: house.House, address: str) -> bool:
    return any(setting.address.casefold() == address.casefold() for setting in home.settings.subscribers)
