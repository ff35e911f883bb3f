"""Who vouches for our mail, by the DNS: SPF, DKIM and DMARC as receivers look at them (mail.md OUT-43, OUT-44)."""

from collections.abc import Iterator

from digest.config import Settings, crosschecks
from digest.config.alignment import under
from digest.doctor import spf, zone
from digest.doctor.finding import Finding, good, warning, wrong
from digest.doctor.names import Names
from digest.errors import ConfigError
from digest.pipeline import signing
from digest.render import dkim

#: Tags that RFC 9989 took out of DMARC.
_GONE = ("pct", "rf", "ri")


def keys(settings: Settings) -> Iterator[Finding]:
    """Who signs, and whether our keys can be used; nobody is asked."""
    if not settings.dkim.keys:
        if settings.delivery.smtp is not None:
            yield good(
                f"Signing (DKIM) is left to {settings.delivery.smtp.host}: look that a mail to "
                f"yourself has a DKIM-Signature with d={settings.dkim.domain}."
            )
        return
    try:
        ours = signing.signers(settings.dkim)
    except ConfigError as error:
        yield wrong(f"{error}.", "No mail is made until it can be signed: make another with digest dkim keygen.")
        return
    kinds = " and ".join(signer.algorithm for signer in ours)
    yield good(f"We sign mail (DKIM) for {settings.dkim.domain}, with {kinds}.")


def examine(settings: Settings, names: Names, *, address: str) -> Iterator[Finding]:
    """Each record that is there, missing or wrong, with the line to publish; `address` is the IP that mail leaves from.

    With "" the address is not known, and SPF can only be read.
    """
    sender = settings.service.sender_address.rpartition("@")[2]
    back = settings.service.reply_to if settings.delivery.verp else settings.service.sender_address
    yield from _spf(settings, names, back.rpartition("@")[2], address)
    yield from _dkim(settings, names)
    yield from _dmarc(settings, names, sender, back.rpartition("@")[2])


def _spf(settings: Settings, names: Names, domain: str, address: str) -> Iterator[Finding]:
    found = spf.check(names, domain, address)
    wanted = _wanted_spf(settings, domain, found.record, address)
    match found.result:
        case "temperror":
            yield _silent("SPF", domain, wanted)
        case "none":
            yield wrong(f"{domain} has no SPF record, so that any machine may send in its name.", wanted)
        case "permerror" if found.lookups > spf.LOOKUPS:
            advice = "Name fewer others in it: each include, a, mx and exists is one."
            yield wrong(f"The SPF record of {domain} asks more than {spf.LOOKUPS} questions and is void.", advice)
        case "permerror":
            advice = f"Keep one of each.  {wanted}"
            yield wrong(f"{domain} has more than one SPF record, or names one that is not there.", advice)
        case _ if _lets_all(found.record):
            yield wrong(
                f"The SPF record of {domain} lets every machine send: {found.record}", "End it in -all or ~all."
            )
        case "pass":
            yield good(f"SPF: {domain} lets {address} send.")
        case _ if address:
            yield wrong(f"SPF: {domain} does not let {address} send ({found.result}): {found.record}", wanted)
        case _:
            host = settings.delivery.smtp.host if settings.delivery.smtp else "the mail server"
            yield good(f"SPF: {domain} has a record; that it lets {host} send on, see for yourself: {found.record}")


def _wanted_spf(settings: Settings, domain: str, record: str, address: str) -> str:
    """The record that lets our mail through: the one that is there, with what it lacks."""
    if address:
        others = record.split(" ", 1)[1] if " " in record else "-all"
        kind = "ip6" if ":" in address else "ip4"
        return f"Publish: {zone.txt(domain, f'v=spf1 {kind}:{address} {others}')}"
    host = settings.delivery.smtp.host if settings.delivery.smtp else ""
    if crosschecks.is_loopback(host):
        return "Say by which public address mail leaves, and the record is printed: digest doctor --ip ADDRESS"
    record = zone.txt(domain, f"v=spf1 a:{host} ~all")
    return f"Publish: {record}  If {host} is a provider's, it names an include: to stand in place of a:{host}."


