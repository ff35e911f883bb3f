"""What became of a wish, as a sentence for every wish and every result (pure)."""

from collections.abc import Iterator
from datetime import date, datetime

from digest.domain.people import Subscriber, SubscriberStatus
from digest.domain.wishes import Command, Done, Result, Verb
from digest.render import cut, notices_clock, notices_wishes, tongues
from digest.render.notices_wishes import Names, Wish

#: What was done, or was so already.
_SENTENCES = {
    (Verb.SUBSCRIBE, Result.DONE): tongues.later("You are subscribed."),
    (Verb.CONFIRM, Result.DONE): tongues.later("It is confirmed."),
    (Verb.LEAVE, Result.DONE): tongues.later("You have left: no more issues come."),
    (Verb.CHANGE, Result.DONE): tongues.later("Your wishes are changed:"),
    (Verb.PAUSE, Result.DONE): tongues.later("No issue comes until you say that it should."),
    (Verb.RESUME, Result.DONE): tongues.later("Your issues come again."),
    (Verb.SEND, Result.DONE): tongues.later("An issue is on its way, if there is news that you have not had."),
    (Verb.MORE, Result.DONE): tongues.later("You will see more stories like {about}."),
    (Verb.LESS, Result.DONE): tongues.later("You will see fewer stories like {about}."),
    (Verb.FORGET, Result.DONE): tongues.later("What was learned of you is taken back: {about}."),
    (Verb.EXPORT, Result.DONE): tongues.later("All that is held of you is attached."),
    (Verb.ERASE, Result.DONE): tongues.later("All that was held of you is erased."),
    (Verb.SUBSCRIBE, Result.ALREADY): tongues.later("You are subscribed already."),
    (Verb.CONFIRM, Result.ALREADY): tongues.later("It was confirmed already."),
    (Verb.LEAVE, Result.ALREADY): tongues.later("You had left already: no more issues come."),
    (Verb.CHANGE, Result.ALREADY): tongues.later("Your wishes were so already."),
    (Verb.PAUSE, Result.ALREADY): tongues.later("No issue was coming already."),
    (Verb.RESUME, Result.ALREADY): tongues.later("Your issues were coming already."),
    (Verb.SEND, Result.ALREADY): tongues.later("Today’s issue was sent already."),
    (Verb.MORE, Result.ALREADY): tongues.later("You had asked for more stories like {about} already."),
    (Verb.LESS, Result.ALREADY): tongues.later("You had asked for fewer stories like {about} already."),
    (Verb.FORGET, Result.ALREADY): tongues.later("Nothing was learned of you that could be taken back."),
    (Verb.ERASE, Result.ALREADY): tongues.later("Nothing was held of you."),
    (Verb.MORE, Result.MISSING): tongues.later(
        "The story you named is in none of your last issues: nothing was changed."
    ),
    (Verb.LESS, Result.MISSING): tongues.later(
        "The story you named is in none of your last issues: nothing was changed."
    ),
    (Verb.FORGET, Result.MISSING): tongues.later("That was not learned of you, so there is nothing to take back."),
}
#: The same for every wish.
_RESULTS = {
    Result.DONE: tongues.later("Done."),
    Result.ALREADY: tongues.later("It was so already."),
    Result.ASKED: tongues.later("This waits for your yes: another mail asks you to confirm it."),
    Result.STRANGER: tongues.later("This address is not subscribed, so there was nothing to do."),
    Result.BAD_TOKEN: tongues.later("The link or the code was cut short, or is too old: nothing was changed."),
    Result.MISSING: tongues.later("What you named is not there, or not any more: nothing was changed."),
    Result.REFUSED: tongues.later("This cannot be done: {why}"),
}
#: Nothing is said of these: what they ask for is the answer itself.
_SILENT = {(Verb.PREFERENCES, Result.DONE), (Verb.HELP, Result.DONE)}
#: What somebody asks for, to be confirmed.
_ASKED = {
    Verb.LEAVE: tongues.later("To leave: no more issues."),
    Verb.PREFERENCES: tongues.later("To be shown your wishes."),
    Verb.CHANGE: tongues.later("To change your wishes."),
    Verb.PAUSE: tongues.later("No issues until you write that they should come."),
    Verb.RESUME: tongues.later("That your issues come again."),
    Verb.SEND: tongues.later("An issue now."),
    Verb.MORE: tongues.later("More stories like one in an issue of yours."),
    Verb.LESS: tongues.later("Fewer stories like one in an issue of yours."),
    Verb.FORGET: tongues.later("That what was learned of you is taken back."),
    Verb.EXPORT: tongues.later("A mail with all that is held of you."),
    Verb.ERASE: tongues.later("That all that is held of you is erased, and no issue comes any more."),
}


