"""config.toml and secrets from the environment in, frozen Settings out; read once.

The functions here are all that others need; the rest of the room is loaded when one is called.

`reading`     the file and the environment, to `settings`
`document`    the shape of the file, key by key (`doors` for [web] and [inbox]); `values` what a key may hold
`faults`      a sentence for each fault, at its line (`places`), in our `words`; `crosschecks` between keys
`addresses`, `alignment`, `returns`, `folders`, `logo`   what single keys are held to
`keys`, `passwords`, `credentials`   secrets, from where the file says they are
`build`       a checked document to settings; `newcomer` a subscriber whom a command brings
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Unpack

from digest.config.settings import Settings, SmtpSetting, SubscriberSetting, Wishes

__all__ = ["Settings", "SmtpSetting", "SubscriberSetting", "example", "load", "signing_domain", "subscriber"]

#: The subscriber in the config.toml that ships.
EXAMPLE_ADDRESS = "you@example.org"


def load(path: Path, environ: Mapping[str, str]) -> Settings:
    """What config.toml says, with its secrets; ConfigError holds a sentence for each fault, and no secret."""
    from digest.config import reading

    return reading.read(path, environ)


def signing_domain(path: Path) -> str:
    """The domain that mail is signed for, as a file states it that may have other faults; "" when it states none."""
    from digest.config import reading

    return reading.signing_domain(path)


def subscriber(settings: Settings, *, address: str, **wishes: Unpack[Wishes]) -> SubscriberSetting:
    """A subscriber whom a command brings, under the same rules as one in the file; CommandError says what is wrong."""
    from digest.config import newcomer

    return newcomer.subscriber(settings, address=address, wishes=wishes)


def example(address: str | None = None) -> str:
    """The commented config.toml that ships, its one subscriber replaced by `address` when there is one."""
    from digest import assets
    from digest.config import addresses
    from digest.errors import ConfigError

    text = assets.config().read_text(encoding="utf-8")
    if address is None:
        return text
    try:
        return text.replace(EXAMPLE_ADDRESS, addresses.normalise(address))
    except ValueError as error:
        raise ConfigError([f'"{address}" is no mail address we can use: {error}']) from error
