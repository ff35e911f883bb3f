"""The page of one button: more, or less, like a story of an issue; and the page of all its stories."""

from starlette.exceptions import HTTPException
from starlette.responses import Response

from digest.domain.mail import Edition, Item
from digest.domain.people import Subscriber, SubscriberStatus
from digest.domain.wishes import Command, Result, Verb
from digest.render import notices_done
from digest.tokens import Claim, Purpose
from digest.web import deeds
from digest.web.asked import Asked
from digest.web.site import Site, masked

_VERBS = {"more": Verb.MORE, "less": Verb.LESS}
#: Digits of a story's number, at most.
_DIGITS = 3


def feedback(site: Site, asked: Asked) -> Response:
    """The story and the button; posted, it is learned from."""
    number = _number(asked.parts["number"])
    verb, claim = _VERBS.get(asked.parts["word"]), site.claim(Purpose.FEEDBACK, asked)
    reader = site.reader(Purpose.FEEDBACK, asked)
    if verb is None or claim is None or reader is None:
        return site.gone(asked)
    if reader.status is SubscriberStatus.UNSUBSCRIBED:
        return _left(site, asked, reader)
    story = _story(_issue(site, claim), number)
    if story is None:
        return _no_story(site, asked, reader)
    # A scanner that posts presses no button (SUB-42).
    if asked.form.one("do") != asked.parts["word"]:
        return _page(site, asked, reader, story, verb)
    command = Command(verb=verb, number=number, token=asked.parts["token"])
    result = deeds.do(site, command, deeds.as_reader(site, asked, reader)).result
    if result is Result.MISSING:
        return _no_story(site, asked, reader)
    return _page(site, asked, reader, story, verb, result=result)


def stories(site: Site, asked: Asked) -> Response:
    """Every story of the issue that the token is of, each with its two ways."""
    claim, reader = site.claim(Purpose.FEEDBACK, asked), site.reader(Purpose.FEEDBACK, asked)
    if claim is None or reader is None:
        return site.gone(asked)
    if reader.status is SubscriberStatus.UNSUBSCRIBED:
        return _left(site, asked, reader)
    issue = _issue(site, claim)
    if issue is None or not issue.items:
        return _no_story(site, asked, reader)
    return site.page(
        "stories", asked, language=reader.language, token=asked.parts["token"], date=issue.date_words, items=issue.items
    )


def _page(
    site: Site, asked: Asked, reader: Subscriber, story: Item, verb: Verb, *, result: Result | None = None
) -> Response:
    tongue = site.speech.of(reader.language)
    return site.page(
        "feedback",
        asked,
        language=reader.language,
        status=200 if result is None or result in deeds.GOOD else 409,
        more=verb is Verb.MORE,
        story=story,
        done=result in deeds.GOOD if result else False,
        following=notices_done.next_of(reader, tongue, now=site.clock()),
        token=asked.parts["token"],
        number=asked.parts["number"],
    )


def _left(site: Site, asked: Asked, reader: Subscriber) -> Response:
    """That they have left, so nothing can be learned from it, and the way back."""
    status = 409 if asked.posted else 200
    return site.page("left", asked, language=reader.language, status=status, address=masked(reader.address))


def _no_story(site: Site, asked: Asked, reader: Subscriber) -> Response:
    return site.page("no-story", asked, language=reader.language, status=404)


def _issue(site: Site, claim: Claim) -> Edition | None:
    day = site.store.mail.day(claim.subscriber_id, claim.day)
    return day.edition if day else None


def _number(said: str) -> int:
    """The number in the address; without one, no page has that address."""
    if not (said.isascii() and said.isdecimal() and len(said) <= _DIGITS):
        raise HTTPException(404)
    return int(said)


def _story(issue: Edition | None, number: int) -> Item | None:
    return issue.items[number - 1] if issue and 1 <= number <= len(issue.items) else None
