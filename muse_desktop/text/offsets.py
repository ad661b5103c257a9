"""Positions in text: code points (everywhere in this program), UTF-16 units (Qt), graphemes (annotations).

Nothing else converts positions. A position is a place between characters, from 0 to the length of the text.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

import regex  # type: ignore[import-untyped, unused-ignore]

from muse_desktop.lazy import LazyModule

if TYPE_CHECKING:
    import numpy as np

    Positions = np.ndarray[tuple[int], np.dtype[np.int64]]
else:
    np = LazyModule("numpy")  # most texts do without it

_GRAPHEME = regex.compile(r"\X")


class Utf16Map:
    """Converts positions of one text between code points and UTF-16 units, also while the text changes.

    It keeps the places of the rare characters of two units and moves them along: where there are none, both
    counts agree and an edit costs nothing; else a position costs O(log n) of them.
    """

    def __init__(self, text: str = "") -> None:
        self._length = len(text)
        self._wide: Positions | tuple[()] = _wide(text)

    @property
    def units(self) -> int:
        """The length of the text in UTF-16 units."""
        return self._length + len(self._wide)

    def to_utf16(self, code_point: int) -> int:
        """The UTF-16 position of a code point position."""
        return code_point + int(np.searchsorted(self._wide, code_point)) if len(self._wide) else code_point

    def to_codepoint(self, unit: int) -> int:
        """The code point position of a UTF-16 position; one between two surrogates means their character."""
        return unit - self._before(unit) if len(self._wide) else unit

    def splits(self, unit: int) -> bool:
        """Whether a UTF-16 position lies between the two units of one character."""
        place = self._before(unit) - 1
        return place >= 0 and self._unit(place) == unit - 1

    def splice(self, start: int, removed: int, inserted: str) -> None:
        """`removed` code points at `start` have become `inserted`."""
        self._length += len(inserted) - removed
        new = _wide(inserted)
        if not len(self._wide) and not len(new):
            return
        first, last = np.searchsorted(self._wide, (start, start + removed))
        wide, added = np.asarray(self._wide, np.int64), np.asarray(new, np.int64) + start
        self._wide = np.concatenate((wide[:first], added, wide[last:] + (len(inserted) - removed)))

    def _before(self, unit: int) -> int:
        """How many characters of two units begin before a UTF-16 position."""
        return bisect_left(range(len(self._wide)), unit, key=self._unit)

    def _unit(self, place: int) -> int:
        return int(self._wide[place]) + place


def utf16_length(text: str) -> int:
    """How many UTF-16 units `text` takes."""
    return Utf16Map(text).units


def _wide(text: str) -> Positions | tuple[()]:
    """The code point positions of the characters of two units, ascending."""
    if text.isascii() or 2 * len(text) == len(text.encode("utf-16-le", "surrogatepass")):
        return ()
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    return np.flatnonzero(codes > 0xFFFF).astype(np.int64)


def graphemes(text: str) -> list[int]:
    """The code point positions where user-perceived characters (UAX 29 extended graphemes) start.

    Their number is the length of the text in graphemes; an empty text has none.
    """
    if text.isascii() and "\r\n" not in text:
        return list(range(len(text)))
    return [match.start() for match in _GRAPHEME.finditer(text)]
