"""A list ends where its sentence does, and where a wish of its own begins."""

from datetime import date, time

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from digest.domain.people import Cadence
from digest.domain.wishes import Change, Command, Verb, Weights, Words
from digest.subscribe import sentences
from tests.subscribe.reading import added, changed, dropped, understood

NVIDIA, TRUMP = added("Nvidia"), added("Trump")
BOTH = Change(follow=NVIDIA, mute=TRUMP)
NO_SPORT, SCIENCE = Weights(add={"sport": -1.0}), Weights(add={"science": 1.0})


@pytest.mark.parametrize(
    ("line", "weights"),
    [
        pytest.param(
            "More science, technology. No sport.", {"science": 1.0, "technology": 1.0, "sport": -1.0}, id="English"
        ),
        pytest.param(
            "Mehr Wissenschaft, Technik. Kein Sport.", {"science": 1.0, "technology": 1.0, "sport": -1.0}, id="German"
        ),
        pytest.param(
            "Más ciencia, tecnología. Nada de deportes.",
            {"science": 1.0, "technology": 1.0, "sport": -1.0},
            id="Spanish",
        ),
        pytest.param(
            "Plus de science, technologie. Pas de sport.",
            {"science": 1.0, "technology": 1.0, "sport": -1.0},
            id="French",
        ),
        pytest.param(
            "more health, sport. no politics, no business",
            {"health": 1.0, "sport": 1.0, "politics": -1.0, "business": -1.0},
            id="two that are denied",
        ),
        pytest.param("less health, no sport", {"health": -0.5, "sport": -1.0}, id="less of one and none of another"),
    ],
)
def test_a_topic_that_is_denied_is_never_wanted_beside_others(line: str, weights: dict[str, float]) -> None:
    """Whatever is said of those before it."""
    assert changed(line) == Change(topics=Weights(add=weights))


def test_a_no_ends_with_its_sentence() -> None:
    """However loud."""
    wanted = Weights(whole={"science": 1.0, "sport": -1.0, "technology": 1.0})
    assert changed("topics science but no sport! Technology") == Change(topics=wanted)


@pytest.mark.parametrize("line", ["No sport. Science, technology please.", "Less sport. Science, please."])
def test_what_is_named_behind_a_no_in_a_sentence_of_its_own_is_a_riddle(line: str) -> None:
    """It may be wanted; so it is not denied."""
    found = understood(line)
    assert ([set(command.change.topics.add) for command in found.commands], found.unknown) == ([{"sport"}], 1)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        pytest.param("one two. Three four! Five?", ["one two.", "Three four!", "Five?"], id="points"),
        pytest.param('mute "Trump". No sport', ['mute "Trump".', "No sport"], id="behind a quotation mark"),
        pytest.param("pause bis 24. Dezember", ["pause bis 24. Dezember"], id="a date"),
        pytest.param("Dr. Who, St. Louis and Prof. Drosten", ["Dr. Who, St. Louis and Prof. Drosten"], id="titles"),
        pytest.param("Yahoo! News", ["Yahoo! News"], id="a loud name"),
        pytest.param("Apple Inc. and Nvidia", ["Apple Inc. and Nvidia"], id="a firm"),
        pytest.param("Apple Inc. No sport", ["Apple Inc.", "No sport"], id="a wish behind a firm"),
        pytest.param("U.S. politics", ["U.S. politics"], id="a country"),
        pytest.param("AI. No sport", ["AI.", "No sport"], id="a wish behind a short name"),
        pytest.param("7 p.m. Rome", ["7 p.m. Rome"], id="an hour"),
        pytest.param("at 8. Follow Nvidia. no pictures", ["at 8.", "Follow Nvidia.", "no pictures"], id="a number"),
        pytest.param("J. Block", ["J. Block"], id="a first name"),
        pytest.param("7 p.m. sport", ["7 p.m. sport"], id="no wish behind an hour"),
    ],
)
def test_points_of_names_end_no_sentence(line: str, said: list[str]) -> None:
    """Those of sentences do."""
    assert sentences.split(line) == said


def test_a_no_to_a_word_ends_with_its_sentence() -> None:
    """What follows is read by itself."""
    assert changed("No Trump. More science.") == Change(topics=Weights(add={"science": 1.0}), mute=added("Trump"))


