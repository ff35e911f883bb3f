"""Topics, languages and spellings: one word for what people write in many ways."""

import pytest

from digest.domain.news import TOPICS
from digest.subscribe import languages, spelling, subjects, topics, vocabulary
from digest.subscribe.asks import Ask

CALLED = topics.table(TOPICS)
SPOKEN = languages.table(["en", "de", "es", "fr", "pt-BR", "tlh-nonsense-here"])


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("technology", "technology"),
        ("Tech", "technology"),
        ("Technik", "technology"),
        ("tecnología", "technology"),
        ("sports", "sport"),
        ("Deportes", "sport"),
        ("finance", "business"),
        ("Wirtschaft", "business"),
        ("Économie", "business"),
        ("Börse", "business"),
        ("Boerse", "business"),
        ("showbiz", "entertainment"),
        ("Kultur", "entertainment"),
        ("espectáculos", "entertainment"),
        ("Estilo de vida", "lifestyle"),
        ("Santé", "health"),
        ("Welt", "world"),
        ("gardening", None),
        ("", None),
    ],
)
def test_topics_go_by_many_names(name: str, slug: str | None) -> None:
    """Slug, name and the usual words in four languages."""
    assert CALLED.get(spelling.folded(name)) == slug


def test_a_topic_that_is_not_offered_is_not_known() -> None:
    """The operator may have taken it out."""
    assert "tech" not in topics.table({"sport": "Sport"})


@pytest.mark.parametrize(
    ("name", "tag"),
    [
        ("de", "de"),
        ("Deutsch", "de"),
        ("German", "de"),
        ("alemán", "de"),
        ("français", "fr"),
        ("französisch", "fr"),
        ("franzoesisch", "fr"),
        ("pt-br", "pt-BR"),
        ("pt_BR", "pt-BR"),
        ("portugués", "pt-BR"),
        ("tlh-nonsense-here", "tlh-nonsense-here"),
        ("japanese", None),
    ],
)
def test_languages_go_by_many_names(name: str, tag: str | None) -> None:
    """Tag, own name, and the names in four languages; only those that are offered."""
    assert SPOKEN.get(spelling.folded(name)) == tag


def test_no_phrase_means_two_things_in_one_language() -> None:
    """And none is longer than what is looked for."""
    for spoken in vocabulary.SPOKEN.values():
        phrases = [spelling.folded(phrase) for called in spoken.values() for phrase in called.split(",")]
        assert len(phrases) == len(set(phrases))
        assert max(len(phrase.split()) for phrase in phrases) <= vocabulary.LONGEST


def test_every_verb_is_known_in_every_language() -> None:
    """Whoever reads our mails in a language can answer in it."""
    assert all(set(spoken) == set(Ask) for spoken in vocabulary.SPOKEN.values())


@pytest.mark.parametrize(
    ("subject", "plain"),
    [
        ("Re: x", ("x", True)),
        ("RE : Re[4]: x", ("x", True)),
        ("Respuesta: x", ("x", True)),
        ("WG: x", ("x", True)),
        ("[digest] x", ("x", False)),
        ("Re: [digest] Re: x", ("x", True)),
        ("time: 7:00", ("time: 7:00", False)),
        ("Zeit: 7:00", ("Zeit: 7:00", False)),
        ("Something: x", ("Something: x", False)),
        ("Re: " * 20 + "x", ("Re: " * 8 + "x", True)),
        ("", ("", False)),
    ],
)
def test_prefixes_are_taken_off(subject: str, plain: tuple[str, bool]) -> None:
    """A verb with a colon is none, and there is an end to it."""
    assert subjects.plain(subject) == plain
