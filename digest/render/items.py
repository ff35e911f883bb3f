"""One pick as an edition shows it: finished words in the reader's language and zone (pure)."""

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from operator import attrgetter

from digest.domain import mail, news, people
from digest.errors import RenderError
from digest.render import cut, dates, tongues

#: Characters of a summary, at most, and of a title made of one.
_SUMMARY = 280
_TITLE = 60
#: Words an adult reads in a minute (Brysbaert 2019: 238 for English non-fiction).
_WORDS_A_MINUTE = 230
#: Signs of Chinese and Japanese that are read in the time of one word.
_SIGNS_A_WORD = 2
_SIGNS = re.compile("[\u3040-\u30ff\u3400-\u9fff\U00020000-\U0003ffff]")


#: What a reason says, to be compared in fewer steps than a dataclass.
_REASON = attrgetter("kind", "subject", "terms", "count")
#: Items a desk keeps.
_ITEMS = 20_000
#: What a story can break by being what nobody thought of.
FAULTS = (RenderError, ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError)


class Desk:
    """What the editions of one day share that are in one language and zone: readers who get a story alike share it."""

    def __init__(self, tongue: tongues.Tongue, zone: str, issue_date: date, names: Mapping[str, str]) -> None:
        """`zone` is an IANA name; `names` are those of topics, by slug, in the reader's language."""
        self.names = names
        #: The place of each topic among these.
        self.places = {topic: place for place, topic in enumerate(names)}
        self._tongue = tongue
        self._zone = zone
        self._issue_date = issue_date
        self._made: dict[object, tuple[news.Story, mail.Item]] = {}

    def item(self, pick: people.Pick) -> mail.Item:
        """The pick's story in the publisher's words, with its moment and the reasons in the reader's."""
        key = (id(pick.story), tuple(map(_REASON, pick.reasons)), pick.update)
        found = self._made.get(key)
        if found is None or found[0] is not pick.story:
            if len(self._made) > _ITEMS:
                self._made.clear()
            found = self._made[key] = (pick.story, self._item(pick))
        return found[1]

    def _item(self, pick: people.Pick) -> mail.Item:
        article, tongue = pick.story.lead, self._tongue
        told = _told(article)
        title = told.title or tongue.say("Untitled")
        moment = dates.moment(article.published_at, self._zone, self._issue_date, tongue.calendar)
        update = cut.one_line(pick.update)
        return mail.Item(
            story_id=pick.story.id,
            article_id=article.id,
            title=tongue.say("Update: {title}", title=title) if update else title,
            url=article.url,
            outlet=told.outlet,
            author=told.author,
            published=tongue.say("first seen {moment}", moment=moment) if article.date_is_ours else moment,
            summary=told.summary,
            minutes=told.minutes,
            also=tuple(map(cut.one_line, pick.story.outlets[1:])),
            why=reasons(pick, tongue, self.names),
            language=article.language,
            update=update,
        )


@lru_cache(maxsize=256)
def desk(tongue: tongues.Tongue, zone: str, issue_date: date, topics: tuple[tuple[str, str], ...]) -> Desk:
    """The desk for a language, zone and date; topics by slug and name: those that ship are translated."""
    said = {slug: tongue.say(name) if news.TOPICS.get(slug) == name else name for slug, name in topics}
    return Desk(tongue, zone, issue_date, {**said, news.UNSURE: tongue.say("You follow")})


def reason(title: str, fault: Exception) -> str:
    """Why a story is not shown, as a sentence (mail.md FET-36)."""
    return f'"{cut.at_word(cut.one_line(str(title)), _TITLE)}" could not be rendered: {fault}'


def reasons(pick: people.Pick, tongue: tongues.Tongue, names: Mapping[str, str]) -> tuple[str, ...]:
    """The reasons of a pick as short phrases, strongest first; what is new in an update stands before them.

    `names` are those of topics by slug, in the same language.
    """
    new = [tongue.say("new since you read of it: {words}", words=pick.update)] if pick.update else []
    return tuple(
        cut.one_line(phrase) for phrase in (*new, *(_phrase(reason, tongue, names) for reason in pick.reasons))
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """What a publisher says, fit to show; the same for every reader.  Fields as in `mail.Item`, "" for no title."""

    title: str
    outlet: str
    author: str
    summary: str
    minutes: int | None


def teaser(summary: str) -> str:
    """What is shown of a publisher's summary: two sentences at most."""
    return cut.sentences(cut.one_line(summary), count=2, limit=_SUMMARY)


@lru_cache(maxsize=4096)
def _told(article: news.Article) -> _Told:
    summary = teaser(article.summary)
    title = cut.one_line(article.title) or cut.at_word(summary, _TITLE)
    return _Told(
        title=title,
        outlet=cut.one_line(article.outlet),
        author=cut.one_line(article.author),
        summary="" if summary == title else summary,
        minutes=_of_article(article.text),
    )


def minutes(texts: Iterable[str]) -> int:
    """How long texts that many mails show take to read together; a minute begun is a minute."""
    return max(1, math.ceil(sum(map(_words_shown, texts)) / _WORDS_A_MINUTE))


def _of_article(text: str) -> int | None:
    """How long an article takes to read; None for a text too short to be one: feeds give teasers and captions too."""
    words = _words(text)
    return math.ceil(words / _WORDS_A_MINUTE) if words >= _WORDS_A_MINUTE else None


@lru_cache(maxsize=16_384)
def _words_shown(text: str) -> float:
    return _words(text)


def _words(text: str) -> float:
    signs = len(_SIGNS.findall(text))
    return len(_SIGNS.sub(" ", text).split()) + signs / _SIGNS_A_WORD


def _phrase(reason: people.Reason, tongue: tongues.Tongue, names: Mapping[str, str]) -> str:
    terms = ", ".join(reason.terms)
    topic = names.get(reason.subject, reason.subject)
    phrases = {
        people.Cause.TOPIC: lambda: tongue.say("{topic}: {words}", topic=topic, words=terms) if terms else topic,
        people.Cause.FOLLOW: lambda: tongue.say("you follow {subject}", subject=reason.subject),
        people.Cause.SOURCE: lambda: tongue.say("you asked for {outlet}", outlet=reason.subject),
        people.Cause.SOURCES: lambda: tongue.count(
            "told by one of your sources", "told by {number} of your sources", reason.count
        ),
        people.Cause.LEARNED: lambda: tongue.say("more of what you liked: {words}", words=terms),
        people.Cause.RARE: lambda: tongue.say("{outlet} seldom writes", outlet=reason.subject),
        people.Cause.OUTSIDE: lambda: tongue.say("outside your topics, on purpose"),
        people.Cause.WIDER: lambda: tongue.say("a quiet day, so from a wider net"),
    }
    return phrases[reason.kind]()