@pytest.mark.parametrize(
    ("line", "change"),
    [
        pytest.param("follow Nvidia and mute Trump", BOTH, id="and"),
        pytest.param("mute Trump, follow Nvidia", BOTH, id="a comma"),
        pytest.param("MUTE TRUMP, FOLLOW NVIDIA", Change(follow=added("NVIDIA"), mute=added("TRUMP")), id="loudly"),
        pytest.param("mute Trump - follow Nvidia", BOTH, id="a dash"),
        pytest.param("Follow Nvidia. Mute Trump.", BOTH, id="a point"),
        pytest.param("Mute Trump! Follow Nvidia!", BOTH, id="loud signs"),
        pytest.param("Folge Nvidia und blende Trump aus", BOTH, id="und, and a verb in halves"),
        pytest.param("Trump ausblenden und Nvidia folgen", BOTH, id="two verbs at the end"),
        pytest.param("Bitte Nvidia folgen. Trump stummschalten.", BOTH, id="two sentences of such"),
        pytest.param("Folge Nvidia, Trump stumm", BOTH, id="one at the beginning and one at the end"),
        pytest.param("Sigue a Nvidia y silencia a Trump", BOTH, id="y"),
        pytest.param("Suivre Nvidia et masquer Trump", BOTH, id="et"),
        pytest.param(
            "follow Nvidia, mute Trump, no sport", Change(follow=NVIDIA, mute=TRUMP, topics=NO_SPORT), id="three"
        ),
        pytest.param(
            "mute Trump, no sport, at 8", Change(mute=TRUMP, topics=NO_SPORT, at=time(8)), id="a no and an hour"
        ),
        pytest.param(
            "folge Nvidia, kein Sport, um 8 Uhr",
            Change(follow=NVIDIA, topics=NO_SPORT, at=time(8)),
            id="kein and an hour",
        ),
        pytest.param("mute Trump; more science", Change(mute=TRUMP, topics=SCIENCE), id="a semicolon"),
        pytest.param("masquer Trump. Plus de science.", Change(mute=TRUMP, topics=SCIENCE), id="plus de"),
        pytest.param("follow Nvidia but stop sport", Change(follow=NVIDIA, topics=NO_SPORT), id="but stop"),
        pytest.param("follow Nvidia, in German", Change(follow=NVIDIA, language="de"), id="a language"),
        pytest.param("follow Nvidia, stories 8", Change(follow=NVIDIA, stories=8), id="stories"),
        pytest.param("mute Trump, Berlin time", Change(mute=TRUMP, timezone="Europe/Berlin"), id="a zone"),
        pytest.param(
            "mute Trump, twice a week: Tuesday and Friday",
            Change(mute=TRUMP, cadence=Cadence.DAYS, weekdays=frozenset({1, 4})),
            id="days with an and between",
        ),
        pytest.param(
            "mute Trump, Monday to Friday", Change(mute=TRUMP, cadence=Cadence.WEEKDAYS), id="days with capitals"
        ),
        pytest.param(
            "um 8 Uhr, kein Sport, mehr Wissenschaft",
            Change(at=time(8), topics=Weights(add={"sport": -1.0, "science": 1.0})),
            id="an hour first",
        ),
        pytest.param("mute Trump, +science", Change(mute=TRUMP, topics=SCIENCE), id="a topic with its sign"),
        pytest.param("follow Nvidia, and can you also mute Trump?", BOTH, id="a question"),
        pytest.param("También sigue a Nvidia, pero silencia a Trump. ¡Gracias!", BOTH, id="también"),
        pytest.param("Außerdem bitte Nvidia folgen und Trump ausblenden. Danke!", BOTH, id="außerdem"),
        pytest.param(
            "je préfère Le Monde, pas de sport", Change(sources=added("Le Monde"), topics=NO_SPORT), id="a title"
        ),
        pytest.param("call me Ada and mute Trump", Change(name="Ada", mute=TRUMP), id="a name"),
        pytest.param(
            "no sport, mute Trump, Musk", Change(topics=NO_SPORT, mute=added("Trump", "Musk")), id="a list at the end"
        ),
        pytest.param(
            "follow Nvidia, Apple and Microsoft. No crypto.",
            Change(follow=added("Nvidia", "Apple", "Microsoft"), mute=added("crypto")),
            id="a no behind three",
        ),
        pytest.param("Mute Trump please. I really enjoy the rest.", Change(mute=TRUMP), id="praise behind it"),
        pytest.param("mute Trump. Thanks for everything.", Change(mute=TRUMP), id="thanks behind it"),
        pytest.param(
            "follow Nvidia but not Apple, mute Trump",
            Change(follow=Words(add=("Nvidia",), drop=("Apple",)), mute=TRUMP),
            id="an exception between",
        ),
    ],
)
def test_a_list_of_names_ends_where_a_wish_begins(line: str, change: Change) -> None:
    """What follows is read as a wish of its own."""
    assert changed(line) == change


