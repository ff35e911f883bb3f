"""A house with web pages: a store with a reader who has had an issue, the pages on loopback, and somebody who asks."""

import http.client
import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from urllib.parse import urlencode

from digest import config, desk, store
from digest.classify import topics
from digest.config import Settings
from digest.domain.people import Subscriber
from digest.pipeline import editions, links, news
from digest.sample import newsroom
from digest.store import Store
from digest.tokens import Purpose
from digest.web import app, operator, serving
from digest.web.site import Site

MORNING = datetime(2026, 11, 20, 7, 5, tzinfo=UTC)
TODAY = date(2026, 11, 20)
BASE = "https://news.example.org"
ADDRESS = "ada@reader.example"
KEY = "a-key-of-some-length-for-the-operator"
_WEB = """
[web]
enabled = true
proxies = ["127.0.0.0/8"]

[inbox]
address = "inbox@newsroom.example"

[operator]
page = "127.0.0.1:8465"
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    raw: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        return self.raw.decode()

    def field(self, name: str) -> str:
        """The value of an input of the page."""
        found = re.search(rf'<input[^>]*name="{name}"[^>]*value="([^"]*)"', self.text)
        assert found is not None, f"no field {name}"
        return found[1]


@dataclass(kw_only=True)
class House:
    """The pages, and everything behind them."""

    store: Store
    settings: Settings
    site: Site
    folder: Path
    now: datetime = MORNING
    port: int = 0
    #: Said with every request.
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def reader(self) -> Subscriber:
        """Ada."""
        return desk.find(self.store, ADDRESS)

    def token(self, purpose: Purpose, *, id_: str = "") -> str:
        """Ada's, of today's issue."""
        return links.keys(self.store).make(purpose, id_ or self.reader.id, TODAY)

    def ask(
        self,
        path: str,
        *,
        method: str = "GET",
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """What a path gives."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request(method, path, body=body, headers={**self.headers, **(headers or {})})
            found = connection.getresponse()
            said = {name.lower(): value for name, value in found.getheaders()}
            return Answer(status=found.status, headers=said, raw=found.read())
        finally:
            connection.close()

    def post(self, path: str, fields: Mapping[str, object], **headers: str) -> Answer:
        """What a form gives."""
        body = urlencode(fields, doseq=True).encode()
        return self.ask(
            path, method="POST", body=body, headers={"Content-Type": "application/x-www-form-urlencoded", **headers}
        )

    def follow(self, answer: Answer) -> Answer:
        """Where a page leads."""
        assert answer.status == 303, answer.status
        return self.ask(answer.headers["location"])

    def wait(self, **span: float) -> None:
        """Nothing; so much time has gone by."""
        self.now += timedelta(**span)

    def join(self, address: str = "new@reader.example", **other: object) -> dict[str, object]:
        """The fields of a good form, filled in slowly enough."""
        stamp = self.ask("/").field("stamp")
        self.wait(seconds=30)
        fields = {"address": address, "topics": ["science"], "at": "06:30", "timezone": "Europe/Madrid"}
        return {**fields, "days": list("0123456"), "stamp": stamp, "homepage": "", **other}

    def form(self) -> dict[str, object]:
        """The form of Ada's preferences as it stands."""
        page = self.ask(f"/preferences/{self.token(Purpose.PREFERENCES)}").text
        return fields_of(page[page.index('id="wishes"') : page.index("</form>", page.index('id="wishes"'))])

    def bytes_of(self) -> bytes:
        """The database as it lies on the disk, its log with it."""
        names = sorted(self.folder.glob(f"data/{store.FILE}*"))
        return b"".join(path.read_bytes() for path in names if not path.name.endswith("-shm"))


def fields_of(form: str) -> dict[str, object]:
    """What a browser would send for a form left as it is."""
    found: dict[str, list[str]] = {}

    def add(name: str, value: str) -> None:
        found.setdefault(name, []).append(value)

    for tag in re.findall(r"<input[^>]*>", form):
        said = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        if said.get("type") != "checkbox" or " checked" in tag:
            add(said["name"], said.get("value", ""))
    for name, inner in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)"[^>]* selected', inner)
        add(name, chosen[1] if chosen else "")
    for name, inner in re.findall(r'<textarea[^>]*name="([^"]+)"[^>]*>(.*?)</textarea>', form, re.DOTALL):
        add(name, inner)
    return dict(found)


def built(folder: Path) -> None:
    """Nothing; in the folder lie a configuration and a store whose readers had today's issue."""
    with newsroom.serve(MORNING - timedelta(hours=1)) as room:
        path = folder / "config.toml"
        path.write_text(newsroom.config_text(room) + _WEB, encoding="utf-8")
        _set(path, base=BASE)
        settings = config.load(path, {})
        with store.open(settings.service.data / store.FILE, now=MORNING) as opened:
            desk.adopt(opened, settings, now=MORNING)
            model = topics.load()
            news.gather(opened, settings, now=MORNING, only_due=False)
            news.classify(opened, model, now=MORNING)
            editions.plan_now(opened, settings, model, opened.people.subscribers(), now=MORNING)


def _set(path: Path, *, base: str) -> None:
    text = path.read_text(encoding="utf-8").replace("[service]\n", f'[service]\nbase_url = "{base}"\n', 1)
    path.write_text(text, encoding="utf-8")


@contextmanager
def opened(
    built_in: Path, folder: Path, *, base: str = BASE, key: str = "", of_operator: bool = False
) -> Iterator[House]:
    """A copy of the house that was built, with its pages on loopback."""
    shutil.copytree(built_in, folder, dirs_exist_ok=True)
    path = folder / "config.toml"
    text = path.read_text(encoding="utf-8").replace(BASE, base)
    path.write_text(text + ('key_env = "OPERATOR_KEY"\n' if key else ""), encoding="utf-8")
    settings = config.load(path, {"OPERATOR_KEY": key})
    with store.open(settings.service.data / store.FILE, now=MORNING) as kept:
        house: House
        site = serving.site_of(kept, lambda: settings, clock=lambda: house.now)
        house = House(store=kept, settings=settings, site=site, folder=folder)
        application = operator.application(site) if of_operator else app.application(site)
        with serving.served(application, ("127.0.0.1", 0), "the test") as house.port:
            yield house
