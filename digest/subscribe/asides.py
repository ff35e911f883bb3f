"""What people say beside a wish, and that asks for nothing: "sorry", "Happy holidays!", "we are away" (pure)."""

import re
from collections.abc import Sequence

from digest.subscribe import clauses, courtesy, leaving, phrases, praise, rests, spelling, thanks

#: Commas and points, but not those of "24. Dezember", "7,30" and "a.m.".
_BETWEEN = re.compile(r"(?:,|;|(?<=[^\W\d_]{2})\.|[!?…]+)\s+|[!?…]+$|\s+[-–—]+\s+")
#: Who begins so tells of themselves.
_TELLS = spelling.among(
    "i i'm im i've i'll we we're we've we'll it it's its that's the my our everything rest "
    "ich wir bin sind war waren ist es das mir uns mein meine unser der die rest habe hab "
    "estoy estamos era es me nos mi lo voy vamos tengo he hemos todo el yo ya "
    "je j'ai j'etais nous c'est ca il mon ma le la les on tout ras"
)
#: Unless they want something, or deny it.
_ASKS = spelling.among(
    "no not don't dont never nothing without stop stopped cancel leave quit only except unless "
    "want wants would like need wish please instead more less fewer "
    "nicht nichts kein keine keinen keiner nie ohne nur ausser will mochte moechte bitte hatte mehr weniger wurde "
    "no nada nunca sin solo quiero quisiera favor mas menos salvo "
    "ne pas plus rien jamais sans seulement veux voudrais souhaite svp moins sauf"
)
_BUT = spelling.among("but so aber also pero mais donc")
_PLEASE = spelling.among("please pls bitte favor svp stp plait")
_MOST = 12


def without(line: str, names: clauses.Names) -> tuple[str, bool]:
    """A line without its asides, and whether these are mere manners; the line where it has none, or nothing else.

    What somebody tells of themselves is one only beside an order: "On weekdays, I am on the train" is none.
    """
    said = [part for part in _BETWEEN.split(line)[:_MOST] if part and part.strip()]
    polite = {
        place
        for place, part in enumerate(said)
        # "I don't want to unsubscribe, only less sport"
        if _is_polite(part) or _is_name(said, place) or leaving.is_taken_back(part)
    }
    kind = {place for place, part in enumerate(said) if praise.is_kind(part) and not thanks.may_ask(part)} - polite
    telling = {place for place, part in enumerate(said) if _tells(part, names)} - polite - kind
    for aside in (polite | kind | telling, polite | kind):
        kept = ", ".join(part.strip() for place, part in enumerate(said) if place not in aside)
        if 0 < len(aside) < len(said) and (not aside & telling or _orders(kept)):
            return kept, aside <= polite
    return line, True


def _orders(text: str) -> bool:
    """Whether a text asks for something as it stands: by a verb, a please, or a but."""
    words = spelling.words(text)
    return words[0] in _BUT or not _PLEASE.isdisjoint(words) or phrases.verb(text) is not None


def _is_name(said: Sequence[str], place: int) -> bool:
    return place > 0 and _takes_leave(said[place - 1]) and praise.is_name(said[place])


def _takes_leave(part: str) -> bool:
    """Whether a part is what a name follows: "thanks so much", "kind regards"; not a lone "in" or a sign."""
    words = spelling.words(part)
    return _is_polite(part) and (" ".join(words) in courtesy.POLITE or not courtesy.THANKS.isdisjoint(words))


def _is_polite(part: str) -> bool:
    return set(spelling.words(part)) <= courtesy.WORDS


def _tells(part: str, names: clauses.Names) -> bool:
    """Whether a part only tells how somebody is: nothing in it is asked for, and no time or topic is named."""
    words = spelling.words(part)
    asks = not _ASKS.isdisjoint(words) or any(map(str.isdigit, part)) or "@" in part
    if asks or not words or words[0] not in _TELLS:
        return False
    # "We are on holiday from Friday" wants no Fridays.
    return _is_idle(part) and (rests.is_told(words) or clauses.read(part, names)[0].is_empty)


def _is_idle(part: str) -> bool:
    """Whether no verb of ours begins it, but those by which somebody says that they are back."""
    found = phrases.verb(part)
    return found is None or found.rest == ""
