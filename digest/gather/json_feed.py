"""A JSON Feed document (jsonfeed.org, versions 1 and 1.1) to a ParsedFeed."""

import html
import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from digest.domain.news import Entry, Image, ParsedFeed
from digest.errors import ParseError
from digest.gather import dates, pictures, tree

#: An escape for half a character.  Two halves make one; a half alone cannot be written in UTF-8, and so not be kept.
_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")


def read(document: str, url: str, source: str) -> ParsedFeed:
    """The feed in `document`; ParseError when it is not a JSON Feed."""
    try:
        feed = json.loads(document)
        if _SURROGATE.search(document):
            feed = json.loads(json.dumps(feed, ensure_ascii=False).encode("utf-8", "replace"))
    except (ValueError, RecursionError) as error:
        raise ParseError(f"{source} is not a feed: it begins like JSON and is not ({error}).", source=source) from error
    if not isinstance(feed, dict) or not isinstance(feed.get("items"), list):
        raise ParseError(f"{source} is not a feed: it is JSON without a list of items.", source=source)
    site_url = _text(feed, "home_page_url")
    base = url if url.startswith(("http://", "https://")) else _text(feed, "feed_url") or site_url
    byline, language = _author(feed), _text(feed, "language")
    items = [item for item in feed["items"] if isinstance(item, dict)][: tree.MAX_ITEMS]
    return ParsedFeed(
        title=html.escape(_text(feed, "title"), quote=False),
        site_url=site_url,
        language=language,
        ttl=None,
        entries=tuple(_entry(item, base, byline) for item in items),
    )


def _entry(item: Mapping[str, Any], base: str, byline: str) -> Entry:
    content = _text(item, "content_html") or html.escape(_text(item, "content_text"), quote=False)
    return Entry(
        guid=_text(item, "id"),
        link=tree.joined(base, _text(item, "url") or _text(item, "external_url")),
        title=html.escape(_text(item, "title"), quote=False),
        author=_author(item) or byline,
        summary_html=html.escape(_text(item, "summary"), quote=False)[: tree.MAX_ITEM_LENGTH],
        content_html=content[: tree.MAX_ITEM_LENGTH],
        published_at=dates.moment(_text(item, "date_published")),
        updated_at=dates.moment(_text(item, "date_modified")),
        categories=tuple(_tags(item))[: tree.MAX_CATEGORIES],
        image=_image(item, base) or pictures.shown(content, base),
    )


def _text(holder: Mapping[str, Any], key: str) -> str:
    """A string value, or a number as written (ids are often numbers); "" for anything else."""
    value = holder.get(key)
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return str(value).strip()


def _author(holder: Mapping[str, Any]) -> str:
    people = holder.get("authors")
    people = people if isinstance(people, list) else [holder.get("author")]
    named = [_text(person, "name") or _text(person, "url") for person in people if isinstance(person, dict)]
    return ", ".join(dict.fromkeys(filter(None, named)))


def _tags(item: Mapping[str, Any]) -> Iterable[str]:
    tags = item.get("tags")
    return (
        dict.fromkeys(tag.strip() for tag in tags if isinstance(tag, str) and tag.strip())
        if isinstance(tags, list)
        else ()
    )


def _image(item: Mapping[str, Any], base: str) -> Image | None:
    attachments = item.get("attachments")
    pictured = [
        _text(attachment, "url")
        for attachment in (attachments if isinstance(attachments, list) else [])
        if isinstance(attachment, dict) and _text(attachment, "mime_type").startswith("image/")
    ]
    return next(
        (
            image
            for address in (_text(item, "image"), _text(item, "banner_image"), *pictured)
            if (image := pictures.stated_at(address, base))
        ),
        None,
    )
