"""Whether a story really went on after it was sent, and what is new in it (pure).

Going on is not being told once more: two outlets must say, since then and in their own words, the same things that
nobody said before.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from digest.classify import filing, lexicon, naming, stems, words
from digest.domain import news

#: Outlets that must say a new thing, each under a headline of its own: copies of one wire text are one telling.
_TELLINGS = 2
#: What the new things must weigh together, as words of the lexicon: three names, or two that nobody has heard.
_ENOUGH = 75.0
#: A word that weighs less says little, however new: "people", "home".
_TELLING = 14.0
#: Kinship from which a word is only another word for something said before.
_AKIN = 0.6
#: Articles from which we know what was said before: a single one leaves out too much.
_KNOWN = 2
#: Words given as what is new.
_SHOWN = 3
#: Characters of the teaser that are read.
_TEASER = 300


def news_since(story: news.Story, sent_at: datetime) -> news.Development | None:
    """What is new in a story since it was sent; None when it did not really go on."""
    before = [article for article in story.articles if article.first_seen_at <= sent_at]
    if len(before) < _KNOWN:
        return None
    since = _new(story.articles, before, sent_at)
    new = _told_anew(since, {stem for article in before for stem in stems.of(_text(article))})
    weight = lexicon.shipped().weight
    if sum(map(weight, new)) < _ENOUGH:
        return None
    lead = max(since, key=lambda article: (_weigh(article, new), article.first_seen_at, article.id))
    spoken = _spoken(lead, new & naming.things(text for article in since for text in _texts(article)))
    if not spoken:
        return None
    return news.Development(
        story=replace(story, lead=lead, articles=tuple(since)),
        words=tuple(sorted(spoken, key=lambda word: -weight(stems.stem(word.lower())))[:_SHOWN]),
    )


def _new(articles: Sequence[news.Article], before: Sequence[news.Article], sent_at: datetime) -> list[news.Article]:
    """The articles that were seen and published since, with an address and a headline of their own.

    No columns or deals, by their headlines or where they are filed.
    """
    urls = {article.url for article in before}
    headlines = {_headline(article) for article in before}
    found: dict[tuple[str, ...], news.Article] = {}
    for article in articles:
        if min(article.first_seen_at, article.published_at) <= sent_at or not filing.tells(article):
            continue
        if article.url not in urls and _headline(article) not in headlines:
            found.setdefault(_headline(article), article)
    return list(found.values())


def _told_anew(since: Iterable[news.Article], said: set[str]) -> set[str]:
    """The telling stems that enough outlets use since, and nobody before, nor a word akin."""
    told: dict[str, set[str]] = {}
    for article in since:
        for stem in set(stems.of(_text(article))) - said:
            told.setdefault(stem, set()).add(article.outlet)
    known = lexicon.shipped()
    return {
        stem
        for stem, outlets in told.items()
        if len(outlets) >= _TELLINGS
        and known.weight(stem) >= _TELLING
        and all(kinship < _AKIN for other, kinship in known.kin.get(stem, {}).items() if other in said)
    }


def _weigh(article: news.Article, new: set[str]) -> float:
    """How much of the new an article says; its headline counts twice, for that is what will be read."""
    weight = lexicon.shipped().weight
    return sum(weight(stem) for text in (article.title, _text(article)) for stem in set(stems.of(text)) & new)


def _spoken(article: news.Article, new: set[str]) -> list[str]:
    """The new things in an article's own words, each once."""
    found: dict[str, str] = {}
    for word in words.TOKEN.findall(_text(article)):
        if (stem := stems.stem(word.lower())) in new:
            found.setdefault(stem, word)
    return list(found.values())


def _text(article: news.Article) -> str:
    return " ".join(_texts(article))


def _texts(article: news.Article) -> tuple[str, str]:
    return article.title, (article.summary or article.text)[:_TEASER]


def _headline(article: news.Article) -> tuple[str, ...]:
    return tuple(words.tokens(words.headline_of(article)))
