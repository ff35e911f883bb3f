"""Pages to join: the front page with its form, "check your mail", the lost link, the confirmation."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from starlette.responses import Response

from digest.config import addresses
from digest.desk import changes, forms
from digest.domain.people import Subscriber
from digest.domain.wishes import Asker, Command, Request, Result, Verb
from digest.render import notices_clock, notices_done
from digest.render.tongues import later
from digest.subscribe import roles
from digest.tokens import Purpose
from digest.web import deeds, limits, options, reading, stamps, wanted
from digest.web.asked import Asked
from digest.web.site import SCRIPT, Site, findable, masked
from digest.web.stamps import Stamp

#: The field that people do not see, and machines fill in.
HONEYPOT = "homepage"
_AGAIN = {
    Stamp.HASTY: later("That was very quick. Please look it over, and send it once more."),
    Stamp.STALE: later("This page was open for long. Please send it once more."),
}
_NO_ADDRESS = later("This is no address that mail can be sent to.")
_ROLE = later("This is no address of one person. Please give one of your own.")


def front(site: Site, asked: Asked) -> Response:
    """What it is, and the form to join by; posted, the form is taken."""
    return _taken(site, asked, "front", Verb.SUBSCRIBE) if asked.posted else findable(_front(site, asked, {}))


def lost(site: Site, asked: Asked) -> Response:
    """The form of who has no mail of ours at hand; posted, a link goes to the address, if it is a reader's."""
    return _taken(site, asked, "lost", Verb.PREFERENCES) if asked.posted else _lost(site, asked, {})


def check(site: Site, asked: Asked) -> Response:
    """That a mail is on its way: the same whether it is or not (SUB-43)."""
    return site.page("check", asked, wants_link=asked.query.one("for") == "link")


def _front(site: Site, asked: Asked, faults: Mapping[str, str], *, status: int = 200) -> Response:
    settings = site.settings()
    return site.page(
        "front",
        asked,
        status=status,
        allow=(SCRIPT,),
        faults=faults,
        form=asked.form,
        sent=asked.posted,
        stamp=stamps.make(site.keys, now=site.clock()),
        topics=settings.topics.names,
        zones=options.zones(asked.form.one("timezone")),
        days=options.days(site.speech.of(asked.language or settings.service.language)),
        chosen_days=asked.form.every("days") if asked.posted else tuple("0123456"),
        at=asked.form.one("at") or "07:00",
        peek=reading.peek(site, asked),
    )


def _lost(site: Site, asked: Asked, faults: Mapping[str, str], *, status: int = 200) -> Response:
    stamp = stamps.make(site.keys, now=site.clock())
    return site.page("lost", asked, status=status, faults=faults, form=asked.form, stamp=stamp)


def _taken(site: Site, asked: Asked, page: str, verb: Verb) -> Response:
    """The form put where the service will come to it; the same work for whoever has the address."""
    shown = {"front": _front, "lost": _lost}[page]
    now, settings = site.clock(), site.settings()
    language = asked.language or settings.service.language
    command, faults = Command(verb=verb), dict[str, str]()
    if verb is Verb.SUBSCRIBE:
        found = wanted.to_join(asked.form, settings, language=language)
        command, faults = replace(command, change=found.change), dict(found.faults)
    address = _address(site, asked.form.one("address"), faults)
    if verb is Verb.SUBSCRIBE and address and not addresses.is_public(address):
        faults["address"] = _NO_ADDRESS
    after = "/check" if verb is Verb.SUBSCRIBE else "/check?for=link"
    if asked.form.one(HONEYPOT):
        return site.to(after)
    stamp = stamps.read(site.keys, asked.form.one("stamp"), now=now)
    if stamp is not Stamp.GOOD:
        faults["form"] = _AGAIN[stamp]
    if faults:
        return shown(site, asked, faults, status=400)
    asker = deeds.stranger(site, asked, address=address, language=language)
    if not _noted(site, command, asker, asked.caller, now=now):
        return limits.later(site.page("often", asked, status=429), limits.FORMS)
    return site.to(after)


