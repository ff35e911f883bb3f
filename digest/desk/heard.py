"""What a letter asks: by the address it was sent to, by its words, and by the question of ours that it answers."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from digest.config import Settings
from digest.domain.people import Schedule, SubscriberStatus
from digest.domain.wishes import Asker, Command, Proof, Verb
from digest.pipeline import links
from digest.render import tongues
from digest.store import Store
from digest.subscribe import commands as understanding
from digest.subscribe.letters import Letter
from digest.tokens import Purpose

#: Words with which people say no to a question, in the languages of our catalogues.
_NO = re.compile(r"no|not|nope|never|\w+n'?t|nein|nicht|nie|niemals|keine?|non|pas|jamais|nunca")
#: What stands between a yes and a wish.
_PARTS = re.compile(
    r"[.,;!?]\s+(?:(?:but|aber|pero|mais|and|und|y|et)\s+)?|\s+(?:but|aber|pero|mais)\s+", re.IGNORECASE
)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
#: A line of more words than these beside a yes is more than politeness.
_POLITE = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What a letter asks."""

    commands: tuple[Command, ...] = ()
    #: Lines that say nothing to us.
    unknown: int = 0
    #: BCP 47; "" when that is open.
    language: str = ""
    #: Whether it says no to a question of ours: nothing is done, and nothing said.
    is_no: bool = False
    #: Whether it says nothing but thanks: the same.
    is_kind: bool = False


def hear(store: Store, settings: Settings, letter: Letter, asker: Asker, *, extension: str, now: datetime) -> Heard:
    """What a letter asks that was sent to the address with this extension."""
    reader = store.people.with_id(asker.subscriber_id) if asker.subscriber_id else None
    today = (reader.schedule if reader else Schedule()).local_date(now)
    found = _understood(settings, letter.subject, letter.lines, today)
    by_address = understanding.by_address(extension) if extension else None
    if by_address is not None and by_address.verb is Verb.SUBSCRIBE:
        return _joining(settings, letter, found, by_address, today)
    if by_address is not None and by_address.verb is not Verb.CONFIRM:
        return Heard(commands=(by_address,), language=found.language)
    confirming = by_address or _confirming(store, letter, found, asker, now)
    if confirming is None:
        return Heard(commands=found.commands, unknown=found.unknown, language=found.language, is_kind=found.is_kind)
    return _confirmed(settings, letter, found, confirming, today)


def _joining(
    settings: Settings, letter: Letter, found: understanding.Understood, by_address: Command, today: date
) -> Heard:
    """They wrote to the address that subscribes; the letter may say for what."""
    whole = _understood(settings, "", [f"subscribe {', '.join(letter.lines)}"], today)
    wished = next((one for one in (*whole.commands, *found.commands) if not one.change.is_empty), by_address)
    return Heard(commands=(replace(by_address, change=wished.change),), language=found.language)


def _confirming(
    store: Store, letter: Letter, found: understanding.Understood, asker: Asker, now: datetime
) -> Command | None:
    """The yes in a letter: with its token, or as the answer to a mail of ours by the one whom we asked."""
    yes = next((one for one in found.commands if one.verb is Verb.CONFIRM), None)
    if yes is not None and yes.token:
        return yes
    # "Ja gerne", "ok thanks", or nothing at all; a no is found out later.
    is_bare = not found.commands and sum(len(_WORD.findall(line)) for line in letter.lines) <= _POLITE
    reader = store.people.with_id(asker.subscriber_id) if asker.subscriber_id else None
    is_pending = reader is not None and reader.status is SubscriberStatus.PENDING
    if reader is None or asker.proof is not Proof.ANSWER or (yes is None and not (is_bare and is_pending)):
        return None
    asked = [request for request in store.requests.of(reader.id) if request.expires_at >= now]
    if not asked:
        return None
    token = links.keys(store).make(Purpose.CONFIRM, asked[-1].id, asked[-1].expires_at.date())
    return Command(verb=Verb.CONFIRM, token=token)


def _confirmed(
    settings: Settings, letter: Letter, found: understanding.Understood, confirming: Command, today: date
) -> Heard:
    """The answer to a question: a yes, perhaps with wishes; or a no, however it is said."""
    if any(one.verb is Verb.LEAVE for one in found.commands):
        return Heard(commands=(Command(verb=Verb.LEAVE),), language=found.language)
    parts = [part for line in letter.lines for part in _PARTS.split(line)]
    apart = _understood(settings, "", parts, today)
    best = min((found, apart), key=lambda read: (not any(map(_is_wish, read.commands)), read.unknown))
    wishes = tuple(replace(one, verb=Verb.CHANGE) for one in best.commands if _is_wish(one))
    if not wishes and _says_no(letter.lines):
        return Heard(is_no=True)
    more = sum(len(_WORD.findall(line)) > _POLITE for line in letter.lines)
    return Heard(commands=(confirming, *wishes), unknown=min(best.unknown, more), language=found.language)


def _is_wish(command: Command) -> bool:
    return command.verb in {Verb.CHANGE, Verb.SUBSCRIBE} and not command.change.is_empty


def _says_no(lines: Sequence[str]) -> bool:
    words = (word.replace("’", "'").casefold() for line in lines for word in _WORD.findall(line))
    return any(_NO.fullmatch(word) for word in words)


def _understood(settings: Settings, subject: str, lines: Sequence[str], today: date) -> understanding.Understood:
    return understanding.understand(
        subject,
        lines,
        topics=settings.topics.names,
        languages=tongues.load(settings.service.templates).tags(),
        today=today,
    )
