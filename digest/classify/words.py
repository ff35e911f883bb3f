"""The words of an article that say what it is about: which count, and which never do."""

import re
from collections.abc import Iterable

from digest.domain import news

_COMMON = """
    a about above across after afterwards again against all almost alone along already also although always am amid
    among an and another any anyone anything anyway are aren around as at away back be became because been before
    began behind being below beside besides best better between beyond big both but by came can cannot come comes
    coming could couldn couple did didn different do does doesn doing don done down due during each either else end
    enough even ever every everyone everything far few find first five followed following for former found four from
    full further gave get gets getting give given gives giving go goes going gone good got great had hadn half happen
    happened happens hard has hasn have haven having he help her here hers herself him himself his how however if
    include included including in into is isn it its itself just keep kept key knew know known last later latest least
    left less let like likely little ll long look looking lot made make makes making many may maybe me mean meanwhile
    might mine more most much must my myself near nearly need needs neither never new next no none nor not nothing now
    of off often old on once one only onto or other others otherwise our ours ourselves out over own part per perhaps
    place put quite rather re really right same saw say see seem seemed seems seen set several shall she should
    shouldn show since six so some someone something sometimes soon still such take taken takes taking ten than that
    the their theirs them themselves then there these they thing things think this those though thought three through
    throughout thus time times to together told too took toward towards tried try trying turn two under unless until
    up upon us use used using ve very via want wants was wasn way ways we well went were weren what whatever when
    where whether which while who whoever whole whom whose why will with within without won would wouldn yes yet you
    your yours yourself
"""

#: What newsrooms say about their own work, and when: no more a topic than "the".
_NEWSROOM_WORDS = """
    according adds added article bulletin breaking briefing claims comment continue coverage daily details editor
    exclusive explained explains explainer file gallery headline headlines here live minute month
    months morning news newsletter photo photos pictured picture pictures post read reading
    related replay report reported reportedly reporter reporters reporting reports reveal revealed reveals said
    saying says sign slideshow source sources spokesman spokesperson spokeswoman story stories subscribe tell tells
    today tomorrow tonight update updated updates video videos watch week weekend weekly weeks writes wrote year years
    yesterday hours hour day days night monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri
    sat sun january february march april june july august september october november december jan feb mar apr jun jul
    aug sep sept oct nov dec am pm gmt est bst http https www com amp nbsp quot href html php
"""

#: Names of publishers: they tell where an article stood, not what it says.
_OUTLETS = """
    aljazeera anandtech ap arstechnica axios bbc bloomberg breitbart businessinsider buzzfeed cbs cbc cnbc cnet cnn
    dailymail digitaltrends engadget eurogamer forbes foxnews gamespot gizmodo gq guardian huffington huffpost ign
    inshorts itv kotaku lifehacker macrumors mailonline mashable msn msnbc nbc npr nyt nytimes observer omnixia
    pcmag pcworld pitchfork politico polygon reuters techcrunch techradar techrepublic telegraph theguardian thehill
    tmz upi usatoday variety venturebeat verge vox washingtonpost wired wsj yahoo zdnet
"""

#: English words too common to say anything.
FUNCTION_WORDS = frozenset(_COMMON.split())

#: Lower-case words that are never a feature and never an explanation.
STOP = FUNCTION_WORDS | frozenset(f"{_NEWSROOM_WORDS} {_OUTLETS}".split())

#: A word: two or more letters or digits in any script.  Equal to scikit-learn's `token_pattern` of the same text.
TOKEN = re.compile(r"[^\W_]{2,}")

#: Stands between the headline, its copy and the teaser, so that no pair of words spans two of them.
SEAM = "\x1f"

#: What a vectoriser reads: words and seams.
READ = re.compile(rf"{TOKEN.pattern}|{SEAM}")

#: Finds the same in lower-case ASCII, a quarter faster; most news is that.
_READ_ASCII = re.compile(rf"[a-z0-9]{{2,}}|{SEAM}")

#: Characters of the teaser that are read: what feeds give (and the labelled news holds) at most.
TEASER = 400

_SUFFIX = re.compile(r"\s+[-–—|·•»:]{1,2}\s+([^-–—|·•»:]{2,40})$")


def tokens(text: str) -> list[str]:
    """The lower-case words of a text in order, one-letter words left out."""
    return TOKEN.findall(text.lower())


def read(text: str) -> list[str]:
    """What a vectoriser reads of a text, lower-case and in order."""
    lower = text.lower()
    return (_READ_ASCII if lower.isascii() else READ).findall(lower)


def headline(title: str, outlets: Iterable[str]) -> str:
    """The title without its publisher's name at the end: "Chips are back - CNET" without " - CNET".

    `outlets` are names or addresses of the publisher; the ending goes only when it is one of them.
    """
    title = title.strip()
    ending = _SUFFIX.search(title)
    if ending is None:
        return title
    name = _squeezed(ending[1])
    if any(_same_outlet(name, outlet) for outlet in outlets):
        return title[: ending.start()]
    return title


def headline_of(article: news.Article) -> str:
    """An article's headline without what its outlet puts behind it."""
    return headline(article.title, (article.outlet, site(article.url)))


def headline_and_teaser(title: str, summary: str, outlets: Iterable[str]) -> str:
    """The text a classifier reads: the headline twice, for it says in ten words what the teaser says in forty."""
    head = headline(title, outlets)
    return f"{head} {SEAM} {head} {SEAM} {summary[:TEASER]}"


def site(url: str) -> str:
    """The host of an address without "www."; "" when it has none."""
    return url.partition("://")[2].partition("/")[0].lower().removeprefix("www.")


def _same_outlet(name: str, outlet: str) -> bool:
    squeezed = _squeezed(outlet)
    return bool(name) and (name == squeezed or name.removeprefix("the") in _squeezed_labels(outlet))


def _squeezed_labels(outlet: str) -> set[str]:
    """ "edition.cnn.com" -> {"edition", "cnn", "com"}, and "The Guardian" -> {"guardian"}."""
    return {_squeezed(label).removeprefix("the") for label in outlet.split(".")}


def _squeezed(name: str) -> str:
    return "".join(TOKEN.findall(name.lower())).replace("online", "").replace("news", "")
