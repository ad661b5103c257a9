"""How much of a short answer was copied from one source, as a share: what a teacher or an editor grades."""

from __future__ import annotations

from collections.abc import Iterator

from muse_desktop.overlap.fingerprint import ALPHABETIC, CJK
from muse_desktop.text.normalise import Normalised, normalise

# Shorter runs than the first are words and turns of phrase that any two texts on a subject share; those of
# the second and longer are somebody's sentence. The letters of runs between count in part, so that one
# letter more or less never decides. They lie around the length of the index's grams (20 letters, 8 字).
_LETTERS = (14, 24)
_CJK = (6, 10)


def copied_share(answer: str, source: str) -> float:
    """The share of the letters of `answer`, 0 ... 1, that stand in runs it shares with `source`.

    Case, spacing, punctuation and accents do not count. An answer without letters has copied nothing.
    Mean of the shares that lie in runs of at least n letters, n from 14 to 24 (text that is mostly
    中文: from 6 to 10 字).
    """
    ours, theirs = normalise(answer), normalise(source)
    if not ours.letters:
        return 0.0
    low, high = _CJK if ours.cjk.mean() > CJK.k / ALPHABETIC.k else _LETTERS
    low, high = min(low, len(ours.letters)), min(high, len(ours.letters))
    lengths = _longest(ours, theirs, low)
    steps = range(low, high + 1)
    reached = (sum(min(length, high) - low + 1 for length in lengths if length >= low)) / len(steps)
    return reached / len(ours.letters)


def _longest(ours: Normalised, theirs: Normalised, low: int) -> list[int]:
    """For each letter of `ours` the length of the longest shared run of at least `low` it lies in, or 0."""
    found = [0] * len(ours.letters)
    for start, end in _runs(ours.letters, theirs.letters, low):
        for place in range(start, end):
            found[place] = max(found[place], end - start)
    return found


def _runs(ours: str, theirs: str, low: int) -> Iterator[tuple[int, int]]:
    """The stretches of `ours` that stand in `theirs` and cannot be made longer, of `low` letters or more."""
    reached = 0
    for start in range(len(ours) - low + 1):
        end = max(reached, start + low)
        if ours[start:end] not in theirs:
            continue
        while end < len(ours) and ours[start : end + 1] in theirs:
            end += 1
        if end > reached:
            yield start, end
            reached = end
