"""Why a story is in an edition, in the reader's language (pure)."""

from collections.abc import Mapping

from digest.domain import people
from digest.render import cut, tongues


def words(pick: people.Pick, tongue: tongues.Tongue, names: Mapping[str, str]) -> tuple[str, ...]:
    """The reasons of a pick as short phrases, strongest first; what is new in an update stands before them.

    `names` are those of topics by slug, in the same language.
    """
    new = [tongue.say("new since you read of it: {words}", words=pick.update)] if pick.update else []
    return tuple(
        cut.one_line(phrase) for phrase in (*new, *(_phrase(reason, tongue, names) for reason in pick.reasons))
    )


def _phrase(reason: people.Reason, tongue: tongues.Tongue, names: Mapping[str, str]) -> str:
    terms = ", ".join(reason.terms)
    topic = names.get(reason.subject, reason.subject)
    phrases = {
        people.Cause.TOPIC: lambda: tongue.say("{topic}: {words}", topic=topic, words=terms) if terms else topic,
        people.Cause.FOLLOW: lambda: tongue.say("you follow {subject}", subject=reason.subject),
        people.Cause.SOURCE: lambda: tongue.say("you asked for {outlet}", outlet=reason.subject),
        people.Cause.SOURCES: lambda: tongue.count(
            "told by one of your sources", "told by {number} of your sources", reason.count
        ),
        people.Cause.LEARNED: lambda: tongue.say("more of what you liked: {words}", words=terms),
        people.Cause.RARE: lambda: tongue.say("{outlet} seldom writes", outlet=reason.subject),
        people.Cause.OUTSIDE: lambda: tongue.say("outside your topics, on purpose"),
        people.Cause.WIDER: lambda: tongue.say("a quiet day, so from a wider net"),
    }
    return phrases[reason.kind]()
