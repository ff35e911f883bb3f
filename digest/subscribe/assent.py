"""Whether an answer to a question of ours says yes (pure).

Nobody joins by words that we do not know: an answer is a yes in words of these lists, or none.  What is found out is
what the writer's own lines say, without hello, thanks, names and quotes.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum

from digest.subscribe import courtesy, machines, quotes, spelling


class Answer(StrEnum):
    """What an answer to a question says."""

    YES = "yes"
    #: No word, or none but hello and thanks.
    NOTHING = "nothing"
    NO = "no"
    #: Anything else: it is no yes.
    UNCLEAR = "unclear"


_YES = courtesy.phrases(
    "yes, yep, yeah, yup, y, ok, okay, k, sure, of course, certainly, absolutely, definitely, agreed, agree, i agree, "
    "i consent, confirm, confirmed, i confirm, i do confirm, i hereby confirm, confirm my subscription, "
    "confirm the subscription, i confirm my subscription, i confirm the subscription, i want it, i want this, "
    "i want that, i do, yes i do, i do want it, please do, go ahead, that was me, it was me, this was me, that's me, "
    "it's me, i'd like that, i would like that, i'd love to, gladly, correct, that is correct, that's correct, "
    "that's right, that is right, sign me up, subscribe me, subscribe, count me in, send it to me, yes send it to me, "
    "ja, jawohl, jo, j, gerne, gern, einverstanden, ich bin einverstanden, bestätige, bestätigt, ich bestätige, "
    "bestätigen, hiermit bestätige ich, ich bestätige das, ich bestätige es, hiermit bestätige ich das, "
    "natürlich, klar, na klar, sicher, selbstverständlich, in ordnung, passt, ich möchte das, ich möchte es, "
    "ich will, ich will das, ich will es, das war ich, ich war das, ich war es, stimmt, das stimmt, genau, abonnieren, "
    "oui, ouais, d'accord, d accord, je suis d'accord, confirmer, confirme, je confirme, je le confirme, confirmé, "
    "bien sûr, volontiers, avec plaisir, entendu, c'est moi, c'était moi, c'était bien moi, c'est bien moi, "
    "je le veux, je veux bien, je veux le recevoir, c'est ça, exact, certainement, s'abonner, "
    "sí, si, vale, de acuerdo, estoy de acuerdo, confirmo, confirmar, confirmado, lo confirmo, claro, claro que sí, "
    "por supuesto, desde luego, con gusto, con mucho gusto, fui yo, soy yo, he sido yo, lo quiero, sí quiero, "
    "lo deseo, correcto, así es, suscribirme, suscribir"
)
#: These neither say yes nor no, though "no" is in them.
_NO_TROUBLE = courtesy.phrases(
    "no problem, no problem at all, no worries, kein problem, kein thema, sin problema, sin problemas, "
    "ningún problema, "
    "sans problème, pas de problème, aucun problème, pas de souci, sans souci"
)
#: Whom one says hello to, beside names.
_WHOM = spelling.among(
    "sir madam there all team everyone digest editor editors and or good morning evening day damen und herren "
    "zusammen redaktion tag abend morgen senor senora senores a todos equipo buenos dias monsieur madame l'equipe tous"
)
#: To us, or to nobody: who says this does not say it of themselves.
_ORDERS = courtesy.phrases(
    "please confirm, confirm please, bitte bestätigen, veuillez confirmer, por favor confirmar, por favor confirme"
)
#: A letter with one of these says no, or complains: it is never a yes.
_NO = spelling.among(
    "no nope nah not never none nothing nobody cannot don't dont didn't didnt won't wont wasn't wasnt isn't isnt "
    "haven't havent doesn't doesnt can't cant wouldn't aren't decline declined refuse refused reject rejected stop "
    "stopp unsubscribe remove delete spam spammer spammers spamming unsolicited junk wrong mistake mistaken error "
    "leave alone complaint complain abuse report reported scam phishing fraud fake harassment harassing annoying "
    "unwanted cancel quit "
    "nein nee nicht nichts nie niemals niemand kein keine keinen keiner keinerlei falsch falsche falscher falschen "
    "irrtum versehen ruhe lassen lasst hor hort aufhoren loschen abmelden abbestellen ablehnen lehne werbung betrug "
    "verwechslung widerspreche widerruf kundigen stornieren "
    "non pas rien jamais aucun aucune personne erreur trompe trompez arretez arreter cessez desabonner desinscrire "
    "supprimez supprimer refuse indesirable tranquille plainte arnaque "
    "nada nunca jamas nadie ningun ninguna tampoco equivocado equivocada equivocacion dejen deje deja dejadme "
    "dejenme molestar molesten borrar borren eliminar eliminen baja basta rechazo cancelar fraude estafa"
)
_THUMBS = "👍✅✔👌☑"
#: What stands between two things that are said in one line.
_BETWEEN = re.compile(r"(?<=[.,;:!?])\s+|\s+[-–—]+\s+")
_JOINTS = spelling.among("but and so then aber und also dann et mais alors y pero e entonces with mit avec con")
_LONGEST, _NAME, _MOST = 5, 4, 50


def own(lines: Sequence[str]) -> tuple[str, ...]:
    """The lines without what leads to a quote below them: "On Monday, the Ledger wrote:"."""
    kept = list(lines)
    while kept and quotes.leads(kept[-1]) and not denies(kept[-1]):
        kept.pop()
    return tuple(kept)


def of(lines: Sequence[str], *, is_wish: Callable[[str], bool]) -> Answer:
    """What an answer says; `is_wish` whether a piece of it is wholly understood as a wish, which may stand by a yes."""
    said: set[str] = set()
    is_polite = is_signature = False
    for line in own(lines)[:_MOST]:
        if _is_polite(line):
            is_polite, is_signature = True, "yes" in said
        elif not _is_hello(line):
            said |= _line(line, is_wish, may_be_name=is_polite or "yes" in said, is_signature=is_signature)
    return _together(said)


def _is_polite(line: str) -> bool:
    """Whether a line is thanks, hello or good-bye, and nothing else."""
    words = [word for word in line.split() if spelling.bare(word)]
    while words:
        many, says_yes = _known(words)
        if not many or says_yes:
            return False
        words = words[many:]
    return any(map(str.isalnum, line)) and "?" not in line


def _is_hello(line: str) -> bool:
    """Whether a line greets somebody: "Dear Ledger,"; what goes on in small letters says more."""
    first, *others = spelling.words(line) or [""]
    named = [word for word in line.split()[1:] if spelling.bare(word) not in _WHOM]
    is_short = len(others) <= _NAME and "?" not in line and not denies(line)
    return first in courtesy.HELLO and is_short and all(word[:1].isupper() for word in named)


def _together(said: set[str]) -> Answer:
    if "no" in said:
        return Answer.UNCLEAR if "yes" in said else Answer.NO
    if "unclear" in said:
        return Answer.UNCLEAR
    if "yes" in said:
        return Answer.YES
    return Answer.UNCLEAR if "wish" in said else Answer.NOTHING


def _line(line: str, is_wish: Callable[[str], bool], *, may_be_name: bool, is_signature: bool) -> set[str]:
    """What one line says: "yes", "no", "wish", "unclear", or nothing."""
    if not any(map(str.isalnum, line)):
        return _signs(line)
    if "?" in line or " ".join(spelling.words(line)) in _ORDERS:
        return {"no"} if denies(line) else {"unclear"}
    said: set[str] = set()
    for part in _BETWEEN.split(line):
        found = set(_part(part, is_wish))
        is_name = found == {"unclear"} and (may_be_name or "yes" in said) and _is_name(part)
        # Below a good-bye stand a post and a telephone.
        said |= set() if is_name or (is_signature and found == {"unclear"}) else found
    return said


def _signs(line: str) -> set[str]:
    if any(sign in _THUMBS for sign in line):
        return {"yes"}
    return {"unclear"} if any(unicodedata.category(sign) == "So" for sign in line) else set()


def _part(part: str, is_wish: Callable[[str], bool]) -> Iterator[str]:
    """What one piece of a line says: what it begins with, and what is left."""
    words = [word for word in part.split() if spelling.bare(word)]
    yeses: list[int] = []
    while words:
        many, says_yes = _known(words)
        if not many:
            break
        yeses += [many] if says_yes else []
        words = words[many:]
    while words and spelling.bare(words[0]) in _JOINTS:
        words = words[1:]
    rest = " ".join(words)
    said = _rest(part, rest, is_wish) if rest else ""
    # "That was me" with "not" behind it was a no from its beginning; "yes" stays one, and contradicts.
    if any(many == 1 or said != "no" for many in yeses):
        yield "yes"
    if said:
        yield said


def _rest(part: str, rest: str, is_wish: Callable[[str], bool]) -> str:
    """What a piece says behind its yes."""
    if is_wish(rest) or (rest != part and is_wish(part)):
        return "wish"
    return "no" if denies(rest) else "unclear"


def _known(words: Sequence[str]) -> tuple[int, bool]:
    """How many of the first words are a yes or politeness, and whether they are a yes."""
    for many in range(min(_LONGEST, len(words)), 0, -1):
        phrase = " ".join(map(spelling.bare, words[:many]))
        if phrase in _YES:
            return many, True
        if phrase in courtesy.POLITE | _NO_TROUBLE:
            return many, False
    return 0, False


def denies(text: str) -> bool:
    """Whether a text has a word that says no."""
    return not _NO.isdisjoint(
        word for said in spelling.words(text) for word in (said, *said.split("'"), said.strip("'"))
    )


def _is_name(part: str) -> bool:
    """Whether a piece may be somebody's name: few words, each with a capital."""
    words = part.strip(".,!").split()
    is_short = len(words) <= _NAME and not machines.silent_because(part)
    return is_short and all(word[:1].isupper() for word in words)
