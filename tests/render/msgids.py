"""Every fixed word of mail, as the code and the templates say it: what a catalogue must have."""

import ast
from pathlib import Path

import jinja2
from jinja2.ext import InternationalizationExtension

from digest import assets
from digest.domain import news

_RENDER = Path(__file__).parents[2] / "digest" / "render"

#: A word, or a word and its plural.
Words = tuple[str, ...]


def all_() -> set[Words]:
    """Of the code, of the templates that ship, and the topics."""
    code = {words for path in _RENDER.glob("*.py") for words in _of_code(path)}
    mails = [path for kind in ("digest", "notice") for path in (assets.templates() / "email").glob(f"{kind}-*")]
    said = {words for path in mails for words in _of_template(path)}
    return code | said | {(name,) for name in news.TOPICS.values()}


def _of_code(path: Path) -> set[Words]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            count = {"say": 1, "later": 1, "count": 2}.get(node.func.attr, 0)
            words = [arg.value for arg in node.args[:count] if isinstance(arg, ast.Constant)]
            if words and all(isinstance(word, str) for word in words):  # bytes and others are counted too
                found.add(tuple(map(str, words)))
    return found


def _of_template(path: Path) -> set[Words]:
    environment = jinja2.Environment(extensions=[InternationalizationExtension])  # renders nothing
    source = environment.parse(path.read_text(encoding="utf-8"))
    said = (words for _, _, words in jinja2.ext.extract_from_ast(source))
    # What is filled in stands behind the words, as None.
    return {(str(words[0] if isinstance(words, tuple) else words),) for words in said}
