"""Cutting a text with its origins into pieces that later versions of it share.

Where a piece ends depends on the words before that place alone, so a change moves no border but those beside
it, and a paragraph that stands in a thousand snapshots is kept once.
"""

from __future__ import annotations

import hashlib
import re
import sys
import zlib
from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import xxhash

from muse_desktop.provenance.runs import Run, Runs
from muse_desktop.store.packing import pack_tokens, unpack_tokens

DIGEST_BYTES = 16

_PLACES = re.compile(r"\n+|[.!?…。！？]+[\"'”’»」』）)]*[ \t]*")  # where a piece may end
_LEAST, _MOST = 150, 4000  # code points; the usual length is about 400, and twice that takes a third more
_ONE_IN = 3  # of so many places one is a border
_WINDOW = 64  # code points before a place that decide whether it is one
_IDS = 2**32


class Piece(NamedTuple):
    """Some text with its origins as bytes, and the digest that names them."""

    digest: bytes
    raw: bytes

    def packed(self) -> bytes:
        """The bytes for the database."""
        return zlib.compress(self.raw, 9)


def cut(text: str, runs: Runs) -> list[Piece]:
    """`text` with its origins in pieces, in order."""
    return [_piece(text[start:end], runs.slice(start, end)) for start, end in pairwise(borders(text))]


def borders(text: str) -> list[int]:
    """Where the pieces of `text` begin, and its length."""
    found = [0]
    for place in _places(text):
        while place - found[-1] > _MOST:
            found.append(found[-1] + _MOST)
        if place - found[-1] >= _LEAST and _is_border(text[max(0, place - _WINDOW) : place]):
            found.append(place)
    if found[-1] < len(text):
        found.append(len(text))
    return found


def unpacked(data: bytes, digest: bytes) -> tuple[str, tuple[Run, ...]]:
    """Text and origins of a piece. Raises ValueError when `data` is not what `digest` names."""
    try:
        raw = zlib.decompress(data)
    except zlib.error as error:
        raise ValueError(str(error)) from error
    if _digest(raw) != digest:
        raise ValueError("not the piece that was kept")
    count = int.from_bytes(raw[:4], "little")
    numbers = array("I")
    numbers.frombytes(raw[4 : 4 + 8 * count])
    if sys.byteorder == "big":
        numbers.byteswap()
    return raw[4 + 8 * count :].decode("utf-8"), tuple(map(Run, numbers[::2], numbers[1::2]))


def joined(parts: Iterable[tuple[str, Sequence[Run]]]) -> tuple[str, Runs]:
    """The text and origins that `cut` was given, of its pieces."""
    kept = list(parts)
    return "".join(text for text, _ in kept), Runs(run for _, runs in kept for run in runs)


def pack_ids(ids: Sequence[int]) -> bytes:
    """The numbers of pieces, mostly one after the other, in few bytes."""
    return pack_tokens([(number - before) % _IDS for before, number in pairwise((0, *ids))])


def unpack_ids(data: bytes) -> tuple[int, ...]:
    """What `pack_ids` was given. Raises ValueError on damage."""
    try:
        steps = unpack_tokens(data)
    except zlib.error as error:
        raise ValueError(str(error)) from error
    ids, last = [], 0
    for step in steps:
        last = (last + step) % _IDS
        ids.append(last)
    return tuple(ids)


def _places(text: str) -> Iterator[int]:
    for match in _PLACES.finditer(text):
        yield match.end()
    yield len(text)


def _is_border(before: str) -> bool:
    return xxhash.xxh32_intdigest(before.encode("utf-8")) % _ONE_IN == 0


def _piece(text: str, runs: Sequence[Run]) -> Piece:
    numbers = array("I", [number for run in runs for number in run])
    if sys.byteorder == "big":
        numbers.byteswap()
    raw = len(runs).to_bytes(4, "little") + numbers.tobytes() + text.encode("utf-8")
    return Piece(_digest(raw), raw)


def _digest(raw: bytes) -> bytes:
    return hashlib.sha256(raw).digest()[:DIGEST_BYTES]
