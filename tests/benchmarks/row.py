"""One measured number."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """A value, its goal in words, whether it was met, and how it was measured."""

    name: str
    value: float
    unit: str
    goal: str
    ok: bool
    how: str
