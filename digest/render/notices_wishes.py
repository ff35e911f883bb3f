"""What somebody wants, or wants to be otherwise, in words of their language (pure).

What was only asked for is said in our own words, never in theirs: whoever asks may be somebody else, and a question is
no way to have words of a stranger carried to an address (mail.md SUB-05).
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from babel import Locale, UnknownLocaleError
from babel.numbers import format_percent

from digest.domain import news
from digest.domain.people import Cadence, Quiet, Schedule, Subscriber
from digest.domain.wishes import Change, Weights
from digest.render import cut, notices_clock, tongues

Names = Mapping[str, str]
#: A wish by its name in `notices_examples`, and its value in words.
Wish = tuple[str, str]

#: The names of wishes, as readers see them.
LABELS = {
    "topics": tongues.later("Topics"),
    "follow": tongues.later("Words you follow"),
    "mute": tongues.later("Words you never want"),
    "sources": tongues.later("Outlets you prefer"),
    "mute_sources": tongues.later("Outlets you never want"),
    "hours": tongues.later("When"),
    "stories": tongues.later("Stories in an issue"),
    "outside": tongues.later("One story from outside your topics"),
    "quiet": tongues.later("On a quiet day"),
    "pictures": tongues.later("Pictures"),
    "language": tongues.later("Language"),
    "words": tongues.later("Words and outlets named"),
    "name": tongues.later("Name"),
}
LISTS = ("follow", "mute", "sources", "mute_sources")
_QUIET = {
    Quiet.NOTHING: tongues.later("no mail"),
    Quiet.LINE: tongues.later("a mail of one line"),
    Quiet.WIDER: tongues.later("the best of what there is, whatever its topic"),
}


def of(reader: Subscriber, tongue: tongues.Tongue, names: Names) -> Iterator[Wish]:
    """All wishes of a reader."""
    profile = reader.profile
    none = _begun(tongue.say("none"))
    yield "topics", _begun(topics(profile.topics, tongue, names)) or none
    for name in LISTS:
        yield name, ", ".join(map(cut.one_line, getattr(profile, name))) or none
    yield "hours", _begun(notices_clock.hours(reader.schedule, tongue))
    yield "stories", _begun(tongue.count("1 at most", "{number} at most", profile.stories))
    yield "outside", _begun(_yes(profile.outside, tongue))
    yield "quiet", _begun(tongue.say(_QUIET[profile.quiet]))
    yield "pictures", _begun(_yes(profile.pictures, tongue))
    yield "language", language(reader.language, tongue)


def changed(change: Change) -> frozenset[str]:
    """The names of the wishes that a change is about."""
    plain = Change()
    about = {name for name in (*LABELS.keys() - {"hours", "words"},) if getattr(change, name) != getattr(plain, name)}
    moved = [change.at, change.timezone, change.cadence, change.weekdays]
    return frozenset(about | ({"hours"} if any(value is not None for value in moved) else set()))


def asked(change: Change, tongue: tongues.Tongue, names: Names) -> Iterator[Wish]:
    """What is asked for, without a word of who asks: of lists, only how many words are named."""
    if said := weights(change.topics, tongue, names):
        yield "topics", said
    if said := hours(change, tongue):
        yield "hours", said
    if change.stories is not None:
        yield "stories", tongue.count("1 at most", "{number} at most", change.stories)
    for name in ("outside", "pictures"):
        if (wanted := getattr(change, name)) is not None:
            yield name, _yes(wanted, tongue)
    if change.quiet is not None:
        yield "quiet", tongue.say(_QUIET[change.quiet])
    if change.language is not None:
        yield "language", language(change.language, tongue)
    if count := _named(change):
        yield "words", tongue.number(count)


def joining(change: Change, reader: Subscriber | None, tongue: tongues.Tongue, names: Names) -> Iterator[Wish]:
    """All that will hold for somebody who joins, said or not; of lists, only how many words there are.

    `reader` is who they will be; without one, somebody new.
    """
    weighed = reader.profile.topics if reader is not None else _begun_with(change, names)
    schedule = reader.schedule if reader is not None else _schedule(change)
    yield "topics", _all_of(weighed, tongue, names)
    yield "hours", notices_clock.hours(schedule, tongue)
    for name, value in asked(change, tongue, names):
        if name not in {"topics", "hours", "words"}:
            yield name, value
    if count := _named(change) if reader is None else sum(len(getattr(reader.profile, name)) for name in LISTS):
        yield "words", tongue.number(count)


def _begun_with(change: Change, names: Names) -> Mapping[str, float]:
    """The topics of somebody new: all of them, for who wants nothing in particular."""
    weighed = change.topics.of({})
    if any(weight > 0 for weight in weighed.values()) or change.follow.of(()):
        return weighed
    return replace(change.topics, whole=change.topics.whole or None).of(dict.fromkeys(names, 1.0))


def _all_of(weighed: Mapping[str, float], tongue: tongues.Tongue, names: Names) -> str:
    if weighed == dict.fromkeys(names, 1.0):
        return tongue.say("all topics")
    return topics(weighed, tongue, names) or tongue.say("none")


def topics(weighed: Mapping[str, float], tongue: tongues.Tongue, names: Names) -> str:
    """Topics and weights, strongest first: "World, Health 50%; less of Science 50%; never Sport"; "" for none."""
    strongest = sorted(weighed, key=lambda slug: -abs(weighed[slug]))
    wanted = [_weighed(slug, weighed[slug], tongue, names) for slug in strongest if weighed[slug] > 0]
    less = [_weighed(slug, -weighed[slug], tongue, names) for slug in strongest if -1 < weighed[slug] < 0]
    never = [_topic(slug, tongue, names) for slug in strongest if weighed[slug] == -1]
    said = [
        ", ".join(wanted),
        tongue.say("less of {topics}", topics=", ".join(less)) if less else "",
        tongue.say("never {topics}", topics=", ".join(never)) if never else "",
    ]
    return tongue.say("; ").join(filter(None, said))


def weights(change: Weights, tongue: tongues.Tongue, names: Names) -> str:
    """Topics as they are to be; "" where they stay."""
    added = topics(change.of({}), tongue, names)
    gone = ", ".join(_topic(slug, tongue, names) for slug in change.drop)
    return tongue.say("; ").join(filter(None, [added, tongue.say("no longer {topics}", topics=gone) if gone else ""]))


def hours(change: Change, tongue: tongues.Tongue) -> str:
    """Days, time and zone, as far as they are to be others; "" where they stay."""
    days = [notices_clock.days(_schedule(change), tongue)] if change.cadence is not None else []
    clock = [notices_clock.clock(change.at, tongue)] if change.at is not None else []
    zone = [notices_clock.zone(change.timezone, tongue)] if change.timezone is not None else []
    return ", ".join(filter(None, [" ".join([*days, *clock]), *zone]))


def language(tag: str, tongue: tongues.Tongue) -> str:
    """A language by its name in the reader's: "Spanish", "Spanisch"."""
    try:
        return Locale.parse(tag, sep="-").get_display_name(tongue.locale) or tag
    except (UnknownLocaleError, ValueError):
        return tag


