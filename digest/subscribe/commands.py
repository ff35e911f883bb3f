"""What people write to us, in a subject, a few lines or an address, as commands (mail.md SUB-01 to SUB-07)."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from digest.domain.wishes import Command, Verb, Weights
from digest.subscribe import (
    changes,
    clauses,
    deeds,
    joining,
    joint,
    languages,
    leaving,
    parts,
    phrases,
    praise,
    rests,
    sentences,
    signed,
    subjects,
    tongue,
    topics,
    wanted,
)
from digest.subscribe.understanding import Setting, Understanding
from digest.subscribe.vocabulary import Ask

#: Read of one mail, at most; after more riddles than this it is no list of commands, and reading ends (SUB-04).
MAX_COMMANDS, MAX_LINES, MAX_UNKNOWN = 10, 50, 3
MAX_LENGTH = 1000
#: Free words may follow these: in an answer to us, its subject is our own headline.
_FREE = frozenset(
    {
        *(Ask.FOLLOW, Ask.UNFOLLOW, Ask.FOLLOWED, Ask.MUTE, Ask.UNMUTE, Ask.MUTED, Ask.NAME, Ask.FORGET, Ask.NEVER),
        *(Ask.MUTE_SOURCE, Ask.UNMUTE_SOURCE, Ask.MUTED_SOURCES, Ask.PREFER, Ask.UNPREFER, Ask.SOURCES, Ask.CONFIRM),
    }
)
#: Lines below a thanks that may be a name, and no wish.
_NAMES = 3
_LEAVE = Understanding(commands=(Command(verb=Verb.LEAVE),))


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


def understand(
    subject: str,
    lines: Sequence[str],
    *,
    topics: Mapping[str, str],
    languages: Iterable[str],
    today: date | None = None,
) -> Understood:
    """What the subject, then the lines of a mail ask.

    `topics` is slug -> name, `languages` the tags that can be chosen.  `today` is the reader's date: without it dates
    that lack their year are not understood.  A subject that is no command is no unknown line.
    """
    setting = Setting(names=_names(topics, languages), today=today)
    first = _Mail(setting)
    first.take_subject(subject, is_alone=False)
    body = _Mail(setting, before=[command for _, command in first.asked])
    body.take_all(lines)
    head = _Mail(setting)
    head.take_subject(subject, is_alone=not body.asked)
    own = list(phrases.lines(lines, MAX_LINES))
    # "unsubscribe" in the subject may go on below: "from sport".
    is_open = bool(own) and joint.leaves(head.asked) and not body.asked
    more = _going_on(subject, own[0], setting) if is_open else []
    asked = more or joint.still_meant(head.asked, body.asked, own)
    return Understood(
        commands=joint.merged([command for _, command in asked])[:MAX_COMMANDS],
        unknown=head.unknown + body.unknown - bool(more),
        is_kind=not asked and _is_kind(subject, lines),
        language=joint.spoken([spoken for spoken, _ in asked]) or tongue.of(lines or _own(subject)),
    )


def _own(subject: str) -> list[str]:
    """The subject where its writer wrote it: that of an answer is ours."""
    return [] if subjects.plain(subject[:MAX_LENGTH])[1] else [subject[:MAX_LENGTH]]


def _going_on(subject: str, line: str, setting: Setting) -> list[joint.Asked]:
    """What a subject and the line below it ask together, if that is other wishes."""
    mail = _Mail(setting)
    mail.take_all([f"{subject} {line}"])
    return mail.asked if all(command.verb is Verb.CHANGE for _, command in mail.asked) else []


def _is_kind(subject: str, lines: Sequence[str]) -> bool:
    """Whether a mail says nothing but thanks; the subject of an answer is ours."""
    text, is_answer = subjects.plain(subject[:MAX_LENGTH])
    said = tuple(phrases.lines(lines, MAX_LINES))
    return praise.is_all(said) and (is_answer or praise.is_idle(text))


def by_address(extension: str) -> Command | None:
    """What the word behind the inbox's plus sign asks (SUB-02); None for any that is not ours.  Any case will do."""
    word, _, rest = extension.lower().partition("-")
    verb = _ADDRESSES.get(word)
    number, _, token = rest.partition("-") if verb in {Verb.MORE, Verb.LESS} else ("", "", rest)
    if verb is None or not re.fullmatch(r"[a-z2-7]{16,64}" if rest or verb is Verb.CONFIRM else "", token):
        return None
    if verb in {Verb.MORE, Verb.LESS}:
        return Command(verb=verb, number=int(number), token=token) if re.fullmatch(r"[1-9][0-9]{0,2}", number) else None
    return None if token and verb not in _TOKENS else Command(verb=verb, token=token)


