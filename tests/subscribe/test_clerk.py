"""Natural mails, with greetings, typos and several wishes, are dealt with as a sensible clerk would."""

import pytest

from digest.domain.wishes import Verb
from tests.subscribe import mails_english, mails_french, mails_german, mails_spanish
from tests.subscribe.clerk import Mail
from tests.subscribe.reading import understood

MAILS: tuple[Mail, ...] = (*mails_english.MAILS, *mails_german.MAILS, *mails_spanish.MAILS, *mails_french.MAILS)
#: What must not be done by mistake.
GRAVE = {Verb.LEAVE, Verb.ERASE, Verb.CONFIRM}


@pytest.mark.parametrize("mail", MAILS, ids=lambda mail: " ".join(mail[0].split())[:60])
def test_a_natural_mail_is_dealt_with_as_a_clerk_would(mail: Mail) -> None:
    """All that it asks, and nothing else; riddles beside it do no harm."""
    text, asked = mail
    assert understood(*text.split("\n")).commands == asked


@pytest.mark.parametrize("text", [text for text, asked in MAILS if GRAVE.isdisjoint(one.verb for one in asked)])
def test_nobody_leaves_by_mistake(text: str) -> None:
    """Nor is anybody erased, nor anything confirmed; below a subject of our own, too."""
    found = understood(*text.split("\n"), subject="Re: Your morning digest")
    assert GRAVE.isdisjoint(command.verb for command in found.commands)
