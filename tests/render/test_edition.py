"""Picks become an edition: lead, sections, order, finished words."""

import dataclasses
from datetime import UTC, datetime

import pytest

from digest.domain import mail, news, people
from digest.render import edition
from tests.render import newsroom, readers
from tests.render.newsroom import article, choice, compose, pick, story, subscriber


def lead_of(made: mail.Edition) -> mail.Item:
    """The lead, which is there."""
    assert made.lead is not None
    return made.lead


def test_compose_refuses_an_empty_choice() -> None:
    """An empty mail is never made, and the refusal names the reader and the date."""
    with pytest.raises(ValueError, match=r"nothing to show ada@reader.example on 2022-12-06"):
        compose(choice(unmatched=3))


def test_compose_leads_with_the_best_pick() -> None:
    """Without pictures the best leads, and is shown once."""
    picks = [pick(story(article("A", key=key)), "technology", score) for key, score in (("a", 0.9), ("b", 0.89))]
    made = compose(choice(*picks))
    assert [shown.story_id for shown in made.items] == ["the-harbour-post-a", "the-harbour-post-b"]


PICTURE = mail.Picture(id="0" * 32, width=600, height=400, caption="The quay")
IMAGE = news.Image(url="https://the-harbour-post.example/p.jpg")
READY = {IMAGE.url: PICTURE}


@pytest.mark.parametrize(
    ("score", "ready", "images", "leads"),
    [
        pytest.param(0.85, READY, "lead", True, id="a picture decides among near equals"),
        pytest.param(0.85, {}, "lead", False, id="a picture that could not be had decides nothing"),
        pytest.param(0.85, READY, "none", False, id="nor does one that is not wanted"),
        pytest.param(0.5, READY, "all", False, id="a picture does not beat a clearly better story"),
    ],
)
def test_compose_prefers_a_lead_with_a_picture(
    score: float, ready: dict[str, mail.Picture], images: edition.Images, leads: bool
) -> None:
    """A picture that is ready tips the balance, no more."""
    plain = pick(story(article("Plain", key="plain")), "technology", 0.9)
    pictured = pick(story(article("Pictured", key="pictured", image=IMAGE)), "technology", score)
    made = compose(choice(plain, pictured), pictures=ready, images=images)
    assert (lead_of(made).title == "Pictured") is leads


@pytest.mark.parametrize(
    ("images", "shown"),
    [
        pytest.param("none", [], id="none"),
        pytest.param("lead", ["0"], id="the lead's"),
        pytest.param("all", ["0", "1", "2"], id="every full story's"),
    ],
)
def test_pictures_come_as_the_operator_wants(images: edition.Images, shown: list[str]) -> None:
    """With the lead, with every story told in full, or with none; titles in brief never have one."""
    picks = [
        pick(story(article(f"{n}", key=str(n), image=IMAGE if n != 3 else None)), "world", 9.0 - n) for n in range(6)
    ]
    picks.append(dataclasses.replace(picks[0], story=story(article("2", key="o", image=IMAGE)), outside=True))
    made = compose(choice(*picks[:2], *picks[3:]), pictures=READY, images=images)
    assert [item.title for item in made.items if item.picture] == (
        shown if images != "all" else ["0", "1", "4", "5", "2"]
    )


def test_the_rest_comes_in_brief() -> None:
    """Five sections of four stories at most, as the reader weighs them; what is over follows by title, best first."""
    picks = [
        pick(story(article(f"{topic} {n}", key=f"{topic}{n}")), topic, 9.0 - place - n / 10)
        for place, topic in enumerate(list(news.TOPICS)[:7])
        for n in range(6)
    ]
    made = compose(choice(*picks), subscriber(lifestyle=1.0, entertainment=0.9, sport=0.8, world=0.7, health=0.6))
    assert [(section.topic, len(section.items)) for section in made.sections] == [
        ("sport", 4),
        ("world", 4),
        ("health", 4),
        ("politics", 4),
        ("business", 4),
    ]
    assert len(made.brief) == 42 - 20 - 1
    assert [item.title for item in made.brief[:3]] == ["world 5", "politics 4", "politics 5"]
    assert len({item.story_id for item in made.items}) == 42


