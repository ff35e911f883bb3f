"""Short lines that can only mean that somebody wants to leave, though they begin with no verb of ours (pure).

Leaving must be as easy as can be (GDPR article 7(3)), and can be undone.
"""

import itertools
import re
from collections.abc import Mapping, Sequence, Set

from digest.subscribe import signed, spelling

#: "No thanks, unsubscribe me!"
_LEAVING = spelling.among(
    "unsubscribe abmelden abbestellen austragen abmeldung desuscribir desuscribirme "
    "desabonner desabonnez-moi desabonnement desinscrire desinscription desinscrivez-moi"
)
_NOT = spelling.among(
    "not don't dont never how can't cannot tried nicht nie wie ne pas jamais comment como nunca confirm"
)
_ME = spelling.among("me mich mir to de")
_ENDING = spelling.among("leave stop cancel quit kundigen cancelar resilier quitter")
#: These deny the leaving word behind them; with a comma after them they answer something else.
_NO = spelling.among("no non nein kein keine")
_MOST = 10
_WANT = spelling.among(
    "deseo desean "
    "want wish like love need to would i'd mochte moechte will wollen mochten wunsche quiero quisiera deseo queremos "
    "veux voudrais souhaite desire"
)
#: What we send.
MAIL = spelling.among(
    "zusendung zusendungen sendung sendungen envio envios envoi envois mail mails email emails e-mail e-mails message "
    "messages newsletter newsletters digest digests issue issues "
    "nachricht nachrichten ausgabe ausgaben post correo correos mensaje mensajes boletin boletines courriel courriels "
    "courrier courriers lettre lettres"
)
_NO_MORE = _NO | spelling.among(
    "not don't dont n'envoyez n'envoie keinen keinerlei "
    "nicht nada ningun ninguna ne n' pas aucun aucune basta genug enough"
)
_MORE = spelling.among(
    "langer seguir "
    "more further longer anymore any mehr weitere weiteren weiterer mas plus davantage autres otros otro nunca jamais"
)
_SEND = spelling.among(
    "send sending mail email schicken schickt schick senden sendet sende zusenden envien enviad envies enviar "
    "enviarme mandar mandarme manden mandes envoyer envoyez envoie m'envoyer m'envoyez"
)
#: Who gets no more mail may only miss it, unless they say that they want none.
_GET = spelling.among(
    "recibiendo receive get have receiving getting erhalten bekommen empfangen haben recibir tener recevoir avoir"
)
_BESIDE = spelling.among(
    "el le please pls kindly i me us my your of from the this these those thanks thank you do so now "
    "den dem diesen diesem dieses ihren euren deinen "
    "bitte ich wir mir mich uns sie ihre ihren deine diese dieser von der die das danke jetzt "
    "euch ihnen dir ustedes vosotros ti parte su vuestra toi part "
    "por favor me nos mi sus tus estos este de del la los las gracias ya "
    "s'il vous te plait svp merci je nous moi vos votre ces ce cette de d' les des la le"
)
_ALLOWED = _WANT | MAIL | _NO_MORE | _MORE | _SEND | _GET | _BESIDE


#: All that we send, by other names.
WHOLE = spelling.among(
    "newsletter newsletters digest digests list liste lista verteiler mailing mailings mailingliste emailing service "
    "services dienst servicio marketing promotions promotion ads advertising werbung publicidad publicite spam junk "
    "notifications notificaciones communications communication comunicaciones subscription subscriptions abo "
    "abonnement suscripcion boletin boletines mailinglist everything all briefing bulletin zeitung newspaper periodico"
)
#: A reason, behind a comma or a word that says so.
WHY = r"(?:because|since|weil|denn|porque|ya que|pues|car|parce qu|puisque)(?=[\s'’e])"
_REASON = re.compile(
    rf"(?P<beside>[^,;:.!–—]{{0,60}}?)(?:\s*[,;:.!–—]+\s*|\s*-+\s+|\b(?={WHY}))(?P<because>{WHY})?(?P<why>.{{2,300}})",
    re.IGNORECASE,
)
_TELLS = spelling.among(
    "i i'm i've it it's its we we're my there there's too this these they they're you you're your much "
    "ich wir es mir uns zu das die ihr sie mein meine viel "
    "yo es ya mi recibo llegan demasiado demasiados demasiada demasiadas hay son me tengo recibo estoy esto "
    "je j'ai c'est il trop ca ce ma mon cela"
)
#: These begin a sentence without a comma before them.
_SUBJECTS = spelling.among(
    "i i'm i've it's we we're there there's ich wir recibo tengo hay je j'ai c'est il too demasiados trop"
)
_NOT_AT_ALL = spelling.among(
    "no never not nope nein nie niemals nicht auf non jamais pas nunca jamas claro ni certainly"
)
_IF = spelling.among(
    "if when unless or wenn falls sobald oder si cuando o quand ou says said sagt dice dit wonder wants"
)
_KEEPS = spelling.among(
    "but only instead except just keep rather unless nur aber stattdessen ausser behalten pero solo excepto mantener "
    "mais seulement sauf garder"
)
#: A reason that wants something is none.
_WISHES = spelling.among(
    "but only instead except want please pls send keep just rather less more unless until "
    "aber nur stattdessen ausser mochte moechte will bitte weniger mehr "
    "pero solo excepto quiero quisiera favor menos "
    "mais seulement sauf voudrais veux svp plait moins "
    "holiday holidays vacation away travelling back urlaub verreist ferien vacaciones viaje vacances conges"
)


