"""Every page in every state that looks different: how to come to it, for those who look at all of them.

A name is that of the template, and what is special after a colon.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from unittest import mock

from digest.desk import commands
from digest.domain.people import Door, SubscriberStatus
from digest.domain.wishes import Asker, Change, Command, Done, Proof, Result, Verb
from digest.errors import StoreError
from digest.pipeline import feedback, links
from digest.store.people import People
from digest.tokens import Purpose
from digest.web import guessing
from tests.web import house
from tests.web.house import ADDRESS, KEY, Answer, House

_ELSEWHERE = "192.0.2.7"


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A page as it came."""

    path: str
    answer: Answer


Way = Callable[[House], Look]


def asked(path: str, purpose: Purpose = Purpose.PREFERENCES) -> Way:
    """A page by its path, with Ada's token in it."""

    def way(home: House) -> Look:
        whole = path.format(home.token(purpose))
        return Look(path=whole, answer=home.ask(whole))

    return way


def posted(path: str, fields: Mapping[str, object], purpose: Purpose = Purpose.PREFERENCES) -> Way:
    """What a form of that page gives; where it leads on, that page."""

    def way(home: House) -> Look:
        return sent(home, path.format(home.token(purpose)), fields)

    return way


def sent(home: House, path: str, fields: Mapping[str, object], **headers: str) -> Look:
    """What a form gives; where it leads on, that page."""
    answer = home.post(path, fields, **headers)
    if answer.status == 303:
        path, answer = answer.headers["location"], home.follow(answer)
    return Look(path=path, answer=answer)


def being(status: SubscriberStatus, way: Way) -> Way:
    """The same when Ada is in another state."""

    def found(home: House) -> Look:
        home.store.people.save([replace(home.reader, status=status)])
        return way(home)

    return found


def _broken(home: House) -> Look:
    with mock.patch.object(People, "with_id", side_effect=StoreError("busy", path=None)):
        return asked("/leave/{}", Purpose.LEAVE)(home)


def _refused(home: House) -> Look:
    refused = Done(command=Command(verb=Verb.PAUSE), result=Result.REFUSED, reader=home.reader)
    with mock.patch.object(commands, "carry_out", return_value=refused):
        return posted("/leave/{}", {"do": "pause"}, Purpose.LEAVE)(home)


def _joining(**changes: object) -> Way:
    return lambda home: sent(home, "/", home.join() | changes)


def _hasty(home: House) -> Look:
    fields = home.join()
    home.wait(seconds=-28)
    return sent(home, "/", fields)


def _often(home: House) -> Look:
    fields = home.join()
    return [sent(home, "/", fields) for _ in range(11)][-1]


def _request(home: House, command: Command, asker: Asker) -> str:
    """The path that confirms a wish."""
    with home.store.transaction():
        done = commands.carry_out(home.store, home.settings, command, asker, now=home.now)
    assert done.request_id
    day = (home.now + links.CONFIRMABLE).date()
    return f"/confirm/{links.keys(home.store).make(Purpose.CONFIRM, done.request_id, day)}"


def _join(home: House) -> str:
    asker = Asker(door=Door.WEB, proof=Proof.NOTHING, address="new@reader.example", language="en")
    return _request(home, Command(verb=Verb.SUBSCRIBE), asker)


def _wish(home: House) -> str:
    asker = Asker(door=Door.MAIL, proof=Proof.NOTHING, address=ADDRESS)
    return _request(home, Command(verb=Verb.PAUSE, days=7), asker)


def _comes_back(status: SubscriberStatus) -> Callable[[House], str]:
    """The path that asks Ada, who is in some state by then, whether she wants to join."""

    def path(home: House) -> str:
        reader = home.reader
        home.store.people.save([replace(reader, status=SubscriberStatus.UNSUBSCRIBED)])
        asker = Asker(door=Door.WEB, proof=Proof.NOTHING, address=ADDRESS)
        asked = _request(home, Command(verb=Verb.SUBSCRIBE, change=Change(stories=5)), asker)
        home.store.people.save([replace(reader, status=status)])
        return asked

    return path


