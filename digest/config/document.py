"""The shape of config.toml: every section and key, what it may hold, and what it is when left out."""

from datetime import time
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from digest.config import values


class Table(BaseModel):
    """A section or row: no other keys, no guessing of types, nothing changed later."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, hide_input_in_errors=True)


class Service(Table):
    """[service]"""

    name: values.Name = "Digest"
    sender: values.Address = Field(alias="from", description="the address that digests come from")
    base_url: values.WebAddress = ""
    data: values.Path = "data"
    templates: values.Path = ""
    postal: values.Line = ""
    language: values.Language = "en"


class Mail(Table):
    """[mail]"""

    images: values.Images = "lead"
    accent: values.Accent = "#17594a"
    accent_dark: values.AccentDark = "#86cdb6"
    logo: values.Path = ""


class FeedRow(Table):
    """[[feeds]]"""

    url: values.FeedAddress = Field(description="the address of the feed")
    name: values.Line = ""
    topic: values.Line = ""


class Topics(Table):
    """[topics]"""

    names: dict[str, values.Name] = {}
    model: values.Path = ""
    threshold: values.Threshold = 0.0


class Gather(Table):
    """[gather]"""

    every_minutes: values.Minutes = 60
    timeout_seconds: values.Seconds = 30
    networks: list[values.Network] = []
    contact: values.Line = ""


class Match(Table):
    """[match]"""

    per_outlet: values.Stories = 3
    floor: values.Floor = 0.4
    score_floor: values.Worth | None = None


class ProfileRow(Table):
    """[[profiles]]"""

    name: values.Name = Field(description="the name that subscribers refer to")
    topics: values.Weights = {}
    follow: values.Follows = []
    mute: values.Words = []
    sources: values.Words = []
    mute_sources: values.Words = []
    stories: values.Stories = 12
    outside: values.Switch = True
    quiet: values.Quiet = "nothing"
    pictures: values.Switch = True


class SubscriberRow(Table):
    """[[subscribers]]; None means: as the profile says."""

    address: values.Address = Field(description="the address the digest goes to")
    name: values.Line = ""
    profile: values.Line = ""
    topics: values.Weights | None = None
    follow: values.Follows | None = None
    mute: values.Words | None = None
    sources: values.Words | None = None
    mute_sources: values.Words | None = None
    stories: values.Stories | None = None
    outside: values.Switch | None = None
    quiet: values.Quiet | None = None
    pictures: values.Switch | None = None
    at: values.Clock = time(7, 0)
    timezone: values.Zone = "UTC"
    cadence: values.Cadence | None = None
    weekday: values.Weekday = "monday"
    days: list[values.Weekday] = []
    language: values.Language | None = None


class Schedule(Table):
    """[schedule]"""

    late_hours: values.Hours = 12
    freshness_hours: values.Hours = 48
    gather_tick_minutes: values.Minutes = 5
    send_tick_seconds: values.Seconds = 30


class Smtp(Table):
    """[delivery.smtp]"""

    host: values.Line = ""
    port: values.Port = 0
    tls: values.Tls = "starttls"
    ca_file: values.Path = ""
    username: values.Line = ""
    password_env: values.Variable = ""
    password_file: values.Path = ""
    connections: values.Connections = 4
    mails_per_connection: values.Ceiling = 0
    per_day: values.Ceiling = 0


class DomainRow(Table):
    """[[delivery.domains]]"""

    domain: values.Domain = Field(description='the domain that mail goes to, or "*" for all others')
    connections: values.Ceiling = 0
    mails_per_connection: values.Ceiling = 0
    per_minute: values.Ceiling = 0


class Delivery(Table):
    """[delivery]"""

    kind: values.Kind = "maildir"
    maildir: values.Path = "data/maildir"
    verp: values.Switch = False
    feedback_id: values.SenderId = ""
    complaints: values.OptionalAddress = ""
    uncertain: values.Uncertain = "resend-once"
    per_minute: values.Ceiling = 0
    postfix_log: values.Path = ""
    smtp: Smtp = Smtp()
    relays: list[Smtp] = []
    domains: list[DomainRow] = []


class Ed25519(Table):
    """[dkim.ed25519]"""

    selector: values.Selector = ""
    key_env: values.Variable = ""
    key_file: values.Path = ""


class Dkim(Table):
    """[dkim]"""

    domain: values.OptionalDomain = ""
    selector: values.Selector = ""
    key_env: values.Variable = ""
    key_file: values.Path = ""
    ed25519: Ed25519 = Ed25519()


class Web(Table):
    """[web]"""

    enabled: values.Switch = False
    listen: values.Listen = "127.0.0.1:8080"
    proxies: list[values.Network] = ["127.0.0.0/8", "::1/128"]
    confirmations_per_hour: values.Ceiling = 200
    say_where: values.Switch = False
    consent_years: values.Years = 3


class Imap(Table):
    """[inbox.imap]"""

    host: values.Line = ""
    port: values.Port = 0
    tls: values.ImapTls = "implicit"
    username: values.Line = ""
    password_env: values.Variable = ""
    password_file: values.Path = ""
    folder: values.Name = "INBOX"
    done: values.Line = ""
    poll_minutes: values.Minutes = 5


class Inbox(Table):
    """[inbox]"""

    address: values.OptionalAddress = ""
    kind: values.InboxKind = "none"
    extensions: values.Switch = True
    authserv_id: values.Line = ""
    listen: values.Listen = "127.0.0.1:2424"
    imap: Imap = Imap()


class Operator(Table):
    """[operator]"""

    address: values.OptionalAddress = ""
    at: values.Clock = time(9, 0)
    page: values.Listen = ""
    key_env: values.Variable = ""
    key_file: values.Path = ""


class Log(Table):
    """[log]"""

    format: values.LogFormat = "logfmt"


class Metrics(Table):
    """[metrics]"""

    address: values.Listen = ""


class Document(Table):
    """The whole file."""

    service: Service = Field(description="at least `from`, the address that digests come from")
    mail: Mail = Mail()
    feeds: list[FeedRow] = []
    topics: Topics = Topics()
    gather: Gather = Gather()
    match: Match = Match()
    profiles: list[ProfileRow] = []
    subscribers: list[SubscriberRow] = []
    schedule: Schedule = Schedule()
    delivery: Delivery = Delivery()
    dkim: Dkim = Dkim()
    web: Web = Web()
    inbox: Inbox = Inbox()
    operator: Operator = Operator()
    log: Log = Log()
    metrics: Metrics = Metrics()


def keys(path: tuple[str | int, ...]) -> tuple[str, ...]:
    """The keys allowed in the table at `path`; none where there is no table."""
    return tuple(_fields(_table(path)))


def _table(path: tuple[str | int, ...]) -> Any:
    table: Any = Document
    for step in path:
        if isinstance(step, str):
            field = _fields(table).get(step)
            table = field.annotation if field else None
            table = next(iter(getattr(table, "__args__", ())), table)
    return table


def needed(path: tuple[str | int, ...]) -> str:
    """What must be written at `path`, a place where something is missing."""
    table: Any = _table(path[:-1])
    return str(_fields(table)[str(path[-1])].description)


def _fields(table: Any) -> dict[str, Any]:
    found = getattr(table, "model_fields", {})
    return {field.alias or name: field for name, field in found.items()}
