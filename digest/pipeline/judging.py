"""Topics for articles: the operator's word first, then the classifier's."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from digest.classify import language, topics, vectors
from digest.classify.modelfile import Model
from digest.domain.news import Article, TopicScore
from digest.store import Store

#: Articles classified in one batch.
ARTICLES = 5000
#: Articles first seen within this are judged again when the classifier has changed: about those that editions may still
#: show.  Older ones keep the topics that readers got them for.
FRESH = timedelta(days=3)
#: How sure a feed's topic is of an article that the classifier cannot read.
HINTED = 0.9
#: How likely a topic is that an article leans to: less says nothing of its story that "not this" does not say.
LEANING = 0.05


def judge(store: Store, model: Model, *, now: datetime) -> tuple[int, int]:
    """How many articles were judged, and of how many the classifier was unsure.

    All that have not been, and the fresh ones that another classifier judged.
    """
    store.learning.judge_again(since=now - FRESH, unless=model.version)
    classified = unsure = 0
    while articles := store.news.unclassified(limit=ARTICLES):
        tags = languages(model, articles)
        # What the words are in goes before what the feed says, or its "en" would be believed wherever it is read next.
        store.learning.save_languages(
            {
                one.id: tag
                for one, tag in zip(articles, tags, strict=True)
                if tag and tag != language.primary(one.language)
            }
        )
        judged = dict(_judged(store, model, articles, tags))
        store.news.save_topics(judged, model_version=model.version)
        classified += len(judged)
        unsure += sum(not any(score.is_sure for score in scores) for scores in judged.values())
    return classified, unsure


def languages(model: Model, articles: Sequence[Article]) -> list[str]:
    """The language of each article by its words, as `language.detect` has it."""
    rows = vectors.tfidf([topics.text(article) for article in articles], model.vocabulary, model.idf)
    return language.detect(articles, rows)


def _judged(
    store: Store, model: Model, articles: Sequence[Article], tags: Sequence[str]
) -> Iterator[tuple[str, tuple[TopicScore, ...]]]:
    """Each article's id with its topics: what the operator said of it, else what can be said."""
    corrected = store.learning.corrected([article.id for article in articles])
    for article, tag, scores in zip(articles, tags, topics.classify(model, articles), strict=True):
        if article.id in corrected:
            yield article.id, topics.said(model, article, corrected[article.id])
        elif language.is_read(tag):
            yield article.id, kept(model, scores)
        elif article.topic_hint:
            yield article.id, (TopicScore(topic=article.topic_hint, probability=HINTED),)
        else:
            yield article.id, ()


def kept(model: Model, scores: Sequence[TopicScore]) -> tuple[TopicScore, ...]:
    """The scores worth keeping, each with what it would take to be sure: the strongest, and what is not unlikely."""
    return tuple(
        replace(score, least=model.thresholds[score.topic])
        for place, score in enumerate(scores)
        if not place or score.probability >= LEANING
    )
