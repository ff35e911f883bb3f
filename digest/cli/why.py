"""The command that says why: what somebody got on a day, or exactly why nothing."""

from argparse import Namespace
from collections.abc import Iterator
from datetime import date, datetime

from digest import desk
from digest.cli import house, people, show
from digest.domain.mail import Day, DayState, OutboxStatus
from digest.domain.people import Subscriber, SubscriberStatus
from digest.errors import CommandError
from digest.store import restored

#: What each state of a message means to the person who asks.
STATES = {
    OutboxStatus.RENDERED: "is ready and waits to be sent",
    OutboxStatus.CLAIMED: "is being sent",
    OutboxStatus.DOT: "is being sent",
    OutboxStatus.ACCEPTED: "was accepted",
    OutboxStatus.REFUSED: "was refused",
    OutboxStatus.DEFERRED: "was put off by the mail server and will be tried again",
    OutboxStatus.UNCERTAIN: "may or may not have arrived: the connection broke at the last moment",
    OutboxStatus.EXPIRED: "was never accepted in time and was given up",
    OutboxStatus.SUPPRESSED: "was held back",
}


def why(chosen: Namespace) -> int:
    """Say what somebody got on a day, or exactly why nothing."""
    with house.opened(chosen) as home:
        reader = desk.find(home.store, chosen.address)
        issue_date = _date(chosen.date)
        if issue_date is None:
            latest = home.store.mail.days(subscriber_id=reader.id, limit=1)
            day = latest[0] if latest else None
        else:
            day = home.store.mail.day(reader.id, issue_date)
        said = answer(reader, day, issue_date, home.now)
        said[1:1] = _held_back(home, day)
        if empty := _empty(home, reader, issue_date):
            said.append(f"  as of now {empty}")
        if chosen.json:
            show.as_json({"address": reader.address, "day": day, "answer": said})
        else:
            show.raw("\n".join(said))
    return 0


def _held_back(home: house.House, day: Day | None) -> list[str]:
    """One line with what holds back a mail that waits: the ceilings of all relays; none when nothing does."""
    from digest.pipeline import post

    if day is None or day.status not in {OutboxStatus.RENDERED, OutboxStatus.DEFERRED}:
        return []
    held = post.ceiling(home.store, home.settings.delivery, now=home.now)
    return [f"  it {held}"] if held else []


def _empty(home: house.House, reader: Subscriber, asked: date | None) -> str:
    """Why `digest send` would find nothing for somebody now; "" when it would, and when that was not asked."""
    from digest.pipeline import editions

    today = reader.schedule.local_date(home.now)
    had = home.store.mail.day(reader.id, today) is not None
    if had or asked not in {None, today} or reader.status is not SubscriberStatus.ACTIVE:
        return ""
    return editions.nothing_now(home.store, home.settings, reader, now=home.now)


