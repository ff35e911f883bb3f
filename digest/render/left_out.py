"""What became of the stories that are not in an edition, in the reader's language (pure)."""

from digest.domain import people
from digest.render import tongues

_CAUSES = (
    ("unmatched", tongues.later("{number} on no topic or word you want")),
    ("repeats", tongues.later("{number} sent to you before")),
    ("muted", tongues.later("{number} under a word or source you muted")),
    ("weak", tongues.later("{number} wanted, but too weakly to be worth your time")),
    ("alike", tongues.later("{number} too like another that is here")),
    ("capped", tongues.later("{number} from an outlet that already had its share")),
    ("left_over", tongues.later("{number} wanted, but with no room left")),
)
_NUMBERS = ("gathered", "matched", "shown", "repeats", "muted")


def numbers(counts: people.Counts, tongue: tongues.Tongue) -> str:
    """ "312 gathered, 41 matched, 12 shown, 26 repeats, 3 muted"."""
    return tongue.say(
        "{gathered} gathered, {matched} matched, {shown} shown, {repeats} repeats, {muted} muted",
        **{name: tongue.number(getattr(counts, name)) for name in _NUMBERS},
    )


def causes(counts: people.Counts, tongue: tongues.Tongue) -> str:
    """Where each story went that is not shown, as a sentence: the numbers are those of `counts`, which add up."""
    found = ((getattr(counts, name), words) for name, words in _CAUSES)
    parts = [tongue.say(words, number=tongue.number(number)) for number, words in found if number]
    return tongue.say("Not shown: {parts}.", parts="; ".join(parts)) if parts else tongue.say("Nothing was left out.")
