"""Run-length origins of a document: which origin each code point has.

`Runs` is immutable. It keeps its runs in chunks of a few hundred, so that a splice copies a chunk or two
and a list of chunks, and old states (undo) share the rest.
"""

from __future__ import annotations

import sys
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

_LARGE = 512  # a chunk with more runs is cut
_USUAL = 256
_SMALL = 64  # a chunk with fewer runs joins its neighbour
_LIMIT = 2**32
_FORMAT = b"RUN1"


class Run(NamedTuple):
    """`length` code points in a row that share `origin` (an id of the OriginBook)."""

    length: int
    origin: int


class _Chunk:
    """Some runs, how long they are together, and their bytes once somebody wanted them."""

    __slots__ = ("_bytes", "length", "runs")

    def __init__(self, runs: tuple[Run, ...]) -> None:
        self.runs = runs
        self.length = sum(run.length for run in runs)
        self._bytes: bytes | None = None

    def encoded(self) -> bytes:
        if self._bytes is None:
            numbers = array("I", [number for run in self.runs for number in run])
            if sys.byteorder == "big":
                numbers.byteswap()
            self._bytes = numbers.tobytes()
        return self._bytes


class Runs:
    """The origins of a text, in order. Neighbouring runs always differ in origin, none is empty."""

    __slots__ = ("__dict__", "_chunks")

    def __init__(self, runs: Iterable[Run] = ()) -> None:
        self._chunks = _chunked(_merged(runs))

    @classmethod
    def of(cls, length: int, origin: int) -> Runs:
        """`length` code points of one origin."""
        return cls([Run(length, origin)])

    @classmethod
    def _from_chunks(cls, chunks: tuple[_Chunk, ...]) -> Runs:
        made = cls.__new__(cls)
        made._chunks = chunks
        return made

    @cached_property
    def _ends(self) -> list[int]:
        return list(accumulate(chunk.length for chunk in self._chunks))

    @property
    def length(self) -> int:
        """How many code points."""
        return self._ends[-1] if self._chunks else 0

    @property
    def count(self) -> int:
        """How many runs."""
        return sum(len(chunk.runs) for chunk in self._chunks)

    def __iter__(self) -> Iterator[Run]:
        for chunk in self._chunks:
            yield from chunk.runs

    def spans(self, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int, int]]:
        """(start, end, origin) of each run, cut to the range [start, end)."""
        end = self._range(start, end)
        if start == end:
            return
        first = bisect_right(self._ends, start)
        position = self._ends[first] - self._chunks[first].length
        for chunk in self._chunks[first:]:
            for length, origin in chunk.runs:
                stop = position + length
                if stop > start:
                    yield max(position, start), min(stop, end), origin
                if stop >= end:
                    return
                position = stop

    def slice(self, start: int, end: int) -> tuple[Run, ...]:
        """The runs of the range [start, end)."""
        return tuple(Run(stop - begin, origin) for begin, stop, origin in self.spans(start, end))

    def at(self, position: int) -> int:
        """The origin of the code point at `position`. Raises IndexError outside the text."""
        for _, _, origin in self.spans(position, position + 1):
            return origin
        raise IndexError(position)

    def splice(self, start: int, removed: int, inserted: Sequence[Run] = ()) -> Runs:
        """These runs with `removed` code points at `start` replaced by `inserted`. Raises IndexError."""
        end = self._range(start, start + removed)
        if not self._chunks:
            return Runs(inserted)
        ends, chunks = self._ends, self._chunks
        # One chunk more on a side where the change touches a border, so that equal neighbours can merge.
        first = min(bisect_right(ends, start), len(chunks) - 1)
        if first and start == ends[first - 1]:
            first -= 1
        last = min(bisect_right(ends, end), len(chunks) - 1)
        begin = ends[first] - chunks[first].length
        middle = [run for chunk in chunks[first : last + 1] for run in chunk.runs]
        changed = _merged([*_head(middle, start - begin), *inserted, *_tail(middle, end - begin)])
        if len(changed) < _SMALL and last + 1 < len(chunks):
            last += 1
            changed = _merged([*changed, *chunks[last].runs])
        return Runs._from_chunks(chunks[:first] + _chunked(changed) + chunks[last + 1 :])

    def origins(self) -> frozenset[int]:
        """All origins that occur."""
        return frozenset(run.origin for run in self)

    def encode(self) -> bytes:
        """Bytes for the database: "RUN1", then length and origin of each run as unsigned 32 bits."""
        return _FORMAT + b"".join(chunk.encoded() for chunk in self._chunks)

    @classmethod
    def decode(cls, data: bytes) -> Runs:
        """What `encode` was given. Raises ValueError when `data` cannot be that."""
        if data[:4] != _FORMAT or len(data) % 8 != 4:
            raise ValueError("these bytes are no runs")
        numbers = array("I")
        numbers.frombytes(data[4:])
        if sys.byteorder == "big":
            numbers.byteswap()
        return cls(map(Run, numbers[::2], numbers[1::2]))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Runs) and self.length == other.length and list(self) == list(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return f"Runs({[tuple(run) for run in self]})"

    def _range(self, start: int, end: int | None) -> int:
        length = self.length
        end = length if end is None else end
        if not 0 <= start <= end <= length:
            raise IndexError(f"{start}..{end} of {length}")
        return end


def _merged(runs: Iterable[Run]) -> list[Run]:
    merged: list[Run] = []
    for run in runs:
        length, origin = run
        if not (0 <= length < _LIMIT and 0 <= origin < _LIMIT):
            raise ValueError(f"no such run: {length}, {origin}")
        if length and merged and merged[-1].origin == origin:
            merged[-1] = Run(merged[-1].length + length, origin)
        elif length:
            merged.append(run)
    return merged


def _chunked(runs: list[Run]) -> tuple[_Chunk, ...]:
    if not runs:
        return ()
    size = _USUAL if len(runs) > _LARGE else _LARGE
    return tuple(_Chunk(tuple(runs[at : at + size])) for at in range(0, len(runs), size))


def _head(runs: Sequence[Run], length: int) -> Iterator[Run]:
    """The first `length` code points of `runs`."""
    for run in runs:
        if length <= 0:
            return
        yield run if run.length <= length else Run(length, run.origin)
        length -= run.length


def _tail(runs: Sequence[Run], skipped: int) -> Iterator[Run]:
    """`runs` without their first `skipped` code points."""
    for run in runs:
        if skipped <= 0:
            yield run
        elif run.length > skipped:
            yield Run(run.length - skipped, run.origin)
        skipped -= run.length