_ADDRESSES = {
    **{verb.value: verb for verb in (Verb.SUBSCRIBE, Verb.CONFIRM, Verb.LEAVE, Verb.PREFERENCES, Verb.PAUSE)},
    **{verb.value: verb for verb in (Verb.RESUME, Verb.MORE, Verb.LESS, Verb.HELP)},
    "join": Verb.SUBSCRIBE,
    "unsubscribe": Verb.LEAVE,
}
_TOKENS = frozenset({Verb.CONFIRM, Verb.LEAVE, Verb.PREFERENCES})


class _Mail:
    """Lines read one after the other, and what they ask."""

    def __init__(self, setting: Setting, *, before: Sequence[Command] = ()) -> None:
        self._setting = setting
        self._before = before
        self.asked: list[joint.Asked] = []
        self.unknown = 0
        self.orders = 0

    def take_all(self, lines: Sequence[str]) -> None:
        """Nothing; what the lines ask is in `asked` afterwards."""
        names = 0
        for line in phrases.lines(lines, MAX_LINES):
            if phrases.is_end(line) or self.orders >= MAX_COMMANDS or self.unknown > MAX_UNKNOWN:
                return
            if phrases.is_farewell(line):
                if self.asked or self._before:
                    return
                names = _NAMES
            elif self._is_thanks(line):
                names = _NAMES
            elif not phrases.is_greeting(line) and not (names and praise.is_name(line)):
                self._take(line)
            names = max(names - 1, 0)

    def take_subject(self, subject: str, *, is_alone: bool) -> None:
        """Nothing; the subject's command is in `asked`, if it is one.

        An answer's subject is what we wrote: it counts if it brings a token, or if there `is_alone` nothing else.
        """
        text, is_answer = subjects.plain(subject[:MAX_LENGTH])
        found = phrases.verb(text)
        if not text or (is_answer and found is not None and found.ask in _FREE and not signed.token(found.rest)):
            return
        spoken, read = self._read(text)
        has_token = read is not None and any(command.token for command in read.commands)
        if read is None or (is_answer and not has_token and (read.is_partial or not is_alone)):
            return
        self.unknown += read.is_partial
        self.asked += [(spoken, command) for command in read.commands]

    def _take(self, line: str) -> None:
        spoken, read = self._read(line)
        if read is None:
            read = self._named(line) or self._in_sentences(line) or self._in_parts(line)
        elif read.is_partial:
            apart = self._in_sentences(line)
            read = apart if apart and not apart.is_partial else read
        self.unknown += read is None or read.is_partial
        if read is not None:
            self.orders += 1
            self.asked += [(spoken, command) for command in read.commands]

    def _is_thanks(self, line: str) -> bool:
        """Whether a line says something kind, and no wish."""
        return praise.is_kind(line) and self._read(line)[1] is None

    def _named(self, line: str) -> Understanding | None:
        """Leaving, if it stands anywhere in a short line; or the topics that are not wanted, if it names some."""
        if not leaving.is_named(line):
            return None
        if leaving.names_any(line, self._setting.names.topics):
            return wanted.unwanted(signed.said(leaving.beside(line)), self._setting)
        return _LEAVE

    def _in_sentences(self, line: str) -> Understanding | None:
        """What the sentences of a line ask, if half of them ask something."""
        said = [one for one in sentences.of(line) if not phrases.is_farewell(one) and not praise.is_kind(one)]
        if not said or said == [line]:
            return None
        inner = _Mail(self._setting, before=[*self._before, *(command for _, command in self.asked)])
        for one in said:
            inner.take_one(one)
        if 2 * inner.orders < len(said):
            return None
        return Understanding(commands=tuple(command for _, command in inner.asked), is_partial=inner.unknown > 0)

    def take_one(self, sentence: str) -> None:
        """Nothing; what the sentence asks is in `asked` afterwards, and it is unknown where it asks nothing."""
        spoken, read = self._read(sentence)
        read = read or self._named(sentence) or self._in_parts(sentence)
        self.unknown += read is None or read.is_partial
        self.orders += read is not None
        self.asked += [(spoken, command) for command in (read.commands if read else ())]

    def _read(self, line: str) -> tuple[frozenset[str], Understanding | None]:
        found = phrases.verb(line)
        read = deeds.of(found.ask, found.rest, self._setting) if found else None
        if found is None or read is None:
            # "no later than 7:00" begins with a verb, and "sport" may be one somewhere.
            return frozenset(), self._without_verb(line)
        return found.spoken, read

    def _in_parts(self, line: str) -> Understanding | None:
        """What a line asks of which only some parts are understood: other wishes alone, for prose has many commas."""
        said = [part for part in parts.of(line) if not phrases.is_farewell(part) and not signed.is_idle(part)]
        read = _agreeing([self._change(part) for part in said])
        known = [one for one in read if one is not None]
        is_told = bool(said) and _begins_with_a_verb(said[0])
        if not known or not parts.are_enough([one is not None for one in read], is_told=is_told):
            return None
        is_partial = len(known) < len(read) or any(one.is_partial for one in known)
        return Understanding(commands=tuple(c for one in known for c in one.commands), is_partial=is_partial)

    def _change(self, part: str) -> Understanding | None:
        _, read = self._read(part)
        return read if read and all(command.verb is Verb.CHANGE for command in read.commands) else None

    def _without_verb(self, line: str) -> Understanding | None:
        if leaving.is_enough(line):
            return _LEAVE
        rest = rests.read(line, self._setting.today, is_told=self._rests())
        if rest is not None:
            return Understanding(commands=(Command(verb=Verb.PAUSE, until=rest.until, days=rest.days),))
        wanted_ = joining.topics(line)
        if wanted_:
            return deeds.of(Ask.JOIN, wanted_, self._setting)
        alone = wanted.clauses_alone(line, self._setting)
        return wanted.joiners(line, self._setting) if alone is None and self._awaits_topics() else alone

    def _rests(self) -> bool:
        """Whether somebody has said before that they want a rest."""
        return any(command.verb is Verb.PAUSE for command in (*self._before, *(one for _, one in self.asked)))

    def _awaits_topics(self) -> bool:
        """Whether somebody subscribes who has not said yet which topics they want."""
        said = [*self._before, *(command for _, command in self.asked)]
        subscribes = any(command.verb is Verb.SUBSCRIBE for command in said)
        return subscribes and all(command.change.topics == Weights() for command in said)


def _agreeing(read: Sequence[Understanding | None]) -> list[Understanding | None]:
    """The parts, None for each that says otherwise than one before it: "at 7:30 and at 19:30"."""
    kept: list[Understanding | None] = []
    for one in read:
        said = [other.commands[0].change for other in kept if other is not None]
        clash = one is not None and any(changes.clash(change, one.commands[0].change) for change in said)
        kept.append(None if clash else one)
    return kept


def _begins_with_a_verb(part: str) -> bool:
    """Whether it does; of "he has 8 stories" the verb stands behind."""
    found = phrases.verb(part)
    return found is not None and part.endswith(found.rest)


def _names(topics_: Mapping[str, str], tags: Iterable[str]) -> clauses.Names:
    return clauses.Names(topics=topics.table(topics_), languages=languages.table(tags))
