"""The operator's page: behind its key, for nobody else's host name, and true."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from lxml import etree

from digest.domain.people import SubscriberStatus
from digest.web import charts, overview, sessions
from tests.web.house import ADDRESS, KEY, House, opened

LEFT = datetime(2026, 11, 18, 12, tzinfo=UTC)


def enter(office: House) -> None:
    """The key is given, and the cookie kept."""
    answer = office.post("/key", {"key": KEY})
    assert answer.status == 303
    office.headers["Cookie"] = answer.headers["set-cookie"].partition(";")[0]


@pytest.mark.parametrize("path", ["/", f"/reader?address={ADDRESS}", "/chart/sent-light.svg"])
def test_without_the_key_there_is_nothing(path: str, office: House) -> None:
    """Whoever comes is asked for it."""
    assert office.ask(path).headers["location"] == "/key"
    office.headers["Cookie"] = f"{sessions.COOKIE}=9999999999.{'0' * 64}"
    assert office.ask(path).headers["location"] == "/key"


def test_the_key_opens_and_is_asked_once(office: House) -> None:
    """A cookie that no script and no other site can use, and that ends."""
    answer = office.post("/key", {"key": KEY})
    cookie = answer.headers["set-cookie"].casefold()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert KEY not in cookie
    enter(office)
    assert "How things stand" in office.ask("/").text
    office.wait(days=29)
    assert office.ask("/").status == 200
    office.wait(days=2)
    assert office.ask("/").status == 303


def test_a_cookie_is_worth_nothing_under_another_key(office: House) -> None:
    """Who changes the key has closed the page everywhere."""
    settings = office.settings
    cookie = sessions.make(office.store, settings, now=office.now)
    other = replace(settings, operator=replace(settings.operator, key="another"))
    assert sessions.is_good(office.store, settings, cookie, now=office.now)
    assert not sessions.is_good(office.store, other, cookie, now=office.now)
    later = cookie.replace(cookie[:4], "9999", 1)
    assert not sessions.is_good(office.store, settings, later, now=office.now)


def test_signing_out_ends_every_session(office: House) -> None:
    """A cookie that somebody copied is worth nothing after it; the next one given is good."""
    enter(office)
    assert office.ask("/").status == 200
    assert office.post("/out", {"do": "close"}).status == 303
    assert office.ask("/").status == 303
    enter(office)
    assert office.ask("/").status == 200


def test_a_post_without_the_button_ends_no_session(office: House) -> None:
    """As on every other page (SUB-42)."""
    enter(office)
    assert office.post("/out", {}).headers["location"] == "/"
    assert office.ask("/").status == 200


def test_numbers_that_need_not_agree_are_explained(office: House) -> None:
    """Who was erased is in the numbers by day, and not in those of the day's mail."""
    enter(office)
    assert "Whoever was erased since is not counted here" in office.ask("/").text


@pytest.mark.parametrize("path", ["/", f"/reader?address={ADDRESS}", "/reader?address=gwen@reader.example"])
def test_every_cell_says_its_column(path: str, office: House) -> None:
    """Where a table is too wide for the page, the cells stand below each other, each with the name of its column."""
    enter(office)
    page = office.ask(path).text
    cells = re.findall(r"<td[^>]*>", page)
    assert cells
    assert all("data-name=" in cell and 'role="cell"' in cell for cell in cells)
    assert page.count("<table") == page.count('role="table"')


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        pytest.param("127.0.0.1:8465", True, id="this machine"),
        pytest.param("localhost:1234", True, id="by name, through a tunnel"),
        pytest.param("[::1]:8465", True, id="IPv6"),
        pytest.param("evil.example:8465", False, id="a name that somebody else let lead here"),
        pytest.param("192.0.2.7:8465", False, id="another address, without a key"),
        pytest.param("", False, id="none"),
        pytest.param("[", False, id="half an address"),
        pytest.param("[nonsense]:1", False, id="brackets around none"),
        pytest.param("127.0.0.1.evil.example", False, id="a name that looks like one"),
    ],
)
def test_only_our_names_lead_here(host: str, expected: bool, built: object, tmp_path: object) -> None:
    """Without a key the page is for this machine: no other site can make a browser on it look in (DNS rebinding)."""
    with opened(built, tmp_path, of_operator=True) as office:  # type: ignore[arg-type]
        answer = office.ask("/", headers={"Host": host})
        assert (answer.status, "Closed from there" in answer.text) == ((200, False) if expected else (421, True))


