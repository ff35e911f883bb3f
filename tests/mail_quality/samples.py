"""The issues that every check of mail is made on: the newsroom's readers, and unusual ones."""

from collections.abc import Mapping
from functools import lru_cache

from tests.mail_quality import issue, unusual
from tests.mail_quality.issue import Issue
from tests.render import newsroom


@lru_cache(maxsize=1)
def issues() -> Mapping[str, Issue]:
    """Every sample issue by its name."""
    return {one.name: one for one in (*map(_of_reader, newsroom.READERS), *unusual.issues())}


@lru_cache(maxsize=64)
def mime(name: str) -> bytes:
    """The message of the issue with this name, built once."""
    return issue.build(issues()[name]).mime


def _of_reader(reader: newsroom.Reader) -> Issue:
    """A reader of the golden mails; every other one is served without web pages."""
    links = issue.WEB if newsroom.READERS.index(reader) % 2 == 0 else issue.BY_MAIL
    edition = newsroom.edition_of(reader)
    pictures = (item.picture for item in edition.items if item.picture is not None)
    drawn = {picture.id: issue.drawn(picture.width, picture.height) for picture in pictures}
    return Issue(name=reader.name, edition=edition, links=links, pictures=drawn)
