"""One pick as an edition shows it: finished words in the reader's language and zone (pure)."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from digest.domain import mail, news, people
from digest.render import cut, dates, tongues, why

#: Characters of a summary, at most, and of a title made of one.
_SUMMARY = 280
_TITLE = 60
#: Words an adult reads in a minute (Brysbaert 2019: 238 for English non-fiction).
_WORDS_A_MINUTE = 230
#: Signs of Chinese and Japanese that are read in the time of one word.
_SIGNS_A_WORD = 2
_SIGNS = re.compile("[\u3040-\u30ff\u3400-\u9fff\U00020000-\U0003ffff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What every item of one edition shares."""

    tongue: tongues.Tongue
    #: IANA name.
    zone: str
    issue_date: date
    #: Topic slug -> name in the reader's language.
    names: Mapping[str, str]


def item(pick: people.Pick, desk: Desk, picture: mail.Picture | None = None) -> mail.Item:
    """The pick's story in the publisher's words, with its moment and the reasons in the reader's."""
    article, tongue = pick.story.lead, desk.tongue
    told = _told(article)
    title = told.title or tongue.say("Untitled")
    moment = dates.moment(article.published_at, desk.zone, desk.issue_date, tongue.calendar)
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
        why=why.words(pick, tongue, desk.names),
        language=article.language,
        update=update,
        picture=picture,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """What a publisher says, fit to show; the same for every reader.  Fields as in `mail.Item`, "" for no title."""

    title: str
    outlet: str
    author: str
    summary: str
    minutes: int | None


@lru_cache(maxsize=4096)
def _told(article: news.Article) -> _Told:
    summary = cut.sentences(cut.one_line(article.summary), count=2, limit=_SUMMARY)
    title = cut.one_line(article.title) or cut.at_word(summary, _TITLE)
    return _Told(
        title=title,
        outlet=cut.one_line(article.outlet),
        author=cut.one_line(article.author),
        summary="" if summary == title else summary,
        minutes=None if article.text in {"", article.summary} else minutes(article.text),
    )


def minutes(text: str) -> int:
    """How long a text takes to read; a minute begun is a minute."""
    signs = len(_SIGNS.findall(text))
    words = len(_SIGNS.sub(" ", text).split())
    return max(1, math.ceil((words + signs / _SIGNS_A_WORD) / _WORDS_A_MINUTE))
