"""`python -m digest`, and the `digest` command."""

import sys


def main() -> None:
    """Run one command and exit with its status."""
    from digest import cli

    sys.exit(cli.main(sys.argv[1:]))


if __name__ == "__main__":
    main()