def _noted(site: Site, command: Command, asker: Asker, caller: str, *, now: datetime) -> bool:
    """Whether the form was taken: not when too many came from there."""
    with site.store.transaction():
        if not limits.allows(site.store, "form", caller, limits.FORMS, now=now):
            return False
        limits.count(site.store, "form", caller, now=now)
        forms.take(site.store, site.settings(), command=command, asker=asker, now=now)
    site.wake()
    return True


def _address(site: Site, said: str, faults: dict[str, str]) -> str:
    try:
        address = addresses.normalise(said)
    except ValueError:
        faults["address"] = _NO_ADDRESS
        return ""
    service = site.settings().service
    if roles.refused_because(address, own=(service.sender_address, service.reply_to)):
        faults["address"] = _ROLE
    return address


def confirm(site: Site, asked: Asked) -> Response:
    """The button that confirms; posted, what was asked for is done, and done twice it looks the same (SUB-14)."""
    request = _request(site, asked)
    if request is None:
        return site.gone(asked)
    language = request.asker.language
    if not asked.posted:
        return _question(site, asked, request)
    command = Command(verb=Verb.CONFIRM, token=asked.parts["token"])
    done = deeds.do(site, command, deeds.stranger(site, asked, language=language))
    if done.result not in deeds.GOOD:
        return site.gone(asked) if done.result is Result.BAD_TOKEN else _not_done(site, asked, language)
    if done.reader is None:
        return site.page("erased", asked, language=language)  # the wish was to have all erased
    return _confirmed(site, asked, request.command, done.reader)


def _question(site: Site, asked: Asked, request: Request) -> Response:
    """What somebody says yes to, in the same sentences as in the mail, above the button."""
    reader, command = _asking(site, request), request.command
    if reader is not None and command.verb is Verb.SUBSCRIBE:
        reader = changes.joined(reader, command.change, site.settings())
    address = reader.address if reader else request.asker.address
    language = request.asker.language
    return site.page(
        "confirm",
        asked,
        language=language,
        verb=command.verb,
        address=masked(address) if address else "",
        wishes=_sentences(site, command, language, reader=reader),
    )


def _confirmed(site: Site, asked: Asked, command: Command, reader: Subscriber) -> Response:
    """What holds now, and what comes next."""
    now, tongue = site.clock(), site.speech.of(reader.language)
    is_due = reader.next_due_at is not None and reader.next_due_at <= now
    after = notices_clock.after(reader.schedule, reader.next_issue_date) if is_due and reader.next_issue_date else None
    return site.page(
        "confirmed",
        asked,
        language=reader.language,
        verb=command.verb,
        wishes=_sentences(site, command, reader.language),
        after=notices_clock.issue(after, reader.schedule, tongue) if after else "",
        following=notices_done.next_of(reader, tongue, now=now),
        preferences=site.keys.make(Purpose.PREFERENCES, reader.id, reader.schedule.local_date(now)),
    )


def _sentences(site: Site, command: Command, language: str, *, reader: Subscriber | None = None) -> tuple[str, ...]:
    tongue, names = site.speech.of(language), site.settings().topics.names
    return tuple(notices_done.asked(command, tongue, names, reader=reader))


def _request(site: Site, asked: Asked) -> Request | None:
    """What the token in the address asks to be confirmed, for as long as it can be."""
    claim = site.claim(Purpose.CONFIRM, asked)
    request = site.store.requests.find(claim.subscriber_id) if claim else None
    return request if request and request.expires_at > site.clock() else None


def _asking(site: Site, request: Request) -> Subscriber | None:
    """Who asked, where we know them."""
    return site.store.people.with_id(request.subscriber_id) if request.subscriber_id else None


def _not_done(site: Site, asked: Asked, language: str) -> Response:
    return site.page("not-done", asked, language=language, status=409)
