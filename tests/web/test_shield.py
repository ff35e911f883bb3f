"""What holds for every page: GET changes nothing, a token opens one thing, headers, limits, a log of no secrets."""

import logging
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from digest.cli import logs
from digest.tokens import Purpose
from digest.web import shield
from tests.web import looks
from tests.web.house import House, opened

#: Path -> the purpose of its token.
PAGES = {
    "/confirm/{}": Purpose.CONFIRM,
    "/preferences/{}": Purpose.PREFERENCES,
    "/preferences/{}/issue": Purpose.PREFERENCES,
    "/leave/{}": Purpose.LEAVE,
    "/unsubscribe/{}": Purpose.LEAVE,
    "/feedback/{}": Purpose.FEEDBACK,
    "/feedback/{}/1/more": Purpose.FEEDBACK,
    "/issue/{}": Purpose.READ,
    "/data/{}": Purpose.PREFERENCES,
}
#: What search engines may keep.
FINDABLE = {"/", "/sample"}
PLAIN = ("/", "/check", "/lost", "/sample", "/nothing")


def paths(home: House) -> list[str]:
    """Every page there is, with good tokens and with bad ones."""
    good = [path.format(home.token(purpose)) for path, purpose in PAGES.items()]
    return [*good, *(path.format("a" * 42) for path in PAGES), *PLAIN]


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS", "PROPFIND", "PUT", "DELETE", "TRACE"])
def test_no_visit_changes_anything(method: str, home: House) -> None:
    """Every page a hundred times, whatever is behind the "?": the database is the same to the byte (SUB-40)."""
    times = 100 if method == "GET" else 2
    query = "?do=leave&sure=yes&List-Unsubscribe=One-Click"
    before = home.bytes_of()
    for path in paths(home):
        for number in range(times):
            answer = home.ask(path + (query if number % 2 else ""), method=method)
            assert answer.status < 500
    assert home.bytes_of() == before


@pytest.mark.parametrize("body", [b"", b"x=y", b"do=", b"submit=Submit"])
def test_a_post_without_a_button_s_field_changes_nothing(body: bytes, home: House) -> None:
    """On no page: a scanner that posts what it finds is answered, and that is all (SUB-42)."""
    asked = [looks.PAGES[name](home).path for name in ("confirm", "confirm: wish")]
    before = home.bytes_of()
    for path in [*paths(home), *asked]:
        answer = home.ask(path, method="POST", body=body, headers={"Content-Type": "application/x-www-form-urlencoded"})
        assert answer.status < 500
    assert home.bytes_of() == before


@pytest.mark.parametrize(
    ("base", "said"),
    [("https://news.example.org", "max-age=31536000"), ("http://news.example.org", None)],
)
def test_who_came_by_https_comes_by_nothing_else(base: str, said: str | None, built: Path, tmp_path: Path) -> None:
    """Every answer says so where the public address is https, and none where it is not (RFC 6797)."""
    with opened(built, tmp_path, base=base) as home:
        for path in ("/", "/check", "/nothing", "/static/site.css", "/unsubscribe/x"):
            assert home.ask(path).headers.get("strict-transport-security") == said, path


def test_each_link_a_hundred_times(home: House) -> None:
    """The links of one mail, and what they lead to, by GET."""
    message = home.store.mail.message(f"{home.reader.id}.{home.now:%Y-%m-%d}")
    assert message is not None
    from digest.cli import pages

    links = set(re.findall(r'href="https://news\.example\.org(/[^"]+)"', pages.html(message.mime)))
    assert len(links) > 10
    before = home.bytes_of()
    for link in links:
        for _ in range(100 if "/1/" in link or "/feedback/" not in link else 1):
            assert home.ask(link).status == 200
    assert home.bytes_of() == before


@pytest.mark.parametrize("purpose", list(Purpose))
def test_a_token_opens_what_it_is_for(purpose: Purpose, home: House) -> None:
    """And nothing else, by GET or by POST (SUB-11)."""
    before = home.reader
    for path, wanted in PAGES.items():
        if purpose is not wanted:
            for answer in (
                home.ask(path.format(home.token(purpose))),
                home.post(path.format(home.token(purpose)), {"do": "leave", "sure": "yes"}),
            ):
                assert answer.status in {404, 405}, (path, purpose)
    assert home.reader == before


