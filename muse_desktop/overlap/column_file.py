"""Immutable files of columns of numbers, mapped when they are read. Little-endian:

    8 bytes     magic, with the version of what is in it
    n × u64     sizes, which say how long the columns are
    u64         xxh3-64 of everything behind the header
    ...         the columns, one after the other
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import xxhash

from muse_desktop.lazy import LazyModule

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Bytes = NDArray[np.uint8]
else:
    np = LazyModule("numpy")
    Bytes = Any


def write_whole(path: Path, pieces: Iterable[bytes | memoryview]) -> None:
    """Write a file: whole, on disk, and only then under its name. Raises OSError."""
    temporary = path.with_name(path.name + ".part")
    with temporary.open("wb") as file:
        for piece in pieces:
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)


def write(path: Path, magic: bytes, sizes: Sequence[int], columns: Sequence[NDArray[Any]]) -> None:
    """Write columns under a header with `sizes`. Raises OSError."""
    parts = [np.ascontiguousarray(column) for column in columns]
    digest = xxhash.xxh3_64()
    for part in parts:
        digest.update(part.data)
    numbers = np.array([*sizes, digest.intdigest()], np.uint64)
    write_whole(path, [magic + numbers.tobytes(), *(part.data for part in parts)])


def read(
    path: Path, magic: bytes, count: int, length: Callable[..., int], *, check: bool = True
) -> tuple[tuple[int, ...], Bytes] | None:
    """The `count` sizes of the file at `path` and what stands behind its header, mapped; None when it is not
    as it was written.

    `length(*sizes)` says how many bytes the columns should take, and gives -1 for sizes that cannot be. With
    `check` all of it is read. Raises OSError.
    """
    header = len(magic) + 8 * (count + 1)
    size = path.stat().st_size
    if size < header:
        return None
    data = np.memmap(path, dtype=np.uint8, mode="r")
    *sizes, digest = (int(one) for one in data[len(magic) : header].view(np.uint64))
    if data[: len(magic)].tobytes() != magic or size != header + length(*sizes):
        return None
    behind = data[header:]
    if check and xxhash.xxh3_64_intdigest(behind.data) != digest:
        return None
    return tuple(sizes), behind
