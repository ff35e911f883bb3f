"""The operator's own classifiers: which is in use, which were before, and the way back.

The one in use lies at `topics.npz` in the data folder; each that ever was also in `models/`, the newest ten, with a
line in `models/history.jsonl`.  A version is the name of a file's contents, so a copy can be checked against its name.
"""

import json
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from digest.classify import topics
from digest.classify.modelfile import Model
from digest.config import Settings
from digest.errors import CommandError, ModelError

#: The name of the operator's own classifier in the data folder; `digest train` writes it.
FILE = "topics.npz"
#: Stands for the classifier that ships, whatever its version.
SHIPPED = "shipped"
#: Versions kept.
KEPT = 10

_FOLDER, _HISTORY = "models", "history.jsonl"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One change of the classifier in use."""

    #: A version, or `SHIPPED`.
    version: str
    #: ISO 8601, UTC.
    at: str
    #: "files" (trained from files, or put there by hand), "topic", "night", "use" or "back".
    how: str
    #: What it was made from: the version that nightly learning begins from.
    base: str
    #: Its figures, or what it was made from, as a sentence.
    said: str = ""
    #: Of a step with "use" or "back": feed -> topic, as the versions gone from had learnt it; None where nobody knows.
    left: Mapping[str, str] | None = None


def own(settings: Settings) -> Path:
    """Where the operator's own classifier lies, or would."""
    return settings.service.data / FILE


def archived(settings: Settings, version: str) -> Path:
    """Where a version is kept."""
    return settings.service.data / _FOLDER / f"{version}.npz"


def history(settings: Settings) -> list[Step]:
    """Every change there was, oldest first; lines that cannot be read are passed over."""
    path = settings.service.data / _FOLDER / _HISTORY
    found = []
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
        try:
            found.append(Step(**json.loads(line)))
        except (ValueError, TypeError):
            continue
    return found


def trail(steps: Sequence[Step]) -> list[Step]:
    """The way to the classifier in use: each step back leads to another before it; the one that ships comes first."""
    way = [Step(version=SHIPPED, at="", how="files", base=SHIPPED)]
    for step in steps:
        if step.how != "back":
            # Who puts the one in use in its place once more goes nowhere.
            way[-1:] = [step] if step.version == way[-1].version else [way[-1], step]
        elif len(way) > 1:
            way.pop()
    return way


@contextmanager
def _told(settings: Settings) -> Iterator[None]:
    """A disk that refuses becomes a sentence."""
    try:
        yield
    except OSError as error:
        folder = settings.service.data
        raise ModelError(
            f"The classifier cannot be kept in {folder} ({error.strerror}): make room there, or give it to digest.",
            path=folder,
        ) from error


def notice(settings: Settings, *, now: datetime) -> None:
    """Nothing; a classifier that somebody put in place by hand is kept and in the history.

    One of the history that is put in place again is as if chosen with `use`: its figures stay.
    """
    path = own(settings)
    try:
        version = topics.load(path).version
    except ModelError:
        return  # a missing or damaged file is no version; `classifier.find` says what to do
    steps = history(settings)
    if version != trail(steps)[-1].version:
        how = "use" if any(step.version == version for step in steps) else "files"
        with _told(settings):
            _keep(settings, path, version)
            _write_down(settings, Step(version=version, at=_stamp(now), how=how, base=version))


def missing(settings: Settings) -> str:
    """The version in use, by the history, whose file is gone; "" when it is there, or the one that ships is in use."""
    version = trail(history(settings))[-1].version
    return "" if version == SHIPPED or own(settings).exists() else version


def adopt(settings: Settings, draft: Path, *, how: str, base: str, said: str, now: datetime) -> Step:
    """The step to a new classifier: the draft is kept under its version, and in use from now on.

    `base` is the version it was made from; "" for itself.
    """
    require_own(settings)
    notice(settings, now=now)
    version = topics.load(draft).version
    step = Step(version=version, at=_stamp(now), how=how, base=base or version, said=said)
    with _told(settings):
        _keep(settings, draft, version)
        _put_in_place(settings, version)
        _write_down(settings, step)
        _prune(settings)
    return step


def back(settings: Settings, *, now: datetime) -> Step:
    """The step before the present one, whose classifier is in use from now on."""
    require_own(settings)
    notice(settings, now=now)
    way = trail(history(settings))
    if len(way) < 2:
        raise CommandError("the classifier that ships is in use, and there is none before it")
    before, left = way[-2], _left(settings)
    with _told(settings):
        _put_in_place(settings, before.version)
        _write_down(settings, replace(before, at=_stamp(now), how="back", said=f"from {way[-1].version}", left=left))
    return before


