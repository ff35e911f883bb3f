"""Where in a TOML text each key stands: what a parser forgets and a person needs."""

import re
import tomllib
from collections.abc import Mapping

#: Keys and list positions (from 0) from the top of the file.
Path = tuple[str | int, ...]

_BLANK = re.compile(r"(?:[ \t\r\n,]|#[^\n]*)+")
_KEY = re.compile(r"""[ \t]*([A-Za-z0-9_-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*')[ \t]*""")
_STRING = re.compile(
    r'"{3}(?:[^"\\]|\\.|"{1,2}(?!"))*"{3,5}' + r"|'{3}.*?'{3,5}" + r"""|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'""", re.DOTALL
)
_SCALAR = re.compile(r"[^,\]}#\n]+")


def lines(text: str) -> Mapping[Path, int]:
    """The line, from 1, on which each table, list element and key of a TOML text begins.

    The text must be one that `tomllib` can read; what is valid TOML is not decided here.
    """
    return _Scanner(text).scan()


def line(known: Mapping[Path, int], path: Path) -> int | None:
    """The line of the nearest known place at or above `path`; None when there is none."""
    while path:
        if path in known:
            return known[path]
        path = path[:-1]
    return None


class _Scanner:
    """One walk over a text, from its first character to its last."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.found: dict[Path, int] = {}
        #: Elements of each [[list of tables]] so far.
        self.counts: dict[Path, int] = {}
        self._counted_to = 0
        self._line = 1

    def scan(self) -> dict[Path, int]:
        table: Path = ()
        while self._blank():
            if self.text.startswith("[", self.at):
                table = self._header()
            else:
                self._pair(table)
        return self.found

    def _header(self) -> Path:
        """The path of the table that `[a.b]` or `[[a.b]]` opens."""
        here = self._line_here()
        twice = self.text.startswith("[[", self.at)
        self.at += 2 if twice else 1
        *parents, last = self._key()
        self.at += 2 if twice else 1
        table = (*self._within(parents), last)
        if twice:
            self.found.setdefault(table, here)
            self.counts[table] = self.counts.get(table, -1) + 1
            table = (*table, self.counts[table])
        self.found.setdefault(table, here)
        return table

    def _within(self, keys: list[str]) -> Path:
        """The path of a header's keys: a list of tables means its newest element."""
        path: Path = ()
        for key in keys:
            path = (*path, key)
            if path in self.counts:
                path = (*path, self.counts[path])
        return path

    def _pair(self, table: Path) -> None:
        here = self._line_here()
        path = table
        for key in self._key():
            path = (*path, key)
            self.found.setdefault(path, here)
        self.at += 1  # the equals sign
        self._value(path)

    def _key(self) -> list[str]:
        keys: list[str] = []
        while found := _KEY.match(self.text, self.at):
            self.at = found.end()
            keys.append(_unquoted(found[1]))
            if not self.text.startswith(".", self.at):
                break
            self.at += 1
        return keys

    def _value(self, path: Path) -> None:
        self._blank()
        if self.text.startswith("[", self.at):
            self._list(path)
        elif self.text.startswith("{", self.at):
            self._inline_table(path)
        else:
            found = _STRING.match(self.text, self.at) or _SCALAR.match(self.text, self.at)
            self.at = found.end() if found else self.at + 1

    def _list(self, path: Path) -> None:
        self.at += 1
        position = 0
        while self._blank() and not self.text.startswith("]", self.at):
            self.found[*path, position] = self._line_here()
            self._value((*path, position))
            position += 1
        self.at += 1

    def _inline_table(self, path: Path) -> None:
        self.at += 1
        while self._blank() and not self.text.startswith("}", self.at):
            self._pair(path)
        self.at += 1

    def _blank(self) -> bool:
        """Whether anything follows the space, commas and comments here, which are skipped."""
        if found := _BLANK.match(self.text, self.at):
            self.at = found.end()
        return self.at < len(self.text)

    def _line_here(self) -> int:
        self._line += self.text.count("\n", self._counted_to, self.at)
        self._counted_to = self.at
        return self._line


def _unquoted(key: str) -> str:
    if key[0] in "\"'":
        return str(tomllib.loads(f"key = {key}")["key"])
    return key
