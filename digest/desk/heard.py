"""What a letter asks: by the address it was sent to, by its words, and by the question of ours that it answers."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import reduce

from digest.config import Settings
from digest.desk import questions
from digest.domain.people import Schedule, SubscriberStatus
from digest.domain.wishes import Asker, Change, Command, Proof, Request, Verb
from digest.pipeline import links
from digest.render import tongues
from digest.store import Store
from digest.subscribe import assent, changes, extensions, signed, subjects
from digest.subscribe import commands as understanding
from digest.subscribe.assent import Answer
from digest.subscribe.letters import Letter
from digest.tokens import Purpose

#: What stands between a yes and a wish.
_PARTS = re.compile(
    r"[.,;!?]\s+(?:(?:but|aber|pero|mais|and|und|y|et)\s+)?|\s+(?:but|aber|pero|mais)\s+", re.IGNORECASE
)
#: A topic beside a yes, for which nobody writes a verb: "and also science", "ok and please sport too".
_ALSO = re.compile(
    r"(?:(?:ok|okay|yes|ja|oui|s[ií]|and|und|y|et|please|bitte|por favor|svp|stp)[\s,]+){0,4}"
    r"(?:(?:also|auch|tambi[eé]n|aussi)\s+(?P<what>\S.{0,80})"
    r"|(?P<too>\S.{0,80}?)\s+(?:too|as well|tambi[eé]n|aussi))[.!]*",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
#: A line of more words than these beside a yes is more than politeness.
_POLITE = 4
#: What somebody may write who answers a question.
_ANSWERING = frozenset({Verb.CONFIRM, Verb.CHANGE, Verb.LEAVE})
#: Letters of an answer that are kept as the record of it.
_ON_RECORD = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What a letter asks."""

    commands: tuple[Command, ...] = ()
    #: Lines that say nothing to us.
    unknown: int = 0
    #: Whether it asks for more than is read of one mail.
    is_cut: bool = False
    #: BCP 47; "" when that is open.
    language: str = ""
    #: Whether it says no to a question of ours: nothing is done, and nothing said.
    is_no: bool = False
    #: Whether it answers a question of ours with neither yes nor no: it is asked again, once.
    is_unclear: bool = False
    #: What it wishes beside, where it answers with neither: kept until they say yes.
    wished: Change = field(default_factory=Change)
    #: The question that it answers; None for none.
    question: Request | None = None
    #: What it answers, for the record; "" where it answers no question.
    answer: str = ""
    #: Whether it says nothing but thanks: the same.
    is_kind: bool = False


def hear(store: Store, settings: Settings, letter: Letter, asker: Asker, *, extension: str, now: datetime) -> Heard:
    """What a letter asks that was sent to the address with this extension."""
    reader = store.people.with_id(asker.subscriber_id) if asker.subscriber_id else None
    today = (reader.schedule if reader else Schedule()).local_date(now)
    found = _understood(settings, letter.subject, letter.lines, today)
    by_address = extensions.command(extension) if extension else None
    if by_address is not None and by_address.verb is Verb.SUBSCRIBE:
        return _joining(settings, letter, found, by_address, today)
    if by_address is not None and by_address.verb is not Verb.CONFIRM:
        return Heard(commands=(by_address,), language=found.language)
    confirming = by_address or _confirming(store, found, asker, now)
    if confirming is None:
        return _ordinary(found)
    request = questions.named(store, confirming.token)
    reply = _Reply(store=store, settings=settings, letter=letter, found=found, request=request, today=today)
    return _answered(reply, confirming)


def _joining(
    settings: Settings, letter: Letter, found: understanding.Understood, by_address: Command, today: date
) -> Heard:
    """They wrote to the address that subscribes; the letter may say for what."""
    whole = _understood(settings, "", [f"subscribe {', '.join(letter.lines)}"], today)
    wished = next((one for one in (*whole.commands, *found.commands) if not one.change.is_empty), by_address)
    return Heard(commands=(replace(by_address, change=wished.change),), language=found.language)


