"""The chosen stories with the reasons that brought them (pure)."""

from collections.abc import Mapping

from digest.domain import news, people
from digest.match import reasons, score
from digest.match.readers import Reader, Table


def of(table: Table, reader: Reader, place: int, raised: Mapping[int, float]) -> people.Pick:
    """The pick of a story that the reader asked for."""
    personal = place in raised or place in reader.seen
    if personal or place not in reader.row.picks:
        made = _made(table, reader, place, raised.get(place, 0.0))
        if personal:
            return made
        reader.row.picks[place] = made
    return reader.row.picks[place]


def _made(table: Table, reader: Reader, place: int, added: float) -> people.Pick:
    story = reader.seen.get(place, table.offer.stories[place])
    topic = reasons.best_topic(story, reader.row.wish, table.offer.floor)
    return people.Pick(
        story=story,
        score=score.value(table.offer, reader.row, place) + added,
        topic=topic[0].topic if topic else news.UNSURE,
        reasons=tuple(reasons.of(table.offer, reader.row, place, story, reader.raised)),
        update=", ".join(reader.updates[place].words) if place in reader.updates else "",
    )


def unasked(table: Table, reader: Reader, place: int, kind: people.Cause) -> people.Pick:
    """The pick of a story from outside the reader's topics, or from a wider net."""
    story = reader.seen.get(place, table.offer.stories[place])
    topic = next((topic.topic for topic in story.topics if topic.probability >= table.offer.floor), "")
    first = people.Reason(kind=kind, subject=topic if kind is people.Cause.OUTSIDE else "")
    others = sorted(reasons.general(table.offer, place, story), key=lambda pair: -pair[0])
    return people.Pick(
        story=story,
        score=score.value(table.offer, reader.row, place),
        topic=topic or news.UNSURE,
        reasons=(first, *(reason for _, reason in others)),
        outside=kind is people.Cause.OUTSIDE,
    )
