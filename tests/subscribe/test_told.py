"""Whole sentences of strangers: rests, what nobody wants, what is held, and days by name are read as they mean them."""

from datetime import date, time

import pytest

from digest.domain.people import Cadence
from digest.domain.wishes import Change, Command, Verb, Weights, Words
from tests.subscribe.reading import added, changed, dropped, understood

TUESDAY_AND_FRIDAY = frozenset({1, 4})
FIFTEEN = tuple(f"mute word{number}" for number in range(15))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "I am away from 24 December to 3 January, please hold my digest until then.", id="begins too late"
        ),
        pytest.param("pause\n\nuntil Easter", id="an end that no calendar of ours has"),
        pytest.param("pause\njusqu'à Pâques", id="the same in French"),
        pytest.param("We are away until Easter, please pause", id="in an aside"),
        pytest.param("Bitte pausieren. Wir sind bis Ostern weg", id="in a sentence beside"),
        pytest.param("pause\nfrom 3 January", id="a beginning"),
        pytest.param("pause\nI will be back on the 31st of February", id="a day that no year has"),
        pytest.param("pausa\nvuelvo en enero, el 40", id="a month with a wrong day"),
        pytest.param("pause\nour trip takes two weeks and a bit", id="a span in prose"),
        pytest.param("pause\nI fly 24/12 - 3/1", id="days in digits"),
        pytest.param("pause\nmy flight goes tomorrow", id="tomorrow"),
        pytest.param("pause in January", id="a month that is still to come"),
    ],
)
def test_a_date_that_is_not_understood_makes_no_rest_without_an_end(text: str) -> None:
    """Nothing is done, and the answer is help."""
    found = understood(*text.split("\n"))
    assert [command.verb for command in found.commands if command.verb is not Verb.CHANGE] == []
    assert found.unknown > 0


@pytest.mark.parametrize(
    ("text", "until", "days"),
    [
        pytest.param("pause\n\nuntil 3 January", date(2027, 1, 3), None, id="the end on a line of its own"),
        pytest.param("Pause bitte\nbis 3. Januar", date(2027, 1, 3), None, id="the same in German"),
        pytest.param("pause\n10 days", None, 10, id="a span on a line of its own"),
        pytest.param(
            "I am away from 12 December to 3 January, please hold my digest until then.",
            date(2027, 1, 4),
            None,
            id="then",
        ),
        pytest.param(
            "Please pause my digest while I am away, until 3 January", date(2027, 1, 3), None, id="while away"
        ),
        pytest.param("Please hold my mail until 3 January", date(2027, 1, 3), None, id="hold"),
        pytest.param("bitte ab Montag für 10 Tage pausieren", date(2026, 12, 3), None, id="from a day for a span"),
        pytest.param("pause from Monday for 10 days", date(2026, 12, 3), None, id="the same in English"),
        pytest.param("pause 1.12. - 14.12.", date(2026, 12, 15), None, id="two dates and a dash"),
        pytest.param("Pause 1-14 December", date(2026, 12, 15), None, id="two days and a dash"),
        pytest.param("stop from 1 to 14 December", date(2026, 12, 15), None, id="a stop from one day to another"),
        pytest.param("unsubscribe until 3 January", date(2027, 1, 3), None, id="leaving until a day is a rest"),
        pytest.param("pause until next week", date(2026, 11, 23), None, id="until the next week begins"),
        pytest.param("pause next week", date(2026, 11, 30), None, id="until the next week is over"),
        pytest.param("pause next month", date(2027, 1, 1), None, id="until the next month is over"),
    ],
)
def test_a_rest_with_an_end_has_that_end(text: str, until: date | None, days: int | None) -> None:
    """However it is told."""
    found = understood(*text.split("\n"))
    assert (found.commands, found.unknown) == ((Command(verb=Verb.PAUSE, until=until, days=days),), 0)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("pause", id="bare"),
        pytest.param("Please pause. Have a nice day!", id="a nice day is none"),
        pytest.param("pause until further notice", id="until further notice"),
        pytest.param("pause\nbis auf weiteres", id="the same on a line of its own"),
        pytest.param("pause\nBest from Ada", id="a name below"),
        pytest.param("pause\n--\nAda\nMobile 01/23-45", id="digits below a signature's dashes"),
        pytest.param("en pause\njusqu'à nouvel ordre", id="until further notice in French"),
        pytest.param("Please pause my subscription for the time being", id="for the time being"),
    ],
)
def test_a_rest_without_a_date_has_no_end(text: str) -> None:
    """It lasts until they say that it should not."""
    assert understood(*text.split("\n")).commands == (Command(verb=Verb.PAUSE),)


def test_a_rest_that_begins_more_than_a_month_from_now_is_none() -> None:
    """For we rest at once."""
    assert understood("pause from 15 January for 10 days").commands == ()


