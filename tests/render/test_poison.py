"""A story that breaks rendering is dropped with a reason, and the digest still goes out (mail.md FET-36)."""

import dataclasses
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from digest.domain import mail, people
from digest.errors import RenderError
from digest.render import message, templates
from tests.mail_quality import judge
from tests.render import mails, newsroom
from tests.render.newsroom import article, choice, compose, pick, story

#: Of an item, what nobody thought of: nothing, the wrong kind, impossible numbers.
ITEMS: list[tuple[dict[str, Any], str]] = [
    ({"title": None}, "no title"),
    ({"title": 7}, "a title that is a number"),
    ({"title": ["a"]}, "a title that is a list"),
    ({"url": None}, "no address"),
    ({"url": b"https://a.example/"}, "an address in bytes"),
    ({"outlet": None}, "no outlet"),
    ({"outlet": {"a": 1}}, "an outlet that is a table"),
    ({"author": None}, "no author"),
    ({"published": None}, "no moment"),
    ({"published": datetime(2022, 12, 6)}, "a moment not in words"),
    ({"summary": None}, "no summary"),
    ({"summary": 1.5}, "a summary that is a number"),
    ({"minutes": "four"}, "minutes in words"),
    ({"also": (None,)}, "another outlet that is none"),
    ({"also": 3}, "other outlets that are a number"),
    ({"why": (None,)}, "a reason that is none"),
    ({"why": 5}, "reasons that are a number"),
    ({"language": None}, "no language"),
    ({"picture": mail.Picture(id="a" * 32, width=0, height=0)}, "a picture of no width"),
    ({"picture": mail.Picture(id="a" * 32, width=9, height=9, alt=None)}, "a picture without words"),  # type: ignore[arg-type]
]

#: Of an article, the same, which break already when the edition is composed.
ARTICLES: list[tuple[dict[str, Any], str]] = [
    ({"title": None}, "no title"),
    ({"summary": 4}, "a summary that is a number"),
    ({"text": None}, "no text"),
    ({"author": None}, "no author"),
    ({"outlet": b"Post"}, "an outlet in bytes"),
]


def issue(*titles: str) -> mail.Edition:
    """An edition of stories with these titles: the last from outside, the one before in brief."""
    picks = [pick(story(article(title, key=title)), "technology", 9.0 - n) for n, title in enumerate(titles)]
    picks[-1] = dataclasses.replace(picks[-1], outside=True)
    counts = people.Counts(gathered=len(picks), shown=len(picks), outside=1)
    return compose(people.Choice(picks=tuple(picks), counts=counts))


def poisoned(made: mail.Edition, broken: dict[str, Any], *places: int) -> mail.Edition:
    """The edition with some of its items, by number, broken."""
    found = {id(made.items[place - 1]) for place in places}

    def item(whole: Any) -> Any:
        return dataclasses.replace(whole, **broken) if id(whole) in found else whole

    sections = tuple(dataclasses.replace(section, items=tuple(map(item, section.items))) for section in made.sections)
    brief = tuple(map(item, made.brief))
    return dataclasses.replace(made, lead=item(made.lead), sections=sections, brief=brief, outside=item(made.outside))


@pytest.mark.parametrize("broken", [pytest.param(broken, id=name) for broken, name in ITEMS])
def test_a_story_that_cannot_be_rendered_is_left_out(broken: dict[str, Any]) -> None:
    """The others go out, by the numbers they are stored under; the reason is told, and the counts add up."""
    edition = poisoned(issue("One", "Two", "Three", "Four"), broken, 2)
    rendered = mails.build(edition, links=mails.LINKS, pictures={"a" * 32: b"a picture"})
    assert len(rendered.dropped) == 1
    assert "could not be rendered" in rendered.dropped[0]
    assert rendered.subject == "One · Dec 6"
    assert "3 stories · 1 min · 3 matched of 4" in rendered.text
    assert "1 wanted, but impossible to show" in rendered.text
    assert " 1. One" in rendered.text
    assert " 3. Three" in rendered.text
    assert " 4. Four" in rendered.text
    assert "Two" not in rendered.html + rendered.text
    assert "more/3" in rendered.html
    assert "more/2" not in rendered.html
    assert judge.of(rendered) == []


