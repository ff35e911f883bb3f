"""All that a mail asks, as one: what its subject still means beside its lines, and its wishes as one change."""

from collections.abc import Sequence
from dataclasses import replace
from functools import reduce

from digest.domain.wishes import Command, Verb
from digest.subscribe import changes, leaving

_WISHES = frozenset({Verb.SUBSCRIBE, Verb.CHANGE})
#: (languages the verb is of, command)
Asked = tuple[frozenset[str], Command]
_PAUSE = Command(verb=Verb.PAUSE)


def leaves(asked: Sequence[Asked]) -> bool:
    """Whether somebody asks to leave, without a token."""
    return any(command.verb is Verb.LEAVE and not command.token for _, command in asked)


def still_meant(head: Sequence[Asked], body: Sequence[Asked], lines: Sequence[str]) -> list[Asked]:
    """All that is asked, less a "stop" in the subject that the lines say of topics alone, or take back."""
    given = [command.change.topics.add for _, command in body if command.change.topics.add]
    is_back = any(map(leaving.is_taken_back, lines))
    is_narrowed = is_back or any(min(weights.values()) < 0 for weights in given)
    kept = [one for one in head if not (is_narrowed and leaves([one]))]
    return [*kept, *(one for one in body if not (is_back and leaves([one])))]


def merged(commands: Sequence[Command]) -> tuple[Command, ...]:
    """The commands, each once; changes of wishes become part of the first wish to subscribe, or to change."""
    wishes = [command for command in commands if command.verb in _WISHES]
    home = next((command for command in wishes if command.verb is Verb.SUBSCRIBE), wishes[0] if wishes else None)
    has_end = any(command.verb is Verb.PAUSE and (command.until or command.days) for command in commands)
    merged: list[Command] = []
    for command in commands:
        if command is home:
            change = reduce(changes.together, (wish.change for wish in wishes))
            merged.append(replace(command, change=change))
        elif has_end and command == _PAUSE:
            continue
        elif command.verb not in _WISHES and command not in merged:
            merged.append(command)
    return tuple(merged)


def but_endless(commands: Sequence[Command]) -> tuple[Command, ...]:
    """The commands but a rest without an end."""
    return tuple(command for command in commands if command != _PAUSE)


def spoken(spoken: Sequence[frozenset[str]]) -> str:
    """The one language that all verbs may be of."""
    shared = frozenset.intersection(*found) if (found := [each for each in spoken if each]) else frozenset[str]()
    return next(iter(shared)) if len(shared) == 1 else ""
