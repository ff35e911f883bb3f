"""What the templates of mail may print: finished words, and nothing else."""

from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A picture, ready to place."""

    #: "cid:" address.
    src: str
    #: In pixels, as placed.
    width: int
    height: int
    alt: str
    #: Caption and credit, in one line; "" for none.
    caption: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One story, ready to print; "" where there is nothing to say."""

    #: "lead", "story", "brief" (its title only) or "outside".
    kind: str
    title: str
    #: Absolute http or https.
    url: str
    summary: str
    #: The words of the link: "Read this on The Harbour Post", with the host where it might be thought another.
    read: str
    #: "Also: The Wire, Morning Star".
    also: str
    picture: Shown | None
    #: Of the publisher's words: BCP 47 tag, "ltr" or "rtl", and the side a line begins at.
    language: str
    direction: str
    start: str
    #: Its place in the issue, for those who answer with it.
    number: str = ""
    #: "Ana Ruiz, The Harbour Post · Tue, Dec 6, 7:15 AM · 4 min".
    byline: str = ""
    #: "Why — Technology: chip, factory · told by 4 of your sources".
    why: str = ""
    #: To ask for more and for less like it.
    more_url: str = ""
    less_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Stories under one name, ready to print."""

    #: "topic", "brief" or "outside".
    kind: str
    name: str
    #: The finished stories, one after the other.
    cards: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What does not change within one language: for every template."""

    #: The service's name.
    service: str
    postal: str
    logo: Shown | None
    #: Colours, "#rrggbb", on the light and on the dark sheet.
    accent: str
    accent_dark: str
    #: Of the edition: BCP 47 tag, "ltr" or "rtl", and the side a line begins at, "left" or "right".
    language: str
    direction: str
    start: str
    #: Of the fixed words in it, which are English where there is no catalogue of the edition's language.
    words_language: str
    words_direction: str


class Mail(NamedTuple):
    """What the frame of one mail prints; "" where there is nothing to say."""

    subject: str
    date: str
    headline: str
    #: Of the day: that it was quiet.
    note: str
    #: "312 gathered, 41 matched, 12 shown, 26 repeats, 3 muted", and where the rest went, as a sentence.
    left_out: str
    left_out_why: str
    #: "Ledger 3 · The Wire 2".
    sources: str
    #: Who sends it, and why this address gets it.
    reason: str
    leave_url: str
    change_url: str
    #: The issue as a page; "" where there is none.
    read_url: str
    #: Where to ask for more, or less, like a story: `NUMBER` stands for its number.
    more_template: str
    less_template: str
    #: The finished lead story, and the finished sections one after the other.
    lead: str = ""
    stories: str = ""
    #: That stories were cut because the mail would be too large.
    cut: str = ""
