"""What an answer to a question of ours says: a yes is one in words we know, and nothing else is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.subscribe import assent
from digest.subscribe.assent import Answer

#: What strangers wrote under a question that they never asked for.
NO = [
    *("No", "No! I did not ask for this. Do not send me anything.", "Nein, das war ich nicht.", "Nein danke"),
    *("This is spam.", "This wasn't me.", "I didn’t request this.", "Wrong address", "Not interested.", "No thanks"),
    *("Leave me alone", "I do not consent", "Don't want it", "Do NOT confirm", "Please stop.", "STOP", "Stop it!"),
    *("You have the wrong person, I am not a subscriber", "STOP SPAMMING ME", "unsubscribe", "Is this no spam?"),
    *("Kein Interesse.", "Ich habe nichts bestellt.", "Falsche Adresse, bitte löschen", "Lassen Sie mich in Ruhe!"),
    *("Je n'ai rien demandé.", "Pas intéressé", "Je n’ai pas demandé cela", "Non merci", "C'est une erreur"),
    *("Yo no he pedido esto", "No me interesa, gracias", "Dejen de molestar", "Se ha equivocado", "No gracias"),
    *("No Bob here", "Kein Bob hier", "no football", "Keine Werbung", "Pas de pub"),
    *("Hallo, falsche Adresse", "Hi, no thanks", "Buenas, no gracias", "Do not send me this:", "Dear Sirs, stop"),
    *("Hi, Wrong Person", "On 3 November 2026 you sent me this spam:"),
    "Anna does not work here any more. Please contact bob@contoso.example.",
]
UNCLEAR = [
    *("Who are you and where did you get my address?", "Wer sind Sie?", "Qui êtes-vous ?", "¿Quiénes son?"),
    *("Hello, what is this about? I will decide later.", "I am out of office until Monday.", "Yes?", "maybe", "🙁"),
    *("Please click here to prove you are human, then your mail will be delivered: https://x.example/x", "Marta"),
    "Thank you for contacting us. Your request has been received and will be answered within 2 days.",
    *(
        "Hi who are you",
        "Hello, some other time",
        "Hello\nOut Of Office",
        "Good grief",
        "Bye",
        "☹",
        "❌",
        "Thanks\nwe got your message",
        "Sorry",
    ),
    *(
        "Bonjour, mauvaise adresse",
        "I have something to say:",
        "Danke\nIch bin bis Montag weg",
        "Yes\nThanks\nWho is it?",
    ),
    *(
        "Thank you for contacting us\nThe team",
        "Thank you\nYour mail has come",
        "Hello\nI am away",
        "Thanks?",
        "для чего",
    ),
    *("Ok, no Bob here", "Yes, no football"),
    *("Please confirm", "Yes, I never asked for it", "OK, who sent this", "sure, whatever", "at 9:00", "user unknown"),
    *(
        "Yes\nDo not confirm",
        "I want you to confirm this",
        "Je suis absent.",
        "confirmation of what",
        "Yes, maybe later",
    ),
]
YES = [
    *("yes", "Yes.", "YES!!", "y", "ok", "Okay thanks", "confirm", "I confirm", "yes please", "Yes please, thank you!"),
    *("Yes, that was me.", "I agree", "sure", "Of course!", "yes, at 9:00", "Yes. But at 9:00", "yes and at 9:00"),
    *("Yes, Marta", "Hello,\nyes please\nKind regards\nDr. Emily Stone\nSenior lecturer, tel. 5", "Yes\nAnn", "👍"),
    *(
        "ja",
        "Ja bitte",
        "Ja gerne",
        "einverstanden",
        "bestätige",
        "Ich bestätige das.",
        "Ja, das war ich",
        "bestaetige",
    ),
    *("oui", "Oui, s’il vous plaît", "d'accord", "D’accord, merci", "Je confirme", "Oui merci beaucoup\nPaul"),
    *("sí", "Si", "Sí, por favor", "de acuerdo", "vale", "Vale, gracias", "confirmo", "Claro que sí"),
    *("Yes please\nOn Mon, The Sample Digest wrote:", "Yes\nMonday, 23 November 2026, 09:00, The Sample Digest:"),
    "Good morning,\nJa\n\nMit freundlichen Grüßen\nEva Lang",
]
NOTHING = [
    "Dear Sir or Madam,\nthank you very much\nEva Lang",
    "Hallo Ledger,",
    "",
    "Thanks",
    "Hello,",
    "Danke!\nEva",
    "...",
    "Best regards\nAnn",
    "Ada schrieb:",
]


def heard(text: str) -> Answer:
    """What a text says to which "at 9:00" is a wish."""
    return assent.of([line for line in text.split("\n") if line], is_wish=lambda part: part.endswith("at 9:00"))


@pytest.mark.parametrize("text", NO)
def test_a_refusal_in_ordinary_words_is_a_no(text: str) -> None:
    """Whatever the language: none of these ever joins anybody."""
    assert heard(text) is Answer.NO


@pytest.mark.parametrize("text", UNCLEAR)
def test_what_is_no_plain_yes_is_no_consent(text: str) -> None:
    """Questions, machines, half-hearted words, and wishes without a yes."""
    assert heard(text) is Answer.UNCLEAR


@pytest.mark.parametrize("text", YES)
def test_a_plain_yes_is_heard(text: str) -> None:
    """In four languages, with thanks, a name, or a wish beside it."""
    assert heard(text) is Answer.YES


@pytest.mark.parametrize("text", NOTHING)
def test_who_says_nothing_simply_answered(text: str) -> None:
    """Hello, thanks and a name are no words of an answer."""
    assert heard(text) is Answer.NOTHING


@given(st.lists(st.text(max_size=40), max_size=4), st.sampled_from(["not", "nicht", "pas", "nunca", "spam"]))
def test_no_letter_with_a_denial_is_a_yes(lines: list[str], denial: str) -> None:
    """Whatever stands around it."""
    assert assent.of([*lines, f"yes {denial} yes", "x"], is_wish=lambda _: False) is not Answer.YES
