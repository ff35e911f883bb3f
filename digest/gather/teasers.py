"""The publisher's words about a story, without what stands around them in a feed (pure)."""

import re

from digest.gather import plain

#: Markup read for a teaser; what shows of it is far shorter.
_MARKUP = 20_000

_MARKS = r"(?:strong|b|em|i|span)"
#: A link with nothing beside it but marks.
_LINK = (
    rf"\s*(?:<{_MARKS}(?:\s[^<>]{{0,300}})?>\s*){{0,3}}<a\s[^<>]{{0,2000}}>(?:[^<>]|</?{_MARKS}>){{0,300}}</a>"
    rf"(?:\s*</{_MARKS}>){{0,3}}\s*"
)
#: A list whose items, or a paragraph whose words, are all links: to other stories, to a newsletter, to the rest.
_ONLY_LINKS = re.compile(
    rf"<([uo]l)(?:\s[^<>]{{0,300}})?>\s*(?:<li(?:\s[^<>]{{0,300}})?>{_LINK}</li>\s*)+</\1>"
    rf"|<p(?:\s[^<>]{{0,300}})?>{_LINK}</p>",
    re.IGNORECASE,
)
#: Where a paragraph, heading or item ends without a stop before the next one.  Only after letters of Latin, Greek and
#: Cyrillic: others end a sentence otherwise.
_UNENDED = re.compile(
    "(?:(?<=[0-9A-Za-z\u00c0-\u024f\u0370-\u052f])|(?<=[0-9A-Za-z\u00c0-\u024f\u0370-\u052f][\u201d\u2019\"')\\]]))"
    rf"(?=(?:</{_MARKS}>|</a>|\s)*"
    r"(?:</(?:p|h[1-6]|li)>\s*(?:</[uo]l>\s*)?<(?:p|[uo]l|li|div|blockquote|h[1-6])[\s>]|<p[\s>]))",
    re.IGNORECASE,
)
_AGENCIES = (
    r"Getty Images|Reuters|AFP|AP Photo|via AP|AAP Image|PA Media|Canadian Press|Shutterstock|Screenshot|Handout|Pool"
)
#: "(Jane Doe/Getty Images)": the end of a picture's caption.
_CREDIT = re.compile(
    rf"\((?:[^()]{{0,120}}\b(?:{_AGENCIES})\b|(?:[A-Z][\w.'-]* ){{1,4}}[A-Z][\w.'-]* ?/ ?[A-Z])[^()]{{0,120}}\)\.?$"
)
_ENDS = (".", "!", "?", "…")
_POINT = "•"


def summary(markup: str, limit: int) -> str:
    """The publisher's teaser in at most `limit` characters; "" when `markup` says nothing of its own."""
    return fit(plain.text(own(markup[:_MARKUP])), limit)


def own(markup: str) -> str:
    """`markup` without lists and paragraphs that are links alone, and with a stop where a paragraph has no end."""
    if "</a>" in markup:
        markup = _ONLY_LINKS.sub(" ", markup)
    return _UNENDED.sub(".", markup)


def fit(words: str, limit: int) -> str:
    """`words`, which are plain text, as a teaser of at most `limit` characters."""
    if len(words) < 4 * limit:  # what is longer is cut long before its end
        words = plain.without_boilerplate(words)
    return "" if len(words) <= limit and _is_of_something_else(words) else plain.shortened(words, limit)


def _is_of_something_else(words: str) -> bool:
    """Whether `words` are the caption of a picture that is not shown with them, or the headlines of other stories."""
    if words.startswith(_POINT):
        return not any(point.rstrip().endswith(_ENDS) for point in words.split(_POINT))
    return words.endswith((")", ").")) and _CREDIT.search(words) is not None
