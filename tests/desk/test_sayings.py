"""More like this, less like this, and taken back: of real stories, by number, by link and by name."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from digest.desk import commands
from digest.domain.people import Door
from digest.domain.wishes import Asker, Command, Done, Proof, Result, Verb
from digest.pipeline import links
from digest.tokens import Purpose
from tests.pipeline.house import MORNING, House, in_the_morning

ADA = "ada@reader.example"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A house in which everybody had their first issue."""
    folder: Path = tmp_path_factory.mktemp("house")
    with in_the_morning(folder) as house:
        house.plan(MORNING)
        yield house


def ask(house: House, command: Command, *, proof: Proof = Proof.ANSWER) -> Done:
    """What came of Ada's letter."""
    asker = Asker(door=Door.MAIL, proof=proof, address=ADA, subscriber_id=house.reader().id)
    return commands.carry_out(house.store, house.settings, command, asker, now=MORNING + timedelta(hours=1))


@pytest.mark.parametrize(
    "way",
    [
        pytest.param("number", id="by its number in the newest issue"),
        pytest.param("link", id="by the link of an issue"),
        pytest.param("story", id="by the story's own id, as a page has it"),
    ],
)
@pytest.mark.parametrize("verb", [Verb.MORE, Verb.LESS])
def test_a_reader_says_what_they_think_of_a_story(served: House, way: str, verb: Verb) -> None:
    """And hears its headline."""
    reader = served.reader()
    day = served.store.mail.day(reader.id, MORNING.date())
    assert day
    assert day.edition
    item = day.edition.items[1]
    token = links.keys(served.store).make(Purpose.FEEDBACK, reader.id, day.issue_date)
    wish = {
        "number": Command(verb=verb, number=2),
        "link": Command(verb=verb, number=2, token=token),
        "story": Command(verb=verb, story_id=item.story_id),
    }[way]
    done = ask(served, wish, proof=Proof.NOTHING if way == "link" else Proof.ANSWER)
    assert (done.result, done.about) == (Result.DONE, item.title)
    said = {one.story_id: one for one in served.store.feedback.of(reader.id)}
    assert (said[item.story_id].more, said[item.story_id].door) == (verb is Verb.MORE, Door.MAIL)


def test_an_issue_now_is_made_once(tmp_path: Path) -> None:
    """That of today, before its hour; at its hour there is none, and tomorrow's comes as always."""
    with in_the_morning(tmp_path) as served:
        served.plan(MORNING)
        _made_once(served)


def _made_once(served: House) -> None:
    early, late = MORNING + timedelta(hours=22), MORNING + timedelta(hours=25)
    asker = Asker(door=Door.MAIL, proof=Proof.ANSWER, address=ADA)
    before = served.reader()
    done = commands.carry_out(served.store, served.settings, Command(verb=Verb.SEND), asker, now=early)
    assert done.result is Result.DONE
    assert served.plan(early).due == 1
    assert served.store.mail.day(before.id, before.schedule.local_date(early)) is not None
    again = commands.carry_out(served.store, served.settings, Command(verb=Verb.SEND), asker, now=early)
    assert again.result is Result.ALREADY
    served.plan(late)
    days = [day.issue_date for day in served.store.mail.days(subscriber_id=before.id, limit=9)]
    assert len(days) == len(set(days)) == 2
    after = served.reader()
    assert after.next_due_at == after.schedule.moment(days[0] + timedelta(days=1))


@pytest.mark.parametrize(
    "wish",
    [
        pytest.param(Command(verb=Verb.MORE, number=99), id="a number that no story has"),
        pytest.param(Command(verb=Verb.MORE), id="no number"),
        pytest.param(Command(verb=Verb.LESS, story_id="none"), id="a story that is not there"),
        pytest.param(Command(verb=Verb.FORGET, subject="zeppelin"), id="a word that was never learned"),
    ],
)
def test_what_is_not_there_is_missing(served: House, wish: Command) -> None:
    """Nothing is kept."""
    before = served.store.feedback.of(served.reader().id)
    assert ask(served, wish).result is Result.MISSING
    assert served.store.feedback.of(served.reader().id) == before


def test_what_was_learned_can_be_taken_back(served: House) -> None:
    """A word, and then everything; what there was is said."""
    reader = served.reader()
    ask(served, Command(verb=Verb.MORE, number=1))
    word = next(iter(served.store.feedback.tastes([reader.id])[reader.id].terms))
    done = ask(served, Command(verb=Verb.FORGET, subject=word))
    assert done.result is Result.DONE
    assert word in done.about
    assert ask(served, Command(verb=Verb.FORGET)).result is Result.DONE
    assert served.store.feedback.of(reader.id) == ()
    assert ask(served, Command(verb=Verb.FORGET)).result is Result.ALREADY