def test_a_rest_behind_a_list_is_one() -> None:
    """And what is forgotten is one thing."""
    mute = Command(verb=Verb.CHANGE, change=Change(mute=TRUMP))
    rest = Command(verb=Verb.PAUSE, until=date(2026, 12, 7))
    assert understood("mute Trump and pause until 7 December").commands == (mute, rest)
    assert understood("forget nvidia and mute Trump").commands == (Command(verb=Verb.FORGET, subject="nvidia"), mute)


@pytest.mark.parametrize(
    ("names", "words"),
    [
        pytest.param("Dr. Who, St. Louis and Yahoo! News", ("Dr. Who", "St. Louis", "Yahoo! News"), id="points"),
        pytest.param("U.S. politics, Apple Inc. and Nvidia", ("U.S. politics", "Apple Inc", "Nvidia"), id="a firm"),
        pytest.param("Apple, Block and Square", ("Apple", "Block", "Square"), id="a firm called like a verb"),
        pytest.param("apple watch, writer's block", ("apple watch", "writer's block"), id="things called like verbs"),
        pytest.param("Nvidia, Berlin, Monday", ("Nvidia", "Berlin", "Monday"), id="a city and a day"),
        pytest.param("Nvidia, holiday deals and Time", ("Nvidia", "holiday deals", "Time"), id="nouns of ours"),
        pytest.param("Médecins sans frontières", ("Médecins sans frontières",), id="a no in a name"),
        pytest.param("No Doubt", ("No Doubt",), id="a no before a name"),
        pytest.param("what if", ("what if",), id="a word of sentences at the end"),
        pytest.param("Oct. 7, the sun", ("Oct. 7", "the sun"), id="a date, and the name of an outlet that is a day"),
        pytest.param('"no sport, mute Trump", Nvidia', ("no sport, mute Trump", "Nvidia"), id="quoted"),
    ],
)
def test_names_are_names(names: str, words: tuple[str, ...]) -> None:
    """Though a verb, a day or a no may be in them: a wish begins by more than that."""
    assert changed(f"follow {names}") == Change(follow=added(*words))


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("mute trump follow nvidia", id="two wishes without a joint"),
        pytest.param("follow Nvidia at 8", id="an hour"),
        pytest.param("mute Trump until Monday", id="a day"),
        pytest.param("mute Trump for two weeks", id="a while"),
        pytest.param("follow Tesla no more", id="no more"),
        pytest.param("mute him", id="a pronoun"),
        pytest.param("follow not Apple", id="not"),
        pytest.param("Folge nicht Apple", id="nicht"),
        pytest.param("mute I really enjoy it", id="a sentence"),
        pytest.param("Never show me anything from her", id="from nobody"),
        pytest.param("Quelle Bild mute Trump", id="two verbs"),
        pytest.param("mute Trump because he is awful", id="why"),
        pytest.param("Nvidia abbestellen und Trump stummschalten", id="who leaves a part"),
        pytest.param("mute Trump on weekends", id="some days"),
    ],
)
def test_what_says_more_than_names_is_not_understood(line: str) -> None:
    """It is kept as no name."""
    assert (understood(line).commands, understood(line).unknown) == ((), 1)


@pytest.mark.parametrize(
    ("line", "change"),
    [
        pytest.param("unmute Trump and follow him instead", Change(mute=dropped("Trump")), id="a pronoun"),
        pytest.param("mute Trump, unsubscribe", Change(mute=TRUMP), id="nobody leaves by half a line"),
        pytest.param("follow Nvidia and never Apple", Change(follow=NVIDIA), id="never"),
        pytest.param(
            "folge Nvidia, Trump und Musk ausblenden", Change(follow=NVIDIA, mute=added("Musk")), id="a name between"
        ),
        pytest.param("follow Nvidia, remove Apple", Change(follow=NVIDIA), id="what is not there"),
    ],
)
def test_of_two_wishes_the_clear_one_is_done(line: str, change: Change) -> None:
    """And the other is said to be a riddle."""
    found = understood(line)
    assert ([command.change for command in found.commands], found.unknown) == ([change], 1)