def _used(home: House) -> Look:
    path = _join(home)
    sent(home, path, {"do": "confirm"})
    return Look(path=path, answer=home.ask(path))


def _no_outlet(home: House) -> Look:
    return posted("/preferences/{}", {**home.form(), "sources": "The Wire", "mute_sources": "x.example"})(home)


def _confirm(of: Callable[[House], str]) -> Way:
    def way(home: House) -> Look:
        path = of(home)
        return Look(path=path, answer=home.ask(path))

    return way


def _wrong(home: House) -> Look:
    """The form of the preferences, with a fault wherever there can be one."""
    bad = {"at": "x", "timezone": "x", "days": [], "stories": "99", "follow": "climate AND", "mute": "x" * 90}
    lists = {"sources": "y" * 90, "mute_sources": "z" * 90}
    return posted("/preferences/{}", {**home.form(), **bad, **lists})(home)


def _nothing_wanted(home: House) -> Look:
    names = home.settings.topics.names
    fields = {**home.form(), **{f"topic-{slug}": "even" for slug in names}, "follow": ""}
    return posted("/preferences/{}", fields)(home)


def learned(home: House) -> None:
    """Nothing; something was learned of Ada."""
    day = home.store.mail.day(home.reader.id, house.TODAY)
    assert day is not None
    assert day.edition is not None
    for number, more in ((1, True), (2, True), (5, False)):
        story = day.edition.items[number].story_id
        feedback.apply(home.store, home.reader, [story], more=more, door=Door.WEB, now=home.now)


def _learned(home: House) -> Look:
    learned(home)
    return asked("/preferences/{}?said=saved")(home)


def _without_issue(home: House) -> Look:
    home.store.people.save([replace(home.reader, id="1" * 16, address="new@reader.example")])
    path = f"/preferences/{home.token(Purpose.PREFERENCES, id_='1' * 16)}/issue"
    return Look(path=path, answer=home.ask(path))


_SEND = {"do": "send"}
#: Pages for readers.
PAGES: Mapping[str, Way] = {
    "front": asked("/"),
    "front: faults": _joining(address="nobody", topics=[], at="x", timezone="", days=[]),
    "front: hasty": _hasty,
    "check": _joining(),
    "check: link": asked("/check?for=link"),
    "lost": asked("/lost"),
    "lost: faults": posted("/lost", {"address": "nobody", "stamp": "x"}),
    "often": _often,
    "confirm": _confirm(_join),
    "confirm: wish": _confirm(_wish),
    "confirm: back": _confirm(_comes_back(SubscriberStatus.UNSUBSCRIBED)),
    "confirm: more": _confirm(_comes_back(SubscriberStatus.ACTIVE)),
    "confirmed: again": _used,
    "confirmed": lambda home: sent(home, _join(home), {"do": "confirm"}),
    "confirmed: wish": lambda home: sent(home, _wish(home), {"do": "confirm"}),
    "not-done": _refused,
    "gone": asked("/leave/abc"),
    "preferences": _learned,
    "preferences: faults": _wrong,
    "preferences: nothing wanted": _nothing_wanted,
    "preferences: no such outlet": _no_outlet,
    "preferences: no end of a rest": posted("/preferences/{}", {"do": "pause", "until": "1999-01-01"}),
    "preferences: at rest": posted("/preferences/{}", {"do": "pause", "days": "14"}),
    "preferences: not while at rest": being(SubscriberStatus.PAUSED, posted("/preferences/{}", _SEND)),
    "away": being(SubscriberStatus.UNSUBSCRIBED, asked("/preferences/{}")),
    "away: dead address": being(SubscriberStatus.SUSPENDED, asked("/preferences/{}")),
    "data": asked("/data/{}"),
    "data: sure": posted("/data/{}", {"do": "erase"}),
    "erased": posted("/data/{}", {"do": "erase", "sure": "yes"}),
    "leave": asked("/leave/{}", Purpose.LEAVE),
    "left": posted("/leave/{}", {"do": "leave"}, Purpose.LEAVE),
    "less": posted("/leave/{}", {"do": "weekly"}, Purpose.LEAVE),
    "less: fewer": posted("/leave/{}", {"do": "fewer"}, Purpose.LEAVE),
    "less: rest": posted("/leave/{}", {"do": "pause"}, Purpose.LEAVE),
    "feedback": asked("/feedback/{}/1/more", Purpose.FEEDBACK),
    "feedback: thanks": posted("/feedback/{}/1/less", {"do": "less"}, Purpose.FEEDBACK),
    "stories": asked("/feedback/{}", Purpose.FEEDBACK),
    "no-story": asked("/feedback/{}/99/more", Purpose.FEEDBACK),
    "issue": asked("/issue/{}", Purpose.READ),
    "issue: own": asked("/preferences/{}/issue"),
    "issue: sample": asked("/sample"),
    "no-issue": _without_issue,
    "trouble": asked("/nothing"),
    "trouble: no form": posted("/check", {}),
    "trouble: too much": posted("/lost", {"address": "x" * 70_000}),
    "trouble: ours": _broken,
}


