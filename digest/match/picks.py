"""The chosen stories with the reasons that brought them (pure)."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Protocol

from digest.domain import news, people
from digest.match import readers, reasons, score, sections, together, walk


class _Make(Protocol):
    """Makes the pick of the story at a place, which may have to stand under a topic."""

    def __call__(self, place: int, under: news.TopicScore | None = None) -> people.Pick: ...


def choices(
    table: readers.Table, decided: together.Decided, wishes: Sequence[people.Wish], *, per_outlet: int
) -> Iterator[people.Choice]:
    """What was decided for each of the wishes, put in words."""
    parts = decided.rows, decided.kept, decided.faced, decided.outside, decided.wider, decided.own, decided.counts
    names = list(table.offer.numbers)
    told = zip(wishes, *(part.tolist() for part in parts), strict=True)
    for wish, row_, kept, faced, outside, wider, own, counts in told:
        row = decided.block.row(row_)
        places = [place for place in kept if place != walk.NONE]
        if own or wish.profile.sources:
            led = {place: names[outlet] for place, outlet in zip(kept, faced, strict=True) if outlet != walk.NONE}
            reader = readers.faced(table, readers.read(table, row, wish), led)
            if wish.profile.sources and not wider:
                reader = readers.preferring(table, reader, places, per_outlet=per_outlet)
            chosen = _own(table, reader, places, outside, wider=wider)
        else:
            chosen = _in_sections(table, row, places, partial(_shared, table, row))
            if outside != walk.NONE:
                chosen.append(_shared_outside(table, row, outside))
        counted = people.Counts(**dict(zip(together.COUNTED, counts, strict=True)))
        yield people.Choice(picks=tuple(chosen), counts=counted, wider=wider)


def _own(
    table: readers.Table, reader: readers.Reader, places: Sequence[int], outside: int, *, wider: bool
) -> list[people.Pick]:
    """The picks of a reader to whom some story is another than to the others of the row."""
    if wider:
        return [_unasked(table, reader, place, people.Cause.WIDER) for place in places]
    chosen = _in_sections(table, reader.row, places, partial(_of, table, reader))
    if outside != walk.NONE:
        chosen.append(_unasked(table, reader, outside, people.Cause.OUTSIDE))
    return chosen


def _in_sections(table: readers.Table, row: score.Row, places: Sequence[int], make: _Make) -> list[people.Pick]:
    """The picks of stories asked for, some made to stand where a topic asked for has none."""
    chosen = [make(place) for place in places]
    sure = [table.offer.sure[place] for place in places]
    for at, topic in sections.moved(row.wish.profile.topics, [pick.topic for pick in chosen], sure).items():
        chosen[at] = make(places[at], topic)
    return chosen


def _of(table: readers.Table, reader: readers.Reader, place: int, under: news.TopicScore | None = None) -> people.Pick:
    """The pick of a story that the reader asked for."""
    held = reader.raised.at(place)
    if not held and place not in reader.seen and place not in reader.behind:
        return _shared(table, reader.row, place, under)
    story = reader.seen.get(place, table.offer.stories[place])
    topic, why = table.reasons.of(reader.row, place, story, held, under)
    update = ", ".join(reader.updates[place].words) if place in reader.updates else ""
    return people.Pick(story=story, score=readers.worth(reader, place), topic=topic, reasons=why, update=update)


def _shared(table: readers.Table, row: score.Row, place: int, under: news.TopicScore | None = None) -> people.Pick:
    """The pick of a story that is the same to all readers of the row, made once."""
    key = place, under.topic if under else ""
    if key not in row.picks:
        story = table.offer.stories[place]
        topic, why = table.reasons.of(row, place, story, (), under)
        row.picks[key] = people.Pick(story=story, score=float(row.values[place]), topic=topic, reasons=why)
    return row.picks[key]


def _unasked(table: readers.Table, reader: readers.Reader, place: int, kind: people.Cause) -> people.Pick:
    """The pick of a story from outside the reader's topics, or from a wider net."""
    return _beyond(table, reader.row, place, reader.seen.get(place, table.offer.stories[place]), kind)


def _shared_outside(table: readers.Table, row: score.Row, place: int) -> people.Pick:
    """The same from outside; no story is both from outside and asked for by readers of one row."""
    if (place, "") not in row.picks:
        story = table.offer.stories[place]
        row.picks[place, ""] = _beyond(table, row, place, story, people.Cause.OUTSIDE)
    return row.picks[place, ""]


def _beyond(table: readers.Table, row: score.Row, place: int, story: news.Story, kind: people.Cause) -> people.Pick:
    topic = table.offer.sure[place][0].topic if table.offer.sure[place] else ""
    first = people.Reason(kind=kind, subject=topic if kind is people.Cause.OUTSIDE else "")
    return people.Pick(
        story=story,
        score=float(row.values[place]),
        topic=topic or news.UNSURE,
        reasons=(first, *reasons.in_order(table.reasons.general(place, story))),
        outside=kind is people.Cause.OUTSIDE,
    )
