"""Commands that act in a reader's place, or on all that is held of one."""

import io
import json
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run

ADA = "ada@reader.example"


def test_the_operator_changes_what_a_reader_wishes(configured: Run) -> None:
    """Only what is named; from then on the file no longer counts for them, until it is reset."""
    words = ("--topics", "science,health", "--at", "18:30", "--timezone", "Asia/Tokyo", "--days", "Monday,thursday")
    answer = configured("subscribers", "set", ADA, *words, "--stories", "5", "--no-outside", "--quiet", "line")
    assert answer.status == 0, answer.err
    assert f"{ADA}: changed" in answer.out
    assert "on Monday and Thursday at 18:30 Asia/Tokyo" in answer.out
    assert f"no longer counts; it does again after: digest subscribers reset {ADA}" in answer.out
    reader = json.loads(configured("subscribers", "show", ADA, "--json").out)
    assert reader["profile"]["topics"] == {"science": 1.0, "health": 1.0}
    assert (reader["profile"]["stories"], reader["profile"]["outside"], reader["profile"]["quiet"]) == (
        5,
        False,
        "line",
    )
    assert reader["profile"]["follow"] != ["something"]
    assert "has the wishes of" in configured("subscribers", "reset", ADA).out
    assert json.loads(configured("subscribers", "show", ADA, "--json").out)["chosen_at"] is None


@pytest.mark.parametrize(
    ("words", "said"),
    [
        pytest.param(("--weekday", "friday"), "weekly on Friday at", id="a day of a weekly digest"),
        pytest.param(("--cadence", "weekdays"), "weekdays at", id="weekdays"),
        pytest.param(("--follow", "open source,climate AND court"), "open source, climate AND court", id="words"),
        pytest.param(("--name", "Ada L."), "Ada L.", id="a name"),
        pytest.param(("--mute", "celebrities"), "celebrities", id="muted words"),
        pytest.param(("--sources", "The Ledger"), "The Ledger", id="outlets"),
        pytest.param(("--no-pictures",), "pictures    none", id="no pictures"),
        pytest.param(("--topics", "science, sport=-0.5"), "science 1, sport -0.5", id="weights of topics"),
    ],
)
def test_any_wish_can_be_set(configured: Run, words: tuple[str, ...], said: str) -> None:
    """And is shown."""
    answer = configured("subscribers", "set", ADA, *words)
    assert answer.status == 0, answer.err
    assert said in answer.out
    assert f"{ADA}: as it was already" in configured("subscribers", "set", ADA, *words).out


def test_a_list_can_be_emptied(configured: Run) -> None:
    """An empty word means none."""
    configured("subscribers", "set", ADA, "--mute", "celebrities", "--follow", "ferry")
    configured("subscribers", "set", ADA, "--mute", "", "--follow", "")
    profile = json.loads(configured("subscribers", "show", ADA, "--json").out)["profile"]
    assert (profile["mute"], profile["follow"]) == ([], [])


@pytest.mark.parametrize(
    ("words", "said"),
    [
        pytest.param(("set", ADA, "--topics", "astrology"), "is no topic", id="a topic that is none"),
        pytest.param(("set", ADA, "--topics", "sport=lots"), "lots is no weight of a topic", id="a weight of words"),
        pytest.param(("set", ADA, "--topics", "sport=2"), "2 is no weight of a topic", id="too heavy"),
        pytest.param(("add", "new@reader.example", "--topics", "sport=-1"), "needs one topic", id="nothing wanted"),
        pytest.param(("set", ADA, "--timezone", "Mars"), "is no IANA zone", id="a zone that is none"),
        pytest.param(("set", "eve@reader.example", "--stories", "5"), "nobody subscribes as", id="nobody"),
        pytest.param(("reset", "eve@reader.example"), "nobody subscribes as", id="nothing to go back to"),
    ],
)
def test_what_cannot_be_set_gets_a_sentence(configured: Run, words: tuple[str, ...], said: str) -> None:
    """And changes nothing."""
    answer = configured("subscribers", *words)
    assert answer.status == 1
    assert said in answer.err


def test_nobody_who_left_is_changed(configured: Run) -> None:
    """They do not subscribe."""
    configured("subscribers", "remove", ADA)
    answer = configured("subscribers", "set", ADA, "--stories", "5")
    assert (answer.status, "does not subscribe: they are unsubscribed" in answer.err) == (1, True)


def test_the_record_of_consent_is_shown(configured: Run) -> None:
    """In words, and for scripts."""
    configured("subscribers", "set", ADA, "--stories", "5")
    said = configured("consent", ADA).out
    assert "added, by command" in said
    assert "wished, by command" in said
    assert 'change {"stories": 5}' in said
    assert [entry["act"] for entry in json.loads(configured("consent", ADA, "--json").out)] == ["added", "wished"]


