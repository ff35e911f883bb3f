"""The mails that every check is made on: issues of the newsroom's readers, unusual ones, and notices of every kind."""

from collections.abc import Mapping
from functools import lru_cache

from digest.domain import wishes
from tests.mail_quality import issue, unusual
from tests.mail_quality.issue import Issue
from tests.render import newsroom, notes, readers


@lru_cache(maxsize=1)
def issues() -> Mapping[str, Issue]:
    """Every sample issue by its name."""
    return {one.name: one for one in (*map(_of_reader, readers.READERS), *unusual.issues())}


@lru_cache(maxsize=1)
def notices() -> Mapping[str, wishes.Notice]:
    """Every kind of notice in every language, by its name: "welcome, de"."""
    both = ((name, language) for name in notes.NOTICES for language in notes.LANGUAGES)
    return {f"{name}, {language}": notes.in_language(name, language) for name, language in both}


def names() -> list[str]:
    """Of all mails."""
    return sorted((*issues(), *notices()))


@lru_cache(maxsize=64)
def mime(name: str) -> bytes:
    """The message with this name, built once."""
    return issue.build(issues()[name]).mime if name in issues() else notes.build(notices()[name])


def people(name: str) -> dict[str, str]:
    """Who sends the mail with this name, and to whom."""
    if name in notices():
        return {"sender": newsroom.SENDER.address, "to": notices()[name].to}
    return {"sender": issues()[name].sender.address, "to": issues()[name].edition.address}


def _of_reader(reader: readers.Reader) -> Issue:
    """A reader of the golden mails; every other one is served without web pages."""
    links = issue.WEB if readers.READERS.index(reader) % 2 == 0 else issue.BY_MAIL
    edition = readers.edition_of(reader)
    pictures = (item.picture for item in edition.items if item.picture is not None)
    drawn = {picture.id: issue.drawn(picture.width, picture.height) for picture in pictures}
    return Issue(name=reader.name, edition=edition, links=links, pictures=drawn)
