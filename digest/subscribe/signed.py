"""Tokens in what people send back, whole or as mail left them; only `digest.tokens` can tell whether they are good."""

import re

from digest.subscribe import spelling

#: Letters of a token (`digest.tokens`).
LENGTH = 42
_TOKEN = re.compile(rf"[a-z2-7]{{{LENGTH}}}")
#: Line breaks, soft ones too, that mail puts into a word, and a quoted equals sign before it (SUB-12).
_DAMAGE = re.compile(r"=3d|=?\s+|=$")
_EDGES = "<>()[]\"'“”„«».,;:!?"
#: What was once a token, cut short or mistyped, is as long as this.
_CUT = re.compile(r"(?=\S*[a-z])[a-z0-9=-]{16,64}")


def token(text: str) -> str:
    """The token that a text is or has in it, in lower case; "" for none.

    A long word that is no good token is given back as well: whoever wrote it is to be told so.
    """
    mended = _mended(text)
    if _TOKEN.fullmatch(mended):
        return mended
    words = [word.strip(_EDGES) for word in text.lower().split()]
    return next((word for word in words if _CUT.fullmatch(word) and not word.isalpha()), "") or next(
        (word for word in words if _TOKEN.fullmatch(word)), ""
    )


def is_whole(text: str) -> bool:
    """Whether a text is one token and nothing else, whatever mail did to it."""
    return _TOKEN.fullmatch(_mended(text)) is not None


def without(text: str, found: str) -> str:
    """The text less its token."""
    if is_whole(text):
        return ""
    return " ".join(word for word in text.split() if word.lower().strip(_EDGES) != found)


def _mended(text: str) -> str:
    return _DAMAGE.sub("", text.lower()).strip(_EDGES)


def is_idle(text: str) -> bool:
    """Whether a text says nothing beside the verb before it: "please", "me from this list", "thanks"."""
    return all(word.strip("'") in _IDLE or not any(map(str.isalnum, word)) for word in spelling.words(text))


def said(text: str) -> str:
    """What a text says beside the verb before it, word by word."""
    return " ".join(word for word in spelling.words(text) if word.strip("'") not in _IDLE)


_IDLE = spelling.among(
    "sie zusendung zusendungen please now me my us this the that list newsletter digest mail mails email emails "
    "mailing from your all it to for "
    "thanks thank you thx immediately today again asap at once receiving getting sending these them everything yes no "
    "more i am want subscription subscriptions subscribe in of here and messages letters "
    "bitte jetzt mich mir mein meine meinen diese dieser diesen die der das den vom von liste newsletter sofort danke "
    "alle alles keine keinen mehr abo abonnement ab an und ich ihr euch euer euren eurem das dieses zu "
    "hiermit fristlos umgehend les los las "
    "por favor ahora me mi mis esta este la el lista boletin correo correos gracias de del todo todos ya suscripcion "
    "s'il vous te plait svp merci maintenant moi mon ma mes cette ce ces le la des de d' "
    "liste lettre courriel courriels de du tout "
    "aqui aca hier ici su sus tu tus vuestro vuestra vuestros vuestras distribucion difusion envio "
    "emailing verteiler aus dem ihrem eurem deinem l'abonnement diffusion tous vos votre du m'envoyer me au"
)