def _confirming(store: Store, found: understanding.Understood, asker: Asker, now: datetime) -> Command | None:
    """The yes in a letter: with its token, or as the answer to a mail of ours by the one whom we asked."""
    yes = next((one for one in found.commands if one.verb is Verb.CONFIRM), None)
    if yes is not None and yes.token:
        return yes
    reader = store.people.with_id(asker.subscriber_id) if asker.subscriber_id else None
    is_pending = reader is not None and reader.status is SubscriberStatus.PENDING
    # Somebody who is asked whether they want to join answers that, whatever they write, unless it is an order.
    is_answer = is_pending and all(one.verb in _ANSWERING for one in found.commands)
    if reader is None or asker.proof is not Proof.ANSWER or (yes is None and not is_answer):
        return None
    asked = [request for request in store.requests.of(reader.id) if request.expires_at >= now]
    # They may have answered another mail of ours: what cannot be undone needs the question's own token.
    if not asked or any(one.command.verb in questions.GRAVE for one in asked):
        return None
    token = links.keys(store).make(Purpose.CONFIRM, asked[-1].id, asked[-1].expires_at.date())
    return Command(verb=Verb.CONFIRM, token=token)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reply:
    """A letter that answers a question of ours."""

    store: Store
    settings: Settings
    letter: Letter
    #: What it would ask if it answered nothing.
    found: understanding.Understood
    #: What was asked; None for a token that is not ours, or too old.
    request: Request | None
    today: date

    def read(self, parts: Sequence[str]) -> understanding.Understood:
        """What pieces of the answer ask, each by itself."""
        return _understood(self.settings, "", [_added(part) for part in parts], self.today)

    def is_wish(self, part: str) -> bool:
        """Whether a piece of a line is wholly understood as a wish."""
        read = self.read([part])
        # "No Bob here" mutes nobody: it is a no.
        mutes = assent.denies(part) and any(one.change.mute.add for one in read.commands)
        return bool(read.commands) and not (read.unknown or mutes) and all(map(_is_wish, read.commands))


def _answered(reply: _Reply, confirming: Command) -> Heard:
    """The answer to a question: a plain yes, perhaps with wishes; a no; or neither, which is no consent."""
    store, found, request = reply.store, reply.found, reply.request
    heard = Heard(language=found.language, question=request, answer=_quoted(reply.letter))
    leaves = any(one.verb is Verb.LEAVE for one in found.commands)
    if leaves and not questions.joins(store, request):
        return replace(heard, commands=(Command(verb=Verb.LEAVE),))
    said = Answer.NO if leaves else _said(reply)
    wishes, unknown = ((), 0) if said is Answer.NO else _wishes(reply)
    is_settled = request is not None and questions.is_settled(store, request)
    if said is Answer.YES or (is_settled and wishes):
        return replace(heard, commands=(confirming, *wishes), unknown=unknown)
    if is_settled:
        return _ordinary(found)
    if said is Answer.NO:
        return replace(heard, is_no=True)
    return replace(heard, is_unclear=True, wished=reduce(changes.together, (one.change for one in wishes), Change()))


def _ordinary(found: understanding.Understood) -> Heard:
    return Heard(
        commands=found.commands,
        unknown=found.unknown,
        is_cut=found.is_cut,
        language=found.language,
        is_kind=found.is_kind,
    )


def _said(reply: _Reply) -> Answer:
    """What the writer's own words say; where there are none, what is said by answering at all."""
    said = assent.of([_without_token(line) for line in reply.letter.lines], is_wish=reply.is_wish)
    if said is not Answer.NOTHING:
        return said
    subject, is_answer = subjects.plain(reply.letter.subject)
    words = Answer.NOTHING if is_answer else assent.of([_without_token(subject)], is_wish=reply.is_wish)
    if words is not Answer.NOTHING:
        return words
    needs_a_word = reply.request is not None and questions.needs_a_word(reply.store, reply.request)
    return Answer.UNCLEAR if needs_a_word else Answer.YES


def _without_token(line: str) -> str:
    return signed.without(line, signed.token(line))


def _wishes(reply: _Reply) -> tuple[tuple[Command, ...], int]:
    """What else is wished beside an answer, and how many lines of it were not understood."""
    lines, best = assent.own(reply.letter.lines), reply.found
    if best.unknown or not any(map(_is_wish, best.commands)):
        parts = [part for line in lines for part in _PARTS.split(line)]
        apart = reply.read(parts)
        best = min((best, apart), key=lambda read: (not any(map(_is_wish, read.commands)), read.unknown))
    more = sum(len(_WORD.findall(line)) > _POLITE for line in lines)
    wishes = tuple(replace(one, verb=Verb.CHANGE) for one in best.commands if _is_wish(one))
    return wishes, min(best.unknown, more)


def _added(part: str) -> str:
    """A piece of an answer with the verb that it lacks: "also science" adds that topic."""
    found = _ALSO.fullmatch(part.strip())
    return f"add {found['what'] or found['too']}" if found else part


def _quoted(letter: Letter) -> str:
    """The words of an answer, for the record of consent."""
    said = " / ".join(assent.own(letter.lines))[:_ON_RECORD]
    return f"“{said}”" if said else "without a word"


def _is_wish(command: Command) -> bool:
    return command.verb in {Verb.CHANGE, Verb.SUBSCRIBE} and not command.change.is_empty


def _understood(settings: Settings, subject: str, lines: Sequence[str], today: date) -> understanding.Understood:
    return understanding.understand(
        subject,
        lines,
        topics=settings.topics.names,
        languages=tongues.load(settings.service.templates).tags(),
        today=today,
        service=settings.service.name,
    )
