"""What people write to us, in a subject, a few lines or an address, as commands (mail.md SUB-01 to SUB-07)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from digest.domain.wishes import Command, Verb
from digest.subscribe import clauses, joint, languages, passages, phrases, praise, spelling, subjects, tongue
from digest.subscribe import topics as topics_
from digest.subscribe.understanding import Setting

#: A line that these begin goes on with the subject.
_FROM = spelling.among("from about von vom de del du des d'")


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """What one mail asks."""

    #: In order, each once; all changes of wishes as one.
    commands: tuple[Command, ...]
    #: Lines not understood: 4 when they were more than 3, for reading ended there.
    unknown: int
    #: The language the commands are in, or the words around them, BCP 47; "" when it may be several.
    language: str = ""
    #: Whether the mail says nothing but kind words.
    is_kind: bool = False
    #: Whether it asks for more than is read of one mail.
    is_cut: bool = False


def understand(
    subject: str,
    lines: Sequence[str],
    *,
    topics: Mapping[str, str],
    languages: Iterable[str],
    today: date | None = None,
    service: str = "",
) -> Understood:
    """What the subject, then the lines of a mail ask.

    `topics` is slug -> name, `languages` the tags that can be chosen.  `today` is the reader's date: without it dates
    that lack their year are not understood.  `service` is what the whole is called.  A subject that is no command is
    no unknown line.
    """
    setting = Setting(names=_names(topics, languages), today=today, own=frozenset(spelling.words(service)))
    first = passages.Passage(setting)
    first.take_subject(subject, is_alone=False)
    body = passages.Passage(setting, before=[command for _, command in first.asked])
    body.take_all(lines)
    head = passages.Passage(setting)
    head.take_subject(subject, is_alone=not body.asked)
    own = list(phrases.lines(lines, passages.MAX_LINES))
    # "unsubscribe" in the subject may go on below: "from sport".
    is_open = bool(own) and joint.leaves(head.asked) and not body.asked
    more = _going_on(subject, own[0], setting) if is_open else []
    asked = more or joint.still_meant(head.asked, body.asked, own)
    merged = joint.merged([command for _, command in asked])
    # A date that is seen but not understood makes no rest without an end.
    kept = joint.but_endless(merged) if body.tells_an_end([*_own(subject), *lines]) else merged
    return Understood(
        commands=kept[: passages.MAX_COMMANDS],
        unknown=max(head.unknown + body.unknown - bool(more), len(merged) - len(kept)),
        is_cut=body.is_cut or len(kept) > passages.MAX_COMMANDS,
        is_kind=not (asked or body.unknown) and _is_kind(subject, lines),
        language=joint.spoken([spoken for spoken, _ in asked]) or tongue.of(lines or _own(subject)),
    )


def _own(subject: str) -> list[str]:
    """The subject where its writer wrote it: that of an answer is ours."""
    return [] if subjects.plain(subject[: passages.MAX_LENGTH])[1] else [subject[: passages.MAX_LENGTH]]


def _going_on(subject: str, line: str, setting: Setting) -> list[joint.Asked]:
    """What a subject and the line below it ask together, if that is other wishes; below may stand a name, too."""
    mail = passages.Passage(setting)
    mail.take_all([f"{subject} {line}"])
    changes = [command.change for _, command in mail.asked if command.verb is Verb.CHANGE]
    goes_on = not _FROM.isdisjoint(spelling.words(line)[:1]) or not any(change.mute.add for change in changes)
    return mail.asked if goes_on and len(changes) == len(mail.asked) else []


def _is_kind(subject: str, lines: Sequence[str]) -> bool:
    """Whether a mail says nothing but thanks; the subject of an answer is ours."""
    text, is_answer = subjects.plain(subject[: passages.MAX_LENGTH])
    said = tuple(phrases.lines(lines, passages.MAX_LINES))
    return praise.is_all(said) and (is_answer or praise.is_idle(text))


def _names(called: Mapping[str, str], tags: Iterable[str]) -> clauses.Names:
    return clauses.Names(topics=topics_.table(called), languages=languages.table(tags))
