"""The doors by which readers come in: the pages, and the inbox."""

import imaplib
import socket
from collections.abc import Iterator
from urllib.parse import urlsplit

import imap_tools

from digest.config import Settings
from digest.config.settings import ImapSetting
from digest.doctor.finding import Finding, good, warning, wrong
from digest.doctor.keeping import Remembered
from digest.domain.wording import counted
from digest.inbox import imap

#: Seconds to wait for our own listeners.
_TIMEOUT = 2.0


def pages(settings: Settings) -> Iterator[Finding]:
    """Whether readers have pages, and whether mail programs can unsubscribe with one click (RFC 8058)."""
    base = settings.service.base_url
    if not settings.web.enabled:
        if urlsplit(base).scheme == "https":
            yield warning(
                f"base_url is {base}, and there are no pages: mail has no unsubscribing with one click, which "
                "Gmail and Yahoo ask for.",
                "Switch them on: enabled = true in [web].",
            )
        return
    where = f"The pages are at {base}, from {_shown(settings.web.listen)}"
    if urlsplit(base).scheme == "https":
        yield good(f"{where}, where a proxy with TLS brings people.")
    else:
        advice = (
            "Put a proxy with TLS in front, and https:// into base_url of [service]; until then mail has no "
            "unsubscribing with one click, which Gmail and Yahoo ask for."
        )
        yield warning(f"{where}, without TLS: whoever is on the way can read and use the links.", advice)


def inbox(settings: Settings, remembered: Remembered, *, reach: bool) -> Iterator[Finding]:
    """Whether what readers write reaches us, and whether it could be dealt with."""
    if settings.inbox.kind == "none":
        yield good(
            f"Mail to {settings.service.reply_to} is read by a person; digest reads it when [inbox] kind says how."
        )
        return
    if settings.inbox.imap is not None and reach:
        yield _mailbox(settings.inbox.imap)
    elif settings.inbox.kind == "lmtp" and reach:
        yield _listener(settings)
    else:
        yield good(f"Mail to {settings.service.reply_to} comes by {settings.inbox.kind}.")
    if remembered.inbox:
        advice = "Mend [inbox.imap], then start digest run again: it does not try on by itself."
        yield wrong(f"The mailbox is not read any more: {remembered.inbox}.", advice)
    if remembered.aside:
        letters = counted(remembered.aside, "letter")
        yield warning(f"{letters} could not be dealt with.", "See them with: digest letters")
    if not settings.inbox.authserv_id:
        yield good("No mail server vouches for senders (authserv_id), so readers confirm what they write by an answer.")


def _mailbox(setting: ImapSetting) -> Finding:
    try:
        waiting = imap.unread(setting)
    except imap_tools.errors.MailboxFolderStatusError:
        return wrong(f"{setting.host} has no folder {setting.folder}.", "Name another as folder in [inbox.imap].")
    except imap_tools.errors.MailboxLoginError:
        advice = "Mend username and password in [inbox.imap]."
        return wrong(f"{setting.host} refuses the login of {setting.username}.", advice)
    except (OSError, imaplib.IMAP4.error, imap_tools.errors.ImapToolsError) as error:
        advice = "Mend host, port and tls in [inbox.imap]."
        return wrong(f"The mailbox at {setting.host}:{setting.port} cannot be read: {error}.", advice)
    return good(f"The mailbox at {setting.host} can be read; {counted(waiting, 'unread mail')} in {setting.folder}.")


def _listener(settings: Settings) -> Finding:
    """Whether `digest run` listens; it may well not run now."""
    where = _shown(settings.inbox.listen)
    try:
        socket.create_connection(settings.inbox.listen, timeout=_TIMEOUT).close()
    except OSError:
        advice = "While it does not run, your mail server keeps the mail and tries again."
        return good(
            f"Mail to {settings.service.reply_to} comes by LMTP to {where}; digest run does not listen now. {advice}"
        )
    return good(f"Mail to {settings.service.reply_to} comes by LMTP to {where}, where digest run listens.")


def _shown(address: tuple[str, int]) -> str:
    host, port = address
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
