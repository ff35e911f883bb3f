"""Articles and stories: kept once, changed in place, placed for good, forgotten for good."""

from dataclasses import replace
from datetime import datetime

import pytest

from digest.domain.news import Article, Image, TopicScore
from digest.store import Store
from digest.store.news import NewsCounts
from tests.store import samples
from tests.store.samples import DAY, HOUR, LEDGER, NOW, article

WORLD = (TopicScore(topic="world", probability=0.25, terms=("ferry", "harbour")),)


@pytest.fixture(autouse=True)
def ledger(memory: Store) -> None:
    """The Ledger is among the feeds."""
    memory.news.save_feeds([LEDGER])


def gather(memory: Store, *articles: Article) -> int:
    """How many were new."""
    return memory.news.record(samples.visit(*articles), now=NOW)


def sort(memory: Store, **stories: str) -> None:
    """Classify all, and place each article (by id) in a story."""
    waiting = memory.news.unclassified(limit=1000)
    memory.news.save_topics(dict.fromkeys((one.id for one in waiting), WORLD), model_version="1")
    memory.news.place(stories, now=NOW)


def ids(articles: tuple[Article, ...]) -> list[str]:
    """Which articles these are."""
    return [one.id for one in articles]


@pytest.mark.parametrize("count", [0, 1, 3, 500, 501, 1203])
def test_recording_twice_changes_nothing(memory: Store, count: int) -> None:
    """New is what we did not have, however many statements it takes to find out."""
    articles = [article(f"{number:05}") for number in range(count)]
    assert gather(memory, *articles) == count
    before = memory.news.unclassified(limit=2000)
    assert gather(memory, *articles) == 0
    assert memory.news.unclassified(limit=2000) == before == tuple(articles)


def test_only_what_we_did_not_have_is_counted(memory: Store) -> None:
    """A document mixes old and new."""
    gather(memory, article("a"), article("b"))
    assert gather(memory, article("b"), article("c"), article("d")) == 2


def test_a_changed_article_is_classified_again_and_stays_where_it_is(memory: Store) -> None:
    """New words, the same identity: id, first sight, date and story do not move."""
    gather(memory, article("a"))
    sort(memory, a="a")
    later = article(
        "a",
        title="New title",
        summary="New summary",
        text="New text",
        url="https://ledger.example/new",
        image=Image(url="https://ledger.example/new.jpg"),
        content_hash="as changed",
        published_at=NOW + HOUR,
        first_seen_at=NOW + HOUR,
    )
    assert gather(memory, later) == 0
    kept = replace(later, published_at=article("a").published_at, first_seen_at=NOW)
    assert memory.news.unclassified(limit=9) == (kept,)
    assert memory.news.placed_since(NOW) == ((kept, "a"),)


def test_an_article_with_the_same_hash_is_left_alone(memory: Store) -> None:
    """What the hash does not cover does not count as a change."""
    gather(memory, article("a"))
    gather(memory, article("a", author="Somebody else"))
    assert memory.news.unclassified(limit=9) == (article("a"),)


def test_an_entry_listed_twice_counts_once_and_the_first_one_wins(memory: Store) -> None:
    """Otherwise the two would take turns at every visit, and be classified again each time."""
    twins = (article("a"), article("a", title="Twin", content_hash="of the twin"))
    assert gather(memory, *twins) == 1
    assert memory.news.unclassified(limit=9) == twins[:1]
    sort(memory)
    assert gather(memory, *twins) == 0
    assert memory.news.unclassified(limit=9) == ()


def test_articles_wait_for_classification_oldest_first(memory: Store) -> None:
    """A batch takes what waited longest."""
    gather(memory, article("b"), article("a"), article("c", first_seen_at=NOW - HOUR))
    assert ids(memory.news.unclassified(limit=2)) == ["c", "a"]


def test_an_article_nobody_is_sure_about_counts_as_classified(memory: Store) -> None:
    """No topics is an answer too."""
    gather(memory, article("a"))
    memory.news.save_topics({"a": ()}, model_version="1")
    assert memory.news.unclassified(limit=9) == ()
    assert memory.news.storyless() == (article("a"),)


def test_only_classified_articles_wait_for_a_story(memory: Store) -> None:
    """And each comes back with its topics."""
    gather(memory, article("a"), article("b"), article("c"))
    memory.news.save_topics({"a": WORLD, "b": WORLD}, model_version="1")
    memory.news.place({"a": "a"}, now=NOW)
    assert memory.news.storyless() == (article("b", topics=WORLD),)


def test_an_article_in_a_story_stays_in_it(memory: Store) -> None:
    """Placing again, by this process or another, moves nothing."""
    gather(memory, article("a"), article("b"))
    sort(memory, a="a", b="b")
    memory.news.place({"b": "a"}, now=NOW)
    assert [story for _, story in memory.news.placed_since(NOW)] == ["a", "b"]


