"""Lines of one mail read one after the other: what each asks, and how many are riddles (mail.md SUB-04)."""

import itertools
import re
from collections.abc import Sequence

from digest.domain.people import Cadence
from digest.domain.wishes import Command, Verb, Weights
from digest.subscribe import (
    asides,
    aversions,
    changes,
    clauses,
    dates,
    deeds,
    enough,
    joining,
    joint,
    leaving,
    objects,
    outlets,
    parts,
    phrases,
    praise,
    rests,
    sections,
    sentences,
    separable,
    signatures,
    signed,
    spelling,
    strands,
    subjects,
    thanks,
    wanted,
)
from digest.subscribe.asks import Ask
from digest.subscribe.understanding import Setting, Understanding

#: Read of one mail, at most; after more riddles than this it is no list of commands, and reading ends (SUB-04).
MAX_COMMANDS, MAX_LINES, MAX_UNKNOWN = 10, 50, 3
MAX_LENGTH = 1000
#: Free words may follow these: in an answer to us, its subject is our own headline.
_FREE = frozenset(
    {
        *(Ask.FOLLOW, Ask.UNFOLLOW, Ask.FOLLOWED, Ask.MUTE, Ask.UNMUTE, Ask.MUTED, Ask.NAME, Ask.FORGET, Ask.NEVER),
        *(Ask.MUTE_SOURCE, Ask.UNMUTE_SOURCE, Ask.MUTED_SOURCES, Ask.PREFER, Ask.UNPREFER, Ask.SOURCES, Ask.CONFIRM),
        Ask.PREFER_SOURCE,
    }
)
#: Lines below a thanks that may be a name, and no wish.
_NAMES = 3
#: Parts of a line of which one may order to leave, and the others, this many, say why.
_PARTS, _REASONS = re.compile(r"\s*[,;.!–]+\s+|\s+-\s+"), 2
#: What nobody does in passing.
_GRAVE = frozenset({Verb.LEAVE, Verb.ERASE, Verb.CONFIRM})
_LEAVE = Understanding(commands=(Command(verb=Verb.LEAVE),))


