"""Positions in text: code points (everywhere in this program), UTF-16 units (Qt), graphemes (annotations).

Nothing else converts positions. A position is a place between characters, from 0 to the length of the text.
"""

from __future__ import annotations

from bisect import bisect_left

import numpy as np
import regex  # type: ignore[import-untyped, unused-ignore]

_GRAPHEME = regex.compile(r"\X")


class Utf16Map:
    """Converts positions of one text between code points and UTF-16 units, in O(log n) of its astral letters.

    A text of nothing but BMP characters costs nothing: both counts agree.
    """

    def __init__(self, text: str) -> None:
        self._code_points: list[int] = []  # where the characters of two units stand
        if not text.isascii():
            codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
            self._code_points = np.flatnonzero(codes > 0xFFFF).tolist()
        self._units = [place + before for before, place in enumerate(self._code_points)]

    def to_utf16(self, code_point: int) -> int:
        """The UTF-16 position of a code point position."""
        return code_point + bisect_left(self._code_points, code_point)

    def to_codepoint(self, unit: int) -> int:
        """The code point position of a UTF-16 position; one between two surrogates means their character."""
        return unit - bisect_left(self._units, unit)


def graphemes(text: str) -> list[int]:
    """The code point positions where user-perceived characters (UAX 29 extended graphemes) start.

    Their number is the length of the text in graphemes; an empty text has none.
    """
    if text.isascii() and "\r\n" not in text:
        return list(range(len(text)))
    return [match.start() for match in _GRAPHEME.finditer(text)]
