"""The chosen stories with the reasons that brought them (pure)."""

from collections.abc import Iterator, Sequence

from digest.domain import news, people
from digest.match import offer as offer_
from digest.match import readers, reasons, together, walk


def choices(table: readers.Table, decided: together.Decided, wishes: Sequence[people.Wish]) -> Iterator[people.Choice]:
    """What was decided for each of the wishes, put in words."""
    parts = decided.rows, decided.kept, decided.outside, decided.wider, decided.own, decided.counts
    for wish, row, kept, outside, wider, _own, counts in zip(wishes, *(part.tolist() for part in parts), strict=True):
        reader = readers.read(table, decided.block.row(row), wish)
        places = [place for place in kept if place != walk.NONE]
        if wider:
            chosen = [unasked(table.offer, reader, place, people.Cause.WIDER) for place in places]
        else:
            chosen = [of(table.offer, reader, place) for place in places]
        if outside != walk.NONE:
            chosen.append(unasked(table.offer, reader, outside, people.Cause.OUTSIDE))
        counted = people.Counts(**dict(zip(together.COUNTED, counts, strict=True)))
        yield people.Choice(picks=tuple(chosen), counts=counted, wider=wider)


def of(offer: offer_.Offer, reader: readers.Reader, place: int) -> people.Pick:
    """The pick of a story that the reader asked for; shared by all readers of the row to whom it is the same."""
    if place in reader.raised.total or place in reader.seen:
        return _made(offer, reader, place)
    shared = reader.row.picks
    if place not in shared:
        shared[place] = _made(offer, reader, place)
    return shared[place]


def _made(offer: offer_.Offer, reader: readers.Reader, place: int) -> people.Pick:
    story = reader.seen.get(place, offer.stories[place])
    topic = reasons.best_topic(offer, reader.row.wish, place)
    return people.Pick(
        story=story,
        score=readers.worth(reader, place),
        topic=topic[0].topic if topic else news.UNSURE,
        reasons=reasons.of(offer, reader, place, story),
        update=", ".join(reader.updates[place].words) if place in reader.updates else "",
    )


def unasked(offer: offer_.Offer, reader: readers.Reader, place: int, kind: people.Cause) -> people.Pick:
    """The pick of a story from outside the reader's topics, or from a wider net."""
    story = reader.seen.get(place, offer.stories[place])
    topic = offer.sure[place][0].topic if offer.sure[place] else ""
    first = people.Reason(kind=kind, subject=topic if kind is people.Cause.OUTSIDE else "")
    return people.Pick(
        story=story,
        score=float(reader.row.values[place]),
        topic=topic or news.UNSURE,
        reasons=(first, *reasons.in_order(reasons.general(offer, place, story))),
        outside=kind is people.Cause.OUTSIDE,
    )
