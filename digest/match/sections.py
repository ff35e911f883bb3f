"""Which stories stand in another section, so that a topic asked for has one (pure)."""

from collections import Counter, defaultdict
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
    telling = _telling(lacking, sure)
    found: dict[int, news.TopicScore] = {}
    for topic in sorted(telling, key=lambda name: (-asked[name], name)):
        fitting = [(at, score) for at, score in telling[topic] if at not in found and held[topics[at]] > 1]
        if fitting:
            at, found[at] = max(fitting, key=lambda one: one[1].probability)
            held[topics[at]] -= 1
    return found


def _telling(
    lacking: Sequence[str], sure: Sequence[Sequence[news.TopicScore]]
) -> Mapping[str, list[tuple[int, news.TopicScore]]]:
    """Topic -> the positions of the stories that are likely of it; only topics that have one."""
    telling: defaultdict[str, list[tuple[int, news.TopicScore]]] = defaultdict(list)
    wanted = frozenset(lacking)
    for at, scores in enumerate(sure):
        for score in scores:
            if score.topic in wanted:
                telling[score.topic].append((at, score))
    return telling
