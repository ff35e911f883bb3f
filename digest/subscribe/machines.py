"""Mail of machines that say so in the subject alone: away, undeliverable, a ticket, a challenge (pure).

RFC 3834 has headers for it, which many do not set.
"""

import re

from digest.subscribe import spelling

_AWAY = (
    r"auto(?:mat(?:ic|ed))?[ -]?(?:reply|response|answer)|auto ?: |out of (?:the )?office|ooo\b|"
    r"i am (?:currently )?(?:away|out of)|(?:away|absent) (?:from|until)|vacation (?:reply|response|notice)|"
    r"automatische (?:antwort|ruckmeldung)|abwesenheit|abwesend|nicht im (?:haus|buro)|autoantwort|"
    r"reponse automatique|absen(?:t|ce) |message d'absence|"
    r"respuesta automatica|fuera de (?:la )?oficina|ausen(?:te|cia)\b|contestacion automatica|"
    r"risposta automatica|resposta automatica|automatisch antwoord|afwezig|autosvar"
)
_BACK = (
    r"undeliver(?:able|ed)|delivery (?:status|failure|has failed|notification)|mail delivery|returned mail|"
    r"failure notice|message (?:blocked|rejected|not delivered)|unzustellbar|nicht zustellbar|zustellung |"
    r"non remis|non distribuable|echec de (?:la )?(?:remise|livraison)|no se puede entregar|no entregado|"
    r"verify your (?:message|email|e-mail)|(?:please )?confirm your (?:message|email) to|message (?:quarantined|held)"
)
_BEGINS = re.compile(rf"(?:{_AWAY}|{_BACK})")
_TICKET = re.compile(
    r"[\[(#]\s*(?:ticket|case|request|anfrage|vorgang|incident|demande|caso)\b[^\])]{0,40}\d|"
    r"\b(?:ticket|case|incident|vorgang)(?: ?(?:id|no|nr|number))?\.? ?[#:] ?\w*\d|"
    r"your (?:request|message|inquiry) (?:has been|was) received|we (?:have )?received your"
)
_PREFIX = re.compile(r"(?:(?:re|aw|antw|rv|tr|fw|fwd|wg)\s?:\s*)+")
_LONGEST = 300


def silent_because(subject: str) -> str:
    """Why a mail with this subject is a machine's and gets no answer; "" when nothing says so."""
    text = spelling.folded(subject[:_LONGEST])
    said = _BEGINS.match(_PREFIX.sub("", text, count=1)) or _TICKET.search(text)
    return "its subject is a machine's" if said else ""
