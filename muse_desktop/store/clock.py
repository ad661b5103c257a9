"""The one way of writing down when something happened."""

from __future__ import annotations

from datetime import UTC, datetime


def now() -> str:
    """This moment in UTC as ISO 8601 with milliseconds: "2026-11-22T15:04:05.123Z"."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"


def parse(stamp: str) -> datetime:
    """The moment that `now()` wrote down. Raises ValueError for anything else."""
    return datetime.strptime(stamp, "%Y-%m-%dT%H:%M:%S.%f%z")
