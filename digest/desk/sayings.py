"""What a reader says of stories, and takes back."""

from digest.desk.asked import Asked
from digest.domain.wishes import Done, Result, Verb
from digest.errors import CommandError
from digest.pipeline import feedback


def say(asked: Asked) -> Done:
    """What came of "more like this" or "less like this": `Done.about` is the headline."""
    reader, command = asked.reader, asked.command
    if reader is None:
        raise ValueError("somebody says it")
    try:
        issue = None if command.story_id else feedback.issue_of(asked.store, reader, asked.day)
        story_id = feedback.numbered(issue, command.number) if issue else command.story_id
        more, door = command.verb is Verb.MORE, asked.asker.door
        (kept,) = feedback.apply(asked.store, reader, [story_id], more=more, door=door, now=asked.now, issue=issue)
    except CommandError:
        return asked.done(Result.MISSING)
    return asked.done(Result.DONE, about=kept.title)


def take_back(asked: Asked) -> Done:
    """What came of having something forgotten that was learned: `Done.about` is what, in words."""
    reader, subject = asked.reader, asked.command.subject
    if reader is None:
        raise ValueError("somebody takes it back")
    if not subject:
        known = feedback.words(asked.store, reader)
        feedback.forget_all(asked.store, reader)
        return asked.done(Result.DONE if known.said else Result.ALREADY)
    try:
        return asked.done(Result.DONE, about=", ".join(feedback.forget(asked.store, reader, [subject], now=asked.now)))
    except CommandError:
        return asked.done(Result.MISSING)
