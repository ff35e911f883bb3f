"""The commands and their arguments.  Imports nothing but argparse: `digest --help` costs next to nothing."""

import argparse
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import digest

_EPILOG = """\
start here:
  digest demo                  a sample newsroom, three readers, three digests; needs nothing
  digest init                  write a commented config.toml
  digest gather                fetch the feeds
  digest preview ADDRESS       see the digest somebody would get
  digest doctor                check everything, in plain sentences
  digest run                   the service

exit status: 0 all is well, 1 something was not done (the message says what), 2 wrong arguments or config.toml
"""


if TYPE_CHECKING:
    _Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - argparse names it no other way


def parse(words: Sequence[str]) -> argparse.Namespace:
    """The chosen command (`run`, as "module:function") and its arguments; exits by itself on --help and mistakes."""
    parser = argparse.ArgumentParser(
        prog="digest",
        description="Gathers news from feeds and mails each subscriber one digest a day.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"digest {digest.__version__}")
    _config(parser, Path(os.environ.get("DIGEST_CONFIG", "config.toml")))
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for add in (_service, _news, _feeds, _people, _mail, _model):
        add(commands)
    return parser.parse_args(words)


def _config(parser: argparse.ArgumentParser, default: object = argparse.SUPPRESS) -> None:
    parser.add_argument(
        "--config",
        type=Path,
        metavar="FILE",
        default=default,
        help="the configuration (default: $DIGEST_CONFIG, else config.toml)",
    )


def _command(
    commands: "_Commands", name: str, run: str, summary: str, *, json: bool = False, description: str = ""
) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=summary, description=description or f"{summary[0].upper()}{summary[1:]}.")
    parser.set_defaults(run=run)
    _config(parser)
    if json:
        parser.add_argument("--json", action="store_true", help="answer as JSON, for scripts")
    return parser


def _service(commands: "_Commands") -> None:
    demo = _command(commands, "demo", "demo:demo", "show the main job on a sample newsroom, offline")
    demo.add_argument("--into", type=Path, default=Path("digest-demo"), metavar="FOLDER", help="default: digest-demo")
    init = _command(commands, "init", "service:init", "write a commented config.toml")
    init.add_argument("--address", metavar="ADDRESS", help="your address, as the first subscriber")
    init.add_argument("--force", action="store_true", help="replace the file if it exists")
    run = _command(
        commands, "run", "service:run", "run the service: gather, and send to everyone at their hour", json=True
    )
    run.add_argument("--once", action="store_true", help="gather, send what is due, and stop")
    doctor = _command(commands, "doctor", "service:doctor", "check everything, in plain sentences", json=True)
    doctor.add_argument("--offline", action="store_true", help="ask no feed and no mail server")


def _news(commands: "_Commands") -> None:
    gather = _command(
        commands,
        "gather",
        "news:gather",
        "fetch the feeds, find topics and stories",
        json=True,
        description="Fetch every feed but those that asked us to wait, then find topics and stories.",
    )
    gather.add_argument("--due", action="store_true", help="only feeds whose time has come, as the service does")
    parse = _command(commands, "parse", "news:parse", "show the articles of one feed as JSON lines")
    parse.add_argument("source", metavar="FILE|ADDRESS", help="a feed document, - for standard input, or its address")
    for name, summary in (
        ("classify", "find the topics of articles given as JSON lines"),
        ("stories", "find which articles given as JSON lines tell one story"),
    ):
        command = _command(
            commands,
            name,
            f"news:{name}",
            summary,
            description=f"{summary[0].upper()}{summary[1:]}: {{id, title, summary, url, source, published}}.",
        )
        command.add_argument("file", nargs="?", default="-", metavar="FILE", help="default: standard input")


