"""Commands on the keys that mail is signed with."""

import os
import re
from argparse import Namespace
from pathlib import Path

from digest import config
from digest.cli import clock, house, show
from digest.config.values import SELECTOR
from digest.doctor import zone
from digest.errors import CommandError, ConfigError
from digest.pipeline import signing
from digest.render import dkim


def show_all(chosen: Namespace) -> int:
    """Print the DNS record of each key in use."""
    ours = signing.signers(house.load(chosen).dkim)
    for signer in ours:
        show.line(_record(signer))
    if not ours:
        show.line("signing is left to the mail server; to sign here, make a key: digest dkim keygen")
    return 0


def keygen(chosen: Namespace) -> int:
    """Make a key in a new file, and print what to write into the DNS and into config.toml."""
    selector = chosen.selector or f"digest{clock.now():%Y%m}{'e' if chosen.ed25519 else ''}"
    if not re.fullmatch(SELECTOR, selector):
        raise CommandError(f"{selector} is no selector: use lower-case letters, digits and hyphens, such as digest2026")
    path = chosen.out or chosen.config.parent / f"{selector}.pem"
    domain = _domain(chosen)
    pem = dkim.generate(newer=chosen.ed25519)
    _write(path, pem)
    show.line(f"wrote {path}, which only you may read; keep it so")
    show.line("publish:")
    show.line(f"  {_record(dkim.load(pem, domain=domain, selector=selector))}")
    show.line(f"then, in {chosen.config}:")
    show.line("  [dkim.ed25519]" if chosen.ed25519 else "  [dkim]")
    show.line(f'  selector = "{selector}"')
    show.line(f'  key_file = "{os.path.relpath(path, chosen.config.parent)}"')
    show.line("and: digest doctor")
    return 0


def _record(signer: dkim.Signer) -> str:
    return zone.txt(f"{signer.selector}._domainkey.{signer.domain}", signer.record())


def _domain(chosen: Namespace) -> str:
    """The domain that config.toml names; a file that is missing, or awaits this very key, keeps nobody from one.

    ConfigError, before any key is made, when the file has a fault and does not say the domain either.
    """
    if not chosen.config.exists():
        return "your.domain"
    try:
        return house.load(chosen).dkim.domain
    except ConfigError:
        if domain := config.signing_domain(chosen.config):
            return domain
        raise


def _write(path: Path, pem: bytes) -> None:
    """The key in a file that is new and that nobody else may ever have read."""
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(pem)
    except FileExistsError:
        raise CommandError(f"{path} exists and stays as it is; name another with --selector or --out") from None
    except OSError as error:
        raise CommandError(f"cannot write {path}: {error.strerror}") from error