def _entered(path: str) -> Way:
    """A page of the operator's, to whom it is open."""

    def way(office: House) -> Look:
        office.headers["Cookie"] = office.post("/key", {"key": KEY}).headers["set-cookie"].partition(";")[0]
        return Look(path=path, answer=office.ask(path))

    return way


def people(office: House) -> None:
    """Nothing; a month went by in which people came and went."""
    away = replace(office.reader, next_due_at=None, next_issue_date=None)
    many = [
        replace(
            away,
            id=f"{number:016x}",
            address=f"reader{number}@reader.example",
            created_at=office.now - timedelta(days=29 if number % 6 == 0 else number * 7 % 29),
            status=SubscriberStatus.UNSUBSCRIBED if number % 6 == 0 else SubscriberStatus.ACTIVE,
            left_at=office.now - timedelta(days=number * 11 % 23) if number % 6 == 0 else None,
        )
        for number in range(1, 90)
    ]
    office.store.people.save(many)


def _peopled(path: str) -> Way:
    def way(office: House) -> Look:
        people(office)
        return _entered(path)(office)

    return way


def _tried(times: int) -> Way:
    """What a wrong key gives, tried so often."""

    def way(office: House) -> Look:
        headers = {"X-Forwarded-For": _ELSEWHERE}
        return [sent(office, "/key", {"key": "guess"}, **headers) for _ in range(times)][-1]

    return way


def _crowded(office: House) -> Look:
    with office.store.transaction():
        for number in range(60):
            guessing.wrong(office.store, f"198.51.{number}.1", now=office.now)
    with mock.patch.object(guessing, "MOST", 0):
        return _tried(1)(office)


def _by_name(office: House) -> Look:
    """The page for who came by a name that is none of ours."""
    return Look(path="/", answer=office.ask("/", headers={"Host": "proxy.example"}))


def _through_a_proxy(office: House) -> Look:
    """The page without a key, for who did not come from this machine."""
    bare = replace(office.settings, operator=replace(office.settings.operator, key=""))
    with mock.patch.object(type(office.site), "settings", return_value=bare):
        return Look(path="/", answer=office.ask("/", headers={"Via": "1.1 proxy"}))


#: Pages for the operator.
OFFICE: Mapping[str, Way] = {
    "operator": _peopled("/"),
    "operator-reader": _entered(f"/reader?address={ADDRESS}"),
    "operator-reader: left": _peopled("/reader?address=reader6@reader.example"),
    "operator-reader: nobody": _entered("/reader?address=nobody@reader.example"),
    "operator-reader: empty": _entered("/reader?address="),
    "operator-key": asked("/key"),
    "operator-key: wrong": _tried(1),
    "operator-closed": _by_name,
    "operator-closed: proxy": _through_a_proxy,
    "operator-locked": _tried(6),
    "operator-locked: crowded": _crowded,
}
