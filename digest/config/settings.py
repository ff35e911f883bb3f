"""Settings: config.toml and the secrets it names, as frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time, timedelta
from ipaddress import IPv4Network, IPv6Network
from pathlib import Path
from typing import Literal, TypeAlias, TypedDict

from digest.domain.news import Feed
from digest.domain.people import Profile, Schedule

#: How a connection is kept private (mail.md OUT-66).
Tls: TypeAlias = Literal["starttls", "implicit", "opportunistic", "none"]

#: What a line of the log looks like.
LogFormat: TypeAlias = Literal["logfmt", "json"]

#: Which stories of an issue have their picture shown.
Images: TypeAlias = Literal["lead", "all", "none"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceSetting:
    """Who sends, and where things lie."""

    #: The service's name, shown in From and at the head of every digest.
    name: str
    #: The From address.
    sender_address: str
    #: Where answers go: the inbox's address, else the sender's.
    reply_to: str
    #: Web address without a trailing slash; "" for none.
    base_url: str
    #: Folder of the database; absolute.
    data: Path
    #: Folder of the mail templates; absolute.
    templates: Path
    #: A line with the operator's postal address; "" for none.
    postal: str
    #: BCP 47 tag for subscribers who name none.
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MailSetting:
    """How mail looks."""

    images: Images
    #: "#rrggbb", for the light sheet and for the dark one; text in it can be read.
    accent: str
    accent_dark: str
    #: A picture for the head of every mail; absolute; None for none.
    logo: Path | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicsSetting:
    """What can be read about, and who judges it."""

    #: Slug -> display name, in the order of sections.
    names: Mapping[str, str]
    #: A classifier of the operator's own; None for the one that ships.
    model: Path | None
    #: The probability from which an article is of a topic; None for the model's own.
    threshold: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GatherSetting:
    """How feeds are asked."""

    #: How long a feed is left alone after a visit, at least.
    every: timedelta
    #: Seconds one visit may take in all.
    timeout: float
    #: Private networks that feeds may live in; all others are refused.
    networks: tuple[IPv4Network | IPv6Network, ...]
    #: An address for publishers, put into the User-Agent; "" for none.
    contact: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchSetting:
    """Limits on one edition."""

    #: Stories of one outlet, at most.
    per_outlet: int
    #: The probability from which a wanted topic brings a story in.
    floor: float
    #: The score a story needs, at least; None for what is known to be best.
    score_floor: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleSetting:
    """The service's own clockwork."""

    #: How long after its hour an edition is still made.
    late: timedelta
    #: How old news may be when it is first offered.
    freshness: timedelta
    #: How often `digest run` looks for feeds that are due.
    gather_tick: timedelta
    #: How often `digest run` looks for editions that are due and mail that waits.
    send_tick: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class SmtpSetting:
    """The mail server that takes our mail."""

    host: str
    port: int
    #: "starttls", "implicit", "opportunistic" or "none" (mail.md, OUT-66).
    tls: Tls
    #: "" for no login.
    username: str
    #: The secret itself; "" for no login.
    password: str = field(repr=False)
    #: Certificates in PEM to trust, and no others; absolute; None for the system's.
    ca_file: Path | None = None
    #: At once, at most.
    connections: int = 4
    #: After so many a connection is ended and another begun; 0 for no limit.
    mails_per_connection: int = 0
    #: Mails it takes in any 24 hours; 0 for no limit.
    per_day: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class DomainSetting:
    """What mail to one domain must keep to; 0 for no limit."""

    #: Mails under way at once.
    connections: int = 0
    mails_per_connection: int = 0
    per_minute: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliverySetting:
    """Where finished mail goes."""

    #: "maildir" or "smtp".
    kind: str
    #: Folder of the Maildir; absolute.
    maildir: Path
    #: None unless `kind` is "smtp".
    smtp: SmtpSetting | None
    #: Whether every mail has a return address of its own, an extension of the inbox's; never with a Maildir.
    verp: bool = False
    #: Who we are to Gmail's reports of complaints; "" for a name made from the domain.
    sender_id: str = ""
    #: Where complaints may be reported to (RFC 9477); "" for nowhere.
    complaints: str = ""
    #: Servers to fall back on, in this order.
    relays: tuple[SmtpSetting, ...] = ()
    #: Whether a message in doubt is sent once more when there is no evidence (mail.md, OUT-72).
    resend_uncertain: bool = True
    #: Mails a minute in all; 0 for no limit.
    per_minute: int = 0
    #: The log of the Postfix on this machine that is our next hop; absolute; None for none.
    postfix_log: Path | None = None
    #: Domain, or "*" for all others -> what it lets us do.
    domains: Mapping[str, DomainSetting] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class DkimKey:
    """One key that we sign with."""

    selector: str
    #: In PEM.
    key: bytes = field(repr=False)
    #: Of config.toml, for sentences: "dkim" or "dkim.ed25519".
    section: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DkimSetting:
    """Who answers for our mail by signing it."""

    #: The From address's domain, or one above it.
    domain: str
    #: RSA first; () when the mail server signs, or nobody.
    keys: tuple[DkimKey, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SubscriberSetting:
    """A subscriber as the file states them."""

    address: str
    name: str
    #: The profile they share; "" when all their wishes are their own.
    profile_name: str
    #: The shared profile with their own values in place of its values.
    profile: Profile
    schedule: Schedule
    language: str


class Wishes(TypedDict, total=False):
    """What a command says of a subscriber, under the names of config.toml; what is left out or empty is the default."""

    name: str
    profile: str | None
    #: Topics that weigh 1 each.
    topics: list[str]
    follow: list[str]
    mute: list[str]
    sources: list[str]
    mute_sources: list[str]
    stories: int | None
    outside: bool | None
    quiet: str | None
    pictures: bool | None
    at: str | None
    timezone: str | None
    cadence: str | None
    weekday: str | None
    days: list[str]
    language: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WebSetting:
    """The web pages where people join, choose and leave."""

    enabled: bool = False
    #: Host and port that `digest run` listens at.
    listen: tuple[str, int] = ("127.0.0.1", 8080)
    #: Networks of reverse proxies whose X-Forwarded-For is believed.
    proxies: tuple[IPv4Network | IPv6Network, ...] = ()
    #: Confirmations sent to people who are not known yet, in any hour; 0 for no limit.
    confirmations_per_hour: int = 200
    #: Whether a confirmation says in a header from which address the form was sent (Form-Sub).
    say_where: bool = False
    #: Years that a consent record is kept after somebody left.
    consent_years: int = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class ImapSetting:
    """A mailbox that is read by IMAP (RFC 9051)."""

    host: str
    port: int
    tls: Literal["implicit", "starttls", "none"]
    username: str
    #: The secret itself.
    password: str = field(repr=False)
    folder: str = "INBOX"
    #: The folder that mail is moved to when it is dealt with; "" to leave it, marked as read.
    done: str = ""
    #: How often we look where the server does not tell by itself, and while it is away.
    poll: timedelta = timedelta(minutes=5)


@dataclass(frozen=True, slots=True, kw_only=True)
class InboxSetting:
    """The mailbox readers can write to."""

    #: "" when answers go to the sender's address.
    address: str = ""
    #: By which way mail to it reaches us; with "none" a person reads it.
    kind: Literal["none", "lmtp", "imap", "pipe"] = "none"
    #: Whether mail to "name+anything" reaches the same mailbox.
    extensions: bool = True
    #: The name that our own mail server signs its verdicts with (RFC 8601); "" when it gives none.
    authserv_id: str = ""
    #: Host and port of the LMTP listener.
    listen: tuple[str, int] = ("127.0.0.1", 2424)
    #: None unless `kind` is "imap".
    imap: ImapSetting | None = None

    @property
    def is_read(self) -> bool:
        """Whether this service reads the mail itself."""
        return self.kind != "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class OperatorSetting:
    """Who is told of what a person must mend."""

    #: "" for nobody: the log and `digest doctor` say it all the same.
    address: str = ""
    #: From when on, UTC.
    at: time = time(9, 0)
    #: Host and port of the operator's page; None for no page.
    page: tuple[str, int] | None = None
    #: What must be known to see the page; "" on this machine alone.
    key: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class LogSetting:
    """What the log looks like."""

    format: LogFormat = "logfmt"


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricsSetting:
    """Where figures can be had."""

    #: Host and port; None for nowhere.
    address: tuple[str, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All that config.toml says, checked and complete: no value is missing and every path is absolute."""

    #: The file it was read from; absolute.
    path: Path
    service: ServiceSetting
    mail: MailSetting
    feeds: tuple[Feed, ...]
    topics: TopicsSetting
    gather: GatherSetting
    match: MatchSetting
    schedule: ScheduleSetting
    delivery: DeliverySetting
    dkim: DkimSetting
    #: Name -> profile, in the order of the file.
    profiles: Mapping[str, Profile]
    subscribers: tuple[SubscriberSetting, ...]
    web: WebSetting = WebSetting()
    inbox: InboxSetting = InboxSetting()
    operator: OperatorSetting = OperatorSetting()
    log: LogSetting = LogSetting()
    metrics: MetricsSetting = MetricsSetting()