def _lets_all(record: str) -> bool:
    return any(term.lower() in {"all", "+all"} for term in record.split())


def _dkim(settings: Settings, names: Names) -> Iterator[Finding]:
    try:
        ours = signing.signers(settings.dkim)
    except ConfigError:
        return  # told by `keys`
    for signer in ours:
        yield _key(signer, names)


def _key(signer: dkim.Signer, names: Names) -> Finding:
    name = f"{signer.selector}._domainkey.{signer.domain}"
    texts = names.texts(name)
    wanted = f"Publish: {zone.txt(name, signer.record())}"
    if texts is None:
        return _silent("DKIM", name, wanted)
    if not texts:
        return wrong(f"DKIM: {name} is not published, so that our signatures prove nothing.", wanted)
    if len(texts) > 1:
        return wrong(f"DKIM: {name} has {len(texts)} records, and receivers may look at any.", f"Keep one.  {wanted}")
    tags = _tags(texts[0])
    if "".join(tags.get("p", "").split()) != _tags(signer.record())["p"]:
        return wrong(f"DKIM: {name} publishes another key than ours: {texts[0][:80]}", wanted)
    if "y" in tags.get("t", "").split(":"):
        return warning(f"DKIM: {name} says t=y, a test, and receivers may make nothing of it.", wanted)
    return good(f"DKIM: {name} publishes our key.")


def _dmarc(settings: Settings, names: Names, sender: str, back: str) -> Iterator[Finding]:
    place, texts = _policies(names, sender)
    wanted = f"Publish: {zone.txt(f'_dmarc.{sender}', f'v=DMARC1; p=none; rua=mailto:{settings.service.reply_to}')}"
    if texts is None:
        yield _silent("DMARC", place, wanted)
        return
    if not texts:
        yield wrong(f"{sender} has no DMARC record; Gmail, Yahoo and Outlook ask for one.", wanted)
        return
    tags = _tags(texts[0])
    if len(texts) > 1 or tags.get("p") not in {"none", "quarantine", "reject"}:
        yield wrong(f"DMARC: {place} has no one policy: {' / '.join(texts)}", wanted)
        return
    if gone := [tag for tag in _GONE if tag in tags]:
        advice = f"Take {', '.join(gone)} out."
        yield warning(f"DMARC: {place} has tags that RFC 9989 took out: {', '.join(gone)}.", advice)
    if tags.get("adkim") == "s" and settings.dkim.keys and settings.dkim.domain != sender:
        yield wrong(
            f"DMARC: {place} says adkim=s, and we sign for {settings.dkim.domain}, not for {sender}.",
            f"Let [dkim] domain be {sender}, or take adkim=s out.",
        )
    if not under(f"@{back}", sender) or (tags.get("aspf") == "s" and back != sender):
        yield warning(f"DMARC: {back}, where bounces go, is not {sender}: only the signature counts (aspf).")
    yield good(f"DMARC: {place} says p={tags['p']}.")


def _policies(names: Names, domain: str) -> tuple[str, list[str] | None]:
    """The DMARC records of a domain, else of the nearest one above it, and where they are (RFC 9989 section 4.10)."""
    labels = domain.split(".")
    for above in range(max(1, len(labels) - 1)):
        place = f"_dmarc.{'.'.join(labels[above:])}"
        texts = names.texts(place)
        if texts is None:
            return place, None
        if policies := [text for text in texts if _tags(text).get("v") == "DMARC1"]:
            return place, policies
    return f"_dmarc.{domain}", []


def _tags(record: str) -> dict[str, str]:
    """The tags of a DKIM or DMARC record (RFC 6376 section 3.2)."""
    pairs = (part.partition("=") for part in record.split(";"))
    return {name.strip().lower(): value.strip() for name, _, value in pairs if name.strip()}


def _silent(what: str, name: str, wanted: str) -> Finding:
    advice = f"Try again, or name another: --resolver.  Where there is none yet: {wanted}"
    return warning(f"{what}: the name server gave no answer about {name}, or would give none.", advice)
