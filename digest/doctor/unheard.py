"""What the operator or a reader wrote and nothing ever heeds: names that nothing bears."""

import difflib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from digest import assets
from digest.config import Settings
from digest.doctor import outside
from digest.doctor.finding import Finding, warning
from digest.domain.news import Feed
from digest.domain.people import Profile, Subscriber
from digest.gather import clean
from digest.match import sources as answering

#: Names told one by one.
_NAMED = 20
#: How like a name must be to one there is, to be taken for it misspelt.
_LIKE = 0.6
#: From here on a host is taken for a feed's misspelt; of others an article may be, wherever its feed lives.
_LIKE_HOST = 0.85


def sources(settings: Settings, known: Sequence[Feed], readers: Sequence[Subscriber]) -> Iterator[Finding]:
    """Each source that is wanted or muted, and is the name, host or address of no feed, with the nearest that is.

    Nothing as long as a feed was never asked: its name may be the one.
    """
    feeds = outside.in_use(settings.feeds, known)
    if any(feed.checked_at is None and not (feed.name or feed.title) for feed in feeds):
        return
    names = _answering(feeds)
    unknown = {name: who for who, name in _asked_for(settings, readers) if answering.key(name) not in names}
    told = [(name, who, like) for name, who in unknown.items() if (like := _nearest(name, names)) is not None]
    for name, who, like in told[:_NAMED]:
        hint = f"Did you mean {like}?" if like else "The names there are: digest feeds"
        yield warning(f'{who} the source "{name}", and no feed has that name, host or address.', hint)


def _answering(feeds: Iterable[Feed]) -> dict[str, str]:
    """Every name a feed answers to -> that name as a person would write it."""
    found: dict[str, str] = {}
    for feed in feeds:
        outlet = clean.title(feed.outlet)
        for name in answering.names(outlet, feed.url, feed.site_url):
            found.setdefault(name, name)
        found[answering.key(outlet)] = outlet
    return found


def _asked_for(settings: Settings, readers: Sequence[Subscriber]) -> Iterator[tuple[str, str]]:
    """Who names a source, in words, and the source; of several the one that comes last is the best to look at."""
    own = {setting.address: setting.profile for setting in settings.subscribers}
    own |= {reader.address: reader.profile for reader in readers if reader.address not in own}
    for address, profile in own.items():
        yield from _named(f"The subscriber {address}", profile)
    for name, profile in settings.profiles.items():
        yield from _named(f"The profile {name}", profile)


def _named(who: str, profile: Profile) -> Iterator[tuple[str, str]]:
    for source in profile.sources:
        yield f"{who} asks for", source
    for source in profile.mute_sources:
        yield f"{who} mutes", source


def _nearest(name: str, names: Mapping[str, str]) -> str | None:
    """The likeliest of the names; "" for none, and None where the name is a host that articles may be of."""
    key = answering.key(name)
    is_host = "." in key and " " not in key and "/" not in key
    near = difflib.get_close_matches(key, names, n=1, cutoff=_LIKE_HOST if is_host else _LIKE)
    if near:
        return names[near[0]]
    return None if is_host else ""


def templates(folder: Path, shipped: Path | None = None) -> Iterator[Finding]:
    """Each file in the operator's templates folder that stands in for none of ours, and that none of theirs uses."""
    shipped = shipped or assets.templates()
    if folder == shipped or not folder.is_dir():
        return
    known = _files(shipped)
    own = _files(folder)
    for name in own:
        if name in known or name.startswith("words/") or _is_used(name, folder, own):
            continue
        near = difflib.get_close_matches(name, known, n=1, cutoff=_LIKE)
        if near or name.endswith((".html", ".txt")):
            hint = f"Did you mean {near[0]}?" if near else f"Those that are used: {', '.join(known)}."
            yield warning(f"The template {folder / name} is never used: none of that name is known.", hint)


def _files(folder: Path) -> list[str]:
    """The names of the files in a folder, as templates are named; hidden ones and copies of editors are none."""
    found = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return sorted(
        path.as_posix()
        for path in found
        if not path.name.endswith("~") and not any(part.startswith(".") for part in path.parts)
    )


def _is_used(name: str, folder: Path, names: Iterable[str]) -> bool:
    """Whether another file of the folder names this one, as `include` does."""
    return any(name.encode() in _bytes(folder / other) for other in names if other != name)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        # Who may not read it is told so where templates are tried.
        return b""
