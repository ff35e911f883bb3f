"""Whether others can reach us by mail, and know the machine that ours comes from (mail.md OUT-15, OUT-44)."""

import ipaddress
import re
import socket
import unicodedata
from collections.abc import Iterator

from digest.config import Settings, crosschecks
from digest.config.settings import DeliverySetting
from digest.doctor import zone
from digest.doctor.finding import Finding, good, warning, wrong
from digest.doctor.names import Names


def sender(settings: Settings) -> Iterator[Finding]:
    """What receivers hold against a sender's name and address; nobody is asked."""
    service = settings.service
    if any(unicodedata.category(sign) in {"So", "Sk"} for sign in service.name):
        advice = "Give [service] name words alone."
        yield warning(f"The name {service.name!r} has a picture in it, which Gmail holds against a sender.", advice)
    if re.match(r"(no|do-?not)[-_.]?reply", service.reply_to, re.IGNORECASE):
        yield warning(
            f"Answers go to {service.reply_to}, which sounds as if nobody read them; Outlook.com wants a true address.",
            "Set [inbox] address.",
        )


def witness(delivery: DeliverySetting) -> Iterator[Finding]:
    """Whether the log that is asked about mail in doubt can be asked (mail.md OUT-71)."""
    log = delivery.postfix_log
    if log is None or delivery.smtp is None:
        return
    if not any(crosschecks.is_loopback(server.host) for server in (delivery.smtp, *delivery.relays)):
        advice = "Take postfix_log out of [delivery]: it tells of a Postfix on this machine only."
        yield warning(f"{log} is never asked about mail in doubt: no mail server is on this machine.", advice)
        return
    try:
        with log.open("rb") as file:
            file.read(1)
        next(log.parent.iterdir())  # where rotated logs are looked for
    except OSError as error:
        advice = "Let the user digest runs as read it: in the group adm, or by maillog_file_permissions of Postfix."
        sentence = f"{log} cannot be read ({error.strerror}), so mail in doubt goes by uncertain in [delivery]."
        yield warning(sentence, advice)
        return
    yield good(f"{log} can be read, and is asked about mail in doubt.")


def examine(settings: Settings, names: Names, *, address: str) -> Iterator[Finding]:
    """Whether bounces and answers find their way, and whether the IP `address` that mail leaves from has a name."""
    service = settings.service
    for domain in dict.fromkeys(one.rpartition("@")[2] for one in (service.reply_to, service.sender_address)):
        yield _exchange(names, domain)
    if address:
        yield _pointer(names, address)


def _exchange(names: Names, domain: str) -> Finding:
    hosts = names.exchanges(domain)
    if hosts is None:
        return warning(f"MX: the name server gave no answer about {domain}.", "Try again, or name another: --resolver.")
    wanted = f"Publish: {zone.mx(domain, f'mail.{domain}')}"
    if not hosts:
        return wrong(f"MX: {domain} names no server for its mail, so that bounces and answers may be lost.", wanted)
    if hosts == (".",):
        return wrong(f"MX: {domain} says that it takes no mail (RFC 7505), and receivers refuse ours for it.", wanted)
    if lost := [host for host in hosts if names.addresses(host) == ()]:
        return wrong(f"MX: {domain} names {', '.join(lost)}, which has no address.", "Give it an A record.")
    return good(f"MX: mail to {domain} goes to {', '.join(hosts)}.")


def _pointer(names: Names, address: str) -> Finding:
    advice = (
        f"Ask whoever gave you {address} to set its PTR record to the name of your mail server, with an A record back."
    )
    found = names.pointers(address)
    if found is None:
        return warning(
            f"PTR: the name server gave no answer about {address}.", "Try again, or name another: --resolver."
        )
    if not found:
        return wrong(f"PTR: {address} has no name, and Gmail and Yahoo take no mail from it.", advice)
    if not any(address in (names.addresses(name) or ()) for name in found):
        return wrong(f"PTR: {address} is called {found[0]}, which does not lead back to it.", advice)
    return good(f"PTR: {address} is called {found[0]}, and that is its name.")


def leaves_from(settings: Settings) -> str:
    """The public IP address that our mail leaves from: this machine's, when the mail server is on it; "" if unknown."""
    smtp = settings.delivery.smtp
    if smtp is None or not crosschecks.is_loopback(smtp.host):
        return ""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            # Nothing is sent: the kernel only says by which address it would.  One kept for documentation will do.
            probe.connect(("192.0.2.1", 9))
        except OSError:
            return ""
        address = str(probe.getsockname()[0])
    return address if ipaddress.ip_address(address).is_global else ""
