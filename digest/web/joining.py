"""Pages to join: the front page with its form, "check your mail", the lost link."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from starlette.responses import Response

from digest.config import addresses
from digest.desk import forms
from digest.domain.wishes import Asker, Command, Verb
from digest.render import notices_examples, notices_faces
from digest.render.tongues import later
from digest.subscribe import roles
from digest.web import deeds, limits, options, reading, stamps, wanted
from digest.web.asked import Asked
from digest.web.site import SCRIPT, Site, findable
from digest.web.stamps import Stamp

#: The field that people do not see, and machines fill in.
HONEYPOT = "homepage"
_AGAIN = {
    Stamp.HASTY: later("That was very quick. Please look it over, and send it once more."),
    Stamp.STALE: later("This page was open for long. Please send it once more."),
}
#: The button of the front page, and the words below it: what they said is put on record with the wish (SUB-50).
BUTTON = later("Send me the digest")
PROMISE = later(
    "You get one mail that asks you to confirm, and nothing else before you do. "
    "After that the first issue comes at once. Every mail has a link to change, pause or leave."
)
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
        stamp=_stamp(site, asked),
        button=BUTTON,
        promise=PROMISE,
        topics=settings.topics.names,
        zones=options.zones(asked.form.one("timezone")),
        days=options.days(site.speech.of(asked.language or settings.service.language)),
        chosen_days=asked.form.every("days") if asked.posted else tuple("0123456"),
        at=asked.form.one("at") or "07:00",
        peek=reading.peek(site, asked),
        inbox=settings.service.reply_to,
        by_writing=_by_writing(site, asked),
    )


def _by_writing(site: Site, asked: Asked) -> Sequence[notices_faces.Example]:
    """A mail that joins, where mail to us is read."""
    settings = site.settings()
    if not settings.inbox.is_read:
        return ()
    tongue = site.speech.of(asked.language or settings.service.language)
    return notices_examples.of("subscribe", settings.service.reply_to, tongue, most=1)


def _lost(site: Site, asked: Asked, faults: Mapping[str, str], *, status: int = 200) -> Response:
    return site.page("lost", asked, status=status, faults=faults, form=asked.form, stamp=_stamp(site, asked))


def _stamp(site: Site, asked: Asked) -> str:
    """When the form was shown: of one that comes back with a fault the first time counts, as long as it does."""
    first = asked.form.one("stamp")
    if asked.posted and stamps.read(site.keys, first, now=site.clock()) is not Stamp.STALE:
        return first
    return stamps.make(site.keys, now=site.clock())


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
    told = _told(site, language) if verb is Verb.SUBSCRIBE else ""
    asker = replace(deeds.stranger(site, asked, address=address, language=language), told=told)
    if not _noted(site, command, asker, asked.caller, now=now):
        return limits.later(site.page("often", asked, status=429, minutes=limits.minutes(limits.FORMS)), limits.FORMS)
    return site.to(after)


def _told(site: Site, language: str) -> str:
    """What stood beside the button that was pressed."""
    tongue = site.speech.of(language)
    return "\n".join(tongue.say(words) for words in (BUTTON, PROMISE))


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
