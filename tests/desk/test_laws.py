"""Whatever is asked, in whichever order and by whomever: what holds of every reader at every moment."""

from datetime import timedelta

import hypothesis
import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.domain.consents import Act
from digest.domain.people import Door, SubscriberStatus
from digest.domain.wishes import Asker, Change, Command, Notice, NoticeKind, Proof, Result, Verb, Weights
from tests.desk import counter as counter_
from tests.desk.counter import DAY, Counter

ADDRESSES = ("ann@reader.example", "ben@reader.example")
CHANGES = (Change(), Change(stories=5), Change(timezone="Asia/Tokyo"), Change(topics=Weights(whole={"science": 1.0})))

wishes = st.builds(
    Command,
    verb=st.sampled_from([verb for verb in Verb if verb is not Verb.CONFIRM]),
    change=st.sampled_from(CHANGES),
    number=st.integers(0, 3),
    days=st.sampled_from([None, 1, 30]),
)
askers = st.builds(
    Asker,
    door=st.sampled_from([Door.MAIL, Door.WEB]),
    proof=st.sampled_from([Proof.NOTHING, Proof.NOTHING, Proof.AUTHENTICATED]),
    address=st.sampled_from(ADDRESSES),
)
#: A wish; or a yes to a question that was asked, by its place among them; and the hours that go by.
steps = st.lists(
    st.tuples(st.one_of(st.tuples(wishes, askers), st.integers(0, 9)), st.integers(0, 40)), min_size=5, max_size=25
)


class Town:
    """Everybody at the desk, and what they were sent."""

    def __init__(self, counter: Counter) -> None:
        self.counter = counter
        self.questions: list[tuple[Notice, str]] = []
        self.left: set[str] = set()

    def ask(self, command: Command, asker: Asker) -> None:
        """Somebody asks for something, and reads the answer."""
        before = len(self.counter.posted)
        done = self.counter.tell(command, asker)
        for notice in self.counter.posted[before:]:
            if done.request_id:
                self.questions.append((notice, done.request_id))

    def say_yes(self, place: int) -> None:
        """Somebody says yes to a question, however long ago it was asked, and once more at once."""
        if not self.questions:
            return
        notice, request_id = self.questions[place % len(self.questions)]
        first = self.counter.confirm(request_id, asked_at=notice.made_at)
        after = self.counter.store.people.subscribers()
        second = self.counter.confirm(request_id, asked_at=notice.made_at)
        if first.result in {Result.DONE, Result.ALREADY} and second.result is not Result.BAD_TOKEN:
            assert second.result is Result.ALREADY
        assert self.counter.store.people.subscribers() == after

    def check(self) -> None:
        """What holds always."""
        for reader in self.counter.store.people.subscribers():
            acts = [entry.act for entry in self.counter.store.consents.of(reader.id)]
            joined = max((place for place, act in enumerate(acts) if act is Act.CONFIRMED), default=-1)
            left = max((place for place, act in enumerate(acts) if act is Act.LEFT), default=-1)
            gets_mail = reader.status in {SubscriberStatus.ACTIVE, SubscriberStatus.PAUSED}
            assert gets_mail == (joined > left), f"{reader.status} by {acts}"
            if not gets_mail:
                assert (reader.next_due_at, reader.next_issue_date) == (None, None)
            if reader.status is SubscriberStatus.ACTIVE:
                assert reader.next_due_at is not None
                assert not reader.left_at
            wants_something = any(weight > 0 for weight in reader.profile.topics.values())
            assert wants_something or reader.status is SubscriberStatus.PENDING
            if reader.status is SubscriberStatus.UNSUBSCRIBED:
                self._nothing_waits(reader.id)

    def _nothing_waits(self, subscriber_id: str) -> None:
        """After leaving nothing waits but what answers them since."""
        waiting = self.counter.store._db.query(
            "SELECT kind FROM outbox WHERE subscriber_id = :id AND status IN ('rendered', 'claimed', 'deferred')",
            {"id": subscriber_id},
        )
        assert not {row["kind"] for row in waiting} & {"edition", "welcome", "preferences"}


@hypothesis.settings(max_examples=40)
@given(steps)
def test_the_laws_of_the_desk(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[tuple[Command, Asker] | int, int]]
) -> None:
    """Nobody gets mail who did not say yes since they left last; a yes said twice is as good as once."""
    with counter_.opened(tmp_path_factory.mktemp("desk")) as counter:
        town = Town(counter)
        for step, hours in steps:
            counter.now += timedelta(hours=hours)
            if isinstance(step, int):
                town.say_yes(step)
            else:
                town.ask(*step)
            town.check()
        counter.now += 4 * DAY
        counter.work_off()
        town.check()
        kinds = {notice.kind for notice in counter.posted}
        assert NoticeKind.PROBE not in kinds
