"""Where the files that ship with digest lie: beside the code in a wheel, at the top of a clone."""

from pathlib import Path

_PACKAGE = Path(__file__).parent


def templates() -> Path:
    """The folder of the templates that ship."""
    return _shipped("_templates", "templates")


def config() -> Path:
    """The commented config.toml that ships."""
    return _shipped("_config.toml", "config.toml")


def _shipped(in_wheel: str, in_clone: str) -> Path:
    packed = _PACKAGE / in_wheel
    return packed if packed.exists() else _PACKAGE.parent / in_clone
