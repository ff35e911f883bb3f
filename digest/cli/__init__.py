"""The command line."""

from collections.abc import Sequence


def main(arguments: Sequence[str]) -> int:
    """The exit status of one command."""
    raise NotImplementedError(arguments)
