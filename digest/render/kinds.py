"""The two faces of a mail, HTML and plain text: what each does in its own way."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final, Generic, Literal, NamedTuple, TypeVar

from digest.render import columns, faces, layout, plates

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One of the two."""

    #: As in "text/html", and the end of its templates' names.
    subtype: str
    suffix: str
    #: How its slim form is sent (`plates.Plate`).
    encoding: str
    plate: Callable[[str], plates.Plate]
    value: Callable[[str], plates.Value]
    values: Callable[[Sequence[str], plates.Form], list[bytes]]
    #: Stands between two stories, and between two sections.
    joint: str
    #: Words, stories and pages, laid out.
    words: Callable[[str], str]
    card: Callable[[faces.Card], faces.Card]
    #: A line of a story: its byline, or why it is here.
    line: Callable[[str], str]
    page: Callable[[faces.Page], faces.Page]
    #: A story's number as it stands in the mail.
    number: Callable[[int], str]


class Pair(NamedTuple, Generic[_T]):
    """The same for both faces."""

    html: _T
    text: _T


_HTML = Kind(
    subtype="html",
    suffix="html",
    encoding="7bit",
    plate=plates.html,
    value=plates.html_value,
    values=plates.html_values,
    joint="\n",
    words=str,
    card=lambda card: card,
    line=str,
    page=lambda page: page,
    number=str,
)
_TEXT = Kind(
    subtype="plain",
    suffix="txt",
    encoding="quoted-printable",
    plate=plates.text,
    value=plates.text_value,
    values=plates.text_values,
    joint="\n\n\n",
    words=columns.wrap,
    card=layout.card_in_columns,
    line=lambda line: columns.wrap(line, indent=layout.INDENT),
    page=lambda page: replace(page, service=columns.wrap(page.service), postal=columns.wrap(page.postal)),
    number=lambda number: f"{number:>2}",
)
#: Both, in the order of `Pair`.
BOTH = (_HTML, _TEXT)
Face = Literal[0, 1]
HTML: Final = 0
TEXT: Final = 1
