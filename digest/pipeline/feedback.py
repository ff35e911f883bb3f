"""What readers say of stories, from "more 3" to a taste; what was learned of them, in words; how it is taken back."""

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from types import MappingProxyType

from digest import tokens
from digest.classify import cluster
from digest.domain.mail import Edition
from digest.domain.news import Story
from digest.domain.people import Door, Feedback, Forgotten, Subscriber, Taste
from digest.errors import CommandError
from digest.match import silent as silent_
from digest.match import taste, terms
from digest.match import words as words_
from digest.store import Store

#: Words of a story that are learned, at most.
WORDS = 24
#: How far back the stories lie among which a word is rare or common.
AROUND = timedelta(days=3)
#: Issues in which a reader's newest edition, and the headline of a story, are looked for.
_ISSUES = 40
#: "more 3 TOKEN", also in an answer to it; the token may have been wrapped.
_SUBJECT = re.compile(r"\s*(?:[a-z]{2,3}\s*:\s*)*(more|less)\s+(\d{1,3})\s+(\S.*)", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """All that was learned of somebody, in words, strongest first."""

    more: tuple[str, ...]
    less: tuple[str, ...]
    #: Slugs.
    more_topics: tuple[str, ...]
    less_topics: tuple[str, ...]
    #: What it was learned from, newest first.
    said: tuple[Feedback, ...]


def apply(
    store: Store,
    reader: Subscriber,
    story_ids: Sequence[str],
    *,
    more: bool,
    door: Door,
    now: datetime,
    issue: Edition | None = None,
) -> tuple[Feedback, ...]:
    """What was kept of somebody's word on these stories; their next edition heeds it.

    A story goes by the headline they were shown: in `issue`, else in the newest of their issues that has it.
    CommandError, and nothing kept, when one of the stories is not there, or not any more.
    """
    stories = _stories(store, story_ids)
    headlines = _headlines([issue] if issue else _issues(store, reader))
    others = _around(store, story_ids, now=now)
    weighed = terms.of([*stories, *others])
    kept = tuple(
        Feedback(
            story_id=story.id,
            title=headlines.get(story.id, story.lead.title),
            more=more,
            given_at=now.replace(microsecond=0),
            door=door,
            terms=MappingProxyType(_telling(weighed, place, story)),
            topics=MappingProxyType({score.topic: round(score.probability, 3) for score in story.topics}),
        )
        for place, story in enumerate(stories)
    )
    with store.unit():
        for feedback in kept:
            store.feedback.add(reader.id, feedback)
        _learn(store, reader)
    return kept


def apply_subject(
    store: Store, keys: tokens.Keys, subject: str, *, door: Door, now: datetime
) -> tuple[Subscriber, Feedback]:
    """Who said what by the subject of a mail: "more 3 TOKEN".  CommandError when it cannot be done."""
    found = _SUBJECT.fullmatch(subject)
    if found is None:
        raise CommandError(
            'the subject is not of the form "more 3 TOKEN" or "less 3 TOKEN"; answer by a link of the mail'
        )
    verb, number, token = found.groups()
    return apply_token(store, keys, token, int(number), more=verb.lower() == "more", door=door, now=now)


def apply_token(
    store: Store, keys: tokens.Keys, token: str, number: int, *, more: bool, door: Door, now: datetime
) -> tuple[Subscriber, Feedback]:
    """Who said it, and what was kept, of the story with a number in the issue that the token is of."""
    claim = keys.read(tokens.Purpose.FEEDBACK, token)
    reader = store.people.with_id(claim.subscriber_id) if claim else None
    if claim is None or reader is None:
        raise CommandError("the link is not one of ours, or was cut short; take it from the mail again, whole")
    issue = _issue(store, reader, claim.day)
    (kept,) = apply(store, reader, [numbered(issue, number)], more=more, door=door, now=now, issue=issue)
    return reader, kept


def meant(store: Store, reader: Subscriber, asked: str) -> str:
    """The id of the story somebody means: a number in the reader's newest issue, or the id itself."""
    if len(asked) > 3 or not asked.isdecimal():
        return asked
    return numbered(_newest(store, reader), int(asked))


def issue_of(store: Store, reader: Subscriber, day: date | None) -> Edition:
    """Somebody's issue of a date, or their newest; CommandError when it is not kept, or there is none yet."""
    return _issue(store, reader, day) if day else _newest(store, reader)


def numbered(issue: Edition, number: int) -> str:
    """The id of the story with a number in an issue; CommandError when there is none."""
    if not 1 <= number <= len(issue.items):
        count = len(issue.items)
        held = "no stories" if not count else "only story 1" if count == 1 else f"the stories 1 to {count}"
        raise CommandError(f"the issue of {issue.issue_date} has {held}{f', and no story {number}' if count else ''}")
    return issue.items[number - 1].story_id


def words(store: Store, reader: Subscriber) -> Words:
    """All that was learned of somebody."""
    learned = store.feedback.tastes([reader.id]).get(reader.id, Taste())
    return Words(
        more=tuple(word for word, weight in learned.terms.items() if weight > 0),
        less=tuple(word for word, weight in learned.terms.items() if weight < 0),
        more_topics=tuple(topic for topic, weight in learned.topics.items() if weight > 0),
        less_topics=tuple(topic for topic, weight in learned.topics.items() if weight < 0),
        said=tuple(reversed(store.feedback.of(reader.id))),
    )


def forget(store: Store, reader: Subscriber, asked: Sequence[str], *, now: datetime) -> tuple[str, ...]:
    """What was taken back, in words: learned words, topics, and what was said of a story, by its id.

    What is said later may teach it again.  CommandError, and nothing taken back, when one of them is not known.
    """
    learned = store.feedback.tastes([reader.id]).get(reader.id, Taste())
    with store.unit():
        gone = tuple(words for one in asked for words in _forget(store, reader, one, learned, now=now))
        _learn(store, reader)
    return gone


def _forget(store: Store, reader: Subscriber, asked: str, learned: Taste, *, now: datetime) -> list[str]:
    subject = words_.fold(asked)
    gone = []
    for weights, is_topic in ((learned.terms, False), (learned.topics, True)):
        if subject in weights:
            forgotten = Forgotten(subject=subject, is_topic=is_topic, forgotten_at=now)
            store.feedback.forget(reader.id, forgotten)
            gone.append(f'the {"topic" if is_topic else "word"} "{subject}"')
    said = {feedback.story_id: feedback for feedback in store.feedback.of(reader.id)}
    if asked in said and store.feedback.withdraw(reader.id, asked):
        gone.append(f'{"more" if said[asked].more else "less"} like "{said[asked].title}"')
    if not gone:
        known = f"see what there is with: digest learned {reader.address}"
        raise CommandError(f'nothing was learned of "{asked}" from {reader.address}; {known}')
    return gone


def forget_all(store: Store, reader: Subscriber) -> None:
    """Nothing; of what somebody said of stories, and of what it came to, nothing is left."""
    store.feedback.clear(reader.id)


def _learn(store: Store, reader: Subscriber) -> None:
    learned = taste.learn(store.feedback.of(reader.id), store.feedback.forgotten(reader.id))
    store.feedback.save_taste(reader.id, learned)


def _stories(store: Store, story_ids: Sequence[str]) -> list[Story]:
    """The stories with these ids, each once."""
    told = dict(store.news.articles_of(story_ids))
    for missing in (id_ for id_ in story_ids if id_ not in told):
        raise CommandError(
            f"there is no story {missing}, or it is no longer kept; give a number in the newest issue, or a story's id"
        )
    return [cluster.story(id_, told[id_]) for id_ in dict.fromkeys(story_ids)]


def _around(store: Store, story_ids: Sequence[str], *, now: datetime) -> list[Story]:
    """The other stories of these days: among them a word is rare or common."""
    recent = store.news.stories_since(now - AROUND)
    return [cluster.story(id_, articles) for id_, articles in recent if id_ not in story_ids]


def _telling(weighed: terms.Terms, place: int, story: Story) -> dict[str, float]:
    """The words of a story that taste is made of, heaviest first, with their weights."""
    silent = silent_.words(story.lead.language)
    found = terms.heaviest(weighed, place, most=len(weighed.words))
    return dict(itertools.islice(((word, weight) for word, weight in found.items() if word not in silent), WORDS))


def _issue(store: Store, reader: Subscriber, issue_date: date) -> Edition:
    day = store.mail.day(reader.id, issue_date)
    if day is None or day.edition is None:
        raise CommandError(f"the issue of {issue_date} is no longer kept; answer by a link of a newer one")
    return day.edition


def _headlines(issues: Iterable[Edition]) -> dict[str, str]:
    """Story -> its headline in the first of the issues that shows it."""
    headlines: dict[str, str] = {}
    for item in (item for issue in issues for item in issue.items):
        headlines.setdefault(item.story_id, item.title)
    return headlines


def _issues(store: Store, reader: Subscriber) -> list[Edition]:
    """The reader's issues of late, newest first."""
    return [day.edition for day in store.mail.days(subscriber_id=reader.id, limit=_ISSUES) if day.edition]


def _newest(store: Store, reader: Subscriber) -> Edition:
    issue = next(iter(_issues(store, reader)), None)
    if issue is None:
        raise CommandError(f"{reader.address} has no issue yet to count stories in; give a story's id instead")
    return issue
