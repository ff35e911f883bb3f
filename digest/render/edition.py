"""Picks in, an edition out: lead, sections, order, dates in the reader's zone, finished words (pure)."""

import math
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from digest.domain import mail, news, people
from digest.render import cut, dates

#: Characters of the lead's headline in the subject, at most (docs/product.md).
_SUBJECT = 60
#: Characters of a summary, at most.
_SUMMARY = 280
#: Words an adult reads in a minute (Brysbaert 2019: 238 for English non-fiction).
_WORDS_A_MINUTE = 230
#: Signs of Chinese and Japanese that are read in the time of one word.
_SIGNS_A_WORD = 2
_SIGNS = re.compile("[\u3040-\u30ff\u3400-\u9fff\U00020000-\U0003ffff]")
#: Two scores nearer than this are equal to a reader; then a picture decides who leads.
_NEAR = 0.1
_FOLLOWED = "You follow"
_RIGHT_TO_LEFT = frozenset({"ar", "he", "iw", "fa", "ur", "yi", "ps", "sd", "ug", "dv", "ckb"})


def compose(
    choice: people.Choice,
    subscriber: people.Subscriber,
    *,
    issue_date: date,
    made_at: datetime,
    topic_names: Mapping[str, str],
    model_version: str,
) -> mail.Edition:
    """The edition of one reader and date: the lead, then sections in the order of the reader's weights.

    Raises ValueError when nothing was chosen: an empty mail is never made.
    """
    if not choice.picks:
        raise ValueError(f"there is nothing to show {subscriber.address} on {issue_date}")
    zone = ZoneInfo(subscriber.schedule.timezone)
    lead = _lead(choice.picks)
    rest = [pick for pick in choice.picks if pick is not lead]
    sections = tuple(
        mail.Section(
            topic=topic, name=name, items=tuple(_item(pick, zone, issue_date) for pick in rest if pick.topic == topic)
        )
        for topic, name in _order(rest, subscriber.profile, topic_names)
    )
    lead_item = _item(lead, zone, issue_date)
    items = [lead_item, *(item for section in sections for item in section.items)]
    return mail.Edition(
        address=subscriber.address,
        issue_date=issue_date,
        subject=f"{cut.at_word(lead_item.title, _SUBJECT)} · {dates.short(issue_date)}",
        headline=_headline(items, choice.counts),
        date_words=dates.long(issue_date),
        lead=lead_item,
        sections=sections,
        counts=choice.counts,
        made_at=made_at,
        model_version=model_version,
        language=subscriber.language,
        direction=direction(subscriber.language),
    )


def direction(language: str) -> str:
    """ "rtl" for a language written from right to left, else "ltr"."""
    return "rtl" if language.split("-", maxsplit=1)[0].lower() in _RIGHT_TO_LEFT else "ltr"


def _lead(picks: Sequence[people.Pick]) -> people.Pick:
    """The best pick, or the first with a picture among those as good."""
    as_good = [pick for pick in picks if pick.score >= picks[0].score - _NEAR]
    return next((pick for pick in as_good if pick.story.lead.image), picks[0])


def _order(
    picks: Sequence[people.Pick], profile: people.Profile, topic_names: Mapping[str, str]
) -> list[tuple[str, str]]:
    """The topics that occur with their names, as the reader weighs them; what was only followed stands last."""
    names = {**topic_names, news.UNSURE: _FOLLOWED}
    places = {topic: place for place, topic in enumerate(topic_names)}
    found = {pick.topic for pick in picks}

    def place(topic: str) -> tuple[bool, float, int, str]:
        return (topic == news.UNSURE, -profile.topics.get(topic, 0.0), places.get(topic, len(places)), topic)

    return [(topic, names.get(topic, topic.capitalize())) for topic in sorted(found, key=place)]


def _item(pick: people.Pick, zone: ZoneInfo, issue_date: date) -> mail.Item:
    article = pick.story.lead
    summary = cut.sentences(cut.one_line(article.summary), count=2, limit=_SUMMARY)
    title = cut.one_line(article.title) or cut.at_word(summary, _SUBJECT) or "Untitled"
    moment = dates.moment(article.published_at.astimezone(zone), issue_date)
    update = cut.one_line(pick.update)
    return mail.Item(
        story_id=pick.story.id,
        article_id=article.id,
        title=f"Update: {title}" if update else title,
        url=article.url,
        outlet=cut.one_line(article.outlet),
        author=cut.one_line(article.author),
        published=f"first seen {moment}" if article.date_is_ours else moment,
        summary="" if summary == title else summary,
        minutes=None if article.text in {"", article.summary} else _minutes(article.text),
        also=tuple(cut.one_line(outlet) for outlet in pick.story.outlets[1:]),
        why=(
            *([f"new since you read of it: {update}"] if update else []),
            *(cut.one_line(_why(reason)) for reason in pick.reasons),
        ),
        language=article.language,
        update=update,
    )


def _why(reason: people.Reason) -> str:
    terms = ", ".join(reason.terms)
    words = {
        people.Cause.TOPIC: f"{reason.subject}: {terms}" if terms else reason.subject,
        people.Cause.FOLLOW: f"you follow {reason.subject}",
        people.Cause.SOURCE: f"you asked for {reason.subject}",
        people.Cause.SOURCES: f"told by {reason.count} of your sources",
        people.Cause.LEARNED: f"more of what you liked: {terms}",
        people.Cause.RARE: f"{reason.subject} seldom writes",
        people.Cause.OUTSIDE: "outside your topics, on purpose",
        people.Cause.WIDER: "a quiet day, so from a wider net",
    }
    return words[reason.kind]


def _headline(items: Sequence[mail.Item], counts: people.Counts) -> str:
    """What the whole mail holds and how long it takes to read: "12 stories · 5 min · 41 matched of 312"."""
    stories = "1 story" if len(items) == 1 else f"{len(items)} stories"
    minutes = _minutes(" ".join(f"{item.title} {item.summary}" for item in items))
    return f"{stories} · {minutes} min · {counts.matched} matched of {counts.gathered}"


def _minutes(text: str) -> int:
    signs = len(_SIGNS.findall(text))
    words = len(_SIGNS.sub(" ", text).split())
    return max(1, math.ceil((words + signs / _SIGNS_A_WORD) / _WORDS_A_MINUTE))
