"""Commands on subscribers: list, add, show, remove, and why somebody got what they got."""

from argparse import Namespace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from digest import config, desk
from digest.cli import house, show
from digest.domain.mail import Day, DayState, OutboxStatus
from digest.domain.people import Schedule, Subscriber, SubscriberStatus
from digest.errors import CommandError

#: What each state of a message means to the person who asks.
STATES = {
    OutboxStatus.RENDERED: "is ready and waits to be sent",
    OutboxStatus.CLAIMED: "is being sent",
    OutboxStatus.DOT: "is being sent",
    OutboxStatus.ACCEPTED: "was accepted",
    OutboxStatus.REFUSED: "was refused",
    OutboxStatus.DEFERRED: "was put off by the mail server and will be tried again",
    OutboxStatus.UNCERTAIN: "may or may not have arrived: the connection broke at the last moment, twice",
    OutboxStatus.EXPIRED: "was never accepted in time and was given up",
    OutboxStatus.SUPPRESSED: "was held back, because the reader had left",
}


def show_all(chosen: Namespace) -> int:
    """Print every subscriber."""
    with house.opened(chosen) as home:
        readers = home.store.people.subscribers()
        if chosen.json:
            show.as_json(readers)
        else:
            show.table(
                ("address", "state", "from", "profile", "next digest"),
                [_row(reader, home.now) for reader in readers],
            )
    return 0


def _row(reader: Subscriber, now: datetime) -> tuple[str, ...]:
    topics = reader.profile_name or ", ".join(reader.profile.topics) or "their own"
    return (reader.address, reader.status, reader.origin, topics, next_words(reader, now))


def next_words(reader: Subscriber, now: datetime) -> str:
    """When the next edition comes: "tomorrow 07:00 Europe/Madrid (in 14 h)"; "none" for those who get no mail."""
    if reader.next_due_at is None or reader.next_issue_date is None:
        return "none"
    days = (reader.next_issue_date - reader.schedule.local_date(now)).days
    day = {0: "today", 1: "tomorrow"}.get(days, f"{reader.next_issue_date:%a %-d %b}")
    local = reader.next_due_at.astimezone(ZoneInfo(reader.schedule.timezone))
    return f"{day} {local:%H:%M} {reader.schedule.timezone} ({_span((reader.next_due_at - now).total_seconds())})"


def _span(seconds: float) -> str:
    minutes = round(seconds / 60)
    if minutes <= 0:
        return "due now"
    if minutes < 90:
        return f"in {minutes} min"
    return f"in {round(minutes / 60)} h" if minutes < 48 * 60 else f"in {round(minutes / 1440)} days"


def add(chosen: Namespace) -> int:
    """Add a subscriber on the operator's word."""
    with house.opened(chosen) as home:
        setting = config.subscriber(
            home.settings,
            address=chosen.address,
            profile=chosen.profile,
            topics=[topic.strip() for topic in (chosen.topics or "").split(",") if topic.strip()],
            at=chosen.at,
            timezone=chosen.timezone,
            cadence=chosen.cadence,
        )
        reader = desk.subscribe(home.store, setting, now=home.now)
        show.line(f"added {reader.address}: next digest {next_words(reader, home.now)}")
    return 0


def show_one(chosen: Namespace) -> int:
    """Print one subscriber."""
    with house.opened(chosen) as home:
        reader = desk.find(home.store, chosen.address)
        if chosen.json:
            show.as_json(reader)
        else:
            for name, value in facts(reader, home.now):
                show.line(f"{name:<12}{value}")
    return 0


def facts(reader: Subscriber, now: datetime) -> list[tuple[str, str]]:
    """What we hold about somebody, in the order people ask for it; nothing that is empty."""
    profile = reader.profile
    pairs = [
        ("address", reader.address),
        ("name", reader.name),
        ("state", str(reader.status)),
        ("from", str(reader.origin)),
        ("profile", reader.profile_name),
        ("topics", ", ".join(f"{topic} {weight:g}" for topic, weight in profile.topics.items())),
        ("follows", ", ".join(profile.follow)),
        ("mutes", ", ".join(profile.mute + profile.mute_sources)),
        ("stories", f"at most {profile.stories}"),
        ("when", schedule_words(reader.schedule)),
        ("next", next_words(reader, now)),
        ("since", f"{reader.created_at:%Y-%m-%d}"),
        ("left", f"{reader.left_at:%Y-%m-%d}" if reader.left_at else ""),
    ]
    return [(name, value) for name, value in pairs if value]


