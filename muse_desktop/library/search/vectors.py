"""The vectors of one encoder: immutable parts, a manifest, ids of items taken out.

The folder holds `manifest.json`, the only file that is ever replaced, and the parts it names. A part is
written before the manifest names it, so killing the process at any moment leaves the vectors as they were
before or as they are after. All of it can be made again from the texts.
"""

from __future__ import annotations

import contextlib
import shutil
import threading
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec
import numpy as np

from muse_desktop.errors import MuseError
from muse_desktop.files import put
from muse_desktop.library.search import vector_part as parts
from muse_desktop.library.search.encoders import Vectors
from muse_desktop.library.search.passages_index import item_of, passage_id
from muse_desktop.library.search.vector_part import ItemVectors, Part

_MANIFEST = "manifest.json"
_VERSION = 1
_MOST_PARTS = 8
_DEAD_SHARE = 0.2


class _Entry(msgspec.Struct, frozen=True):
    file: str
    dead: tuple[int, ...] = ()


class _Manifest(msgspec.Struct, frozen=True):
    version: int = _VERSION
    dimension: int = 0
    divided: int = 0
    next_number: int = 1
    parts: tuple[_Entry, ...] = ()


@dataclass(frozen=True, eq=False)
class _Held:
    """A part in use."""

    part: Part
    file: str
    dead: frozenset[int] = frozenset()