def test_inviting_needs_a_way_to_say_yes(configured: Run) -> None:
    """Where there are neither pages nor an inbox that is read nobody could."""
    answer = configured("invite", "eve@reader.example")
    assert (answer.status, "nobody could say yes" in answer.err) == (1, True)


def test_somebody_is_invited(configured: Run) -> None:
    """They are asked once, and pending until they say yes; readers are not asked, and programs neither."""
    config = Path("config.toml")
    inbox = '[inbox]\naddress = "desk@ledger.example"\nkind = "pipe"\n'
    config.write_text(config.read_text(encoding="utf-8") + inbox, encoding="utf-8")
    answer = configured("invite", "eve@reader.example", "--language", "de")
    assert answer.status == 0, answer.err
    assert "eve@reader.example is asked to confirm" in answer.out
    eve = json.loads(configured("subscribers", "show", "eve@reader.example", "--json").out)
    assert (eve["status"], eve["language"]) == ("pending", "de")
    assert "is not asked" in configured("invite", "eve@reader.example").err
    assert "is not asked" in configured("invite", "noreply@reader.example").err
    assert f"{ADA} subscribes already" in configured("invite", ADA).err


def test_everything_held_is_exported(configured: Run) -> None:
    """As JSON, to standard output."""
    found = json.loads(configured("export", ADA).out)
    assert found["reader"]["address"] == ADA
    assert [entry["act"] for entry in found["consent"]] == ["added"]


def test_what_is_held_of_nobody_we_know_is_exported_and_erased(
    configured: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A letter that was set aside holds an address that nobody subscribes with (SUB-51); its domain in any spelling."""
    parts = "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(60))
    raw = f"From: Deep <deep@xn--bcher-kva.example>\n{parts}".encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))
    assert configured("receive", "--sender", "", "--recipient", "digest@newsroom.example").status == 0
    who = "deep@Bücher.example"
    answer = configured("export", who)
    assert answer.status == 0, answer.err
    assert [letter["state"] for letter in json.loads(answer.out)["letters"]] == ["quarantined"]
    assert configured("erase", "--yes", who).status == 0
    answer = configured("export", who)
    assert (answer.status, answer.out) == (1, "")
    assert "nothing is held of deep@xn--bcher-kva.example, but for a hash" in answer.err


def test_erasing_asks_first(configured: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever does not write the address once more has erased nothing."""
    monkeypatch.setattr("builtins.input", lambda _: "no")
    answer = configured("erase", ADA)
    assert (answer.status, "nothing was erased" in answer.err) == (1, True)
    assert configured("subscribers", "show", ADA).status == 0
    monkeypatch.setattr("builtins.input", lambda _: f" {ADA.upper()} ")
    assert configured("erase", ADA).status == 0
    assert configured("subscribers", "show", ADA).status == 1


def test_erasing_without_anybody_to_ask_needs_a_yes(configured: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a script."""

    def nobody(_: str) -> str:
        raise EOFError

    monkeypatch.setattr("builtins.input", nobody)
    answer = configured("erase", ADA)
    assert (answer.status, "add --yes" in answer.err) == (1, True)


def test_erasing_somebody_unknown_holds_nothing_of_them(configured: Run) -> None:
    """Not even a hash, and nothing is asked; of who was erased before the hash is told."""
    for _ in ("first", "once more"):
        answer = configured("erase", "nobody@reader.example")
        said = "nothing is held of nobody@reader.example: there is nothing to erase\n"
        assert (answer.status, answer.out) == (0, said)
    configured("erase", ADA, "--yes")
    assert f"nothing is held of {ADA}, but for a hash" in configured("erase", ADA).out


def test_what_erasing_cannot_reach_is_named(configured: Run) -> None:
    """The file that still lists them, and copies that still hold them; others stay."""
    configured("subscribers")
    data = next(path.parent for path in Path.cwd().rglob("digest.sqlite3"))
    (data / "copy").write_bytes(ADA.encode())
    answer = configured("erase", ADA, "--yes")
    assert answer.status == 0
    assert f"nothing is held of {ADA} any more but a hash" in answer.out
    assert f"their address still stands in {data / 'copy'}" in answer.out
    assert "config.toml still lists them" in answer.out
    assert ADA.encode() not in (data / "digest.sqlite3").read_bytes()
    again = configured("subscribers")
    assert ADA not in again.out
    assert f"{ADA} is in config.toml but has left" in again.err
