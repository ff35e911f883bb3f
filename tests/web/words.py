"""Every fixed word of the pages, as the code and the templates say it, but for those that mail says too."""

import ast
from collections.abc import Iterator
from pathlib import Path

import jinja2
from jinja2 import nodes

from digest import assets
from digest.web import speech
from tests.render import msgids

_CODE = Path(speech.__file__).parent
#: How many words a call has: one, or one and its plural.
_SAID = {"_": 1, "said": 1, "later": 1, "counted": 2}


def all_() -> set[msgids.Words]:
    """Of the code and of the templates for readers; the operator is spoken to in English, as by every command."""
    code = {words for path in _CODE.glob("*.py") for words in _of_code(path)}
    paths = (assets.templates() / "web").glob("*.html")
    pages = {words for path in paths if not path.name.startswith("operator") for words in _of_template(path)}
    mail = {words[0] for words in msgids.all_()}
    return {words for words in code | pages if words[0] not in mail}


def _of_code(path: Path) -> Iterator[msgids.Words]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            words = tuple(str(arg.value) for arg in node.args[: _SAID.get(name, 0)] if isinstance(arg, ast.Constant))
            if words:
                yield words


def _of_template(path: Path) -> Iterator[msgids.Words]:
    tree = jinja2.Environment(autoescape=True).parse(path.read_text(encoding="utf-8"))
    for call in tree.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name):
            found = call.args[: _SAID.get(call.node.name, 0)]
            words = tuple(str(arg.value) for arg in found if isinstance(arg, nodes.Const))
            if words:
                yield words


if __name__ == "__main__":
    for one in sorted(all_()):
        print(one)  # noqa: T201 - a command
