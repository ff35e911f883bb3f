"""A subscriber's whole life by mail alone: joining, choosing, saying what they like, resting, leaving, being forgotten.

Real Postfix takes and brings all mail; the inbox is read by LMTP from it, and by IMAP from a real Dovecot.
"""

import json
import time
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest

from tests.acceptance.life import INBOX, Life, lived, text
from tests.mail_quality import peers
from tests.peers import dovecot


@pytest.fixture(params=["lmtp", "imap"])
def life(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Life]:
    """A service at work; its inbox is handed over by Postfix, or fetched from Dovecot."""
    if request.param == "lmtp":
        port = peers.free_port()
        inbox = f'kind = "lmtp"\nlisten = "127.0.0.1:{port}"'
        with lived(tmp_path, inbox=inbox, transport=f"lmtp:inet:127.0.0.1:{port}") as found:
            yield found
        return
    with dovecot.running() as mailbox:
        (tmp_path / "password").write_text(f"{dovecot.PASSWORD}\n")
        inbox = (
            f'kind = "imap"\n[inbox.imap]\nhost = "127.0.0.1"\nport = {mailbox.imap}\ntls = "none"\n'
            f'username = "{INBOX}"\npassword_file = "password"\ndone = "Done"'
        )
        with lived(tmp_path, inbox=inbox, transport=f"lmtp:inet:127.0.0.1:{mailbox.lmtp}") as found:
            yield found


def test_a_whole_life_by_mail(life: Life) -> None:
    """Nothing but mails; each wish is answered by what was understood and done, and no wish needs a page."""
    _joins(life)
    _chooses(life)
    _rests(life.of("bea"))
    _leaves(life.of("cleo"))
    _is_forgotten(life.of("dora"))
    _asks_for_help_as_a_stranger(life.of("emil"))
    _writes_to_the_owner(life.of("fay"))


def _joins(life: Life) -> EmailMessage:
    """Asked first, with what was understood; then welcomed, with the first issue at once.  Once more does no harm."""
    life.write("subscribe technology, science at 7:00 Madrid")
    question = life.next("Technology", "Science", "7:00", "Madrid")
    assert "+confirm-" in question["Reply-To"]
    assert "pending" in life.command("subscribers", "show", life.reader)
    life.answer(question, "Yes please")
    welcome = life.next("7:00", "Madrid")
    assert "+" not in life.issue()["List-Unsubscribe"].partition("@")[0].removeprefix("<mailto:news")
    assert "active" in life.command("subscribers", "show", life.reader)
    return welcome


def _chooses(life: Life) -> None:
    """A bare mail may be forged, so it must be confirmed; an answer to a mail of ours is proof enough."""
    life.write("preferences")
    shown = life.next("Technology", "7:00")
    life.answer(shown, "topics +business -science", "mute Torvik", "stories 6", "at 6.30pm Berlin")
    said = life.next("Business", "Torvik", "6:30", "Berlin")
    assert "not understood" not in text(said)
    facts = life.command("subscribers", "show", life.reader)
    assert "business" in facts
    assert "science" not in facts
    assert "18:30 Europe/Berlin" in facts
    life.answer(said, "quite something else", "which nobody can understand")
    life.next("2 lines were not understood", "unsubscribe")
    life.write("stories 7")
    question = life.next("7 at most")
    assert "at most 6" in life.command("subscribers", "show", life.reader)
    life.answer(question)
    life.next("7 at most")
    assert "at most 7" in life.command("subscribers", "show", life.reader)


def _rests(life: Life) -> None:
    """What they say of a story is learned; no issue comes while they rest."""
    welcome = _joins(life)
    life.answer(welcome, "more 1", "pause 10 days")
    rested = life.next("more stories like", "No issue comes until")
    assert "paused" in life.command("subscribers", "show", life.reader)
    life.answer(rested, "resume")
    life.next("come again")
    assert "active" in life.command("subscribers", "show", life.reader)
    assert "more" in life.command("learned", life.reader)


def _leaves(life: Life) -> None:
    """By one mail, without any proof: whoever did it in their name is undone by an answer to the farewell."""
    _joins(life)
    life.write("unsubscribe")
    farewell = life.next()
    assert "unsubscribed" in life.command("subscribers", "show", life.reader)
    life.answer(farewell, "subscribe")
    life.next()
    assert "active" in life.command("subscribers", "show", life.reader)


def _is_forgotten(life: Life) -> None:
    """All that is held comes as a file; then none of it is held."""
    welcome = _joins(life)
    life.answer(welcome, "export my data")
    sent = life.next()
    assert json.loads(_attached(sent))
    life.answer(welcome, "erase me")
    life.next()
    assert life.reader not in life.command("subscribers")
    # The farewell is the last that knows the address, until it is sent.
    until = time.monotonic() + 40
    while found := _holding(life.folder / "data", life.reader):
        assert time.monotonic() < until, found
        time.sleep(0.5)


def _holding(folder: Path, address: str) -> list[Path]:
    """The files in which an address is found."""
    files = [file for file in folder.rglob("*") if file.is_file()]
    return [file for file in files if address.encode() in file.read_bytes()]


def _asks_for_help_as_a_stranger(life: Life) -> None:
    """Helped once, without a word of what they wrote."""
    life.write("What is this?", "I found your address.")
    assert "found your address" not in text(life.next("subscribe"))


def _writes_to_the_owner(life: Life) -> None:
    """What is for a person reaches a person."""
    life.write("Your digest", "is lovely", to=INBOX.replace("@", "+owner@"))
    passed_on = life.of("owner").next("owner")
    assert b"is lovely" in _attached(passed_on)


def _attached(mail: EmailMessage) -> bytes:
    """The one file that came with a mail."""
    (part,) = [part for part in mail.walk() if part.get_filename()]
    content = part.get_payload(decode=True)
    assert isinstance(content, bytes)
    return content
