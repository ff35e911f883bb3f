"""A subscriber whom a command brings, under the same rules as one in config.toml."""

from typing import Any

from digest.config import build, crosschecks, document, faults, settings, words
from digest.errors import CommandError


def subscriber(known: settings.Settings, *, address: str, wishes: settings.Wishes) -> settings.SubscriberSetting:
    """The subscriber as their row in config.toml would make them; CommandError says what such a row may not hold."""
    stated = {**wishes, "topics": dict.fromkeys(wishes.get("topics", ()), 1.0)}
    row: dict[str, Any] = {"address": address}
    row |= {key: value for key, value in stated.items() if value not in (None, "", [], {})}
    around = _around(known) | {"subscribers": [row]}
    wrong = [*faults.of_shape(around), *crosschecks.find(around)]
    if wrong:
        raise CommandError("\n".join(f"{words.dotted(fault.path[2:]) or address} {fault.what}" for fault in wrong))
    return build.subscriber(document.SubscriberRow.model_validate(row), known.profiles, known.service.language)


def _around(known: settings.Settings) -> dict[str, Any]:
    """As much of the file as a subscriber's row is checked against."""
    return {
        "service": {"from": known.service.sender_address},
        "topics": {"names": dict(known.topics.names), "model": str(known.topics.model or "")},
        "profiles": [{"name": name, "follow": ["something"]} for name in known.profiles],
    }
