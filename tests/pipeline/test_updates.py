"""A story that went on after it was sent comes once more, marked, and never a third time."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from digest import config, desk, store, tokens
from digest.classify import topics
from digest.config import Settings
from digest.domain.mail import Item
from digest.domain.news import FeedVisit
from digest.domain.people import Door
from digest.pipeline import editions, feedback, links, news, shelves
from digest.store import Store
from tests.acceptance import town
from tests.classify import samples

JOINED = datetime(2026, 3, 1, 20, tzinfo=UTC)
MORNING = datetime(2026, 3, 2, 7, tzinfo=UTC)
HOUR = timedelta(hours=1)
FEED = "https://feeds.example/all"
READER = """
[[subscribers]]
address = "ada@reader.example"
profile = "tech"
follow = ["orrin"]
at = "07:00"
timezone = "UTC"
"""
STORM = {"a": "Dam at Orrin Falls gives way after storm", "b": "Storm breaks Orrin Falls dam, valley cleared"}
ARREST = {
    "c": "Engineer Tobin Quibblemouth arrested over Orrin Falls dam that gave way",
    "d": "Orrin Falls dam: storm engineer Tobin Quibblemouth arrested",
}
TRIAL = {
    "e": "Judge Zelpha Morrowind tries Quibblemouth over Orrin Falls dam",
    "f": "Quibblemouth before judge Zelpha Morrowind: Orrin Falls dam engineer",
}


@dataclass
class House:
    """One reader who follows one word, and a feed that tells what we say."""

    store: Store
    settings: Settings

    def tell(self, told: dict[str, str], at: datetime) -> None:
        """Each outlet publishes its headline, and it is gathered."""
        (feed,) = self.store.news.feeds()
        articles = tuple(
            samples.article(
                title,
                id=f"{outlet}{at:%d%H}",
                guid=f"{outlet}{at:%d%H}",
                feed_url=feed.url,
                url=f"https://{outlet}.example/{at:%d%H}",
                outlet=outlet,
                published_at=at,
                first_seen_at=at,
            )
            for outlet, title in told.items()
        )
        self.store.news.record(FeedVisit(feed=feed, articles=articles), now=at)
        news.classify(self.store, topics.load(), now=at)

    def morning(self, day: int) -> list[Item]:
        """What that morning's edition shows."""
        now = MORNING + timedelta(days=day)
        editions.plan(self.store, self.settings, topics.load(), now=now)
        record = self.store.mail.day(desk.find(self.store, "ada@reader.example").id, now.date())
        assert record is not None
        return list(record.edition.items) if record.edition else []


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """The evening before."""
    path = tmp_path / "config.toml"
    town.write_config(path, feeds=[FEED], subscribers=READER, smtp_port=25)
    settings = config.load(path, os.environ)
    with store.memory(JOINED) as opened:
        desk.adopt(opened, settings, now=JOINED)
        yield House(store=opened, settings=settings)


def test_a_story_that_went_on_comes_once_more(house: House) -> None:
    """With a new headline and address, what is new, and the same story id; however it goes on after that, no more."""
    house.tell(STORM, MORNING - 2 * HOUR)
    (first,) = house.morning(0)
    assert (first.update, first.title) == ("", STORM["a"])
    house.tell(ARREST, MORNING + 5 * HOUR)
    (second,) = house.morning(1)
    assert second.story_id == first.story_id
    assert second.url != first.url
    assert second.title.startswith("Update: ")
    assert "Quibblemouth" in second.update
    house.tell(TRIAL, MORNING + 29 * HOUR)
    assert house.morning(2) == []


def test_a_straggler_does_not_bring_an_old_story_back(house: House) -> None:
    """What was first seen longer ago than stories stay on offer shows as what is told of it now, and by whom."""
    old = MORNING + 2 * HOUR
    house.tell(STORM, old)
    late = {"z": "Storm broke Orrin Falls dam, two days on"}
    house.tell(late, old + timedelta(hours=40))
    freshness, now = timedelta(hours=48), old + timedelta(hours=50)
    (whole,) = shelves.Shelf(house.store, freshness=freshness, now=old + timedelta(hours=47)).stories(freshness)
    (told,) = shelves.Shelf(house.store, freshness=freshness, now=now).stories(freshness)
    assert told.id == whole.id
    assert (set(whole.outlets), set(told.outlets)) == ({"a", "b", "z"}, {"z"})
    assert (told.lead.title, told.first_seen_at) == (late["z"], old + timedelta(hours=40))


def test_an_article_told_anew_at_its_address_has_its_new_headline(house: House) -> None:
    """Some feeds give it another guid then: it is the same article, and what it said first is not shown."""
    (feed,) = house.store.news.feeds()
    old, new = "Man held over missing Orrin girl", "Stepfather charged with murder of Orrin girl"
    for number, (title, url) in enumerate([(old, "https://a.example/girl"), (new, "https://a.example/girl")]):
        at = MORNING - timedelta(hours=5 - number)
        article = samples.article(
            title, id=f"x{number}", guid=f"g#{number}", feed_url=feed.url, url=url, outlet="a", published_at=at,
            first_seen_at=at, summary="Police in Orrin said so.", text="Police in Orrin said so.",
        )  # fmt: skip
        house.store.news.record(FeedVisit(feed=feed, articles=(article,)), now=at)
        news.classify(house.store, topics.load(), now=at)
    (told,) = house.morning(0)
    assert (told.title, told.also) == (new, ())


def test_a_story_told_once_more_does_not(house: House) -> None:
    """More outlets are not more news."""
    house.tell(STORM, MORNING - 2 * HOUR)
    assert len(house.morning(0)) == 1
    house.tell({"c": "Storm: dam at Orrin Falls gives way", "d": STORM["a"]}, MORNING + 5 * HOUR)
    assert house.morning(1) == []


def test_what_is_said_of_a_story_goes_by_the_headline_shown(house: House) -> None:
    """However the story is headed by now: in the issue that the word is about, else in the newest that shows it."""
    house.tell(STORM, MORNING - 2 * HOUR)
    (first,) = house.morning(0)
    house.tell(ARREST, MORNING + 5 * HOUR)
    (second,) = house.morning(1)
    now = MORNING + 30 * HOUR
    ada = desk.find(house.store, "ada@reader.example")
    (newest,) = feedback.apply(house.store, ada, [first.story_id], more=False, door=Door.COMMAND, now=now)
    assert newest.title == second.title
    keys = links.keys(house.store)
    token = keys.make(tokens.Purpose.FEEDBACK, ada.id, MORNING.date())
    _, said = feedback.apply_token(house.store, keys, token, 1, more=True, door=Door.MAIL, now=now)
    assert said.title == first.title


def test_a_story_never_shown_goes_by_its_lead(house: House) -> None:
    """Somebody may ask for more of a story by its id alone."""
    house.tell(STORM, MORNING - 2 * HOUR)
    ada = desk.find(house.store, "ada@reader.example")
    ((story, _),) = house.store.news.stories_since(MORNING - 3 * HOUR)
    (said,) = feedback.apply(house.store, ada, [story], more=True, door=Door.COMMAND, now=MORNING)
    assert said.title in STORM.values()
