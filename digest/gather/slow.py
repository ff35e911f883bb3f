"""feedparser, for the documents nothing else can read, in a process of its own that may be killed (mail.md FET-13).

`python -m digest.gather.slow` is that process: a document on its standard input, a feed as JSON on its output.
"""

import calendar
import html
import io
import json
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

import feedparser

from digest.domain.news import Entry, Image, ParsedFeed
from digest.errors import ParseError
from digest.gather import apart, pictures, tree

CPU_SECONDS = 10
MEMORY_BYTES = 512 * 2**20
#: Wall clock, for a machine under load.
PATIENCE_SECONDS = 60


def parse(document: str, url: str, source: str) -> ParsedFeed:
    """What feedparser makes of `document`; ParseError when that is nothing, or costs more than it may."""
    allowance = apart.Allowance(cpu_seconds=CPU_SECONDS, memory_bytes=MEMORY_BYTES, patience=PATIENCE_SECONDS)
    try:
        output = apart.run("digest.gather.slow", document.encode("utf-8", "replace"), url, allowance=allowance)
    except apart.GivenUpError as error:
        raise ParseError(f"{source} was given up: {error}.", source=source) from error
    return _from_json(output)


def understood(document: bytes, url: str) -> ParsedFeed:
    """What feedparser makes of `document`, in this very process; it may find nothing, and take long to."""
    headers = {"content-type": "application/xml; charset=utf-8", "content-location": url}
    parsed = feedparser.parse(
        io.BytesIO(document), response_headers=headers, resolve_relative_uris=False, sanitize_html=False
    )
    is_rss = str(parsed.get("version", "")).startswith("rss")
    feed, entries = parsed.feed, parsed.entries[: tree.MAX_ITEMS]
    site_url = feed.get("link", "")
    return ParsedFeed(
        title=_html(feed, "title"),
        site_url=site_url,
        language=feed.get("language", ""),
        ttl=int(feed["ttl"]) if str(feed.get("ttl", "")).isdecimal() else None,
        entries=tuple(_entry(entry, url or site_url, is_rss=is_rss) for entry in entries),
    )


def _entry(entry: Any, base: str, *, is_rss: bool) -> Entry:
    content = _content(entry)
    summary = _html(entry, "summary")
    summary = "" if summary == content and content else summary
    published = _moment(entry.get("published_parsed") or entry.get("created_parsed"))
    updated = _moment(dict.get(entry, "updated_parsed"))  # entry.get would give the published one
    if is_rss and not published:
        published, updated = updated, None  # dc:date, which feedparser takes for Atom's updated
    return Entry(
        guid=entry.get("id", ""),
        link=tree.joined(base, entry.get("feedburner_origlink") or entry.get("link", "")),
        title=_html(entry, "title"),
        author=_author(entry),
        summary_html=summary[: tree.MAX_ITEM_LENGTH],
        content_html=content[: tree.MAX_ITEM_LENGTH],
        published_at=published,
        updated_at=updated,
        categories=tuple(_categories(entry))[: tree.MAX_CATEGORIES],
        image=_image(entry, base) or pictures.shown(content or summary, base),
    )


def _html(holder: Any, key: str) -> str:
    """A text as HTML: feedparser says which texts are plain."""
    words = holder.get(key, "")
    detail = holder.get(f"{key}_detail", {})
    return html.escape(words, quote=False) if detail.get("type") == "text/plain" and "&" not in words else words


def _content(entry: Any) -> str:
    return next((content.value for content in entry.get("content", ()) if content.get("value")), "")


def _author(entry: Any) -> str:
    named = dict.fromkeys(filter(None, (author.get("name") for author in entry.get("authors", ()))))
    return ", ".join(named) if len(named) > 1 else tree.person(entry.get("author") or "")


def _categories(entry: Any) -> Iterable[str]:
    return dict.fromkeys(
        filter(None, ((tag.get("label") or tag.get("term") or "").strip() for tag in entry.get("tags", ())))
    )


def _moment(parts: Any) -> datetime | None:
    try:
        return datetime.fromtimestamp(calendar.timegm(parts), UTC) if parts else None
    except (ValueError, OverflowError, TypeError):
        return None


def _image(entry: Any, base: str) -> Image | None:
    credit = next((credit.get("content", "") for credit in entry.get("media_credit", ())), "")
    contents = [
        one for one in entry.get("media_content", ()) if str(one.get("type") or one.get("medium")).startswith("image")
    ]
    enclosed = [one for one in entry.get("enclosures", ()) if str(one.get("type", "")).startswith("image/")]
    for one in (*contents, *entry.get("media_thumbnail", ()), *enclosed, entry.get("image", {})):
        if image := pictures.stated_at(one.get("url") or one.get("href") or "", base, credit=credit):
            return image
    return None


def _to_json(feed: ParsedFeed) -> str:
    entries = [
        {
            name: getattr(entry, name)
            for name in ("guid", "link", "title", "author", "summary_html", "content_html", "categories")
        }
        | {
            name: moment and moment.timestamp()
            for name in ("published_at", "updated_at")
            for moment in [getattr(entry, name)]
        }
        | {"image": entry.image and [entry.image.url, entry.image.caption, entry.image.credit]}
        for entry in feed.entries
    ]
    return json.dumps(
        {"title": feed.title, "site_url": feed.site_url, "language": feed.language, "ttl": feed.ttl, "entries": entries}
    )


def _from_json(output: bytes) -> ParsedFeed:
    feed = json.loads(output)
    return ParsedFeed(**feed | {"entries": tuple(_entry_from(entry) for entry in feed["entries"])})


def _entry_from(entry: dict[str, Any]) -> Entry:
    moments = {
        name: None if entry[name] is None else datetime.fromtimestamp(entry[name], UTC)
        for name in ("published_at", "updated_at")
    }
    image = entry["image"] and Image(**dict(zip(("url", "caption", "credit"), entry["image"], strict=True)))
    return Entry(**entry | moments | {"categories": tuple(entry["categories"]), "image": image})


def main(cpu_seconds: int, memory_bytes: int, url: str) -> None:
    """Read standard input, write what feedparser makes of it, within the limits."""
    apart.confine(cpu_seconds, memory_bytes)
    sys.stdout.write(_to_json(understood(sys.stdin.buffer.read(), url)))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3])
