"""What the topics of stories are worth that come of all their articles (docs/topics.md): against the labels of these
articles, each judged by a classifier that had not seen its publisher, by its words alone.

Run: .venv/bin/python -m bench.story_topics FOLDER, where the classifiers without one file each are, or will be, made.
"""

import dataclasses
import itertools
from collections import defaultdict
from collections.abc import Callable, Sequence

import numpy as np

from bench import by_hand
from digest.classify import cluster, folds, labelled, subject, topics
from digest.classify.modelfile import Model
from digest.domain import news
from digest.pipeline import judging

#: How a mean of probabilities was taken for a topic of the story, before.
_FLOOR = 0.4


def main() -> None:
    """Prints for each way the share of stories that have a topic, precision and recall."""
    folder = by_hand.asked()
    files = by_hand.labelled_files()
    models = by_hand.without_each(files, folder)
    examples = by_hand.usable(files)
    speaks = dict(zip((one.article.id for one in examples), folds.speaks(examples, list(news.TOPICS)), strict=True))
    labels = {one.article.id: one.topic for one in examples}
    stories = list(_stories(_judged(models, examples)))
    articles = sum(map(len, stories))
    print(f"{len(stories):,} stories under several headlines of several outlets, {articles:,} articles")
    ways: dict[str, Callable[[Sequence[news.Article]], dict[str, float]]] = {
        "by the article that leads": _by_lead,
        "mean, unsure ones as 0, from 0.4": _by_mean,
        "together, as shipped": _together,
    }
    for name, way in ways.items():
        covered, precision, recall = _measure([way(story) for story in stories], stories, labels, speaks)
        print(f"  {name:<34} of a topic {covered:.1%}, precision {precision:.3f}, recall {recall:.3f}")


def _judged(models: dict[str, Model], examples: Sequence[labelled.Example]) -> list[news.Article]:
    """The articles with what classifiers that had not seen their publisher say of them."""
    found = []
    for name, some in itertools.groupby(sorted(examples, key=lambda one: one.file), key=lambda one: one.file):
        articles = [one.article for one in some]
        bare = [dataclasses.replace(article, url="") for article in articles]
        for article, scores in zip(articles, topics.classify(models[name], bare), strict=True):
            kept = judging.kept(models[name], scores)
            sure, unsure = (tuple(score for score in kept if score.is_sure == wanted) for wanted in (True, False))
            found.append(dataclasses.replace(article, topics=sure, leanings=unsure))
    return found


def _stories(articles: Sequence[news.Article]) -> list[list[news.Article]]:
    told = cluster.assign(articles, [])
    stories: dict[str, list[news.Article]] = defaultdict(list)
    for article in articles:
        stories[told[article.id]].append(article)
    return [
        story
        for story in stories.values()
        if len({one.outlet for one in story}) > 1 and len({one.title.casefold() for one in story}) > 1
    ]


def _by_lead(story: Sequence[news.Article]) -> dict[str, float]:
    return {score.topic: score.probability for score in cluster.story("", story).lead.topics}


def _by_mean(story: Sequence[news.Article]) -> dict[str, float]:
    sums: dict[str, float] = defaultdict(float)
    for score in (score for article in story for score in article.topics):
        sums[score.topic] += score.probability / len(story)
    return {topic: mean for topic, mean in sums.items() if mean >= _FLOOR}


def _together(story: Sequence[news.Article]) -> dict[str, float]:
    return {score.topic: score.probability for score in subject.topics(story, story[0])}


def _measure(
    found: Sequence[dict[str, float]],
    stories: Sequence[Sequence[news.Article]],
    labels: dict[str, str],
    speaks: dict[str, np.ndarray],
) -> tuple[float, float, float]:
    """Share of stories that have a topic; precision and recall where labels speak, every story counting one."""
    right = said = true = 0.0
    for named, story in zip(found, stories, strict=True):
        for article in story:
            for topic, told in zip(news.TOPICS, speaks[article.id], strict=True):
                is_true = labels[article.id] == topic
                right += (told and is_true and topic in named) / len(story)
                said += (told and topic in named) / len(story)
                true += (told and is_true) / len(story)
    return sum(map(bool, found)) / len(found), right / said, right / true


if __name__ == "__main__":
    main()
