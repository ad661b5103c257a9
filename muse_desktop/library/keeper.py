"""Where the library's texts are kept, and how the three places agree.

muse.db lists the items (the authority), originals/ keeps the bytes as they were imported, and library.db and
index/ hold what follows from these: texts, passages, words, fingerprints. They are written in that order, so
whatever a kill or a full disk interrupts, the lists agree again when the library is next used: what is
missing is made from originals/, what is too much is dropped.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from muse_desktop.errors import MuseError
from muse_desktop.lazy import LazyModule
from muse_desktop.library import rows
from muse_desktop.library.catalogue import Catalogue
from muse_desktop.library.corpus import ItemInfo, LibraryChange
from muse_desktop.library.importing.originals import Originals
from muse_desktop.library.texts import Entry, TextTable, gone
from muse_desktop.overlap.features import Features
from muse_desktop.overlap.fingerprint import Prints
from muse_desktop.overlap.index import Index
from muse_desktop.paths import WorkspacePaths
from muse_desktop.store.faults import from_system, worded
from muse_desktop.store.store import Store

if TYPE_CHECKING:
    from muse_desktop.library.importing import pool, prepare
    from muse_desktop.library.importing.prepare import Prepared
else:
    pool = LazyModule("muse_desktop.library.importing.pool")
    prepare = LazyModule("muse_desktop.library.importing.prepare")

np = LazyModule("numpy")

# What is made again is written in portions of about this many characters.
_PORTION_CHARACTERS = 4_000_000


class Keeper:
    """Keeps the texts of one workspace. Reading is safe from any thread; changes wait for each other.

    With a store that was opened to read, nothing is written: what is missing is made in memory.
    """

    def __init__(self, store: Store, paths: WorkspacePaths, catalogue: Catalogue) -> None:
        self.writable = store.mode == "own"
        self.texts = TextTable(paths.library_database, writable=self.writable)
        self.originals = Originals(paths.originals)
        self.notices: list[MuseError] = []
        self._noticed: set[str] = set()
        self._closed = False
        self.changing = threading.RLock()  # one import or reconciling at a time
        self._store = store
        self._paths = paths
        self._catalogue = catalogue
        self._indexes: tuple[Index, ...] = ()  # empty until reconciled; the first is the one on disk
        self._keeping = threading.Lock()  # what is written down and what is taken out do not cross

    def indexes(self) -> tuple[Index, ...]:
        """The fingerprints, after making library.db and index/ agree with the list of items (once)."""
        if not self._indexes:
            with self.changing:
                if not self._indexes:
                    self._indexes = self._reconcile()
        return self._indexes

    def close(self) -> None:
        """The app closes: making texts again stops soon, and goes on when the library is opened next."""
        self._closed = True

    def look_again(self) -> None:
        """Reconcile when next used: something went wrong, so the lists may not agree."""
        self._indexes = ()

    @contextmanager
    def worded(self) -> Iterator[None]:
        """What disk and SQLite refuse, worded. Damage here is never muse.db's: that one words its own."""
        try:
            with worded(self._paths.root):
                yield
        except OSError as error:
            raise from_system(error, self._paths.root) from error
        except MuseError as error:
            if error.code == "store.damaged" and isinstance(error.__cause__, sqlite3.Error):
                file = str(self._paths.library_database)
                raise MuseError("library.texts_damaged", file=file) from error
            raise

    # Changing

    def keep(
        self, portion: Sequence[rows.Incoming], known: Mapping[str, Any] | None = None
    ) -> list[ItemInfo]:
        """Write a portion down: bytes, then the list, then what follows from them. `known`: of all of it.

        The bytes were brought to `originals` before.
        """
        if not portion:
            return []
        with self._keeping:
            with self.worded():
                self.originals.settle(one.text.sha256 for one in portion)
            infos = self._store.write(lambda session: rows.put_in(session, portion, known)).result()
            works = {info.work for info in infos if info.work is not None}
            change = LibraryChange(added=tuple(info.id for info in infos), changed=tuple(works))
            self._catalogue.renew(change)
            self._follow({info.id: one.text for info, one in zip(infos, portion, strict=True)})
        self._catalogue.tell(change)
        return infos

    def flush(self) -> None:
        """Write down the fingerprints of what was kept."""
        self._indexes[0].flush()

    def make_again(self, texts: Mapping[int, Prepared]) -> None:
        """Put other texts in the place of those of some items: they were cleaned in another way."""
        with self._keeping:
            there = self._store.write(lambda session: rows.made_again(session, texts)).result()
            change = LibraryChange(changed=tuple(there), texts=tuple(there))
            self._catalogue.renew(change)
            self._indexes[0].remove(*there)
            self._follow({item: texts[item] for item in there})
            self.flush()
        self._catalogue.tell(change)

    def remove(self, item_ids: Sequence[int]) -> None:
        """Take texts out: their bytes, texts and fingerprints. Raises MuseError library.gone."""
        change = LibraryChange(removed=tuple(item_ids))
        with self._keeping, self.worded():
            unused = self._store.write(lambda session: rows.take_out(session, item_ids)).result()
            self._catalogue.renew(change)
            for digest in unused:
                self.originals.remove(digest)
            if self._indexes:  # otherwise the next reconciling does it
                self.texts.drop(item_ids)
                self._indexes[0].remove(*item_ids)
        self._catalogue.tell(change)

    def _follow(self, texts: Mapping[int, Prepared]) -> None:
        """Write down what follows from listed texts."""
        with self.worded():
            self.texts.put(_entry(item, text) for item, text in texts.items())
            for item, text in texts.items():
                self._indexes[0].add_prints(item, text.letters, _prints(text), _features(text))

    # Made from the original

    def made(
        self, items: Iterable[int], steps: Callable[[rows.Source], Sequence[str]] | None = None
    ) -> Iterator[tuple[rows.Source, Prepared | MuseError]]:
        """Make the texts of items from their originals; `steps`: others than those noted for each."""
        sources = self._store.read(lambda session: rows.sources(session, items))
        tasks: list[tuple[prepare.Task, int]] = []
        for one in sources:
            path = self.originals.path(one.sha256)
            wanted = one.steps if steps is None else tuple(steps(one))
            tasks.append((prepare.Task(os.fsencode(path), one.title, one.suffix, "", wanted), _size(path)))
        for source, answer in zip(sources, pool.answers_to(tasks), strict=True):
            if isinstance(answer, prepare.Refused) or answer.sha256 != source.sha256:
                yield source, MuseError("library.original_missing", title=source.title)
            else:
                yield source, answer

    def made_one(self, item: int, steps: Sequence[str] | None = None) -> Prepared:
        """The text of one item from its original. Raises library.gone, library.original_missing."""
        chosen = None if steps is None else (lambda _: steps)
        for _, answer in self.made([item], chosen):
            if isinstance(answer, MuseError):
                raise answer
            return answer
        raise gone(item)

    # Agreeing with muse.db

    def _reconcile(self) -> tuple[Index, ...]:
        wanted = set(self._catalogue.items())
        if not self.writable:
            with self.worded():
                index = self._open_index()
            rest = Index.in_memory()
            self._index_texts(rest, wanted - index.ids())
            return index, rest
        with self.worded():
            if not self.texts.prepare():
                self.notices.append(MuseError("library.texts_rebuilt"))
            kept = self.texts.ids()
            index = self._open_index()
            indexed = index.ids()
            self._rebuild(index, indexed, wanted - kept)
            self.texts.drop(kept - wanted)
            if gone_ids := indexed - wanted:
                index.remove(*gone_ids)
            self._index_texts(index, (wanted & kept) - indexed)
        return (index,)

    def _rebuild(self, index: Index, indexed: set[int], missing: set[int]) -> None:
        """Make the texts of `missing` items from their originals, and their fingerprints where needed."""
        portion: list[Entry] = []
        others: dict[int, Prepared] = {}
        for source, made in self.made(missing):
            if self._closed:
                break
            if isinstance(made, MuseError):
                self._notice(made)
                continue
            portion.append(_entry(source.item, made))
            if made.text_sha256 != source.text_sha256:  # an older version cleaned in another way
                others[source.item] = made
                if source.item in indexed:
                    index.remove(source.item)
            if source.item not in indexed or source.item in others:
                index.add_prints(source.item, made.letters, _prints(made), _features(made))
            if sum(len(one.text) for one in portion) >= _PORTION_CHARACTERS:
                self.texts.put(portion)
                portion = []
        self.texts.put(portion)
        index.flush()
        if others:
            self._store.write(lambda session: rows.made_again(session, others)).result()
            self._catalogue.renew(LibraryChange(changed=tuple(others)))

    def _open_index(self) -> Index:
        folder = self._paths.index / "overlap"
        try:
            return Index.open(folder, writable=self.writable)
        except MuseError as error:
            if error.code != "overlap.damaged":
                raise
            self.notices.append(error)
            if not self.writable:
                return Index.in_memory()
            shutil.rmtree(folder)
            return Index.open(folder)

    def _index_texts(self, index: Index, item_ids: Iterable[int]) -> None:
        lost: list[int] = []
        for item_id in sorted(item_ids):
            if self._closed:
                break
            text = self._text_here(item_id)
            if text is None:
                lost.append(item_id)
            else:
                index.add(item_id, text)
        for source, made in self.made(lost) if lost else ():
            if isinstance(made, MuseError):
                self._notice(made)
            else:
                index.add_prints(source.item, made.letters, _prints(made), _features(made))
        index.flush()

    def _text_here(self, item_id: int) -> str | None:
        try:
            return self.texts.get(item_id)
        except sqlite3.Error:  # damaged or absent: the original is the authority
            return None

    def _notice(self, error: MuseError) -> None:
        said = f"{error.code} {sorted(error.values.items())}"
        if said not in self._noticed:
            self._noticed.add(said)
            self.notices.append(error)


def _entry(item: int, text: Prepared) -> Entry:
    return Entry(item, text.text, text.anchors, text.sections, text.pieces, text.terms)


def _prints(text: Prepared) -> Prints:
    return Prints(np.frombuffer(text.keys, np.uint32), np.frombuffer(text.places, np.int64))


def _features(text: Prepared) -> Features:
    keys, blocks = text.feature_keys, text.feature_blocks
    return Features(np.frombuffer(keys, np.uint32), np.frombuffer(blocks, np.int64))


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