@pytest.mark.parametrize("broken", [pytest.param(broken, id=name) for broken, name in ITEMS])
def test_the_next_story_leads(broken: dict[str, Any]) -> None:
    """Subject and first line speak of what is there, and no section is empty."""
    rendered = mails.build(poisoned(issue("One", "Two", "Three"), broken, 1), pictures={"a" * 32: b"a picture"})
    assert rendered.subject == "Two · Dec 6"
    assert rendered.text.index("2 stories · 1 min · 2 matched of 3") < rendered.text.index(" 2. Two")
    assert ">Technology<" not in rendered.html
    assert '<h2 class="ink headline"' in rendered.html
    assert judge.of(rendered) == []


def test_one_story_left_leads_alone() -> None:
    """Also the one from outside, and also one that had only its title shown."""
    edition = issue("One", "Two", "Three")
    assert mails.build(poisoned(edition, {"outlet": None}, 1, 2)).subject == "Three · Dec 6"
    alone = mails.build(poisoned(edition, {"outlet": None}, 2, 3))
    assert alone.subject == "One · Dec 6"
    assert len(alone.dropped) == 2
    many = issue(*(f"Story {number}" for number in range(1, 15)))
    assert len(many.brief) == 1
    brief = mails.build(poisoned(many, {"outlet": None}, *range(1, 13), 14))
    assert brief.subject == "Story 13 · Dec 6"
    assert "13. Story 13" in brief.text


def test_a_lead_that_breaks_only_as_a_lead_gives_way_too(tmp_path: Path) -> None:
    """What takes the place of a broken lead can break there as well: then the next is tried."""
    (tmp_path / "email").mkdir()
    (tmp_path / "email" / "digest-card.html").write_text(
        '<tr><td>{{ 1 // (card.title != "Two" or card.kind != "lead") }} <h3>{{ card.title }}</h3></td></tr>'
    )
    rendered = message.build(
        poisoned(issue("One", "Two", "Three"), {"url": None}, 1),
        newsroom.SENDER,
        outbox_id="a",
        sent_at=newsroom.NOW,
        templates=templates.load(tmp_path),
    )
    assert rendered.subject == "Three · Dec 6"
    assert len(rendered.dropped) == 2
    assert "zero" in rendered.dropped[1]
    assert "Mend the file" in rendered.dropped[1]


def test_when_all_stories_break_a_template_is_to_blame(tmp_path: Path) -> None:
    """The operator is told which, and nothing is sent."""
    (tmp_path / "email").mkdir()
    (tmp_path / "email" / "digest-card.txt").write_text("{{ card.titel }}")
    with pytest.raises(RenderError, match=r"line 1 of the template .*digest-card\.txt: .*titel"):
        message.build(
            mails.titled("A", "B"),
            newsroom.SENDER,
            outbox_id="a",
            sent_at=newsroom.NOW,
            templates=templates.load(tmp_path),
        )


@pytest.mark.parametrize("broken", [pytest.param(broken, id=name) for broken, name in ARTICLES])
def test_an_article_that_cannot_be_told_is_left_out_of_the_edition(broken: dict[str, Any]) -> None:
    """The edition is composed of the others, says why, and its counts add up."""
    told = [pick(story(article(title, key=title)), "technology", 9.0 - n) for n, title in enumerate(("A", "B"))]
    lead = dataclasses.replace(article("A poisoned title", key="p"), **broken)
    poison = dataclasses.replace(told[0].story, id="p", lead=lead, articles=(lead,))
    edition = compose(choice(dataclasses.replace(told[0], story=poison, score=10.0), *told, unmatched=4))
    assert edition.subject == "A · Dec 6"
    assert [item.title for item in edition.items] == ["A", "B"]
    assert len(edition.dropped) == 1
    assert (edition.counts.shown, edition.counts.broken, edition.counts.gathered) == (2, 1, 7)
    assert mails.build(edition).dropped == edition.dropped


def test_an_edition_of_poison_alone_is_not_made() -> None:
    """The fault is raised: there is nothing to show."""
    lead = dataclasses.replace(article("A"), title=None)  # type: ignore[arg-type]
    poison = dataclasses.replace(story(article("A")), lead=lead, articles=(lead,))
    with pytest.raises(AttributeError):
        compose(choice(pick(poison, "technology", 1.0)))
