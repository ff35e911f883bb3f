"""The page with the button that confirms: what a yes is to, what came of it, and what is so already (SUB-10, 14)."""

from dataclasses import replace

from starlette.responses import Response

from digest.desk import changes, hours, wordings
from digest.domain.people import Subscriber, SubscriberStatus
from digest.domain.wishes import Command, Request, Result, Verb
from digest.errors import CommandError
from digest.render import notices_clock, notices_done
from digest.render.tongues import later
from digest.tokens import Purpose
from digest.web import deeds
from digest.web.asked import Asked
from digest.web.site import Site, masked

_ACTIVE = SubscriberStatus.ACTIVE


def confirm(site: Site, asked: Asked) -> Response:
    """The button that confirms; pressed, what was asked for is done, and done twice it looks the same (SUB-14)."""
    request = _request(site, asked)
    if request is None:
        return site.gone(asked)
    # A scanner that posts presses no button (SUB-42).
    if asked.form.one("do") != "confirm":
        return _question(site, asked, request)
    language = request.asker.language
    command = Command(verb=Verb.CONFIRM, token=asked.parts["token"])
    done = deeds.do(site, command, deeds.stranger(site, asked, language=language))
    if done.result not in deeds.GOOD:
        return site.gone(asked) if done.result is Result.BAD_TOKEN else _not_done(site, asked, language)
    if done.reader is None:
        return site.page("erased", asked, language=language)  # the wish was to have all erased
    return _confirmed(site, asked, request.command, done.reader, is_pressed=True)


def _question(site: Site, asked: Asked, request: Request) -> Response:
    """What somebody says yes to, in the words of the mail and of the record; or that it is done already."""
    reader, command = _asking(site, request), request.command
    if reader is None:
        return site.gone(asked)
    if site.store.requests.is_done(request.id) or (_joins(command) and _has_it(reader, command)):
        return _confirmed(site, asked, command, reader, is_pressed=False)
    try:
        wanted = changes.joined(reader, command.change, site.settings()) if _joins(command) else reader
    except CommandError:
        # It was right when they asked; the operator took out a topic since.
        return _not_done(site, asked, reader.language)
    kind = _kind(reader, command)
    # The wishes of who has it already are a change, and no new subscription.
    agreed = replace(command, verb=Verb.CHANGE) if kind == "more" else command
    return site.page(
        "confirm",
        asked,
        language=wanted.language,
        kind=kind,
        address=masked(reader.address),
        words=wordings.agreement(site.settings(), agreed, wanted).splitlines(),
        first=_first(site, wanted) if _joins(command) else "",
    )


def _joins(command: Command) -> bool:
    return command.verb is Verb.SUBSCRIBE


def _has_it(reader: Subscriber, command: Command) -> bool:
    """Whether who is asked to join has the digest already, and asked for nothing else."""
    return reader.status is _ACTIVE and command.change.is_empty


def _kind(reader: Subscriber, command: Command) -> str:
    """Which question it is: of somebody new, of one who comes back, of one who has it, or a reader's wish."""
    if not _joins(command):
        return "wish"
    return {SubscriberStatus.PENDING: "new", _ACTIVE: "more"}.get(reader.status, "back")


def _first(site: Site, wanted: Subscriber) -> str:
    """When an issue comes after a yes, in the reader's words."""
    now, tongue = site.clock(), site.speech.of(wanted.language)
    if wanted.status is _ACTIVE:
        return notices_done.next_of(wanted, tongue, now=now)
    reader = hours.welcomed(replace(wanted, status=_ACTIVE), hours.last_date(wanted, site.store, now=now), now=now)
    is_new = wanted.status is SubscriberStatus.PENDING
    at_once = later("The first issue comes at once.") if is_new else later("The next issue comes at once.")
    return notices_done.next_of(reader, tongue, now=now) or tongue.say(at_once)


def _confirmed(site: Site, asked: Asked, command: Command, reader: Subscriber, *, is_pressed: bool) -> Response:
    """What holds now, and what comes next; who only visits is not led to the wishes: a scanner may be reading."""
    if reader.status is SubscriberStatus.UNSUBSCRIBED:
        return site.page("left", asked, language=reader.language, address=masked(reader.address))
    now, tongue = site.clock(), site.speech.of(reader.language)
    is_due = reader.next_due_at is not None and reader.next_due_at <= now
    after = notices_clock.after(reader.schedule, reader.next_issue_date) if is_due and reader.next_issue_date else None
    preferences = site.keys.make(Purpose.PREFERENCES, reader.id, reader.schedule.local_date(now))
    return site.page(
        "confirmed",
        asked,
        language=reader.language,
        verb=command.verb,
        is_pressed=is_pressed,
        wishes=tuple(notices_done.asked(command, tongue, site.settings().topics.names)),
        after=notices_clock.issue(after, reader.schedule, tongue) if after else "",
        following=notices_done.next_of(reader, tongue, now=now),
        preferences=preferences if is_pressed else "",
    )


def _request(site: Site, asked: Asked) -> Request | None:
    """What the token in the address asks to be confirmed, for as long as it can be."""
    claim = site.claim(Purpose.CONFIRM, asked)
    request = site.store.requests.find(claim.subscriber_id) if claim else None
    return request if request and request.expires_at > site.clock() else None


def _asking(site: Site, request: Request) -> Subscriber | None:
    """Who asked."""
    return site.store.people.with_id(request.subscriber_id)


def _not_done(site: Site, asked: Asked, language: str) -> Response:
    return site.page("not-done", asked, language=language, status=409)
