"""One immutable part of an index: sorted fingerprints of some texts, in memory or mapped from a file.

A posting is 8 bytes: the fingerprint's key in the upper 32 bits, and in the lower 32 the place of its gram,
counted in letters over all texts of the segment one after the other. The rare words of the texts' blocks
follow, see `rare.py`. The file (see `column_file.py`):

    4 sizes   numbers of texts n, of postings m, of rare words r, of bytes of their tables t
    n × i64   ids of the texts
    n+1 × i64 where each text starts, in letters; the last is the end
    m × u64   postings, ascending
    t bytes, r × u16, 3 r × u8   the rare words
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from muse_desktop.errors import MuseError
from muse_desktop.lazy import LazyModule
from muse_desktop.overlap import column_file, rare
from muse_desktop.overlap.features import Features
from muse_desktop.overlap.fingerprint import Prints
from muse_desktop.overlap.rare import Rare

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ids = NDArray[np.int64]
    Postings = NDArray[np.uint64]
else:
    np = LazyModule("numpy")
    Ids = Postings = Any

MAGIC = b"MUSEFP02"
MOST_LETTERS = (1 << 32) - 1  # what a place in a posting can count
_PLACE = 0xFFFFFFFF
_ABOVE = _PLACE << 32
_KEY = 32


@dataclass(frozen=True, eq=False)
class Segment:
    """Fingerprints of the texts `ids`; text i holds letters `starts[i]` to `starts[i + 1]`."""

    ids: Ids
    starts: Ids
    postings: Postings
    rare: Rare

    @property
    def letters(self) -> int:
        """How many letters its texts have."""
        return int(self.starts[-1])

    def found(self, keys: NDArray[np.uint32], dead: Ids) -> tuple[NDArray[np.uint32], Ids, Ids]:
        """The postings of `keys` (distinct) in texts not `dead`: keys, text ids, places in the text."""
        wanted = keys.astype(np.uint64) << _KEY
        first = np.searchsorted(self.postings, wanted, "left")
        count = np.searchsorted(self.postings, wanted | _PLACE, "right") - first
        inside = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
        postings = np.asarray(self.postings[np.repeat(first, count) + inside])
        places = (postings & _PLACE).astype(np.int64)
        text = np.searchsorted(self.starts, places, "right") - 1
        ids = self.ids[text]
        alive = ~np.isin(ids, dead) if dead.size else np.ones(len(ids), dtype=np.bool_)
        kept = (postings >> _KEY).astype(np.uint32)[alive]
        return kept, ids[alive], (places - self.starts[text])[alive]


def build(
    texts: Iterable[tuple[int, int, Prints, Features]], known: Sequence[Rare] = ()
) -> Segment:
    """A segment in memory of (id, number of letters, fingerprints, words), at most `MOST_LETTERS` in all.

    `known`: the rare words of other segments, which tell what is rare.
    """
    ids: list[int] = []
    starts = [0]
    postings: list[Postings] = []
    words: list[Features] = []
    for text_id, letters, prints, features in texts:
        places = prints.positions.astype(np.uint64) + np.uint64(starts[-1])
        postings.append((prints.keys.astype(np.uint64) << np.uint64(_KEY)) | places)
        ids.append(text_id)
        starts.append(starts[-1] + letters)
        words.append(features)
    merged = np.concatenate(postings) if postings else np.empty(0, np.uint64)
    merged.sort()
    begins = np.array(starts, np.int64)
    return Segment(np.array(ids, np.int64), begins, merged, rare.build(words, rare.firsts(begins), known))


def merge(parts: Sequence[tuple[Segment, Collection[int]]]) -> Segment:
    """One segment of the texts of all `parts` except each part's dead ids."""
    ids: list[Ids] = []
    lengths: list[Ids] = []
    postings: list[Postings] = []
    begin = 0
    for segment, dead in parts:
        alive = ~np.isin(segment.ids, np.array(sorted(dead), np.int64))
        size = np.where(alive, np.diff(segment.starts), 0)
        new_starts = begin + np.cumsum(size) - size
        places = (segment.postings & _PLACE).astype(np.int64)
        text = np.searchsorted(segment.starts, places, "right") - 1
        moved = (places - segment.starts[text] + new_starts[text]).astype(np.uint64)
        kept = alive[text]
        postings.append((segment.postings[kept] & _ABOVE) | moved[kept])
        ids.append(segment.ids[alive])
        lengths.append(size[alive])
        begin += int(size.sum())
    starts = np.concatenate((np.zeros(1, np.int64), np.cumsum(np.concatenate(lengths)))).astype(np.int64)
    merged = np.concatenate(postings)
    merged.sort(kind="stable")  # made of sorted stretches, which the stable sort joins in linear time
    words = rare.merge([(one.rare, one.starts, np.isin(one.ids, list(dead))) for one, dead in parts])
    return Segment(np.concatenate(ids), starts, merged, words)


def write(segment: Segment, path: Path) -> None:
    """Write `segment` to `path`: whole, on disk, and only then under its name. Raises OSError."""
    sizes = (len(segment.ids), len(segment.postings), len(segment.rare), len(segment.rare.tables))
    columns = (segment.ids, segment.starts, segment.postings, *segment.rare.columns())
    column_file.write(path, MAGIC, sizes, columns)


def read(path: Path) -> Segment:
    """Map the segment at `path`, after checking all of it.

    Raises MuseError `overlap.damaged` when anything is not as it was written, OSError when it cannot be read.
    """
    if (found := column_file.read(path, MAGIC, 4, _length)) is None:
        raise MuseError("overlap.damaged", file=path.name)
    (texts, postings, words, tables), data = found
    starts = 8 * texts
    rest = starts + 8 * (texts + 1)
    behind = rest + 8 * postings
    return Segment(
        ids=np.array(data[:starts].view(np.int64)),
        starts=np.array(data[starts:rest].view(np.int64)),
        postings=np.asarray(data[rest:behind].view(np.uint64)),
        rare=rare.read(data[behind:], words, tables),
    )


def _length(texts: int, postings: int, words: int, tables: int) -> int:
    return 8 * (2 * texts + 1 + postings) + rare.size_of(words, tables)
