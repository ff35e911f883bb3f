"""What leads an issue is news."""

from datetime import timedelta

import pytest

from digest.classify import filing, topics
from digest.domain import mail, news
from digest.pipeline import editions, printing
from digest.render import leading
from tests.pipeline.house import MORNING, House


def issue(house: House) -> mail.Edition:
    """The reader's issue of this morning."""
    plan = editions.draft(
        house.store, house.settings, topics.load(), house.reader(), issue_date=MORNING.date(), now=MORNING
    )
    assert plan.day.edition is not None
    return plan.day.edition


def test_an_old_story_gives_the_lead_to_a_new_one(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was told half a day before the last issue does not lead; where nothing is newer, it does."""
    monkeypatch.setattr(leading, "NEAR", 10.0)
    monkeypatch.setattr(leading, "TOP", 10.0)
    told = house.store.news.stories_since(MORNING - timedelta(days=3))
    moments = {article.title: article.published_at for _, articles in told for article in articles}
    first = issue(house)
    assert first.lead is not None
    newest = max(moments[item.title] for item in first.items)
    assert moments[first.lead.title] < newest
    monkeypatch.setattr(printing, "_LATE", MORNING - newest - timedelta(days=1))
    second = issue(house)
    assert second.lead is not None
    assert moments[second.lead.title] == newest
    monkeypatch.setattr(printing, "_LATE", timedelta(days=-2))
    assert issue(house).lead == first.lead


def test_a_column_gives_the_lead_to_news_as_good(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """The judge of headlines and shelves is asked of every story that may lead, here all."""
    monkeypatch.setattr(leading, "NEAR", 10.0)
    monkeypatch.setattr(leading, "TOP", 10.0)
    first = issue(house)
    assert first.lead is not None
    title = first.lead.title

    def is_news(article: news.Article) -> bool:
        return article.title != title

    monkeypatch.setattr(filing, "is_news", is_news)
    second = issue(house)
    assert second.lead is not None
    assert second.lead.title != title
    assert title in {item.title for item in second.items}
