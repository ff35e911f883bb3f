"""The newsroom's outlets and what they print, as the files in feeds/ state them."""

import tomllib
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

_FEEDS = Path(__file__).parent / "feeds"


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture beside an article."""

    #: One of `scenes.SCENES`.
    scene: str
    caption: str
    credit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One article of the sample."""

    slug: str
    title: str
    byline: str
    categories: tuple[str, ...]
    summary: str
    #: Paragraphs of the whole text; empty when the feed carries the summary only.
    paragraphs: tuple[str, ...]
    #: How long before the newsroom opened it says it was published.
    age: timedelta
    #: How long after the newsroom opened it first stands in the feed; zero for most.
    appears_after: timedelta
    picture: Picture | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """One publisher with one feed."""

    #: The name of its file: its part of every address.
    slug: str
    name: str
    #: "rss2", "rdf", "atom", "json" or "broken".
    format: str
    #: A Python codec.
    encoding: str
    #: What the operator would hint at; None when mixed.
    topic_hint: str | None
    #: How pictures are given: "media", "enclosure", "json", "figure" or "".
    pictures: str
    #: What it hangs on its links to count readers; "" for nothing.
    tracking: str
    pieces: tuple[Piece, ...]

    @property
    def site_url(self) -> str:
        """The outlet's own site; nobody answers there (RFC 2606)."""
        return f"https://{self.slug}.example/"

    def link(self, piece: Piece) -> str:
        """Where the piece would be read."""
        return f"{self.site_url}news/{piece.slug}{self.tracking}"

    def printed(self, opened_at: datetime, now: datetime) -> tuple[tuple[Piece, datetime], ...]:
        """What stands in the feed at `now` with its moment of publication, newest first."""
        shown = [(piece, opened_at - piece.age) for piece in self.pieces if opened_at + piece.appears_after <= now]
        return tuple(sorted(shown, key=lambda pair: pair[1], reverse=True))


@cache
def load() -> tuple[Outlet, ...]:
    """Every outlet, in order of slug."""
    return tuple(_outlet(path.stem, tomllib.loads(path.read_text("utf-8"))) for path in sorted(_FEEDS.glob("*.toml")))


def _outlet(slug: str, row: dict[str, Any]) -> Outlet:
    return Outlet(
        slug=slug,
        name=row["name"],
        format=row["format"],
        encoding=row["encoding"],
        topic_hint=row["topic"] or None,
        pictures=row["pictures"],
        tracking=row.get("tracking", ""),
        pieces=tuple(_piece(piece) for piece in row["articles"]),
    )


def _piece(row: dict[str, Any]) -> Piece:
    return Piece(
        slug=row["slug"],
        title=row["title"],
        byline=row["byline"],
        categories=tuple(row["categories"]),
        summary=row["summary"],
        paragraphs=tuple(part.strip() for part in row.get("content", "").split("\n\n") if part.strip()),
        age=timedelta(hours=row["hours_ago"]),
        appears_after=timedelta(hours=row.get("appears_hours_later", 0)),
        picture=Picture(**row["picture"]) if "picture" in row else None,
    )
