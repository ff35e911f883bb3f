"""What strangers wrote and was read wrong: wishes to leave, empty subjects, days from which on something holds."""

from datetime import time

import pytest

from digest.domain.people import Cadence
from digest.domain.wishes import Change, Command, Verb, Weights, Words
from digest.subscribe import assent, clock, subjects
from tests.subscribe.reading import added, changed, understood

LEAVE = Command(verb=Verb.LEAVE)


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("Sácame de aquí por favor", id="out of here in Spanish"),
        pytest.param("Quítame de aquí", id="another verb for it"),
        pytest.param("Bórrame de aquí", id="a verb that may erase"),
        pytest.param("Quítenme de su correo", id="out of your mail"),
        pytest.param("Take me off here", id="off here in English"),
    ],
)
def test_who_wants_out_of_here_leaves(line: str) -> None:
    """ "Here" is us, and no word to mute."""
    assert understood(line).commands == (LEAVE,)


@pytest.mark.parametrize(
    "subject",
    [
        pytest.param("(no subject)", id="a client's words in English"),
        pytest.param("No subject", id="without brackets"),
        pytest.param("<no subject>", id="in other brackets"),
        pytest.param("(kein Betreff)", id="in German"),
        pytest.param("ohne Betreff", id="without one in German"),
        pytest.param("(sans objet)", id="in French"),
        pytest.param("Aucun objet", id="none in French"),
        pytest.param("(Sin título)", id="without a title in Spanish"),
        pytest.param("(sin asunto)", id="in Spanish"),
        pytest.param("Re: (no subject)", id="in an answer"),
    ],
)
def test_an_empty_subject_asks_nothing(subject: str) -> None:
    """What a client puts where no subject was written is none."""
    assert subjects.plain(subject)[0] == ""
    assert understood(subject=subject).commands == ()
    assert understood("Opt out", subject=subject).commands == (LEAVE,)
    assert understood("subscribe", subject=subject).commands == (Command(verb=Verb.SUBSCRIBE),)
    assert understood("Thanks for yesterday's issue, it was great.", subject=subject).is_kind


def test_a_subject_that_denies_a_topic_still_does() -> None:
    """Only the words for a subject itself are none."""
    assert understood(subject="no sport").commands[0].change.topics == Weights(add={"sport": -1.0})


@pytest.mark.parametrize(
    ("line", "change"),
    [
        pytest.param("From Monday please send at 6", Change(at=time(6)), id="from"),
        pytest.param("as of Monday please send it at 7", Change(at=time(7)), id="as of"),
        pytest.param("starting next Monday at 8", Change(at=time(8)), id="starting"),
        pytest.param("Ich hätte es ab Montag lieber um 6.", Change(at=time(6)), id="in a German sentence"),
        pytest.param("Ab Dienstag bitte um 8.", Change(at=time(8)), id="before a German hour"),
        pytest.param("Dès lundi à 7h", Change(at=time(7)), id="in French"),
        pytest.param("à partir de lundi prochain à 7h", Change(at=time(7)), id="from next Monday in French"),
        pytest.param("a partir del lunes a las 7", Change(at=time(7)), id="in Spanish"),
        pytest.param("desde el lunes a las 7", Change(at=time(7)), id="since in Spanish"),
        pytest.param("from Monday no sport please", Change(topics=Weights(add={"sport": -1.0})), id="a topic denied"),
        pytest.param("Ab Montag bitte keinen Sport", Change(topics=Weights(add={"sport": -1.0})), id="one in German"),
        pytest.param("Dès lundi, plus de science", Change(topics=Weights(add={"science": 1.0})), id="one wanted"),
        pytest.param("From Monday, mute Trump", Change(mute=Words(add=("Trump",))), id="a word"),
        pytest.param("Ab Montag bitte Trump stummschalten", Change(mute=Words(add=("Trump",))), id="a verb at its end"),
    ],
)
def test_a_day_from_which_on_a_wish_holds_is_no_day_of_the_week(line: str, change: Change) -> None:
    """The wish is done at once, and the days stay."""
    assert changed(line) == change


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("Subscribe please, from Monday at 8, Dublin.", id="in English"),
        pytest.param("Bitte anmelden, ab Montag um 8, Dublin", id="in German"),
        pytest.param("Suscribir, desde el lunes a las 8, Dublín", id="in Spanish"),
        pytest.param("Abonner, dès lundi à 8h, Dublin", id="in French"),
    ],
)
def test_who_joins_from_a_day_on_gets_every_issue(line: str) -> None:
    """Joining from Monday is no weekly mail."""
    (command,) = understood(line).commands
    assert command == Command(verb=Verb.SUBSCRIBE, change=Change(at=time(8), timezone="Europe/Dublin"))


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("from Monday", id="a beginning of nothing"),
        pytest.param("ab Montag", id="in German"),
        pytest.param("this Friday at 9 please", id="one Friday"),
        pytest.param("This Friday, at 9 please", id="with a comma"),
        pytest.param("nächsten Montag um 8", id="next Monday in German"),
        pytest.param("el próximo lunes a las 8", id="in Spanish"),
        pytest.param("lundi prochain à 8h", id="in French"),
        pytest.param("Am Freitag bitte erst um 9", id="only then"),
    ],
)
def test_one_day_by_itself_changes_nothing(line: str) -> None:
    """What we cannot do for one issue is done for none, and help is given."""
    found = understood(line)
    assert (found.commands, found.unknown) == ((), 1)


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("from Monday to Friday", id="from and to"),
        pytest.param("Monday to Friday", id="to"),
        pytest.param("ab Montag bis Freitag", id="in German"),
        pytest.param("de lunes a viernes", id="in Spanish"),
        pytest.param("du lundi au vendredi", id="in French"),
        pytest.param("from Mondays to Fridays", id="many of them"),
    ],
)
def test_days_from_one_to_another_stay_days(line: str) -> None:
    """Only a day alone behind "from" is a beginning."""
    assert changed(line) == Change(cadence=Cadence.WEEKDAYS)