def test_may_is_no_month_where_it_asks() -> None:
    """ "May I pause?" does not rest until spring."""
    assert understood("May I pause?").commands == ()


@pytest.mark.parametrize(
    ("line", "weight"),
    [
        pytest.param("plus de sport du tout, merci", -1.0, id="none at all in French"),
        pytest.param("je ne veux plus de sport", -1.0, id="I want no more"),
        pytest.param("plus jamais de sport", -1.0, id="never again"),
        pytest.param("plus aucun sport", -1.0, id="none any more"),
        pytest.param("y'a trop de sport", -0.5, id="there is too much"),
        pytest.param("no sport at all", -1.0, id="none at all in English"),
        pytest.param("pas de sport du tout", -1.0, id="pas du tout"),
        pytest.param("il y a trop de sport", -0.5, id="there is too much, written out"),
        pytest.param("plus de sport", 1.0, id="bare it may be either, and the answer says which"),
        pytest.param("Sport interessiert mich nicht", -1.0, id="what does not interest in German"),
        pytest.param("Sport interessiert uns überhaupt nicht mehr.", -1.0, id="at all"),
        pytest.param("El deporte no me interesa", -1.0, id="in Spanish"),
        pytest.param("Le sport ne m'intéresse pas du tout", -1.0, id="in French"),
        pytest.param("sport doesn't interest me", -1.0, id="in English"),
        pytest.param("bitte ab sofort weniger Sport", -0.5, id="from now on"),
        pytest.param("From now on, less sport please", -0.5, id="from now on in English"),
    ],
)
def test_what_nobody_wants_is_not_turned_on(line: str, weight: float) -> None:
    """A no that stands around the topic counts."""
    assert changed(line) == Change(topics=Weights(add={"sport": weight}))


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("Dieser Newsletter interessiert mich nicht", id="the newsletter"),
        pytest.param("Das interessiert mich nicht", id="this"),
        pytest.param("Your mails don't interest me", id="your mails"),
    ],
)
def test_what_is_ours_is_not_muted_as_a_word(line: str) -> None:
    """Nor does anybody leave by it."""
    assert understood(line).commands == ()


@pytest.mark.parametrize(
    ("line", "change"),
    [
        pytest.param(
            "follow AI and climate change, but nothing about football",
            Change(follow=added("AI", "climate change"), mute=added("football")),
            id="but nothing about",
        ),
        pytest.param(
            "follow Apple and nothing about Samsung",
            Change(follow=added("Apple"), mute=added("Samsung")),
            id="and nothing",
        ),
        pytest.param(
            "Bitte folge Tesla, aber nichts über Musk",
            Change(follow=added("Tesla"), mute=added("Musk")),
            id="in German",
        ),
        pytest.param(
            "seguir Tesla, pero nada de Musk", Change(follow=added("Tesla"), mute=added("Musk")), id="Spanish"
        ),
        pytest.param("suivre Tesla mais rien sur Musk", Change(follow=added("Tesla"), mute=added("Musk")), id="French"),
        pytest.param(
            "follow tennis and no football", Change(follow=added("tennis"), mute=added("football")), id="and no"
        ),
        pytest.param(
            "nothing about football and more science",
            Change(topics=Weights(add={"science": 1.0}), mute=added("football")),
            id="what follows the no is wanted",
        ),
        pytest.param("mute Trump and nothing about Musk", Change(mute=added("Trump", "Musk")), id="a mute goes on"),
        pytest.param("mute all Trump, but not Musk", Change(mute=Words(add=("all Trump",), drop=("Musk",))), id="not"),
        pytest.param("follow notting hill, notes", Change(follow=added("notting hill", "notes")), id="no not in it"),
        pytest.param("unfollow Tesla", Change(follow=dropped("Tesla")), id="as ever"),
    ],
)
def test_what_a_list_of_words_denies_is_muted(line: str, change: Change) -> None:
    """And is never followed."""
    assert changed(line) == change


@pytest.mark.parametrize(
    "line",
    [
        "Ich möchte den Newsletter nicht mehr erhalten.",
        "Ich möchte diesen Newsletter nicht mehr bekommen",
        "Kündigung",
        "Hiermit kündige ich den Newsletter",
        "Bitte streichen Sie mich vom Verteiler",
        "Ya no quiero recibir el boletín",
        "Por la presente cancelo mi suscripción",
        "Bórreme de la lista, por favor",
        "Cancelación",
        "Je ne veux plus recevoir cette lettre.",
        "Résiliation",
        "Annulation de mon abonnement",
        "Je vous prie de bien vouloir résilier mon abonnement",
        "Solicito la cancelación de mi suscripción",
        "Bitte nehmen Sie meine Adresse aus dem Verteiler",
        "Löschen Sie meine Adresse aus Ihrem Verteiler",
        "Cancellation",
        "Par la présente je résilie mon abonnement",
    ],
)
def test_who_writes_as_to_an_office_leaves(line: str) -> None:
    """In the nouns and forms that letters to offices have."""
    assert understood(line).commands == (Command(verb=Verb.LEAVE),)


