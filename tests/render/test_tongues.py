"""Mail speaks the reader's language: catalogues are complete, and what has none is English."""

import string
from pathlib import Path

import pytest

from digest.errors import RenderError
from digest.render import tongues
from tests.render import msgids

SHIPPED = Path(tongues.__file__).parent / "words"


def catalogue(language: str) -> tongues.Catalogue:
    """One that ships."""
    return tongues.shipped().of(language).catalogue


@pytest.mark.parametrize("language", sorted(path.stem for path in SHIPPED.glob("*.po")))
def test_every_fixed_word_is_translated(language: str) -> None:
    """No word of code or template is missing in a catalogue, and none is left that nobody says."""
    assert set(catalogue(language).words) == {words[0] for words in msgids.all_()}


@pytest.mark.parametrize("language", sorted(path.stem for path in SHIPPED.glob("*.po")))
def test_translations_fill_in_the_same(language: str) -> None:
    """What is filled in in English is filled in in the last plural form of every translation."""
    for words in msgids.all_():
        named = [{name for _, name, _, _ in string.Formatter().parse(text) if name} for text in words]
        last = catalogue(language).words[words[0]][-1]
        assert {name for _, name, _, _ in string.Formatter().parse(last) if name} == named[-1], words


@pytest.mark.parametrize(
    ("language", "one", "none", "many"),
    [
        pytest.param("en", "1 story", "0 stories", "1,204 stories", id="English"),
        pytest.param("de", "1 Meldung", "0 Meldungen", "1.204 Meldungen", id="German"),
        pytest.param("es", "1 noticia", "0 noticias", "1.204 noticias", id="Spanish"),
        pytest.param("fr", "1 article", "0 article", "1\u202f204 articles", id="French: nought is one"),
        pytest.param("de-AT", "1 Meldung", "0 Meldungen", "1.204 Meldungen", id="German of Austria"),
        pytest.param("ja", "1 story", "0 stories", "1,204 stories", id="no catalogue"),
    ],
)
def test_numbers_have_their_plural(language: str, one: str, none: str, many: str) -> None:
    """The form goes with the number, which is written as the language writes it."""
    tongue = tongues.shipped().of(language)
    assert [tongue.count("1 story", "{number} stories", number) for number in (1, 0, 1204)] == [one, none, many]


@pytest.mark.parametrize(
    ("tag", "language", "calendar"),
    [
        pytest.param("en", "en", "en", id="English"),
        pytest.param("en-GB", "en-GB", "en_GB", id="English of a region has that region's dates"),
        pytest.param("pt-br", "en", "pt_BR", id="no catalogue: English words, dates of the reader"),
        pytest.param("de-AT", "de-AT", "de_AT", id="a catalogue serves all regions"),
        pytest.param("de-XX", "de-XX", "de", id="an unknown region is left off"),
        pytest.param("arn", "en", "en", id="a language CLDR does not know the months of"),
        pytest.param("tlh", "en", "en", id="a language nobody knows"),
        pytest.param("../../etc/passwd", "en", "en", id="no tag at all"),
    ],
)
def test_tags_find_their_tongue(tag: str, language: str, calendar: str) -> None:
    """The nearest there is, and English at last."""
    tongue = tongues.shipped().of(tag)
    assert (tongue.language, str(tongue.calendar)) == (language, calendar)


@pytest.mark.parametrize(
    ("language", "parts", "expected"),
    [
        pytest.param("en", ["A"], "A", id="one"),
        pytest.param("en", ["A", "B", "C"], "A, B, and C", id="English"),
        pytest.param("en-GB", ["A", "B", "C"], "A, B and C", id="British English"),
        pytest.param("es", ["A", "B"], "A y B", id="Spanish"),
    ],
)
def test_lists_are_joined(language: str, parts: list[str], expected: str) -> None:
    """As a sentence of the language would."""
    assert tongues.shipped().of(language).listed(parts) == expected


HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n'
SLAVIC = '"Plural-Forms: nplurals=3; plural=(n%10==1 ? 0 : n%10>=2 ? 1 : 2);\\n"\n'


def write(folder: Path, name: str, text: str) -> tongues.Languages:
    """The languages with one of the operator's."""
    (folder / "words").mkdir()
    (folder / "words" / name).write_text(text, encoding="utf-8")
    return tongues.load(folder)


def test_adding_a_language_is_adding_a_file(tmp_path: Path) -> None:
    """The operator's file is read as it stands; what it leaves out, or is not sure of, is said in English."""
    ours = write(
        tmp_path,
        "pt_BR.po",
        f'{HEAD}{SLAVIC}\nmsgid "In brief"\nmsgstr "Em resumo"\n\n#, fuzzy\nmsgid "World"\nmsgstr "?"\n\n'
        'msgid "1 story"\nmsgid_plural "{number} stories"\nmsgstr[0] "a"\nmsgstr[1] "b {number}"\nmsgstr[2] "c"\n',
    ).of("pt-BR")
    assert [ours.say("In brief"), ours.say("World"), ours.language] == ["Em resumo", "World", "pt-BR"]
    assert [ours.count("1 story", "{number} stories", number) for number in (1, 3, 10)] == ["a", "b 3", "c"]


def test_others_keep_words_of_their_own(tmp_path: Path) -> None:
    """A folder beside the catalogues adds words to them, and changes none; templates say them by functions."""
    (tmp_path / "de.po").write_text(
        f'{HEAD}\nmsgid "World"\nmsgstr "?"\n\nmsgid "Join {{service}}"\nmsgstr "{{service}} bestellen"\n',
        encoding="utf-8",
    )
    said = tongues.functions(tongues.load(beside=[tmp_path]).of("de-AT"))
    assert said["_"]("World") == "Welt"
    assert said["_"]("Join {service}", service="Post") == "Post bestellen"
    assert said["counted"]("1 story", "{number} stories", 1204) == "1.204 Meldungen"
    assert said["listed"](["A", "B"]) == "A und B"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        pytest.param("msgid '\n", "cannot be used", id="no catalogue"),
        pytest.param(HEAD + '\nmsgid "{minutes} min"\nmsgstr "{minuten} min"\n', "minuten", id="a name of its own"),
        pytest.param(HEAD + '"Plural-Forms: nplurals=1; plural=import os;\\n"\n', "cannot be used", id="a wrong rule"),
    ],
)
def test_a_wrong_catalogue_is_named(tmp_path: Path, text: str, why: str) -> None:
    """The sentence says which file, what is wrong and what to do."""
    with pytest.raises(RenderError, match=rf"xx\.po cannot be used: .*|.*{why}") as caught:
        write(tmp_path, "xx.po", text).of("xx")
    assert "Mend the file" in str(caught.value)
    assert why in str(caught.value)


def test_the_languages_there_are_words_for_are_known(tmp_path: Path) -> None:
    """Those that ship and those of the operator's folder, English first; a regional tag as its file is named."""
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "pt-BR.po").write_text("")
    assert tongues.shipped().tags() == ("en", "de", "es", "fr")
    assert tongues.load(tmp_path).tags() == ("en", "de", "es", "fr", "pt-BR")
