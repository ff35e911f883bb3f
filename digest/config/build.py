"""A checked document -> Settings: paths absolute, profiles resolved, nothing left open."""

import ipaddress
from collections.abc import Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from types import MappingProxyType

from digest import assets
from digest.config import document, settings
from digest.domain.news import TOPICS, Feed, Origin
from digest.domain.people import Cadence, Profile, Quiet, Schedule

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

#: The usual port for each way of TLS (RFC 8314 section 3.3; RFC 5321 section 4.5.4.2).
_PORTS = {"starttls": 587, "implicit": 465, "opportunistic": 25, "none": 25}


def settings_from(
    doc: document.Document,
    *,
    path: Path,
    passwords: Sequence[str | None],
    keys: Mapping[str, bytes],
    secrets: Mapping[str, str],
) -> settings.Settings:
    """Everything the file says, ready for use; `path` is the file and must be absolute.

    `passwords` are the mail servers', `keys` are for [dkim], `secrets` by section: "inbox.imap" and "operator".
    """
    folder = path.parent
    profiles = {row.name: _profile(row) for row in doc.profiles}
    return settings.Settings(
        path=path,
        service=_service(doc, folder),
        mail=_mail(doc.mail, folder),
        feeds=tuple(
            Feed(url=row.url, name=row.name, topic_hint=row.topic or None, origin=Origin.FILE) for row in doc.feeds
        ),
        topics=_topics(doc.topics, folder),
        gather=_gather(doc.gather),
        match=settings.MatchSetting(
            per_outlet=doc.match.per_outlet, floor=doc.match.floor, score_floor=doc.match.score_floor
        ),
        schedule=_schedule(doc.schedule),
        delivery=_delivery(doc.delivery, folder, passwords),
        dkim=_dkim(doc, keys),
        profiles=MappingProxyType(profiles),
        subscribers=tuple(subscriber(row, profiles, doc.service.language) for row in doc.subscribers),
        web=_web(doc.web),
        inbox=_inbox(doc.inbox, secrets.get("inbox.imap", "")),
        operator=settings.OperatorSetting(
            address=doc.operator.address,
            at=doc.operator.at,
            page=_listen(doc.operator.page),
            key=secrets.get("operator", ""),
        ),
        log=settings.LogSetting(format=doc.log.format),
        metrics=settings.MetricsSetting(address=_listen(doc.metrics.address)),
    )


def _service(doc: document.Document, folder: Path) -> settings.ServiceSetting:
    row = doc.service
    return settings.ServiceSetting(
        name=row.name,
        sender_address=row.sender,
        reply_to=doc.inbox.address or row.sender,
        base_url=row.base_url.rstrip("/"),
        data=folder / row.data,
        templates=folder / row.templates if row.templates else assets.templates(),
        postal=row.postal,
        language=row.language,
    )


def _mail(row: document.Mail, folder: Path) -> settings.MailSetting:
    return settings.MailSetting(
        images=row.images,
        accent=row.accent,
        accent_dark=row.accent_dark,
        logo=folder / row.logo if row.logo else None,
    )


def _topics(row: document.Topics, folder: Path) -> settings.TopicsSetting:
    return settings.TopicsSetting(
        names=MappingProxyType({**row.names, **{slug: row.names.get(slug, name) for slug, name in TOPICS.items()}}),
        model=folder / row.model if row.model else None,
        threshold=row.threshold or None,
    )


def _gather(row: document.Gather) -> settings.GatherSetting:
    return settings.GatherSetting(
        every=timedelta(minutes=row.every_minutes),
        timeout=float(row.timeout_seconds),
        networks=tuple(ipaddress.ip_network(network) for network in row.networks),
        contact=row.contact,
    )


def _schedule(row: document.Schedule) -> settings.ScheduleSetting:
    return settings.ScheduleSetting(
        late=timedelta(hours=row.late_hours),
        freshness=timedelta(hours=row.freshness_hours),
        gather_tick=timedelta(minutes=row.gather_tick_minutes),
        send_tick=timedelta(seconds=row.send_tick_seconds),
    )


def _delivery(row: document.Delivery, folder: Path, found: Sequence[str | None]) -> settings.DeliverySetting:
    """`found` are the passwords of [delivery.smtp] and of each of the relays."""
    smtp, *relays = (_smtp(one, folder, password) for one, password in zip([row.smtp, *row.relays], found, strict=True))
    return settings.DeliverySetting(
        kind=row.kind,
        maildir=folder / row.maildir,
        smtp=smtp if row.kind == "smtp" else None,
        relays=tuple(relays) if row.kind == "smtp" else (),
        resend_uncertain=row.uncertain == "resend-once",
        per_minute=row.per_minute,
        postfix_log=folder / row.postfix_log if row.postfix_log else None,
        domains=MappingProxyType({one.domain: _domain(one) for one in row.domains}),
        verp=row.verp and row.kind == "smtp",
        sender_id=row.feedback_id,
        complaints=row.complaints,
    )


