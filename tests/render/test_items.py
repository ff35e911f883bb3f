"""A pick becomes an item: finished words of the publisher, its moment, its reasons."""

import dataclasses

import pytest

from digest.domain import mail, news
from tests.render.newsroom import article, choice, compose, pick, story, subscriber


def item(lead: news.Article, *others: str, zone: str = "UTC") -> mail.Item:
    """The article as an edition shows it."""
    chosen = choice(pick(story(lead, *others), "technology", 1.0, "technology"))
    return lead_of(compose(chosen, subscriber(zone=zone, technology=1.0)))


def lead_of(made: mail.Edition) -> mail.Item:
    """The lead, which is there."""
    assert made.lead is not None
    return made.lead


def test_an_update_says_so_and_what_is_new() -> None:
    """In the title, hence in the subject too, and first among the reasons; other stories say nothing of it."""
    went_on = dataclasses.replace(pick(story(article("Ferry sold")), "world", 1.0, "world"), update="Norland, sold")
    made = compose(choice(went_on))
    lead = lead_of(made)
    assert (lead.title, lead.update) == ("Update: Ferry sold", "Norland, sold")
    assert lead.why == ("new since you read of it: Norland, sold", "World")
    assert made.subject.startswith("Update: Ferry sold")
    assert item(article("Ferry sold")).update == ""


@pytest.mark.parametrize(
    ("zone", "published"),
    [
        pytest.param("UTC", "Mon, Dec 5, 11:30 PM", id="in Greenwich"),
        pytest.param("Asia/Kathmandu", "Tue, Dec 6, 5:15 AM", id="in Kathmandu it is the next day"),
        pytest.param("America/New_York", "Mon, Dec 5, 6:30 PM", id="in New York it is earlier"),
    ],
)
def test_item_is_dated_in_the_readers_zone(zone: str, published: str) -> None:
    """The moment is the one on the reader's clock."""
    assert item(article("A", hours=6.5), zone=zone).published == published


def test_item_says_when_the_date_is_ours() -> None:
    """A moment the feed did not give is not passed off as the publisher's."""
    assert item(article("A", date_is_ours=True)).published == "first seen Tue, Dec 6, 3:00 AM"


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        pytest.param("", None, id="no text"),
        pytest.param("The summary.", None, id="the summary alone is no article"),
        pytest.param("word " * 229, None, id="a teaser or a caption is no article"),
        pytest.param("word " * 230, 1, id="230 words are a minute"),
        pytest.param("word " * 231, 2, id="a minute begun is a minute"),
        pytest.param("漢" * 920, 2, id="Chinese has no spaces to count"),
        pytest.param("漢" * 459, None, id="a teaser in Chinese"),
    ],
)
def test_item_takes_as_long_as_its_words(text: str, minutes: int | None) -> None:
    """Minutes are told of the article's text, and not at all where we do not have it."""
    assert item(article("A", summary="The summary.", text=text)).minutes == minutes


def test_item_holds_two_sentences_of_the_publisher() -> None:
    """No more than two sentences, in the publisher's words."""
    assert item(article("A", summary="One. Two. Three.")).summary == "One. Two."


def test_item_does_not_repeat_its_title_as_summary() -> None:
    """A feed that says the title twice is shown once."""
    assert item(article("The same words", summary="The same  words")).summary == ""


@pytest.mark.parametrize(
    ("summary", "title"),
    [
        pytest.param("A post without a title.", "A post without a title.", id="the post itself"),
        pytest.param("word " * 30, "word " * 11 + "word…", id="its first words"),
        pytest.param("", "Untitled", id="nothing at all"),
    ],
)
def test_item_without_a_title_is_named_by_what_it_says(summary: str, title: str) -> None:
    """A post without a title still has a line to click on."""
    assert item(article(" ", summary=summary)).title == title


def test_item_names_the_other_outlets_and_the_reasons() -> None:
    """Who else tells it, why it is here, and in which language it is."""
    told = story(article("A", author="Ana\x07 Ruiz", language="es"), "Ledger", "Meridian")
    lead = lead_of(compose(choice(pick(told, "technology", 1.0, "you follow A", "technology: chip"))))
    assert (lead.also, lead.why) == (("Ledger", "Meridian"), ("you follow A", "Technology: chip"))
    assert (lead.author, lead.language) == ("Ana Ruiz", "es")
