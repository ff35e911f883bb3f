"""The newsroom: ten outlets and a broken one, as live feeds with pictures, as of a moment that can move on."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from digest.domain.moments import require_utc
from digest.sample import documents, outlets, scenes, serving, setup
from digest.sample.setup import SampleFeed


@dataclass(kw_only=True)
class Newsroom:
    """An open newsroom; what its feeds hold depends on its clock."""

    #: http://127.0.0.1:PORT
    base_url: str
    #: When it opened: what is an hour old then was published an hour before.
    opened_at: datetime
    #: The moment its feeds are of.
    now: datetime

    @property
    def feeds(self) -> tuple[SampleFeed, ...]:
        """Every feed, in order of address; the broken one too."""
        return tuple(
            SampleFeed(url=f"{self.base_url}/{outlet.slug}/feed", name=outlet.name, topic_hint=outlet.topic_hint)
            for outlet in outlets.load()
        )

    def move_on(self, by: timedelta) -> None:
        """Let time pass: what was to appear later appears."""
        self.now += by

    def page(self, path: str) -> serving.Page | None:
        """What stands at a path: /OUTLET/feed or /pictures/SCENE.png."""
        match path.strip("/").split("/"):
            case ["pictures", name] if name.removesuffix(".png") in scenes.SCENES:
                return serving.Page(body=scenes.png(name.removesuffix(".png")), content_type="image/png")
            case [slug, "feed"]:
                found = [outlet for outlet in outlets.load() if outlet.slug == slug]
                return self._feed(found[0]) if found else None
            case _:
                return None

    def _feed(self, outlet: outlets.Outlet) -> serving.Page:
        printed = outlet.printed(self.opened_at, self.now)
        body, content_type = documents.write(outlet, printed, base_url=self.base_url)
        newest = max((published_at for _, published_at in printed), default=None)
        return serving.Page(body=body, content_type=content_type, modified_at=newest)


@contextmanager
def serve(now: datetime) -> Iterator[Newsroom]:
    """A newsroom that opens at `now`, an aware moment in UTC, and answers until the context ends."""
    require_utc(now, "now")
    server = serving.Server()
    newsroom = Newsroom(base_url=server.base_url, opened_at=now, now=now)
    server.pages = newsroom.page
    with server.running():
        yield newsroom


def config_text(newsroom: Newsroom, *, maildir: str = "maildir", data: str = "data", at: time = time(0, 0)) -> str:
    """A complete config.toml for the newsroom; its eight readers want their digest `at` their local time.

    Midnight, the default, has passed wherever they live, and nothing is too late in it for the day.
    """
    return setup.text(newsroom.feeds, maildir=maildir, data=data, at=at)
