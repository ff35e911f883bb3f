"""The real service behind a real nginx, set up by the example of docs/people.md, below a path: all of it works."""

import email
import email.policy
import re
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from html import unescape
from pathlib import Path

import pytest

from digest.sample import newsroom
from tests.mail_quality import peers
from tests.peers import nginx
from tests.web import house

BASE = f"https://{nginx.NAME}/news"
NEW = "new@joining.example.org"
_SETTINGS = """
[web]
enabled = true
listen = "127.0.0.1:{pages}"

[operator]
page = "127.0.0.1:{page}"
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """The service, its proxy, and the Maildir it sends to."""

    proxy: nginx.Nginx
    maildir: Path
    #: The port of the operator's page, which is not to be had through the proxy.
    page: int
    pages: int

    def mails(self, to: str) -> list[EmailMessage]:
        """What somebody got, waited for."""
        return _until(lambda: [mail for mail in self._all() if mail["To"].addresses[0].addr_spec == to])

    def _all(self) -> list[EmailMessage]:
        found = []
        for path in sorted(self.maildir.glob("new/*")):
            mail = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
            assert isinstance(mail, EmailMessage)
            found.append(mail)
        return found


def _until(look: Callable[[], list[EmailMessage]]) -> list[EmailMessage]:
    deadline = time.monotonic() + 60
    while not (found := look()):
        assert time.monotonic() < deadline, "no mail came in a minute"
        time.sleep(0.2)
    return found


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """`digest run` with readers who are due, behind nginx."""
    peers.program("nginx", "nginx-light")
    folder = tmp_path_factory.mktemp("nginx")
    pages, page = peers.free_port(), peers.free_port()
    with newsroom.serve(datetime.now(UTC)) as room:  # noqa: TID251 - the service reads the real clock
        text = newsroom.config_text(room, maildir=str(folder / "maildir"), data=str(folder / "data"))
        text = text.replace("[service]\n", f'[service]\nbase_url = "{BASE}"\n', 1)
        (folder / "config.toml").write_text(text + _SETTINGS.format(pages=pages, page=page), encoding="utf-8")
        digest = [sys.executable, "-m", "digest", "--config", str(folder / "config.toml")]
        (folder / "nginx").mkdir()
        with (
            peers.running([*digest, "run"], log=folder / "digest.log", port=pages),
            nginx.running(folder / "nginx", pages=pages) as proxy,
        ):
            yield Site(proxy=proxy, maildir=folder / "maildir", page=page, pages=pages)


def _links(mail: EmailMessage) -> list[str]:
    """Every link of ours in a mail, as its reader's program follows it."""
    part = mail.get_body(("html",))
    assert part is not None
    return sorted({unescape(link) for link in re.findall(r'href="([^"]+)"', part.get_content()) if nginx.NAME in link})


def _joined(site: Site, address: str, caller: str) -> nginx.Answer:
    """What the form of the front page gives, filled in slowly enough."""
    front = site.proxy.ask("/news/", caller=caller)
    fields = house.fields_of(front.text[front.text.index("<form") : front.text.index("</form>")])
    time.sleep(5.5)
    return _sent(site, {**fields, "address": address, "topics": ["world", "science"], "timezone": "UTC"}, caller)


def _sent(site: Site, fields: dict[str, object], caller: str, **headers: str) -> nginx.Answer:
    return site.proxy.ask("/news/", fields=fields, caller=caller, headers=headers)


