"""Incoming mail in the store: kept once, dealt with once, set aside when nobody can deal with it."""

from datetime import UTC, datetime, timedelta

from digest import store
from digest.domain.letters import Incoming, LetterState, Way

NOW = datetime(2026, 11, 22, 7, 0, tzinfo=UTC)


def _letter(number: int = 1) -> Incoming:
    return Incoming(
        id=f"{number:032x}",
        way=Way.LMTP,
        sender="ada@example.org",
        recipient="news+help@example.net",
        came_at=NOW + timedelta(seconds=number),
        raw=b"Subject: help\r\n\r\n\xff\x00",
    )


def test_a_letter_comes_back_byte_for_byte_and_in_turn() -> None:
    """Whatever octets it has; a second copy of it is no second letter."""
    with store.memory(NOW) as opened:
        assert opened.letters.add([_letter(2), _letter(1), _letter(2)]) == 2
        assert opened.letters.waiting(limit=9) == (_letter(1), _letter(2))
        assert opened.letters.waiting(limit=1) == (_letter(1),)


def test_a_letter_that_is_dealt_with_is_known_but_not_kept() -> None:
    """Its bytes and its sender are gone, and another copy of it is not acted on."""
    with store.memory(NOW) as opened:
        opened.letters.add([_letter()])
        assert opened.letters.deal(_letter().id, "helped", now=NOW)
        assert not opened.letters.deal(_letter().id, "helped twice", now=NOW)
        assert opened.letters.add([_letter()]) == 0
        assert opened.letters.waiting(limit=9) == ()


def test_a_letter_that_fails_is_tried_again_and_then_set_aside() -> None:
    """A person can look at it, and have it tried again."""
    with store.memory(NOW) as opened:
        opened.letters.add([_letter()])
        for _ in range(3):
            assert len(opened.letters.waiting(limit=9)) == 1
            opened.letters.fail(_letter().id, "a bug", most=3)
        (aside,) = opened.letters.quarantined()
        assert (aside.state, aside.tries, aside.reason, aside.raw) == (
            LetterState.QUARANTINED, 3, "a bug", _letter().raw,
        )  # fmt: skip
        assert opened.letters.retry(aside.id)
        assert not opened.letters.retry("unknown")
        assert len(opened.letters.waiting(limit=9)) == 1


def test_old_letters_are_forgotten_but_never_those_that_wait() -> None:
    """What nobody has dealt with yet is not lost by its age."""
    with store.memory(NOW) as opened:
        opened.letters.add([_letter(1), _letter(2)])
        opened.letters.deal(_letter(1).id, "helped", now=NOW)
        assert opened.letters.forget(before=NOW + timedelta(days=1)) == 1
        assert opened.letters.waiting(limit=9) == (_letter(2),)


def test_it_is_known_how_far_a_mailbox_was_read() -> None:
    """By UIDVALIDITY and UID, the newest word counting."""
    with store.memory(NOW) as opened:
        assert opened.letters.place("news@mail.example.org/INBOX") is None
        opened.letters.mark("news@mail.example.org/INBOX", 7, 1)
        opened.letters.mark("news@mail.example.org/INBOX", 7, 12)
        assert opened.letters.place("news@mail.example.org/INBOX") == (7, 12)
