"""How much one mail may be before it is no mail that a person wrote to us (mail.md REC-05)."""

from email.message import Message
from email.policy import Policy, compat32

from digest.errors import ParseError

MAX_OCTETS = 1_000_000
MAX_PARTS, MAX_DEPTH = 50, 10
MAX_HEADERS, MAX_HEADER = 1000, 64_000
_WHOSE = "a mail to us"


class Counted(Message):
    """A part that counts itself: reading ends at the first one too many, before it costs time."""

    def set_raw(self, name: str, value: str) -> None:
        """Nothing; ParseError when a header, or their number, is over the limit."""
        if len(value) > MAX_HEADER or len(name) > MAX_HEADER:
            raise refusal(f"a header of more than {MAX_HEADER} characters")
        if len(self) >= MAX_HEADERS:
            raise refusal(f"more than {MAX_HEADERS} headers")
        super().set_raw(name, value)


class Counter:
    """Makes the parts of one mail; ParseError when they are too many."""

    def __init__(self) -> None:
        self._parts = 0

    def begin(self) -> None:
        """Nothing; what was made until now, as the parser does to try us, does not count."""
        self._parts = 0

    def __call__(self, policy: Policy = compat32) -> Counted:
        self._parts += 1
        # Each part of a multipart is one, and so is each multipart.
        if self._parts > MAX_PARTS:
            raise refusal(f"more than {MAX_PARTS} parts")
        return Counted(policy=policy)


def check_size(raw: bytes) -> None:
    """Nothing; ParseError when the mail is too big."""
    if len(raw) > MAX_OCTETS:
        raise refusal(f"{len(raw):,} octets, more than {MAX_OCTETS:,}")


def check_depth(message: Message) -> None:
    """Nothing; ParseError when parts stand in each other too deeply."""
    level: list[Message] = [message]
    for _ in range(MAX_DEPTH + 1):
        level = [part for outer in level for part in inner(outer)]
        if not level:
            return
    raise refusal(f"parts in parts, more than {MAX_DEPTH} deep")


def inner(part: Message) -> list[Message]:
    """The parts right inside another."""
    # Asked for a text, the library would decode it by whatever charset it names.
    inside = part.get_payload() if part.is_multipart() else None
    return [one for one in inside if isinstance(one, Message)] if isinstance(inside, list) else []


def refusal(what: str) -> ParseError:
    """The error for a mail that has too much of something."""
    return ParseError(
        f"The mail has {what}; write to us again, with only the words that we are to read.", source=_WHOSE
    )
