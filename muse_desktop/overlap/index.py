"""An index of fingerprints over many texts: immutable segments, a manifest, ids of texts taken out.

The folder holds `manifest.json`, the only file that is ever replaced, and the segments it names. A segment
is written before the manifest names it, so killing the process at any moment leaves the index as it was
before or as it is after. Everything here can be made again from the texts.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from muse_desktop.errors import MuseError
from muse_desktop.lazy import LazyModule
from muse_desktop.overlap import segment as segments
from muse_desktop.overlap.akin import akin
from muse_desktop.overlap.alike import Alike, alike, shares
from muse_desktop.overlap.column_file import write_whole
from muse_desktop.overlap.features import Features, Words, features
from muse_desktop.overlap.fingerprint import Prints, prints
from muse_desktop.overlap.segment import Segment
from muse_desktop.text.normalise import Normalised, normalise

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
else:
    np = LazyModule("numpy")

_MANIFEST = "manifest.json"
_MOST_SEGMENTS = 8
_DEAD_SHARE = 0.2
_BUFFERED_POSTINGS = 1 << 21  # 16 MB: a long import is written in portions of this size
_TRIES = 5


class _Entry(msgspec.Struct, frozen=True):
    file: str
    dead: tuple[int, ...] = ()


class _Manifest(msgspec.Struct, frozen=True):
    version: int
    next_number: int = 1
    segments: tuple[_Entry, ...] = ()


@dataclass(frozen=True, eq=False)
class _Part:
    """A segment in use; `file` is "" when it lives in memory only."""

    segment: Segment
    file: str
    dead: frozenset[int] = frozenset()

    @property
    def alive(self) -> int:
        return len(self.segment.ids) - len(self.dead)


class Index:
    """Finds texts that share fingerprints with a draft. Reading is safe from any thread, beside one writer.

    Make one with `Index.open(folder)` or `Index.in_memory()`. Texts that were added are found after
    `flush()`.
    """

    def __init__(self, folder: Path | None, parts: tuple[_Part, ...], number: int, writable: bool) -> None:
        self._folder = folder
        self._parts = parts  # replaced as a whole, so that a reader sees one state
        self._number = number
        self._writable = writable
        self._pending: list[tuple[int, int, Prints, Features]] = []
        self._pending_postings = 0
        self._writing = threading.RLock()

    @classmethod
    def in_memory(cls) -> Index:
        """An empty index that is never written down."""
        return cls(None, (), 1, writable=True)

    @classmethod
    def open(cls, folder: Path, *, writable: bool = True) -> Index:
        """Open the index in `folder`; a folder without one is an empty index.

        With `writable=False` nothing is ever written, and another process may be writing. Raises MuseError
        `overlap.damaged` when a file is missing or not as it was written (delete the folder and add the
        texts again), OSError when the folder cannot be used.
        """
        for attempt in range(_TRIES):
            try:
                manifest = _read_manifest(folder)
                parts = tuple(
                    _Part(segments.read(folder / entry.file), entry.file, frozenset(entry.dead))
                    for entry in manifest.segments
                )
            except FileNotFoundError as error:
                # Beside a writer, a merge may delete a segment between our reading its name and opening it.
                if writable or attempt == _TRIES - 1:
                    raise MuseError("overlap.damaged", file=Path(error.filename or folder).name) from error
                continue
            index = cls(folder, parts, manifest.next_number, writable)
            if writable:
                folder.mkdir(parents=True, exist_ok=True)
                index._delete_unnamed()
            return index
        raise AssertionError("unreachable")

    def ids(self) -> set[int]:
        """The ids of all texts that can be found."""
        found: set[int] = set()
        for part in self._parts:
            found |= set(part.segment.ids.tolist()) - part.dead
        return found

    def segments(self) -> list[tuple[Segment, frozenset[int]]]:
        """What it is made of now, each part with the ids of the texts taken out of it."""
        return [(part.segment, part.dead) for part in self._parts]

    @property
    def size_bytes(self) -> int:
        """How many bytes the fingerprints take."""
        return sum(part.segment.postings.nbytes + part.segment.rare.nbytes for part in self._parts)

    def candidates(self, draft: Prints) -> Mapping[int, Prints]:
        """The fingerprints that each text shares with `draft`, by text id; places are those in the text."""
        keys = _distinct(draft.keys)
        found = [part.segment.found(keys, _as_array(part.dead)) for part in self._parts]
        if not found or not len(keys):
            return {}
        shared, ids, places = (np.concatenate(column) for column in zip(*found, strict=True))
        order = np.lexsort((places, ids))
        shared, ids, places = shared[order], ids[order], places[order]
        borders = np.flatnonzero(np.diff(ids)) + 1
        portions = zip(*(np.split(column, borders) for column in (ids, shared, places)), strict=True)
        return {int(one[0]): Prints(key, place) for one, key, place in portions if one.size}

    def alike(self, draft: Words) -> list[Alike]:
        """Stretches of texts that hold rare words of the draft together, the most alike first."""
        return alike(draft, self.segments())

    def akin(self, draft: Words, spans: Sequence[tuple[int, int]], best: int) -> list[list[Alike]]:
        """For each sentence (letters of the draft) the best stretches that hold rare words of it."""
        return akin(draft, spans, self.segments(), best)

    def shares(self, draft: Words) -> Any:
        """For each word of the draft, the share of all blocks of 256 letters that hold it, about."""
        return shares(draft.keys, [part.segment for part in self._parts])

    def add(self, text_id: int, text: str | Normalised) -> None:
        """Fingerprint one text. It is found after `flush()`; large portions are flushed on the way."""
        letters = text if isinstance(text, Normalised) else normalise(text)
        self.add_prints(text_id, len(letters.letters), prints(letters), features(letters))

    def add_prints(
        self, text_id: int, letters: int, made: Prints, words: Features
    ) -> None:
        """As `add`, for a text of so many letters whose fingerprints and words were made elsewhere."""
        with self._writing:
            self._must_write()
            self._pending.append((text_id, letters, made, words))
            self._pending_postings += len(made)
            if self._pending_postings >= _BUFFERED_POSTINGS:
                self.flush()

    def add_many(self, texts: Iterable[tuple[int, str | Normalised]]) -> None:
        """Fingerprint texts and flush."""
        for text_id, text in texts:
            self.add(text_id, text)
        self.flush()

    def remove(self, *text_ids: int) -> None:
        """Take texts out, at once; their fingerprints leave the disk when a later `flush` merges."""
        gone = set(text_ids)
        with self._writing:
            self._must_write()
            self._pending = [one for one in self._pending if one[0] not in gone]
            parts = []
            for part in self._parts:
                dead = part.dead | gone.intersection(part.segment.ids.tolist())
                parts.append(_Part(part.segment, part.file, frozenset(dead)))
            self._adopt([part for part in parts if part.alive])

    def flush(self) -> None:
        """Write down what was added, as one new segment, and merge segments when there are too many."""
        with self._writing:
            self._must_write()
            if self._pending:
                pending, self._pending, self._pending_postings = self._pending, [], 0
                known = [part.segment.rare for part in self._parts]
                self._adopt([*self._parts, self._stored(segments.build(pending, known))])
            if (merged := self._merged(list(self._parts), everything=False)) != list(self._parts):
                self._adopt(merged)

    def compact(self) -> None:
        """Merge everything into one segment; nothing of removed texts is left on disk."""
        with self._writing:
            self._must_write()
            self._adopt(self._merged(list(self._parts), everything=True))

    def _must_write(self) -> None:
        if not self._writable:
            raise MuseError("overlap.read_only")

    def _adopt(self, parts: list[_Part]) -> None:
        """Make `parts` the index, on disk first; delete what it no longer uses."""
        if self._folder is not None:
            entries = tuple(_Entry(part.file, tuple(sorted(part.dead))) for part in parts)
            manifest = _Manifest(_version(), self._number, entries)
            _replace(self._folder / _MANIFEST, msgspec.json.format(msgspec.json.encode(manifest)))
        self._parts = tuple(parts)
        self._delete_unnamed()

    def _merged(self, parts: list[_Part], *, everything: bool) -> list[_Part]:
        """`parts` with the smaller half merged when there are too many, or those with many dead rewritten."""
        crowded = len(parts) > _MOST_SEGMENTS
        largest_first = sorted(parts, key=lambda part: -part.segment.postings.size)
        chosen = [
            part
            for place, part in enumerate(largest_first)
            if everything
            or (crowded and place >= _MOST_SEGMENTS // 2)
            or len(part.dead) > _DEAD_SHARE * len(part.segment.ids)
        ]
        if not chosen or (len(chosen) == 1 and not chosen[0].dead):
            return parts
        kept = [part for part in parts if part not in chosen]
        group: list[_Part] = []
        for part in [*chosen, None]:
            if part is None or sum(one.segment.letters for one in [*group, part]) > segments.MOST_LETTERS:
                kept.append(self._stored(segments.merge([(one.segment, one.dead) for one in group])))
                group = []
            if part is not None:
                group.append(part)
        return kept

    def _stored(self, made: Segment) -> _Part:
        if self._folder is None:
            return _Part(made, "")
        name = f"segment-{self._number:06}.fp"
        self._number += 1
        segments.write(made, self._folder / name)
        return _Part(segments.read(self._folder / name), name)

    def _delete_unnamed(self) -> None:
        if self._folder is None:
            return
        named = {part.file for part in self._parts} | {_MANIFEST}
        for path in self._folder.iterdir():
            if path.name not in named and path.suffix in (".fp", ".part"):
                # A reader may still map it (Windows); the next opening deletes it.
                try:
                    path.unlink()
                except OSError:
                    continue


def _version() -> int:
    return int(segments.MAGIC[-2:])


def _as_array(ids: frozenset[int]) -> segments.Ids:
    return np.fromiter(ids, np.int64, len(ids))


def _read_manifest(folder: Path) -> _Manifest:
    path = folder / _MANIFEST
    try:
        manifest = msgspec.json.decode(path.read_bytes(), type=_Manifest)
    except FileNotFoundError:
        if folder.is_dir() and any(folder.glob("*.fp")):
            raise
        return _Manifest(_version())
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise MuseError("overlap.damaged", file=path.name) from error
    outside = any(Path(entry.file).name != entry.file for entry in manifest.segments)
    if manifest.version != _version() or outside:
        raise MuseError("overlap.damaged", file=path.name)
    return manifest


def _replace(path: Path, data: bytes) -> None:
    write_whole(path, [data])
    if os.name == "posix":  # the new name itself must reach the disk too
        handle = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _distinct(keys: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """The keys in ascending order, each once.

    Not `np.unique`: its first call imports `numpy.ma`, which stopped every thread for a tenth of a second in
    the middle of a candidate's first sentence.
    """
    ordered = np.sort(keys)
    return ordered[np.flatnonzero(np.diff(ordered, prepend=ordered[:1] + np.uint32(1)))]
