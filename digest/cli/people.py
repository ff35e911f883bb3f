"""Commands on subscribers: list, add, show, pause, resume, remove."""

import math
from argparse import Namespace
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from digest import config, desk
from digest.cli import house, show
from digest.config import SubscriberSetting
from digest.desk import changes
from digest.domain.people import Cadence, Quiet, Schedule, Subscriber, SubscriberStatus
from digest.domain.wording import counted
from digest.errors import CommandError

NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

#: What somebody chose for a day without news for them.
QUIET = {
    Quiet.NOTHING: "no mail",
    Quiet.LINE: "a mail of one line",
    Quiet.WIDER: "the best of the other topics",
}


def show_all(chosen: Namespace) -> int:
    """Print every subscriber."""
    with house.opened(chosen, told=house.tell_all) as home:
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
    wanted = [topic for topic, weight in reader.profile.topics.items() if weight > 0]
    follows = f"follows {', '.join(reader.profile.follow)}" if reader.profile.follow else "nothing yet"
    topics = reader.profile_name or ", ".join(wanted) or follows
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
        setting = stated(chosen, home, profile=chosen.profile, follow=listed(chosen.follow))
        if not changes.wants_something(setting.profile):
            raise CommandError(f"{setting.address} needs one topic at least, or one word to follow")
        reader = desk.subscribe(home.store, setting, now=home.now)
        show.line(f"added {reader.address}: {joined_words(reader, home.settings.schedule.send_tick, home.now)}")
    return 0


def stated(chosen: Namespace, home: house.House, *, follow: list[str], profile: str | None = None) -> SubscriberSetting:
    """The wishes of the command line, under the same rules as in config.toml; what was not said is the default."""
    weights = weighed(chosen.topics)
    setting = config.subscriber(
        home.settings,
        address=chosen.address,
        name=chosen.name or "",
        profile=profile,
        topics=list(weights),
        follow=follow,
        mute=listed(chosen.mute),
        sources=listed(chosen.sources),
        mute_sources=listed(chosen.mute_sources),
        stories=chosen.stories,
        outside=chosen.outside,
        quiet=chosen.quiet,
        at=chosen.at,
        timezone=chosen.timezone,
        cadence=chosen.cadence,
        weekday=chosen.weekday,
        days=[day.casefold() for day in listed(chosen.days)],
        language=chosen.language,
    )
    of_the_row = setting.profile
    topics = weights or of_the_row.topics
    pictures = of_the_row.pictures if chosen.pictures is None else chosen.pictures
    return replace(setting, profile=replace(of_the_row, topics=topics, pictures=pictures))


def weighed(text: str | None) -> dict[str, float]:
    """Topics with their weights, as the command line has them: "technology, sport=-1"; 1 where nothing is said."""
    found = {}
    for part in listed(text):
        topic, sign, weight = part.partition("=")
        found[topic.strip()] = _weight(topic, weight) if sign else 1.0
    return found


def _weight(topic: str, text: str) -> float:
    try:
        weight = float(text)
    except ValueError:
        weight = math.nan
    if not -1 <= weight <= 1:
        raise CommandError(f"{text} is no weight of a topic; write a number from -1 to 1, such as {topic.strip()}=0.5")
    return weight


def listed(text: str | None) -> list[str]:
    """The parts of a list as the command line has it: "technology, science"."""
    return [part.strip() for part in (text or "").split(",") if part.strip()]


def joined_words(reader: Subscriber, tick: timedelta, now: datetime) -> str:
    """When somebody who has just joined gets their first digest; `tick` is how often the service looks."""
    if reader.next_due_at is None or reader.next_due_at > now:
        return f"next digest {next_words(reader, now)}"
    day = reader.schedule.next_date(now, last=reader.next_issue_date)
    following = replace(reader, next_issue_date=day, next_due_at=reader.schedule.moment(day))
    return (
        f"first digest at once, within {counted(round(tick.total_seconds()), 'second')} while digest run is at work, "
        f"else with: digest send; then {next_words(following, now)}"
    )


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
        ("sources", ", ".join(profile.sources)),
        ("stories", f"at most {profile.stories}"),
        ("outside", "one story from outside these topics" if profile.outside else "these topics only"),
        ("quiet days", QUIET[profile.quiet]),
        ("pictures", "" if profile.pictures else "none"),
        ("when", schedule_words(reader.schedule)),
        ("paused", pause_words(reader)),
        ("next", "; ".join(coming_words(reader, now))),
        ("since", f"{reader.created_at:%Y-%m-%d}"),
        ("left", f"{reader.left_at:%Y-%m-%d}" if reader.left_at else ""),
    ]
    return [(name, value) for name, value in pairs if value]


def schedule_words(schedule: Schedule) -> str:
    """A schedule in words: "weekly on Monday at 07:00 Europe/Madrid"."""
    names = [NAMES[day] for day in sorted(schedule.weekdays)]
    on = {
        Cadence.WEEKLY: f"weekly on {names[0]}",
        Cadence.DAYS: f"on {' and '.join([', '.join(names[:-1]), names[-1]] if names[1:] else names)}",
    }
    return f"{on.get(schedule.cadence, schedule.cadence)} at {schedule.at:%H:%M} {schedule.timezone}"


def coming_words(reader: Subscriber, now: datetime) -> list[str]:
    """When the next editions come: the very next one in words, and two dates after it."""
    if reader.next_issue_date is None:
        return [next_words(reader, now)]
    first = reader.schedule.first_date(reader.next_issue_date + timedelta(days=1))
    second = reader.schedule.first_date(first + timedelta(days=1))
    return [next_words(reader, now), f"then {first:%a %-d %b}, {second:%a %-d %b}"]


def pause_words(reader: Subscriber) -> str:
    """Until when somebody pauses; "" for who does not."""
    if reader.status is not SubscriberStatus.PAUSED:
        return ""
    return f"until {reader.paused_until:%a %-d %b %Y}" if reader.paused_until else "until they resume"


def pause(chosen: Namespace) -> int:
    """Stop somebody's mail for a while."""
    with house.opened(chosen) as home:
        reader = desk.pause(home.store, chosen.address, until=_date(chosen.until), now=home.now)
        show.line(f"{reader.address} gets no mail {pause_words(reader)}; next digest: {next_words(reader, home.now)}")
        if reader.next_due_at is None:
            show.line(f"they come back with: digest subscribers resume {reader.address}")
    return 0


def resume(chosen: Namespace) -> int:
    """End somebody's pause, or take their address as working after it was given up for its bounces."""
    with house.opened(chosen) as home:
        reader = desk.resume(home.store, chosen.address, now=home.now)
        show.line(f"{reader.address} gets mail again; next digest: {next_words(reader, home.now)}")
    return 0


def _date(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise CommandError(f"{text} is no date; write it as 2026-12-24") from None


def remove(chosen: Namespace) -> int:
    """Stop somebody's mail."""
    with house.opened(chosen) as home:
        reader = desk.unsubscribe(home.store, chosen.address, now=home.now)
        show.line(f"{reader.address} gets no more mail")
        if any(setting.address.lower() == reader.address.lower() for setting in home.settings.subscribers):
            show.line(f"{home.settings.path} still lists them; that has no effect until: digest subscribers add")
    return 0