def use(settings: Settings, version: str, *, now: datetime) -> Step:
    """The step to a version that is kept, or to the one that ships."""
    require_own(settings)
    notice(settings, now=now)
    if version != SHIPPED and not archived(settings, version).exists():
        kept = ", ".join([*kept_versions(settings), SHIPPED])
        raise CommandError(f"there is no version {version}; there are {kept}")
    step = Step(version=version, at=_stamp(now), how="use", base=version, left=_left(settings))
    with _told(settings):
        _put_in_place(settings, version)
        _write_down(settings, step)
    return step


def kept_versions(settings: Settings) -> list[str]:
    """The versions kept, oldest first."""
    versions = dict.fromkeys(step.version for step in history(settings))
    return [version for version in versions if archived(settings, version).exists()]


def load_version(settings: Settings, version: str) -> Model:
    """A version that is kept, or the one that ships; ModelError when it cannot be used."""
    return topics.load(None if version == SHIPPED else archived(settings, version))


def beginning(settings: Settings) -> tuple[str, datetime | None]:
    """The version that nightly learning begins from, and the moment since which it learns; None for always.

    Always the same version, whatever the nights made of it: so the same lessons are not learnt twice.  Whoever went
    back did not like what was learnt, so of the feeds that are `left_behind` only what is newer is learnt then.
    """
    steps = history(settings)
    chosen = [step.at for step in _chosen(steps)]
    current = trail(steps)[-1]
    base = current.version if steps and steps[-1].how in {"back", "use"} else current.base
    return base, datetime.fromisoformat(chosen[-1]).astimezone(UTC) if chosen else None


def left_behind(settings: Settings) -> Mapping[str, str] | None:
    """Feed -> topic, as the versions that somebody went back from had learnt it; None where nobody knows."""
    chosen = _chosen(history(settings))
    return chosen[-1].left if chosen else {}


def hints(model: Model) -> dict[str, str]:
    """Feed -> topic: the feeds with a topic that a model has learnt from."""
    learnt: dict[str, str] = model.papers.get("learnt", {}).get("hints", {})
    return learnt


def _left(settings: Settings) -> dict[str, str]:
    """What is left behind now by going to another version: what the one in use had learnt, and what was left before."""
    way = trail(history(settings))
    try:
        learnt = hints(load_version(settings, way[-1].version))
    except ModelError:
        learnt = {}  # its copy is gone, and with it the news it was made from
    return {**(left_behind(settings) or {}), **learnt}


def _chosen(steps: Sequence[Step]) -> list[Step]:
    """The steps that somebody took to a version there was already."""
    return [step for step in steps if step.how in {"back", "use"}]


def require_own(settings: Settings) -> None:
    """Nothing; CommandError when config.toml names a classifier, which digest then leaves alone."""
    if settings.topics.model:
        raise CommandError(
            f"config.toml names the classifier {settings.topics.model}, so digest keeps to it: take `model` out of "
            "[topics], and digest learns and keeps versions of its own"
        )


def _put_in_place(settings: Settings, version: str) -> None:
    path = own(settings)
    if version == SHIPPED:
        path.unlink(missing_ok=True)
        return
    load_version(settings, version)  # a damaged copy never replaces a good classifier
    draft = path.with_name(f".{path.name}.new")
    shutil.copyfile(archived(settings, version), draft)
    draft.replace(path)


def _keep(settings: Settings, source: Path, version: str) -> None:
    target = archived(settings, version)
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(f".{target.name}.new")
    shutil.copyfile(source, draft)
    draft.replace(target)


def _write_down(settings: Settings, step: Step) -> None:
    path = settings.service.data / _FOLDER / _HISTORY
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(asdict(step), ensure_ascii=False) + "\n")


def _prune(settings: Settings) -> None:
    """The newest stay, and the one that nightly learning begins from."""
    steps = history(settings)
    newest = list(dict.fromkeys(step.version for step in reversed(steps)))[:KEPT]
    kept = {*newest, trail(steps)[-1].base}
    for version in kept_versions(settings):
        if version not in kept:
            archived(settings, version).unlink()


def _stamp(now: datetime) -> str:
    return now.strftime("%Y-%m-%dT%H:%M:%SZ")
