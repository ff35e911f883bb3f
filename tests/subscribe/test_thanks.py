"""Who gives thanks for what is still to be done asks for it; who gives thanks for what was done does not."""

import pytest

from digest.domain.wishes import Change, Command, Verb, Weights
from digest.subscribe import thanks
from tests.subscribe.reading import changed, understood

NO_SPORT = Change(topics=Weights(add={"sport": -1}))


@pytest.mark.parametrize(
    ("line", "verb"),
    [
        ("Merci d'effacer toutes mes données.", Verb.ERASE),
        ("Merci de supprimer mes données.", Verb.ERASE),
        ("Merci d'avance de bien vouloir supprimer mes données.", Verb.ERASE),
        ("Merci d'arrêter les mails", Verb.LEAVE),
        ("Merci d'annuler mon abonnement", Verb.LEAVE),
        ("Merci de me désinscrire", Verb.LEAVE),
        ("Thank you in advance for taking me off the mailing list", Verb.LEAVE),
        ("Thanks so much in advance for unsubscribing me!", Verb.LEAVE),
        ("Thanks in advance for deleting my data.", Verb.ERASE),
        ("Gracias de antemano por borrar mis datos", Verb.ERASE),
        ("Danke im Voraus, dass Sie mich aus dem Verteiler nehmen.", Verb.LEAVE),
        ("Danke, dass Sie mich abmelden", Verb.LEAVE),
        ("Ich wäre dankbar, wenn Sie mich abmelden", Verb.LEAVE),
        ("Je vous remercie de bien vouloir me retirer de la liste", Verb.LEAVE),
    ],
)
def test_who_gives_thanks_beforehand_is_obeyed(line: str, verb: Verb) -> None:
    """In words that can only ask."""
    found = understood(line)
    assert (found.commands, found.unknown) == ((Command(verb=verb),), 0)


@pytest.mark.parametrize(
    "line",
    ["Merci d'enlever le sport", "Thanks in advance for removing sport", "Gracias de antemano por quitar los deportes"],
)
def test_so_is_who_gives_thanks_for_other_wishes_to_come(line: str) -> None:
    """A topic is wanted no more."""
    assert changed(line) == NO_SPORT


def test_an_order_may_stand_behind_another_wish() -> None:
    """In its own sentence."""
    found = understood("No sport. Thanks in advance for exporting my data.")
    assert [command.verb for command in found.commands] == [Verb.CHANGE, Verb.EXPORT]
    assert understood("Great issue! Thanks for removing me.").unknown == 1
    assert understood("No sport, thanks for removing me").unknown == 1


@pytest.mark.parametrize(
    "line",
    [
        "Thanks for removing me from the list",
        "Thanks for stopping the mails",
        "Thanks for not sending me sport",
        "Thanks for removing sport",
        "Thanks for adding science",
        "Thanks for pausing until 7 December",
        "Thanks for the pause",
        "Thanks in advance for scrapping my record",
        "Danke, dass Sie mich aus dem Verteiler nehmen.",
        "Danke, dass Sie meine Daten löschen",
        "Gracias por eliminar mi suscripción",
        "Gracias por darme de baja",
        "Merci de virer mes données",
        "Je vous remercie de virer mes données",
        "Danke für die Abmeldung",
        "Danke fürs Abmelden",
        "Vielen Dank im Voraus für die Löschung meiner Daten",
        "Danke, wenn ihr mich abmeldet",
        "Gracias por borrarme de la lista",
        "Merci pour la suppression de mes données",
        "Many thanks for taking me off your list",
        "thanks for leaving me alone",
        "I'd appreciate it if you removed me",
        "Ich würde gerne auf Sport verzichten, danke",
        "Merci de ne plus m'importuner",
    ],
)
def test_what_may_be_a_wish_or_was_done_before_is_answered_with_help(line: str) -> None:
    """Nothing is done by it, and it is not left without an answer either."""
    found = understood(line)
    assert (found.commands, found.unknown, found.is_kind) == ((), 1, False)


@pytest.mark.parametrize(
    "line",
    [
        "Thanks for stopping by",
        "Thanks for sending this",
        "Thank you for covering the election",
        "Thanks in advance",
        "Thanks in advance for your help",
        "Thanks for listening",
        "Thank you for the digest",
        "merci pour tout",
        "Merci d'avance",
        "Merci de votre aide",
        "Merci de me lire",
        "Merci d'être là",
        "Merci d'avoir ajouté la science",
        "Gracias por todo",
        "Gracias por seguir así",
        "Muchas gracias por informarme",
        "Danke für alles",
        "Danke, dass es euch gibt",
        "Danke, dass Sie mich auf dem Laufenden halten",
        "Danke, dass Sie mich aus dem Verteiler genommen haben",
    ],
)
def test_thanks_for_what_is_or_was_get_no_answer(line: str) -> None:
    """They ask for nothing."""
    found = understood(line)
    assert (found.commands, found.unknown, found.is_kind) == ((), 0, True)


def test_a_line_without_thanks_stays_as_it_is() -> None:
    """It asks in its own words."""
    assert thanks.ordered("no sport") == "no sport"
    assert (thanks.wish("no sport"), thanks.is_open("no sport")) == ("", False)