class VectorStore:
    """Finds passages whose vectors point the same way. Reading is safe from any thread, beside one writer."""

    def __init__(self, folder: Path, dimension: int, divided: int, *, writable: bool = True) -> None:
        """Open the vectors in `folder`; where there are none yet, it holds none.

        `divided`: the version of the way texts are divided into passages; vectors of another one, or of
        another dimension, are of no use and count as none. Raises MuseError librarysearch.vectors_damaged
        when a file is missing or not as it was written (call `forget` on the folder and open it again),
        OSError.
        """
        self._folder = folder
        self._dimension = dimension
        self._divided = divided
        self._writable = writable
        self._writing = threading.RLock()
        manifest = _read_manifest(folder)
        if (manifest.version, manifest.dimension, manifest.divided) != (_VERSION, dimension, divided):
            manifest = _emptied(manifest)
        self._number = manifest.next_number
        self._held: tuple[_Held, ...] = tuple(_opened(folder, dimension, one) for one in manifest.parts)
        if writable:
            folder.mkdir(parents=True, exist_ok=True)
            self._delete_unnamed()

    def stamps(self) -> dict[int, int]:
        """What text the vectors of each item were made of."""
        found: dict[int, int] = {}
        for held in self._held:
            pairs = zip(held.part.ids.tolist(), held.part.stamps.tolist(), strict=True)
            found.update((item, stamp) for item, stamp in pairs if item not in held.dead)
        return found

    @property
    def passages(self) -> int:
        """How many vectors can be found."""
        return sum(int(held.part.kept(None, held.dead).sum()) for held in self._held)

    @property
    def size_bytes(self) -> int:
        """How much room the parts take."""
        return sum(held.part.codes.nbytes + held.part.scales.nbytes for held in self._held)

    def nearest(
        self,
        wanted: Vectors,
        limit: int,
        items: Collection[int] | None = None,
        without: Collection[int] = (),
    ) -> list[tuple[int, float]]:
        """The passages with the largest cosine with any row of `wanted`, best first: (passage id, cosine).

        Among `items` alone (None: all); `without`: passages that are not wanted. Every vector is looked at:
        20 ms for 120,000 passages of 512 numbers.
        """
        found: list[tuple[float, int]] = []
        many = limit + len(without)
        for held in self._held:
            cosines = held.part.cosines(wanted)
            cosines[~held.part.kept(items, held.dead)] = -np.inf
            count = min(many, len(cosines))
            best = np.argpartition(-cosines, count - 1)[:count] if 0 < count < len(cosines) else range(count)
            for row in (int(one) for one in best):
                if np.isfinite(cosines[row]):
                    found.append((float(cosines[row]), passage_id(*held.part.place(row))))
        found.sort(key=lambda one: (-one[0], one[1]))
        return [(passage, cosine) for cosine, passage in found if passage not in without][:limit]

    def of(self, passages: Iterable[int]) -> Mapping[int, Vectors]:
        """The vectors of passages, by id, as far as they are known."""
        made: dict[int, Vectors] = {}
        for passage in passages:
            item, number = item_of(passage), passage - passage_id(item_of(passage), 0)
            for held in self._held:
                known = held.part.of(item) if item not in held.dead else None
                if known is not None and number < len(known.codes):
                    made[passage] = known.codes[number].astype(np.float32) * known.scales[number]
        return made

    def sample(self, most: int, seed: int = 7) -> tuple[parts.Ids, Vectors]:
        """At most so many vectors, chosen at random (the same ones for one seed): their items, and a row for
        each."""
        places = [
            (held, int(row)) for held in self._held for row in np.flatnonzero(held.part.kept(None, held.dead))
        ]
        order = np.random.default_rng(seed).permutation(len(places))[:most]
        chosen = [places[at] for at in order.tolist()]
        items = np.array([held.part.place(row)[0] for held, row in chosen], np.int64)
        rows = [held.part.codes[row] * held.part.scales[row] for held, row in chosen]
        vectors = np.array(rows, np.float32).reshape(len(rows), self._dimension)
        return items, vectors

    def means(self) -> Mapping[int, Vectors]:
        """One vector of length 1 for each item: the mean of its passages'. Items without passages are left
        out."""
        made: dict[int, Vectors] = {}
        for held in self._held:
            for one in held.part.each(held.dead):
                if len(one.codes):
                    mean = one.scales @ one.codes.astype(np.float32)
                    made[one.item] = mean / max(float(np.linalg.norm(mean)), 1e-12)
        return made

    def put(self, items: Sequence[ItemVectors]) -> None:
        """Keep the vectors of items, in place of those that were there, all or none. Raises OSError."""
        if not items:
            return
        with self._writing:
            without = self._without({one.item for one in items})
            self._adopt([*without, self._stored(parts.build(items, self._dimension))])
            merged = self._merged(list(self._held))
            if merged != list(self._held):
                self._adopt(merged)

    def remove(self, items: Iterable[int]) -> None:
        """Take items out: at once for whoever searches, from the disk when parts are merged. Raises
        OSError."""
        gone = set(items)
        with self._writing:
            if not gone.isdisjoint(self.stamps()):
                self._adopt(self._merged(self._without(gone)))

    def compact(self) -> None:
        """Write everything as one part, so that nothing of what was taken out is left. Raises OSError."""
        with self._writing:
            if len(self._held) > 1 or any(held.dead for held in self._held):
                self._adopt([self._joined(self._held)] if self._held else [])

    def _without(self, gone: set[int]) -> list[_Held]:
        made = []
        for held in self._held:
            dead = held.dead | gone.intersection(held.part.ids.tolist())
            if len(dead) < len(held.part.ids):
                made.append(replace(held, dead=dead) if dead != held.dead else held)
        return made

    def _merged(self, held: list[_Held]) -> list[_Held]:
        """The smaller half joined when there are too many, and those rewritten that hold many dead."""
        crowded = len(held) > _MOST_PARTS
        largest_first = sorted(held, key=lambda one: -len(one.part.codes))
        chosen = [
            one
            for at, one in enumerate(largest_first)
            if (crowded and at >= _MOST_PARTS // 2) or len(one.dead) > _DEAD_SHARE * len(one.part.ids)
        ]
        if not chosen or (len(chosen) == 1 and not chosen[0].dead):
            return held
        return [one for one in held if one not in chosen] + [self._joined(chosen)]

    def _joined(self, held: Iterable[_Held]) -> _Held:
        items = [one for each in held for one in each.part.each(each.dead)]
        return self._stored(parts.build(items, self._dimension))

    def _stored(self, part: Part) -> _Held:
        name = f"part-{self._number:06}.vec"
        self._number += 1
        parts.write(part, self._folder / name)
        return _Held(parts.read(self._folder / name, self._dimension), name)

    def _adopt(self, held: Sequence[_Held]) -> None:
        """Make `held` the vectors, on disk first; delete what is no longer used."""
        entries = tuple(_Entry(one.file, tuple(sorted(one.dead))) for one in held)
        manifest = _Manifest(_VERSION, self._dimension, self._divided, self._number, entries)
        put(self._folder / _MANIFEST, msgspec.json.encode(manifest), durable=True)
        self._held = tuple(held)
        self._delete_unnamed()

    def _delete_unnamed(self) -> None:
        named = {one.file for one in self._held} | {_MANIFEST}
        for path in self._folder.iterdir():
            if path.name not in named and path.suffix in (".vec", ".part"):
                with contextlib.suppress(OSError):  # a reader maps it (Windows): the next opening does it
                    path.unlink()


def forget(folder: Path) -> None:
    """Delete the vectors of an encoder. Raises OSError."""
    if folder.exists():
        shutil.rmtree(folder)


def _emptied(manifest: _Manifest) -> _Manifest:
    """A manifest that names no part, but goes on counting where the old one was."""
    return _Manifest(next_number=manifest.next_number)


def _opened(folder: Path, dimension: int, entry: _Entry) -> _Held:
    try:
        return _Held(parts.read(folder / entry.file, dimension), entry.file, frozenset(entry.dead))
    except FileNotFoundError as error:
        raise MuseError("librarysearch.vectors_damaged", file=entry.file) from error


def _read_manifest(folder: Path) -> _Manifest:
    path = folder / _MANIFEST
    try:
        manifest = msgspec.json.decode(path.read_bytes(), type=_Manifest)
    except FileNotFoundError:
        return _Manifest()
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise MuseError("librarysearch.vectors_damaged", file=path.name) from error
    if any(Path(entry.file).name != entry.file for entry in manifest.parts):
        raise MuseError("librarysearch.vectors_damaged", file=path.name)
    return manifest