def sentences(done: Done, tongue: tongues.Tongue) -> Iterator[str]:
    """What came of one wish, in a sentence; none where nothing is to be said."""
    key = (done.command.verb, done.result)
    if key in _SILENT or done.result is Result.SILENT:
        return
    yield _pause(done, tongue) or tongue.say(
        _SENTENCES.get(key) or _RESULTS[done.result], about=_about(done, tongue), why=tongue.say(done.why)
    )


def asked(command: Command, tongue: tongues.Tongue, names: Names, *, reader: Subscriber | None = None) -> Iterator[str]:
    """What a wish would do, as sentences, without a word of who wrote it.

    Who joins is told all that will hold, also what they did not say; `reader` is who they will be, if they were one.
    """
    if command.verb is Verb.PAUSE and command.until is not None:
        yield tongue.say("No issues until {day}.", day=notices_clock.day(command.until, tongue))
    elif command.verb is Verb.PAUSE and command.days is not None:
        yield tongue.count("No issues for one day.", "No issues for {number} days.", command.days)
    elif command.verb in _ASKED and (command.verb is not Verb.CHANGE or command.change.is_empty):
        yield tongue.say(_ASKED[command.verb])
    for name, value in _wishes(command, tongue, names, reader):
        yield tongue.say("{label}: {value}.", label=tongue.say(notices_wishes.LABELS[name]), value=value)


def _wishes(command: Command, tongue: tongues.Tongue, names: Names, reader: Subscriber | None) -> Iterator[Wish]:
    subscribes = reader is not None and reader.status is SubscriberStatus.ACTIVE
    if command.verb is not Verb.SUBSCRIBE or subscribes:
        return notices_wishes.asked(command.change, tongue, names)
    return notices_wishes.joining(command.change, reader, tongue, names)


def _about(done: Done, tongue: tongues.Tongue) -> str:
    """What it is about, fit to stand in a sentence."""
    about = cut.one_line(done.about)
    if done.command.verb is Verb.FORGET:
        return about or tongue.say("everything")
    return tongue.say("“{title}”", title=about) if about else tongue.say("the one you named")


def _pause(done: Done, tongue: tongues.Tongue) -> str:
    """A rest with its end; "" for any other wish, or a rest without one."""
    if done.command.verb is not Verb.PAUSE or done.result not in {Result.DONE, Result.ALREADY} or done.reader is None:
        return ""
    return until(done.reader.paused_until, tongue)


def until(day: date | None, tongue: tongues.Tongue) -> str:
    """When a rest ends; "" for a rest without an end."""
    if day is None:
        return ""
    return tongue.say(
        "No issue comes until {day}; from then on they come again by themselves.", day=notices_clock.day(day, tongue)
    )


def next_issue(done: Done, tongue: tongues.Tongue, *, now: datetime) -> str:
    """When the next issue comes, where a wish was about that; else ""."""
    verb, result = done.command.verb, done.result
    if done.reader is None or result not in {Result.DONE, Result.ALREADY}:
        return ""
    moved = verb is Verb.CHANGE and "hours" in notices_wishes.changed(done.command.change)
    waits = verb is Verb.RESUME or (verb is Verb.SEND and result is Result.ALREADY)
    return next_of(done.reader, tongue, now=now) if moved or waits else ""


def next_of(reader: Subscriber, tongue: tongues.Tongue, *, now: datetime) -> str:
    """When a reader's next issue comes; "" where it is due already, or there is none."""
    if reader.next_due_at is None or reader.next_due_at <= now:
        return ""
    moment = notices_clock.issue(reader.next_due_at, reader.schedule, tongue)
    return tongue.say("The next issue comes on {moment}.", moment=moment)
