"""Pages to leave by: a button, never a mere visit; and one click by machine (RFC 8058)."""

from collections.abc import Mapping
from datetime import timedelta
from types import MappingProxyType

from starlette.responses import PlainTextResponse, Response

from digest.domain.people import Cadence, Schedule, Subscriber, SubscriberStatus
from digest.domain.wishes import Change, Command, Result, Verb
from digest.render import notices_clock, notices_done
from digest.tokens import Purpose
from digest.web import deeds
from digest.web.asked import Asked
from digest.web.site import Site, masked

#: Days of the rest that is offered in place of leaving.
REST = 30
#: Stories of an issue that is offered in place of leaving.
FEW = 5
_GONE = frozenset({SubscriberStatus.UNSUBSCRIBED, SubscriberStatus.PENDING})


def one_click(site: Site, asked: Asked) -> Response:
    """Whoever's program asks for it in the words of RFC 8058 gets no more mail; anything else shows the button.

    The answer is the same for a token that is not ours.
    """
    if not asked.posted or asked.form.one("List-Unsubscribe").casefold() != "one-click":
        return _button(site, asked)
    reader = site.reader(Purpose.LEAVE, asked)
    if reader is not None:
        _leave(site, asked, reader)
    return PlainTextResponse("Done: no more mail comes.\n")


def leave(site: Site, asked: Asked) -> Response:
    """The button to leave, and below it what would be less; posted, one of them is done."""
    if not asked.posted:
        return _button(site, asked)
    reader = site.reader(Purpose.LEAVE, asked)
    if reader is None:
        return site.gone(asked)
    word = asked.form.one("do")
    if word == "leave":
        _leave(site, asked, reader)
        return site.page("left", asked, language=reader.language, address=masked(reader.address))
    command = _less(reader).get(word)
    if command is None or reader.status in _GONE:
        return _button(site, asked)
    # Who may end all mail may have less of it: the token leads to nothing else.
    done = deeds.do(site, command, deeds.as_reader(site, asked, reader))
    if done.result not in deeds.GOOD:
        return site.page("not-done", asked, language=reader.language, status=409)
    return _less_page(site, asked, done.reader or reader, word)


def _less_page(site: Site, asked: Asked, reader: Subscriber, word: str) -> Response:
    """What became of it, and when the next issue comes."""
    tongue = site.speech.of(reader.language)
    return site.page(
        "less",
        asked,
        language=reader.language,
        token=asked.parts["token"],
        word=word,
        hours=notices_clock.hours(reader.schedule, tongue),
        few=FEW,
        until=notices_done.until(reader.paused_until, tongue),
        following=notices_done.next_of(reader, tongue, now=site.clock()),
    )


def _leave(site: Site, asked: Asked, reader: Subscriber) -> Result:
    command = Command(verb=Verb.LEAVE, token=asked.parts["token"])
    return deeds.do(site, command, deeds.as_reader(site, asked, reader)).result


def _button(site: Site, asked: Asked) -> Response:
    reader = site.reader(Purpose.LEAVE, asked)
    if reader is None:
        return site.gone(asked)
    if reader.status in _GONE:
        return site.page("left", asked, language=reader.language, address=masked(reader.address))
    tongue = site.speech.of(reader.language)
    until = reader.schedule.local_date(site.clock()) + timedelta(days=REST)
    return site.page(
        "leave",
        asked,
        language=reader.language,
        token=asked.parts["token"],
        address=masked(reader.address),
        offers=tuple(_less(reader)),
        weekly=notices_clock.days(Schedule(cadence=Cadence.WEEKLY, weekday=_day(reader)), tongue),
        few=FEW,
        until=notices_clock.day(until, tongue),
    )


def _less(reader: Subscriber) -> Mapping[str, Command]:
    """What a reader can have less of, by the word of its button: only what is really less, and only who gets any."""
    found: dict[str, Command] = {}
    if reader.status is SubscriberStatus.SUSPENDED:
        return found
    if len(reader.schedule.weekdays) > 1:
        change = Change(cadence=Cadence.WEEKLY, weekdays=frozenset({_day(reader)}))
        found["weekly"] = Command(verb=Verb.CHANGE, change=change)
    if reader.profile.stories > FEW:
        found["fewer"] = Command(verb=Verb.CHANGE, change=Change(stories=FEW))
    if reader.status is SubscriberStatus.ACTIVE:
        found["pause"] = Command(verb=Verb.PAUSE, days=REST)
    return MappingProxyType(found)


def _day(reader: Subscriber) -> int:
    """The day on which a weekly issue would come: the first of those on which there are issues now."""
    return min(reader.schedule.weekdays)
