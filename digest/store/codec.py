"""Values as the database keeps them: moments as whole seconds, nested values as JSON text, and what tells of damage."""

import json
import zlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from typing import Any, Generic, TypeVar, overload

from pydantic import TypeAdapter

from digest.domain.mail import Edition
from digest.domain.news import Image, TopicScore
from digest.domain.people import Counts, Profile, Taste

_T = TypeVar("_T")

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


class Json(Generic[_T]):
    """Values of one type, to JSON and back."""

    def __init__(self, form: Any) -> None:
        self._adapter: TypeAdapter[_T] = TypeAdapter(form)

    def text(self, value: _T) -> str:
        """The value as JSON."""
        # Read-only mappings are unknown to pydantic: `dict` is its way out, and the warning would be about that.
        return self._adapter.dump_json(value, fallback=dict, warnings="none").decode()

    def value(self, text: str) -> _T:
        """The value that JSON states; fields it lacks get their defaults."""
        return self._adapter.validate_json(text)


class ProfileJson(Json[Profile]):
    """Profiles, whose weights come back read-only."""

    def value(self, text: str) -> Profile:
        """The profile that JSON states."""
        found = super().value(text)
        return replace(found, topics=MappingProxyType(dict(found.topics)))


class TasteJson(Json[Taste]):
    """Tastes, whose weights come back read-only."""

    def value(self, text: str) -> Taste:
        """The taste that JSON states."""
        found = super().value(text)
        return Taste(terms=MappingProxyType(dict(found.terms)), topics=MappingProxyType(dict(found.topics)))


class EditionJson(Json[Edition]):
    """Editions, whose moment comes back in UTC itself: pydantic would give it a zone of its own kind."""

    def value(self, text: str) -> Edition:
        """The edition that JSON states."""
        fields = json.loads(text)
        fields["made_at"] = datetime.fromisoformat(fields["made_at"])
        return self._adapter.validate_python(fields)


COUNTS: Json[Counts] = Json(Counts)
EDITION = EditionJson(Edition)
IMAGE: Json[Image] = Json(Image)
PROFILE = ProfileJson(Profile)
TASTE = TasteJson(Taste)
TOPICS: Json[tuple[TopicScore, ...]] = Json(tuple[TopicScore, ...])
WEIGHTS: Json[dict[str, float]] = Json(dict[str, float])
WORDS: Json[tuple[str, ...]] = Json(tuple[str, ...])


def fingerprint(octets: bytes) -> bytes:
    """What tells whether bytes are still what they were: a page of the file that turned to zeros has no other sign.

    CRC-32, as against disks and not against people; SHA-256 would take a tenth of the time that sending takes.
    """
    return zlib.crc32(octets).to_bytes(4)
