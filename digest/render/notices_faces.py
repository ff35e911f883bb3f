"""What the templates of a notice may print: finished words, and nothing else."""

from typing import Literal, NamedTuple

Kind = Literal["words", "fine", "agreed", "button", "link", "heading", "wish", "command"]


class Example(NamedTuple):
    """Something that can be written to us."""

    #: As it is typed.
    words: str
    #: A mail that says so, ready to be sent.
    url: str


class Block(NamedTuple):
    """One piece of a notice; they stand one below the other."""

    kind: Kind
    words: str = ""
    #: What somebody agrees to.
    lines: tuple[str, ...] = ()
    #: The name of a wish.
    label: str = ""
    #: Where a button or a link leads.
    url: str = ""
    examples: tuple[Example, ...] = ()


class Note(NamedTuple):
    """One notice."""

    subject: str
    headline: str
    blocks: tuple[Block, ...]
    #: Who sends it, and why this address gets it.
    reason: str
    #: To change or pause, and to leave; "" for somebody who has nothing to change or leave.
    change_url: str = ""
    leave_url: str = ""
    #: Where the service's name leads; "" for nowhere.
    home_url: str = ""