@pytest.mark.parametrize(
    ("line", "change"),
    [
        pytest.param("Folge Tesla nicht mehr", Change(follow=dropped("Tesla")), id="German"),
        pytest.param("Tesla nicht mehr folgen", Change(follow=dropped("Tesla")), id="German, at the end"),
        pytest.param("No sigas a Tesla", Change(follow=dropped("Tesla")), id="Spanish"),
        pytest.param("Ne suivez plus Tesla", Change(follow=dropped("Tesla")), id="French"),
        pytest.param("don't follow Tesla", Change(follow=dropped("Tesla")), id="English"),
        pytest.param(
            "Sigue Nvidia, no Tesla", Change(follow=Words(add=("Nvidia",), drop=("Tesla",))), id="one of two, Spanish"
        ),
        pytest.param("Schalte Trump stumm. Danke!", Change(mute=TRUMP), id="a verb in halves"),
        pytest.param("Bitte schalten Sie Trump stumm.", Change(mute=TRUMP), id="politely"),
        pytest.param("Blende Trump und Musk aus", Change(mute=added("Trump", "Musk")), id="two"),
        pytest.param("Blende Trump wieder ein", Change(mute=dropped("Trump")), id="shown again"),
        pytest.param("aber kein Fußball sonst", Change(mute=added("Fußball")), id="sonst"),
        pytest.param("Bitte keine Sportnachrichten mehr", Change(topics=NO_SPORT), id="a topic's stories"),
        pytest.param("Trump nicht mehr ausblenden", Change(mute=dropped("Trump")), id="hidden no more"),
        pytest.param("don't mute Trump", Change(mute=dropped("Trump")), id="not muted"),
        pytest.param("no silencies a Trump", Change(mute=dropped("Trump")), id="not muted in Spanish"),
        pytest.param("ne masquez pas Trump", Change(mute=dropped("Trump")), id="not hidden in French"),
        pytest.param("I never want to see Trump", Change(mute=TRUMP), id="never seen"),
        pytest.param("Ich möchte nichts mehr über Trump lesen", Change(mute=TRUMP), id="read no more"),
        pytest.param("ya no quiero ver a Trump", Change(mute=TRUMP), id="seen no more"),
        pytest.param("je ne veux plus voir Trump", Change(mute=TRUMP), id="seen no more in French"),
        pytest.param("Quiero seguir a Nvidia", Change(follow=NVIDIA), id="a, of somebody"),
        pytest.param("silenciar a Messi y a Trump", Change(mute=added("Messi", "Trump")), id="and of somebody else"),
        pytest.param("silencia a la NASA", Change(mute=added("la NASA")), id="a la"),
        pytest.param("Nada de Fox News", Change(mute=added("Fox News")), id="a name with news in it"),
        pytest.param("Never show me anything about Trump", Change(mute=TRUMP), id="anything about"),
        pytest.param(
            "mute Trump and everything about Musk", Change(mute=added("Trump", "Musk")), id="everything about"
        ),
        pytest.param("follow all news from Gaza", Change(follow=added("Gaza")), id="news from a place"),
    ],
)
def test_words_are_kept_as_they_stand_in_stories(line: str, change: Change) -> None:
    """Without what only the wish needs: others would never match."""
    assert changed(line) == change