def test_somebody_joins_reads_and_leaves(site: Site) -> None:
    """Pages, forms, redirects and every link in the mails lead through the proxy, below the path."""
    assert site.proxy.ask("/news").headers["location"] == "/news/"
    front = site.proxy.ask("/news/").text
    sheet = re.search(r'<link[^>]*rel="stylesheet"[^>]*href="([^"]+)"', front)
    assert sheet is not None
    assert site.proxy.ask(sheet[1]).headers["content-type"].startswith("text/css")
    done = _joined(site, NEW, "127.0.0.1")
    assert done.status == 303, done.text
    assert done.headers["location"] == "/news/check"
    assert site.proxy.ask(done.headers["location"]).status == 200
    (question,) = site.mails(NEW)
    (confirm,) = [link for link in _links(question) if "/confirm/" in link]
    assert confirm.startswith(f"{BASE}/confirm/")
    assert site.proxy.ask(confirm).status == 200
    confirmed = site.proxy.ask(confirm, fields={"do": "confirm"})
    assert confirmed.status == 200
    wishes = re.search(r'href="(/news/preferences/[^"]+)"', confirmed.text)
    assert wishes is not None
    assert site.proxy.ask(wishes[1]).status == 200
    issue = _until(lambda: [mail for mail in site.mails(NEW) if "/feedback/" in "".join(_links(mail))])[0]
    links = _links(issue)
    # The name at its head leads to the front page, which stands behind a slash.
    assert {link: site.proxy.ask(link).status for link in links} == {
        link: 308 if link == BASE else 200 for link in links
    }
    kinds = {link.removeprefix(f"{BASE}/").partition("/")[0] for link in links}
    assert kinds >= {"preferences", "leave", "feedback", "issue"}
    (one_click,) = re.findall(r"<(https://[^>]+)>", issue["List-Unsubscribe"])
    left = site.proxy.ask(one_click, fields={"List-Unsubscribe": "One-Click"})
    assert (left.status, left.headers["content-type"]) == (200, "text/plain; charset=utf-8")
    (leave,) = [link for link in links if "/leave/" in link]
    assert "<form" not in site.proxy.ask(leave).text
    # What the mails had is a secret of theirs: nothing of it is in a log, on either side.
    tokens = {word for link in (*links, confirm, one_click) for word in link.split("/") if len(word) >= 40}
    logs = site.proxy.logs() + (site.maildir.parent / "digest.log").read_text()
    assert len(tokens) >= 5
    assert [token for token in tokens if token in logs] == []


def test_forms_are_counted_by_who_really_sends_them(site: Site) -> None:
    """Not by what the visitor writes into X-Forwarded-For: the eleventh of one address is refused, another's is not."""
    front = site.proxy.ask("/news/").text
    fields = {
        **house.fields_of(front[front.index("<form") : front.index("</form>")]),
        "topics": ["world"],
        "timezone": "UTC",
    }
    time.sleep(5.5)
    there, elsewhere = "127.0.0.2", "127.0.1.3"
    statuses = [
        _sent(
            site, {**fields, "address": f"n{n}@joining.example.org"}, there, **{"X-Forwarded-For": f"198.51.100.{n}"}
        ).status
        for n in range(11)
    ]
    assert statuses == [303] * 10 + [429]
    assert _sent(site, {**fields, "address": "n@joining.example.org"}, elsewhere).status == 303


def test_who_asks_too_fast_is_told_to_wait_and_nobody_else(site: Site) -> None:
    """nginx lets pass forty at once and ten a second of one address."""
    statuses = [site.proxy.ask("/news/check", caller="127.0.0.4").status for _ in range(120)]
    assert statuses[:40] == [200] * 40
    assert 503 in statuses
    assert site.proxy.ask("/news/check", caller="127.0.0.5").status == 200


def test_too_much_is_not_taken(site: Site) -> None:
    """A body over 64 kB ends at the proxy."""
    assert site.proxy.ask("/news/", fields={"address": "a" * 70_000}).status == 413


@pytest.mark.parametrize("path", ["/", "/key", "/reader", "/news/key", "/news/reader", "/news/operator", "/operator"])
def test_the_operator_s_page_is_not_there(path: str, site: Site) -> None:
    """It has an address of its own, which the proxy does not know."""
    assert peers.listens(site.page)
    assert site.proxy.ask(path, caller="127.0.0.6").status == 404


@pytest.mark.parametrize(
    "headers",
    [
        pytest.param({}, id="as anybody"),
        pytest.param({"X-Forwarded-For": "127.0.0.1"}, id="as somebody who says to be here"),
        pytest.param({"X-Forwarded-For": ""}, id="as somebody who would hide the proxy"),
        pytest.param({"Connection": "close, X-Forwarded-For"}, id="as somebody who has the header taken away"),
        pytest.param({"Host": "127.0.0.1"}, id="as somebody who says whom they mean"),
        pytest.param({"Authorization": "Bearer a-guess-at-the-key-of-some-length"}, id="with a guess"),
    ],
)
def test_the_figures_are_not_there(headers: dict[str, str], site: Site) -> None:
    """They are for this machine alone, although the proxy is on it."""
    answer = site.proxy.ask("/news/metrics", headers=headers, caller="127.0.0.6")
    assert answer.status == 403
    assert "digest_" not in answer.text


def test_a_request_that_is_no_request_leaves_no_token_in_a_log(site: Site) -> None:
    """What nginx refuses before it knows whose it is, it writes down without the address of the page."""
    token = "abcdefgh" * 6
    for headers in ({"X-Long": "x" * 40_000}, {"Content-Length": "nonsense"}, {"Host": "not a host"}):
        assert site.proxy.ask(f"/news/leave/{token}", headers=headers).status in (400, 413, 414, 494)
    assert site.proxy.ask(f"/news/leave/{token}", caller="127.0.0.7").status == 404
    assert token not in site.proxy.logs()