@pytest.mark.parametrize("header", ["X-Forwarded-For", "Via", "Forwarded", "X-Real-IP"])
@pytest.mark.parametrize("path", ["/", "/reader?address=ada@reader.example", "/chart/sent-light.svg", "/key"])
def test_without_a_key_nobody_comes_through_a_proxy(header: str, path: str, built: object, tmp_path: object) -> None:
    """A proxy that leads here by mistake opens nothing to the world."""
    with opened(built, tmp_path, of_operator=True) as office:  # type: ignore[arg-type]
        answer = office.ask(path, headers={header: "203.0.113.9"})
        assert (answer.status, "through no proxy" in answer.text) == (403, True)
        assert office.ask(path).status == 200


def test_with_a_key_the_proxy_may_use_its_name(office: House) -> None:
    """The name of the public pages, and addresses of this machine; no other name."""
    assert sessions.is_ours(office.settings, "news.example.org")
    assert sessions.is_ours(office.settings, "192.0.2.7:8465")
    assert not sessions.is_ours(office.settings, "evil.example")
    for host, secure in (("news.example.org", True), ("127.0.0.1", False)):
        cookie = office.post("/key", {"key": KEY}, Host=host).headers["set-cookie"]
        assert ("secure" in cookie.casefold()) is secure, host


def test_the_page_shows_how_things_stand(office: House) -> None:
    """Readers, feeds with their health, the day, and who came."""
    office.store.people.save([replace(office.reader, status=SubscriberStatus.PAUSED)])
    enter(office)
    page = office.ask("/").text
    for words in ("Readers", "Feeds", "The last 24 hours", "issues planned", "failed 1×", ADDRESS, "Issues sent"):
        assert words in page, words
    assert "opening" not in page
    assert "Your key, please" in office.ask("/key").text


def test_a_chart_of_nothing_is_said_in_words(office: House) -> None:
    """Before the first issue went out there is no picture of empty axes."""
    enter(office)
    page = office.ask("/").text
    assert page.count("Nothing in these days.") == 1
    assert "/chart/sent-light.svg" not in page
    assert "/chart/people-light.svg" in page


def test_how_long_the_oldest_waits_is_said_in_words(office: House) -> None:
    """In minutes, then in hours; nothing when nothing waits."""
    found = overview.look(office.store, now=office.now)
    said = [replace(found, oldest=span).oldest_words for span in (None, timedelta(minutes=12), timedelta(hours=5))]
    assert said == ["–", "12 min", "5 h"]


def test_one_reader_s_outbox(office: House) -> None:
    """Found by address; a stranger is nobody."""
    enter(office)
    page = office.ask(f"/reader?address={ADDRESS}").text
    assert "2026-11-20" in page
    assert "edition" in page
    quiet = office.ask("/reader?address=gwen@reader.example").text
    assert "Outbox" in quiet
    assert "Nobody" in office.ask("/reader?address=nobody@reader.example").text
    empty = office.ask("/reader").text
    assert "Nobody" not in empty
    assert "<h1>Look somebody up</h1>" in empty


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        pytest.param({}, ["<dd>active</dd>", "<dt>next issue, UTC</dt>"], id="gets mail"),
        pytest.param(
            {"status": SubscriberStatus.UNSUBSCRIBED, "left_at": LEFT},
            ['<span class="bad">left</span>', "<dt>left</dt><dd>18 Nov 2026</dd>"],
            id="left by themselves",
        ),
        pytest.param({"status": SubscriberStatus.UNSUBSCRIBED}, ['<span class="bad">left</span>'], id="was taken out"),
        pytest.param(
            {"status": SubscriberStatus.PAUSED, "paused_until": LEFT.date()},
            ["<dt>rests until</dt><dd>18 Nov 2026</dd>"],
            id="rests until a day",
        ),
        pytest.param(
            {"status": SubscriberStatus.PAUSED}, ["<dt>rests until</dt><dd>they come back</dd>"], id="rests for now"
        ),
    ],
)
def test_how_one_reader_stands(changes: dict[str, object], words: list[str], office: House) -> None:
    """Each state with its own date: who left is not said to have left on the day on which they came."""
    enter(office)
    office.store.people.save([replace(office.reader, **changes)])  # type: ignore[arg-type]
    page = office.ask(f"/reader?address={ADDRESS}").text
    for each in ("<dt>came</dt><dd>20 Nov 2026</dd>", *words):
        assert each in page
    assert page.count("<dt>left</dt>") == ("left_at" in changes)


