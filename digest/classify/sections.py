"""Which topic the publisher's own shelf names: the section in an address, or a category of the feed.

A fixed table and a fixed weight, not learnt: in the labelled news the label was made from the address, so a model
would learn to read nothing else.
"""

from collections.abc import Iterable

#: What a section adds to the log-odds of its topic; docs/model.md has what other weights gave.
LOG_ODDS = 1.0

_NAMES = {
    "world": "world international global-development europe asia africa americas middle-east middleeast china india",
    "politics": "politics us-politics uk-politics election elections",
    "business": "business money economy markets finance companies",
    "technology": "technology tech gadgets computing",
    "science": "science environment space climate nature",
    "health": "health wellness medicine",
    "sport": "sport sports football soccer cricket tennis golf rugby nfl nba mlb nhl formula1",
    "entertainment": "entertainment film movies music books tv television tv-and-radio culture arts stage tvshowbiz",
    "lifestyle": "lifestyle life-style lifeandstyle travel food food-drink fashion style femail recipes",
}
_TOPIC_OF = {name: topic for topic, names in _NAMES.items() for name in names.split()}
#: Segments of an address that may name a section; what follows is the article.
_DEPTH = 3


def topic(url: str, categories: Iterable[str]) -> str | None:
    """The topic that the address, else a category, names; None when neither does."""
    path = url.partition("://")[2].partition("?")[0].lower().split("/")[1:-1]
    shelves = [*path[:_DEPTH], *(name.strip().lower().replace(" ", "-") for name in categories)]
    return next((_TOPIC_OF[shelf] for shelf in shelves if shelf in _TOPIC_OF), None)
