"""The page of preferences: everything a reader can choose, and what was learned of them."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from types import MappingProxyType

from starlette.responses import Response

from digest.domain.people import Subscriber, SubscriberStatus
from digest.domain.wishes import Command, Done, Result, Verb
from digest.match import nets
from digest.pipeline import feedback
from digest.render import dates, notices_done, notices_refused
from digest.render.tongues import Tongue, later
from digest.tokens import Purpose
from digest.web import deeds, filled, options, outlets, reading, wanted
from digest.web.asked import Asked, Form
from digest.web.site import SCRIPT, Site, masked

#: What can be said at the head of the page, by the word in its address; nothing of ours is believed on that word.
SAID: Mapping[str, str] = MappingProxyType(
    {
        "saved": later("Your wishes are saved. They count from the next issue on."),
        "same": later("Nothing was changed: all is as it was."),
        "paused": later("You are taking a rest. No mail comes until it is over."),
        "resumed": later("Welcome back. Mail comes again at your hour."),
        "sent": later("An issue is on its way, if there is news that you have not had."),
        "had": later("You had today’s issue; the next comes on {date}."),
        "forgotten": later("It is taken back, and no longer counts."),
        "all-forgotten": later("All that was learned is forgotten. What you chose yourself stays."),
        "missing": later("That was not there any more."),
    }
)
#: Of these it is also said when the next issue comes.
_THEN = frozenset({"saved", "resumed", "forgotten", "all-forgotten"})
_END = later("A rest ends on a day after today, within two years.")
_NO_TOPIC = later("Choose one topic at least, or one word to follow.")
#: What the desk refused -> why, as the page says it; what it refuses else has a field that is marked.
_REFUSED: Mapping[Verb, str] = MappingProxyType({Verb.SEND: later("You are taking a rest just now: come back first.")})
#: Days of a rest that are offered, and the word for a rest without an end.
RESTS = (7, 14, 30)
_OPEN = "open"
#: Learned words that are shown at once; the others are a click away.
STRONGEST = 12
_GETS_MAIL = frozenset({SubscriberStatus.ACTIVE, SubscriberStatus.PAUSED})


def preferences(site: Site, asked: Asked) -> Response:
    """All wishes of one reader; posted, what was chosen is so."""
    reader = site.reader(Purpose.PREFERENCES, asked)
    if reader is None:
        return site.gone(asked)
    if reader.status not in _GETS_MAIL:
        return _away(site, asked, reader)
    if not asked.posted:
        return _shown(site, asked, reader)
    if asked.form.one("do") == "save":
        return _saved(site, asked, reader)
    command, word = _command(asked.form)
    if command is None:
        faults = {"until": _END} if word else {}
        trouble = "" if asked.form.one("do") == "forget" else None
        return _shown(
            site, asked, reader, faults=faults, trouble=trouble, status=200 if not word and trouble is None else 400
        )
    return _told(site, asked, reader, _carried_out(site, asked, reader, command), word)


def _away(site: Site, asked: Asked, reader: Subscriber) -> Response:
    """Why nothing comes; whose mail only came back has a button, and that is all they need (mail.md REC-12)."""
    is_back = asked.posted and asked.form.one("do") == "resume"
    if is_back and reader.status is SubscriberStatus.SUSPENDED:
        return _told(site, asked, reader, _carried_out(site, asked, reader, Command(verb=Verb.RESUME)), "resumed")
    return site.page(
        "away",
        asked,
        language=reader.language,
        reader=reader,
        address=masked(reader.address),
        token=asked.parts["token"],
        leave=_leave(site, asked, reader),
    )


def _saved(site: Site, asked: Asked, reader: Subscriber) -> Response:
    found = wanted.to_change(asked.form, reader, site.settings(), _languages(site, reader))
    if found.faults:
        return _shown(site, asked, reader, faults=found.faults, status=400)
    if found.change.is_empty:
        return _after(site, asked, "same")
    command = Command(verb=Verb.CHANGE, change=found.change)
    return _told(site, asked, reader, _carried_out(site, asked, reader, command), "saved")


def _command(form: Form) -> tuple[Command | None, str]:
    """What a button asks for, and the word for its being done; no command where it does not say enough."""
    match form.one("do"):
        case "pause":
            return _rest(form), "paused"
        case "resume":
            return Command(verb=Verb.RESUME), "resumed"
        case "send":
            return Command(verb=Verb.SEND), "sent"
        case "forget" if form.one("subject"):
            return Command(verb=Verb.FORGET, subject=form.one("subject")), "forgotten"
        case "forget-all":
            # Only this button forgets everything: a field that came empty never does.
            return Command(verb=Verb.FORGET), "all-forgotten"
        case _:
            return None, ""


def _rest(form: Form) -> Command | None:
    """A rest until the day that was written, of a length that is offered, or without an end; None for anything else."""
    if form.one("days") == _OPEN and not form.one("until"):
        return Command(verb=Verb.PAUSE)
    if form.one("days") in set(map(str, RESTS)) and not form.one("until"):
        return Command(verb=Verb.PAUSE, days=int(form.one("days")))
    until = _date(form.one("until"))
    return Command(verb=Verb.PAUSE, until=until) if until else None


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _carried_out(site: Site, asked: Asked, reader: Subscriber, command: Command) -> Done:
    return deeds.do(site, command, deeds.as_reader(site, asked, reader))


def _told(site: Site, asked: Asked, reader: Subscriber, done: Done, word: str) -> Response:
    if done.result is Result.ALREADY and word == "sent":
        return _after(site, asked, "had")
    if done.result in deeds.GOOD:
        return _after(site, asked, word)
    if done.result is Result.MISSING:
        return _after(site, asked, "missing")
    if done.command.verb is Verb.PAUSE:
        return _shown(site, asked, reader, faults={"until": _END}, status=400)
    if done.command.verb is Verb.CHANGE and done.why == notices_refused.NOTHING_WANTED:
        return _shown(site, asked, reader, faults={"topics": _NO_TOPIC}, status=400)
    return _shown(site, asked, reader, trouble=_REFUSED.get(done.command.verb, ""), status=409)


def _after(site: Site, asked: Asked, word: str) -> Response:
    """Back to the page by GET, so that loading it anew does nothing twice."""
    return site.to(f"/preferences/{asked.parts['token']}?said={word}")


def _leave(site: Site, asked: Asked, reader: Subscriber) -> str:
    """The token of the page to leave by, of the same day as the one in the address."""
    claim = site.claim(Purpose.PREFERENCES, asked)
    return site.keys.make(Purpose.LEAVE, reader.id, claim.day) if claim else ""


def _languages(site: Site, reader: Subscriber) -> tuple[str, ...]:
    return (*site.speech.languages, reader.language)


def _shown(
    site: Site,
    asked: Asked,
    reader: Subscriber,
    *,
    faults: Mapping[str, str] = MappingProxyType({}),
    trouble: str | None = None,
    status: int = 200,
) -> Response:
    """The page as things stand; after a fault with what was written."""
    settings, tongue = site.settings(), site.speech.of(reader.language)
    form = asked.form if asked.posted and asked.form.one("do") == "save" else None
    names = settings.topics.names
    fields = filled.as_typed(form, names) if form else filled.as_chosen(reader, names)
    known = outlets.of(site.store.news.feeds())
    return site.page(
        "preferences",
        asked,
        language=reader.language,
        status=status,
        allow=(SCRIPT,),
        token=asked.parts["token"],
        leave=_leave(site, asked, reader),
        address=masked(reader.address),
        said=_said(asked.query.one("said"), reader, tongue, now=site.clock()),
        faults=faults,
        trouble=trouble,
        reader=reader,
        until=_day(reader.paused_until, tongue),
        tomorrow=reader.schedule.local_date(site.clock()) + timedelta(days=1),
        **fields,
        until_typed=asked.form.one("until"),
        zones=options.zones(str(fields["timezone"])),
        days=options.days(tongue),
        languages=options.languages(site.speech.languages, reader.language),
        pictures=settings.mail.images != "none",
        learned=feedback.words(site.store, reader),
        has_issue=reading.last(site, reader.id) is not None,
        topic_names=names,
        outlets=known,
        strange=outlets.strange(known, reader.profile),
        room=nets.ROOM,
        rests=RESTS,
        strongest=STRONGEST,
    )


def _said(word: str, reader: Subscriber, tongue: Tongue, *, now: datetime) -> str:
    """What the word in the address stands for, in the reader's language; "" for nothing, or nothing that is true."""
    words, following = SAID.get(word, ""), _day(reader.next_issue_date, tongue)
    if not words or (word == "had" and not following):
        return ""
    said = tongue.say(words, date=following)
    then = notices_done.next_of(reader, tongue, now=now) if word in _THEN else ""
    return f"{said} {then}".rstrip()


def _day(day: date | None, tongue: Tongue) -> str:
    return dates.long(day, tongue.calendar) if day else ""
