"""What stands in each kind of notice, one block below the other (pure)."""

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from datetime import timedelta
from itertools import chain

from digest.domain.people import Door, Subscriber, SubscriberStatus
from digest.domain.wishes import Command, Done, NoticeKind, Result, Verb
from digest.render import cut, notices_clock, notices_done, notices_wishes, tongues
from digest.render.notices_desk import COMMANDS, Desk
from digest.render.notices_faces import Block, Kind

#: Who asked, by the door they came by.
_WHO = {
    Door.WEB: tongues.later("Somebody, probably you, asked for this on our web page."),
    Door.MAIL: tongues.later("Somebody, probably you, asked for this by a mail in the name of this address."),
    Door.COMMAND: tongues.later("The operator of {service} entered this address."),
}
#: How long a confirmation is taken, at most (mail.md SUB-13).
_WAITS = timedelta(days=3)
_BY_ANSWER = tongues.later("Or simply answer this mail, with or without a word.")
_BY_WORD = tongues.later("Or answer this mail with the word “yes”.")
#: Commands below the wishes that a page changes, and those that stand in every list of wishes.
_CHANGING = ("topics", "follow", "mute", "hours", "days", "stories")
_DOING = ("pause", "send", "learned", "export", "erase", "leave", "help")


def agreement(verb: Verb, asked: Sequence[str], service: str, tongue: tongues.Tongue) -> tuple[str, ...]:
    """The exact words of a yes, in lines: what is asked for and, to a subscription, how it ends."""
    if verb is not Verb.SUBSCRIBE:
        return tuple(asked)
    begin = tongue.say("I want {service} by mail.", service=service)
    end = tongue.say("I can change this, pause it or leave at any time, with one mail or one click.")
    return (begin, *asked, end)


def _asked(desk: Desk) -> list[Command]:
    """What waits for a yes."""
    return [done.command for done in desk.notice.done if done.result is Result.ASKED]


def _agreed(desk: Desk) -> Block:
    lines = (
        agreement(done.command.verb, _sentences(done, desk), desk.service, desk.tongue)
        for done in desk.notice.done
        if done.result is Result.ASKED
    )
    return Block("agreed", lines=tuple(chain.from_iterable(lines)))


def _sentences(done: Done, desk: Desk) -> list[str]:
    return list(notices_done.asked(done.command, desk.tongue, desk.topics, reader=done.reader))


def _confirm(desk: Desk) -> Iterator[Block]:
    yield from _question(
        desk,
        yes=tongues.later("Yes, send it to me"),
        otherwise=tongues.later(
            "If it was not you, do nothing: no issue comes, and after {day} the request is forgotten."
        ),
    )


def _confirm_wish(desk: Desk) -> Iterator[Block]:
    yield from _question(
        desk,
        yes=tongues.later("Yes, I want this"),
        otherwise=tongues.later(
            "If it was not you, do nothing: nothing changes, and after {day} the request is forgotten."
        ),
    )


def _question(desk: Desk, *, yes: str, otherwise: str) -> Iterator[Block]:
    """Who asked, what a yes is to, how to say it, and how not to."""
    ways = desk.notice.ways
    if desk.notice.is_again:
        yield desk.block(
            "words", tongues.later("If you want this, answer with the one word “yes”. If you do not, do nothing.")
        )
    yield from _who(desk)
    yield _agreed(desk)
    yield from _partly(desk)
    yield desk.block("button", yes, url=ways.confirm or ways.confirm_by_mail)
    if ways.confirm_by_mail and not desk.notice.is_again:
        yield desk.block("words", _BY_WORD if _takes_a_word(desk) else _BY_ANSWER)
    last = desk.notice.expires or (desk.notice.made_at + _WAITS).date()
    yield desk.block("fine", otherwise, day=notices_clock.day(last, desk.tongue))


def _takes_a_word(desk: Desk) -> bool:
    """Whether an empty answer is too little, for what is asked cannot be undone, or gives all away."""
    return any(command.verb in {Verb.ERASE, Verb.EXPORT} for command in _asked(desk))


def _who(desk: Desk) -> Iterator[Block]:
    """Who asked: by which door, when, and from where."""
    notice, asker = desk.notice, desk.notice.asker
    if asker is None:
        return
    wanted = next((command.change.timezone for command in _asked(desk) if command.change.timezone), "UTC")
    zone = notice.reader.schedule.timezone if notice.reader is not None else wanted
    moment = notices_clock.moment(notice.asked_at or notice.made_at, zone, desk.tongue)
    where = desk.tongue.say("from the network {source}", source=cut.one_line(asker.source)) if asker.source else ""
    yield desk.block("words", _WHO[asker.door])
    yield Block("fine", " · ".join(filter(None, [moment, where])))