def test_every_answer_has_its_headers(home: House) -> None:
    """Also those that went wrong (SUB-45, SUB-46)."""
    for path in [*paths(home), "/static/site.css", "/static/nothing"]:
        for method in ("GET", "POST", "PROPFIND"):
            said = home.ask(path, method=method, body=b"").headers
            policy = said["content-security-policy"]
            assert policy.startswith("default-src 'none'"), path
            assert "frame-ancestors 'none'" in policy
            assert "unsafe" not in policy
            assert "http" not in policy
            assert said["referrer-policy"] == "no-referrer"
            assert said["x-content-type-options"] == "nosniff"
            is_for_all = path in FINDABLE and method == "GET"
            assert said["x-robots-tag"] == ("all" if is_for_all else "noindex, nofollow"), path
            assert "set-cookie" not in said
            assert "server" not in said
            if not path.startswith("/static/site"):
                assert said["cache-control"] == "no-store"


def test_scripts_only_where_the_zone_is_filled_in(home: House) -> None:
    """No other page may run one."""
    may = {path for path in paths(home) if "script-src" in home.ask(path).headers["content-security-policy"]}
    assert may == {"/", f"/preferences/{home.token(Purpose.PREFERENCES)}"}


def test_nothing_comes_from_elsewhere(home: House) -> None:
    """No page loads from another host, has a style in it or a script in it (SUB-45, SUB-46)."""
    for path in paths(home):
        page = home.ask(path).text
        assert not re.search(r'(?:src|srcset|action)="(?:https?:)?//', page), path
        assert not re.search(r'<link[^>]+href="(?:https?:)?//', page), path
        assert " style=" not in page
        assert "<style" not in page
        assert not re.search(r"<script(?![^>]+src=)", page)
        assert not re.search(r" on[a-z]+=", page)


def test_files_keep_their_address_until_they_change(home: House) -> None:
    """What is kept for a year is addressed by what is in it."""
    found = re.search(r'href="(/static/site\.css\?[0-9a-f]{12})"', home.ask("/").text)
    assert found is not None
    sheet = home.ask(found[1])
    assert "immutable" in sheet.headers["cache-control"]
    assert home.settings.mail.accent in sheet.text


@pytest.mark.parametrize(
    "headers",
    [
        pytest.param({"Content-Type": "application/x-www-form-urlencoded"}, id="length stated"),
        pytest.param(
            {"Content-Type": "application/x-www-form-urlencoded", "Transfer-Encoding": "chunked"}, id="in chunks"
        ),
        pytest.param({"Content-Type": "multipart/form-data; boundary=x"}, id="of several parts"),
    ],
)
def test_more_than_a_form_is_refused(headers: dict[str, str], home: House) -> None:
    """However it is sent."""
    import http.client

    body = b"address=" + b"x" * (shield.MOST * 3)
    connection = http.client.HTTPConnection("127.0.0.1", home.port, timeout=20)

    def pieces() -> Iterator[bytes]:
        for start in range(0, len(body), 8192):
            yield body[start : start + 8192]

    try:
        chunked = "Transfer-Encoding" in headers
        given = {name: value for name, value in headers.items() if name != "Transfer-Encoding"}
        connection.request("POST", "/", body=pieces() if chunked else body, headers=given, encode_chunked=chunked)
        assert connection.getresponse().status in {400, 413}
    except (BrokenPipeError, ConnectionResetError):
        pass  # it did not even wait for the end
    finally:
        connection.close()
    assert home.ask("/").status == 200


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        pytest.param(b"\xff\xfe%zz=%&&=&", "application/x-www-form-urlencoded", id="nonsense"),
        pytest.param(b"--x\r\nnonsense", "multipart/form-data; boundary=x", id="half a part"),
        pytest.param(b"--y", "multipart/form-data", id="no boundary"),
        pytest.param(b"{}", "application/json", id="JSON"),
        pytest.param(b"&".join(b"a=b" for _ in range(5000)), "application/x-www-form-urlencoded", id="many fields"),
        pytest.param(
            b'--x\r\nContent-Disposition: form-data; name="address"; filename="a"\r\n\r\nx\r\n--x--\r\n',
            "multipart/form-data; boundary=x",
            id="a file in place of a word",
        ),
    ],
)
def test_no_form_breaks_a_page(body: bytes, kind: str, home: House) -> None:
    """What is no form is refused, with a page."""
    for path in ("/", f"/preferences/{home.token(Purpose.PREFERENCES)}", f"/leave/{home.token(Purpose.LEAVE)}"):
        answer = home.ask(path, method="POST", body=body, headers={"Content-Type": kind})
        assert answer.status < 500
        assert "<h1" in answer.text or answer.status == 303


