"""Which mail answers what: one for each letter, to the right person, leading to the right places."""

import json

import pytest

from digest.domain.people import Door, SubscriberStatus
from digest.domain.wishes import Asker, Change, Command, Done, NoticeKind, Proof, Result, Verb
from tests.desk.counter import ANN, NOON, Counter

K, V, R = NoticeKind, Verb, Result


@pytest.mark.parametrize(
    ("came", "kind"),
    [
        pytest.param([(V.SUBSCRIBE, R.ASKED)], K.CONFIRM, id="who wants to join is asked"),
        pytest.param([(V.CHANGE, R.ASKED)], K.CONFIRM_WISH, id="who may be anybody is asked"),
        pytest.param([(V.SUBSCRIBE, R.ASKED), (V.CHANGE, R.ASKED)], K.CONFIRM, id="joining comes first"),
        pytest.param([(V.SUBSCRIBE, R.DONE)], K.WELCOME, id="who joined is welcome"),
        pytest.param([(V.SUBSCRIBE, R.ALREADY)], K.DONE, id="who is here is told so"),
        pytest.param([(V.LEAVE, R.DONE)], K.GOODBYE, id="who leaves hears goodbye"),
        pytest.param([(V.CHANGE, R.DONE), (V.LEAVE, R.DONE)], K.GOODBYE, id="and nothing else"),
        pytest.param([(V.LEAVE, R.ALREADY)], K.DONE, id="who left already is told so"),
        pytest.param([(V.PREFERENCES, R.DONE)], K.PREFERENCES, id="who asks for their wishes sees them"),
        pytest.param([(V.CHANGE, R.DONE), (V.PREFERENCES, R.DONE)], K.PREFERENCES, id="with what was done"),
        pytest.param([(V.EXPORT, R.DONE), (V.PREFERENCES, R.DONE)], K.EXPORT, id="what is held goes along"),
        pytest.param([(V.CHANGE, R.DONE)], K.DONE, id="what was done is said"),
        pytest.param([(V.CHANGE, R.REFUSED), (V.SEND, R.DONE)], K.DONE, id="and what was not"),
        pytest.param([(V.HELP, R.DONE)], K.HELP, id="help"),
        pytest.param([(V.HELP, R.DONE), (V.CHANGE, R.DONE)], K.DONE, id="help beside a deed"),
        pytest.param([(V.MORE, R.BAD_TOKEN)], K.DONE, id="a reader with a spoilt link"),
        pytest.param([(V.SUBSCRIBE, R.SILENT), (V.SEND, R.DONE)], K.DONE, id="silence on one of two"),
    ],
)
def test_what_a_reader_is_answered_with(counter: Counter, came: list[tuple[Verb, Result]], kind: NoticeKind) -> None:
    """One mail for one letter, by what weighs most in it."""
    reader = counter.be(SubscriberStatus.ACTIVE)
    done = [Done(command=Command(verb=verb), result=result, reader=reader) for verb, result in came]
    notice = counter.answer(done, Asker(door=Door.MAIL, address=ANN, message_id="<1@reader.example>"))
    assert notice
    assert (notice.kind, notice.to, notice.reader, notice.answers) == (kind, ANN, reader, "<1@reader.example>")
    assert [one.result for one in notice.done] == [result for _, result in came if result is not R.SILENT]


@pytest.mark.parametrize(
    ("came", "door", "kind"),
    [
        pytest.param([(V.CHANGE, R.STRANGER)], Door.MAIL, K.HELP, id="a stranger who writes gets help"),
        pytest.param([(V.CHANGE, R.STRANGER)], Door.WEB, None, id="a stranger's address in a form gets nothing"),
        pytest.param([(V.MORE, R.BAD_TOKEN)], Door.MAIL, K.HELP, id="a stranger with a spoilt link"),
        pytest.param([(V.SUBSCRIBE, R.REFUSED)], Door.MAIL, K.DONE, id="a wish that cannot be had"),
        pytest.param([(V.SUBSCRIBE, R.REFUSED)], Door.WEB, None, id="the same, typed into a form"),
        pytest.param([(V.SUBSCRIBE, R.SILENT)], Door.MAIL, None, id="over a limit"),
        pytest.param([(V.ERASE, R.DONE)], Door.MAIL, K.GOODBYE, id="who had all erased by mail hears so, once"),
        pytest.param([(V.ERASE, R.DONE)], Door.COMMAND, None, id="by the operator: the address is gone"),
    ],
)
def test_what_a_stranger_is_answered_with(
    counter: Counter, came: list[tuple[Verb, Result]], door: Door, kind: NoticeKind | None
) -> None:
    """Nothing that they did not ask for."""
    done = [Done(command=Command(verb=verb), result=result) for verb, result in came]
    notice = counter.answer(done, Asker(door=door, address=ANN))
    assert (notice.kind if notice else None) == kind


def test_a_page_that_erased_sends_no_mail(counter: Counter) -> None:
    """It says so itself, and no address is written down again."""
    reader = counter.be(SubscriberStatus.ACTIVE)
    assert reader
    asker = Asker(door=Door.WEB, proof=Proof.TOKEN, subscriber_id=reader.id)
    counter.tell(Command(verb=Verb.ERASE), asker)
    assert counter.waiting() == []


@pytest.mark.parametrize(
    ("unknown", "kind"),
    [(0, None), (1, NoticeKind.HELP), (3, NoticeKind.HELP), (4, None)],
)
def test_lines_that_mean_nothing_are_answered_with_help(
    counter: Counter, unknown: int, kind: NoticeKind | None
) -> None:
    """More of them are no letter to us (SUB-04)."""
    notice = counter.answer([], Asker(door=Door.MAIL, address=ANN), unknown=unknown)
    assert (notice.kind if notice else None) == kind
    if notice:
        assert (notice.unknown, notice.reader) == (unknown, None)


def test_an_export_carries_all_that_is_held(counter: Counter) -> None:
    """As JSON."""
    reader = counter.join()
    counter.ask(Verb.EXPORT, proof=Proof.ANSWER)
    notice = counter.posted[-1]
    assert notice.attachment
    name, text = notice.attachment
    assert name == "my-data.json"
    assert json.loads(text)["reader"]["id"] == reader.id


def test_nobody_to_write_to_is_nobody_written_to(counter: Counter) -> None:
    """A token of nobody, pressed on a page."""
    done = [Done(command=Command(verb=Verb.LEAVE), result=Result.BAD_TOKEN)]
    assert counter.answer(done, Asker(door=Door.MAIL)) is None


def test_a_notice_speaks_the_readers_language(counter: Counter) -> None:
    """The reader's before that of the letter; a stranger's own, else the service's."""
    counter.be(SubscriberStatus.ACTIVE, language="de")
    assert counter.answer([counter.ask(Verb.SEND, change=Change())], Asker(door=Door.MAIL, address=ANN)) is None
    assert counter.posted[0].language == "de"
    done = [Done(command=Command(verb=Verb.HELP), result=Result.DONE)]
    stranger = Asker(door=Door.MAIL, address="cy@reader.example", language="fr")
    notice = counter.answer(done, stranger)
    assert notice
    assert (notice.language, notice.made_at) == ("fr", NOON)
