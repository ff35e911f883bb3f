"""Each room that takes more than a look to know has a map of its modules, in its own docstring, and none is missing."""

import ast
import re
from pathlib import Path

import pytest

import digest

_ROOMS = Path(digest.__file__).parent
#: So many modules can be known by their names and first lines.
_FEW = 15
#: Each of their modules stands for itself: a command, which `cli.arguments` names, and a noun.
_LISTS = {"cli", "domain"}
_MODULE = re.compile(r"`([a-z_]+)`")


def _modules(room: Path) -> set[str]:
    return {path.stem for path in room.glob("*.py")} - {"__init__", "__main__"}


def _map(room: Path) -> set[str]:
    return set(_MODULE.findall(ast.get_docstring(ast.parse((room / "__init__.py").read_text())) or ""))


_LARGE = sorted(room.parent.name for room in _ROOMS.glob("*/__init__.py") if len(_modules(room.parent)) > _FEW)


@pytest.mark.parametrize("name", [room for room in _LARGE if room not in _LISTS])
def test_the_map_of_a_room_names_every_module_in_it_and_no_other(name: str) -> None:
    """Who looks for the one place to change finds it from the room's first lines."""
    room = _ROOMS / name
    assert _map(room) - _modules(room) == set()
    assert _modules(room) - _map(room) == set()
