"""The demo: the main job, whole, on an invented newsroom that this machine serves to itself."""

import os
import shutil
from argparse import Namespace
from pathlib import Path

from digest import config, desk, store
from digest.classify import topics
from digest.cli import account, clock, pages, show
from digest.domain.account import Account
from digest.errors import CommandError
from digest.pipeline import editions, news, post
from digest.sample import newsroom, setup

#: What the demo puts into its folder, and clears away when it runs again.
LEFTOVERS = ("config.toml", "data", "maildir", "preview")


def demo(chosen: Namespace) -> int:
    """Gather, classify, match, render and deliver for eight readers; print the account and where to look."""
    folder = Path(chosen.into).resolve()
    _clear(folder)
    with newsroom.serve(clock.now()) as room:
        path = folder / "config.toml"
        path.write_text(newsroom.config_text(room, maildir="maildir", data="data"), encoding="utf-8")
        settings = config.load(path, os.environ)
        show.line(f"{settings.service.name}: {len(room.feeds)} feeds at {room.base_url}, invented for this demo")
        show.line()
        with store.open(settings.service.data / store.FILE, now=clock.now()) as opened:
            desk.adopt(opened, settings, now=clock.now())
            whole = _run(opened, settings)
            previews = _previews(opened, folder / "preview")
    account.tell(whole)
    show.line()
    show.line(f"mail      {settings.delivery.maildir}")
    for page in previews:
        show.line(f"preview   {page}  {_about(page.stem)}")
    show.line()
    show.line(f"open a preview in a browser, or the Maildir in a mail reader: mutt -f {settings.delivery.maildir}")
    return 1 if whole.sent.troubles or whole.sent.stopped else 0


def _clear(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        strangers = [entry.name for entry in folder.iterdir() if entry.name not in LEFTOVERS]
        if strangers:
            raise CommandError(f"{folder} holds {strangers[0]}, which is not the demo's; choose another: --into FOLDER")
        for name in LEFTOVERS:
            entry = folder / name
            if entry.is_dir():
                shutil.rmtree(entry)
            else:
                entry.unlink(missing_ok=True)
        (folder / "preview").mkdir()
    except OSError as error:
        raise CommandError(f"cannot use {folder}: {error.strerror}; choose another: --into FOLDER") from error


def _run(opened: store.Store, settings: config.Settings) -> Account:
    now = clock.now()
    model = topics.load()
    gathered = news.gather(opened, settings, now=now, only_due=False)
    sorted_ = news.classify(opened, model, now=now)
    readers = opened.people.subscribers()
    planned = editions.plan_now(opened, settings, model, readers, now=now)
    sent = post.deliver(opened, settings.delivery, clock=clock.now)
    return Account(gathered=gathered, sorted=sorted_, planned=planned, sent=sent)


def _previews(opened: store.Store, folder: Path) -> list[Path]:
    """The HTML and text of every edition, beside each other; the paths of the HTML."""
    written = []
    for day in opened.mail.days(limit=100):
        message = opened.mail.message(f"{day.subscriber_id}.{day.issue_date.isoformat()}")
        if message is not None:
            path = folder / f"{day.address.partition('@')[0]}.html"
            path.write_text(pages.html(message.mime), encoding="utf-8")
            path.with_suffix(".txt").write_text(pages.text(message.mime), encoding="utf-8")
            written.append(path)
    return sorted(written)


def _about(name: str) -> str:
    return next((reader.about for reader in setup.READERS if reader.name.lower() == name), "")
