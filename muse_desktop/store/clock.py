"""The one way of writing down when something happened, and a clock that nobody can set."""

from __future__ import annotations

import sys
import time
from datetime import UTC, datetime


def now() -> str:
    """This moment in UTC as ISO 8601 with milliseconds: "2026-11-22T15:04:05.123Z"."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"


def parse(stamp: str) -> datetime:
    """The moment that `now()` wrote down. Raises ValueError for anything else."""
    return datetime.strptime(stamp, "%Y-%m-%dT%H:%M:%S.%f%z")


def steady() -> float:
    """Seconds of a clock that only goes forward, also while the computer sleeps; since some start of it.

    Python's `time.monotonic` stands still while a laptop with Linux or macOS sleeps: waking up would look
    like a wall clock set forward.
    """
    if sys.platform == "linux":
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    if sys.platform == "darwin":
        return time.clock_gettime(time.CLOCK_MONOTONIC)
    return time.monotonic()
