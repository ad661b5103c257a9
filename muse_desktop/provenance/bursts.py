"""Bursts: edits close in time and place become one event, as a writer would tell it.

A burst is one replacement: what stood at `start` before it (`removed`) became `inserted`, with these origins.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from muse_desktop.provenance.runs import Run, Runs

GAP_SECONDS = 3.0
LONGEST_SECONDS = 30.0

DELETED = "deleted"
ACCEPTED = "accepted"
# Everything else (a paste, an accepted candidate) is an act of its own and never joined with another.
_JOINED = frozenset({"typed", "autocorrected", "unknown", DELETED})


@dataclass(frozen=True)
class Burst:
    """An open or finished burst. `began` and `last` are monotonic seconds, `at` the wall time it began."""

    kind: str
    at: str
    began: float
    last: float
    start: int
    removed: str
    inserted: str
    runs: Runs

    @classmethod
    def of(
        cls, kind: str, at: str, moment: float, start: int, removed: str, inserted: str, runs: Sequence[Run]
    ) -> Burst:
        """A burst of one splice."""
        return cls(kind, at, moment, moment, start, removed, inserted, Runs(runs))

    def joins(self, after: Burst) -> bool:
        """Whether `after` (positions as they are once this burst is applied) belongs to this burst."""
        kinds = {self.kind, after.kind}
        return (
            kinds <= _JOINED
            and len(kinds - {DELETED}) <= 1
            and not self.is_over(after.last)
            and after.last - self.began <= LONGEST_SECONDS
            and after.start <= self.start + len(self.inserted)
            and after.start + len(after.removed) >= self.start
        )

    def is_over(self, moment: float) -> bool:
        """Whether the pause after this burst, or the burst itself, has become too long at `moment`."""
        return moment - self.last > GAP_SECONDS or moment - self.began > LONGEST_SECONDS

    def joined(self, after: Burst) -> Burst:
        """This burst with `after` in it. `joins` must have said yes."""
        end, after_end = self.start + len(self.inserted), after.start + len(after.removed)
        before = after.removed[: max(0, self.start - after.start)]
        behind = after.removed[len(after.removed) - max(0, after_end - end) :]
        first = max(after.start, self.start) - self.start
        last = max(first, min(after_end, end) - self.start)
        return replace(
            self,
            kind=after.kind if self.kind == DELETED else self.kind,
            last=after.last,
            start=min(self.start, after.start),
            removed=before + self.removed + behind,
            inserted=self.inserted[:first] + after.inserted + self.inserted[last:],
            runs=self.runs.splice(first, last - first, tuple(after.runs)),
        )

    def payload(self) -> dict[str, Any]:
        """What the chain records: places, sizes and origins, no words."""
        return {
            "start": self.start,
            "removed": len(self.removed),
            "inserted": len(self.inserted),
            "runs": [list(run) for run in self.runs],
            "milliseconds": round((self.last - self.began) * 1000),
        }

    def content(self) -> dict[str, Any]:
        """The words, which are kept beside the chain."""
        return {"removed": self.removed, "inserted": self.inserted}
