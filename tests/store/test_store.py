"""A transaction is all or nothing, a batch is one of them, and a secret is made once."""

from collections.abc import Callable, Iterable

import pytest

from digest.store import Store
from digest.store.database import Params
from tests.store import samples
from tests.store.samples import LEASE, LEDGER, NOW, planned, reader


class Interruption(BaseException):
    """The process dies here."""


def traced(memory: Store) -> list[str]:
    """The list that every statement from now on is added to."""
    statements: list[str] = []
    memory._db._connection().set_trace_callback(statements.append)  # type: ignore[attr-defined]
    return statements


def test_several_calls_happen_together(memory: Store) -> None:
    """Inside a transaction, and visible after it."""
    with memory.transaction():
        memory.news.save_feeds([LEDGER])
        memory.people.save([reader()])
    assert memory.news.feeds() == (LEDGER,)
    assert memory.people.subscribers() == (reader(),)


def test_what_is_broken_off_leaves_nothing(memory: Store) -> None:
    """An exception between two calls takes the first one back, and the store goes on working."""

    def dies() -> None:
        with memory.transaction():
            memory.news.save_feeds([LEDGER])
            memory.people.save([reader()])
            memory.mail.plan([planned(reader())])
            raise Interruption

    with pytest.raises(Interruption):
        dies()
    assert memory.news.feeds() == ()
    assert memory.people.subscribers() == ()
    assert memory.mail.days(limit=9) == ()
    memory.news.save_feeds([LEDGER])
    assert memory.news.feeds() == (LEDGER,)


@pytest.mark.parametrize("survived", range(4))
def test_a_plan_broken_off_in_the_middle_leaves_nothing(
    memory: Store, monkeypatch: pytest.MonkeyPatch, survived: int
) -> None:
    """Neither record nor stories nor message nor next date, after whichever of its four batches the process dies."""
    memory.people.save([reader()])
    many = memory._db.many
    batches = iter(range(survived))

    def dies(sql: str, rows: Iterable[Params]) -> int:
        if next(batches, None) is None:
            raise Interruption
        return many(sql, rows)

    monkeypatch.setattr(memory._db, "many", dies)
    with pytest.raises(Interruption):
        memory.mail.plan([planned(reader())])
    monkeypatch.undo()
    assert memory.mail.days(limit=9) == ()
    assert memory.mail.sent_stories(["ann"]) == {"ann": frozenset()}
    assert memory.mail.message("ann.2022-12-06") is None
    assert memory.people.due(NOW, limit=9) == (reader(),)
    assert memory.mail.plan([planned(reader())]) == 1


def test_one_transaction_inside_another_is_a_mistake(memory: Store) -> None:
    """The outer one would not be all or nothing any more."""
    with memory.transaction(), pytest.raises(RuntimeError, match="open in this thread already"), memory.transaction():
        pass


def test_a_batch_is_one_transaction(memory: Store) -> None:
    """However many there are in it, each call begins and commits once."""
    crowd = [reader(f"{number:04}") for number in range(600)]
    articles = [samples.article(f"{number:04}") for number in range(600)]
    calls: dict[str, Callable[[], object]] = {
        "save feeds": lambda: memory.news.save_feeds([LEDGER]),
        "record": lambda: memory.news.record(samples.visit(*articles), now=NOW),
        "topics": lambda: memory.news.save_topics(dict.fromkeys((one.id for one in articles), ()), model_version="1"),
        "place": lambda: memory.news.place({one.id: one.id for one in articles}, now=NOW),
        "save readers": lambda: memory.people.save(crowd),
        "plan": lambda: memory.mail.plan([planned(who) for who in crowd]),
        "claim": lambda: memory.mail.claim(limit=600, token="mine", now=NOW, lease=LEASE),
        "recover": lambda: memory.mail.recover(now=NOW + LEASE),
        "forget mail": lambda: memory.mail.forget_before(NOW),
        "forget news": lambda: memory.news.forget_before(NOW),
    }
    statements = traced(memory)
    begun = {}
    for name, call in calls.items():
        statements.clear()
        call()
        begun[name] = statements.count("BEGIN IMMEDIATE"), statements.count("COMMIT")
    assert begun == dict.fromkeys(calls, (1, 1))


def test_recording_takes_few_statements(memory: Store) -> None:
    """Articles we know cost one question for every 500, not one each."""
    articles = [samples.article(f"{number:04}") for number in range(1000)]
    memory.news.save_feeds([LEDGER])
    memory.news.record(samples.visit(*articles), now=NOW)
    statements = traced(memory)
    memory.news.record(samples.visit(*articles), now=NOW)
    assert len(statements) == len(["BEGIN", "UPDATE feed", "SELECT", "SELECT", "COMMIT"])


def test_a_secret_is_made_once(memory: Store) -> None:
    """And each name has its own."""
    assert memory.secret("message-id", lambda: b"\x00first") == b"\x00first"
    assert memory.secret("message-id", lambda: b"second") == b"\x00first"
    assert memory.secret("tokens", lambda: b"third") == b"third"
