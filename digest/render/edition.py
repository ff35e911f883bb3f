"""Picks in, an edition out: lead, sections, order, dates in the reader's zone, finished words (pure)."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from types import MappingProxyType
from typing import Literal, NamedTuple

from digest.domain import mail, news, people
from digest.render import cut, dates, items, leading, tongues

#: Characters of the lead's headline in the subject, at most (docs/product.md).
_SUBJECT = 60
#: Sections of an issue at most, and stories of a section where there are several (docs/product.md); what is over comes
#: in brief.
_SECTIONS = 5
_STORIES = 4
#: Stories in full below the lead that even few sections may hold.
_FULL = 11
_WIDER = tongues.later("A quiet day: nothing new in what you follow, so here is the best of the rest.")
_RIGHT_TO_LEFT = frozenset({"ar", "he", "iw", "fa", "ur", "yi", "ps", "sd", "ug", "dv", "ckb"})

#: Which stories come with their picture.
Images = Literal["lead", "all", "none"]


def compose(
    choice: people.Choice,
    subscriber: people.Subscriber,
    *,
    issue_date: date,
    made_at: datetime,
    topic_names: Mapping[str, str],
    model_version: str,
    behind: Collection[str] = frozenset(),
    pictures: Mapping[str, mail.Picture] = MappingProxyType({}),
    images: Images = "lead",
    languages: tongues.Languages | None = None,
) -> mail.Edition:
    """The edition of one reader and date: the lead, sections in the order of the reader's weights, the rest in brief.

    `behind` are the ids of stories that are no news, or old (`leading.may_lead`); `pictures` are those
    that are ready, by the address the feed gave; `images` says which stories get theirs; `languages` are the
    tongues that ship unless given.

    Raises ValueError when nothing was chosen: an empty mail is never made.
    """
    if not choice.picks:
        raise ValueError(f"there is nothing to show {subscriber.address} on {issue_date}")
    tongue = (languages or tongues.shipped()).of(subscriber.language)
    desk = items.desk(tongue, subscriber.schedule.timezone, issue_date, tuple(topic_names.items()))
    told, dropped = _told(choice.picks, desk)
    shown = _placed(
        choice, told, profile=subscriber.profile, desk=desk, behind=behind, pictures=pictures, images=images
    )
    made = mail.Edition(
        address=subscriber.address,
        issue_date=issue_date,
        subject="",
        headline="",
        date_words=dates.long(issue_date, tongue.calendar),
        lead=shown.lead,
        sections=shown.sections,
        counts=_less(choice.counts, dropped),
        made_at=made_at,
        model_version=model_version,
        language=subscriber.language,
        direction=direction(subscriber.language),
        brief=shown.brief,
        outside=shown.outside,
        note=tongue.say(_WIDER) if choice.wider else "",
        dropped=tuple(reason for _, reason in dropped),
    )
    return _summed_up(made, tongue)


def without(made: mail.Edition, broken: Mapping[int, str], tongue: tongues.Tongue) -> mail.Edition:
    """The edition without some of its items, which cannot be shown; `broken` has the reason by the `id()` of each.

    When the lead goes, the next story leads; the subject and what is said of the whole speak of what is left.
    """
    lead, *_ = (item for item in made.items if id(item) not in broken)

    def left(found: Sequence[mail.Item]) -> tuple[mail.Item, ...]:
        return tuple(item for item in found if id(item) not in broken and item is not lead)

    outside = left([made.outside] if made.outside else [])
    gone = [(made.outside is not None and id(made.outside) == item, reason) for item, reason in broken.items()]
    rest = replace(
        made,
        lead=lead,
        sections=tuple(replace(section, items=kept) for section in made.sections if (kept := left(section.items))),
        brief=left(made.brief),
        outside=outside[0] if outside else None,
        counts=_less(made.counts, gone),
        dropped=(*made.dropped, *broken.values()),
    )
    return _summed_up(rest, tongue)


def quiet(
    subscriber: people.Subscriber,
    counts: people.Counts,
    *,
    issue_date: date,
    made_at: datetime,
    model_version: str,
    languages: tongues.Languages | None = None,
) -> mail.Edition:
    """The edition of a day without news for somebody who wants to be told so: one line, no story."""
    tongue = (languages or tongues.shipped()).of(subscriber.language)
    quiet_day = tongue.say("A quiet day")
    return mail.Edition(
        address=subscriber.address,
        issue_date=issue_date,
        subject=f"{quiet_day} · {dates.short(issue_date, tongue.calendar)}",
        headline=quiet_day,
        date_words=dates.long(issue_date, tongue.calendar),
        lead=None,
        sections=(),
        counts=counts,
        made_at=made_at,
        model_version=model_version,
        language=subscriber.language,
        direction=direction(subscriber.language),
        note=tongue.count(
            "Nothing new for you today: one story was gathered, and it was not for you.",
            "Nothing new for you today: {number} stories were gathered, and none was for you.",
            counts.gathered,
        )
        if counts.gathered
        else tongue.say("Nothing new for you today: no news had been gathered."),
    )


def direction(language: str) -> str:
    """ "rtl" for a language written from right to left, else "ltr"."""
    return "rtl" if language.split("-", maxsplit=1)[0].lower() in _RIGHT_TO_LEFT else "ltr"


#: Of each story that cannot be shown: whether it is from outside the reader's topics, and why.
_Dropped = Sequence[tuple[bool, str]]


def _told(picks: Sequence[people.Pick], desk: items.Desk) -> tuple[dict[int, mail.Item], _Dropped]:
    """The items that can be made, by the `id()` of their picks, and what is dropped; the first fault when none can."""
    found: dict[int, mail.Item] = {}
    dropped: list[tuple[bool, str]] = []
    for pick in picks:
        try:
            found[id(pick)] = desk.item(pick)
        except items.FAULTS as fault:
            if pick is picks[-1] and not found:
                raise
            dropped.append((pick.outside, items.reason(pick.story.lead.title, fault)))
    return found, dropped


class _Placed(NamedTuple):
    """Each story in its place; fields as in `mail.Edition`."""

    lead: mail.Item
    sections: tuple[mail.Section, ...]
    brief: tuple[mail.Item, ...]
    outside: mail.Item | None


def _placed(
    choice: people.Choice,
    told: Mapping[int, mail.Item],
    *,
    profile: people.Profile,
    desk: items.Desk,
    behind: Collection[str],
    pictures: Mapping[str, mail.Picture],
    images: Images,
) -> _Placed:
    """Where each of the picks stands that can be told, and with which picture; `told` has the items by their `id()`."""
    choice = replace(choice, picks=tuple(pick for pick in choice.picks if id(pick) in told))
    pictures = pictures if images != "none" else {}
    bare = {key for key, item in told.items() if not item.summary}
    lead = leading.best(leading.may_lead(choice, behind), profile, bare=bare, pictures=pictures)
    groups, brief, outside = _shared_out(choice, lead, profile, desk.places)
    full = {**told, **_with_pictures(told, choice.picks if images == "all" else [lead], pictures)}
    return _Placed(
        lead=full[id(lead)],
        sections=tuple(_section(topic, picks, full, desk) for topic, picks in groups),
        brief=tuple(told[id(pick)] for pick in brief),
        outside=full[id(outside)] if outside else None,
    )


def _with_pictures(
    told: Mapping[int, mail.Item], picks: Sequence[people.Pick], pictures: Mapping[str, mail.Picture]
) -> dict[int, mail.Item]:
    """Those of the picks whose picture is ready, with it."""
    found = ((id(pick), _picture(pick.story.lead, pictures)) for pick in picks)
    return {key: replace(told[key], picture=picture) for key, picture in found if picture}


def _section(
    topic: str, picks: Sequence[people.Pick], shown: Mapping[int, mail.Item], desk: items.Desk
) -> mail.Section:
    name = desk.names.get(topic, topic.capitalize())
    return mail.Section(topic=topic, name=name, items=tuple(shown[id(pick)] for pick in picks))


def _less(counts: people.Counts, dropped: _Dropped) -> people.Counts:
    """The counts when so many of the stories chosen cannot be shown."""
    if not dropped:
        return counts
    shown = counts.shown - len(dropped)
    outside = counts.outside - sum(outside for outside, _ in dropped)
    return replace(counts, shown=shown, outside=min(max(outside, 0), shown), broken=counts.broken + len(dropped))


_Groups = list[tuple[str, Sequence[people.Pick]]]


def _shared_out(
    choice: people.Choice, lead: people.Pick, profile: people.Profile, places: Mapping[str, int]
) -> tuple[_Groups, list[people.Pick], people.Pick | None]:
    """The picks of each section; those in brief, best first; and the one from outside: all but the lead."""
    below = [pick for pick in choice.picks if pick is not lead]
    outside = None if choice.wider else next((pick for pick in below if pick.outside), None)
    rest = [pick for pick in below if pick is not outside]
    groups: _Groups = []
    named = _order(rest, profile, places)[:_SECTIONS]
    for topic in named:
        most = max(_STORIES, _FULL // len(named))
        groups.append((topic, [pick for pick in rest if pick.topic == topic][:most]))
    shown = {id(pick) for _, picks in groups for pick in picks}
    return groups, [pick for pick in rest if id(pick) not in shown], outside


def _picture(article: news.Article, pictures: Mapping[str, mail.Picture]) -> mail.Picture | None:
    return pictures.get(article.image.url) if article.image else None


def _order(picks: Sequence[people.Pick], profile: people.Profile, places: Mapping[str, int]) -> list[str]:
    """The topics that occur, as the reader weighs them; what was only followed stands last."""

    def place(topic: str) -> tuple[bool, float, int, str]:
        return (topic == news.UNSURE, -profile.topics.get(topic, 0.0), places.get(topic, len(places)), topic)

    return sorted({pick.topic for pick in picks}, key=place)


def _summed_up(made: mail.Edition, tongue: tongues.Tongue) -> mail.Edition:
    """The edition with what is said of the whole: subject, first line, and how many stories are of whom."""
    shown = made.items
    headline = (
        tongue.count("1 story", "{number} stories", len(shown)),
        tongue.say("{minutes} min", minutes=tongue.number(_minutes(made))),
        tongue.say(
            "{matched} matched of {gathered}",
            matched=tongue.number(made.counts.matched),
            gathered=tongue.number(made.counts.gathered),
        ),
    )
    return replace(
        made,
        subject=f"{cut.at_word(shown[0].title, _SUBJECT)} · {dates.short(made.issue_date, tongue.calendar)}",
        headline=" · ".join(headline),
        sources=tuple(Counter(item.outlet for item in shown).most_common()),
    )


def _minutes(made: mail.Edition) -> int:
    """How long this mail takes to read, not its articles: headlines and summaries; in brief there are no summaries."""
    brief = set(map(id, made.brief))
    return items.minutes(
        [words for item in made.items for words in (item.title, "" if id(item) in brief else item.summary)]
    )