def schedule_words(schedule: Schedule) -> str:
    """A schedule in words: "weekly on Monday at 07:00 Europe/Madrid"."""
    names = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
    on = f" on {names[schedule.weekday]}" if schedule.cadence == "weekly" else ""
    return f"{schedule.cadence}{on} at {schedule.at:%H:%M} {schedule.timezone}"


def remove(chosen: Namespace) -> int:
    """Stop somebody's mail."""
    with house.opened(chosen) as home:
        reader = desk.unsubscribe(home.store, chosen.address, now=home.now)
        show.line(f"{reader.address} gets no more mail")
        if any(setting.address.lower() == reader.address.lower() for setting in home.settings.subscribers):
            show.line(f"{home.settings.path} still lists them; that has no effect until: digest subscribers add")
    return 0


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
        if chosen.json:
            show.as_json({"address": reader.address, "day": day, "answer": answer(reader, day, issue_date, home.now)})
        else:
            show.raw("\n".join(answer(reader, day, issue_date, home.now)))
    return 0


def _date(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise CommandError(f"{text} is no date; write it as 2026-11-22") from None


def answer(reader: Subscriber, day: Day | None, asked: date | None, now: datetime) -> list[str]:
    """What happened on that day, in sentences."""
    if day is None:
        return [f"{reader.address} got nothing{f' on {asked}' if asked else ' yet'}: {nothing(reader, asked, now)}."]
    if day.state is DayState.SKIPPED or day.edition is None:
        return [f"{day.issue_date}: {reader.address} got nothing: {day.reason}.", *counts_words(day)]
    lines = [f'{day.issue_date}: the edition "{day.edition.subject}" {_state(day)}.']
    lines += counts_words(day)
    lines += [f"  {item.title} ({item.outlet}): {'; '.join(item.why)}" for item in day.edition.items]
    return lines


def _state(day: Day) -> str:
    words = STATES[day.status] if day.status else "was made"
    when = f" at {show.moment(day.done_at)}" if day.done_at else ""
    tried = f"tried {day.attempts} times: {day.reply}" if day.attempts > 1 else day.reply
    return f"{words}{when} ({tried})" if day.reply else f"{words}{when}"


def counts_words(day: Day) -> list[str]:
    """One line with where the stories on offer went; none when nothing was on offer."""
    counts = day.counts
    if not counts.gathered:
        return []
    parts = (
        f"{counts.shown} shown",
        f"{counts.unmatched} of other topics",
        f"{counts.repeats} already sent",
        f"{counts.muted} muted",
        f"{counts.capped} over an outlet's share",
        f"{counts.left_over} more than fitted",
    )
    return [f"  of {counts.gathered} stories: {', '.join(parts)}"]


def nothing(reader: Subscriber, asked: date | None, now: datetime) -> str:
    """Why there is no record at all."""
    if reader.status is not SubscriberStatus.ACTIVE:
        since = f" since {reader.left_at:%Y-%m-%d}" if reader.left_at else ""
        return f"they are {reader.status}{since}"
    schedule = reader.schedule
    if asked is None:
        return f"the next digest is due {next_words(reader, now)}"
    if not schedule.includes(asked):
        return f"{asked:%A} is not one of their days ({schedule_words(schedule)})"
    if schedule.moment(asked) > now:
        return f"it is due at {show.moment(schedule.moment(asked))}, which is still to come"
    if schedule.moment(asked) <= reader.created_at:
        return f"they subscribed at {show.moment(reader.created_at)}, after it was due"
    return (
        "it is due, and the next run makes it" if asked == reader.next_issue_date else "there is no record of that day"
    )
