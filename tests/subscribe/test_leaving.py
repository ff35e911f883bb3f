"""Who wants to leave leaves, in whatever words; who does not, never."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.domain.wishes import Change, Command, Verb, Weights
from tests.subscribe.reading import understood

NO_SPORT = Change(topics=Weights(add={"sport": -1}))


@pytest.mark.parametrize(
    "line",
    [
        "unsubscribe from sport",
        "Please stop sending me sport",
        "I want to stop sport",
        "no more sport please",
        "I no longer want to receive sport",
        "Bitte keinen Sport mehr",
        "Sport bitte abbestellen",
        "¿Podéis dejar de enviarme deportes?",
        "no quiero más deportes",
        "quiero darme de baja de deportes",
        "I am not interested in sport",
        "Ich interessiere mich nicht für Sport",
        "me désabonner du sport",
        "Je ne veux plus de sport",
    ],
)
def test_who_wants_no_more_of_a_topic_does_not_leave(line: str) -> None:
    """The topic is never wanted from then on, and mail goes on; also below a subject that says stop."""
    for subject in ("", "stop"):
        found = understood(line, subject=subject)
        assert (found.commands, found.unknown) == ((Command(verb=Verb.CHANGE, change=NO_SPORT),), 0)


NEGATIONS = st.sampled_from(
    [
        "do not",
        "don't",
        "never",
        "please do not",
        "I do not want to",
        "nicht",
        "bitte nicht",
        "no",
        "no quiero",
        "ne pas",
    ]
)
LEAVING = st.sampled_from(
    ["unsubscribe", "unsubscribe me", "stop", "cancel", "abmelden", "abbestellen", "darme de baja", "me désabonner"]
)
WHAT = st.sampled_from(["", "sport", "from sport", "science and politics", "von Politik", "de deportes", "du sport"])


@given(NEGATIONS, LEAVING, WHAT)
def test_who_says_no_to_leaving_never_leaves(negation: str, leave: str, what: str) -> None:
    """Whatever language the words are of."""
    found = understood(f"{negation} {leave} {what}".strip())
    assert Verb.LEAVE not in [command.verb for command in found.commands]


@given(LEAVING, st.sampled_from(["sport", "science and politics", "Politik", "deportes"]))
def test_who_leaves_a_topic_never_leaves_all(leave: str, topic: str) -> None:
    """ "stop sport" """
    assert Verb.LEAVE not in [command.verb for command in understood(f"{leave} {topic}").commands]


@pytest.mark.parametrize(
    "line",
    [
        "I no longer want to receive these emails. Please remove me from your list.",
        "I never signed up for this. Unsubscribe me or I will report you!!!",
        "Can you unsubscribe me please? Thank you",
        "Ich möchte die Mails nicht mehr bekommen.",
        "Hiermit kündige ich das Abo.",
        "Bitte mein Abo kündigen",
        "Bitte streichen Sie mich aus dem Verteiler.",
        "No deseo seguir recibiendo sus correos",
        "Veuillez me retirer de votre liste de diffusion.",
        "Stop emailing me",
        "Unsubscribe from World News Digest",
        "World News Digest unsubscribe",
        "Por la presente cancelo mi suscripción",
        "Ya no quiero recibir estos correos. Denme de baja por favor.",
        "Je souhaite résilier mon abonnement.",
        "Je ne souhaite plus recevoir vos messages.",
    ],
)
def test_whoever_wants_no_more_mail_leaves(line: str) -> None:
    """In plain sentences, and in more than one (SUB-53)."""
    assert understood(line).commands == (Command(verb=Verb.LEAVE),)


@pytest.mark.parametrize(
    "line",
    [
        "On weekdays, I am on the train",
        "I moved house, stop",
        "I am away, delete my data",
        "Great issue, cancel",
        "We moved to Berlin, unsubscribe or not, I wonder",
        "How can I unsubscribe?",
        "Unsubscribe? No way!",
        "unsubscribe on weekends",
        "unsubscribe me from the 7am mail, send at 9",
        "please unsubscribe me from everything except science",
        "cancel everything but politics",
        "stop sunday mails",
        "Stop the war",
        "If it goes on like this, unsubscribe me",
        "I never said, unsubscribe me",
        "do not worry, I won't unsubscribe",
        "Abmelden? Niemals!",
        "No me deis de baja, solo quitad el deporte",
        "I thought I had unsubscribed, please stop",
        "I love it, please never stop",
        "Can I leave a comment?",
        "Bitte nicht kündigen, nur pausieren",
        "ich kündige meinen Job, ab jetzt bitte um 9",
        "Stopp, das ist zu viel Politik",
        "Can I unsubscribe from sport only?",
        "End of story.",
        "Forget it",
        "I almost unsubscribed, but I like it",
        "my wife wants to cancel",
    ],
)
def test_nobody_leaves_or_is_erased_in_passing(line: str) -> None:
    """What people tell beside an order is left out only where nothing is lost by it."""
    assert understood(line).commands == ()


@pytest.mark.parametrize(
    "line",
    [
        "stop this for a month",
        "stop for two weeks",
        "Stop until 7 December",
        "arrêtez pendant 14 jours",
        "Parad dos semanas por favor",
    ],
)
def test_who_stops_for_a_while_rests(line: str) -> None:
    """And does not leave."""
    assert [command.verb for command in understood(line).commands] == [Verb.PAUSE]


@pytest.mark.parametrize(
    "line",
    [
        "unsubscribe please, I get too much sport",
        "unsubscribe because I get too much sport",
        "stop - it is too much sport for me",
        "abmelden, ich bekomme zu viel Sport",
        "Baja, recibo demasiados deportes",
        "désabonnez-moi, je reçois trop de politique",
        "unsubscribe from The Evening Ledger",
        "cancel Evening Ledger",
        "unsubscribe from this garbage",
        "unsubscribe from your marketing",
        "Bitte von eurem Newsletter abmelden",
        "unsubscribe from everything",
        "Beenden Sie bitte die Zusendung",
        "Bitte keine Zusendungen mehr",
        "supprimer mon abonnement",
        "Tragt mich bitte aus",
        "Ich brauche das nicht mehr, bitte abmelden",
        "Ya no me interesa, dadme de baja",
        "Ça ne m'intéresse plus, désinscrivez-moi",
        "I never read it, please unsubscribe me",
        "unsubscribe me from the Monday newsletter",
        "unsubscribe from this daily mail",
    ],
)
def test_who_gives_a_reason_or_names_the_whole_leaves(line: str) -> None:
    """The reason changes nothing else."""
    assert understood(line).commands == (Command(verb=Verb.LEAVE),)


@pytest.mark.parametrize(
    "line",
    [
        "Ich will keine Mails mehr von euch",
        "Hören Sie auf, mir zu schreiben!",
        "Stop writing to me!",
        "Please stop these mails",
        "please cancel my subscription, I'll come back next year",
        "Kündigung, ich komme nächstes Jahr wieder",
        "remove",
        "Remove, please",
        "Arrêtez de m'écrire",
        "Ne m'écrivez plus",
        "Dejen de escribirme",
        "No me escriban más",
    ],
)
def test_who_wants_to_hear_no_more_of_us_leaves(line: str) -> None:
    """Though no word of ours is in it."""
    found = understood(line)
    assert (found.commands, found.unknown) == ((Command(verb=Verb.LEAVE),), 0)


@pytest.mark.parametrize("line", ["stop, I'll be back on Monday", "remove?", "remove everything"])
def test_what_may_mean_less_or_more_than_leaving_is_answered_with_help(line: str) -> None:
    """A rest, a question, and all data."""
    assert understood(line).commands == ()


@pytest.mark.parametrize(
    "word", ["Delete", "Erase", "Löschen", "Borrar", "Eliminar", "Suprimir", "Supprimer", "Effacer"]
)
def test_a_bare_word_erases_nothing(word: str) -> None:
    """It takes "me" or "my data" beside it, in every language."""
    assert (understood(word).commands, understood(word).unknown) == ((), 1)


@pytest.mark.parametrize("line", ["Désabonnez-moi des alertes sport", "unsubscribe me from sport alerts"])
def test_alerts_are_no_word_to_mute(line: str) -> None:
    """Only the topic is unwanted."""
    assert understood(line).commands == (Command(verb=Verb.CHANGE, change=NO_SPORT),)
    assert understood(line).unknown == 0


def test_less_of_one_and_more_of_another_is_understood_whole() -> None:
    """Also in French, behind "I want"."""
    found = understood("Je veux moins de politique et plus de science")
    assert found.commands == (
        Command(verb=Verb.CHANGE, change=Change(topics=Weights(add={"politics": -0.5, "science": 1}))),
    )
    assert found.unknown == 0
