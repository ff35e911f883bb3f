"""What stands behind the plus sign of our address, as a command (mail.md SUB-02)."""

import re

from digest.domain.wishes import Command, Verb


def command(extension: str) -> Command | None:
    """What the word behind the inbox's plus sign asks (SUB-02); None for any that is not ours.  Any case will do."""
    word, _, rest = extension.lower().partition("-")
    verb = _ADDRESSES.get(word)
    number, _, token = rest.partition("-") if verb in {Verb.MORE, Verb.LESS} else ("", "", rest)
    if verb is None or not re.fullmatch(r"[a-z2-7]{16,64}" if rest or verb is Verb.CONFIRM else "", token):
        return None
    if verb in {Verb.MORE, Verb.LESS}:
        return Command(verb=verb, number=int(number), token=token) if re.fullmatch(r"[1-9][0-9]{0,2}", number) else None
    return None if token and verb not in _TOKENS else Command(verb=verb, token=token)


_ADDRESSES = {
    **{verb.value: verb for verb in (Verb.SUBSCRIBE, Verb.CONFIRM, Verb.LEAVE, Verb.PREFERENCES, Verb.PAUSE)},
    **{verb.value: verb for verb in (Verb.RESUME, Verb.MORE, Verb.LESS, Verb.HELP)},
    "join": Verb.SUBSCRIBE,
    "unsubscribe": Verb.LEAVE,
}
_TOKENS = frozenset({Verb.CONFIRM, Verb.LEAVE, Verb.PREFERENCES})
