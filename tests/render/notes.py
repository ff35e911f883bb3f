"""Sample notices of every kind: what the golden files, the lints and the filters are shown."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, time
from types import MappingProxyType

from digest.domain import mail, news, people
from digest.domain.people import Cadence, Door
from digest.domain.wishes import (
    Asker,
    Change,
    Command,
    Done,
    Notice,
    NoticeKind,
    Result,
    Verb,
    Ways,
    Weights,
    Words,
)
from digest.render import letterhead, notices, templates
from tests.render import newsroom

TEMPLATES = templates.load()
LANGUAGES = ("en", "de", "es", "fr")
TOKEN = "aaciunkwpcvm3xxqkq7mkbzv2mnmdxeaz5sdvcqgb4"
_BASE = "https://digest.example"
WEB = Ways(
    confirm=f"{_BASE}/confirm/{TOKEN}",
    confirm_by_mail=f"mailto:hello+confirm-{TOKEN}@digest.example",
    preferences=f"{_BASE}/preferences/{TOKEN}",
    leave=f"{_BASE}/leave/{TOKEN}",
    one_click=f"{_BASE}/unsubscribe/{TOKEN}",
    leave_by_mail=f"mailto:hello@digest.example?subject=unsubscribe%20{TOKEN}",
    held=f"{_BASE}/data/{TOKEN}",
    home=f"{_BASE}/",
    help="mailto:hello@digest.example?subject=help",
)
BY_MAIL = Ways(
    confirm_by_mail=f"mailto:hello@digest.example?subject=confirm%20{TOKEN}",
    preferences=f"mailto:hello@digest.example?subject=preferences%20{TOKEN}",
    leave=f"mailto:hello@digest.example?subject=unsubscribe%20{TOKEN}",
    help="mailto:hello@digest.example?subject=help",
)
#: Asked by a stranger, with words of their own that no question may carry.
SUBSCRIBE = Command(
    verb=Verb.SUBSCRIBE,
    change=Change(
        name="Buy now at spam.example",
        topics=Weights(add={"technology": 1.0, "politics": 0.5, "sport": -1.0}),
        follow=Words(add=("spam.example", "more spam")),
        at=time(7, 0),
        timezone="Europe/Madrid",
    ),
)
READER = people.Subscriber(
    id="0123456789abcdef",
    address="ada@reader.example",
    name="Ada",
    origin=news.Origin.SELF,
    schedule=people.Schedule(at=time(7, 30), timezone="Europe/Madrid"),
    profile=people.Profile(
        topics={"technology": 1.0, "politics": 0.5, "sport": -1.0},
        follow=("climate", "Port Hollis"),
        mute=("football",),
        mute_sources=("The Daily Shout",),
    ),
    created_at=newsroom.NOW,
    next_issue_date=newsroom.TODAY,
    next_due_at=newsroom.NOW,
    is_first=True,
)


def done(
    verb: Verb, result: Result = Result.DONE, *, reader: people.Subscriber | None = READER, **more: object
) -> Done:
    """One wish and what came of it."""
    own = {name: more.pop(name) for name in ("about", "why") if name in more}
    return Done(command=Command(verb=verb, **more), result=result, reader=reader, **own)  # type: ignore[arg-type]


def notice(kind: NoticeKind, **more: object) -> Notice:
    """A notice of a kind to Ada."""
    usual: dict[str, object] = {"to": READER.address, "language": "en", "ways": WEB, "made_at": newsroom.NOW}
    return Notice(kind=kind, **{**usual, **more})  # type: ignore[arg-type]


def confirm(**more: object) -> Notice:
    """Asks a stranger whether they want to subscribe."""
    asker = Asker(door=Door.WEB, address=READER.address, source="192.0.2.0/24")
    usual: dict[str, object] = {
        "done": (Done(command=SUBSCRIBE, result=Result.ASKED),),
        "asker": asker,
        "expires": date(2022, 12, 9),
    }
    return notice(NoticeKind.CONFIRM, **{**usual, **more})


_RESTING = replace(READER, paused_until=date(2022, 12, 24), next_due_at=READER.schedule.moment(date(2022, 12, 24)))
_LEFT = replace(READER, status=people.SubscriberStatus.UNSUBSCRIBED, next_issue_date=None, next_due_at=None)
_FOUND = "Nvidia picks Port Hollis for its first European chip factory"
#: Every kind once, by its name; what differs between the kinds' ways stands in the tests.
NOTICES: Mapping[str, Notice] = MappingProxyType(
    {
        "confirm": confirm(),
        "confirm-by-mail": confirm(
            ways=BY_MAIL,
            asker=Asker(door=Door.MAIL, address=READER.address, message_id="<1@reader.example>"),
            answers="<1@reader.example>",
        ),
        "confirm-wish": notice(
            NoticeKind.CONFIRM_WISH,
            reader=READER,
            done=(
                done(Verb.CHANGE, Result.ASKED, change=Change(topics=Weights(add={"science": 1.0}), stories=8)),
                done(Verb.PAUSE, Result.ASKED, days=10),
            ),
            asker=Asker(door=Door.MAIL, address=READER.address, message_id="<1@reader.example>"),
            answers="<1@reader.example>",
            expires=date(2022, 12, 9),
        ),
        "welcome": notice(NoticeKind.WELCOME, reader=READER, done=(done(Verb.CONFIRM),)),
        "done": notice(
            NoticeKind.DONE,
            reader=_RESTING,
            ways=BY_MAIL,
            done=(
                done(
                    Verb.CHANGE,
                    reader=_RESTING,
                    change=Change(topics=Weights(add={"science": 1.0}), at=time(7, 30), cadence=Cadence.DAILY),
                ),
                done(Verb.PAUSE, reader=_RESTING, until=date(2022, 12, 24)),
                done(Verb.MORE, number=1, about=_FOUND),
                done(Verb.LESS, Result.MISSING, number=40),
            ),
            unknown=2,
            answers="<1@reader.example>",
        ),
        "preferences": notice(
            NoticeKind.PREFERENCES, reader=READER, done=(done(Verb.PREFERENCES),), answers="<1@reader.example>"
        ),
        "goodbye": notice(NoticeKind.GOODBYE, reader=_LEFT, done=(done(Verb.LEAVE, reader=_LEFT),)),
        "help": notice(NoticeKind.HELP, ways=replace(BY_MAIL, preferences="", leave="", confirm_by_mail=""), unknown=1),
        "export": notice(
            NoticeKind.EXPORT,
            reader=READER,
            done=(done(Verb.EXPORT),),
            attachment=("morning-digest.json", '{\n  "address": "ada@reader.example",\n  "name": "Adá"\n}\n'),
        ),
        "probe": notice(NoticeKind.PROBE, reader=READER),
        "warning": notice(NoticeKind.WARNING, reader=replace(READER, status=people.SubscriberStatus.SUSPENDED)),
    }
)


def build(one: Notice, *, sender: mail.Sender = newsroom.SENDER, say_where: bool = False) -> bytes:
    """The notice as it is sent."""
    return notices.message(
        one,
        sender=sender,
        templates=TEMPLATES,
        topics=news.TOPICS,
        message_id=letterhead.message_id(sender, f"notice.{one.kind}.{one.language}"),
        say_where=say_where,
    )


def in_language(name: str, language: str) -> Notice:
    """A sample notice in a language."""
    return replace(NOTICES[name], language=language)
