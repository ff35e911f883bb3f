"""Which topic the publisher's own shelf names: the section in an address, or a category of the feed.

A fixed table and fixed weights, not learnt: in the labelled news the label was made from the address, so a model
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
#: What some add besides, where the words make no other topic sure: of recipes, travel and advice words alone never
#: tell enough (docs/topics.md).  A shelf that also holds accidents, art or anniversaries has less to say.
_ALONE = {
    **dict.fromkeys(["food", "food-drink", "recipes", "fashion", "lifeandstyle", "life-style"], 4.0),
    "travel": 3.0,
    **dict.fromkeys(["lifestyle", "style"], 1.5),
}
#: Segments of an address that may name a section; what follows is the article.
_DEPTH = 3


def shelf(url: str, categories: Iterable[str]) -> str | None:
    """The section of the address, else the category, that names a topic; None when neither does."""
    path = url.partition("://")[2].partition("?")[0].lower().split("/")[1:-1]
    shelves = [*path[:_DEPTH], *(name.strip().lower().replace(" ", "-") for name in categories)]
    return next((name for name in shelves if name in _TOPIC_OF), None)


def topic_of(shelf: str | None) -> str | None:
    """The topic that a shelf names; None for no shelf."""
    return None if shelf is None else _TOPIC_OF[shelf]


def alone(shelf: str | None) -> float:
    """What a shelf adds to the log-odds of its topic besides, where no other topic is sure."""
    return 0.0 if shelf is None else _ALONE.get(shelf, 0.0)
