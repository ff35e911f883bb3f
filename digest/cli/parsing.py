"""The pieces that commands and their arguments are described by.  Imports nothing but argparse."""

from __future__ import annotations

import argparse

#: As in `typing`, which would cost `digest --help` two milliseconds.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - argparse names it no other way


def path(text: str) -> Path:
    """The path; pathlib is loaded only where an argument is one."""
    from pathlib import Path

    return Path(text)


def config(parser: argparse.ArgumentParser, default: object = argparse.SUPPRESS) -> None:
    parser.add_argument(
        "--config",
        type=path,
        metavar="FILE",
        default=default,
        help="the configuration (default: $DIGEST_CONFIG, else config.toml)",
    )


def command(
    commands: Commands,
    asked: frozenset[str],
    name: str,
    run: str,
    summary: str,
    *,
    json: bool = False,
    description: str = "",
) -> argparse.ArgumentParser | None:
    """The parser of one command; None for one that nobody asked for, which needs no more than name and summary."""
    if name not in asked:
        commands.add_parser(name, help=summary, add_help=False)
        return None
    parser = commands.add_parser(name, help=summary, description=description or f"{summary[0].upper()}{summary[1:]}.")
    parser.set_defaults(run=run)
    config(parser)
    if json:
        parser.add_argument("--json", action="store_true", help="answer as JSON, for scripts")
    return parser
