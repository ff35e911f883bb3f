"""The consent record: what happened, when, by which door, what shows it, and what they were told (mail.md SUB-50)."""

from digest.desk import changes
from digest.desk.asked import Asked
from digest.domain.consents import Act, Consent
from digest.domain.people import Subscriber


def consent(asked: Asked, act: Act, *, wording: str = "") -> Consent:
    """An entry for what was asked, which happened now."""
    return Consent(act=act, at=asked.now, door=asked.asker.door, evidence=asked.asker.evidence, wording=wording)


def wished(asked: Asked, reader: Subscriber) -> None:
    """Nothing; what a reader wished is on record."""
    command = asked.command
    change = "" if command.change.is_empty else f" {changes.on_record(command.change)}"
    until = f" until {command.until}" if command.until else ""
    days = f" for {command.days} days" if command.days else ""
    wording = f"{command.verb}{change}{until}{days}"
    asked.store.consents.add(reader.id, consent(asked, Act.WISHED, wording=wording))