def test_one_story_comes_from_outside() -> None:
    """It stands alone, never leads, and has no picture before others; where it is all there is, it leads."""
    inside = pick(story(article("Inside", key="in")), "world", 1.0)
    outside = dataclasses.replace(pick(story(article("Outside", key="out")), "sport", 2.0), outside=True)
    made = compose(choice(outside, inside))
    assert (lead_of(made).title, made.outside and made.outside.title, made.sections) == ("Inside", "Outside", ())
    alone = compose(choice(outside))
    assert (lead_of(alone).title, alone.outside) == ("Outside", None)


def test_a_wider_net_says_so() -> None:
    """On a quiet day the mail says why it holds what the reader did not ask for; its stories stand in sections."""
    picks = [
        dataclasses.replace(pick(story(article(f"{n}", key=str(n))), "sport", 1.0), outside=True) for n in range(3)
    ]
    made = compose(people.Choice(picks=tuple(picks), counts=people.Counts(gathered=3, shown=3, outside=3), wider=True))
    assert made.note.startswith("A quiet day")
    assert (made.outside, len(made.sections[0].items)) == (None, 2)


def test_sources_are_counted() -> None:
    """Each outlet shown, with how many stories it told, most first."""
    picks = [
        pick(story(article(f"{n}", outlet, key=str(n))), "world", 9.0 - n)
        for n, outlet in enumerate(["Ledger", "Meridian", "Meridian"])
    ]
    assert compose(choice(*picks)).sources == (("Meridian", 2), ("Ledger", 1))


@pytest.mark.parametrize(
    ("language", "gathered", "note"),
    [
        pytest.param(
            "en",
            312,
            "Nothing new for you today: 312 stories were gathered, and none was for you.",
            id="many stories",
        ),
        pytest.param(
            "en", 1, "Nothing new for you today: one story was gathered, and it was not for you.", id="one story"
        ),
        pytest.param("en", 0, "Nothing new for you today: no news had been gathered.", id="none"),
    ],
)
def test_a_quiet_day_is_told_in_one_line(language: str, gathered: int, note: str) -> None:
    """A mail without a story says so, with the date in its subject."""
    made = edition.quiet(
        subscriber(language=language),
        people.Counts(gathered=gathered, unmatched=gathered),
        issue_date=newsroom.TODAY,
        made_at=newsroom.NOW,
        model_version="m",
    )
    assert (made.note, made.lead, made.items) == (note, None, ())
    assert made.subject == "A quiet day · Dec 6"


def test_topics_are_named_in_the_readers_language() -> None:
    """The names that ship are translated; the operator's own stay."""
    picks = [
        pick(story(article(f"{n}", key=str(n))), topic, 9.0 - n) for n, topic in enumerate(["world", "world", "space"])
    ]
    made = edition.compose(
        choice(*picks),
        subscriber(language="de"),
        issue_date=newsroom.TODAY,
        made_at=newsroom.NOW,
        topic_names={**news.TOPICS, "space": "Space and rockets"},
        model_version="m",
    )
    assert [section.name for section in made.sections] == ["Welt", "Space and rockets"]


def test_compose_orders_sections_as_the_reader_weighs_them() -> None:
    """Heavier topics first, equals as the taxonomy has them, what was only followed last; within, the best first."""
    topics = (news.UNSURE, "science", "sport", "world", "space", "sport", "world")
    picks = [
        pick(story(article(f"{place} {topic}", key=str(place))), topic, 9.0 - place)
        for place, topic in enumerate(("world", *topics))
    ]
    made = compose(choice(*picks), subscriber(sport=1.0, science=0.5, world=0.5))
    assert [(section.topic, section.name) for section in made.sections] == [
        ("sport", "Sport"),
        ("world", "World"),
        ("science", "Science"),
        ("space", "Space"),
        (news.UNSURE, "You follow"),
    ]
    assert [shown.title for shown in made.sections[0].items] == ["3 sport", "6 sport"]


