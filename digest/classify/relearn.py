"""The operator's word, learnt: a classifier's weights moved by corrections and hints, and no further than they must.

Each topic's weights are found anew by logistic regression with an L2 pull towards the weights they had, so that a
handful of rows moves what it is about and nothing else (Chelba and Acero 2006).  Rows that say nothing of a topic hold
it in place: their target is what the model says of them already.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from digest.classify import reference, topics, vectors
from digest.classify.modelfile import Model
from digest.domain import news
from digest.domain.learning import Correction

#: How strongly the weights are pulled back; tried from the weakest on, until nothing is worse.
PULLS = (0.3, 0.4, 0.55, 0.75, 1.0, 1.5, 2.5, 4.0, 8.0, 16.0)
#: What an article of a hinted feed weighs beside a correction: the hint is right for most of a feed, not for all.
_HINT_WEIGHT = 0.1
#: Targets of what the operator said: people err too.
_SAID, _HINTED, _DENIED = 0.95, 0.85, 0.05
#: A hint does not count where the model is sure of another topic and finds the hinted one less likely than this.
_DISAGREES = 0.1
#: Corrections are held out in so many parts.
_PARTS = 5
_STEPS = 60

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lessons:
    """What there is to learn."""

    corrections: tuple[Correction, ...] = ()
    #: Articles of feeds with a topic hint; the hint stands in the article.
    hinted: tuple[news.Article, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How good a model is: on the reference set's held-out half, and on corrections it had not seen."""

    shipped: reference.Quality
    corrections: reference.Quality
    #: On the corrections and hinted articles themselves, which it may have learnt from.
    taught: reference.Quality = reference.NOTHING

    def gains_on(self, other: "Standing") -> bool:
        """Whether any figure is above the other's; else nothing speaks for the change."""
        return bool(other.worse_than(self)) or self.taught.right > other.taught.right

    def worse_than(self, other: "Standing") -> tuple[str, ...]:
        """Which figures are below the other's: "right", "precision", "corrections"; none when it is as good."""
        pairs = {
            "right": (self.shipped.right, other.shipped.right),
            "precision": (self.shipped.precision, other.shipped.precision),
            "corrections": (self.corrections.right, other.corrections.right),
        }
        return tuple(figure for figure, (own, others) in pairs.items() if own < others)


@dataclass(frozen=True, slots=True, kw_only=True)
class Relearnt:
    """A model that has learnt, and how it stands; or the old one, when learning made every attempt worse."""

    #: None when no attempt was as good as the model in use, or none gained anything on it.
    model: Model | None
    before: Standing
    #: Of the attempt that was taken; of the last one when none was.
    after: Standing


def relearn(base: Model, lessons: Lessons, in_use: Model) -> Relearnt:
    """The base moved by the lessons, when it is as good as the model in use and gains something, or is that very model.

    On corrections it is compared with the base: the model in use may have seen them.
    """
    corrected = [_bare(correction.article) for correction in lessons.corrections]
    truth = [correction.topics for correction in lessons.corrections]
    hinted = believable(base, lessons.hinted)
    told = [*corrected, *map(_bare, hinted)]
    said = [*truth, *((article.topic_hint or "",) for article in hinted)]
    before = Standing(
        shipped=reference.quality(in_use),
        corrections=reference.measure(base, corrected, truth),
        taught=reference.measure(in_use, told, said),
    )
    after = before
    for pull in PULLS:
        made = moved(base, lessons, pull)
        after = Standing(
            shipped=reference.quality(made),
            corrections=_unseen(base, lessons, pull),
            taught=reference.measure(made, told, said),
        )
        if _is_learnt(made, base, in_use) or (not after.worse_than(before) and after.gains_on(before)):
            return Relearnt(model=made, before=before, after=after)
    return Relearnt(model=None, before=before, after=after)


def _is_learnt(made: Model, base: Model, in_use: Model) -> bool:
    """Whether the model in use came of the very same lessons."""
    return np.array_equal(made.weights, in_use.weights) and not np.array_equal(in_use.weights, base.weights)


