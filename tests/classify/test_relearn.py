"""What the operator said, learnt overnight, and no harm done."""

from dataclasses import replace

import numpy as np
import pytest

from digest.classify import modelfile, reference, relearn, topics
from digest.domain import news
from digest.domain.learning import Correction
from tests.classify import samples


def _corrections(articles: list[news.Article], *said: str) -> tuple[Correction, ...]:
    return tuple(Correction(article=one, topics=said, corrected_at=samples.NOW) for one in articles)


def _about_bees(rows: int) -> list[news.Article]:
    """Headlines on beekeeping, of which the shipped classifier knows the words and not the matter."""
    hives = ("hive", "honey", "swarm", "beekeeper", "queen", "nectar")
    return [
        samples.article(f"The {hives[n % 6]} and the {hives[(n + 1 + n // 6) % 6]} in the orchard", id=f"bee{n}")
        for n in range(rows)
    ]


def _probability(model: modelfile.Model, article: news.Article, topic: str) -> float:
    (scores,) = topics.classify(model, [article])
    return {score.topic: score.probability for score in scores}[topic]


def test_one_correction_moves_its_article_and_hardly_anything_else(shipped: modelfile.Model) -> None:
    """Its own probability rises; of the reference set no answer is lost."""
    bee = _about_bees(1)[0]
    learnt = relearn.relearn(shipped, relearn.Lessons(corrections=_corrections([bee], "science")), shipped)
    assert learnt.model is not None
    assert _probability(learnt.model, bee, "science") > _probability(shipped, bee, "science") + 0.1
    assert reference.quality(learnt.model).right >= reference.quality(shipped).right


def test_what_several_corrections_have_in_common_is_learnt(shipped: modelfile.Model) -> None:
    """Articles nobody corrected are judged by it."""
    *told, unseen = _about_bees(19)
    learnt = relearn.relearn(shipped, relearn.Lessons(corrections=_corrections(told, "science")), shipped)
    assert learnt.model is not None
    assert topics.best(shipped, topics.classify(shipped, [unseen])[0]) != "science"
    assert topics.best(learnt.model, topics.classify(learnt.model, [unseen])[0]) == "science"
    assert learnt.after.corrections.right > learnt.before.corrections.right


def test_of_none_is_a_lesson_too(shipped: modelfile.Model) -> None:
    """An article that is of no topic loses those it had."""
    chips = samples.article("New chip factory and software for computers", id="chip")
    learnt = relearn.moved(shipped, relearn.Lessons(corrections=_corrections([chips])), 0.3)
    assert _probability(learnt, chips, "technology") < _probability(shipped, chips, "technology") - 0.05


def test_hints_are_learnt_where_the_words_do_not_disagree(shipped: modelfile.Model) -> None:
    """A feed with a topic teaches its articles, but not the one that is plainly of another topic."""
    bees = [replace(one, topic_hint="science") for one in _about_bees(18)]
    stray = samples.article("Striker scores twice as United win the cup final", id="s", topic_hint="science")
    unknown = samples.article("Anything", id="u", topic_hint="gardening")
    assert relearn.believable(shipped, [*bees, stray, unknown]) == bees
    moved = relearn.moved(shipped, relearn.Lessons(hinted=tuple(bees)), 0.3)
    bare = _about_bees(1)[0]
    assert _probability(moved, bare, "science") > _probability(shipped, bare, "science")


def test_nothing_to_learn_changes_nothing(shipped: modelfile.Model) -> None:
    """Without lessons the weights are the same to the last bit."""
    assert (relearn.moved(shipped, relearn.Lessons(), 0.3).weights == shipped.weights).all()


def test_a_model_that_would_be_worse_is_not_taken(shipped: modelfile.Model, monkeypatch: pytest.MonkeyPatch) -> None:
    """When every attempt loses answers of the reference set, there is no new model, and both figures are told."""
    monkeypatch.setattr(relearn, "PULLS", (0.0001,))
    politics = [example.article for example in reference.learnt() if example.topic == "politics"]
    lies = _corrections(politics[:200], "sport")
    learnt = relearn.relearn(shipped, relearn.Lessons(corrections=lies), shipped)
    assert learnt.model is None
    assert learnt.after.shipped.share < learnt.before.shipped.share


def test_gentler_attempts_follow_a_rough_one(shipped: modelfile.Model, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first attempt that does no harm is taken."""
    rough, gentle = 0.0001, 1.0
    monkeypatch.setattr(relearn, "PULLS", (rough, gentle))
    bees = relearn.Lessons(corrections=_corrections(_about_bees(18), "science"))
    harm = reference.Quality(rows=894, right=0, sure=0, sure_right=0)
    honest = reference.quality
    roughly = relearn.moved(shipped, bees, rough).weights
    monkeypatch.setattr(
        reference, "quality", lambda model: harm if np.array_equal(model.weights, roughly) else honest(model)
    )
    learnt = relearn.relearn(shipped, bees, shipped)
    assert learnt.model is not None
    assert np.array_equal(learnt.model.weights, relearn.moved(shipped, bees, gentle).weights)


def test_what_gains_nothing_is_not_taken(shipped: modelfile.Model, monkeypatch: pytest.MonkeyPatch) -> None:
    """No worse is not enough: a change that no figure speaks for is none."""
    monkeypatch.setattr(relearn, "PULLS", (1e9,))
    lessons = relearn.Lessons(corrections=_corrections(_about_bees(18), "science"))
    learnt = relearn.relearn(shipped, lessons, shipped)
    assert learnt.model is None
    assert not learnt.after.worse_than(learnt.before)
    assert not learnt.after.gains_on(learnt.before)
    assert (learnt.after.taught.rows, learnt.after.taught.right) == (18, learnt.before.taught.right)


@pytest.mark.parametrize("worse", ["right", "sure_right", "corrected"])
def test_no_figure_may_fall(worse: str) -> None:
    """Neither the share that is right, nor the precision, nor the corrections met."""
    good = reference.Quality(rows=10, right=8, sure=5, sure_right=5)
    before = relearn.Standing(shipped=good, corrections=good)
    changed = {
        "right": relearn.Standing(shipped=replace(good, right=7), corrections=good),
        "sure_right": relearn.Standing(shipped=replace(good, sure_right=4), corrections=good),
        "corrected": relearn.Standing(shipped=good, corrections=replace(good, right=7)),
    }
    assert before.worse_than(before) == ()
    assert changed[worse].worse_than(before) == (
        {"sure_right": "precision", "corrected": "corrections"}.get(worse, worse),
    )


def test_quality_of_nothing_is_perfect() -> None:
    """No rows, no faults."""
    nothing = reference.Quality(rows=0, right=0, sure=0, sure_right=0)
    assert (nothing.share, nothing.precision) == (1.0, 1.0)


def test_the_reference_set_has_two_halves_without_overlap() -> None:
    """What is measured on is never learnt from."""
    learnt = {example.article.id for example in reference.learnt()}
    held = {example.article.id for example in reference.held_out()}
    assert not learnt & held
    assert min(len(learnt), len(held)) > 800
