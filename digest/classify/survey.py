"""All that a folder of recorded news tells of topics and of stories, each part with its day and what it is of."""

import hashlib
import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any, TypeAlias

from digest import errors
from digest.classify import evaluate, judged, lexicon, story_figures, unseen
from digest.classify.modelfile import Model

#: What can be measured: hand-made labels, publishers and a month never seen (minutes), stories.
PARTS = ("gold", "unseen", "stories")

#: Name -> figures, as JSON holds them: `gold` and `unseen` say of which `version` they are; `stories` and
#: `stories_on_other_days` give the digests of the `lexicon` and of the `judged_pairs`.
Found: TypeAlias = dict[str, Any]


def measure(
    folder: Path, model: Model, parts: Collection[str], *, now: datetime, report: Callable[[str], None]
) -> Found:
    """The figures of these parts, without those of which the folder has no news; ModelError when it has none at all."""
    found: Found = {}
    if "gold" in parts:
        found |= _gold(folder, model, now)
    if "unseen" in parts:
        found["unseen"] = {"version": model.version, **asdict(unseen.measure(folder, report))}
    if "stories" in parts:
        report("making stories")
        found |= _stories(folder, now) | _other_days(folder, now)
    if not found:
        raise errors.ModelError(
            f"{folder} holds nothing to measure {' and '.join(parts)} on: name a folder with gold/, labelled/, "
            "clusters/ and streams/."
        )
    day = now.date().isoformat()
    plain: Found = json.loads(json.dumps({name: {"measured_on": day, **part} for name, part in found.items()}))
    return plain


def digest_of(path: Path) -> str:
    """Sixteen hexadecimal digits of a file's SHA-256: the same for the same bytes."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16]


def _gold(folder: Path, model: Model, now: datetime) -> Found:
    found = evaluate.gold(model, sorted((folder / "gold").glob("*.jsonl*")), now=now)
    return {"gold": {"version": model.version, **asdict(found)}} if found else {}


def _stories(folder: Path, now: datetime) -> Found:
    pairs, clusters = (sorted((folder / "clusters").glob(name)) for name in ("*pairs*", "*aggregator*"))
    if not pairs or not clusters:
        return {}
    return {"stories": {**_of(), **asdict(story_figures.measure(pairs[0], clusters[0], now=now))}}


def _other_days(folder: Path, now: datetime) -> Found:
    streams = sorted((folder / "streams").glob("stream*"))
    found = judged.measure(streams[0], now=now, judged_file=judged.SHIPPED) if streams else None
    if found is None or not found.sets:
        return {}
    return {"stories_on_other_days": {**_of(), "judged_pairs": digest_of(judged.SHIPPED), **asdict(found)}}


def _of() -> Mapping[str, str]:
    return {"lexicon": digest_of(lexicon.SHIPPED)}