@pytest.mark.parametrize(
    ("line", "change"),
    [
        pytest.param("Quelle Bild stummschalten", Change(mute_sources=added("Bild")), id="a German verb at the end"),
        pytest.param("Bild als Quelle stummschalten", Change(mute_sources=added("Bild")), id="als Quelle"),
        pytest.param("Bitte Quelle Bild bevorzugen.", Change(sources=added("Bild")), id="preferred"),
        pytest.param("Source BFM masquer", Change(mute_sources=added("BFM")), id="French"),
        pytest.param("mute Fox as a source", Change(mute_sources=added("Fox")), id="as a source"),
        pytest.param("mute the outlet Fox News", Change(mute_sources=added("Fox News")), id="the outlet"),
        pytest.param("unmute the source Fox News", Change(mute_sources=dropped("Fox News")), id="unmuted"),
        pytest.param("follow the outlet BBC", Change(sources=added("BBC")), id="followed"),
        pytest.param("Silencia la fuente Marca", Change(mute_sources=added("Marca")), id="Spanish"),
        pytest.param(
            "mute Trump and the outlet Fox News", Change(mute=TRUMP, mute_sources=added("Fox News")), id="a word, too"
        ),
        pytest.param("mute source Fox, source Bild", Change(mute_sources=added("Fox", "Bild")), id="said twice"),
        pytest.param(
            "Prefer source BBC, mute source Fox", Change(sources=added("BBC"), mute_sources=added("Fox")), id="both"
        ),
        pytest.param("Bevorzuge Spiegel. Kein Fox.", Change(sources=added("Spiegel"), mute=added("Fox")), id="a no"),
        pytest.param(
            "Mute source Fox News and more science", Change(mute_sources=added("Fox News"), topics=SCIENCE), id="more"
        ),
        pytest.param(
            "Masquer la source BFM et plus de science", Change(mute_sources=added("BFM"), topics=SCIENCE), id="plus de"
        ),
        pytest.param(
            "Never show me anything from The Verge. I prefer Ars Technica.",
            Change(mute_sources=added("The Verge"), sources=added("Ars Technica")),
            id="anything from",
        ),
        pytest.param("prefer Daily Mail", Change(sources=added("Daily Mail")), id="daily in a name"),
        pytest.param(
            "mute source Daily Mail, The Sun, Mail on Sunday",
            Change(mute_sources=added("Daily Mail", "The Sun", "Mail on Sunday")),
            id="days in names",
        ),
        pytest.param("sources: none", Change(sources=Words(whole=())), id="none of them"),
    ],
)
def test_outlets_are_what_is_said_to_be_one(line: str, change: Change) -> None:
    """Wherever the verb stands, and never the opposite of what it says."""
    assert changed(line) == change


@pytest.mark.parametrize(
    ("line", "weights"),
    [
        pytest.param("No sport but more science", {"sport": -1.0, "science": 1.0}, id="but more"),
        pytest.param("no more sport, more science", {"sport": -1.0, "science": 1.0}, id="more behind no more"),
        pytest.param(
            "no sport, no politics, more science, health",
            {"sport": -1.0, "politics": -1.0, "science": 1.0, "health": 1.0},
            id="two and two",
        ),
        pytest.param(
            "less sport and politics, more science and health",
            {"sport": -0.5, "politics": -0.5, "science": 1.0, "health": 1.0},
            id="two of each",
        ),
        pytest.param(
            "weniger Sport und Politik, mehr Wissenschaft",
            {"sport": -0.5, "politics": -0.5, "science": 1.0},
            id="German",
        ),
        pytest.param(
            "menos deportes y política, más ciencia", {"sport": -0.5, "politics": -0.5, "science": 1.0}, id="Spanish"
        ),
        pytest.param(
            "moins de sport et de politique, plus de science",
            {"sport": -0.5, "politics": -0.5, "science": 1.0},
            id="French",
        ),
        pytest.param(
            "+health, no sport, more science", {"health": 1.0, "sport": -1.0, "science": 1.0}, id="a sign first"
        ),
        pytest.param("Stop sport. More science.", {"sport": -1.0, "science": 1.0}, id="stop"),
        pytest.param("stop sport and more science", {"sport": -1.0, "science": 1.0}, id="stop and more"),
        pytest.param("Stopp Sport, mehr Wissenschaft", {"sport": -1.0, "science": 1.0}, id="stopp"),
        pytest.param("baja de deportes, más ciencia", {"sport": -1.0, "science": 1.0}, id="baja"),
        pytest.param("désabonner du sport, plus de science", {"sport": -1.0, "science": 1.0}, id="désabonner"),
    ],
)
def test_what_is_wanted_more_beside_what_is_not_is_wanted(line: str, weights: dict[str, float]) -> None:
    """ "More" belongs to what stands behind it."""
    assert changed(line) == Change(topics=Weights(add=weights))


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("No sport, but science please", id="but"),
        pytest.param("Kein Sport, nur Wissenschaft", id="nur"),
        pytest.param("sin deportes, con ciencia", id="con"),
        pytest.param("Pas de sport, mais de la science", id="mais"),
        pytest.param("stop sport, send science", id="send"),
        pytest.param("more science instead of sport", id="instead of"),
        pytest.param("no quiero deportes, quiero ciencia", id="quiero"),
        pytest.param("Sport abbestellen, dafür mehr Astrologie", id="what is no topic"),
    ],
)
def test_a_topic_that_may_be_wanted_is_not_denied(line: str) -> None:
    """Nor wished for, where it stands behind "instead of"; the writer is told."""
    found = understood(line)
    assert found.unknown == 1
    assert all(command.change.topics.add in ({}, {"sport": -1.0}) for command in found.commands)


