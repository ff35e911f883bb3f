"""Whatever can be wished can be wished by mail, page, command and config.toml, and comes to the same (issue 6)."""

from argparse import Namespace
from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from digest.cli import arguments, desk, house
from digest.desk import changes, people
from digest.domain.people import Profile, Subscriber
from digest.domain.wishes import Change
from digest.subscribe import commands
from digest.web import wanted
from digest.web.asked import form
from tests.desk.counter import ANN, NOON, Counter, settings

LANGUAGES = ("en", "de", "es", "fr")
READER = Subscriber(
    id="0123456789abcdef", address=ANN, created_at=NOON, profile=Profile(topics={"science": 1.0, "sport": 0.5})
)
#: The form of the page as it stands for her.
FORM: Mapping[str, tuple[str, ...]] = {
    "topic-science": ("much",),
    "topic-sport": ("some",),
    "follow": ("",),
    "mute": ("",),
    "sources": ("",),
    "mute_sources": ("",),
    "stories": ("12",),
    "outside": ("1",),
    "pictures": ("1",),
    "quiet": ("nothing",),
    "language": ("en",),
    "at": ("07:00",),
    "timezone": ("UTC",),
    "days": tuple("0123456"),
}
#: A wish -> the line of a mail, the fields of the form, the words of the command, and the line of the file that say it.
WISHES: Mapping[str, tuple[str, Mapping[str, tuple[str, ...]], tuple[str, ...], str]] = {
    "topics": (
        "topics science, sport -1",
        {"topic-sport": ("never",)},
        ("--topics", "science,sport=-1"),
        "topics = { science = 1, sport = -1 }",
    ),
    "follow": ("follow ferry", {"follow": ("ferry",)}, ("--follow", "ferry"), 'follow = ["ferry"]'),
    "mute": ("mute golf", {"mute": ("golf",)}, ("--mute", "golf"), 'mute = ["golf"]'),
    "sources": (
        "prefer The Ledger",
        {"sources": ("The Ledger",)},
        ("--sources", "The Ledger"),
        'sources = ["The Ledger"]',
    ),
    "mute_sources": (
        "mute source x.example",
        {"mute_sources": ("x.example",)},
        ("--mute-sources", "x.example"),
        'mute_sources = ["x.example"]',
    ),
    "stories": ("stories 5", {"stories": ("5",)}, ("--stories", "5"), "stories = 5"),
    "outside": ("outside off", {"outside": ()}, ("--no-outside",), "outside = false"),
    "pictures": ("no pictures", {"pictures": ()}, ("--no-pictures",), "pictures = false"),
    "quiet": ("quiet days: one line", {"quiet": ("line",)}, ("--quiet", "line"), 'quiet = "line"'),
    "at": ("time 18:30", {"at": ("18:30",)}, ("--at", "18:30"), 'at = "18:30"'),
    "timezone": (
        "zone Madrid",
        {"timezone": ("Europe/Madrid",)},
        ("--timezone", "Europe/Madrid"),
        'timezone = "Europe/Madrid"',
    ),
    "cadence": ("weekdays", {"days": tuple("01234")}, ("--cadence", "weekdays"), 'cadence = "weekdays"'),
    "weekdays": (
        "days monday, thursday",
        {"days": tuple("03")},
        ("--days", "monday,thursday"),
        'days = ["monday", "thursday"]',
    ),
    "language": ("language german", {"language": ("de",)}, ("--language", "de"), 'language = "de"'),
    "name": ("name Ann Lee", {}, ("--name", "Ann Lee"), 'name = "Ann Lee"'),
}
#: What no field of the page says: how they are called stands in the To line alone.
NOT_ON_THE_PAGE = {"name"}
#: The other way round, for what is on by itself.
BACK: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "outside": ("outside on", ("--outside",)),
    "pictures": ("with pictures", ("--pictures",)),
}


def by_mail(line: str, counter: Counter) -> Change:
    """What a mail of this line asks."""
    names = counter.settings.topics.names
    (command,) = commands.understand("", [line], topics=names, languages=LANGUAGES).commands
    return command.change


def by_form(said: Mapping[str, tuple[str, ...]], counter: Counter) -> Change:
    """What the form asks that is sent with these fields."""
    pairs = [(name, value) for name, values in {**FORM, **said}.items() for value in values]
    found = wanted.to_change(form(pairs), READER, counter.settings, LANGUAGES)
    assert found.faults == {}
    return found.change


def by_command(words: tuple[str, ...], counter: Counter) -> Change:
    """What the operator asks in their place."""
    chosen: Namespace = arguments.parse(["subscribers", "set", ANN, *words])
    home = cast("house.House", SimpleNamespace(settings=counter.settings))
    return desk._change(chosen, desk._stated(chosen, home))


def by_file(line: str, folder: Path) -> Subscriber:
    """The reader whom the operator's file makes of her row, with this line in it."""
    hers = "" if line.startswith("topics") else "topics = { science = 1.0, sport = 0.5 }\n"
    row = f'[[subscribers]]\naddress = "{ANN}"\n{hers}{line}\n'
    (setting,) = settings(folder, more=row).subscribers
    return people.stated(setting, READER, origin=READER.origin)


def test_every_wish_is_here() -> None:
    """One that is added to the domain has to be brought to every door."""
    assert set(WISHES) == {one.name for one in fields(Change)}


@pytest.mark.parametrize("name", WISHES)
def test_every_door_grants_the_same(name: str, counter: Counter, tmp_path: Path) -> None:
    """The reader who comes of it is the same, and is another than before."""
    line, said, words, row = WISHES[name]
    asked: dict[str, Change] = {"mail": by_mail(line, counter), "command": by_command(words, counter)}
    if name not in NOT_ON_THE_PAGE:
        asked["page"] = by_form(said, counter)
    after = [changes.applied(READER, change, counter.settings) for change in asked.values()]
    after.append(by_file(row, tmp_path))
    assert all(one != READER for one in after)
    assert all(one == after[0] for one in after), (asked, after[-1])


@pytest.mark.parametrize("name", BACK)
def test_what_was_turned_off_can_be_turned_on(name: str, counter: Counter) -> None:
    """By mail and by command; on the page the box is ticked."""
    line, words = BACK[name]
    off = replace(READER, profile=replace(READER.profile, **cast("dict[str, Any]", {name: False})))
    for change in (by_mail(line, counter), by_command(words, counter)):
        assert changes.applied(off, change, counter.settings) == READER


def test_what_is_not_named_stays(counter: Counter) -> None:
    """A change says what is to be another, and nothing of the rest."""
    asked = (by_mail("at 9", counter), by_form({"at": ("9:00",)}, counter), by_command(("--at", "9:00"), counter))
    assert [change.at for change in asked] == [time(9)] * 3
    assert all(replace(change, at=None).is_empty for change in asked)
