"""The language that a mail is written in, as its small words tell."""

from collections.abc import Mapping, Sequence

from digest.subscribe import spelling

_SMALL: Mapping[str, frozenset[str]] = {
    "en": spelling.among(
        "the and i you please would like my your is are this that of with for to not no thanks hello dear what how"
    ),
    "de": spelling.among(
        "der die das und ich sie bitte mochte ist nicht kein keine mit fur von mir mich euren ihren um aber danke "
        "hallo wie was ein eine zu den dem im auf mehr gruss"
    ),
    "es": spelling.among(
        "el la los las y yo por favor quiero quisiera que no con para mi su es una un me gracias hola buenos buenas "
        "del al pero como mas"
    ),
    "fr": spelling.among(
        "le la les et je vous s'il plait svp voudrais que ne pas avec pour mon votre est une un merci bonjour salut du "
        "des mais comment plus au"
    ),
}
_LINES = 10


def of(lines: Sequence[str]) -> str:
    """The one whose small words are most, of two at least; "" when none is."""
    words = [word for line in lines[:_LINES] for word in spelling.words(line[:300])]
    counts = sorted(((sum(word in small for word in words), tag) for tag, small in _SMALL.items()), reverse=True)
    (most, tag), (second, _) = counts[:2]
    return tag if most > max(second, 1) else ""