@pytest.mark.parametrize("name", ["sent", "people", "narrow/sent", "narrow/people"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_charts_are_pictures_and_nothing_more(name: str, scheme: str, office: House) -> None:
    """SVG that can be read, with no script in it and nothing from elsewhere."""
    enter(office)
    answer = office.ask(f"/chart/{name}-{scheme}.svg")
    assert answer.headers["content-type"].startswith("image/svg+xml")
    tree = etree.fromstring(answer.raw)
    names = {etree.QName(element).localname for element in tree.iter("{*}*")}
    assert "script" not in names
    assert "image" not in names
    references = [value for element in tree.iter("{*}*") for key, value in element.attrib.items() if "href" in str(key)]
    assert all(str(value).startswith("#") for value in references)
    assert b"@import" not in answer.raw


@pytest.mark.parametrize(("path", "width"), [("people-light", 960), ("narrow/people-light", 336)])
def test_a_chart_says_of_which_day_its_last_bar_is(path: str, width: int, office: House) -> None:
    """Wide or narrow, the dates are counted from today; a phone shows the whole of it."""
    enter(office)
    tree = etree.fromstring(office.ask(f"/chart/{path}.svg").raw)
    assert str(tree.get("viewBox")).split()[2] == str(width)
    assert "20 Nov" in {"".join(map(str, text.itertext())) for text in tree.iter("{*}text")}


def test_what_the_colours_of_a_chart_stand_for_is_said_above_it(office: House) -> None:
    """With the sums of all days; the same words stand for the picture where it is not seen."""
    office.store.people.save([replace(office.reader, left_at=office.now, status=SubscriberStatus.UNSUBSCRIBED)])
    enter(office)
    page = office.ask("/").text
    key = page[page.index("Readers who joined and left") :]
    words = re.sub(r"<[^>]+>|\s+", " ", key[: key.index("</figcaption>")])
    assert "8 joined" in words
    assert "1 left" in words
    assert 'alt="Readers who joined and left, by day, of the last 30 days: 8 joined, 1 left"' in page


@pytest.mark.parametrize("path", ["/chart/opened-light.svg", "/chart/sent-sepia.svg", "/nothing"])
def test_there_is_no_other_chart(path: str, office: House) -> None:
    """Openings are not measured."""
    enter(office)
    assert office.ask(path).status == 404


def test_days_add_up(office: House) -> None:
    """Who came and left, by the day; days on which nothing happened are nought."""
    start = office.now.date() - timedelta(days=2)
    office.store.people.save([replace(office.reader, left_at=office.now, status=SubscriberStatus.UNSUBSCRIBED)])
    joined = office.store.course.joined(since=start, days=3)
    left = office.store.course.left(since=start, days=3)
    assert list(joined.values()) == [0, 0, 8]
    assert list(left.values()) == [0, 0, 1]
    assert sum(office.store.course.sent(since=start, days=3).values()) == 0
    assert office.store.course.readers()["unsubscribed"] == 1


@pytest.mark.parametrize(
    ("highest", "steps"),
    [(0, [0, 1]), (3, [0, 1, 2, 3]), (9, [0, 5, 10]), (160_000, [0, 50_000, 100_000, 150_000, 200_000])],
)
def test_axes_have_round_numbers(highest: int, steps: list[int]) -> None:
    """So that a chart can be read at a glance."""
    assert charts._steps(highest) == steps
