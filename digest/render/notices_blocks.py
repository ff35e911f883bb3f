"""What stands in each kind of notice, one block below the other (pure)."""

from collections.abc import Callable, Iterator, Sequence

from digest.domain.people import Door, Subscriber
from digest.domain.wishes import NoticeKind, Result, Verb
from digest.render import cut, notices_clock, notices_done, notices_wishes, tongues
from digest.render.notices_desk import COMMANDS, Desk
from digest.render.notices_faces import Block

#: Who asked, by the door they came by.
_WHO = {
    Door.WEB: tongues.later("Somebody, probably you, asked for {service} on its web page: {moment}."),
    Door.MAIL: tongues.later("Somebody, probably you, wrote to {service} in the name of this address: {moment}."),
    Door.COMMAND: tongues.later("The operator of {service} entered this address: {moment}."),
}


def agreement(verb: Verb, asked: Sequence[str], service: str, tongue: tongues.Tongue) -> str:
    """The exact words of a yes: what is asked for and, to a subscription, how it ends."""
    if verb is not Verb.SUBSCRIBE:
        return " ".join(asked)
    begin = tongue.say("I want {service} by mail.", service=service)
    end = tongue.say("I can change this, pause it or leave at any time, with one mail or one click.")
    return " ".join([begin, *asked, end])


def _agreed(desk: Desk) -> Block:
    """What the yes is to."""
    commands = [done.command for done in desk.notice.done if done.result is Result.ASKED]
    said = [
        agreement(command.verb, list(notices_done.asked(command, desk.tongue, desk.topics)), desk.service, desk.tongue)
        for command in commands
    ]
    return Block("agreed", " ".join(said))


def _confirm(desk: Desk) -> Iterator[Block]:
    notice = desk.notice
    yield from _who(desk)
    yield _agreed(desk)
    yield desk.block(
        "button", tongues.later("Yes, send it to me"), url=notice.ways.confirm or notice.ways.confirm_by_mail
    )
    yield from _answer(
        desk, tongues.later("If it was not you, do nothing: no issue comes, and the request is forgotten.")
    )


def _confirm_wish(desk: Desk) -> Iterator[Block]:
    notice = desk.notice
    yield from _who(desk)
    yield _agreed(desk)
    yield desk.block(
        "button", tongues.later("Yes, I want this"), url=notice.ways.confirm or notice.ways.confirm_by_mail
    )
    yield from _answer(
        desk, tongues.later("If it was not you, do nothing: nothing changes, and the request is forgotten.")
    )


def _who(desk: Desk) -> Iterator[Block]:
    notice, asker = desk.notice, desk.notice.asker
    if asker is None:
        return
    zone = notice.reader.schedule.timezone if notice.reader is not None else "UTC"
    moment = notices_clock.moment(notice.asked_at or notice.made_at, zone, desk.tongue)
    yield desk.block("words", _WHO[asker.door], moment=moment)
    if asker.source:
        yield desk.block("fine", tongues.later("It came from the network {source}."), source=cut.one_line(asker.source))


def _answer(desk: Desk, otherwise: str) -> Iterator[Block]:
    notice = desk.notice
    if notice.ways.confirm_by_mail:
        yield desk.block("words", tongues.later("Or simply answer this mail, with or without a word."))
    yield desk.block("fine", otherwise)
    if notice.expires is not None:
        day = notices_clock.day(notice.expires, desk.tongue)
        yield desk.block("fine", tongues.later("A yes is taken until {day}."), day=day)


def _welcome(desk: Desk) -> Iterator[Block]:
    reader = desk.notice.reader
    if reader is not None:
        yield from _first_issue(desk, reader)
        yield desk.block("heading", tongues.later("Your wishes"))
        for name, value in notices_wishes.of(reader, desk.tongue, desk.topics):
            if name in {"topics", "hours", "stories"}:
                yield desk.wish(name, value)
    yield desk.block("heading", tongues.later("To change, pause or leave"))
    yield from _by_mail(desk)
    for name in ("pause", "leave"):
        yield desk.command(name)
    yield from _page(desk)


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
    notice = desk.notice
    for done in notice.done:
        for sentence in notices_done.sentences(done, desk.tongue, now=notice.made_at):
            yield Block("words", sentence)
        if done.command.verb is Verb.CHANGE and done.result is Result.DONE and done.reader is not None:
            about = notices_wishes.changed(done.command.change)
            for name, value in notices_wishes.of(done.reader, desk.tongue, desk.topics):
                if name in about:
                    yield Block("wish", value, label=desk.tongue.say(notices_wishes.LABELS[name]))
    yield from _unknown(desk)


def _unknown(desk: Desk) -> Iterator[Block]:
    """That lines were not understood, and what would be."""
    if not desk.notice.unknown:
        return
    count = desk.tongue.count("1 line was not understood.", "{number} lines were not understood.", desk.notice.unknown)
    yield Block("words", count)
    yield desk.block("heading", tongues.later("What you can write"))
    yield from _by_mail(desk)
    for name in ("topics", "hours", "pause", "leave"):
        yield desk.command(name)


def _preferences(desk: Desk) -> Iterator[Block]:
    if desk.notice.reader is None:
        yield from _help(desk)
        return
    yield from _done(desk)
    yield from _by_mail(desk)
    yield from _page(desk)
    for name, value in notices_wishes.of(desk.notice.reader, desk.tongue, desk.topics):
        yield desk.wish(name, value)
    yield desk.block("heading", tongues.later("To change, pause or leave"))
    for name in ("pause", "send", "export", "erase", "leave"):
        yield desk.command(name)


def _goodbye(desk: Desk) -> Iterator[Block]:
    notice = desk.notice
    for done in notice.done:
        for sentence in notices_done.sentences(done, desk.tongue, now=notice.made_at):
            yield Block("words", sentence)
    yield desk.block("words", tongues.later("No more mail comes from {service} to {address}."))
    if notice.ways.confirm or notice.ways.confirm_by_mail:
        back = notice.ways.confirm or notice.ways.confirm_by_mail
        yield desk.block("link", tongues.later("If it was a mistake: come back"), url=back)
    else:
        yield desk.block("fine", tongues.later("If it was a mistake, answer with the word “subscribe”."))


def _help(desk: Desk) -> Iterator[Block]:
    yield from _done(desk)
    yield from _by_mail(desk)
    for name in COMMANDS:
        yield desk.command(name)
    yield from _page(desk)


def _export(desk: Desk) -> Iterator[Block]:
    yield desk.block(
        "words",
        tongues.later(
            "Attached is all that {service} holds of you, as JSON: a text that people and programs can read."
        ),
    )
    yield desk.command("erase")


def _probe(desk: Desk) -> Iterator[Block]:
    yield desk.block(
        "words",
        tongues.later(
            "Several of our mails to {address} came back. If you read this, the address works, and you need do nothing."
        ),
    )
    yield desk.block("fine", tongues.later("If this mail comes back too, no more issues are sent there."))


def _by_mail(desk: Desk) -> Iterator[Block]:
    yield desk.block(
        "fine",
        tongues.later("Write any of these to {inbox}, or answer a mail of ours with it, one to a line."),
        inbox=desk.sender.reply_to,
    )


def _page(desk: Desk) -> Iterator[Block]:
    if desk.notice.ways.preferences.startswith("https:"):
        yield desk.block("link", tongues.later("Change everything on one page"), url=desk.notice.ways.preferences)


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
}