def test_the_log_says_nothing_of_tokens_and_people(home: House, caplog: pytest.LogCaptureFixture) -> None:
    """One line a page: its first word, how it went and how long it took (SUB-45, SEC-05)."""
    token = home.token(Purpose.PREFERENCES)
    with caplog.at_level(logging.INFO):
        home.ask(f"/preferences/{token}?said={token}")
        home.ask(f"/{token}/x")
        home.ask("/nothing%0aevent=forged/" + token)
        home.post("/", home.join("secret@reader.example"))
    formatter = logs.Formatter(as_json=False)
    lines = [formatter.format(record) for record in caplog.records]
    assert any("path=/preferences/…" in line and "status=200" in line for line in lines)
    for line in lines:
        assert token not in line
        assert token[:12] not in line
        assert "secret" not in line
        assert "forged" not in line


@pytest.mark.parametrize("base", ["https://example.org/news", "https://example.org/a/b/"])
def test_pages_below_a_path(base: str, built: object, tmp_path: object) -> None:
    """A proxy passes the whole path on: every address begins with it, and what lies outside is not ours."""
    path = re.sub(r"^https://[^/]+", "", base).rstrip("/")
    with opened(built, tmp_path, base=base) as home:  # type: ignore[arg-type]
        page = home.ask(f"{path}/")
        assert page.status == 200
        for address in re.findall(r'(?:href|src|action)="(/[^"]*)"', page.text):
            assert address.startswith(f"{path}/"), address
        assert home.ask(path).headers["location"] == f"{path}/"
        assert home.ask("/").status == 404
        stamp = page.field("stamp")
        home.wait(seconds=30)
        fields = {"address": "a@b.example", "topics": ["world"], "at": "07:00", "timezone": "UTC", "days": ["1"]}
        assert home.post(f"{path}/", {**fields, "stamp": stamp}).headers["location"] == f"{path}/check"
        assert home.ask(f"{path}/leave/{home.token(Purpose.LEAVE)}").status == 200


def test_a_fault_of_ours_is_a_page(home: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """A store that cannot be read is told as that, without a word of what it said."""
    from digest.errors import StoreError
    from digest.store.people import People

    def broken(*_: object) -> None:
        raise StoreError("the disk is full of secrets", path=None)

    monkeypatch.setattr(People, "with_id", broken)
    answer = home.ask(f"/leave/{home.token(Purpose.LEAVE, id_='0' * 16)}")
    assert answer.status == 503
    assert "Something went wrong" in answer.text
    assert "secrets" not in answer.text


@pytest.mark.parametrize("charset", ["undefined", "unicode_escape", "idna", "no-such"])
def test_a_form_in_a_strange_encoding_is_no_fault_of_ours(charset: str, home: House) -> None:
    """A form of several parts may name any encoding that Python knows; it is read, or refused as what it is."""
    body = b'--x\r\nContent-Disposition: form-data; name="address"\r\n\r\n\\ud800@reader.example\r\n--x--\r\n'
    kind = f"multipart/form-data; boundary=x; charset={charset}"
    assert home.ask("/", method="POST", body=body, headers={"Content-Type": kind}).status == 400


def test_a_page_that_takes_no_form_is_still_a_page(home: House) -> None:
    """Who posts to it is not told that nothing is there."""
    answer = home.post("/check", {})
    assert answer.status == 405
    assert "cannot be done here" in answer.text
    assert "nothing here" not in answer.text
