"""The page of one button: more, or less, like a story of an issue."""

from starlette.exceptions import HTTPException
from starlette.responses import Response

from digest.domain.mail import Edition, Item
from digest.domain.wishes import Command, Result, Verb
from digest.tokens import Purpose
from digest.web import deeds
from digest.web.asked import Asked
from digest.web.site import Site

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
    day = site.store.mail.day(reader.id, claim.day)
    story = _story(day.edition if day else None, number)
    if story is None:
        return site.page("no-story", asked, language=reader.language, status=404)
    result = None
    if asked.posted:
        command = Command(verb=verb, number=number, token=asked.parts["token"])
        result = deeds.do(site, command, deeds.as_reader(site, asked, reader)).result
        if result is Result.MISSING:
            return site.page("no-story", asked, language=reader.language, status=404)
    return site.page(
        "feedback",
        asked,
        language=reader.language,
        more=verb is Verb.MORE,
        story=story,
        done=result in deeds.GOOD if result else False,
        status=200 if result is None or result in deeds.GOOD else 409,
    )


def _number(said: str) -> int:
    """The number in the address; without one, no page has that address."""
    if not (said.isascii() and said.isdecimal() and len(said) <= _DIGITS):
        raise HTTPException(404)
    return int(said)


def _story(issue: Edition | None, number: int) -> Item | None:
    return issue.items[number - 1] if issue and 1 <= number <= len(issue.items) else None
