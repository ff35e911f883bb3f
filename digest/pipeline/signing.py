"""The keys of config.toml, as that which signs our mail."""

from cryptography.hazmat.primitives.asymmetric import rsa

from digest.config.settings import DkimSetting
from digest.errors import ConfigError
from digest.render import dkim


def signers(setting: DkimSetting) -> tuple[dkim.Signer, ...]:
    """One signer for each key, RSA first; () when signing is left to the mail server.

    ConfigError when a key is none, or of the wrong kind.
    """
    found: list[dkim.Signer] = []
    for key in setting.keys:
        try:
            signer = dkim.load(key.key, domain=setting.domain, selector=key.selector)
        except ValueError as error:
            raise ConfigError([f"the key of [{key.section}] cannot be used: {error}"]) from error
        if isinstance(signer.key, rsa.RSAPrivateKey) != (key.section == "dkim"):
            wanted = "an RSA key" if key.section == "dkim" else "an Ed25519 key"
            raise ConfigError([f"the key of [{key.section}] must be {wanted}; digest dkim makes one"])
        found.append(signer)
    return tuple(found)
