"""Which of the stories that are as good to a reader leads the issue (pure).

The event of the day should, not an oddity: so what is plain news of late comes before columns, opinions, deals and
guides that are not much better; what has a summary before a bare headline; what the reader weighs most; what several
outlets tell; what has a picture.
"""

from collections.abc import Collection, Mapping, Sequence

from digest.domain import mail, people

#: Two scores nearer than this are equal to a reader.
NEAR = 0.3
#: News less good than the best by this, or less, leads before what is none.
TOP = 0.6
#: From so many outlets on, a story is an event.
_SEVERAL = 3


def top(choice: people.Choice) -> list[people.Pick]:
    """The best pick and those near it, best first; none from outside, unless there is nothing else."""
    inside = [pick for pick in choice.picks if choice.wider or not pick.outside] or choice.picks
    return [pick for pick in inside if pick.score >= inside[0].score - TOP]


def may_lead(choice: people.Choice, behind: Collection[str]) -> list[people.Pick]:
    """Those that are as good to a reader, best first: whose pictures must be ready before one can lead.

    `behind` are the ids of stories that are no news, or old: they are among these only where all at the top are.
    """
    first = top(choice)
    fit = [pick for pick in first if pick.story.id not in behind] or first
    return [pick for pick in fit if pick.score >= fit[0].score - NEAR]


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

    def rank(pick: people.Pick) -> tuple[bool, float, bool, bool, int]:
        article, told = pick.story.lead, len(pick.story.outlets)
        return (
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