#: Behind "ich", these begin what is left, and others that end in an e are a verb: "ich bekomme".
_OBJECTS = spelling.among("die meine diese eure ihre alle unsere deine jegliche")
_TELLING = spelling.among("bin hab will mag kann muss war brauch sind haben wollen mussen")
#: "I want the mails no longer": these deny what stands before them, too.
_NO_LONGER = {("nicht", "mehr"), ("no", "longer"), ("not", "anymore"), ("ya", "no"), ("no", "mas"), ("nicht", "langer")}


#: "Remove" by itself, of which the mail is full that people are used to.
_REMOVE = spelling.among("remove entfernen entferne")
_REMOVED = _REMOVE | spelling.among(
    "please pls thanks thank you now me my from your this the list mailing bitte danke mich sofort jetzt"
)
#: Who leaves may say that they come back some day.
_RETURN = re.compile(
    r"\W*(?:(?:and|but|maybe|perhaps|und|aber|vielleicht|y|pero|quiz[aá]s?|et|mais|peut-[eê]tre)\s+)*"
    r"(?:(?:i['’]ll|i will|i may|i might|we['’]ll|we will)\b[^?]{0,30}\b(?:come back|be back|return|rejoin|resubscribe)"
    r"|(?:ich|wir) kommen?\b[^?]{0,30}\b(?:wieder|zur(?:ü|ue)ck)|volver[eé]|je reviendrai)(?!\w)[^?]{0,40}",
    re.IGNORECASE,
)


def says_so(word: str) -> bool:
    """Whether a word by itself asks to leave."""
    return spelling.bare(word) in _LEAVING


def is_whole(words: Sequence[str], own: Set[str]) -> bool:
    """Whether words behind "from" name all that we send: our own name, the newsletter, or no thing at all."""
    said = set(words) - {"the", "der", "die", "das", "la", "el", "le", "les", "los"}
    return not said or not WHOLE.isdisjoint(said) or (bool(own) and said <= own | MAIL)


def is_order(part: str) -> bool:
    """Whether a part of a line orders to leave in a word that can mean nothing else."""
    words = spelling.words(part)
    return not (_LEAVING | {"baja"}).isdisjoint(words) and _NOT.isdisjoint(words)


def is_beside_an_order(part: str) -> bool:
    """Whether a part of a line takes back nothing from an order to leave that stands beside it: it may be its "
    "reason."""
    words = spelling.words(part)
    is_open = not _IF.isdisjoint(words) and len(words) > 1
    return not is_open and (_KEEPS | _LEAVING | _ENDING).isdisjoint(words) and "?" not in part


def after_idle(text: str) -> str:
    """A text from the first word on that says anything: "this for a month" without "this"."""
    said = text.split()
    while said and signed.is_idle(said[0]):
        said = said[1:]
    return " ".join(said)


def keeps(text: str, *, wants: bool) -> bool:
    """Whether a text says what it wants to keep: "only politics"; where it `wants` something it does, too."""
    return not (_KEEPS | (_WANT - {"to", "de"} if wants else frozenset())).isdisjoint(spelling.words(text))


def is_beside(text: str) -> bool:
    """Whether a text says nothing but that somebody wants to leave, and mail: "I would like to ... from mails"."""
    return signed.is_idle(" ".join(word for word in spelling.words(text) if word not in _ALLOWED))


def is_named_by(text: str, own: Set[str]) -> bool:
    """Whether nothing stands behind a verb that leaves but our own name."""
    said = [word for word in spelling.words(text) if word not in own]
    return len(said) < len(spelling.words(text)) and signed.is_idle(" ".join(said))


def is_reason(text: str) -> bool:
    """Whether only a reason stands behind a verb that leaves: ", I get too much sport", "because I am moving"."""
    said = spelling.words(text)
    if not _SUBJECTS.isdisjoint(said[:1]) and _WISHES.isdisjoint(said):
        return True
    found = _REASON.fullmatch(text.strip())
    if found is None or not signed.is_idle(found["beside"]):
        return False
    words = spelling.words(found["why"])
    return bool(found["because"] or not _TELLS.isdisjoint(words[:1])) and _WISHES.isdisjoint(words)


