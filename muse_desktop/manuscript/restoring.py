"""What a restoration does to a document: one edit, whose text has the origins it had in the snapshot."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

import msgspec

from muse_desktop.manuscript.changes import hull
from muse_desktop.provenance.runs import Run, Runs
from muse_desktop.text.diff import Change


class Edit(msgspec.Struct, frozen=True):
    """`removed` code points at `start` become `inserted` with the origins `runs`: one step to undo.

    `DocumentSession.put_back` carries it out; a window makes it in its own document instead.
    """

    start: int
    removed: int
    inserted: str
    runs: tuple[Run, ...]

    @property
    def is_nothing(self) -> bool:
        """Whether the document is already as it would become."""
        return not self.removed and not self.inserted


def whole(old: str, old_runs: Runs, now: str, now_runs: Runs) -> Edit:
    """The smallest edit that makes text and origins of `now` those of `old`."""
    start, now_end, old_end = hull(now, old)
    head, tail = _same_ends(now_runs, old_runs)
    start, tail = min(start, head), min(len(now) - now_end, tail)
    tail = min(tail, len(now) - start, len(old) - start)
    now_end, old_end = len(now) - tail, len(old) - tail
    return Edit(start, now_end - start, old[start:old_end], old_runs.slice(start, old_end))


def partly(old: str, old_runs: Runs, now: str, now_runs: Runs, chosen: Iterable[Change]) -> Edit:
    """The edit that takes back the `chosen` ones of `diff.changes(old, now)` and leaves the rest as it is.

    What stands between two of them keeps the origins it has now.
    """
    made = sorted(chosen)
    if not made:
        return Edit(0, 0, "", ())
    text: list[str] = []
    runs: list[Run] = []
    for change, after in pairwise((*made, None)):
        assert change is not None
        text.append(old[change.old_start : change.old_end])
        runs.extend(old_runs.slice(change.old_start, change.old_end))
        if after is not None:
            text.append(now[change.new_end : after.new_start])
            runs.extend(now_runs.slice(change.new_end, after.new_start))
    start = made[0].new_start
    return Edit(start, made[-1].new_end - start, "".join(text), tuple(Runs(runs)))


def _same_ends(one: Runs, other: Runs) -> tuple[int, int]:
    """For how many code points two texts have the same origins at their beginnings, and at their ends."""
    left, right = list(one), list(other)
    return _same_head(left, right), _same_head(left[::-1], right[::-1])


def _same_head(left: Sequence[Run], right: Sequence[Run]) -> int:
    length = 0
    for one, other in zip(left, right, strict=False):
        if one.origin != other.origin:
            return length
        length += min(one.length, other.length)
        if one.length != other.length:
            return length
    return length
