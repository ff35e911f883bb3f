"""What a word that leaves is about: us, the writer, or some other thing, which is no reason to leave all (pure).

"Newsletter abbestellen" ends a subscription; "Bitcoin abbestellen" is a wish about Bitcoin.
"""

import itertools
import re
from collections.abc import Iterator, Sequence, Set

from digest.subscribe import clauses, courtesy, days, leaving, spelling

#: Whoever leaves themselves leaves, whatever stands beside it.
_PERSON = spelling.among(
    "me us mich uns nos moi nous desuscribirme desabonnez-moi desinscrivez-moi i'd address adresse direccion"
)
#: These say how, or that it is asked for.
_HOW = spelling.among(
    "asap immediately today now forever permanently completely finally right away once soon possible good again "
    "request requested link button effective hereby kindly urgent urgently pronto "
    "wurde wuerde wurden wuerden hatte haette habe furs fuers beim "
    "hiermit fristlos umgehend unverzuglich schnellstmoglich endlich sofortige sofortigen endgultig dauerhaft wieder "
    "wunsch antrag beantrage bitten um auf zur bestatigen nachstmoglichen zeitpunkt komplett ganz doch einfach "
    "inmediatamente mismo cuanto antes solicitud solicito definitivamente "
    "immediatement suite definitivement vite demande desire demander"
)
#: What follows these is about a thing, though it is mail: "Nachrichten aus Amerika", "the mails on Sunday".
_ABOUT = spelling.among("aus uber ueber zu am an im about on over sobre sur con mit en")
#: Angry names for what we send.
_JUNK = spelling.among(
    "garbage rubbish crap shit nonsense trash bullshit schrott mist mull muell scheiss scheisse quatsch dreck basura "
    "mierda porqueria merde"
)
#: Behind these stands what the reader has before them.
_THIS = spelling.among("this these diesen diese dieses dieser este esta estos estas ce cet cette ces")
_YOU = spelling.among("you ihr")
#: Whose leaving these are is said behind them: "Abmeldung Peter Müller".
_NOUNS = spelling.among("abmeldung desabonnement desinscription")
_ARTICLES = spelling.among("the der die das den dem el la los las le les l'")
_DAYS = (*sorted(days.named()), "wochenend", "weekend", "fin de semana", "week-end")
_WEEKEND = spelling.among("wochenende wochenenden weekend weekends week-end week-ends")
_ON = spelling.among("am an on los el le les")
_EDGES = " .,;:!?¡¿()\"'“”„«»*"
#: "Werbemails", "Mailing-Liste": more words that name all that we send.
_COMPOUND = re.compile(r".{2,20}?-?(?:mails?|newsletters?|abo|abos|liste|verteiler|digest|list)")


def of(line: str, own: Set[str]) -> str:
    """The other thing that a word which leaves is about, as it was written; "" where that is the whole, or nobody.

    `own` has the words of our name.
    """
    said = re.split(rf"\b(?={leaving.WHY})", line, maxsplit=1, flags=re.IGNORECASE)[0].split()
    words = [spelling.bare(word) for word in said]
    if not _PERSON.isdisjoint(words):
        return ""
    has_whole = any(_is_whole(word, own) for word in words)
    things = [place for place in _things(words, own) if not has_whole or _is_about(words, place, own)]
    # "Unsubscribe, you idiots", "unsubscribe from this nuisance"
    if not things or (things[0] and words[things[0] - 1] in _YOU | _THIS | _nouns(said)):
        return ""
    return _listed(said, things)


def is_when(thing: str) -> bool:
    """Whether a thing is one of the issues: "Wochenendausgabe", "Montagsmail"."""
    bare = spelling.bare(thing)
    return bare.endswith(("ausgabe", "ausgaben")) or any(map(bare.startswith, _DAYS))


def is_on_days(line: str, own: Set[str]) -> bool:
    """Whether a line says on which days, and does not call the mail by them: "on Mondays", not "the Monday mail"."""
    words = spelling.words(line)
    places = [place for place, word in enumerate(words) if word in days.named() or word in _WEEKEND]
    return any(
        not _ON.isdisjoint(words[max(place - 2, 0) : place]) and _is_about(words, place, own) for place in places
    )


def _nouns(said: Sequence[str]) -> Set[str]:
    """The words for leaving behind which somebody's name may stand, where a name of two words does."""
    names = [word for word in said if word[:1].isupper() and spelling.bare(word) not in _NOUNS]
    return _NOUNS if len(names) > 1 else frozenset()


def _listed(said: Sequence[str], things: Sequence[int]) -> str:
    """The words at these places as a list: those that stood apart are things of their own."""
    apart = [" " if said[one][-1:].isalnum() and two == one + 1 else " or " for one, two in itertools.pairwise(things)]
    words = [said[place].strip(_EDGES) for place in things]
    return "".join(itertools.chain.from_iterable(zip(words, [*apart, ""], strict=True)))


def names_the_whole(text: str, own: Set[str]) -> bool:
    """Whether what we send stands in a text, and no other thing beside it: "mein Abo"."""
    return any(_is_whole(word, own) for word in spelling.words(text)) and not of(text, own)


def _things(words: Sequence[str], own: Set[str]) -> Iterator[int]:
    """The places of words that are neither what we send nor say nothing."""
    for place, word in enumerate(words):
        is_idle = word in clauses.FILLER | courtesy.WORDS | _HOW or leaving.is_beside(word)
        if word and not (is_idle or leaving.says_so(word) or _is_whole(word, own)):
            yield place


def _is_whole(word: str, own: Set[str]) -> bool:
    """Whether a word names all that we send; "Sonntagsmail" names a part."""
    is_compound = _COMPOUND.fullmatch(word) is not None and not is_when(word)
    return word in own or word in leaving.MAIL | leaving.WHOLE | _JUNK or is_compound


def _is_about(words: Sequence[str], place: int, own: Set[str]) -> bool:
    """Whether a thing beside the word for mail is what that is about, or when it comes: "sonntags"."""
    before = [word for word in words[:place] if word not in _ARTICLES]
    # "Monday newsletter" is the whole.
    is_day = words[place] in days.named() and not any(_is_whole(word, own) for word in words[place + 1 : place + 2])
    return is_day or not _ABOUT.isdisjoint(before[-1:])
