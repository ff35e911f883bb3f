"""What stands in the fields of the preferences: as the reader has it, or, after a fault, as they typed it."""

from collections.abc import Mapping

from digest.domain.people import Subscriber
from digest.web import wanted
from digest.web.asked import Form

_LISTS = ("follow", "mute", "sources", "mute_sources")


def as_chosen(reader: Subscriber, topics: Mapping[str, str]) -> Mapping[str, object]:
    """Every field as the reader has it; `topics` are names by slug."""
    profile, schedule = reader.profile, reader.schedule
    return {
        "topics": [(slug, name, wanted.level(profile.topics.get(slug, 0.0))) for slug, name in topics.items()],
        "lists": {name: "\n".join(getattr(profile, name)) for name in _LISTS},
        "at": f"{schedule.at:%H:%M}",
        "timezone": schedule.timezone,
        "chosen_days": tuple(map(str, sorted(schedule.weekdays))),
        "stories": profile.stories,
        "chosen_language": reader.language,
        "quiet": profile.quiet,
        "outside": profile.outside,
        "shows_pictures": profile.pictures,
    }


def as_typed(form: Form, topics: Mapping[str, str]) -> Mapping[str, object]:
    """The same fields as they were sent: whoever mends one must not lose another."""
    return {
        "topics": [(slug, name, form.one(f"topic-{slug}")) for slug, name in topics.items()],
        "lists": {name: form.one(name) for name in _LISTS},
        "at": form.one("at"),
        "timezone": form.one("timezone"),
        "chosen_days": form.every("days"),
        "stories": form.one("stories"),
        "chosen_language": form.one("language"),
        "quiet": form.one("quiet"),
        "outside": form.has("outside"),
        "shows_pictures": form.has("pictures"),
    }
