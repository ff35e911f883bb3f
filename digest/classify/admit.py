"""Whether a classifier made from labelled files may take the place of the one in use."""

from collections.abc import Sequence
from pathlib import Path

from digest import errors
from digest.classify import reference
from digest.classify.modelfile import Model

#: A held-out article must score above another one, for its own topic, this often; 0.5 is chance.  Labels by chance
#: reach 0.5 give or take 0.03, sixty honest rows 0.9.
LEAST_APART = 0.7

_STAYS = "the classifier in use stays as it is"


def check(made: Model, apart: float, in_use: Model, files: Sequence[Path]) -> None:
    """Nothing; ModelError where the new one is no better than chance, or worse than the one in use.

    They are compared on the articles of the reference set that are of a topic both have.
    """
    named = ", ".join(map(str, files))
    if apart < LEAST_APART:
        raise errors.ModelError(
            f"The labels of {named} cannot be learnt: held out, an article looks like its own topic hardly more than "
            f"others do ({apart:.2f}, where 0.5 is chance, and {LEAST_APART} is asked for).  Check the "
            f"labels; {_STAYS}."
        )
    both = set(made.topics) & set(in_use.topics)
    after, before = reference.quality(made, both), reference.quality(in_use, both)
    if after.right < before.right:
        raise errors.ModelError(
            f"The classifier made from {named} is worse than the one in use: of {after.rows} articles of the "
            f"reference set, on topics that both have, it is right about {after.share:.1%}, and the one in use about "
            f"{before.share:.1%}.  So {_STAYS}; give more articles, teach a topic with --topic, or take it with "
            "--even-if-worse."
        )
