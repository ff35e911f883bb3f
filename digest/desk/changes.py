"""A reader with other wishes, or why they cannot have them."""

import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import replace

from digest.config import Settings
from digest.config import values as values_
from digest.domain.people import Cadence, Profile, Schedule, Subscriber
from digest.domain.wishes import Change
from digest.errors import CommandError
from digest.render import notices_refused
from digest.store import codec

#: Words or outlets in one list, letters in one of them, and stories in one issue, at most; `notices_refused` says so.
WORDS = 200
LETTERS = 200
STORIES = 50

_CHANGE: codec.Json[Change] = codec.Json(Change)


def applied(reader: Subscriber, change: Change, settings: Settings) -> Subscriber:
    """The reader with their wishes changed; their next date is as before.

    CommandError, with a sentence for the reader, when a wish cannot be granted.
    """
    for fault in _faults(change, settings):
        raise CommandError(fault)
    profile = _profile(reader.profile, change)
    if not wants_something(profile):
        raise CommandError(notices_refused.NOTHING_WANTED)
    return replace(
        reader,
        name=reader.name if change.name is None else change.name,
        profile=profile,
        profile_name=reader.profile_name if profile == reader.profile else "",
        schedule=_schedule(reader.schedule, change),
        language=change.language or reader.language,
    )


def joined(reader: Subscriber, change: Change, settings: Settings) -> Subscriber:
    """The same for somebody who joins: who wishes for nothing in particular gets the best of all topics."""
    if change.topics.whole is not None and not change.topics.whole:
        change = replace(change, topics=replace(change.topics, whole=None))
    if not wants_something(_profile(reader.profile, change)):
        everything: Mapping[str, float] = dict.fromkeys(settings.topics.names, 1.0)
        reader = replace(reader, profile=replace(reader.profile, topics=everything))
    return applied(reader, change, settings)


def wants_something(profile: Profile) -> bool:
    """Whether any story can be meant for them."""
    return bool(profile.follow) or any(weight > 0 for weight in profile.topics.values())


def _profile(before: Profile, change: Change) -> Profile:
    return replace(
        before,
        topics=change.topics.of(before.topics),
        follow=change.follow.of(before.follow),
        mute=change.mute.of(before.mute),
        sources=change.sources.of(before.sources),
        mute_sources=change.mute_sources.of(before.mute_sources),
        stories=before.stories if change.stories is None else change.stories,
        outside=before.outside if change.outside is None else change.outside,
        quiet=change.quiet or before.quiet,
        pictures=before.pictures if change.pictures is None else change.pictures,
    )


def _schedule(before: Schedule, change: Change) -> Schedule:
    days = change.weekdays or frozenset()
    cadence = change.cadence or (Cadence.DAYS if days else before.cadence)
    if cadence is Cadence.WEEKLY and len(days) > 1:
        cadence = Cadence.DAYS
    return Schedule(
        cadence=cadence,
        weekday=min(days) if days else before.weekday,
        at=(change.at or before.at).replace(second=0, microsecond=0),
        timezone=change.timezone or before.timezone,
        days=(days or before.days or before.weekdays) if cadence is Cadence.DAYS else frozenset(),
    )


def _faults(change: Change, settings: Settings) -> Iterator[str]:
    """What cannot be granted, a sentence for each."""
    for slug, weight in _weights(change).items():
        if slug not in settings.topics.names:
            yield notices_refused.NO_SUCH_TOPIC
        if not math.isfinite(weight) or not -1 <= weight <= 1:
            yield notices_refused.NO_SUCH_WEIGHT
    for wanted in (change.follow, change.mute, change.sources, change.mute_sources):
        named = (*(wanted.whole or ()), *wanted.add)
        if len(named) > WORDS or any(not _is_short(word) for word in named):
            yield notices_refused.LONG_LIST
    if change.stories is not None and not 1 <= change.stories <= STORIES:
        yield notices_refused.NO_SUCH_NUMBER
    if change.timezone is not None and change.timezone not in values_.zones():
        yield notices_refused.NO_SUCH_ZONE
    if change.weekdays is not None and not (change.weekdays and change.weekdays <= frozenset(range(7))):
        yield notices_refused.NO_DAY
    if (change.name is not None and not _is_short(change.name or "-")) or not _is_short(change.language or "en"):
        yield notices_refused.LONG_NAME


def _weights(change: Change) -> Mapping[str, float]:
    return {**(change.topics.whole or {}), **change.topics.add}


def _is_short(word: str) -> bool:
    return bool(word.strip()) and len(word) <= LETTERS and word.isprintable()


def on_record(change: Change) -> str:
    """A change as it is put on record: what was asked for, as JSON, and nothing of what was before."""
    asked, blank = (json.loads(_CHANGE.text(one)) for one in (change, Change()))
    return json.dumps({name: value for name, value in asked.items() if value != blank[name]}, ensure_ascii=False)
