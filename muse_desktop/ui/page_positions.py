"""Positions of a text that is being edited, between code points (ours) and UTF-16 units (Qt's).

`text.offsets.Utf16Map` is for a text that stands still; making one for every key would cost milliseconds in a
long document. This one keeps the places of the rare characters of two units and moves them along.
"""

from __future__ import annotations

from bisect import bisect_left

import numpy as np

from muse_desktop.text.offsets import Utf16Map


def utf16_length(text: str) -> int:
    """How many UTF-16 units `text` takes in Qt."""
    return len(text) if text.isascii() else Utf16Map(text).to_utf16(len(text))


class LivePositions:
    """Converts positions of one changing text; an edit costs O(1) while all characters are of one unit."""

    def __init__(self, text: str = "") -> None:
        self._length = len(text)
        self._wide = _wide(text)  # code point positions of the characters of two units, ascending

    @property
    def units(self) -> int:
        """The length of the text in UTF-16 units."""
        return self._length + len(self._wide)

    def to_utf16(self, code_point: int) -> int:
        """The UTF-16 position of a code point position."""
        return code_point + int(np.searchsorted(self._wide, code_point)) if len(self._wide) else code_point

    def to_codepoint(self, unit: int) -> int:
        """The code point position of a UTF-16 position; one between two surrogates means their character."""
        if not len(self._wide):
            return unit
        return unit - bisect_left(range(len(self._wide)), unit, key=self._unit)

    def splits(self, unit: int) -> bool:
        """Whether a UTF-16 position lies between the two units of one character."""
        if not len(self._wide):
            return False
        place = bisect_left(range(len(self._wide)), unit, key=self._unit) - 1
        return place >= 0 and self._unit(place) == unit - 1

    def splice(self, start: int, removed: int, inserted: str) -> None:
        """`removed` code points at `start` have become `inserted`."""
        self._length += len(inserted) - removed
        new = _wide(inserted)
        if not len(self._wide) and not len(new):
            return
        first, last = np.searchsorted(self._wide, (start, start + removed))
        after = self._wide[last:] + (len(inserted) - removed)
        self._wide = np.concatenate((self._wide[:first], new + start, after))

    def _unit(self, place: int) -> int:
        return int(self._wide[place]) + place


def _wide(text: str) -> np.ndarray:
    if text.isascii():
        return np.empty(0, dtype=np.int64)
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    return np.flatnonzero(codes > 0xFFFF).astype(np.int64)
