"""The runs of words of others' texts in the library, for blocking them while a model writes.

They lie beside the index, in `index/guard/WORDS-CJK/`: immutable parts, and for each state of the library
that was asked for a small file that names the parts and which texts of them are out
(`overlap/guard_file.py`). Made when first asked for, brought up to date each time; can be made again from
the texts at any time. The writer's own texts and variants of others are left out.
"""

from __future__ import annotations

import contextlib
import hashlib
import shutil
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from muse_desktop.errors import MuseError
from muse_desktop.library.corpus import ItemInfo, LibraryChange
from muse_desktop.library.library import Library
from muse_desktop.library.others import Others
from muse_desktop.overlap import ngrams
from muse_desktop.overlap.guard import MANY_WORKS
from muse_desktop.overlap.guard_file import GuardFile, PartEntry, version
from muse_desktop.overlap.ngrams import Part
from muse_desktop.overlap.units import Measure
from muse_desktop.store.faults import from_system
from muse_desktop.store.store import Store
from muse_desktop.store.tables.library import LibraryItem

_PART_CHARACTERS = 20_000_000  # of text read before a part is written: some 100 MB of memory
_MOST_PARTS = 6
_DEAD_SHARE = 0.2
_KEPT_MEASURES = 3
_NAMES, _SET = "names.json", "set-"

Progress = Callable[[int, int], None]
"""Texts done, of how many."""


@dataclass(frozen=True)
class Made:
    """A set on disk: its file, what it holds and how much. `sha256`: of all that decides what is blocked but
    the phrases that are allowed."""

    file: Path
    sha256: str
    texts: int
    runs: int


@dataclass(frozen=True, eq=False)
class _Kept:
    entry: PartEntry
    part: Part

    @property
    def alive(self) -> int:
        return len(self.part.ids) - len(self.entry.dead)


