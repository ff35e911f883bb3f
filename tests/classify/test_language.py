"""Which language an article is in, and that the classifier keeps out of the others."""

import gzip
import itertools
from pathlib import Path

import pytest

from digest.classify import language, modelfile, rows, topics, vectors
from digest.domain import news
from tests.classify import headlines, samples, short_headlines


def _detect(model: modelfile.Model, *articles: news.Article) -> list[str]:
    found = vectors.tfidf([topics.text(article) for article in articles], model.vocabulary, model.idf)
    return language.detect(articles, found)


@pytest.mark.parametrize(
    "stated", [pytest.param("", id="no word from the feed"), pytest.param("en", id="feed says en")]
)
@pytest.mark.parametrize(("tag", "title", "summary"), headlines.FOREIGN, ids=[row[1] for row in headlines.FOREIGN])
def test_another_language_is_named(shipped: modelfile.Model, tag: str, title: str, summary: str, stated: str) -> None:
    """Also when the headline is all there is, and when the feed says it is English."""
    assert _detect(shipped, samples.article(title, summary=summary, language=stated)) == [tag]


@pytest.mark.parametrize(("tag", "title", "summary"), headlines.FOREIGN, ids=[row[1] for row in headlines.FOREIGN])
def test_another_language_is_never_given_a_topic(shipped: modelfile.Model, tag: str, title: str, summary: str) -> None:
    """Not sure of any, none named, no words shown, whatever the hint."""
    (scores,) = topics.classify(shipped, [samples.article(title, summary=summary, language="", topic_hint="sport")])
    assert topics.sure(shipped, scores) == ()
    assert topics.best(shipped, scores) == news.UNSURE
    assert all(score.terms == () for score in scores)


@pytest.mark.parametrize(("title", "summary"), headlines.ENGLISH, ids=[row[0] for row in headlines.ENGLISH])
def test_english_full_of_foreign_names_stays_english(shipped: modelfile.Model, title: str, summary: str) -> None:
    """Presidents, clubs and dishes do not make a headline foreign."""
    assert _detect(shipped, samples.article(title, summary=summary, language="")) == ["en"]


@pytest.mark.parametrize("stated", ["es", "es-MX", "ES_mx"])
def test_the_feeds_word_tips_the_scale(shipped: modelfile.Model, stated: str) -> None:
    """What may be English by a hair is taken for the language that the feed says it is in."""
    title = "Marseille v Galatasaray: Ligue 1 side crash out"
    assert _detect(shipped, samples.article(title, language="")) == ["en"]
    assert _detect(shipped, samples.article(title, language=stated)) != ["en"]


@pytest.mark.parametrize("title", headlines.DOUBTFUL)
def test_what_cannot_be_told_is_as_the_feed_says(shipped: modelfile.Model, title: str) -> None:
    """Without its word it is of no language; then it is read where the feed says English."""
    assert _detect(shipped, samples.article(title, language="")) != ["en"]
    assert _detect(shipped, samples.article(title, language="en-GB")) == ["en"]


@pytest.mark.parametrize(
    ("stated", "most"), [pytest.param("", 1, id="no word from the feed"), pytest.param("own", 0, id="the feed says so")]
)
def test_short_headlines_of_famous_names_are_unsure(shipped: modelfile.Model, stated: str, most: int) -> None:
    """Of 192 in six languages, full of names that English news knows well, one at most gets a topic."""
    listed = [*short_headlines.listed(short_headlines.FOREIGN), *short_headlines.listed(short_headlines.LATER)]
    articles = [samples.article(title, language=tag if stated else "") for tag, title in listed]
    judged = topics.classify(shipped, articles)
    sure = [one.title for one, scores in zip(articles, judged, strict=True) if topics.sure(shipped, scores)]
    assert len(listed) == 192
    assert len(sure) <= most, sure


@pytest.mark.parametrize("stated", ["", "en", "de", "es-MX"])
@pytest.mark.parametrize(
    ("tag", "title"),
    [
        pytest.param(
            "en", "Mercedes Vision Concept Tops 900 Horsepower, Range Hits 500 Miles Per Charge", id="English"
        ),
        pytest.param("es", "Netflix y Disney suben precios: Taylor Swift, Elon Musk y Real Madrid, líderes", id="not"),
    ],
)
def test_a_long_headline_speaks_for_itself(shipped: modelfile.Model, tag: str, title: str, stated: str) -> None:
    """From ten words on, whatever the feed says, and however many names are among them."""
    assert _detect(shipped, samples.article(title, language=stated)) == [tag]


@pytest.mark.parametrize("stated", ["", "en"])
def test_addresses_are_in_no_language(shipped: modelfile.Model, stated: str) -> None:
    """A teaser of links does not make an English headline French."""
    teaser = "Article URL: https://www.les-amis-de-la-rue.example/et/une/autre Comments URL: https://e.example/?id=3"
    title = "Be less scared of overconfidence"
    assert _detect(shipped, samples.article(title, summary=teaser, language=stated)) == ["en"]


@pytest.mark.parametrize("title", ["Real Madrid im Finale", "Harry en Meghan in Colombia"])
def test_a_small_word_tells_in_a_feed_that_says_english(shipped: modelfile.Model, title: str) -> None:
    """Where all else are names."""
    assert _detect(shipped, samples.article(title, language="en")) != ["en"]


def test_und_is_no_word_from_the_feed(shipped: modelfile.Model) -> None:
    """What an earlier look could not tell does not make a later one stricter."""
    assert _detect(shipped, samples.article("Tokyo stocks rise", language="und")) == ["en"]


def test_what_cannot_be_told_is_undetermined(shipped: modelfile.Model) -> None:
    """No language is named that is hardly likelier than others."""
    assert _detect(shipped, samples.article("Quake hits Oaxaca", language="")) == ["und"]


def test_plain_english_is_english_whatever_the_feed_says(shipped: modelfile.Model) -> None:
    """A feed that calls itself German and writes English is read."""
    title = "The chancellor says the budget will be voted on in the autumn"
    assert _detect(shipped, samples.article(title, language="de")) == ["en"]


@pytest.mark.parametrize("title", ["2026", "1 : 0", "🎉🎉"])
def test_what_has_no_letters_has_no_language(shipped: modelfile.Model, title: str) -> None:
    """Nothing is guessed from numbers and pictures."""
    assert _detect(shipped, samples.article(title, language="")) == [""]


@pytest.mark.parametrize(("tag", "expected"), [("en-GB", "en"), ("zh_Hans_CN", "zh"), ("DE", "de"), ("", "")], ids=str)
def test_the_primary_language_of_a_tag(tag: str, expected: str) -> None:
    """Country and script are left out."""
    assert language.primary(tag) == expected


def test_no_articles_have_no_language(shipped: modelfile.Model) -> None:
    """An empty batch is one too."""
    assert _detect(shipped) == []
    assert language.foreign([], vectors.tfidf([], shipped.vocabulary, shipped.idf)).shape == (0,)


@pytest.mark.shared
def test_recorded_english_is_english(shipped: modelfile.Model, shared_data: Path) -> None:
    """Of a thousand published headlines with teasers at most one is taken for another language."""
    path = shared_data / "labelled" / "foxnews-rss-2022.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        articles = list(rows.read(itertools.islice(lines, 0, 10_000, 10), source=path.name, now=samples.NOW))
    assert sum(tag != "en" for tag in _detect(shipped, *articles)) <= 1