def _feeds(commands: "_Commands") -> None:
    feeds = _command(
        commands, "feeds", "feeds:show_all", "list the feeds with their health; add, remove, import, export", json=True
    )
    inner = feeds.add_subparsers(title="feed commands", metavar="COMMAND")
    listed = _command(inner, "list", "feeds:show_all", "list the feeds with their health", json=True)
    listed.add_argument("--failing", action="store_true", help="only those that fail")
    feeds.set_defaults(failing=False)
    add = _command(inner, "add", "feeds:add", "add a feed, or find the feed of a site")
    add.add_argument("address", metavar="ADDRESS", help="a feed's address, or a site's")
    add.add_argument("--name", default="", help="what readers see (default: the feed's own title)")
    add.add_argument("--topic", metavar="TOPIC", help="the topic to expect there")
    remove = _command(inner, "remove", "feeds:remove", "stop asking a feed")
    remove.add_argument("feed", metavar="ADDRESS|NAME")
    bring = _command(inner, "import", "feeds:bring", "add the feeds of OPML files, also of damaged ones", json=True)
    bring.add_argument("files", nargs="+", type=Path, metavar="FILE")
    export = _command(inner, "export", "feeds:export", "write all feeds as OPML")
    export.add_argument("file", nargs="?", type=Path, metavar="FILE", help="default: standard output")


def _people(commands: "_Commands") -> None:
    people = _command(commands, "subscribers", "people:show_all", "list the subscribers; add, show, remove", json=True)
    inner = people.add_subparsers(title="subscriber commands", metavar="COMMAND")
    _command(inner, "list", "people:show_all", "list the subscribers", json=True)
    add = _command(inner, "add", "people:add", "add a subscriber")
    add.add_argument("address")
    add.add_argument("--profile", metavar="NAME", help="a profile of config.toml")
    add.add_argument("--topics", metavar="TOPIC,...", help="topics of their own instead: technology,science")
    add.add_argument("--at", default="07:00", metavar="HH:MM", help="local time (default: 07:00)")
    add.add_argument("--timezone", default="UTC", metavar="ZONE", help="for example Europe/Madrid (default: UTC)")
    add.add_argument("--cadence", default="daily", metavar="CADENCE", help="daily, weekdays or weekly (default: daily)")
    show = _command(inner, "show", "people:show_one", "show one subscriber", json=True)
    show.add_argument("address")
    remove = _command(inner, "remove", "people:remove", "stop somebody's mail")
    remove.add_argument("address")
    why = _command(commands, "why", "people:why", "say what somebody got on a day, or exactly why nothing", json=True)
    why.add_argument("address")
    why.add_argument("date", nargs="?", metavar="DATE", help="their local date, as in 2026-11-22 (default: the latest)")


def _mail(commands: "_Commands") -> None:
    preview = _command(
        commands,
        "preview",
        "mail:preview",
        "show the edition somebody would get next; marks nothing as sent",
    )
    preview.add_argument("address")
    preview.add_argument("--text", action="store_true", help="the text part, to the terminal")
    preview.add_argument("--out", type=Path, metavar="FILE", help="write the HTML part to a file instead of a browser")
    send = _command(
        commands,
        "send",
        "mail:send",
        "send to everyone whose hour has come",
        json=True,
        description="Send to everyone whose hour has come.  With addresses: send these their edition of today now.",
    )
    send.add_argument("addresses", nargs="*", metavar="ADDRESS")


def _model(commands: "_Commands") -> None:
    train = _command(commands, "train", "model:train", "make a topic classifier from labelled JSON lines")
    train.add_argument("files", nargs="+", type=Path, metavar="FILE")
    train.add_argument("--out", type=Path, metavar="FILE", help="default: topics.npz in the data folder")
    train.add_argument(
        "--exclude", type=Path, action="append", default=[], metavar="FILE", help="rows never to train on"
    )
    evaluate = _command(
        commands,
        "evaluate",
        "model:evaluate",
        "print how well the classifier does",
        json=True,
        description="Print how well the classifier does on labelled files; without files, the figures of its making.",
    )
    evaluate.add_argument("files", nargs="*", type=Path, metavar="FILE")
    evaluate.add_argument("--gold", type=Path, metavar="FILE", help="rows labelled by hand, never trained on")
    evaluate.add_argument("--model", type=Path, metavar="FILE", help="default: the one in use")