@pytest.mark.parametrize(
    ("line", "change"),
    [
        pytest.param("mute Trump or Musk", Change(mute=added("Trump", "Musk")), id="or"),
        pytest.param("Folge bitte Nvidia oder Apple", Change(follow=added("Nvidia", "Apple")), id="bitte"),
        pytest.param("follow Nvidia please, and thanks", Change(follow=NVIDIA), id="please"),
        pytest.param("mute the words Trump and Musk", Change(mute=added("Trump", "Musk")), id="the words"),
        pytest.param("suivre le mot Nvidia", Change(follow=NVIDIA), id="le mot"),
        pytest.param("follow the word of God", Change(follow=added("the word of God")), id="a name like it"),
        pytest.param("mute Trump, Musk too", Change(mute=added("Trump", "Musk")), id="too"),
        pytest.param("mute Trump forever", Change(mute=TRUMP), id="forever"),
        pytest.param(
            "My name is Ada and I live in Berlin", Change(name="Ada", timezone="Europe/Berlin"), id="who says more"
        ),
    ],
)
def test_what_is_said_beside_a_name_is_no_part_of_it(line: str, change: Change) -> None:
    """Politeness, "the word", "too"."""
    assert changed(line) == change


@pytest.mark.parametrize(
    "line",
    [
        "Hide Trump, show Biden",
        "mute Trump, he is awful",
        "mute Trump, I can't stand him",
        "mute Trump, what else can I do?",
        "mute Trump and 5 stories a day",
    ],
)
def test_what_is_no_name_in_a_list_is_said_to_be_a_riddle(line: str) -> None:
    """The names are muted."""
    found = understood(line)
    assert (found.commands[0].change, found.unknown) == (Change(mute=TRUMP), 1)


def test_who_subscribes_may_say_words_in_the_same_line() -> None:
    """They are no riddles."""
    found = understood("subscribe to science, mute Trump, Musk")
    assert [command.verb for command in found.commands] == [Verb.SUBSCRIBE]
    assert (found.commands[0].change.mute, found.unknown) == (added("Trump", "Musk"), 0)


#: Wishes that stand beside each other whatever is between them.
WISHES = {
    "en": [
        *("follow Nvidia, climate AND court", "mute Trump", "no sport", "more science", "less politics", "at 8"),
        *("weekdays", "in German", "stories 8", "prefer source BBC", "mute source Fox News", "no pictures"),
    ],
    "de": [
        *("folge Nvidia, Apple", "stumm Trump", "kein Sport", "mehr Wissenschaft", "weniger Politik", "um 8 Uhr"),
        *("werktags", "auf Englisch", "bevorzuge Spiegel", "keine Bilder", "kein Musk"),
    ],
    "es": [
        *("sigue a Nvidia, Apple", "silencia a Trump", "nada de deportes", "más ciencia", "menos política"),
        *("a las 8", "en inglés", "prefiero El País", "sin imágenes"),
    ],
    "fr": [
        *("suivre Nvidia, Apple", "masquer Trump", "pas de sport", "plus de science", "moins de politique"),
        *("à 8h", "en anglais", "je préfère Le Monde", "sans images"),
    ],
}
JOINTS = {
    "en": [", ", "; ", " and ", ", and ", " but ", ". "],
    "de": [", ", "; ", " und ", " aber ", ". "],
    "es": [", ", "; ", " y ", " pero ", ". "],
    "fr": [", ", "; ", " et ", " mais ", ". "],
}


@given(st.data(), st.sampled_from(sorted(WISHES)))
def test_wishes_in_one_line_are_what_they_are_in_lines_of_their_own(data: st.DataObject, language: str) -> None:
    """In any order, whatever stands between them; a number with a point may be the day of a date."""
    wishes = data.draw(st.lists(st.sampled_from(WISHES[language]), min_size=2, max_size=4, unique=True))
    joint = data.draw(st.sampled_from(JOINTS[language]))
    assume(joint != ". " or not any(wish[-1].isdigit() for wish in wishes[:-1]))
    assert changed(joint.join(wishes)) == changed(*wishes)
