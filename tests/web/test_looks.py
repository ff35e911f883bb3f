"""The list of all looks is whole: every page is in it, and each is what it says."""

from typing import cast
from unittest import mock

import pytest
from lxml import html

from digest import assets
from digest.render.templates import Templates
from tests.web import looks
from tests.web.house import House

#: Templates that are no pages.
_SHARED = {"frame", "parts", "operator-frame"}


def test_every_page_is_looked_at() -> None:
    """A page that is new must be looked at, too."""
    there = {path.stem for path in (assets.templates() / "web").glob("*.html")}
    assert {name.partition(":")[0] for name in (*looks.PAGES, *looks.OFFICE)} == there - _SHARED


def found(page: str, path: str) -> list[html.HtmlElement]:
    """The elements of a page that an XPath leads to."""
    return [
        each
        for each in cast("list[object]", html.document_fromstring(page).xpath(path))
        if isinstance(each, html.HtmlElement)
    ]


def rendered(home: House, way: looks.Way) -> tuple[looks.Look, str]:
    """A look, and the template that it was made from last."""
    with mock.patch.object(Templates, "render", autospec=True, side_effect=Templates.render) as spied:
        look = way(home)
    pages = [call.args[1] for call in spied.call_args_list if call.args[1].endswith(".html")]
    return look, [name for name in pages if name.startswith("web/")][-1]


@pytest.mark.parametrize("name", looks.PAGES)
def test_a_look_is_of_its_page(name: str, home: House) -> None:
    """Not of another that happened to come; those about faults have a status of their own."""
    look, template = rendered(home, looks.PAGES[name])
    assert template == f"web/{name.partition(':')[0]}.html"
    assert (look.answer.status >= 400) is (name in _FAULTS)


@pytest.mark.parametrize("name", looks.OFFICE)
def test_a_look_of_the_operator_is_of_its_page(name: str, office: House) -> None:
    """The same for the operator."""
    look, template = rendered(office, looks.OFFICE[name])
    assert template == f"web/{name.partition(':')[0]}.html"
    assert (look.answer.status >= 400) is (name in _FAULTS)


_SUMMARY = "//*[@role='alert']"
_FAULTS = {
    "front: faults", "front: hasty", "lost: faults", "often", "not-done", "gone", "preferences: faults",
    "preferences: nothing wanted", "preferences: no end of a rest", "preferences: not while at rest", "no-story",
    "no-issue", "trouble", "trouble: no form", "trouble: too much", "trouble: ours",
    "operator-key: wrong", "operator-closed", "operator-closed: proxy", "operator-locked", "operator-locked: crowded",
}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("front: faults", {"address", "topics", "at", "timezone", "days"}),
        ("lost: faults", {"address"}),
        ("preferences: nothing wanted", {"topics"}),
        ("preferences: faults", {"at", "timezone", "days", "stories", "follow", "mute", "sources", "mute_sources"}),
    ],
)
def test_a_summary_of_faults_leads_to_each_field(name: str, fields: set[str], home: House) -> None:
    """By its name, at the head of the form; the field it leads to is there, is marked, and says the same beside it."""
    page = looks.PAGES[name](home).answer.text
    led = {str(link.get("href")).removeprefix("#"): link.text_content() for link in found(page, f"{_SUMMARY}//a")}
    assert set(led) == fields
    for field, words in led.items():
        (place,) = found(page, f"//*[@id='{field}']")
        (fault,) = found(page, f"//*[@id='{field}-fault']")
        assert place.get("aria-invalid") == "true"
        assert f"{field}-fault" in str(place.get("aria-describedby")).split()
        name, _, rest = words.partition(": ")
        assert (name in page[page.index("</ul>") :], rest) == (True, fault.text_content())
    assert "<title>Error:" in page


def test_a_fault_of_the_whole_form_has_no_list(home: House) -> None:
    """A form that came too quickly has no field to blame."""
    page = looks.PAGES["front: hasty"](home).answer.text
    (summary,) = found(page, _SUMMARY)
    assert "very quick" in summary.text_content()
    assert found(page, f"{_SUMMARY}//li") == []
