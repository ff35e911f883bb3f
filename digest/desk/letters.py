"""Mail to the inbox, from its acknowledgement to the answer: the same for every way in (docs/mail.md REC, SUB).

`take` keeps a letter; whoever brought it may then be told that we have it.  `work_off` deals with those that wait: what
a letter asks is done, it is answered, and it is marked as dealt with in one transaction, so that a kill at any moment
leaves it either waiting or done.
"""

import hashlib
import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from digest.config import Settings
from digest.desk import answers, bounces, commands, limits, notices, passing_on, questions
from digest.desk import heard as heard_
from digest.domain.letters import Incoming, Way
from digest.domain.people import Door, Subscriber
from digest.domain.wishes import Asker, Command, Done, Proof, Verb
from digest.errors import ParseError, StoreError
from digest.pipeline import links
from digest.store import Store
from digest.subscribe import extensions, machines, manners, ours, roles, subjects
from digest.subscribe import letters as reading

#: Octets of a letter, at most (mail.md REC-05).
MOST = 1_000_000
#: How often a letter is tried before it is set aside (REC-06).
TRIES = 3
#: Letters dealt with in one go.
_BATCH = 50
#: Behind the plus sign of an address: a person who looks after the list (SUB-02).
_OWNER = "owner"

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mail:
    """A letter that was read, and what is known of its sender."""

    letter: reading.Letter
    asker: Asker
    #: Whom the From address belongs to; None when nobody has it.
    reader: Subscriber | None
    #: Why it gets no answer; "" when it may get one.
    silent: str


def refused_because(store: Store, settings: Settings, recipient: str) -> str:
    """Why mail to an address is not taken, to be said while it is handed over (SUB-35); "" when it is."""
    extension = _extension(settings, recipient)
    if extension is None:
        return "no such address here"
    if extension.lower().startswith("b-"):
        return "" if links.keys(store).read_extension(extension) else "no mail of ours has this return address"
    if extension.lower() == _OWNER:
        return "" if settings.operator.address else "nobody reads mail to the owner here"
    if extension and extensions.command(extension) is None:
        return "no such address here; help can be had at the address without what follows the +"
    return ""


def take(store: Store, *, raw: bytes, sender: str, recipient: str, way: Way, now: datetime) -> bool:
    """Whether this letter was not there yet; it is kept from this moment on.  StoreError when it cannot be."""
    return store.letters.add([incoming(raw=raw, sender=sender, recipient=recipient, way=way, now=now)]) == 1


def incoming(*, raw: bytes, sender: str, recipient: str, way: Way, now: datetime) -> Incoming:
    """A letter as it is kept."""
    name = hashlib.sha256(recipient.casefold().encode() + b"\0" + raw).hexdigest()[:32]
    return Incoming(id=name, way=way, sender=sender, recipient=recipient, came_at=now, raw=raw)


def work_off(store: Store, settings: Settings, *, now: datetime) -> int:
    """How many of the letters that wait were dealt with or set aside.  StoreError when the store cannot be used."""
    done = 0
    while waiting := store.letters.waiting(limit=_BATCH):
        for letter in waiting:
            deal_with(store, settings, letter, now=now)
        done += len(waiting)
        if len(waiting) < _BATCH:
            break
    return done


def deal_with(store: Store, settings: Settings, letter: Incoming, *, now: datetime) -> None:
    """Nothing; what one letter asks is done, or it failed once more.  StoreError when the store cannot be used."""
    try:
        with store.transaction():
            said = _deal(store, settings, letter, now=now)
            store.letters.deal(letter.id, said, now=now)
    except StoreError:
        raise
    except ParseError as error:
        store.letters.fail(letter.id, str(error), most=1)
        _log.warning("a letter was set aside: %s", error, extra={"letter": letter.id[:12]})
    except Exception as error:  # noqa: BLE001 - whatever one letter does to us, the next one is dealt with (REC-06)
        store.letters.fail(letter.id, f"{type(error).__name__}: {error}", most=TRIES)
        _log.error("a letter could not be dealt with", exc_info=error, extra={"letter": letter.id[:12]})
    else:
        _log.info("a letter was dealt with", extra={"letter": letter.id[:12], "way": letter.way.value, "said": said})


def _deal(store: Store, settings: Settings, incoming_: Incoming, *, now: datetime) -> str:
    """What was done about a letter, for the log: no word of the letter itself."""
    extension = _extension(settings, incoming_.recipient) or ""
    if extension.lower().startswith("b-") or bounces.is_report(incoming_.raw, sender=incoming_.sender):
        return bounces.note(store, settings, links.keys(store), extension=extension, raw=incoming_.raw, now=now)
    mail = _read(store, settings, incoming_)
    if extension.lower() == _OWNER:
        return mail.silent or passing_on.pass_on(store, settings, incoming_, now=now)
    heard = heard_.hear(store, settings, mail.letter, mail.asker, extension=extension, now=now)
    if heard.is_no or heard.is_unclear:
        return _unconfirmed(store, settings, heard, mail, now=now)
    if heard.is_kind:
        # A machine that answers thanks with help is one that nobody thanks again.
        return "nothing: they say something kind"
    evidence = f"{mail.asker.evidence} {heard.answer}".strip()
    mail = replace(mail, asker=replace(mail.asker, language=heard.language or mail.asker.language, evidence=evidence))
    asked = heard.commands or _riddle(store, heard, mail, now=now)
    if mail.silent:
        asked = tuple(command for command in asked if command.token and command.verb in _pressed(mail, incoming_))
    if not asked:
        return (
            f"nothing, unanswered: {mail.silent or 'nothing in it is understood, and they were told, or are strangers'}"
        )
    return _carry_out(store, settings, asked, heard, mail, now=now)