def _welcome(desk: Desk) -> Iterator[Block]:
    reader = desk.notice.reader
    if reader is not None:
        yield from _first_issue(desk, reader)
        yield desk.block("heading", tongues.later("Your wishes"))
        listed = {name for name in notices_wishes.LISTS if getattr(reader.profile, name)}
        yield from _wishes(desk, reader, {"topics", "hours", "stories"} | listed)
    yield from _partly(desk)
    yield desk.block("heading", tongues.later("To change, pause or leave"))
    yield from _page(desk)
    yield from _commands(desk, ("topics", "hours", "pause", "leave"))


def _first_issue(desk: Desk, reader: Subscriber) -> Iterator[Block]:
    tongue, schedule = desk.tongue, reader.schedule
    due, first = reader.next_due_at, reader.next_issue_date
    if due is None or first is None:
        return
    if due <= desk.notice.made_at:
        after = notices_clock.issue(notices_clock.after(schedule, first), schedule, tongue)
        yield desk.block(
            "words", tongues.later("Your first issue comes in a few minutes, the next on {moment}."), moment=after
        )
    else:
        moment = notices_clock.issue(due, schedule, tongue)
        yield desk.block("words", tongues.later("Your first issue comes on {moment}."), moment=moment)


def _done(desk: Desk) -> Iterator[Block]:
    yield from _became(desk)
    yield from _partly(desk)
    if desk.notice.unknown and desk.by_mail:
        yield desk.block("heading", tongues.later("What you can write"))
        yield from _commands(desk, ("topics", "hours", "pause", "leave", "help"))
    elif desk.by_mail and any(done.command.change.mute.add for done in desk.notice.done):
        # Who unsubscribed "from" something that we are not called may have meant all of it.
        yield desk.command("leave")


def _became(desk: Desk) -> Iterator[Block]:
    """What came of each wish; and, once, when the next issue comes."""
    for done in desk.notice.done:
        yield from _told(desk, done)
    nexts = (notices_done.next_issue(done, desk.tongue, now=desk.notice.made_at) for done in desk.notice.done)
    if last := [sentence for sentence in nexts if sentence][-1:]:
        yield Block("words", last[0])


def _told(desk: Desk, done: Done) -> Iterator[Block]:
    """What came of one wish, with the wishes that it changed."""
    for sentence in notices_done.sentences(done, desk.tongue):
        yield Block("words", sentence)
    if done.command.verb is Verb.CHANGE and done.result is Result.DONE and done.reader is not None:
        yield from _wishes(desk, done.reader, notices_wishes.changed(done.command.change))


def _wishes(desk: Desk, reader: Subscriber, names: Container[str]) -> Iterator[Block]:
    """Some wishes of a reader."""
    for name, value in notices_wishes.of(reader, desk.tongue, desk.topics):
        if name in names:
            yield desk.wish(name, value, how=False)


def _partly(desk: Desk) -> Iterator[Block]:
    """That there was more than what was understood, and never what."""
    if desk.notice.unknown:
        yield desk.block("words", tongues.later("Part of what you wrote was not understood."))
    yield from _cut(desk)


def _unknown(desk: Desk) -> Iterator[Block]:
    """That lines were not understood: how many, and never which."""
    if count := desk.notice.unknown:
        said = desk.tongue.count("1 line was not understood.", "{number} lines were not understood.", count)
        yield Block("words", said)
    yield from _cut(desk)


def _cut(desk: Desk) -> Iterator[Block]:
    """That there was more than is read of one mail."""
    if desk.notice.is_cut:
        yield desk.block(
            "words", tongues.later("Only the first ten wishes of a mail are read: send us the rest in another mail.")
        )


def _preferences(desk: Desk) -> Iterator[Block]:
    reader = desk.notice.reader
    if reader is None:
        yield from _help(desk)
        return
    yield from _became(desk)
    yield from _unknown(desk)
    yield from _page(desk, "button")
    yield from (Block("words", said) for said in _coming(desk, reader))
    # Where a page changes everything, nobody has to read past commands to see what they have.
    for name, value in notices_wishes.of(reader, desk.tongue, desk.topics):
        yield desk.wish(name, value, how=not desk.has_page)
    if desk.by_mail:
        yield desk.block("heading", tongues.later("To change, pause or leave"))
        yield from _commands(desk, (*(_CHANGING if desk.has_page else ()), *_DOING))


