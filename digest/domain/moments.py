"""The one rule for moments: aware, and in UTC."""

from datetime import UTC, datetime


def require_utc(moment: datetime | None, name: str) -> None:
    """Nothing when `moment` is None or aware and in UTC; ValueError naming the field otherwise."""
    if moment is not None and moment.tzinfo is not UTC:
        raise ValueError(f"{name} must be an aware moment in UTC, not {moment!r}")
