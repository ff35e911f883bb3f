"""The commands on people: why they got what, who subscribes, what is held of them, and what they write to us."""

from __future__ import annotations

from digest.cli import parsing

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse


def people(commands: parsing.Commands, asked: frozenset[str]) -> None:
    summary = "say what somebody got on a day, or exactly why nothing"
    if why := parsing.command(commands, asked, "why", "why:why", summary, json=True):
        why.add_argument("address", metavar="ADDRESS")
        why.add_argument("date", nargs="?", metavar="DATE", help="their local date: 2026-11-22 (default: the latest)")
    listing = parsing.command(
        commands, asked, "subscribers", "people:show_all", "list the subscribers; add, show, remove", json=True
    )
    if listing is None:
        return
    inner = listing.add_subparsers(title="subscriber commands", metavar="COMMAND")
    parsing.command(inner, asked, "list", "people:show_all", "list the subscribers", json=True)
    if show := parsing.command(inner, asked, "show", "people:show_one", "show one subscriber", json=True):
        show.add_argument("address", metavar="ADDRESS")
    if remove := parsing.command(inner, asked, "remove", "people:remove", "stop somebody's mail"):
        remove.add_argument("address", metavar="ADDRESS")
    summary = "stop somebody's mail for a while; they come back by themselves"
    if pause := parsing.command(inner, asked, "pause", "people:pause", summary):
        pause.add_argument("address", metavar="ADDRESS")
        pause.add_argument("--until", metavar="DATE", help="mail comes again from then on (default: until they resume)")
    summary = "let mail come to somebody again: their pause ends, or their address that was given up works again"
    if resume := parsing.command(inner, asked, "resume", "people:resume", summary):
        resume.add_argument("address", metavar="ADDRESS")
    if add := parsing.command(inner, asked, "add", "people:add", "add a subscriber; their first digest comes at once"):
        _newcomer(add, at="07:00", timezone="UTC")
        add.add_argument("--profile", metavar="NAME", help="a profile of config.toml")
    summary = "change what somebody wishes; what is not named stays"
    if change := parsing.command(inner, asked, "set", "desk:set_wishes", summary):
        _newcomer(change)
        change.add_argument("--outside", action="store_true", help="one story from outside their topics")
        change.add_argument("--pictures", action="store_true", help="issues with pictures")
    summary = "go back to what config.toml wishes for somebody"
    if reset := parsing.command(inner, asked, "reset", "desk:reset", summary):
        reset.add_argument("address", metavar="ADDRESS")


def rights(commands: parsing.Commands, asked: frozenset[str]) -> None:
    summary = "ask somebody by mail whether they want a digest"
    if invite := parsing.command(commands, asked, "invite", "desk:invite", summary):
        invite.add_argument("address", metavar="ADDRESS")
        invite.add_argument("--language", metavar="TAG", help="such as de (default: [service] language)")
    summary = "show what somebody agreed to, when and how"
    if consent := parsing.command(commands, asked, "consent", "desk:consent", summary, json=True):
        consent.add_argument("address", metavar="ADDRESS")
    if export := parsing.command(
        commands, asked, "export", "desk:export", "print all that is held of somebody, as JSON"
    ):
        export.add_argument("address", metavar="ADDRESS")
    if erase := parsing.command(commands, asked, "erase", "desk:erase", "delete all that is held of somebody"):
        erase.add_argument("address", metavar="ADDRESS")
        erase.add_argument("--yes", action="store_true", help="without asking")


def _newcomer(add: argparse.ArgumentParser, *, at: str | None = None, timezone: str | None = None) -> None:
    """What can be said of somebody: as in their row of config.toml; with an hour and zone for who names none."""
    add.add_argument("address", metavar="ADDRESS")
    add.add_argument("--name", metavar="NAME", help="shown in the To line")
    add.add_argument("--topics", metavar="TOPIC,...", help="topics of their own, -1 to 1: technology,sport=-1")
    add.add_argument("--follow", metavar="PHRASE,...", help='always wanted: "open source,climate AND court"')
    add.add_argument("--mute", metavar="PHRASE,...", help="never wanted")
    add.add_argument("--sources", metavar="OUTLET,...", help="outlets wanted before others: names or hosts")
    add.add_argument("--mute-sources", metavar="OUTLET,...", help="outlets never wanted")
    add.add_argument("--stories", type=int, metavar="NUMBER", help="at most so many in one digest")
    add.add_argument("--no-outside", dest="outside", action="store_false", default=None, help="their topics only")
    add.add_argument(
        "--no-pictures", dest="pictures", action="store_false", default=None, help="issues without pictures"
    )
    add.add_argument("--quiet", metavar="WHAT", help="on a day without news: nothing, line or wider")
    add.add_argument("--at", default=at, metavar="HH:MM", help=f"local time{_default(at)}")
    add.add_argument("--timezone", default=timezone, metavar="ZONE", help=f"such as Europe/Madrid{_default(timezone)}")
    add.add_argument("--cadence", metavar="CADENCE", help="daily, weekdays or weekly (default: daily)")
    add.add_argument("--weekday", metavar="DAY", help="of a weekly digest (default: monday)")
    add.add_argument("--days", metavar="DAY,...", help="chosen days instead: monday,thursday")
    add.add_argument("--language", metavar="TAG", help="such as de (default: [service] language)")


def _default(value: str | None) -> str:
    return f" (default: {value})" if value else ""


def letters(commands: parsing.Commands, asked: frozenset[str]) -> None:
    summary = "take one mail to the inbox from standard input, as a mail server's pipe does"
    if receive := parsing.command(commands, asked, "receive", "letters:receive", summary):
        receive.add_argument("--sender", metavar="ADDRESS", help='of the envelope; "" for a bounce')
        receive.add_argument("--recipient", metavar="ADDRESS", help="of the envelope, extension and all")
    aside = parsing.command(
        commands, asked, "letters", "letters:show_all", "mail to the inbox that nobody could deal with"
    )
    if aside:
        aside.set_defaults(id="")
        inner = aside.add_subparsers(title="letters commands", metavar="COMMAND")
        for name, run, does in (
            ("show", "letters:show_all", "print one, byte for byte"),
            ("retry", "letters:retry", "deal once more with all of them, or with one"),
        ):
            if command := parsing.command(inner, asked, name, run, does):
                command.add_argument("id", nargs=None if name == "show" else "?", default="", metavar="ID")
