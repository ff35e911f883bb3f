"""The untuned classifier."""

from digest.classify import plain
from tests.classify import samples


def test_it_learns_the_obvious() -> None:
    """On rows of a publisher it never saw."""
    rows, unseen = (samples.labelled_rows(["sport", "science"], 40, seed=seed) for seed in (1, 2))
    texts = [plain.text(samples.article(row["title"], summary=row["summary"])) for row in rows + unseen]
    named = plain.label(texts[:80], [row["unified"] for row in rows], texts[80:])
    assert sum(name == row["unified"] for name, row in zip(named, unseen, strict=True)) > 70
