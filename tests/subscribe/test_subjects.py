"""The subject of a mail is read too, unless it is ours."""

from datetime import time

import pytest

from digest.domain.wishes import Change, Command, Verb
from digest.subscribe import commands
from tests.subscribe.reading import TOKEN, added, understood

SEVEN, MADRID = time(7, 0), "Europe/Madrid"


@pytest.mark.parametrize(
    ("subject", "command"),
    [
        pytest.param("Join", Command(verb=Verb.SUBSCRIBE), id="test_join_in_subject_case_insensitive"),
        pytest.param("Re: confirm TOKEN", Command(verb=Verb.CONFIRM, token=TOKEN), id="test_confirm_with_re_prefix"),
        pytest.param(
            "\x99AW: confirm TOKEN", Command(verb=Verb.CONFIRM, token=TOKEN), id="test_confirm_with_random_ascii_prefix"
        ),
        pytest.param("回复：confirm TOKEN", Command(verb=Verb.CONFIRM, token=TOKEN), id="…_non_ascii_prefix"),
        pytest.param("Sv: Re[2]: AW: leave TOKEN", Command(verb=Verb.LEAVE, token=TOKEN), id="prefixes in a row"),
        pytest.param("Antw.: preferences TOKEN", Command(verb=Verb.PREFERENCES, token=TOKEN), id="a Dutch prefix"),
        pytest.param("[list] Re: more 3 TOKEN", Command(verb=Verb.MORE, number=3, token=TOKEN), id="a list's name"),
        pytest.param(f"unsubscribe {TOKEN[:20]} {TOKEN[20:]}", Command(verb=Verb.LEAVE, token=TOKEN), id="folded"),
        pytest.param("Re: unsubscribe", Command(verb=Verb.LEAVE), id="an answer that says nothing else"),
        pytest.param(
            "follow Nvidia", Command(verb=Verb.CHANGE, change=Change(follow=added("Nvidia"))), id="free words"
        ),
        pytest.param(
            "time: 18:30", Command(verb=Verb.CHANGE, change=Change(at=time(18, 30))), id="a verb with a colon"
        ),
    ],
)
def test_a_subject_is_read_first(subject: str, command: Command) -> None:
    """Whatever a mail program puts before it, folds into it or makes of its case (SUB-03)."""
    found = understood(subject=subject.replace("TOKEN", TOKEN))
    assert (found.commands, found.unknown) == ((command,), 0)
    assert understood(subject=subject.replace("TOKEN", TOKEN.upper())).commands == (command,)


@pytest.mark.parametrize(
    "subject",
    [
        pytest.param("", id="no subject"),
        pytest.param("Re:", id="nothing but a prefix"),
        pytest.param("A question", id="no command"),
        pytest.param("Re: Follow the money · Sunday 22 November", id="a headline of ours that begins with a verb"),
        pytest.param("Re: Join us at the table · 22 November", id="another"),
        pytest.param("Re: Please confirm your subscription", id="our own question"),
        pytest.param("Re: no sport", id="an answer with free words"),
        pytest.param("Re: Millions unsubscribe · 22 November", id="a headline about leaving"),
    ],
)
def test_a_subject_that_is_no_command_is_no_riddle(subject: str) -> None:
    """An answer's subject is what we wrote ourselves; only the lines below count."""
    assert understood(subject=subject) == commands.Understood(commands=(), unknown=0)


def test_the_subject_of_an_answer_gives_way_to_its_lines() -> None:
    """ "Re: preferences", with wishes below, is no question for the preferences."""
    assert understood("stories 8", subject="Re: preferences").commands == understood("stories 8").commands
    assert understood("stories 8", subject="preferences").commands[0].verb is Verb.PREFERENCES


def test_a_subject_half_understood_counts_as_unknown() -> None:
    """As a line does, unless it is an answer's."""
    assert understood(subject="subscribe tech and bridge").unknown == 1
    assert understood(subject="Re: subscribe tech and bridge").commands == ()


def test_a_subject_and_a_line_that_say_the_same_are_one_command() -> None:
    """People write it twice, to be sure."""
    assert understood("unsubscribe", subject="unsubscribe").commands == (Command(verb=Verb.LEAVE),)
    assert understood("subscribe tech", subject="subscribe").commands == understood("subscribe tech").commands
