"""Which stories stand in another section, so that a topic asked for has one (pure)."""

from collections import Counter
from collections.abc import Mapping, Sequence

from digest.domain import news


def moved(
    asked: Mapping[str, float], topics: Sequence[str], sure: Sequence[Sequence[news.TopicScore]]
) -> dict[int, news.TopicScore]:
    """Position in an edition -> the topic under which the story there stands instead.

    `topics` are those under which the stories would stand, `sure` the likely topics of each.  A topic asked for without
    a story gets the one that is most of it, out of a section that has others; the weightiest topic first.
    """
    held = Counter(topics)
    lacking = [name for name, weight in asked.items() if weight > 0 and name not in held]
    found: dict[int, news.TopicScore] = {}
    for topic in sorted(lacking, key=lambda name: (-asked[name], name)):
        free = (at for at in range(len(topics)) if at not in found and held[topics[at]] > 1)
        fitting = [(at, score) for at in free for score in sure[at] if score.topic == topic]
        if fitting:
            at, found[at] = max(fitting, key=lambda one: one[1].probability)
            held[topics[at]] -= 1
    return found
