"""Subjects by which machines are known that set no header."""

import pytest

from digest.subscribe import machines


@pytest.mark.parametrize(
    "subject",
    [
        *("Automatic reply: Please confirm: The Ledger", "Auto: Please confirm", "Out of Office: Please confirm"),
        *("Abwesenheitsnotiz: Please confirm", "Automatische Antwort: Bitte", "Réponse automatique : Please confirm"),
        *("Respuesta automática: Please confirm", "Re: Out of the office", "Auto-Reply: x", "Fuera de la oficina"),
        *("Undelivered Mail Returned to Sender", "Undeliverable: Please confirm", "Delivery Status Notification"),
        *("[Ticket#2026112] Please confirm", "Ticket #77: x", "[Case 12] x", "Verify your message", "Unzustellbar: x"),
        "Your request has been received",
    ],
)
def test_a_machine_says_so_in_its_subject(subject: str) -> None:
    """It gets no answer, and says yes to nothing."""
    assert machines.silent_because(subject)


@pytest.mark.parametrize(
    "subject",
    [
        *("", "Re: Please confirm: The Ledger", "subscribe tech", "AW: Bitte bestätigen", "confirm abc", "yes"),
        *("Re: Was this you? Ticket News", "more automation", "Re: Office politics", "autos", "undo"),
    ],
)
def test_people_are_no_machines(subject: str) -> None:
    """An answer to our question keeps its subject."""
    assert machines.silent_because(subject) == ""
