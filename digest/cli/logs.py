"""The service's log: one line an event, as key=value or JSON, that tells nobody who reads what (mail.md SEC-05).

Whatever is logged, by whomever, goes through here: whole addresses become "a…@example.net", tokens become "…", and
line ends and control characters are escaped, so that nobody can write lines of their own into it.
"""

import json
import logging
import re
import sys
from datetime import UTC, datetime

#: What follows "@" may be a domain or an address literal.
_ADDRESS = re.compile(r"([^\s<>\"',;:()\[\]@\\=…])[^\s<>\"',;:()\[\]@\\=…]*@(\[[^\]\s]+\]|[\w-]+(?:\.[\w-]+)*)")
_QUOTED = re.compile(r"\"[^\"]{0,64}\"(?=@)")
#: Our tokens (digest/tokens.py), wherever they stand, and other secrets of some length: a MAC, a key, a long password.
_TOKEN = re.compile(
    r"[A-Za-z2-7]{40,}|b-[a-z2-7]{16}-[a-z2-7]{26}|(?<![\w/.:-])(?=[\w+/-]*\d)[A-Za-z0-9_+/-]{24,}={0,2}(?![\w.])"
)
_SAFE = re.compile(r"[^\s\"=\\]+")
#: The last is uvicorn's: its message once more, with colours for a terminal.
_USUAL = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName", "color_message"}
_SHORT = {"WARNING": "warn", "CRITICAL": "fatal"}


def masked(text: str) -> str:
    """The text without whole addresses and tokens."""
    return _TOKEN.sub("…", _ADDRESS.sub(r"\1…@\2", _QUOTED.sub("…", text)))


def escaped(text: str) -> str:
    """The text on one line, with every character that could steer a terminal or a reader of logs written out."""
    return "".join(
        letter if letter.isprintable() else letter.encode("unicode_escape", "backslashreplace").decode()
        for letter in text
    )


class Formatter(logging.Formatter):
    """Writes one record as one line."""

    def __init__(self, *, as_json: bool) -> None:
        super().__init__()
        self._as_json = as_json

    def format(self, record: logging.LogRecord) -> str:
        """The line: moment, level, event, and whatever `extra` holds."""
        level = _SHORT.get(record.levelname, record.levelname.lower())
        moment = datetime.fromtimestamp(record.created, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        fields: dict[str, object] = {"ts": moment, "level": level, "event": _clean(record.getMessage())}
        fields |= {key: _clean(value) for key, value in vars(record).items() if key not in _USUAL}
        if record.exc_info:
            fields["trace"] = _clean(self.formatException(record.exc_info))
        if self._as_json:
            return json.dumps(fields, ensure_ascii=False)
        return " ".join(f"{key}={_word(value)}" for key, value in fields.items())


def _clean(value: object) -> object:
    return value if isinstance(value, int | float) else escaped(masked(str(value)))


def _word(value: object) -> str:
    """A value as logfmt writes it: quoted where it has to be."""
    text = str(value)
    if _SAFE.fullmatch(text):
        return text
    return '"' + text.replace('"', "'") + '"'


def begin(*, as_json: bool) -> None:
    """Nothing; from now on everything is logged to standard error, a line each."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Formatter(as_json=as_json))
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    logging.getLogger("apscheduler").setLevel(logging.WARNING)
    logging.captureWarnings(capture=True)
