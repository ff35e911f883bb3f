"""What is prepared of a mail once for many readers: stories, what stands around them, and the frame (pure)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from digest.domain import mail
from digest.render import faces, kinds, plates
from digest.render.kinds import Pair

#: RFC 5322 section 2.1.1, without the CRLF.
LINE = 998
#: Octets that each address to ask for more or for less may take before lines are looked at one by one.
ROOM = 120
#: What stands between two stories of a section, and between two sections, in each face.
JOINTS = tuple(face.joint.replace("\n", "\r\n").encode() for face in kinds.BOTH)
_ROOM = {**dict.fromkeys(plates.LINES, 0), **dict.fromkeys(plates.ASKED, ROOM)}
#: Pieces by form, and for both faces.  What is read for each story of each mail is in plain tuples and slots, which
#: Python reads quickest.
Both = tuple[tuple[bytes, bytes], tuple[bytes, bytes]]
_Patterns = tuple[plates.Pattern, plates.Pattern]


@dataclass(slots=True, eq=False)
class Card:
    """A story as all of one language get it."""

    plates: Pair[plates.Plate]
    #: In the slim form (`plates.Form`).
    slim: _Patterns
    #: No line of its HTML in seven bits is longer: of those without `plates.LINES`, and of those with; and how often
    #: one of these stands in a line at most.
    closed: int
    open: int
    repeats: int
    _wide: _Patterns | None = None

    def wide(self) -> _Patterns:
        """As `slim`, in the other form, which few mails need."""
        if self._wide is None:
            self._wide = self.plates.html.pattern(plates.WIDE), self.plates.text.pattern(plates.WIDE)
        return self._wide


@dataclass(slots=True, eq=False)
class Told:
    """A story as all of one language get it who get it for the same reasons in the same zone."""

    item: mail.Item
    #: The one its HTML places.
    picture: mail.Picture | None
    card: Card
    #: `plates.LINES`.
    byline: Both
    why: Both
    #: No line of its HTML in seven bits is longer, if no address to ask for more or for less is longer than `ROOM`.
    longest: int


#: For pieces that are empty.
_NOTHING = ((b"", b""), (b"", b""))


@dataclass(slots=True, eq=False)
class Section:
    """What stands around the stories of a section."""

    #: What kind of cards they are, as in `faces.Card`.
    cards: str
    before: Both
    after: Both
    #: After them, where another section follows.
    between: Both


#: Where the lead stands, and that nothing is around it.
LEAD = ("lead", "")
ALONE = Section("lead", _NOTHING, _NOTHING, _NOTHING)


class Frame(NamedTuple):
    """One face of a mail around its stories."""

    plate: plates.Plate
    #: The words of `faces.Mail` that it says.
    said: Callable[[faces.Mail], Sequence[str]]
    #: What stands in its places, of values for these words and an empty one for stories.
    own: Callable[[Sequence[bytes]], Sequence[bytes]]
    #: Which of its pieces are left for the stories, and for which of `plates.STORIES`: the last first.
    gaps: Sequence[tuple[int, int]]
    #: Octets that the words in each of these may take without making a line of the slim form too long, and the stories.
    rooms: Sequence[int]
    room: int


def kind(section: tuple[str, str]) -> str:
    """What kind of cards a section has."""
    return "story" if section[0] == "topic" else section[0]


def card(made: Pair[plates.Plate]) -> Card:
    """A rendered story, and what can be told of it beforehand."""
    lines = [
        (length + sum(_ROOM[name] for name in names), [name for name in names if name in plates.LINES])
        for length, names in made.html.open_lines
    ]
    return Card(
        plates=made,
        slim=(made.html.pattern(plates.SLIM), made.text.pattern(plates.SLIM)),
        closed=max([made.html.longest, *(length for length, own in lines if not own)]),
        open=max((length for length, own in lines if own), default=0),
        repeats=max((own.count(name) for _, own in lines for name in own), default=0),
    )


def frame(plate: plates.Plate) -> Frame:
    """A rendered frame."""
    names = [name for name in faces.Mail._fields if name in plate.names and name not in plates.STORIES]
    rooms = plate.rooms(LINE)
    return Frame(
        plate=plate,
        said=plates.picking([faces.Mail._fields.index(name) for name in names]),
        own=plates.picking([names.index(name) if name in names else len(names) for name in plate.names]),
        gaps=plates.gaps(plate.names, plates.STORIES)[::-1],
        rooms=[rooms[name] for name in names],
        room=min([rooms.get(name, LINE) for name in plates.STORIES]),
    )


def section(cards: str, made: Pair[plates.Plate]) -> Section:
    """A rendered section with one place, for its cards, which are of this kind."""
    before, after = _pieces(made, 0), _pieces(made, 2)
    html_joint, text_joint = JOINTS
    slim, wide = ((html + html_joint, text + text_joint) for html, text in after)
    return Section(cards, before, after, (slim, wide))


def _pieces(made: Pair[plates.Plate], which: int) -> Both:
    slim, wide = ((made.html.pieces(form)[which], made.text.pieces(form)[which]) for form in (plates.SLIM, plates.WIDE))
    return slim, wide
