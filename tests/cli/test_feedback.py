"""The commands on what readers say of stories, on the sample newsroom: more, less, feedback, learned, forget."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from digest import store
from digest.match import silent
from digest.pipeline import links
from digest.tokens import Purpose
from tests.cli.conftest import Run

ADA = "ada@reader.example"


@pytest.fixture
def sent(gathered: Run) -> Run:
    """The newsroom, after Ada's issue of today was sent."""
    assert gathered("send", ADA).status == 0
    return gathered


def _stories(run: Run) -> list[str]:
    """The ids of the stories in Ada's newest issue, in the order shown."""
    edition = json.loads(run("why", ADA, "--json").out)["day"]["edition"]
    sections = [item for section in edition["sections"] for item in section["items"]]
    items = [edition["lead"], *sections, *edition.get("brief", []), edition.get("outside")]
    return [item["story_id"] for item in items if item]


def _token(run: Run, purpose: Purpose = Purpose.FEEDBACK, *, day: str = "", subscriber_id: str = "") -> str:
    answer = json.loads(run("why", ADA, "--json").out)
    found = json.loads(run("subscribers", "show", ADA, "--json").out)
    issue_date = date.fromisoformat(day or answer["day"]["issue_date"])
    with store.open(Path("data") / store.FILE, now=datetime.now(UTC)) as opened:  # noqa: TID251 - as the command does
        return links.keys(opened).make(purpose, subscriber_id or found["id"], issue_date)


def _learned(run: Run) -> dict[str, list[str]]:
    found: dict[str, list[str]] = json.loads(run("learned", ADA, "--json").out)
    return found


def test_more_is_kept_and_shown_in_words(sent: Run) -> None:
    """By a story's number in the newest issue; what was learned is its words and topics."""
    answer = sent("more", ADA, "2")
    assert (answer.status, answer.err) == (0, "")
    assert f'{ADA}: more like "' in answer.out
    shown = sent("learned", ADA).out
    assert "more: " in shown
    assert "more topics: " in shown
    assert _stories(sent)[1] in shown
    assert f"digest forget {ADA}" in shown
    assert _learned(sent)["less"] == []


def test_the_twelve_strongest_words_of_each_side_are_shown(sent: Run) -> None:
    """And how many more there are; with --all, or as JSON, every one."""
    sent("more", ADA, "1", "2", "3")
    words = _learned(sent)["more"]
    assert len(words) > 12
    (short,) = (line for line in sent("learned", ADA).out.splitlines() if line.startswith("more: "))
    assert short == f"more: {', '.join(words[:12])} and {len(words) - 12} more (--all shows them)"
    (whole,) = (line for line in sent("learned", ADA, "--all").out.splitlines() if line.startswith("more: "))
    assert whole == f"more: {', '.join(words)}"


def test_less_is_learned_the_other_way(sent: Run) -> None:
    """Several stories at once, by number or by id."""
    first, second = _stories(sent)[:2]
    assert sent("less", ADA, "1", second).status == 0
    found = _learned(sent)
    assert {said["story_id"] for said in json.loads(sent("learned", ADA, "--json").out)["said"]} == {first, second}
    assert found["less"]
    assert silent.words("").isdisjoint(found["less"])
    assert found["more"] == []
    assert "less topics: " in sent("learned", ADA).out


def test_the_last_word_on_a_story_counts(sent: Run) -> None:
    """More after less is more."""
    sent("less", ADA, "1")
    sent("more", ADA, "1")
    found = _learned(sent)
    assert found["more"]
    assert found["less"] == []


def test_the_subject_of_a_mail_does_the_same(sent: Run) -> None:
    """Also in capitals, as an answer, and wrapped: as mail leaves it."""
    token = _token(sent)
    assert f'{ADA}: more like "' in sent("feedback", f"more 1 {token}").out
    assert f'{ADA}: less like "' in sent("feedback", f"Re: LESS 2 {token[:20].upper()}\r\n {token[20:]}").out
    assert {said["door"] for said in json.loads(sent("learned", ADA, "--json").out)["said"]} == {"mail"}


def test_what_was_learned_is_taken_back_piece_by_piece(sent: Run) -> None:
    """A word, a topic, what was said of a story, everything; and it may be learned again."""
    sent("more", ADA, "1", "2")
    before = _learned(sent)
    word, topic, story = before["more"][0], before["more_topics"][0], _stories(sent)[1]
    assert f'forgotten the word "{word}"' in sent("forget", ADA, word.upper()).out
    assert f'forgotten the topic "{topic}", more like "' in sent("forget", ADA, topic, story).out
    after = _learned(sent)
    assert word not in after["more"]
    assert topic not in after["more_topics"]
    assert len(after["said"]) == 1
    assert "is known any more" in sent("forget", ADA, "--all").out
    assert "nothing was learned of" in sent("learned", ADA).out
    sent("more", ADA, "1", "2")
    assert word in _learned(sent)["more"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        pytest.param(("more", "eve@reader.example", "1"), "nobody subscribes as", id="nobody"),
        pytest.param(("more", ADA, "1"), "has no issue yet to count stories in", id="no issue yet"),
        pytest.param(("more", ADA, "nosuchstory"), "there is no story nosuchstory", id="a story that is not there"),
        pytest.param(("feedback", "more news please"), "is not of the form", id="another subject"),
        pytest.param(("feedback", "more 1 sesame"), "is not one of ours, or was cut short", id="no token"),
        pytest.param(("forget", ADA, "zebras"), 'nothing was learned of "zebras"', id="a word never learned"),
        pytest.param(("forget", ADA), "a story, or --all for everything\n", id="forget nothing"),
        pytest.param(
            ("forget", ADA, "zebras", "--all"), "for everything; not both", id="forget one thing and everything"
        ),
    ],
)
def test_what_cannot_be_done_is_a_sentence(configured: Run, words: tuple[str, ...], said: str) -> None:
    """On standard error, with status 1; nothing is kept."""
    answer = configured(*words)
    assert answer.status == 1
    assert said in answer.err
    assert "Traceback" not in answer.err
    assert "nothing was learned of" in configured("learned", ADA).out


def test_a_wrong_number_keeps_nothing_of_the_others(sent: Run) -> None:
    """Numbers count from one to the last story of the issue."""
    assert "has the stories 1 to" in sent("more", ADA, "0").err
    assert "and no story 99" in sent("less", ADA, "1", "99").err
    assert "there is no story feed" in sent("less", ADA, "1", "feed").err
    assert "nothing was learned of" in sent("learned", ADA).out


def test_tokens_of_another_purpose_day_or_reader_say_nothing(sent: Run) -> None:
    """A leave link teaches nothing, an issue that never was has no stories, nor has somebody who is gone."""
    assert "is not one of ours" in sent("feedback", f"more 1 {_token(sent, Purpose.LEAVE)}").err
    assert (
        "the issue of 2001-01-01 is no longer kept" in sent("feedback", f"more 1 {_token(sent, day='2001-01-01')}").err
    )
    assert "is not one of ours" in sent("feedback", f"more 1 {_token(sent, subscriber_id='00' * 8)}").err
    assert "and no story 77" in sent("feedback", f"less 77 {_token(sent)}").err
