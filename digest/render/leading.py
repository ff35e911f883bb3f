"""Which of the stories that are as good to a reader leads the issue (pure).

The event of the day should, not an oddity: so what is plain news comes before columns, opinions, deals and guides; what
has a summary before a bare headline; what the reader weighs most; what several outlets tell; what has a picture.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache

from digest.domain import mail, people

#: From so many outlets on, a story is an event.
_SEVERAL = 3
#: What publishers call what is no news: a folder of the address, a category, or what stands before a headline's colon.
_LABELS = frozenset(
    {
        "opinion",
        "opinions",
        "op-ed",
        "oped",
        "commentisfree",
        "comment",
        "commentary",
        "column",
        "columns",
        "columnists",
    }
    | {"editorial", "editorials", "letters", "review", "reviews", "deal", "deals", "coupons", "shopping", "sponsored"}
    | {"guide", "guides", "buying-guide", "buying-guides", "how-to", "howto", "advice", "horoscope", "horoscopes"}
    | {"crossword", "crosswords", "puzzle", "puzzles", "quiz", "quizzes", "podcast", "podcasts", "audio"}
    | {"newsletter", "newsletters", "cartoon", "cartoons", "gallery", "ng-interactive"}
    | {"meinung", "kommentar", "kommentare", "kolumne", "kolumnen", "ratgeber", "angebote", "horoskop", "rätsel"}
    | {"opinión", "columna", "columnas", "editoriales", "ofertas", "horóscopo", "guía", "guías"}
    | {"avis", "chronique", "chroniques", "tribune", "tribunes", "éditorial", "bons-plans", "jeux-concours"}
)
_BEFORE_COLON = re.compile(r"^\W*([\w-]+)\s*[:|]\s")


def best(
    as_good: Sequence[people.Pick],
    profile: people.Profile,
    *,
    bare: Collection[int],
    pictures: Mapping[str, mail.Picture],
) -> people.Pick:
    """The pick that leads, of those that are as good, best first.

    `bare` are the `id()` of picks without a summary; `pictures` are those that are ready, by address.
    """

    def rank(pick: people.Pick) -> tuple[bool, bool, float, bool, bool, int]:
        article, told = pick.story.lead, len(pick.story.outlets)
        return (
            _is_plain(article.url, article.title, article.categories),
            id(pick) not in bare,
            _weight(pick, profile),
            told >= _SEVERAL,
            article.image is not None and article.image.url in pictures,
            told,
        )

    return max(as_good, key=rank) if len(as_good) > 1 else as_good[0]


def _weight(pick: people.Pick, profile: people.Profile) -> float:
    """What the reader weighs the pick's topic with; a word they follow weighs as much as any topic can."""
    followed = any(reason.kind is people.Cause.FOLLOW for reason in pick.reasons)
    return 1.0 if followed else profile.topics.get(pick.topic, 0.0)


@lru_cache(maxsize=4096)
def _is_plain(url: str, title: str, categories: tuple[str, ...]) -> bool:
    """Whether the publisher does not itself file the story among columns, opinions, deals, guides and the like."""
    before = _BEFORE_COLON.match(title)
    labels = [*url.split("/")[3:-1], *categories, before[1] if before else ""]
    return _LABELS.isdisjoint(label.casefold() for label in labels)
