"""The commands and their arguments.  Imports nothing but argparse: `digest --help` costs next to nothing."""

from __future__ import annotations

import argparse
import os

import digest
from digest.cli import arguments_people, parsing

#: As in `typing`, which would cost `digest --help` two milliseconds.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

_EPILOG = """\
start here:
  digest demo                  a sample newsroom, eight readers, eight digests; needs nothing
  digest init                  write a commented config.toml
  digest gather                fetch the feeds
  digest preview ADDRESS       see the digest somebody would get
  digest doctor                check everything, in plain sentences
  digest run                   the service

exit status: 0 all is well, 1 something was not done (the message says what), 2 wrong arguments or config.toml
"""


def parse(words: Sequence[str]) -> argparse.Namespace:
    """The chosen command (`run`, as "module:function") and its arguments; exits by itself on --help and mistakes."""
    parser = argparse.ArgumentParser(
        prog="digest",
        description="Gathers news from feeds and mails each subscriber one digest a day.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"digest {digest.__version__}")
    parsing.config(parser, os.environ.get("DIGEST_CONFIG", "config.toml"))
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    asked = frozenset(words)
    for add in (
        _service,
        _keeping,
        arguments_people.letters,
        _news,
        _feeds,
        arguments_people.people,
        arguments_people.rights,
        _mail,
        _feedback,
        _train,
        _evaluate,
        _learning,
    ):
        add(commands, asked)
    return parser.parse_args(words)


def _service(commands: parsing.Commands, asked: frozenset[str]) -> None:
    if demo := parsing.command(commands, asked, "demo", "demo:demo", "show the main job on a sample newsroom, offline"):
        demo.add_argument(
            "--into", type=parsing.path, default="digest-demo", metavar="FOLDER", help="default: digest-demo"
        )
    if init := parsing.command(commands, asked, "init", "service:init", "write a commented config.toml"):
        init.add_argument("--address", metavar="ADDRESS", help="your address, as the first subscriber")
        init.add_argument("--force", action="store_true", help="replace the file if it exists")
    summary = "run the service: gather, and send to everyone at their hour"
    if run := parsing.command(commands, asked, "run", "service:run", summary, json=True):
        run.add_argument("--once", action="store_true", help="gather, send what is due, and stop")
    parsing.command(
        commands, asked, "web", "web:web", "serve the pages alone; digest run serves them too, and does the rest"
    )
    if doctor := parsing.command(
        commands, asked, "doctor", "service:doctor", "check everything, in plain sentences", json=True
    ):
        doctor.add_argument("--offline", action="store_true", help="ask no feed, no mail server and no name server")
        doctor.add_argument("--ip", default="", metavar="ADDRESS", help="where mail leaves from, for SPF and PTR")
        doctor.add_argument("--resolver", default="", metavar="HOST:PORT", help="the name server to ask instead")
        doctor.add_argument("--explain", default="", metavar="CODE", help="what a refusal such as 5.7.27 means")
    _dkim(commands, asked)


def _dkim(commands: parsing.Commands, asked: frozenset[str]) -> None:
    dkim = parsing.command(
        commands, asked, "dkim", "dkim:show_all", "print the DNS records of our signing keys; make a key"
    )
    if dkim is None:
        return
    inner = dkim.add_subparsers(title="dkim commands", metavar="COMMAND")
    if keygen := parsing.command(inner, asked, "keygen", "dkim:keygen", "make a key, and say what to write where"):
        keygen.add_argument("--selector", metavar="NAME", help="its name in the DNS (default: digest and the month)")
        keygen.add_argument("--ed25519", action="store_true", help="a second key, of the newer kind")
        keygen.add_argument("--out", type=parsing.path, metavar="FILE", help="default: SELECTOR.pem beside config.toml")


def _keeping(commands: parsing.Commands, asked: frozenset[str]) -> None:
    summary = "copy the whole database to a file, also while the service runs"
    if back_up := parsing.command(commands, asked, "backup", "keeping:back_up", summary):
        back_up.add_argument(
            "file", type=parsing.path, metavar="FILE", help="replaced when the copy is whole and checked"
        )
    summary = "put such a copy back; stop the service first"
    if restore := parsing.command(commands, asked, "restore", "keeping:restore", summary):
        restore.add_argument("file", type=parsing.path, metavar="FILE")
    if resume := parsing.command(commands, asked, "resume", "keeping:resume", "send again after a backup was put back"):
        resume.add_argument("--skip", action="store_true", help="but nothing that was due until now")


def _news(commands: parsing.Commands, asked: frozenset[str]) -> None:
    if gather := parsing.command(
        commands,
        asked,
        "gather",
        "news:gather",
        "fetch the feeds, find topics and stories",
        json=True,
        description="Fetch every feed but those that asked us to wait, then find topics and stories.",
    ):
        gather.add_argument("--due", action="store_true", help="only feeds whose time has come, as the service does")
    if parse := parsing.command(commands, asked, "parse", "news:parse", "show the articles of one feed as JSON lines"):
        parse.add_argument(
            "source", metavar="FILE|ADDRESS", help="a feed document, - for standard input, or an address"
        )
    for name, summary in (
        ("classify", "find the topics of articles given as JSON lines"),
        ("stories", "find which articles given as JSON lines tell one story"),
    ):
        fields = "{id, title, summary, url, source, published}"
        description = f"{summary[0].upper()}{summary[1:]}: {fields}."
        if command := parsing.command(commands, asked, name, f"news:{name}", summary, description=description):
            command.add_argument("file", nargs="?", default="-", metavar="FILE", help="default: standard input")


def _feeds(commands: parsing.Commands, asked: frozenset[str]) -> None:
    summary = "list the feeds with their health; add, remove, import, export"
    feeds = parsing.command(commands, asked, "feeds", "feeds:show_all", summary, json=True)
    if feeds is None:
        return
    inner = feeds.add_subparsers(title="feed commands", metavar="COMMAND")
    feeds.set_defaults(failing=False)
    if listed := parsing.command(inner, asked, "list", "feeds:show_all", "list the feeds with their health", json=True):
        listed.add_argument("--failing", action="store_true", help="only those that fail")
    if add := parsing.command(inner, asked, "add", "feeds:add", "add a feed, or find the feed of a site"):
        add.add_argument("address", metavar="ADDRESS", help="a feed's address, or a site's")
        add.add_argument("--name", default="", help="what readers see (default: the feed's own title)")
        add.add_argument("--topic", metavar="TOPIC", help="the topic to expect there")
    if remove := parsing.command(inner, asked, "remove", "feeds:remove", "stop asking a feed"):
        remove.add_argument("feed", metavar="ADDRESS|NAME")
    summary = "add the feeds of OPML files, also of damaged ones"
    if bring := parsing.command(inner, asked, "import", "feeds:bring", summary, json=True):
        bring.add_argument("files", nargs="+", type=parsing.path, metavar="FILE")
    if export := parsing.command(inner, asked, "export", "feeds:export", "write all feeds as OPML"):
        export.add_argument("file", nargs="?", type=parsing.path, metavar="FILE", help="default: standard output")


def _mail(commands: parsing.Commands, asked: frozenset[str]) -> None:
    summary = "show the edition somebody would get next; marks nothing as sent"
    if preview := parsing.command(commands, asked, "preview", "mail:preview", summary):
        preview.add_argument("address", metavar="ADDRESS")
        preview.add_argument("--text", action="store_true", help="the text part, to the terminal")
        preview.add_argument(
            "--out", type=parsing.path, metavar="FILE", help="to a file: the page, or with .eml the whole mail"
        )
    description = "Send to everyone whose hour has come.  With addresses: send these their edition of today now."
    summary = "say what a mail that came back means, as JSON; changes nothing"
    if bounce := parsing.command(commands, asked, "bounce", "bounce:show_one", summary):
        bounce.add_argument("file", metavar="FILE", help="the mail as it came, or - for standard input")
    if send := parsing.command(
        commands,
        asked,
        "send",
        "mail:send",
        "send to everyone whose hour has come",
        json=True,
        description=description,
    ):
        send.add_argument("addresses", nargs="*", metavar="ADDRESS")


def _feedback(commands: parsing.Commands, asked: frozenset[str]) -> None:
    for name, summary in (
        ("more", "say that somebody wants more like some stories"),
        ("less", "say that somebody wants less like some stories"),
    ):
        if say := parsing.command(commands, asked, name, f"feedback:{name}", summary):
            say.add_argument("address", metavar="ADDRESS")
            say.add_argument("stories", nargs="+", metavar="STORY", help="its number in their newest issue, or its id")
    if said := parsing.command(
        commands, asked, "feedback", "feedback:subject", "do what the subject of a reader's mail says"
    ):
        said.add_argument("subject", metavar="SUBJECT", help='as the links of an issue write it: "more 3 TOKEN"')
    summary = "show all that was learned of somebody's taste, in words"
    if learned := parsing.command(commands, asked, "learned", "feedback:learned", summary, json=True):
        learned.add_argument("address", metavar="ADDRESS")
        learned.add_argument("--all", action="store_true", help="all words, not the twelve strongest of each side")
    if forget := parsing.command(
        commands, asked, "forget", "feedback:forget", "take back what was learned of somebody"
    ):
        forget.add_argument("address", metavar="ADDRESS")
        forget.add_argument("subjects", nargs="*", metavar="WORD|TOPIC|STORY", help="as digest learned shows them")
        forget.add_argument("--all", action="store_true", help="everything they said of stories")


def _train(commands: parsing.Commands, asked: frozenset[str]) -> None:
    if train := parsing.command(
        commands,
        asked,
        "train",
        "learning:train",
        "make a topic classifier from labelled JSON lines, or teach the one in use",
        description="Make a topic classifier from labelled JSON lines.  With --topic: add one topic to the classifier "
        "in use, from examples.  With --nightly: learn from corrections and from feeds with a topic, as at night.",
    ):
        train.add_argument("files", nargs="*", type=parsing.path, metavar="FILE")
        train.add_argument("--out", type=parsing.path, metavar="FILE", help="default: topics.npz in the data folder")
        train.add_argument(
            "--exclude", type=parsing.path, action="append", default=[], metavar="FILE", help="rows to leave out"
        )
        train.add_argument(
            "--even-if-worse",
            action="store_true",
            help="take a classifier from files that is worse than the one in use",
        )
        train.add_argument("--topic", metavar="TOPIC=NAME", help='a topic of your own: cycling="Cycling"')
        train.add_argument(
            "--feeds", nargs="+", default=[], metavar="ADDRESS|OPML", help="feeds that are about the topic"
        )
        train.add_argument("--nightly", action="store_true", help="learn now what the service learns at night")


def _evaluate(commands: parsing.Commands, asked: frozenset[str]) -> None:
    if evaluate := parsing.command(
        commands,
        asked,
        "evaluate",
        "evaluate:evaluate",
        "print how well the classifier does",
        json=True,
        description="Print how well the classifier does on labelled files; without files, all figures recorded of "
        "topics and of stories, with the data they come from.",
    ):
        evaluate.add_argument("files", nargs="*", type=parsing.path, metavar="FILE")
        evaluate.add_argument(
            "--gold", type=parsing.path, metavar="FILE", help="rows labelled by hand, never trained on"
        )
        evaluate.add_argument("--model", type=parsing.path, metavar="FILE", help="default: the one in use")
        evaluate.add_argument(
            "--data",
            type=parsing.path,
            metavar="FOLDER",
            help="measure all anew; topics by training without each file of FOLDER/labelled in turn: takes minutes",
        )
        evaluate.add_argument(
            "--only",
            nargs="+",
            choices=("gold", "unseen", "stories"),
            default=[],
            help="with --data: measure these alone; gold and stories take seconds",
        )
        evaluate.add_argument(
            "--record",
            action="store_true",
            help="with --data: keep the figures as those of the classifier and the stories that ship",
        )


def _learning(commands: parsing.Commands, asked: frozenset[str]) -> None:
    summary = "say what an article is about and by which words, or correct it"
    if topic := parsing.command(commands, asked, "topic", "learning:topic", summary, json=True):
        topic.add_argument("article", metavar="ARTICLE", help="its id, its address, or a part of its title")
        topic.add_argument("topics", nargs="*", metavar="TOPIC", help='what it is about: all of it, or "other"')
        topic.add_argument("--withdraw", action="store_true", help="take the correction back")
    summary = "list the versions of the classifier; go back to one"
    models = parsing.command(commands, asked, "models", "learning:models", summary, json=True)
    if models is None:
        return
    inner = models.add_subparsers(title="model commands", metavar="COMMAND")
    parsing.command(inner, asked, "list", "learning:models", "list the versions of the classifier", json=True)
    parsing.command(inner, asked, "back", "learning:back", "go back to the version that was in use before")
    if use := parsing.command(inner, asked, "use", "learning:use", "go to a version that is kept"):
        use.add_argument("version", metavar="VERSION", help='as in digest models, or "shipped"')