class Passage:
    """Lines read one after the other, and what they ask."""

    def __init__(self, setting: Setting, *, before: Sequence[Command] = ()) -> None:
        self._setting = setting
        self._before = before
        self.asked: list[joint.Asked] = []
        self.unknown = 0
        self.orders = 0
        #: Whether it goes on with more orders than are read of one mail.
        self.is_cut = False

    def take_all(self, lines: Sequence[str]) -> None:
        """Nothing; what the lines ask is in `asked` afterwards."""
        joins = any(command.verb is Verb.SUBSCRIBE for command in self._before)
        own, doubts = signatures.without(list(phrases.lines(lines, MAX_LINES)), joins=joins)
        names, self.unknown = 0, self.unknown + doubts
        for line in own:
            if phrases.is_end(line) or self.unknown > MAX_UNKNOWN or self.is_cut:
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
        spoken, read = self._read(self._plain(text))
        has_token = read is not None and any(command.token for command in read.commands)
        if read is None or (is_answer and not has_token and (read.is_partial or not is_alone)):
            return
        self.unknown += read.is_partial
        self.asked += [(spoken, command) for command in read.commands]

    def tells_an_end(self, lines: Sequence[str]) -> bool:
        """Whether a date stands in what nobody understood as anything else, so that a rest may not be without end."""
        own = itertools.takewhile(lambda line: not phrases.is_end(line), phrases.lines(lines, MAX_LINES))
        said = [one for line in own for one in sentences.of(line)]
        return any(dates.is_told(one) and (dates.begins_an_end(one) or self._change(one) is None) for one in said)

    def _take(self, line: str) -> None:
        line = self._plain(line)
        spoken, read = self._read(line)
        if self.orders >= MAX_COMMANDS:
            self.is_cut = self.is_cut or read is not None
            return
        if read is None:
            read = self._apart(line)
        elif read.is_partial:
            apart = self._in_sentences(line) or self._in_wishes(line)
            read = apart if apart and not apart.is_partial else read
        self.unknown += read is None or read.is_partial
        if read is not None:
            self.orders += 1
            self.asked += [(spoken, command) for command in read.commands]

    def _plain(self, line: str) -> str:
        """A line as of now, with its verbs whole, and its topics by their names."""
        return sections.plain(separable.whole(thanks.ordered(phrases.at_once(line))), self._setting.names.topics)

    def _is_thanks(self, line: str) -> bool:
        """Whether a line says something kind, and no wish, nor what may be one."""
        asks = [one for one in (self._plain(line), thanks.wish(line)) if one]
        return praise.is_kind(line) and not thanks.is_open(line) and all(self._read(one)[1] is None for one in asks)

    def _named(self, line: str) -> Understanding | None:
        """Leaving, if it stands anywhere in a short line; or the topics that are not wanted, if it names some."""
        if dates.has_an_end(line) or thanks.is_for_an_end(line):
            # "Unsubscribe until Easter" wants a rest.
            return None
        rest = enough.behind(line)
        if self._is_ordered(line) or (rest and self._read(rest)[1] == _LEAVE):
            return _LEAVE
        if not leaving.is_named(line) or self._names_a_part(line):
            return None
        if leaving.names_any(line, self._setting.names.topics):
            if leaving.keeps(line, wants=False):
                return None
            return aversions.denied(leaving.beside(line), line, self._setting)
        # "Unsubscribe from the daily mail and send weekly"
        goes_on = any(self._change(part) is not None for part in parts.of(line)[1:])
        return None if goes_on else deeds.left(line, self._setting)

    def _is_ordered(self, line: str) -> bool:
        """Whether one part of a line is an order to leave, and the others are no more than its reason."""
        said = _PARTS.split(line)
        orders = [part for part in said if leaving.is_order(part) and self._read(part)[1] == _LEAVE]
        others = [part for part in said if part not in orders]
        is_told = len(orders) > 0 and 0 < len(others) <= _REASONS and all(map(leaving.is_beside_an_order, others))
        return is_told and not leaving.names_any(line, self._setting.names.topics)

    def _names_a_part(self, line: str) -> bool:
        """Whether days or an hour stand in a line, and no name of the whole: "unsubscribe on weekends"."""
        change, _ = clauses.read(line, self._setting.names)
        is_part = change.at is not None or bool(change.weekdays) or change.cadence is Cadence.WEEKDAYS
        own = self._setting.own
        return is_part and (not leaving.is_whole(spelling.words(line), own) or objects.is_on_days(line, own))

    def _beside(self, line: str) -> Understanding | None:
        """What a line asks when its asides are out of the way."""
        own, is_polite = asides.without(line, self._setting.names)
        read = None if own == line else self._read(own)[1] or self._in_parts(own)
        is_grave = read is not None and any(command.verb in _GRAVE for command in read.commands)
        # Nobody leaves by half a line.
        return None if is_grave and not is_polite else read

    def _in_sentences(self, line: str) -> Understanding | None:
        """What the sentences of a line ask, if half of them ask something."""
        said = [one for one in sentences.of(line) if not phrases.is_farewell(one) and not self._is_thanks(one)]
        if not said or said == [line] or leaving.is_refused(said):
            return None
        inner = Passage(self._setting, before=[*self._before, *(command for _, command in self.asked)])
        for one in said:
            inner.take_one(one)
        if 2 * inner.orders < len(said):
            return None
        return Understanding(commands=tuple(command for _, command in inner.asked), is_partial=inner.unknown > 0)

    def take_one(self, sentence: str) -> None:
        """Nothing; what the sentence asks is in `asked` afterwards, and it is unknown where it asks nothing."""
        spoken, read = self._read(sentence)
        read = read or self._apart(sentence)
        self.unknown += read is None or read.is_partial
        self.orders += read is not None
        self.asked += [(spoken, command) for command in (read.commands if read else ())]

    def _read(self, line: str) -> tuple[frozenset[str], Understanding | None]:
        line = outlets.plain(line)
        found = phrases.verb(line)
        if found is not None and strands.is_split(found, self._setting):
            said = strands.of(line, self._setting)
            if len(said) > 1:
                return found.spoken, self._together(said)
            if not strands.is_list(found):
                return frozenset(), self._without_verb(line)
        read = deeds.of(found.ask, found.rest, self._setting) if found else None
        if found is None or read is None:
            # "no later than 7:00" begins with a verb, and "sport" may be one somewhere.
            return frozenset(), self._without_verb(line)
        return found.spoken, read

    def _together(self, said: Sequence[str]) -> Understanding | None:
        """What several wishes of one line ask, each read by itself; nobody leaves by one of them."""
        inner = Passage(self._setting, before=[*self._before, *(command for _, command in self.asked)])
        for one in said:
            inner.take_one(one)
        kept = tuple(command for _, command in inner.asked if command.verb not in _GRAVE)
        is_partial = inner.unknown > 0 or len(kept) < len(inner.asked)
        return Understanding(commands=kept, is_partial=is_partial) if kept else None

    def _apart(self, line: str) -> Understanding | None:
        """What a line asks that is not understood as a whole."""
        for way in (self._named, self._in_sentences, self._in_wishes, self._in_parts, self._beside):
            if (read := way(line)) is not None:
                return read
        return None

    def _in_wishes(self, line: str) -> Understanding | None:
        """What a line asks in which a list of names comes later: "no sport, mute Trump, Musk"; None for half of it."""
        said = strands.of(line, self._setting)
        read = self._together(said) if len(said) > 1 else None
        return None if read is None or read.is_partial else read

    def _in_parts(self, line: str) -> Understanding | None:
        """What a line asks of which only some parts are understood: other wishes alone, for prose has many commas."""
        said = [part for part in parts.of(line) if not phrases.is_farewell(part) and not signed.is_idle(part)]
        # "Could you please send me | less sport"
        said = said[clauses.is_idle(said[0]) :] if said else said
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
        if leaving.is_enough(line) or leaving.is_removal(line) or enough.is_french(line):
            return _LEAVE
        rest = rests.read(line, self._setting.today, is_told=self._rests())
        if rest is None and self._rests():
            rest = dates.read(line, self._setting.today)
            if rest is None and dates.begins_an_end(line):
                # "until Easter" names no island here.
                return None
        if rest is not None:
            return Understanding(commands=(Command(verb=Verb.PAUSE, until=rest.until, days=rest.days),))
        bored = aversions.bored(line, self._setting)
        if bored is not None:
            return bored
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
