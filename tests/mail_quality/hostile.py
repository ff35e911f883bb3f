"""Hostile words of feeds, sent the whole way: cleaned, composed, built; and what of them is left in the mail.

The lists are in ../shared/data/hostile; all of them, and all feeds of feedparser's own tests, are tried by

    python -m tests.mail_quality.hostile ../shared/data
"""

import gzip
import json
import sys
import tarfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from html.parser import HTMLParser
from itertools import islice
from pathlib import Path

from digest.domain import mail, news
from digest.errors import ParseError
from digest.gather import clean, parse
from digest.render.rendered import Rendered
from tests.mail_quality import issue as building
from tests.mail_quality import seen, unusual
from tests.render import newsroom
from tests.render.newsroom import choice, pick, story

#: Hostile entries in one issue; with more it would be cut to size and its end not looked at.
_TOGETHER = 10
_FEED = news.Feed(url="https://post.example/feed.xml", checked_at=newsroom.NOW)


def strings(path: Path) -> list[str]:
    """A list of hostile strings."""
    with gzip.open(path) as packed:
        found: list[str] = json.load(packed)
    return found


def feed_of(found: Sequence[str]) -> bytes:
    """A JSON Feed whose items say one of these strings each, wherever a feed can say something."""
    items = [
        {
            "id": f"{key} {words}",
            "url": words if key % 2 else f"https://post.example/{words}",
            "title": words,
            "authors": [{"name": words}],
            "summary": f"{words} {words}",
            "content_html": f"<p>{words}</p> {words}",
            "image": "https://post.example/quay.jpg",
            "tags": [words],
        }
        for key, words in enumerate(found)
    ]
    title = found[0] if found else ""
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": title, "items": items}
    return json.dumps(feed).encode()


def issue(entries: Iterable[tuple[news.Entry, news.Feed]]) -> mail.Edition | None:
    """The edition of these entries, all in one section; None when none of them makes an article."""
    made = (clean.article(one, feed, now=newsroom.NOW) for one, feed in entries)
    articles = list({article.id: article for article in made if article is not None}.values())
    if not articles:
        return None
    topics = [topic for topic in news.TOPICS if topic != news.UNSURE]
    picks = (
        pick(story(article, article.title), topics[place % 5], 9 - place / 100, f"you follow {article.title}")
        for place, article in enumerate(articles)
    )
    return newsroom.compose(choice(*picks), unusual.interested(*topics[:5]))


def faults(edition: mail.Edition) -> list[str]:
    """What the words of this edition changed in its mail that words must not, as sentences; empty when nothing."""
    made, tame = _built(edition), _built(_tamed(edition))
    hostile, quiet = seen.seen(made.mime), seen.seen(tame.mime)
    found = [f"a story was dropped: {sentence}" for sentence in made.dropped]
    # An address may be unfit to be a link: then a tag is missing.  None may be there that is not there otherwise.
    extra = Counter(_skeleton(hostile.html)) - Counter(_skeleton(quiet.html))
    if extra:
        found.append(f"tags or attributes that are not ours: {sorted(extra)[:3]}")
    if [name for name, _ in hostile.headers] != [name for name, _ in quiet.headers]:
        found.append(f"headers that are not ours: {[name for name, _ in hostile.headers]}")
    own = {link for _, name, link in _attributes(quiet.html) if name == "href" and "tame.example" not in link}
    links = (link for _, name, link in _attributes(hostile.html) if name == "href")
    found += [f"a link to {link!r}" for link in links if link not in own and not _is_web(link)]
    return found


def _built(edition: mail.Edition) -> Rendered:
    return building.build(building.Issue(name="hostile", edition=edition))


def _tamed(edition: mail.Edition) -> mail.Edition:
    """The same edition with harmless words wherever it has any."""

    def tame(item: mail.Item) -> mail.Item:
        return replace(
            item,
            title=item.title and "Tame",
            outlet=item.outlet and "Tame",
            author=item.author and "Tame",
            summary=item.summary and "Tame",
            also=tuple("Tame" for _ in item.also),
            why=tuple("Tame" for _ in item.why),
            url=item.url and "https://tame.example/",
        )

    return replace(
        edition,
        subject="Tame",
        lead=edition.lead and tame(edition.lead),
        sections=tuple(replace(one, items=tuple(map(tame, one.items))) for one in edition.sections),
        brief=tuple(map(tame, edition.brief)),
    )


def _is_web(link: str) -> bool:
    """Whether the address is absolute, http or https, with a host, and of signs that belong in an address."""
    scheme, _, rest = link.partition("://")
    host = rest.partition("/")[0]
    plain = link.isascii() and link.isprintable() and not set(link) & set(" \"'<>\\`")
    return scheme in {"http", "https"} and bool(host) and plain


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, list[tuple[str, str]]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, [(name, value or "") for name, value in attrs]))

    def handle_comment(self, data: str) -> None:
        self.found.append(("a comment", []))

    def handle_decl(self, decl: str) -> None:
        self.found.append((decl, []))

    def handle_pi(self, data: str) -> None:
        self.found.append(("an instruction", []))


def _tags(html: str) -> list[tuple[str, list[tuple[str, str]]]]:
    reader = _Tags()
    reader.feed(html)
    reader.close()
    return reader.found


def _attributes(html: str) -> Iterator[tuple[str, str, str]]:
    yield from ((tag, name, value) for tag, attributes in _tags(html) for name, value in attributes)


def _skeleton(html: str) -> list[str]:
    """The tags with the names of their attributes, and the values of all that words cannot set."""
    free = {"href", "lang", "dir", "align"}
    return [
        " ".join([tag, *(name if name in free else f"{name}={value}" for name, value in attributes)])
        for tag, attributes in _tags(html)
    ]


def of_strings(found: Sequence[str]) -> Iterator[mail.Edition]:
    """Editions of entries that say these strings."""
    for start in range(0, len(found), _TOGETHER):
        edition = of_feed(feed_of(found[start : start + _TOGETHER]))
        if edition is not None:
            yield edition


def of_feeds(archive: Path) -> Iterator[mail.Edition]:
    """Editions of the entries of every feed in an archive that can be parsed."""
    with tarfile.open(archive) as files:
        for member in files:
            document = files.extractfile(member)
            if document is not None:
                edition = of_feed(document.read())
                if edition is not None:
                    yield edition


def of_feed(document: bytes) -> mail.Edition | None:
    """The edition of a feed's entries; None when it is no feed or holds nothing."""
    try:
        parsed = parse.parse(document, url=_FEED.url)
    except ParseError:
        return None
    feed = replace(_FEED, title=parsed.title, site_url=parsed.site_url, language=parsed.language)
    return issue((one, feed) for one in islice(parsed.entries, _TOGETHER))


def _main(data: Path) -> int:
    """The number of faults over everything there is."""
    total = 0
    for path in sorted((data / "hostile").glob("*.json.gz")):
        total += _report(path.name, of_strings(strings(path)))
    return total + _report("feedparser", of_feeds(data / "feeds" / "conformance-feedparser.tar.gz"))


def _report(name: str, editions: Iterable[mail.Edition]) -> int:
    stories, sentences = 0, []
    for edition in editions:
        stories += len(edition.items)
        sentences += faults(edition)
    print(f"{name}: {stories} stories, {len(sentences)} faults", *sentences[:5], sep="\n  ")  # noqa: T201 - a command
    return len(sentences)


if __name__ == "__main__":
    sys.exit(bool(_main(Path(sys.argv[1]))))