def moved(base: Model, lessons: Lessons, pull: float) -> Model:
    """The base with weights moved by the lessons; bias, words and thresholds are as they were."""
    hinted = believable(base, lessons.hinted)
    anchors = [example.article for example in reference.learnt()]
    articles = [*(correction.article for correction in lessons.corrections), *hinted, *anchors]
    rows = vectors.tfidf([topics.text(article) for article in articles], base.vocabulary, base.idf)
    matrix = csr_matrix((rows.data, rows.indices, rows.indptr), shape=(len(articles), len(base.idf)))
    odds = matrix @ base.weights.astype(np.float64) + base.bias
    target, weigh = _targets(base, lessons.corrections, hinted, topics.probabilities(odds))
    weights = base.weights.astype(np.float64)
    for topic, wanted in _columns(target, topics.probabilities(odds)):
        weights[:, topic] += _shift(matrix, odds[:, topic], wanted, weigh, pull)
    return replace(base, weights=weights.astype(np.float16).astype(np.float32), version="")


def believable(model: Model, hinted: Sequence[news.Article]) -> list[news.Article]:
    """The articles whose words do not speak against the hint."""
    known = [article for article in hinted if article.topic_hint in model.topics]
    judged = topics.judge(model, [_bare(article) for article in known])
    limits = np.array([model.thresholds[topic] for topic in model.topics])
    column = {topic: place for place, topic in enumerate(model.topics)}
    return [
        article
        for article, row in zip(known, judged, strict=True)
        if row[column[article.topic_hint or ""]] >= _DISAGREES or not (row >= limits).any()
    ]


def _bare(article: news.Article) -> news.Article:
    """The article without anything that names its topic but its words."""
    return replace(article, url="", categories=(), topic_hint=None)


def _targets(
    base: Model, corrections: Sequence[Correction], hinted: Sequence[news.Article], judged: Floats
) -> tuple[Floats, Floats]:
    """`(n_articles, n_topics)` what is wanted, and `(n_articles,)` what each row weighs; anchors come last."""
    target, weigh = judged.copy(), np.ones(len(judged))
    for row, correction in enumerate(corrections):
        target[row] = [_SAID if topic in correction.topics else _DENIED for topic in base.topics]
    for row, article in enumerate(hinted, start=len(corrections)):
        column = base.topics.index(article.topic_hint or "")
        target[row, column] = max(_HINTED, judged[row, column])
        weigh[row] = _HINT_WEIGHT
    return target, weigh


def _columns(target: Floats, judged: Floats) -> Iterator[tuple[int, Floats]]:
    """The topics of which anything else is wanted than what is said already."""
    for topic in range(target.shape[1]):
        if not np.allclose(target[:, topic], judged[:, topic]):
            yield topic, target[:, topic]


def _shift(matrix: csr_matrix, odds: Floats, wanted: Floats, weigh: Floats, pull: float) -> Floats:
    """`(n_terms,)` what is added to one topic's weights: the least that brings the rows towards what is wanted."""
    terms = np.unique(matrix.indices)
    part = matrix[:, terms]

    def loss(shift: Floats) -> tuple[float, Floats]:
        found = odds + part @ shift
        lost = weigh @ (np.logaddexp(0, found) - wanted * found) + pull / 2 * shift @ shift
        slope = part.T @ (weigh * (topics.probabilities(found) - wanted)) + pull * shift
        return float(lost), slope

    whole = np.zeros(matrix.shape[1])
    whole[terms] = minimize(loss, np.zeros(len(terms)), jac=True, method="L-BFGS-B", options={"maxiter": _STEPS}).x
    return whole


def _unseen(base: Model, lessons: Lessons, pull: float) -> reference.Quality:
    """How often the corrections are met by models that had not seen them: in parts, each held out in turn."""
    parts = min(_PARTS, len(lessons.corrections))
    measured = [_part(base, lessons, pull, held=lessons.corrections[part::parts]) for part in range(parts)]
    return reference.Quality(
        rows=sum(one.rows for one in measured),
        right=sum(one.right for one in measured),
        sure=sum(one.sure for one in measured),
        sure_right=sum(one.sure_right for one in measured),
    )


def _part(base: Model, lessons: Lessons, pull: float, *, held: Sequence[Correction]) -> reference.Quality:
    ids = {correction.article.id for correction in held}
    others = tuple(correction for correction in lessons.corrections if correction.article.id not in ids)
    made = moved(base, replace(lessons, corrections=others), pull)
    articles = [_bare(correction.article) for correction in held]
    return reference.measure(made, articles, [correction.topics for correction in held])
