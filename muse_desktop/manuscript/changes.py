"""What changed between two texts, and the origins that follow from it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from muse_desktop.provenance.runs import Run, Runs

_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
_MOST_TOKENS = 20_000  # the alignment needs memory for their product, one bit each


class Hull(NamedTuple):
    """The one stretch in which two texts differ: old[start:old_end] became new[start:new_end]."""

    start: int
    old_end: int
    new_end: int


def hull(old: str, new: str) -> Hull:
    """The smallest stretch outside of which `old` and `new` are the same."""
    most = min(len(old), len(new))
    start = _longest(most, lambda low, high: old[low:high] == new[low:high])
    end = _longest(
        most - start,
        lambda low, high: old[len(old) - high : len(old) - low] == new[len(new) - high : len(new) - low],
    )
    return Hull(start, len(old) - end, len(new) - end)


def _longest(most: int, same: Callable[[int, int], bool]) -> int:
    """The largest n <= `most` with `same(0, n)`, found by halving, which beats a loop over a long text."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        if same(low, middle):
            low = middle
        else:
            high = middle - 1
    return low


def carried_over(old: str, runs: Runs, new: str, unknown: int) -> Runs:
    """The origins of `new`, a changed `old` with origins `runs`: new words have the origin `unknown`.

    Compared word by word, because letters that two different words happen to share say nothing. A change
    too large to compare is unknown as a whole.
    """
    from rapidfuzz.distance import Levenshtein

    start, old_end, new_end = hull(old, new)
    before = _TOKEN.findall(old[start:old_end])
    after = _TOKEN.findall(new[start:new_end])
    if max(len(before), len(after)) > _MOST_TOKENS:
        return runs.splice(start, old_end - start, [Run(new_end - start, unknown)])
    made: list[Run] = []
    position = start
    for step in Levenshtein.opcodes(before, after):
        old_length = sum(map(len, before[step.src_start : step.src_end]))
        if step.tag == "equal":
            made.extend(runs.slice(position, position + old_length))
        else:
            made.append(Run(sum(map(len, after[step.dest_start : step.dest_end])), unknown))
        position += old_length
    return runs.splice(start, old_end - start, made)
