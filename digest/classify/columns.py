"""Whether a headline names a column: a form that an outlet fills anew each day, such as a puzzle, a briefing, a list of
deals, a live page.  Two of one outlet are alike in all but what they are about.  Guides, too, share more words than
matter, and two matches of one cup all words but the teams.
"""

import re

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
    # what is on, and sport to come
    r"\bhow to watch\b|\bwhere to watch\b|\bwhat to watch\b|\bwatch\b.*\bonline\b|\blive ?streams?\b|\btv tonight\b",
    r"\brelease schedule\b|\b(?:predictions?|odds|picks) (?:for|and)\b",
    # the day in short
    r"\b(?:briefing|newsletter|round-?up|podcast|cartoons?|letters to the editor|readers? reply|recap)\b",
    r"\b(?:in pictures|best photos|photos? of the (?:day|week)|in brief|at a glance|week in)\b",
    r"\b(?:things to know|key events)\b",
    r"^(?:the )?\d+ (?:things|best|of the best|reasons|ways|tips)\b|\bmorning (?:mail|report|news)\b|^this week\b",
    r"\b(?:weather forecast|forecast for)\b",
    # live pages
    r"\blive\s*$|^live\b|\blive ?(?:blog|updates?|coverage|news|now)\b|\bas it happened\b|\blatest (?:news|updates)\b",
    # dates and numbers of a series
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day,? (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d",
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\.? \d{1,2}(?:st|nd|rd|th)?,? (?:19|20)\d\d\b",
    r"(?:#|\b(?:no\.?|episode|week|day|part|chapter|volume) )\d",
)
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
#: Pages of many things under the headline of one.
_MEDLEY = re.compile(
    r"\b(?:briefing|newsletter|podcast|in pictures|best photos|photos? of the (?:day|week)|in brief|at a glance)\b"
    r"|\b(?:week in|key events|morning (?:mail|report|news))\b|^digested week\b",
    re.IGNORECASE,
)
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


def is_medley(title: str) -> bool:
    """True for a page that holds many things, such as a briefing or the pictures of a day."""
    return _MEDLEY.search(title) is not None


def sides(title: str) -> frozenset[str]:
    """The two that a headline sets against each other, in lower case, of longer names the nearer word; else empty."""
    found = _SIDES.search(title)
    return frozenset(side.lower() for side in found.groups()) if found else frozenset()
