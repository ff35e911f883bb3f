"""What each verb makes of the words behind it: commands, or None when they make no sense together."""

import re
from collections.abc import Mapping

from digest.domain.wishes import Command, Verb
from digest.subscribe import aversions, dates, leaving, lists, objects, signed, spelling, wanted, worded
from digest.subscribe.asks import Ask
from digest.subscribe.understanding import Deed, Setting, Understanding

#: A wish is still one while no more words of it than this are riddles.
_RIDDLES = 3
#: "3", "#3", "story 3", "like 3, 5 and 7", with what follows.
_NUMBERS = re.compile(
    r"(?:(?:like|stor(?:y|ies)|number|no\.?|nr\.?|wie|meldung(?:en)?|noticias?|como|articles?|comme|numero|nummer)\s+)*"
    r"#?(?P<numbers>\d{1,3}(?:(?:\s*(?:,|&)\s*|\s+(?:and|und|y|e|et)\s+)#?\d{1,3})*)\b[.!]?\s*(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
#: "this address: ada@example.org"
_ADDRESS = re.compile(r"(?i)(?:\b(?:e-?mail[ -]?)?(?:address|adresse|direcci(?:ó|o)n)\s*:?\s+)?\S{1,64}@\S{1,255}")
_IT = spelling.among("it them sie es ihn lo los la le les")
_MINE = spelling.among("my our mein meine meinen unsere mi mis mon ma mes notre")
_MORE = spelling.among("more less fewer mehr weniger mas menos plus moins")
#: A weight for "less sport": pushed back, not shut out.
_LESS = -0.5


def of(ask: Ask, text: str, setting: Setting) -> Understanding | None:
    """What a verb and the text behind it ask; None when they ask nothing we know."""
    deed = _DEEDS.get(ask)
    # "End of story" begins with a word that only counts alone.
    return deed(text, setting) if deed else None


def left(line: str, setting: Setting) -> Understanding | None:
    """What a line asks that has a word in it which leaves: that, or no more of another thing that it names."""
    thing = objects.of(line, setting.own)
    part = aversions.left(line, setting)
    if part or not thing:
        return _no_issue(part) if part else _one(Command(verb=Verb.LEAVE))
    return _no_issue(wanted.without_pictures(thing) or aversions.unwanted(thing, setting))


def _no_issue(read: Understanding | None) -> Understanding | None:
    """What is left alone; None where it is one of the issues: "Wochenendausgabe" is no word to mute."""
    words = read.commands[0].change.mute.add if read else ()
    return None if any(map(objects.is_when, words)) else read


def _one(command: Command) -> Understanding:
    return Understanding(commands=(command,))


def _subscribe(text: str, setting: Setting) -> Understanding | None:
    # Nobody subscribes anybody else (SUB-07).
    if "@" in text or "address=" in text.lower():
        return None
    change, left = wanted.read(text, setting)
    if len(left) > _RIDDLES:
        return None
    return Understanding(commands=(Command(verb=Verb.SUBSCRIBE, change=change),), is_partial=bool(left))


def _join(text: str, setting: Setting) -> Understanding | None:
    """As `_subscribe`; but "Join us tonight!" is no wish of ours."""
    words = spelling.words(text)
    if words and words[0] in _MORE:
        return None
    found = _subscribe(text, setting)
    return None if found and found.is_partial and found.commands[0].change.is_empty else found


def _pause(text: str, setting: Setting) -> Understanding | None:
    rest = dates.read(text, setting.today)
    return _one(Command(verb=Verb.PAUSE, until=rest.until, days=rest.days)) if rest else None


def _feedback(verb: Verb, weight: float, *, follows: bool = False) -> Deed:
    """A deed about stories by number, or topics; where it `follows`, about words too."""

    def deed(text: str, setting: Setting) -> Understanding | None:
        found = _NUMBERS.fullmatch(text.strip())
        if found is None:
            leaning = aversions.leaning(text, setting, weight)
            return leaning or (worded.followed(text, setting) if follows else None)
        token = signed.token(found["rest"])
        numbers = [int(number) for number in re.findall(r"\d+", found["numbers"])]
        if 0 in numbers or not signed.is_idle(signed.without(found["rest"], token)):
            return None
        return Understanding(commands=tuple(Command(verb=verb, number=number, token=token) for number in numbers))

    return deed


def _forget(text: str, _: Setting) -> Understanding | None:
    if lists.is_all(text):
        return _one(Command(verb=Verb.FORGET))
    # "Forget it", "Forget my mail of yesterday"
    said = set(spelling.words(text))
    is_mail = bool(said & _MINE and said & leaving.MAIL)
    words = () if is_mail or signed.is_idle(text) else lists.plain(text)
    return Understanding(commands=tuple(Command(verb=Verb.FORGET, subject=word) for word in words)) if words else None


def _with_token(verb: Verb) -> Deed:
    """A deed that a token may come with, and that nothing else may be said about."""

    def deed(text: str, _: Setting) -> Understanding | None:
        token = signed.token(text)
        return _one(Command(verb=verb, token=token)) if signed.is_idle(signed.without(text, token)) else None

    return deed


def _leave(text: str, setting: Setting) -> Understanding | None:
    # Who leaves may name their own address: it is whoever writes that leaves, nobody else.
    own = _ADDRESS.sub(" ", text)
    # "Hiermit kündige ich den Sportteil"
    inverted = leaving.behind_its_subject(own)
    own = inverted or own
    told = _with_token(Verb.LEAVE)(own, setting)
    if told:
        return told
    removed = wanted.without_pictures(own)
    if removed:
        return removed
    rest = dates.read(own, setting.today) or dates.read(leaving.after_idle(own), setting.today)
    if rest is not None and (rest.days or rest.until):
        # "Stop for two weeks"; but "Kündigung zum 31. Dezember" is no rest until then.
        is_rest = rest.days or dates.has_an_end(own) or dates.is_range(own)
        return _one(Command(verb=Verb.PAUSE, until=rest.until, days=rest.days)) if is_rest else None
    if _is_all(own, setting, is_inverted=bool(inverted)):
        return _one(Command(verb=Verb.LEAVE))
    if "digest" in spelling.words(own) or leaving.keeps(own, wants=True):
        return None
    return _no_issue(aversions.left(own, setting)) or aversions.denied(own, own, setting)


def _is_all(text: str, setting: Setting, *, is_inverted: bool) -> bool:
    """Whether nothing behind a verb that leaves takes any of it back: a reason, our name, a promise to return."""
    whole = (is_inverted and objects.names_the_whole(text, setting.own)) or leaving.is_return(text)
    return (whole and not dates.is_told(text)) or leaving.is_reason(text) or leaving.is_named_by(text, setting.own)


def _send(text: str, setting: Setting) -> Understanding | None:
    """An issue now; but "send it at 8 in the evening" asks for another hour."""
    own = " ".join(word for word in text.split() if spelling.bare(word) not in _IT)
    return _with_token(Verb.SEND)(text, setting) or wanted.clauses_alone(own, setting)


_DEEDS: Mapping[Ask, Deed] = {
    **wanted.DEEDS,
    Ask.SUBSCRIBE: _subscribe,
    Ask.JOIN: _join,
    Ask.CONFIRM: _with_token(Verb.CONFIRM),
    Ask.LEAVE: _leave,
    Ask.PREFERENCES: _with_token(Verb.PREFERENCES),
    Ask.PAUSE: _pause,
    Ask.RESUME: _with_token(Verb.RESUME),
    Ask.SEND: _send,
    Ask.MORE: _feedback(Verb.MORE, 1.0),
    Ask.ABOUT: _feedback(Verb.MORE, 1.0, follows=True),
    Ask.LESS: _feedback(Verb.LESS, _LESS),
    Ask.FORGET: _forget,
    Ask.EXPORT: _with_token(Verb.EXPORT),
    Ask.ERASE: _with_token(Verb.ERASE),
    Ask.HELP: _with_token(Verb.HELP),
}
