"""Which words are given names: "Kate" says who, not what an article is about, and another Kate stands elsewhere.

Found by how they are written, not by a list: always with a capital, mostly before another such word, and before
many different ones ("Kate Moss", "Kate Winslet"; "Elon" only before "Musk").  Places are written so too ("Boston
Celtics"), but stand after "in".
"""

import re
from collections import Counter
from collections.abc import Iterable

from digest.classify import words

#: Fewer uses than this prove nothing.
_USES = 5
#: Of its uses inside a sentence, the share with a capital; of these, the share before another word with a capital.
_CAPITAL, _BEFORE_NAME = 0.9, 0.6
#: Different words that follow, and the share of the commonest: above it the two words are one name.
_FOLLOWERS, _COMMONEST = 5, 0.6
#: Share of the uses after a word for a place, above which it is one.
_PLACE = 0.12

_PLACING = frozenset({"in", "at", "on", "near", "across", "around"})
#: Words, initials, and the marks after which a capital says nothing.
_PIECE = re.compile(r"[^\W_]+|[.!?:\"“”‘•|–—]")


def names(texts: Iterable[str]) -> frozenset[str]:
    """The given names of the texts, in lower case; `texts` are sentences, not headlines with Capitals Throughout."""
    uses, capitals, placed = Counter[str](), Counter[str](), Counter[str]()
    followers: dict[str, Counter[str]] = {}
    for text in texts:
        pieces = _PIECE.findall(text[: words.TEASER])
        for before, piece, after in zip(pieces, pieces[1:], [*pieces[2:], ""], strict=False):
            if not words.TOKEN.fullmatch(piece) or not words.TOKEN.fullmatch(before):
                continue
            name = piece.lower()
            uses[name] += 1
            placed[name] += before in _PLACING
            if piece.istitle():
                capitals[name] += 1
                if after[:1].isupper():
                    followers.setdefault(name, Counter())[after] += 1
    return frozenset(
        name
        for name, after_it in followers.items()
        if _is_name(uses[name], capitals[name], after_it) and placed[name] <= _PLACE * uses[name]
    )


def _is_name(uses: int, capitals: int, followers: Counter[str]) -> bool:
    before_names = followers.total()
    return (
        uses >= _USES
        and capitals >= _CAPITAL * uses
        and before_names >= _BEFORE_NAME * capitals
        and len(followers) >= _FOLLOWERS
        and max(followers.values()) <= _COMMONEST * before_names
    )
