"""Values as the database keeps them: moments as whole seconds, nested values as JSON text."""

import json
from datetime import UTC, datetime, timedelta
from functools import cache
from types import MappingProxyType
from typing import Any, overload

from pydantic import TypeAdapter

from digest.domain.mail import Edition
from digest.domain.people import Profile

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_SECOND = timedelta(seconds=1)


@overload
def seconds(moment: datetime) -> int: ...
@overload
def seconds(moment: None) -> None: ...
@overload
def seconds(moment: datetime | None) -> int | None: ...
def seconds(moment: datetime | None) -> int | None:
    """Whole seconds since 1970 in UTC, parts of a second dropped; None for None."""
    return None if moment is None else (moment - _EPOCH) // _SECOND


@overload
def moment(seconds: int) -> datetime: ...
@overload
def moment(seconds: None) -> None: ...
@overload
def moment(seconds: int | None) -> datetime | None: ...
def moment(seconds: int | None) -> datetime | None:
    """The moment so many seconds after 1970; None for None."""
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)


def text(form: Any, value: object) -> str:
    """A value of the type `form` as JSON."""
    # Read-only mappings are unknown to pydantic; `dict` is its way out, and the warning would be about that.
    return _adapter(form).dump_json(value, fallback=dict, warnings="none").decode()


def value(form: Any, text: str) -> Any:
    """The value of the type `form` that JSON states; fields it lacks get their defaults."""
    return _adapter(form).validate_json(text)


def profile(text: str) -> Profile:
    """The profile that JSON states, its weights read-only."""
    found: Profile = value(Profile, text)
    object.__setattr__(found, "topics", MappingProxyType(dict(found.topics)))  # nobody else has seen it yet
    return found


def edition(text: str) -> Edition:
    """The edition that JSON states, its moment in UTC itself: pydantic would give a zone of its own kind."""
    fields = json.loads(text)
    fields["made_at"] = datetime.fromisoformat(fields["made_at"])
    found: Edition = _adapter(Edition).validate_python(fields)
    return found


@cache
def _adapter(form: Any) -> TypeAdapter[Any]:
    return TypeAdapter(form)