def _riddle(store: Store, heard: heard_.Heard, mail: _Mail, *, now: datetime) -> tuple[Command, ...]:
    """Help, for a letter that says nothing to us: who gets our mail, or says little, is told what can be said.

    A stranger's long letter is none to us, and an answer to it would be one to a forged address more often than not
    (SUB-04).  The same words again are a machine's; other words are answered, also at once.
    """
    limit = limits.riddle(store, mail.letter.sender, _own(mail.letter))
    is_none = mail.silent or not (mail.reader or heard.unknown <= notices.UNKNOWN)
    if is_none or not limits.allows(store, [limit], now=now):
        return ()
    limits.count(store, [limit], now=now)
    # What was asked stands for itself: another riddle within the hour is no second asking of the same.
    return (Command(verb=Verb.HELP, subject=limit.key),)


def _own(letter: reading.Letter) -> Sequence[str]:
    """A letter's own words, of which the subject of an answer is none."""
    subject, is_answer = subjects.plain(letter.subject)
    return letter.lines if is_answer else (subject, *letter.lines)


def _unconfirmed(store: Store, settings: Settings, heard: heard_.Heard, mail: _Mail, *, now: datetime) -> str:
    """What was done about an answer that is no yes; nothing is done about what a machine answers."""
    if mail.silent or heard.question is None:
        return f"nothing, unanswered: {mail.silent or 'they answer a question that is not known any more'}"
    asker = replace(mail.asker, evidence=f"{mail.asker.evidence} {heard.answer}".strip())
    if heard.is_no:
        questions.refuse(store, settings, heard.question, asker, now=now)
        return "nothing: they say no"
    question = questions.with_wish(store, settings, heard.question, heard.wished)
    again = questions.ask_again(store, settings, question, asker, now=now)
    return f"nothing: they say neither yes nor no; {'asked again' if again else 'unanswered'}"


def _pressed(mail: _Mail, letter: Incoming) -> frozenset[Verb]:
    """What a machine may do by a token, unanswered, as one that presses a link (SUB-31).

    What answers by itself, such as a note that somebody is away, was not told to by anybody: it says yes to nothing.
    """
    submitted = "".join(mail.letter.headers.get("auto-submitted", ())).casefold()
    answers_by_itself = not letter.sender or bool(mail.letter.answers) or "auto-replied" in submitted
    is_machine = any(map(roles.is_machine, (letter.sender, mail.letter.sender)))
    by_itself = answers_by_itself or is_machine or bool(machines.silent_because(mail.letter.subject))
    return frozenset({Verb.LEAVE} if by_itself else {Verb.LEAVE, Verb.CONFIRM})


def _carry_out(
    store: Store, settings: Settings, asked: Sequence[Command], heard: heard_.Heard, mail: _Mail, *, now: datetime
) -> str:
    done: list[Done] = []
    asker = mail.asker
    for command in asked:
        done.append(commands.carry_out(store, settings, command, asker, now=now))
        if command.verb is Verb.CONFIRM and done[-1].reader is not None:
            # Whoever has the token is the reader, and what else they wish in the same letter is theirs.
            asker = replace(asker, proof=Proof.TOKEN, subscriber_id=done[-1].reader.id, address="")
    said = ", ".join(f"{one.command.verb} {one.result}" for one in done) or "nothing"
    if mail.silent:
        return f"{said}; unanswered: {mail.silent}"
    notice = commands.notice(store, settings, done, mail.asker, unknown=heard.unknown, now=now)
    if notice is not None:
        notice = replace(notice, is_cut=heard.is_cut)
    answered = notice is not None and answers.post(store, settings, notice, now=now)
    return f"{said}; {'answered' if answered else 'unanswered'}"


def _read(store: Store, settings: Settings, incoming_: Incoming) -> _Mail:
    letter = reading.read(incoming_.raw)
    own = (settings.service.reply_to, settings.service.sender_address)
    trusted = settings.inbox.authserv_id
    reader = store.people.subscriber(letter.sender) if letter.sender else None
    asker = Asker(
        door=Door.MAIL,
        proof=_proof(store, letter, reader, trusted),
        address=letter.sender,
        subscriber_id=reader.id if reader else "",
        evidence=letter.message_id,
        message_id=letter.message_id,
        language=letter.language,
    )
    silent = manners.silent_because(letter, envelope_sender=incoming_.sender, own=own, authserv_id=trusted)
    silent = silent or machines.silent_because(letter.subject)
    return _Mail(letter=letter, asker=asker, reader=reader, silent=silent)


def _proof(store: Store, letter: reading.Letter, reader: Subscriber | None, authserv_id: str) -> Proof:
    """What shows that the sender is who they say: an answer to what only they have, or our own mail server's word."""
    if reader is not None and reader.id in set(store.mail.readers_of(letter.answers)):
        return Proof.ANSWER
    return Proof.AUTHENTICATED if manners.is_proven(letter, authserv_id=authserv_id) else Proof.NOTHING


def _extension(settings: Settings, recipient: str) -> str | None:
    """What stands behind the plus sign of an address of ours; "" for nothing, None for an address that is not ours.

    The inbox has extensions; the sender's address, to which bounces may come, has none.
    """
    behind = ours.extension(recipient, settings.service.reply_to)
    if behind is None and ours.extension(recipient, settings.service.sender_address) == "":
        return ""
    return behind