@pytest.mark.parametrize(
    "line", ["pause from Monday", "From Monday pause", "Ab Montag abbestellen", "Am Freitag", "ab Montag und Dienstag"]
)
def test_nobody_leaves_or_rests_before_the_day(line: str) -> None:
    """What holds from Monday on is not done today, where it cannot be taken back by reading on."""
    assert LEAVE not in understood(line).commands
    assert Command(verb=Verb.PAUSE) not in understood(line).commands


@pytest.mark.parametrize(
    ("line", "change"),
    [
        pytest.param("Pas de sport non plus", Change(topics=Weights(add={"sport": -1.0})), id="French"),
        pytest.param("pas de people non plus", Change(mute=Words(add=("people",))), id="a word in French"),
        pytest.param("no sport either please", Change(topics=Weights(add={"sport": -1.0})), id="English"),
        pytest.param("No more politics either.", Change(topics=Weights(add={"politics": -1.0})), id="no more"),
        pytest.param("no Trump either", Change(mute=Words(add=("Trump",))), id="a word in English"),
        pytest.param("mute Trump either please", Change(mute=Words(add=("Trump",))), id="behind a verb"),
        pytest.param("No quiero deportes tampoco", Change(topics=Weights(add={"sport": -1.0})), id="Spanish"),
        pytest.param("Nada de Trump tampoco", Change(mute=Words(add=("Trump",))), id="a word in Spanish"),
        pytest.param("Trump bitte auch stummschalten", Change(mute=Words(add=("Trump",))), id="German"),
    ],
)
def test_little_words_beside_a_refusal_are_not_muted(line: str, change: Change) -> None:
    """ "Either" and its like say that there was another before."""
    assert changed(line) == change


def test_little_words_are_not_muted_by_who_joins() -> None:
    """What stands behind "subscribe" is read alike."""
    (command,) = understood("subscribe tech, no crypto either").commands
    assert command.change.mute == Words(add=("crypto",))