def _web(row: document.Web) -> settings.WebSetting:
    return settings.WebSetting(
        enabled=row.enabled,
        listen=_host_and_port(row.listen),
        proxies=tuple(ipaddress.ip_network(network) for network in row.proxies),
        confirmations_per_hour=row.confirmations_per_hour,
        say_where=row.say_where,
        consent_years=row.consent_years,
    )


def _inbox(row: document.Inbox, password: str) -> settings.InboxSetting:
    return settings.InboxSetting(
        address=row.address,
        kind=row.kind,
        extensions=row.extensions,
        authserv_id=row.authserv_id,
        listen=_host_and_port(row.listen),
        imap=_imap(row.imap, password) if row.kind == "imap" else None,
    )


def _imap(row: document.Imap, password: str) -> settings.ImapSetting:
    return settings.ImapSetting(
        host=row.host,
        port=row.port or (993 if row.tls == "implicit" else 143),
        tls=row.tls,
        username=row.username,
        password=password,
        folder=row.folder,
        done=row.done,
        poll=timedelta(minutes=row.poll_minutes),
    )


def _listen(address: str) -> tuple[str, int] | None:
    return _host_and_port(address) if address else None


def _host_and_port(address: str) -> tuple[str, int]:
    host, _, port = address.rpartition(":")
    return host.strip("[]"), int(port)


def _dkim(doc: document.Document, keys: Mapping[str, bytes]) -> settings.DkimSetting:
    """The keys that there are, RSA first."""
    selectors = {"dkim": doc.dkim.selector, "dkim.ed25519": doc.dkim.ed25519.selector}
    return settings.DkimSetting(
        domain=doc.dkim.domain or doc.service.sender.rpartition("@")[2],
        keys=tuple(
            settings.DkimKey(selector=selector, key=keys[section], section=section)
            for section, selector in selectors.items()
            if section in keys
        ),
    )


def _smtp(row: document.Smtp, folder: Path, password: str | None) -> settings.SmtpSetting:
    return settings.SmtpSetting(
        host=row.host,
        port=row.port or _PORTS[row.tls],
        tls=row.tls,
        username=row.username,
        password=password or "",
        ca_file=folder / row.ca_file if row.ca_file else None,
        connections=row.connections,
        mails_per_connection=row.mails_per_connection,
        per_day=row.per_day,
    )


def _domain(row: document.DomainRow) -> settings.DomainSetting:
    return settings.DomainSetting(
        connections=row.connections, mails_per_connection=row.mails_per_connection, per_minute=row.per_minute
    )


def subscriber(
    row: document.SubscriberRow, profiles: Mapping[str, Profile], language: str
) -> settings.SubscriberSetting:
    """The subscriber of one row; `language` is for those who name none."""
    return settings.SubscriberSetting(
        address=row.address,
        name=row.name,
        profile_name=row.profile,
        profile=_own_profile(row, profiles.get(row.profile, Profile())),
        schedule=_hours(row),
        language=row.language or language,
    )


def _hours(row: document.SubscriberRow) -> Schedule:
    return Schedule(
        cadence=Cadence(row.cadence or ("days" if row.days else "daily")),
        weekday=_WEEKDAYS.index(row.weekday),
        at=row.at,
        timezone=row.timezone,
        days=frozenset(map(_WEEKDAYS.index, row.days)),
    )


def _own_profile(row: document.SubscriberRow, shared: Profile) -> Profile:
    """The shared profile with each value that the row states in place of its own."""
    return Profile(
        topics=shared.topics if row.topics is None else MappingProxyType(dict(row.topics)),
        follow=_words(row.follow, shared.follow),
        mute=_words(row.mute, shared.mute),
        sources=_words(row.sources, shared.sources),
        mute_sources=_words(row.mute_sources, shared.mute_sources),
        stories=row.stories or shared.stories,
        outside=shared.outside if row.outside is None else row.outside,
        quiet=Quiet(row.quiet or shared.quiet),
        pictures=shared.pictures if row.pictures is None else row.pictures,
    )


def _words(own: Sequence[str] | None, shared: tuple[str, ...]) -> tuple[str, ...]:
    return shared if own is None else tuple(own)


def _profile(row: document.ProfileRow) -> Profile:
    return Profile(
        topics=MappingProxyType(dict(row.topics)),
        follow=tuple(row.follow),
        mute=tuple(row.mute),
        sources=tuple(row.sources),
        mute_sources=tuple(row.mute_sources),
        stories=row.stories,
        outside=row.outside,
        quiet=Quiet(row.quiet),
        pictures=row.pictures,
    )