def is_removal(line: str) -> bool:
    """Whether a line says nothing but "remove", with thanks."""
    words = set(spelling.words(line))
    return words <= _REMOVED and not _REMOVE.isdisjoint(words) and "?" not in line


def behind_its_subject(text: str) -> str:
    """What stands behind "ich" and a verb that leaves: "mein Abo" of "kündige ich mein Abo"; "" for a reason."""
    first, _, rest = text.strip().partition(" ")
    words = spelling.words(rest)
    tells = bool(words) and words[0] not in _OBJECTS and (words[0][-1:] == "e" or words[0] in _TELLING)
    return "" if tells or not first.isalpha() or spelling.bare(first) not in {"ich", "wir"} else rest


def is_return(text: str) -> bool:
    """Whether only a promise stands behind a verb that leaves: ", I'll come back next year"."""
    return _RETURN.fullmatch(text) is not None


def is_named(line: str) -> bool:
    """Whether a short line has leaving in it, and no word that denies it or asks how: "No thanks, unsubscribe me!"."""
    words = spelling.words(line)
    if not _is_short(line, words) or _LEAVING.isdisjoint(words):
        return False
    # "If it goes on like this, unsubscribe me"
    is_threat = words[0] in _IF and _is_open(line.split(maxsplit=1)[0])
    return _NOT.isdisjoint(words) and not (is_threat or _is_denied(line))


def is_refused(said: Sequence[str]) -> bool:
    """Whether one of these sentences asks whether to leave, and the next says no: "Unsubscribe? No way!"."""
    pairs = itertools.pairwise(said)
    return any(one.rstrip().endswith("?") and not _NOT_AT_ALL.isdisjoint(spelling.words(two)[:1]) for one, two in pairs)


def is_taken_back(line: str) -> bool:
    """Whether a no stands right before leaving: "do not unsubscribe me", "I don't want to leave"."""
    is_no = False
    for word in spelling.words(line):
        if is_no and word in _LEAVING | _ENDING:
            return True
        is_no = word in _NOT | _NO or (is_no and word in _WANT | _ME)
    return False


def names_any(line: str, topics: Mapping[str, str]) -> bool:
    """Whether a topic stands in a line: who wants no more sport does not leave."""
    words = [word for word in spelling.words(line) if word not in MAIL]
    if "digest" in spelling.words(line):
        # "Unsubscribe from World News Digest" names the whole.
        return False
    return any(" ".join(words[place : place + many]) in topics for place in range(len(words)) for many in (1, 2, 3))


def beside(line: str) -> str:
    """The words of a line beside those that leave."""
    return " ".join(word for word in spelling.words(line) if word not in _LEAVING)


def is_enough(line: str) -> bool:
    """Whether a short line says "no more mails" in nothing but such words: "Bitte keine weiteren Mails mehr"."""
    words = spelling.words(line)
    said = set(words)
    if not _is_short(line, words) or not said <= _ALLOWED or not (_MORE | _SEND) & said | _longer(words):
        return False
    misses = not _GET.isdisjoint(said) and _WANT.isdisjoint(said)
    answers = any(spelling.bare(word) in _NO and not _is_open(word) for word in line.split())
    return not misses and not answers and _comes_before(words)


def _comes_before(words: list[str]) -> bool:
    """Whether the "no" comes before the mails: "more mails, no" wants some."""
    denies = [place for place, word in enumerate(words) if word in _NO_MORE]
    mails = [place for place, word in enumerate(words) if word in MAIL]
    return bool(denies and mails) and (denies[0] < mails[-1] or bool(_longer(words)))


def _longer(words: list[str]) -> set[str]:
    """The words of the line that say together that it was until now: "no longer"."""
    return {word for pair in itertools.pairwise(words) if pair in _NO_LONGER for word in pair}


def _is_short(line: str, words: list[str]) -> bool:
    return len(words) <= _MOST and not set(line) & set("?/@")


def _is_denied(line: str) -> bool:
    """Whether "no" stands right before leaving: "no unsubscribe", "no quiero desuscribirme"."""
    is_no = False
    for word in line.split():
        bare = spelling.bare(word)
        if is_no and bare in _LEAVING:
            return True
        is_no = (bare in _NO and _is_open(word)) or (is_no and bare in _WANT | _ME)
    return False


def _is_open(word: str) -> bool:
    """Whether a word goes on with the next: no point or comma stands behind it."""
    return word[-1:].isalpha()