class GuardedRuns:
    """The sets of one workspace. Safe from any thread; one call makes, others wait."""

    def __init__(self, library: Library, store: Store, folder: Path) -> None:
        self._library, self._store, self._folder = library, store, folder
        self._lock = threading.Lock()
        self._made: dict[Measure, Made] = {}
        self._cleaned: set[Path] = set()
        library.listen(self._changed)

    def _changed(self, _change: LibraryChange) -> None:
        self._made = {}

    def ready(self, measure: Measure) -> Made | None:
        """The set as the library is now, where it is at hand."""
        return self._made.get(measure)

    def make(
        self,
        measure: Measure,
        progress: Progress = lambda _done, _total: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Made:
        """The set as the library is now; what is new since is added, what is gone taken out.

        About a second for a million words that are new. Raises MuseError `engine.cancelled`,
        `store.disk_full` and its like.
        """
        with self._lock:
            known = self._made
            if (made := known.get(measure)) is None:
                try:
                    made = self._bring_up_to_date(measure, progress, cancelled)
                except OSError as error:
                    raise from_system(error, self._folder) from error
                if known is self._made:  # else the library changed meanwhile: the next call looks again
                    known[measure] = made
            return made

    def _bring_up_to_date(self, measure: Measure, progress: Progress, cancelled: Callable[[], bool]) -> Made:
        folder = self._folder / f"{measure.words}-{measure.cjk}"
        folder.mkdir(parents=True, exist_ok=True)
        self._clean(folder)
        items = {one.id: one for one in Others(self._library).items()}
        hashes = self._hashes()
        texts = {item: hashes[item] for item in items if item in hashes}
        before, kept = _read(folder)
        kept = _without(kept, {item for item, text in before.items() if texts.get(item) != text})
        there = {int(one) for part in kept for one in part.part.ids if int(one) not in part.entry.dead}
        missing = sorted(texts.keys() - there)
        for part in self._parts(folder, missing, measure, progress, cancelled):
            kept.append(part)
        kept = _merged(folder, kept)
        return _write(folder, measure, kept, texts, items)

    def _hashes(self) -> dict[int, str]:
        """The hash of each item's text."""

        def work(session: Session) -> dict[int, str]:
            query = select(LibraryItem.id, LibraryItem.text_sha256).where(LibraryItem.removed_at.is_(None))
            return {row.id: row.text_sha256 for row in session.execute(query)}

        return self._store.read(work)

    def _parts(
        self,
        folder: Path,
        missing: Sequence[int],
        measure: Measure,
        progress: Progress,
        cancelled: Callable[[], bool],
    ) -> Iterator[_Kept]:
        """Parts of the texts that are in none yet, written down as they are made."""
        portion: list[tuple[int, ngrams.Runs]] = []
        size = 0
        for done, item in enumerate(missing):
            if cancelled():
                raise MuseError("engine.cancelled")
            progress(done, len(missing))
            try:
                text = self._library.text(item)
            except MuseError:  # gone just now, or its original is lost: nothing of it can be compared
                text = ""
            portion.append((item, ngrams.runs(text, measure)))
            size += len(text)
            if size >= _PART_CHARACTERS or len(portion) == ngrams.MOST_TEXTS:
                yield _stored(folder, ngrams.build(portion))
                portion, size = [], 0
        if portion:
            yield _stored(folder, ngrams.build(portion))
        progress(len(missing), len(missing))

    def _clean(self, folder: Path) -> None:
        """Before a set is made for the first time in a session: what no newest set names goes, and the sets
        of measures that were not used for longest."""
        if folder in self._cleaned:
            return
        self._cleaned.add(folder)
        _drop_unnamed(folder)
        others = [one for one in self._folder.iterdir() if one.is_dir() and one not in self._cleaned]
        others.sort(key=lambda one: -one.stat().st_mtime)
        for one in others[_KEPT_MEASURES - 1 :]:
            shutil.rmtree(one, ignore_errors=True)


class _Names(GuardFile, frozen=True):
    """The newest set of a folder, and the hash of each text it was made of."""

    texts: dict[int, str] = msgspec.field(default_factory=dict)


def _read(folder: Path) -> tuple[dict[int, str], list[_Kept]]:
    """What lies in the folder: the hashes of the texts, and the parts. Nothing where it is damaged."""
    try:
        names = msgspec.json.decode((folder / _NAMES).read_bytes(), type=_Names)
        if names.version != version():
            return {}, []
        return names.texts, [_Kept(one, ngrams.read(folder / one.file)) for one in names.parts]
    except (OSError, MuseError, msgspec.DecodeError, UnicodeDecodeError):
        return {}, []


def _without(kept: Sequence[_Kept], gone: set[int]) -> list[_Kept]:
    left: list[_Kept] = []
    for one in kept:
        dead = gone.intersection(one.part.ids.tolist()) | set(one.entry.dead)
        left.append(_Kept(PartEntry(one.entry.file, tuple(sorted(dead))), one.part))
    return [one for one in left if one.alive]


def _stored(folder: Path, part: Part) -> _Kept:
    number = 1 + max((int(one.stem[5:]) for one in folder.glob("runs-*.ng")), default=0)
    path = folder / f"runs-{number:06}.ng"
    ngrams.write(part, path)
    return _Kept(PartEntry(path.name), ngrams.read(path, check=False))


def _merged(folder: Path, kept: list[_Kept]) -> list[_Kept]:
    """The parts with the smaller ones made one when there are too many, or those with many dead rewritten."""
    crowded = len(kept) > _MOST_PARTS
    largest_first = sorted(kept, key=lambda one: -len(one.part.runs))
    chosen = [
        one
        for place, one in enumerate(largest_first)
        if (crowded and place >= _MOST_PARTS // 2) or len(one.entry.dead) > _DEAD_SHARE * len(one.part.ids)
    ]
    if not chosen or (len(chosen) == 1 and not chosen[0].entry.dead):
        return kept
    left = [one for one in kept if one not in chosen]
    group: list[_Kept] = []
    for one in [*chosen, None]:
        if group and (one is None or sum(part.alive for part in (*group, one)) > ngrams.MOST_TEXTS):
            left.append(_stored(folder, ngrams.merge([(part.part, part.entry.dead) for part in group])))
            group = []
        if one is not None:
            group.append(one)
    return left


def _write(
    folder: Path,
    measure: Measure,
    kept: Sequence[_Kept],
    texts: dict[int, str],
    items: dict[int, ItemInfo],
) -> Made:
    """Write down which parts make up the set, and what it was made of."""
    works = {item: work for item in texts if (work := items[item].work) is not None and work != item}
    told = sorted(f"{digest} {works.get(item, '')}" for item, digest in texts.items())
    head = f"{version()} {measure.words} {measure.cjk} {MANY_WORKS}"
    digest = hashlib.sha256("\n".join((head, *told)).encode()).hexdigest()
    made = GuardFile(version(), measure.words, measure.cjk, tuple(one.entry for one in kept), works)
    # The file's name says which parts it names, too: the same texts may lie in other parts after a merge.
    name = hashlib.sha256(repr((digest, made.parts)).encode()).hexdigest()[:16]
    path = folder / f"{_SET}{name}.json"
    if not path.exists():
        made.write(path)
    _Names(made.version, made.words, made.cjk, made.parts, works, texts).write(folder / _NAMES)
    return Made(path, digest, len(texts), sum(len(one.part.runs) for one in kept))


def _drop_unnamed(folder: Path) -> None:
    """Delete parts and sets that the newest does not need."""
    _, kept = _read(folder)
    named = {one.entry.file for one in kept} | {_NAMES}
    for path in folder.iterdir():
        if path.name not in named:
            with contextlib.suppress(OSError):  # still mapped (Windows): the next time
                path.unlink()