def _date(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise CommandError(f"{text} is no date; write it as 2026-11-22") from None


def answer(reader: Subscriber, day: Day | None, asked: date | None, now: datetime) -> list[str]:
    """What happened on that day, in sentences."""
    if day is None:
        return [f"{reader.address} got nothing{f' on {asked}' if asked else ' yet'}: {nothing(reader, asked, now)}."]
    away = [f"  now {_away(reader)}"] if asked is None and reader.status is not SubscriberStatus.ACTIVE else []
    if day.reason in {restored.REASON, restored.DOUBTFUL}:
        return [f"{day.issue_date}: the edition for {reader.address} {day.reason.removeprefix('it ')}.", *away]
    if day.state is DayState.SKIPPED or day.edition is None:
        return [f"{day.issue_date}: {reader.address} got nothing: {day.reason}.", *counts_words(day), *away]
    lines = [f'{day.issue_date}: the edition "{day.edition.subject}" {_state(day)}.']
    lines += counts_words(day)
    lines += [f"  {day.edition.note}"] if day.edition.note else []
    lines += [f"  {day.edition.cut}"] if day.edition.cut else []
    lines += [f"  without {reason}" for reason in day.edition.dropped]
    lines += [f"  {item.title} ({item.outlet}): {'; '.join(item.why)}" for item in day.edition.items]
    return lines + away


def _away(reader: Subscriber) -> str:
    """That somebody gets no mail, and since or until when."""
    since = f" since {reader.left_at:%Y-%m-%d}" if reader.left_at else ""
    asked = ": they have not said yes yet" if reader.status is SubscriberStatus.PENDING else ""
    return f"they are {reader.status}{since}{asked} {people.pause_words(reader)}".rstrip()


def _state(day: Day) -> str:
    words = STATES[day.status] if day.status else "was made"
    when = f" at {show.moment(day.done_at)}" if day.done_at else ""
    tried = f"tried {day.attempts} times: {day.reply}" if day.attempts > 1 else day.reply
    said = f"{words}{when} ({tried})" if day.reply else f"{words}{when}"
    return "; ".join((said, *_more(day)))


def _more(day: Day) -> Iterator[str]:
    """What comes next for a message that waits or is in doubt, and how a doubt was ended."""
    if day.status is OutboxStatus.DEFERRED:
        last = show.moment(day.fresh_until)
        yield f"the next attempt is at {show.moment(day.next_attempt_at)}, the last before {last}"
    if day.resent:
        yield "it was sent a second time with the same Message-ID, as nobody knew what had become of the first"
    if day.message_id and (day.resent or day.status is OutboxStatus.UNCERTAIN):
        yield f"its Message-ID, by which logs of mail servers know it, is {day.message_id}"
    if day.evidence:
        yield f"known from {day.evidence}"
    elif day.status is OutboxStatus.UNCERTAIN:
        decided = f"evidence decides, or [delivery] uncertain at {show.moment(day.next_attempt_at)}"
        yield "it is not sent again" if day.done_at else decided


def counts_words(day: Day) -> list[str]:
    """One line with where the stories on offer went; none when nothing was on offer."""
    counts = day.counts
    if not counts.gathered:
        return []
    parts = (
        (counts.unmatched, "of other topics"),
        (counts.repeats, "already sent"),
        (counts.muted, "muted"),
        (counts.weak, "too weak a match"),
        (counts.alike, "too like another"),
        (counts.capped, "over an outlet's share"),
        (counts.left_over, "more than fitted"),
        *([(counts.broken, "that could not be shown")] if counts.broken else []),
    )
    shown = f"{counts.shown} shown" + (f" ({counts.outside} of them of other topics)" if counts.outside else "")
    return [f"  of {counts.gathered} stories: {', '.join([shown, *(f'{number} {what}' for number, what in parts)])}"]


def nothing(reader: Subscriber, asked: date | None, now: datetime) -> str:
    """Why there is no record at all."""
    if reader.status is not SubscriberStatus.ACTIVE:
        return _away(reader)
    if reader.next_due_at is not None and reader.next_due_at <= now and asked in {None, reader.next_issue_date}:
        return "it is due, and the next run makes it"
    if asked is None:
        return f"the next digest is due {people.next_words(reader, now)}"
    return _not_that_day(reader, asked, now)


def _not_that_day(reader: Subscriber, asked: date, now: datetime) -> str:
    schedule = reader.schedule
    if not schedule.includes(asked):
        return f"{asked:%A} is not one of their days ({people.schedule_words(schedule)})"
    if schedule.moment(asked) > now:
        return f"it is due at {show.moment(schedule.moment(asked))}, which is still to come"
    if schedule.moment(asked) <= reader.created_at:
        return f"they subscribed at {show.moment(reader.created_at)}, after it was due"
    if reader.paused_until is not None and asked < reader.paused_until:
        return f"they paused until {reader.paused_until:%a %-d %b %Y}; there is no other record of that day"
    return "there is no record of that day"