@pytest.mark.parametrize(
    "line",
    [
        "Retaliation",
        "Constellation",
        "Kündigung eines Ministers",
        "Ich habe den Newsletter nicht mehr erhalten",
        "Ich möchte den Newsletter nicht mehr missen",
        "Ich möchte den Newsletter wieder erhalten",
        "unsubscribe until Easter",
        "Unsubscribe me, until Easter",
        "stop until Easter",
        "Ich möchte den Newsletter nicht mehr um 7 bekommen",
        "Ich möchte den Newsletter nicht mehr am Montag erhalten",
    ],
)
def test_nobody_leaves_by_a_word_that_is_near(line: str) -> None:
    """Leaving by mistake is worse than help."""
    assert Verb.LEAVE not in {command.verb for command in understood(line).commands}


@pytest.mark.parametrize(
    "line",
    [
        "Kündigung zum 31. Dezember",
        "Hiermit kündige ich den Newsletter zum 31.12.",
        "cancel my subscription from 1 January",
    ],
)
def test_who_leaves_on_a_day_to_come_is_asked(line: str) -> None:
    """By help: neither do they leave today, nor do issues begin again on that day."""
    found = understood(line)
    assert (found.commands, found.unknown) == ((), 1)


@pytest.mark.parametrize(
    ("line", "verb"),
    [
        ("Bitte löschen Sie alle meine Daten", Verb.ERASE),
        ("Supprimez toutes mes données", Verb.ERASE),
        ("Meine Daten bitte exportieren", Verb.EXPORT),
        ("Send me a copy of my data", Verb.EXPORT),
        ("Could you send me a copy of all my data, please?", Verb.EXPORT),
        ("Bitte schicken Sie mir eine Kopie meiner Daten", Verb.EXPORT),
        ("Envoyez-moi mes données", Verb.EXPORT),
        ("Envíenme una copia de mis datos", Verb.EXPORT),
    ],
)
def test_what_is_held_is_asked_for_in_plain_words(line: str, verb: Verb) -> None:
    """To have it, or to have it gone; both are confirmed before anything is done."""
    assert understood(line).commands == (Command(verb=verb),)


@pytest.mark.parametrize(
    ("line", "change"),
    [
        pytest.param(
            "Could you please send me less sport and more science?",
            Change(topics=Weights(add={"sport": -0.5, "science": 1.0})),
            id="two wishes behind a question",
        ),
        pytest.param("Can I get it at 6:30 pm instead?", Change(at=time(18, 30)), id="another hour"),
        pytest.param("move me to Tokyo time", Change(timezone="Asia/Tokyo"), id="another zone"),
        pytest.param(
            "twice a week: tuesday and friday at noon",
            Change(cadence=Cadence.DAYS, weekdays=TUESDAY_AND_FRIDAY, at=time(12)),
            id="how often, then when",
        ),
        pytest.param(
            "zweimal die Woche, Dienstag und Freitag",
            Change(cadence=Cadence.DAYS, weekdays=TUESDAY_AND_FRIDAY),
            id="the same in German",
        ),
        pytest.param("skip the weekends", Change(cadence=Cadence.WEEKDAYS), id="no weekends"),
        pytest.param(
            "Kann ich auch Wirtschaft dazu bekommen?",
            Change(topics=Weights(add={"business": 1.0})),
            id="one more topic",
        ),
        pytest.param("Puis-je aussi avoir l'économie ?", Change(topics=Weights(add={"business": 1.0})), id="in French"),
    ],
)
def test_a_wish_in_a_whole_sentence_is_done_whole(line: str, change: Change) -> None:
    """With nothing left over."""
    assert changed(line) == change


@pytest.mark.parametrize("line", ["twice a week", "three times a week: Monday and Friday"])
def test_how_often_without_as_many_days_says_nothing(line: str) -> None:
    """For which days is theirs to say."""
    assert understood(line).commands == ()


def test_more_orders_than_are_read_are_told() -> None:
    """The first ten are done, and the rest are known to be there."""
    found = understood(*FIFTEEN)
    assert found.is_cut
    assert len(found.commands[0].change.mute.add) == 10


def test_ten_orders_are_all_that_is_asked() -> None:
    """Nor is a farewell below them an order."""
    assert not understood(*FIFTEEN[:10], "Thanks", "Ada").is_cut


def test_more_commands_in_one_line_than_are_read_are_told() -> None:
    """As those on lines of their own."""
    assert understood("more 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12").is_cut