def _schedule(change: Change) -> Schedule:
    """Days, time and zone as they are to be; where nothing is said, as is usual."""
    usual, on = Schedule(), change.weekdays or frozenset({0})
    cadence = Cadence.DAYS if len(on) > 1 else change.cadence or (Cadence.DAYS if change.weekdays else usual.cadence)
    return Schedule(
        cadence=cadence,
        weekday=min(on),
        days=on,
        at=change.at or usual.at,
        timezone=change.timezone or usual.timezone,
    )


def _named(change: Change) -> int:
    """How many words and outlets a change names."""
    lists = (getattr(change, name) for name in LISTS)
    return sum(len(words.whole or ()) + len(words.add) + len(words.drop) for words in lists)


def _weighed(slug: str, weight: float, tongue: tongues.Tongue, names: Names) -> str:
    share = "" if weight == 1 else " " + format_percent(weight, locale=tongue.locale)
    return _topic(slug, tongue, names) + share


def _topic(slug: str, tongue: tongues.Tongue, names: Names) -> str:
    """A topic's name: in the reader's language where it is one that ships."""
    name = names.get(slug, slug)
    return tongue.say(name) if news.TOPICS.get(slug) == name else cut.one_line(name)


def _begun(words: str) -> str:
    """Words of ours as a line begins with them."""
    return words[:1].upper() + words[1:]


def _yes(wanted: bool, tongue: tongues.Tongue) -> str:
    return tongue.say("yes") if wanted else tongue.say("no")
