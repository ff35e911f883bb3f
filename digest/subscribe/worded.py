"""What verbs about words and outlets make of the list behind them: follow, mute, prefer; None for no list."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from digest.domain.wishes import Change, Weights, Words
from digest.subscribe import aversions, clauses, lists, spelling, understanding
from digest.subscribe.asks import Ask
from digest.subscribe.understanding import Deed, Setting, Understanding

#: "but not Tesla", "but no crypto", "außer Tesla", "pero sin cripto", "mais pas de crypto".
_BUT = re.compile(
    r"[,;]?\s+(?:(?:(?:but|aber|pero|mais|and|und|y|et)\s+)?(?P<nothing>nothing (?:about|on)|nichts (?:(?:ü|ue)ber|zu)"
    r"|nada (?:de|sobre)|rien sur)(?!\w)"
    r"|(?:and|und|y|et)\s+(?P<and>(?:no|kein\w*|sin|pas de|sans)(?!\w)|pas d['’])"
    r"|(?:(?:but|aber|pero|mais)\s+|(?<=, )(?=not|nicht|pas\b))"
    r"(?:(?P<no>(?:no|kein\w*|sin|pas de|sans)(?!\w)|pas d['’])|(?:not|nicht|pas|never|nie|nunca)(?!\w))"
    r"|(?:except(?: for)?|au(?:ß|ss)er|excepto|salvo|sauf)(?!\w))\s*(?P<rest>\S.*)$",
    re.IGNORECASE,
)

#: "I prefer to read it in English".
_READ = frozenset({"it", "read"})
#: An outlet's name.
_DOMAIN = re.compile(r"(?:[\w-]+\.)+[^\W\d_]{2,}")
_LONGEST_NAME = 5
_ARTICLES = spelling.among("the der die das den el la los las le les")
_BETWEEN = _ARTICLES | spelling.among("of for de del du des y e et und and & on in am im")


def _words(made: Callable[[str], Words | None], into: Callable[[Words], Change]) -> Deed:
    """A deed that changes one list of words."""

    def deed(text: str, _: Setting) -> Understanding | None:
        wanted = made(text)
        return None if wanted is None or wanted == Words() else understanding.change(into(wanted))

    return deed


def _added(text: str) -> Words | None:
    if lists.is_none(text):
        return Words(whole=())
    found = lists.signed(text)
    return found if found.whole is None else Words(add=found.whole)


def _dropped(text: str) -> Words | None:
    if lists.is_all(text):
        return Words(whole=())
    return Words(drop=lists.plain(text))


def _unmuted(text: str) -> Words | None:
    """As `_dropped`; without a word, all of them."""
    return _dropped(text if text.strip() else "all")


def _whole(text: str) -> Words | None:
    if lists.is_none(text):
        return Words(whole=())
    found = lists.signed(text)
    return None if found.whole == () else found


def followed(text: str, setting: Setting) -> Understanding | None:
    """ "more about climate": what is no topic is followed."""
    words = aversions.strange(text, setting)
    return understanding.change(Change(follow=Words(add=words))) if words else None


def _except(text: str) -> tuple[str, str, frozenset[str]]:
    """A list, what it is not to have, and how that is denied: "AI, but no crypto", "Trump, but not Tesla"."""
    found = _BUT.search(text)
    if found is None or text[: found.start()].count('"') % 2:
        return text, "", frozenset()
    return text[: found.start()], found["rest"], frozenset(how for how in ("no", "and", "nothing") if found[how])


def _follow(text: str, setting: Setting) -> Understanding | None:
    kept, gone, how = _except(text)
    read = _words(_added, _into_follow)(kept, setting)
    if read is None or not gone:
        return read
    (command,), words = read.commands, lists.plain(gone)
    if how:
        return understanding.change(replace(command.change, mute=Words(add=words)))
    return understanding.change(replace(command.change, follow=replace(command.change.follow, drop=words)))


def _mute(text: str, setting: Setting) -> Understanding | None:
    kept, gone, how = _except(text)
    read = _words(_added, _into_mute)(kept, setting)
    if read is None or not gone:
        return read
    change = read.commands[0].change
    if how & {"nothing", "and"}:
        # "Mute Trump and nothing about Musk" mutes both.
        return understanding.change(replace(change, mute=replace(change.mute, add=change.mute.add + lists.plain(gone))))
    return understanding.change(replace(change, mute=replace(change.mute, drop=lists.plain(gone))))


def _into_follow(words: Words) -> Change:
    return Change(follow=words)


def _into_mute(words: Words) -> Change:
    return Change(mute=words)


def _into_mute_sources(words: Words) -> Change:
    return Change(mute_sources=words)


def _into_sources(words: Words) -> Change:
    return Change(sources=words)


def _prefer(text: str, setting: Setting) -> Understanding | None:
    """Outlets; but who says "I prefer Tuesdays" means when, and with "science" what.

    What has no name's look is none: "I prefer mornings" is not understood.
    """
    change, left = clauses.read(text, setting.names)
    # "Le Monde" is a name, though the world is a topic.
    is_title = len(text.split()) > 1 and text.istitle()
    if not (left or is_title) and change.topics.whole and change == Change(topics=change.topics):
        return understanding.change(Change(topics=Weights(add=change.topics.whole)))
    if not (set(left) - _READ or change.is_empty or change.topics.whole):
        return understanding.change(change)
    wanted = _added(text)
    if wanted is None or wanted == Words() or not all(map(_is_outlet, (*wanted.add, *wanted.drop))):
        return None
    return understanding.change(_into_sources(wanted))


def _is_outlet(name: str) -> bool:
    """Whether it is a domain, or a short name with capitals: "the Guardian", "bbc.com"."""
    said = name.split()
    said = said[1:] if len(said) > 1 and spelling.bare(said[0]) in _ARTICLES else said
    if _DOMAIN.fullmatch(name):
        return True
    small = [word for word in said if not (word[:1].isupper() or word[:1].isdigit())]
    is_short = len(said) <= _LONGEST_NAME and said[:1] != small[:1]
    return is_short and all(spelling.bare(word) in _BETWEEN for word in small)


DEEDS: Mapping[Ask, Deed] = {
    Ask.FOLLOW: _follow,
    Ask.UNFOLLOW: _words(_dropped, _into_follow),
    Ask.FOLLOWED: _words(_whole, _into_follow),
    Ask.MUTE: _mute,
    Ask.UNMUTE: _words(_unmuted, _into_mute),
    Ask.MUTED: _words(_whole, _into_mute),
    Ask.MUTE_SOURCE: _words(_added, _into_mute_sources),
    Ask.UNMUTE_SOURCE: _words(_unmuted, _into_mute_sources),
    Ask.MUTED_SOURCES: _words(_whole, _into_mute_sources),
    Ask.PREFER: _prefer,
    Ask.PREFER_SOURCE: _words(_added, _into_sources),
    Ask.UNPREFER: _words(_dropped, _into_sources),
    Ask.SOURCES: _words(_whole, _into_sources),
}
