"""An edition's stories for the press: each in its place, with its number, as it is told."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from digest.domain import mail
from digest.render import cut, items, tongues
from digest.render.prepared import LEAD, Section, Told
from digest.render.sheet import Sheet

_ASKS = {
    (more, less): frozenset((*(["more_url"] if more else []), *(["less_url"] if less else [])))
    for more in (True, False)
    for less in (True, False)
}


class Found(NamedTuple):
    """The stories of an edition that can be rendered, as in `issue.Issue`, and what went wrong with the others."""

    places: Sequence[Section]
    numbers: Sequence[int]
    stories: Sequence[Told]
    faults: Sequence[tuple[mail.Item, Exception]]


def told(
    edition: mail.Edition,
    sheet: Sheet,
    links: mail.Links,
    pictures: Mapping[str, bytes],
    numbers: Sequence[int] | None = None,
) -> Found:
    """The stories, in the order of `Edition.items`; `numbers` are theirs where they do not count from 1."""
    asked = asks(links)
    known = sheet.known(asked)
    places: list[Section] = []
    stories: list[Told] = []
    faults: dict[int, tuple[mail.Item, Exception]] = {}
    for section, held in shelves(edition, sheet.tongue):
        place = sheet.section(section)
        alike = known[place.cards]
        for item in held:
            story = alike.get(id(item))
            if story is None or story.item is not item:
                try:
                    story = sheet.told(item, place.cards, _ready(item.picture, pictures), asked)
                except items.FAULTS as fault:
                    faults[len(stories) + len(faults)] = (item, fault)
                    continue
            stories.append(story)
            places.append(place)
    numbers = numbers or range(1, len(stories) + len(faults) + 1)
    if faults:
        numbers = [number for which, number in enumerate(numbers) if which not in faults]
    return Found(places, numbers, stories, list(faults.values()))


def _ready(picture: mail.Picture | None, pictures: Mapping[str, bytes]) -> mail.Picture | None:
    return picture if picture is not None and picture.id in pictures else None


def asks(links: mail.Links) -> frozenset[str]:
    """The places of a card for addresses to ask for more and for less that there are."""
    return _ASKS[bool(links.more), bool(links.less)]


#: A kind of section and its name, or `LEAD`, and the stories that stand there.
Shelf = tuple[tuple[str, str], Sequence[mail.Item]]


def shelves(edition: mail.Edition, tongue: tongues.Tongue) -> Iterator[Shelf]:
    """Every story in the order of `Edition.items`."""
    if edition.lead is not None:
        yield LEAD, (edition.lead,)
    for section in edition.sections:
        yield _topic(section.name), section.items
    if edition.brief:
        yield ("brief", tongue.say("In brief")), edition.brief
    if edition.outside is not None:
        yield ("outside", tongue.say("From outside your topics")), (edition.outside,)


@lru_cache(maxsize=1024)
def _topic(name: str) -> tuple[str, str]:
    return ("topic", cut.one_line(name))