@pytest.mark.parametrize(
    ("title", "subject"),
    [
        pytest.param("Ferries return", "Ferries return · Dec 6", id="a short headline stands whole"),
        pytest.param("word " * 12 + "end", "word " * 11 + "word… · Dec 6", id="a long one ends at a word"),
        pytest.param("a\r\nBcc: evil@reader.example", "a Bcc: evil@reader.example · Dec 6", id="one line"),
    ],
)
def test_compose_makes_the_subject_of_headline_and_date(title: str, subject: str) -> None:
    """The headline has at most 60 characters, and the date makes each subject another."""
    assert compose(choice(pick(story(article(title)), "technology", 1.0))).subject == subject


@pytest.mark.parametrize(
    ("picks", "others", "headline"),
    [
        pytest.param(1, {}, "1 story · 1 min · 1 matched of 1", id="one story is one story"),
        pytest.param(
            12,
            {"unmatched": 260, "left_over": 29, "repeats": 11},
            "12 stories · 4 min · 41 matched of 312",
            id="many stories and where they come from",
        ),
    ],
)
def test_compose_says_first_what_the_mail_holds(picks: int, others: dict[str, int], headline: str) -> None:
    """Stories, minutes to read the mail, matched of gathered."""
    summary = "word " * 60
    chosen = choice(
        *(pick(story(article("One two", key=str(n), summary=summary)), "world", 1) for n in range(picks)), **others
    )
    assert compose(chosen).headline == headline


def test_the_minutes_are_those_of_the_mail() -> None:
    """Headlines and the summaries that are shown: those of stories in brief are not, nor how long articles are."""
    told = [
        pick(story(article(f"Story {n}", key=str(n), summary="word " * 50, words=2000)), "world", 90.0 - n)
        for n in range(24)
    ]
    made = compose(choice(*told))
    assert len(made.brief) == 12
    assert made.headline == f"24 stories · {-(-(12 * 50 + 24 * 2) // 230)} min · 24 matched of 24"


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        pytest.param("en", "ltr", id="English"),
        pytest.param("ar", "rtl", id="Arabic"),
        pytest.param("fa-IR", "rtl", id="Persian of Iran"),
        pytest.param("HE", "rtl", id="Hebrew in capitals"),
        pytest.param("ur", "rtl", id="Urdu"),
        pytest.param("arn", "ltr", id="Mapudungun is not Arabic"),
    ],
)
def test_edition_runs_in_the_direction_of_its_language(language: str, expected: str) -> None:
    """The language's own subtag decides, whatever the region."""
    made = compose(choice(pick(story(article("A")), "technology", 1.0)), subscriber(language=language))
    assert (made.language, made.direction) == (language, expected)


def test_edition_keeps_what_it_was_made_from() -> None:
    """Counts, moment, model and address are those given."""
    chosen = choice(pick(story(article("A")), "technology", 1.0), repeats=2)
    made = edition.compose(
        chosen,
        subscriber(),
        issue_date=newsroom.TODAY,
        made_at=datetime(2022, 12, 6, 5, tzinfo=UTC),
        topic_names={},
        model_version="m7",
    )
    assert (made.counts, made.model_version, made.address) == (chosen.counts, "m7", "ada@reader.example")
    assert made.date_words == "Tuesday, December 6, 2022"
    assert made.sections == ()


def test_compose_twice_gives_equal_editions() -> None:
    """The same choice gives the same edition."""
    reader = readers.READERS[0]
    again = people.Choice(picks=tuple(map(dataclasses.replace, reader.choice.picks)), counts=reader.choice.counts)
    assert compose(reader.choice, reader.subscriber) == compose(again, reader.subscriber)