def test_placed_since_looks_at_when_an_article_was_first_seen(memory: Store) -> None:
    """The moment itself is included."""
    gather(memory, article("a", first_seen_at=NOW - HOUR), article("b"), article("c", first_seen_at=NOW + HOUR))
    sort(memory, a="a", b="a", c="a")
    assert ids(tuple(one for one, _ in memory.news.placed_since(NOW))) == ["b", "c"]


def test_placed_at_looks_at_the_address_alone(memory: Store) -> None:
    """However long ago; no address asks for nothing, and an article without a story has none to tell."""
    same = "https://ledger.example/same"
    gather(memory, article("a", first_seen_at=NOW - 90 * DAY, url=same), article("b", url=same), article("c", url=""))
    sort(memory, a="a", c="c")
    assert [(one.id, story) for one, story in memory.news.placed_at([same, "", same])] == [("a", "a")]


def test_stories_come_whole_and_in_order(memory: Store) -> None:
    """One new article brings all of its story, the newest published last."""
    gather(
        memory,
        article("a", first_seen_at=NOW - 3 * DAY, published_at=NOW - 3 * DAY),
        article("late", published_at=NOW - 4 * DAY),
        article("new"),
        article("old", first_seen_at=NOW - 2 * DAY),
        article("alone"),
        article("unplaced"),
    )
    sort(memory, a="a", late="a", new="a", old="old", alone="alone")
    stories = memory.news.stories_since(NOW - DAY)
    assert [(story, ids(articles)) for story, articles in stories] == [
        ("a", ["late", "a", "new"]),
        ("alone", ["alone"]),
    ]


def test_a_story_that_grows_later_is_seen_again(memory: Store) -> None:
    """An article that joins makes an old story a story of today."""
    gather(memory, article("a", first_seen_at=NOW - 2 * DAY))
    sort(memory, a="a")
    assert memory.news.stories_since(NOW) == ()
    gather(memory, article("b"))
    sort(memory, b="a")
    assert [(story, ids(articles)) for story, articles in memory.news.stories_since(NOW)] == [("a", ["a", "b"])]


def test_stories_are_found_by_id(memory: Store) -> None:
    """Unknown ids are left out, and more than one statement can hold are asked for in turns."""
    gather(memory, article("a"), article("b"), article("c"))
    sort(memory, a="a", b="a", c="c")
    found = memory.news.articles_of(["c", "nobody", *(f"no {number}" for number in range(1000)), "a"])
    assert sorted((story, ids(articles)) for story, articles in found) == [("a", ["a", "b"]), ("c", ["c"])]


def test_the_news_is_counted(memory: Store) -> None:
    """Feeds, articles, stories."""
    gather(memory, article("a"), article("b"), article("c"))
    sort(memory, a="a", b="a")
    assert memory.news.counts() == NewsCounts(feeds=1, articles=3, stories=1)


OLD = NOW - 30 * DAY


@pytest.mark.parametrize(
    ("seen", "stories", "shown", "left"),
    [
        pytest.param({"a": OLD}, {"a": "a"}, "", (0, 0), id="an old article goes with its story"),
        pytest.param({"a": OLD}, {}, "", (0, 0), id="an old article without a story goes"),
        pytest.param({"a": NOW}, {"a": "a"}, "", (1, 1), id="a new article stays"),
        pytest.param({"a": OLD, "b": NOW}, {"a": "a", "b": "a"}, "", (2, 1), id="a story that goes on stays whole"),
        pytest.param({"a": OLD, "b": OLD}, {"a": "a", "b": "b"}, "a", (1, 1), id="what an edition shows stays"),
    ],
)
def test_what_is_old_is_dropped(
    memory: Store, seen: dict[str, datetime], stories: dict[str, str], shown: str, left: tuple[int, int]
) -> None:
    """Old, in no edition, and part of nothing that goes on; `left` are the articles and stories after it."""
    gather(memory, *(article(key, first_seen_at=moment) for key, moment in seen.items()))
    sort(memory, **stories)
    if shown:
        memory.people.save([samples.reader()])
        memory.mail.plan([samples.planned(samples.reader(), shown)])
    articles_left, stories_left = left
    assert memory.news.forget_before(NOW - DAY) == len(seen) - articles_left
    assert memory.news.counts() == NewsCounts(feeds=1, articles=articles_left, stories=stories_left)


def test_what_was_dropped_is_never_news_again(memory: Store) -> None:
    """A feed that lists its whole past does not fill tomorrow's digest with it."""
    old = article("a", first_seen_at=OLD)
    gather(memory, old)
    memory.news.forget_before(NOW - DAY)
    assert gather(memory, replace(old, first_seen_at=NOW, content_hash="as changed"), article("b")) == 1
    assert ids(memory.news.unclassified(limit=9)) == ["b"]
