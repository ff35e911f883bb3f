"""A rest that is told in a sentence: "Bitte bis 24. Dezember pausieren", "I am on holiday from 1 to 14 December"."""

import re
from collections.abc import Sequence
from datetime import date

from digest.subscribe import dates, spelling

_REST = spelling.among(
    "hold travelling traveling fuera absent absente weg absents pause paused pausing holiday holidays vacation "
    "vacations suspend urlaub ferien pausieren pausiere pausiert "
    "aussetzen verreist unterbrechen pausa pausar pausen pausad vacaciones vacances conges suspendre suspendez "
    "suspendan suspender"
)
#: These ask for it.
_ASKING = spelling.among(
    "hold pause pausing suspend pausieren pausiere aussetzen unterbrechen pausa pausar pausen pausad suspendre "
    "suspendez "
    "suspendan suspender please bitte nothing nichts favor nada svp plait rien"
)
#: "Hold it until then": the end was told before.
_THEN = re.compile(r"(?i)\b(?:until then|till then|bis dahin|hasta entonces|jusque[- ]l[àa]|d'ici l[àa])(?!\w)")
#: Who gives thanks for a rest had it.
_THANKED = re.compile(
    r"(?i)\W*(?:thanks|thank you|danke|gracias|merci)(?: so much| very much)? (?:for|f(?:ü|ue)r|por|pour)\b"
)
_NOT = spelling.among("not don't no never nicht kein keine keinen nie pas jamais nunca ni")
_BESIDE = spelling.among(
    "put delivery subscription travel abo suscripcion abonnement estare los envios las pausa please pls kindly i am "
    "i'm we are "
    "we're be will i'll on in the my me so long send sending nothing it this that "
    "mail mails email emails digest newsletter meanwhile during then thanks thank you can could want would like need a "
    "bitte ich bin wir sind im in den dem solange so lange nichts schicken schickt schick senden mein meinen meine "
    "meines unser werde danke sie mir mich dann nachrichten versand machen mache moechte mochte will auf "
    "away pars partons pars voy vamos nos "
    "while whilst mientras wahrend pendant que y por favor estoy estamos estare en mi mis gracias envio correo "
    "correos me quiero quisiera una podeis puedes "
    "je suis nous sommes serai en mes s'il vous te plait svp stp merci rien envoyer n'envoyez mettez mettre voudrais "
    "vers une pouvez-vous pourriez-vous peux-tu pourrais-tu"
)


def is_told(words: Sequence[str]) -> bool:
    """Whether a word for a rest stands among words."""
    return not _REST.isdisjoint(words)


def read(line: str, today: date | None, *, is_told: bool) -> dates.Rest | None:
    """The rest, whose end is told; None for a sentence that tells of none, or of more.

    Who only tells of a holiday, as an automatic answer does, asks for none, unless it was asked for before (`is_told`).
    """
    words = [spelling.folded(word.strip("!?,;()¿¡")) for word in _THEN.sub("", line).split()]
    # "May I pause?" names no month.
    words = words[words[:1] == ["may"] :]
    bare = [spelling.bare(word) for word in words]
    if dates.begins_in_a_month(bare) or _THANKED.match(line):
        # "Pause in January" begins then.
        return None
    if _REST.isdisjoint(bare) or not (is_told or not _ASKING.isdisjoint(bare)) or not _NOT.isdisjoint(bare):
        return None
    kept = [
        word
        for word, alone, after in zip(words, bare, [*bare[1:], ""], strict=True)
        if alone not in _REST | _BESIDE and not (alone in {"de", "of"} and after in _REST)
    ]
    return dates.read(" ".join(kept), today) if kept else None
