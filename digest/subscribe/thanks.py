"""Thanks for what is still to be done: "merci de supprimer mes données", "thanks in advance for removing me" (pure).

What is thanked for decides.  In words that can only ask it is an order; where it may have been done before, it may ask.
"""

import re
from collections.abc import Iterator

from digest.subscribe import phrases, spelling
from digest.subscribe.asks import Ask

_SO = r"(?: you)?(?: so much| very much| a lot)?,?"
_FIRST = r"(?: (?:im voraus|de antemano|por adelantado|d['’]avance|par avance|in advance))"
#: French thanks of this form ask, unless for what somebody was or did.
_MERCI = re.compile(
    rf"(?i)\b(?:merci|(?:je|nous) vous remerci(?:e|ons))(?: beaucoup| bien)?,?{_FIRST}?,?"
    r" (?:de |d['’])(?:bien vouloir )?(?!avance|avoir|[eê]tre)(?=\w)"
)
_INFINITIVE = re.compile(
    r"(?i)\bmerci de (?:ne (?:plus|pas) )?(?:m['’]|me |nous |les? |la |l['’])?"
    r"(?!(?:avoir|[eê]tre|(?:me |nous )?lire|votre|notre|autre|lettre)\b)\w+(?:er|ir|re)\b"
)
_THANKS = re.compile(
    rf"(?i)(?:\b(?:thank|thanks|thx|many thanks|cheers|ta){_SO}(?P<en>{_FIRST})?,?"
    r" for (?P<doing>(?:not )?\w{2,}ing\b[^.!?]*)"
    rf"|\b(?:(?:muchas|mil) )?gracias(?P<es>{_FIRST})?,? por (?P<hacer>\w+[aei]r(?:me|nos|lo|la|los|las)?\b[^.!?]*)"
    rf"|\b(?:vielen dank|besten dank|herzlichen dank|danke)(?P<de>{_FIRST})?,? da(?:ss|ß)"
    r" (?P<who>sie|ihr|du) (?P<what>[^.!?]*?) ?(?P<tun>\w+)\b(?=[.!?]|$))"
)
#: Thanks for an end.
_END = re.compile(
    r"(?i)\b(?:thanks?|thank you|thx|cheers)\b.{0,30}? for (?:the (?:removal|cancellation|deletion)"
    r"|taking (?:me|us|my|\w+ out)|leaving me)\b"
    r"|\bdanke?\b.{0,20}? f(?:ü|ue)rs? .{0,20}?"
    r"(?:abmeld|abbestell|l(?:ö|oe)sch|entfern|austrag|k(?:ü|ue)ndig|streich)"
    r"|\bgracias\b.{0,20}? por (?:la (?:baja|cancelaci|eliminaci)|(?:borrar|eliminar|quitar|sacar|cancelar|anular))"
    r"|\bmerci\b.{0,20}? pour (?:la |ma |l['’])?(?:d[ée]sinscri|d[ée]sabonne|suppress|r[ée]sili|annul)"
)
_IF = re.compile(r"(?i)\bif you\b|\bwenn (?:sie|ihr|du) (?:mich|mir|meine)\b|\bsi (?:me|vous (?:me|pouv|pourriez))\b")
#: What may be thanked for beforehand.
_WISHES = frozenset(
    {
        *(Ask.LEAVE, Ask.ERASE, Ask.PAUSE, Ask.EXPORT, Ask.REMOVE, Ask.NEVER, Ask.LIKE, Ask.LESS, Ask.FORGET),
        *(Ask.MUTE, Ask.UNMUTE, Ask.UNFOLLOW, Ask.MUTE_SOURCE, Ask.UNMUTE_SOURCE, Ask.UNPREFER, Ask.NO_PICTURES),
    }
)


def ordered(line: str) -> str:
    """The line with the order in place of thanks that can only ask for it."""
    found = _THANKS.search(line)
    order = _order(found) if found and (found["en"] or found["es"] or found["de"]) else ""
    text = f"{line[: found.start()]}please {order}{line[found.end() :]}" if found and order else line
    return _MERCI.sub("merci de ", text)


def wish(line: str) -> str:
    """What a line that gives thanks may ask to be done; "" where it asks nothing of the kind."""
    found = _THANKS.search(line)
    return _order(found) if found else ""


def is_open(line: str) -> bool:
    """Whether a line asks for something to come in words that we may not know: "merci de virer mes données"."""
    found = _THANKS.search(line)
    is_told = any(one.search(text) for one, text in ((_END, line), (_IF, line), (_INFINITIVE, ordered(line))))
    return is_told or bool(found and (found["en"] or found["es"]))


def may_ask(line: str) -> bool:
    """Whether a line that gives thanks may ask for something."""
    return is_open(line) or bool(wish(line))


def is_for_an_end(line: str) -> bool:
    """Whether a line gives thanks for the end of something, which is no order: it may have come."""
    return _END.search(line) is not None


def _order(found: re.Match[str]) -> str:
    for order in _orders(found):
        known = phrases.verb(order)
        if known is not None and known.ask in _WISHES:
            return order
    return ""


def _orders(found: re.Match[str]) -> Iterator[str]:
    if found["hacer"]:
        yield found["hacer"]
    elif found["tun"]:
        yield f"{found['tun']} {found['who']} {found['what']}"
    else:
        no = "do not " if spelling.folded(found["doing"]).startswith("not ") else ""
        doing, _, rest = found["doing"].removeprefix("not ").partition(" ")
        stem = doing[:-3]
        for base in (stem, f"{stem}e", stem[:-1]):
            yield f"{no}{base} {rest}"
