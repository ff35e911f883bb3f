"""What one line of a mail asks, and what it may speak of."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from digest.domain.wishes import Change, Command, Verb
from digest.subscribe import clauses


@dataclass(frozen=True, slots=True, kw_only=True)
class Understanding:
    """What one line asks."""

    commands: tuple[Command, ...]
    #: Whether some of its words were riddles.
    is_partial: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What a line may speak of."""

    names: clauses.Names
    #: For dates without a year; None: such are not understood.
    today: date | None
    #: The words of the service's own name, folded: who leaves may name it.
    own: frozenset[str] = frozenset()


#: What a verb makes of the text behind it; None when it makes no sense.
Deed = Callable[[str, Setting], Understanding | None]


def change(wanted: Change, *, is_partial: bool = False) -> Understanding:
    """The understanding of a line that wants other wishes."""
    return Understanding(commands=(Command(verb=Verb.CHANGE, change=wanted),), is_partial=is_partial)