def _coming(desk: Desk, reader: Subscriber) -> Iterator[str]:
    """Whether the reader rests, and when the next issue comes."""
    if reader.status is SubscriberStatus.PAUSED:
        resting = tongues.later("No issue comes until you say that it should.")
        yield notices_done.until(reader.paused_until, desk.tongue) or desk.tongue.say(resting)
    elif said := notices_done.next_of(reader, desk.tongue, now=desk.notice.made_at):
        yield said


def _goodbye(desk: Desk) -> Iterator[Block]:
    ways = desk.notice.ways
    yield desk.block("words", tongues.later("No more mail comes from {service} to {address}."))
    for done in desk.notice.done:
        if done.command.verb is not Verb.LEAVE and not done.request_id:
            yield from _told(desk, done)
    if back := ways.confirm or ways.confirm_by_mail:
        yield from _as_it_was(desk)
        yield desk.block("link", tongues.later("It was a mistake: come back"), url=back)
    if desk.by_mail:
        yield desk.block("fine", tongues.later("You can always come back: answer with the word “subscribe”."))
    elif ways.home:
        yield desk.block("link", tongues.later("You can always come back by our front page"), url=ways.home)
    yield from _what_is_held(desk)


def _as_it_was(desk: Desk) -> Iterator[Block]:
    """What they say yes to who come back: the words that are put on record."""
    reader = desk.notice.reader
    if reader is not None:
        yield desk.block("words", tongues.later("If it was a mistake, this brings it back as it was:"))
        command = Command(verb=Verb.SUBSCRIBE)
        asked = list(notices_done.asked(command, desk.tongue, desk.topics, reader=reader))
        yield Block("agreed", lines=agreement(command.verb, asked, desk.service, desk.tongue))


def _what_is_held(desk: Desk) -> Iterator[Block]:
    """The way of who has left to what is still held of them (GDPR articles 15 to 20)."""
    if held := desk.notice.ways.held:
        yield desk.block("link", tongues.later("What is held of you: take it along, or have it erased"), url=held)
    elif desk.by_mail and desk.notice.reader is not None:
        yield from map(desk.command, ("export", "erase"))


def _help(desk: Desk) -> Iterator[Block]:
    yield from _became(desk)
    yield from _unknown(desk)
    yield from _page(desk)
    yield from _commands(desk, COMMANDS)


def _export(desk: Desk) -> Iterator[Block]:
    yield desk.block(
        "words",
        tongues.later(
            "Attached is all that {service} holds of you, as JSON: a text that people and programs can read."
        ),
    )
    if desk.by_mail:
        yield desk.command("erase")


def _probe(desk: Desk) -> Iterator[Block]:
    yield desk.block(
        "words",
        tongues.later(
            "Several of our mails to {address} came back. If you read this, the address works, and you need do nothing."
        ),
    )
    yield desk.block("fine", tongues.later("If this mail comes back too, no more issues are sent there."))


def _warning(desk: Desk) -> Iterator[Block]:
    yield desk.block("words", tongues.later("Our mails to {address} came back, so no issues are sent there any more."))
    if desk.has_page:
        url = desk.notice.ways.preferences
        yield desk.block("button", tongues.later("The address works: send them again"), url=url)
    if desk.by_mail:
        yield desk.block("words", tongues.later("If the address works again, answer with the word “resume”."))
    yield desk.block(
        "fine",
        tongues.later("This is said three times, a week apart. Do nothing if you want no more issues."),
    )


def _commands(desk: Desk, names: Iterable[str]) -> Iterator[Block]:
    """What can be written to us, where that is read."""
    if not desk.by_mail:
        return
    yield desk.block(
        "fine",
        tongues.later("Write any of these to {inbox}, or answer a mail of ours with it, one to a line."),
        inbox=desk.sender.reply_to,
    )
    yield from map(desk.command, names)


def _page(desk: Desk, kind: Kind = "link") -> Iterator[Block]:
    if desk.has_page:
        yield desk.block(kind, tongues.later("Change everything on one page"), url=desk.notice.ways.preferences)


#: How each kind is written.
BLOCKS: dict[NoticeKind, Callable[[Desk], Iterator[Block]]] = {
    NoticeKind.CONFIRM: _confirm,
    NoticeKind.CONFIRM_WISH: _confirm_wish,
    NoticeKind.WELCOME: _welcome,
    NoticeKind.DONE: _done,
    NoticeKind.PREFERENCES: _preferences,
    NoticeKind.GOODBYE: _goodbye,
    NoticeKind.HELP: _help,
    NoticeKind.EXPORT: _export,
    NoticeKind.PROBE: _probe,
    NoticeKind.WARNING: _warning,
}
