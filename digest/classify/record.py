"""The figures that ship, in a file beside the classifier: so they can be read where the news they need is not.

They are no part of the classifier's own papers, for half of them are of stories: these depend on the lexicon and on how
stories are made, and are measured again when those change, in minutes and without touching the classifier.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from digest import errors
from digest.classify import modelfile
from digest.classify.modelfile import Model

#: `digest evaluate --data FOLDER --record` writes it; parts as in `survey`.
SHIPPED = Path(__file__).parent / "model" / "figures.json"

#: In a classifier's papers: the version that figures were recorded of, handed down to all that is made from it.
_STAMP = "recorded"


def read(path: Path) -> dict[str, Any]:
    """The recorded figures, by part; ModelError when they cannot be read."""
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise errors.ModelError(
            f"The recorded figures, {path}, cannot be read ({error}). Install digest again, or measure with --data.",
            path=path,
        ) from error
    if not isinstance(kept, dict):
        raise errors.ModelError(f"The recorded figures, {path}, are no JSON object. Install digest again.", path=path)
    return kept


def write(path: Path, found: Mapping[str, Any]) -> None:
    """Keeps the figures at `path`; parts that were not measured this time stay as they were."""
    kept = {**(read(path) if path.exists() else {}), **found}
    draft = path.with_name(f".{path.name}.new")
    draft.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    draft.replace(path)


def stamp(path: Path) -> None:
    """Says in the papers of the classifier at `path` that figures are recorded of it; it keeps version and answers.

    They take the place of the figures of its training, which they tell better.
    """
    model = modelfile.read(path)
    papers = {"figures": {_STAMP: model.version}}
    if model.papers.get("figures") == papers["figures"]:
        return
    draft = path.with_name(f".{path.name}.new")
    modelfile.rewrite(draft, model, papers)
    draft.replace(path)


def of(model: Model, kept: Mapping[str, Any]) -> dict[str, Any]:
    """The parts that hold for this classifier: on topics those measured of it, or of the one it was made from."""
    its = {model.version, (model.papers.get("figures") or {}).get(_STAMP)}
    return {name: part for name, part in kept.items() if part.get("version", model.version) in its}
