"""A topic of the operator's own, from their examples to the classifier in use."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from digest.classify import own, reference, topics
from digest.config import Settings
from digest.domain.news import Article
from digest.errors import ModelError
from digest.pipeline import classifier, learning, models
from digest.store import Store

#: Articles of the store that the topic is told apart from, at most.
OTHERS = 3000
#: Articles taken of each feed that is an example, at most.
OF_FEED = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Taught:
    """What a topic of the operator's own came to."""

    #: The step to it; None where the classifier in use had learnt the very same before.
    step: models.Step | None
    version: str
    added: own.Added
    #: On the reference set: the topics there were before must not suffer.
    before: reference.Quality
    after: reference.Quality


def teach(store: Store | None, settings: Settings, given: own.Material, name: str, *, now: datetime) -> Taught:
    """The classifier with one more topic, in use from now on; what the nights had learnt, the next night adds again.

    ModelError when the examples are too few or cannot be told apart, or when the other topics would suffer.
    """
    models.require_own(settings)
    models.notice(settings, now=now)
    in_use = classifier.unaltered(settings)
    base = learning.base_of(settings, models.beginning(settings)[0], in_use)
    papers = {"names": {**base.papers.get("names", {}), given.slug: name}}
    with learning.draft() as draft:
        added = own.add(base, replace(given, others=(*given.others, *_others(store, given))), draft, papers)
        made = topics.load(draft)
        before, after = reference.quality(in_use), reference.quality(made)
        if made.version == base.version:
            return Taught(step=None, version=in_use.version, added=added, before=before, after=before)
        if after.right < before.right - _tolerated(before):
            raise ModelError(
                f'With "{given.slug}" the other topics would suffer: right for {after.share:.1%} of {after.rows} '
                f"articles instead of {before.share:.1%}.  The classifier in use stays as it is; give examples that "
                "are further from the other topics."
            )
        said = f"{given.slug}: precision {added.figures.precision:.0%}, found {added.figures.recall:.0%}"
        step = models.adopt(settings, draft, how="topic", base="", said=said, now=now)
    return Taught(step=step, version=step.version, added=added, before=before, after=after)


def _tolerated(before: reference.Quality) -> int:
    """Articles of the reference set that may rightly be of the new topic: one in a hundred."""
    return before.rows // 100


def _others(store: Store | None, given: own.Material) -> Iterator[Article]:
    """Articles of the store that are of other topics, as far as anybody knows."""
    feeds = {example.feed_url for example in given.examples}
    for one in store.learning.recent(limit=OTHERS) if store else ():
        if one.feed_url not in feeds and one.topic_hint != given.slug and learning.is_english(one):
            yield one
