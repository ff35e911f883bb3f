"""Forged tokens at the desk: nothing is carried out by them; `bench/bench_tokens.py` tries a million."""

import random
import string

from digest.domain.people import Door, SubscriberStatus
from digest.domain.wishes import Asker, Command, Result, Verb
from digest.tokens import Purpose
from tests.desk.counter import TECH, Counter

LETTERS = string.ascii_lowercase + "234567"


def test_no_forged_token_is_heeded(counter: Counter) -> None:
    """Random ones, and good ones with one letter changed: for every wish that takes a token."""
    reader = counter.be(SubscriberStatus.ACTIVE)
    assert reader
    asked = counter.ask(Verb.SUBSCRIBE, "ben@reader.example", change=TECH)
    chance = random.Random(11)
    good = [counter.token(purpose, reader.id) for purpose in Purpose]
    good.append(counter.token(Purpose.CONFIRM, asked.request_id))
    heeded = 0
    for verb in (Verb.CONFIRM, Verb.LEAVE, Verb.CHANGE, Verb.ERASE, Verb.MORE):
        for number in range(400):
            token = "".join(chance.choices(LETTERS, k=42))
            if number % 2:
                token, place = chance.choice(good), chance.randrange(42)
                letter = chance.choice([letter for letter in LETTERS if letter != token[place]])
                token = token[:place] + letter + token[place + 1 :]
            done = counter.carry_out(Command(verb=verb, token=token, number=1, change=TECH), Asker(door=Door.WEB))
            heeded += done.result is not Result.BAD_TOKEN
    assert heeded == 0
    assert counter.reader() == reader
