"""What is none of our commands is not understood, and what is half one is done by half."""

from datetime import time

import pytest

from digest.domain.wishes import Change, Command, Verb
from digest.subscribe import commands
from tests.subscribe.reading import understood, whole

SEVEN, MADRID = time(7, 0), "Europe/Madrid"


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("who", id="there is no list of members (SUB-06)"),
        pytest.param("subscribe bob@example.org", id="nobody subscribes anybody else (SUB-07)"),
        pytest.param("subscribe address=bob@example.org", id="nor as Mailman lets them"),
        pytest.param("subscribe address=bob", id="nor half an address"),
        pytest.param("subscribe to our great offers of cheap watches", id="advertising"),
        pytest.param("stop the war in Gaza now", id="a sentence that begins with a verb"),
        pytest.param("I will leave for a holiday in May", id="leaving something else"),
        pytest.param("Join us tonight!", id="joining something else"),
        pytest.param("How do I unsubscribe?", id="a question"),
        pytest.param("Unsubscribe: https://news.example/leave", id="a footer that somebody quotes"),
        pytest.param("Please do not unsubscribe me", id="the opposite of leaving"),
        pytest.param("no unsubscribe please", id="the same in broken English"),
        pytest.param("no quiero desuscribirme", id="the same in Spanish"),
        pytest.param("bitte nicht abmelden", id="the same in German"),
        pytest.param("ne me désabonnez pas", id="the same in French"),
        pytest.param("don't stop sending me emails", id="the same by two denials"),
        pytest.param("no, I want more emails", id="a no to something else"),
        pytest.param("more mails, no", id="a no behind it"),
        pytest.param("I don't get your mails any more", id="somebody who misses their mail"),
        pytest.param("Ich bekomme keine Mails mehr", id="somebody who misses it in German"),
        pytest.param("Politics", id="a topic alone asks nothing"),
        pytest.param("time 25:00", id="no hour"),
        pytest.param("time soon", id="no time"),
        pytest.param("time 18:30 Mardid", id="a zone nobody knows"),
        pytest.param("zone Brazil", id="a country of several zones"),
        pytest.param("zone UTC+5:30", id="half an hour of offset"),
        pytest.param("topics", id="topics without any"),
        pytest.param("topics gardening", id="a topic that is not offered"),
        pytest.param("topics science 7", id="a weight out of bounds"),
        pytest.param("stories 51", id="more stories than there may be"),
        pytest.param("stories", id="stories without a number"),
        pytest.param("0 stories", id="none"),
        pytest.param("12 angry men", id="a number before something else"),
        pytest.param("he has 8 stories and 9", id="two numbers"),
        pytest.param("language Klingon", id="a language that is not offered"),
        pytest.param("follow", id="follow whom"),
        pytest.param("follow ...", id="follow dots"),
        pytest.param("unfollow", id="unfollow whom"),
        pytest.param("sources", id="which sources"),
        pytest.param("forget", id="forget what"),
        pytest.param("forget !", id="forget nothing"),
        pytest.param("name", id="no name"),
        pytest.param("name <b>", id="a name with markup"),
        pytest.param("pictures", id="pictures on or off"),
        pytest.param("pictures of cats", id="pictures of something"),
        pytest.param("no pictures of cats", id="no pictures of something"),
        pytest.param("quiet", id="quiet how"),
        pytest.param("quiet please everybody", id="quiet everybody"),
        pytest.param("no later than 7:00", id="a sentence that begins with no"),
        pytest.param("more 0", id="story 0"),
        pytest.param("more 3 of these things", id="more of something"),
        pytest.param("less NUMBER", id="a placeholder left as it is"),
        pytest.param("pause until 5/6", id="a date that may be two"),
        pytest.param("pause until 31 February", id="a date that is none"),
        pytest.param("confirm abc", id="something short that is no token"),
        pytest.param("?!", id="only signs"),
        pytest.param("Bitte nicht sperren", id="a German verb at the end that is denied"),
        pytest.param("Warum Konto sperren", id="one that is asked about"),
        pytest.param("End of story.", id="the word that ends reading, with more behind it"),
        pytest.param("1234567890" * 150, id="a line without end"),
    ],
)
def test_what_is_no_command_is_one_unknown_line(line: str) -> None:
    """It does nothing, and counts once (SUB-04)."""
    found = understood(line)
    assert (found.commands, found.unknown) == ((), 1)


def test_what_is_half_understood_is_done_and_counts_as_unknown() -> None:
    """Whoever subscribes is asked to confirm anyway, and is shown what was understood."""
    found = understood("subscribe tech at 7:00 Mardid")
    wanted = Change(topics=whole(technology=1), at=SEVEN)
    assert found == commands.Understood(
        commands=(Command(verb=Verb.SUBSCRIBE, change=wanted),), unknown=1, language="en"
    )


@pytest.mark.parametrize(
    ("subject", "lines", "change", "unknown"),
    [
        pytest.param(
            "",
            ["Subscribe tech, gardening at 7:00 Atlantis"],
            Change(topics=whole(technology=1), at=SEVEN),
            1,
            id="a topic and a city nobody knows, in one line",
        ),
        pytest.param(
            "Subscribe",
            ["tech at 25:00 Madrid"],
            Change(topics=whole(technology=1), timezone=MADRID),
            1,
            id="an hour that is none, below the verb",
        ),
        pytest.param(
            "",
            ["anmelden", "Bitte technik und wissenschaft um 7:30 Berlin"],
            Change(topics=whole(technology=1, science=1), at=time(7, 30), timezone="Europe/Berlin"),
            0,
            id="German, in two lines",
        ),
        pytest.param(
            "je voudrais m'abonner",
            ["Bonjour,", "politique à 8h Paris s'il vous plaît"],
            Change(topics=whole(politics=1), at=time(8), timezone="Europe/Paris"),
            0,
            id="French, the verb in the subject",
        ),
        pytest.param(
            "",
            ["Subscribe please, tech por favor s'il vous plaît merci"],
            Change(topics=whole(technology=1)),
            0,
            id="nothing but politeness beside it",
        ),
        pytest.param(
            "",
            ["subscribe tech", "Ada Lovelace", "Head of Science"],
            Change(topics=whole(technology=1)),
            2,
            id="a signature, after the topics were said",
        ),
        pytest.param("", ["subscribe", "I read of you in a science magazine"], Change(), 1, id="a line of prose"),
    ],
)
def test_who_subscribes_may_say_the_topics_below(subject: str, lines: list[str], change: Change, unknown: int) -> None:
    """A line without a verb counts then; and each line with words left over is one that was not understood (SUB-04)."""
    found = understood(*lines, subject=subject)
    assert found.commands == (Command(verb=Verb.SUBSCRIBE, change=change),)
    assert found.unknown == unknown
