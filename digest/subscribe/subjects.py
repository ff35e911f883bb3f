"""Subjects without what mail clients put before them: "Re:", "AW:", "Sv:", "回复：" (SUB-03)."""

import re

from digest.subscribe import spelling, vocabulary

#: Those longer than five letters; a shorter word with a colon is a prefix in some language, unless it is a verb.
_LONG = spelling.among(
    "antwort antwoord respuesta reponse risposta resposta forward weitergeleitet reenviado transfere"
)
_PREFIX = re.compile(r"(?P<word>[^\W\d_]{1,14})\.?(?:\s?[\[(^]?\d{1,3}[\])]?)?\s{0,2}[:：]\s*")
_LIST = re.compile(r"\[[^\[\]]{1,40}\]\s*")
#: What clients put where no subject was written, in brackets or bare.
_EMPTY = re.compile(
    r"[(<\[]?\s*(?:(?:no|without) (?:subject|title)|(?:kein|ohne) (?:betreff|titel)|sans (?:objet|sujet|titre)"
    r"|(?:sin|ningun) (?:asunto|titulo|tema)|(?:aucun|pas d') ?(?:objet|sujet))\s*[)>\]]?[.!]?"
)
_SHORT, _MOST = 5, 12


def plain(subject: str) -> tuple[str, bool]:
    """The subject without prefixes, on one line, and whether it had any, so that it is most likely an answer.

    It is "" where nobody wrote one: "(no subject)".
    """
    text, is_answer = spelling.printable(subject), False
    for _ in range(_MOST):
        text = _LIST.sub("", text, count=1) if _LIST.match(text) else text
        found = _PREFIX.match(text)
        if found is None or not _is_prefix(found["word"]):
            break
        text, is_answer = text[found.end() :].strip(), True
    return ("" if _EMPTY.fullmatch(spelling.folded(text)) else text), is_answer


def _is_prefix(word: str) -> bool:
    folded = spelling.folded(word)
    return (len(word) <= _SHORT and folded not in vocabulary.phrases()) or folded in _LONG