@pytest.mark.parametrize("line", ["¡Seguid así!", "¡Sigue así!", "Sigan así, enhorabuena"])
def test_go_on_like_this_is_praise(line: str) -> None:
    """It follows nobody, and wants no answer."""
    assert understood(line).is_kind


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("Sigo sin recibir la edición del lunes.", id="still no issue"),
        pytest.param("Sigo esperando una respuesta.", id="still waiting"),
        pytest.param("Sigo de vacaciones", id="still on holiday"),
        pytest.param("Follow up on yesterday's story about the bridge", id="follow up"),
        pytest.param("Suivez votre cœur, pas les clics.", id="follow your heart"),
        pytest.param("Folgt eurem Herzen", id="the same in German"),
        pytest.param("No offence, but your politics coverage is one-sided.", id="no offence"),
        pytest.param("No complaints", id="no complaints"),
        pytest.param("No sweat", id="no sweat"),
        pytest.param("Kein Kommentar", id="no comment in German"),
        pytest.param("Keine Beschwerden", id="no complaints in German"),
        pytest.param("Kein Ding", id="no thing in German"),
        pytest.param("Ohne Witz, super Newsletter", id="no joke in German"),
        pytest.param("ohne Worte", id="no words in German"),
        pytest.param("Sin palabras", id="no words in Spanish"),
        pytest.param("Sin novedad", id="no news in Spanish"),
        pytest.param("Sin otro particular, le saluda", id="the end of a Spanish letter"),
        pytest.param("Sans commentaire", id="no comment in French"),
        pytest.param("Sans rancune", id="no hard feelings in French"),
        pytest.param("Sans attendre, merci", id="no waiting in French"),
        pytest.param("Oubliez mon message d'hier.", id="forget my mail in French"),
        pytest.param("Forget my last message", id="forget my mail"),
    ],
)
def test_a_saying_is_no_wish(line: str) -> None:
    """Nothing is followed, muted or forgotten for it; help is the answer."""
    found = understood(line)
    assert (found.commands, found.unknown) == ((), 1)


@pytest.mark.parametrize(
    "line",
    [
        "That's enough, I don't want these emails any more.",
        "That's enough, please stop these emails",
        "Bitte nehmen Sie mich raus.",
        "Nehmt mich raus",
        "Nehmen Sie mich bitte heraus",
        "Es reicht, bitte abmelden",
        "Plus de mails svp",
        "Plus d'emails",
        "Ça suffit, plus de mails s'il vous plaît.",
        "Ruego eliminen mi dirección de su lista de distribución.",
        "Elimíname",
        "¡Basta ya! Dadme de baja",
    ],
)
def test_common_ways_to_leave_do(line: str) -> None:
    """Whoever says so is not sent help."""
    assert understood(line).commands == (LEAVE,)


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("That's enough, no more sport", id="enough of a topic"),
        pytest.param("Plus de mails sur le sport", id="mails about something"),
        pytest.param("Basta, gracias", id="enough and thanks"),
        pytest.param("Ich will das nicht mehr.", id="what, nobody knows"),
    ],
)
def test_enough_of_something_leaves_nobody(line: str) -> None:
    """Only a wish to leave behind it does."""
    assert LEAVE not in understood(line).commands


@pytest.mark.parametrize(
    "line", ["Ja, ich will!", "Ja, kein Problem", "Yes, no problem", "Sí, sin problema", "Oui, sans problème"]
)
def test_no_problem_takes_no_yes_back(line: str) -> None:
    """A yes stays one beside a "no problem"."""
    assert assent.of([line], is_wish=lambda _: False) is assent.Answer.YES


@pytest.mark.parametrize("line", ["Ja, ich will nicht", "Ich will nicht", "No", "Kein Interesse, kein Problem"])
def test_a_no_stays_one(line: str) -> None:
    """Nobody joins by a no, whatever stands beside it."""
    assert assent.of([line], is_wish=lambda _: False) is not assent.Answer.YES


def test_half_of_a_day_without_an_hour_is_no_time() -> None:
    """ "Abends um" with no number is nothing."""
    assert clock.read(["abends", "um", "ada"]) is None


@pytest.mark.parametrize(
    "line",
    [
        "No more emails from now on please",
        "Please stop all emails effective immediately.",
        "As of today, please unsubscribe me",
        "Bitte ab sofort keine Mails mehr.",
        "Bitte schicken Sie mir ab sofort keine Mails mehr.",
        "Ab heute bitte keine E-Mails mehr",
        "Hiermit kündige ich den Newsletter mit sofortiger Wirkung.",
        "A partir de ahora no me envíen más correos",
        "Desde hoy no quiero recibir más correos",
        "À partir d'aujourd'hui, je ne veux plus recevoir vos mails",
        "Désormais, plus aucun mail svp",
    ],
)
def test_who_leaves_from_now_on_leaves(line: str) -> None:
    """It is what is done anyway."""
    assert understood(line).commands == (LEAVE,)


def test_what_holds_from_now_on_is_read_without_that() -> None:
    """It says neither a day nor a word; alone it is not understood."""
    assert changed("From now on no sport, please") == Change(topics=Weights(add={"sport": -1.0}))
    assert changed("mute Trump, ab sofort") == Change(mute=added("Trump"))
    assert understood("from now on").unknown == 1
