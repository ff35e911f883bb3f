"""Whether a headline names a column: a form that an outlet fills anew each day, such as a puzzle, a briefing, a list of
deals, a live page.  Two of one outlet are alike in all but what they are about.  Guides, too, share more words than
matter, and two matches of one cup all words but the teams.  Comment is of an event, but tells it least.
"""

import re

from digest.classify import words

#: Found by reading which stories of a recorded week (docs/stories.md) tied unrelated things together.
_FORMS = (
    # puzzles and fortunes
    r"\b(?:wordle|quordle|heardle|nerdle|crosswords?|sudoku|puzzles?|brainteaser|quiz)\b",
    r"\b(?:horoscopes?|zodiac|star signs?|lottery|powerball|mega millions|jackpot)\b",
    # shopping
    r"\b(?:deals?\b.*\b(?:best|today|holiday|right now|save|off)|(?:best|top)\b.*\bdeals?|discounts?|coupons?)\b",
    r"\b(?:promo codes?|gift (?:guide|ideas?)|gifts for|on sale)\b",
    r"\b(?:best|worst)\b.{0,40}\b(?:of|for) (?:19|20)\d\d\b",
    r"\b(?:best|worst)\b.{0,40}\bto (?:buy|watch|stream|play|read|give)\b",
    r"\b(?:best|worst)\b.{0,40}\bon (?:netflix|hulu|disney|hbo|prime|apple)\b",
    r"\b(?:mortgage|refinance|cd|savings|loan) rates?\b",
    r"\b(?:flash|lightning|daily|doorbuster) (?:deals?|sales?)\b|\bdeals? of the (?:day|week)\b",
    # what is on, and sport to come
    r"^watch\b.*\bfrom anywhere\b|^watch\b.{1,40}\b(?:vs?\b|versus\b)",
    r"\bhow to watch\b|\bwhere to watch\b|\bwhat to watch\b|\bwatch\b.*\bonline\b|\blive ?streams?\b|\btv tonight\b",
    r"\brelease schedule\b|\b(?:predictions?|odds|picks) (?:for|and)\b",
    # the day in short
    r"\b(?:briefing|newsletter|round-?up|podcast|cartoons?|letters to the editor|readers? reply|recap)\b",
    r"\b(?:in pictures|best photos|photos? of the (?:day|week)|in brief|at a glance|week in)\b",
    r"\b(?:things to know|key events)\b",
    r"^(?:the )?\d+ (?:things|best|of the best|reasons|ways|tips)\b|\bmorning (?:mail|report|news)\b|^this week\b",
    r"\b(?:weather forecast|forecast for)\b",
    r"\b(?:verse|quote|word|song|joke|poem|thought|picture|question|recipe|fact)s? of the (?:day|week)\b",
    r"^the morning after:|^the latest on\b|\(show notes\)|^(?:[\w’'-]+ ){0,3}(?:diary|notebook):",
    # live pages
    r"\bwatch live\b|\blive\s*$|^live\b",
    r"\blive ?(?:blog|updates?|coverage|news|now)\b|\bas it happened\b|\blatest (?:news|updates)\b|\bshows preview\b",
    # dates and numbers of a series
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day,? (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d",
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\.? \d{1,2}(?:st|nd|rd|th)?,? (?:19|20)\d\d\b",
    r"(?:#|\b(?:no\.?|episode|week|day|part|chapter|volume) )\d",
)
#: The plainness of a headline that tells an event.
NEWS = 2
_COLUMN = re.compile("|".join(_FORMS), re.IGNORECASE)
_NUMBER = re.compile(r"\d+")
#: Advice, reviews and things to buy; found by reading what was joined on 5 to 11 December 2022.
_GUIDES = (
    r"^how (?:to|do|does|can)\b|\bhere['’]?s how\b|\byou(?:r|['’](?:ll|re|ve))?\b",
    r"\bthe (?:\w+ )?best\b|^(?:\d+ )?best\b|^review\b|\breview\s*$|\breview[:–-]",
    r"^(?:the )?\d+ (?:[\w-]+ ){0,3}(?:apps|books|features|games|ideas|movies|recipes|shows|things|tips|tricks|ways)\b",
    r"\bgifts?\b|\bdeals?\b.*\b(?:best|today|holiday|right now|save|off)\b|\b(?:best|top)\b.*\bdeals?\b",
    r"\b(?:discounts?|coupons?|on sale)\b|(?:\d%|[$£€]\d+) off\b|\brates?\b.*\b20\d\d\b",
)
_GUIDE = re.compile("|".join(_GUIDES), re.IGNORECASE)
#: Things to buy, and nothing else; of what mails of 5 to 9 December 2022 held as news.
_OFFERS = (
    r"\b(?:promo codes?|coupons?|gift (?:guide|ideas?)|gifts (?:for|under))\b|\bdeals? of the (?:day|week)\b",
    r"\b(?:best|top|flash|lightning|daily|early|doorbuster)\b.{0,40}\b(?:deals|gifts)\b",
    r"(?:\d%|[$£€]\d[\d,.]*) off\b|\b(?:for|to) (?:just |only )?[$£€]\d+ (?:today|right now)\b|\btoday only\b",
    r"^(?:save|grab|snag|get)\b.*(?:\bfor (?:just )?[$£€]\d|\bsave [$£€]\d|\d%|\bhundreds on\b)",
    r"(?:^|[,:;] )save (?:up to )?[$£€]\d",
    r"^(?:the )?(?:\d+ )?(?:of )?(?:the )?best (?!of\b).{2,40}\b(?:of|for|in) 20\d\d\b",
)
_OFFER = re.compile("|".join(_OFFERS), re.IGNORECASE)
#: What the best of a year is praise of, not for sale.
_PRAISED = re.compile(
    r"\b(?:albums?|art|books?|films?|goals?|moments?|movies?|music|novels?|photos?|pictures|players?|plays?|podcasts?"
    r"|series|shows?|songs?|stories|teams?|tv|games?)\b",
    re.IGNORECASE,
)
#: What to do, in so many words.
_ADVICE = re.compile(
    r"(?:^|[:;?] )how to (?!watch)|\b(?:here['’]?s|find out) how to\b|\bcheat sheet\b|\bbeginner['’]s guide\b"
    r"|^(?:the )?\d+ (?:[\w-]+ ){0,3}(?:tips|tricks|ways)\b|\bwhat you need to know about your\b",
    re.IGNORECASE,
)
_LIVE = re.compile(r"\blive\s*$|^live\b|\bwatch live\b|\blive ?(?:blog|updates?|coverage|news|now)\b", re.IGNORECASE)
#: Columns that tell no news at all; the other forms stand in news too ("a briefing against Sir Thomas").
_SERVICES = (
    r"\b(?:wordle|quordle|heardle|nerdle|crosswords?|sudoku|brainteaser|quiz|horoscopes?|zodiac|star signs?)\b",
    r"\b(?:mortgage|refinance|cd|savings|loan) rates?\b|\bbriefing\s*[:–—-]|\bmorning (?:mail|report)\b",
    r"\b(?:how|where|what) to watch\b|\blive ?streams?\b|\bfrom anywhere\b|\bshows preview\b",
    r"\b(?:best|worst)\b.{0,40}\bto (?:buy|watch|give)\b",
    r"\b(?:verse|quote|word|song|joke|poem|thought|recipe|fact|photo)s? of the (?:day|week)\b",
    r"^letters to the editor\b|\(show notes\)|\b(?:podcast|cartoon)\s*$|\bon sale\b",
)
_SERVICE = re.compile("|".join(_SERVICES), re.IGNORECASE)
#: What is still to come, as told before it came.
_EXPECTS = re.compile(
    r"\b(?:before|ahead of) (?:[\w’'-]+ ){0,3}"
    r"(?:match|game|(?:quarter|semi)-?finals?|vote|trial|hearing|election|summit|strike|launch)\b"
    r"|\b(?:set to|about to|to begin|to conclude (?:with|in|on)|on track (?:to|for)|prepares? (?:to|for))\b"
    r"|\b(?:readies (?:to|for)|expected to|braces? for|may be announced|tomorrow|preview)\b",
    re.IGNORECASE,
)
#: Pages of many things under the headline of one.
_MEDLEY = re.compile(
    r"\b(?:briefing|newsletter|podcast|in pictures|best photos|photos? of the (?:day|week)|in brief|at a glance)\b"
    r"|\b(?:week in|key events|morning (?:mail|report|news))\b|^digested week\b",
    re.IGNORECASE,
)
#: Opinion, explanation, talk: of an event, perhaps, but other headlines tell it.
_COMMENTS = (
    r"^(?:[\w’'-]+ ){0,3}(?:opinion|comment|op-?ed|editorial|column|analysis|explainer|confidential|essay)\s*:",
    r"(?:\||[–—-]) (?:opinion|comment|editorial|analysis|(?:brief )?letters)\s*$",
    r"^(?:brief |your )?letters(?: to the editor)?\s*:",
    r"^(?:watch|video|photos|in photos|pictures|pictured|listen|poll)\s*:|^(?:ask|show|tell|discuss|launch) hn\b",
    r"^(?:why|what|how|here['’]?s|here (?:are|is)|meet|see|hear|i|i['’](?:m|ve|d|ll)|my|dear) |\?\s*$|\bguides?\s*$",
)
_COMMENT = re.compile("|".join(_COMMENTS), re.IGNORECASE)
#: "TOBIN QUIBBLEMOUTH: The harbour tax is a joke": who is about to speak, in capitals.
_SPEAKER = re.compile(r"^([A-Z][A-Z.'’-]+(?: [A-Z]\.?)? [A-Z][A-Z'’-]{2,}):\s")
_CAPITALS = """
    backs breaking bureau city court crime cup day election exclusive house live official police rail royal street
    strike supreme true united update war warning watch white world
"""
#: Words that stand in capitals before a colon and are nobody's name.
_NO_NAME = words.STOP | frozenset(_CAPITALS.split())
#: "The harbour tax is a joke | Tobin Quibblemouth": the one who wrote it, behind a bar.
_WRITER = re.compile(
    r"\s\|\s+((?:[A-ZÀ-Þ][\w.'’-]+|[a-z]{2,3})(?:\s(?:[A-ZÀ-Þ][\w.'’-]*|de|van|von|der|and)){1,6})\s*$"
)
_SECTIONS = """
    awards books business culture cup daily environment film football health journal life lifestyle live magazine mail
    media money music network news online opinion podcast politics post press radio report review science society sport
    sports style tech technology times today travel tv uk us video weekly world
"""
#: Words behind a bar that name an outlet or a section.
_SECTION = frozenset(_SECTIONS.split())
#: "England v France", "Morocco 1-0 Portugal".
_SIDES = re.compile(r"\b([A-Z][\w.'’-]*) (?:[Vv]s?\.?|versus|\d+[-–]\d+) ([A-Z][\w.'’-]*)")


def is_column(title: str) -> bool:
    """True for a headline that comes back each day with other contents."""
    return _COLUMN.search(title) is not None


def numbers(title: str) -> frozenset[str]:
    """The numbers in a headline: they tell one day's puzzle from another's."""
    return frozenset(_NUMBER.findall(title))


def is_guide(title: str) -> bool:
    """True for a headline that advises, reviews or sells: it speaks to the reader and tells no event."""
    return _GUIDE.search(title) is not None


def is_offer(title: str) -> bool:
    """True for a headline with something to sell."""
    found = _OFFER.search(title)
    return found is not None and not (found[0][-4:].isdigit() and _PRAISED.search(found[0]))


def is_advice(title: str) -> bool:
    """True for a headline that says how something is done."""
    return _ADVICE.search(title) is not None


def is_service(title: str) -> bool:
    """True for a column that tells no news at all, such as a puzzle, today's rates or where to watch a match."""
    return _SERVICE.search(title) is not None


def is_live(title: str) -> bool:
    """True for a page that is written while something happens."""
    return _LIVE.search(title) is not None


def expects(title: str) -> bool:
    """True for a headline that looks forward to something, and is soon out of date."""
    return _EXPECTS.search(title) is not None


def is_medley(title: str) -> bool:
    """True for a page that holds many things, such as a briefing or the pictures of a day."""
    return _MEDLEY.search(title) is not None


def is_comment(title: str, author: str = "") -> bool:
    """True for a headline that argues, explains, asks or shows, or that names its own author."""
    return _COMMENT.search(title) is not None or _speaks(title, author) or _signed(title)


def plainness(title: str, author: str = "") -> int:
    """How plainly a headline tells an event, by its form: `NEWS`, 1 for comment or a guide, 0 for columns."""
    if is_column(title):
        return 0
    return 1 if is_guide(title) or is_medley(title) or is_comment(title, author) else NEWS


def sides(title: str) -> frozenset[str]:
    """The two that a headline sets against each other, in lower case, of longer names the nearer word; else empty."""
    found = _SIDES.search(title)
    return frozenset(side.lower() for side in found.groups()) if found else frozenset()


def _speaks(title: str, author: str) -> bool:
    """Whether it begins with the name of its author, or a name in capitals, and a colon."""
    before, colon, _ = title.partition(":")
    if colon and author and before.strip().casefold() == author.strip().casefold():
        return True
    speaker = _SPEAKER.match(title)
    return speaker is not None and _NO_NAME.isdisjoint(words.tokens(speaker[1]))


def _signed(title: str) -> bool:
    """Whether it ends in a bar and the name of a person."""
    writer = _WRITER.search(title)
    return writer is not None and _SECTION.isdisjoint(words.tokens(writer[1]))
