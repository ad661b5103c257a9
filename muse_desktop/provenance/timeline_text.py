"""A long text that changes often: pieces of some thousand characters, shared by the states that have them.

Replaying a novel makes tens of thousands of states. Each splice copies a piece or two and the list of pieces,
so that a state in every few dozen can be kept.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from functools import cached_property
from itertools import accumulate

_LARGE = 8_192  # a piece that is longer is cut
_USUAL = 4_096
_SMALL = 1_024  # a piece that is shorter joins its neighbour


class ChunkedText:
    """An immutable text. Positions are code points."""

    __slots__ = ("__dict__", "_chunks")

    def __init__(self, text: str = "") -> None:
        self._chunks = _chunked(text)

    @classmethod
    def _from_chunks(cls, chunks: tuple[str, ...]) -> ChunkedText:
        made = cls.__new__(cls)
        made._chunks = chunks
        return made

    @cached_property
    def _ends(self) -> list[int]:
        return list(accumulate(map(len, self._chunks)))

    def __len__(self) -> int:
        return self._ends[-1] if self._chunks else 0

    def __str__(self) -> str:
        return "".join(self._chunks)

    def slice(self, start: int, end: int) -> str:
        """The text of [start, end). Raises IndexError outside the text."""
        self._check(start, end)
        if start == end:
            return ""
        first = bisect_right(self._ends, start)
        begin = self._ends[first] - len(self._chunks[first])
        last = first
        while self._ends[last] < end:
            last += 1
        joined = "".join(self._chunks[first : last + 1])
        return joined[start - begin : end - begin]

    def splice(self, start: int, removed: int, inserted: str) -> ChunkedText:
        """This text with `removed` code points at `start` replaced. Raises IndexError outside the text."""
        end = start + removed
        self._check(start, end)
        if not self._chunks:
            return ChunkedText(inserted)
        ends, chunks = self._ends, self._chunks
        first = min(bisect_right(ends, start), len(chunks) - 1)
        last = min(bisect_right(ends, end), len(chunks) - 1)
        begin = ends[first] - len(chunks[first])
        middle = "".join(chunks[first : last + 1])
        changed = middle[: start - begin] + inserted + middle[end - begin :]
        if len(changed) < _SMALL and last + 1 < len(chunks):
            last += 1
            changed += chunks[last]
        return ChunkedText._from_chunks(chunks[:first] + _chunked(changed) + chunks[last + 1 :])

    def digest(self) -> str:
        """SHA-256 of the UTF-8 of the text."""
        made = hashlib.sha256()
        for chunk in self._chunks:
            made.update(chunk.encode())
        return made.hexdigest()

    def _check(self, start: int, end: int) -> None:
        if not 0 <= start <= end <= len(self):
            raise IndexError(f"{start}..{end} of {len(self)}")


def _chunked(text: str) -> tuple[str, ...]:
    if len(text) <= _LARGE:
        return (text,) if text else ()
    return tuple(text[at : at + _USUAL] for at in range(0, len(text), _USUAL))
