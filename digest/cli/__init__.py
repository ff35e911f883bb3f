"""The command line: reads the arguments, runs one command, turns failures into a sentence and an exit status.

Exit statuses: 0 all is well; 1 something was not done, and the message says what; 2 the arguments or config.toml are
wrong, and nothing was changed; 130 interrupted.  Only what a command needs is imported, when it runs.
"""

from __future__ import annotations

import importlib
import os
import sys

from digest.cli import arguments
from digest.errors import CommandError, ConfigError, DigestError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence


def main(words: Sequence[str]) -> int:
    """The exit status of one command."""
    chosen = arguments.parse(words)
    module, _, function = chosen.run.partition(":")
    try:
        command = getattr(importlib.import_module(f"digest.cli.{module}"), function)
        status: int = command(chosen)
        sys.stdout.flush()
    except ConfigError as error:
        return _fail(error, 2)
    except (DigestError, CommandError) as error:
        return _fail(error, 1)
    except KeyboardInterrupt:
        return _fail("interrupted; what was done is kept, and the same command goes on from there", 130)
    except BrokenPipeError:
        # The reader of our output (head, less) has gone; the interpreter must not complain about it at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return status


def _fail(message: object, status: int) -> int:
    sys.stderr.write(f"digest: {message}\n")
    return status
