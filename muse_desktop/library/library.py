"""The writer's library: texts that drafts are compared with, kept in the workspace.

Three places hold it. muse.db lists the items (the authority), originals/ keeps the bytes as they were
imported, and library.db and index/ hold what follows from these: decoded texts and fingerprints. They are
written in that order, so whatever a kill or a full disk interrupts, the lists agree again when the library
is next used: what is missing is made from originals/, what is too much is dropped.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import select

from muse_desktop.errors import MuseError
from muse_desktop.library import details, files, rows
from muse_desktop.library.corpus import (
    AddProgress,
    AddReport,
    Corpus,
    ItemDetails,
    ItemInfo,
    LibraryChange,
    LibraryTotals,
    Passage,
    Section,
    Skipped,
)
from muse_desktop.library.folder import FolderCorpus, open_folder
from muse_desktop.library.texts import LetterCache, TextTable, entry, gone
from muse_desktop.overlap.fingerprint import Prints
from muse_desktop.overlap.index import Index
from muse_desktop.overlap.shared import InCommon, in_common
from muse_desktop.paths import WorkspacePaths
from muse_desktop.store.faults import from_system, worded
from muse_desktop.store.store import Store
from muse_desktop.store.tables import LibraryItem
from muse_desktop.text.normalise import Normalised, normalise

__all__ = [
    "AddProgress",
    "AddReport",
    "Corpus",
    "FolderCorpus",
    "ItemInfo",
    "Library",
    "LibraryTotals",
    "Skipped",
    "open_folder",
]

_Part = TypeVar("_Part")
# An import is committed in portions of about this many characters or files.
_PORTION_CHARACTERS = 4_000_000
_PORTION_FILES = 200


class Library:
    """The library of one workspace. Reading is safe from any thread; imports wait for each other.

    With a store that was opened to read, nothing is written: what is missing is made in memory.
    """

    def __init__(self, store: Store, paths: WorkspacePaths) -> None:
        self._store = store
        self._paths = paths
        self._writable = store.mode == "own"
        self._texts = TextTable(paths.library_database, writable=self._writable)
        self._letters = LetterCache(self.text)
        self._indexes: tuple[Index, ...] = ()  # empty until reconciled; the first is the one on disk
        self._catalogue: Mapping[int, ItemInfo] | None = None
        self._list_version = 0
        self._catalogue_lock = threading.Lock()
        self._changing = threading.RLock()  # one import or reconciling at a time
        self._keeping = threading.Lock()  # what is written down and what is taken out do not cross
        self._notices: list[MuseError] = []
        self._listeners: tuple[Callable[[LibraryChange], None], ...] = ()

    # What a check needs (Corpus)

    def items(self) -> list[ItemInfo]:
        """All texts, in the order they were added."""
        return list(self._known().values())

    def info(self, item_id: int) -> ItemInfo | None:
        """One text, or None when it is not in the library."""
        return self._known().get(item_id)

    def totals(self) -> LibraryTotals:
        """How many texts and words there are."""
        known = self._known()
        return LibraryTotals(len(known), sum(info.words for info in known.values()))

    def text(self, item_id: int) -> str:
        """The text of one item, decoded, line ends as in the file.

        Raises MuseError library.gone when there is no such item, library.original_missing when its text is
        lost.
        """
        if self.info(item_id) is None:
            raise gone(item_id)
        try:
            text = self._texts.get(item_id)
        except sqlite3.Error:  # damaged or absent: the original is the authority
            text = None
        if text is not None:
            return text
        try:
            return self._from_original(item_id)
        except MuseError as error:
            if self.info(item_id) is None:  # it was taken out just now
                raise gone(item_id) from error
            raise

    def normalised(self, item_id: int) -> Normalised:
        """The letters of one item with their places in `text(item_id)`; the last used are kept in memory."""
        if self.info(item_id) is None:
            raise gone(item_id)
        return self._letters.get(item_id)

    def letters_around(self, item_id: int, start: int, end: int) -> str:
        """Letters `start` to `end` of `normalised(item_id)`, without making all of it."""
        if self.info(item_id) is None:
            raise gone(item_id)
        if (known := self._letters.known(item_id)) is not None:
            return known.letters[start:end]
        try:
            found = self._texts.letters(item_id, start, end)
        except sqlite3.Error:
            found = None
        return self.normalised(item_id).letters[start:end] if found is None else found

    def candidates(
        self, draft: Prints, *, variants: bool = False, own: bool = True
    ) -> Mapping[int, Prints]:
        """The fingerprints that each item shares with the draft, by item id; places are the item's.

        `variants`: variants of other items too. `own`: the writer's own texts (rights "mine") too.
        """
        found: dict[int, Prints] = {}
        for index in self._reconciled():
            found.update(index.candidates(draft))
        known = self._known()
        return {
            item: prints
            for item, prints in found.items()
            if (info := known.get(item)) is not None
            and (variants or info.parent is None)
            and (own or info.rights != "mine")
        }

    # What search and the reader need

    def prints_in_common(self, least: float = 0.0) -> InCommon:
        """How many fingerprints the texts share with each other, but for pairs below `least` (see there).

        Some seconds for ten million words.
        """
        return in_common([part for index in self._reconciled() for part in index.segments()], least)

    def sections(self, item_id: int) -> list[Section]:
        """The chapters and poems of one item, in order. Raises MuseError library.gone."""
        return self._parts(item_id, self._texts.sections)

    def passages(self, item_id: int) -> list[Passage]:
        """The passages of one item, in order. Raises MuseError library.gone."""
        return self._parts(item_id, self._texts.passages)

    def _parts(self, item_id: int, read: Callable[[int], list[_Part]]) -> list[_Part]:
        if self.info(item_id) is None:
            raise gone(item_id)
        self._reconciled()
        with self._worded():
            return read(item_id)

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection to library.db for one query; read only. What others commit meanwhile is not waited
        for. The tables are in texts.py and search/passages_index.py."""
        self._reconciled()
        with self._worded(), self._texts.connected() as connection:
            connection.execute("PRAGMA query_only=ON")
            yield connection

    def details(self, item_id: int) -> ItemDetails:
        """Everything known of one item. Raises MuseError library.gone."""
        return self._store.read(lambda session: details.details(session, item_id))

    def original(self, item_id: int) -> bytes:
        """The bytes of one item as they were imported.

        Raises MuseError library.gone, library.original_missing.
        """
        return self._bytes(item_id)[0]

    def listen(self, callback: Callable[[LibraryChange], None]) -> Callable[[], None]:
        """Call `callback` after each change of the library, on the thread that made it, until what is
        returned is called. It must be quick and raise nothing."""
        with self._catalogue_lock:
            self._listeners = (*self._listeners, callback)

        def stop() -> None:
            with self._catalogue_lock:
                self._listeners = tuple(one for one in self._listeners if one is not callback)

        return stop

    def notices(self) -> tuple[MuseError, ...]:
        """What the writer should hear about this library: an index made again, an original that is lost."""
        return tuple(self._notices)

    # Changing it

    def add(
        self,
        paths: Sequence[Path],
        progress: Callable[[AddProgress], None] | None = None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> AddReport:
        """Add files and the text files in folders; what cannot be added is reported, not raised.

        `progress` is called before each file and once at the end, on this thread. Once `cancelled()` is
        true, no further file is read and what was read is kept. Raises MuseError store.reading when the
        workspace was opened to read, store.disk_full and its like when it cannot be written to; what was
        added before stays.
        """
        if not self._writable:
            raise MuseError("store.reading", folder=str(self._paths.root))
        with self._changing:
            self._reconciled()
            try:
                with self._worded():
                    return self._import(list(files.find(paths)), progress or (lambda _: None), cancelled)
            except BaseException:
                self._indexes = ()  # look again next time: the lists may not agree
                raise

    def add_text(self, title: str, text: str, path: str = "", **known: Any) -> ItemInfo:
        """Keep one text that comes from no file of the writer's: a work of the shelf, a variant.

        `path` says where it is from; `known`: fields of `set_details`, in the same transaction, so that a
        variant is one from its first moment. Raises MuseError library.empty, library.duplicate, and as `add`.
        """
        if not self._writable:
            raise MuseError("store.reading", folder=str(self._paths.root))
        if not text.strip():
            raise MuseError("library.empty", file=title)
        details.check(known)
        data = text.encode("utf-8", "surrogatepass")
        file = files.TextFile(Path(path or title), data, sha256(data).hexdigest(), text, "utf-8")
        with self._changing, self._worded():
            self._reconciled()
            one = rows.incoming(file, self._store.read(rows.hashes))
            info = self._keep([one], {"title": title, **known})[0]
            self._indexes[0].flush()
            return info

    def set_details(self, items: Iterable[int], **changes: Any) -> list[int]:
        """Change the same fields of many items in one transaction; the ids of those that were there.

        Fields: title, author, language, rights, year, source, licence, rating, notes, work, parent, shelf,
        opened_at, tags (all of them), add_tags, remove_tags, evidence (by field; None takes one out, the
        others stay). Raises MuseError library.rights_unknown, library.rating_outside, store.reading.
        """
        return self.set_each(dict.fromkeys(items, changes))

    def set_each(self, each: Mapping[int, Mapping[str, Any]]) -> list[int]:
        """As `set_details`, with changes of its own for each item; one transaction."""
        changed = self._store.write(lambda session: details.change(session, each)).result()
        change = LibraryChange(changed=tuple(changed))
        self._renew(change)
        self._tell(change)
        return changed

    def remove(self, *item_ids: int) -> None:
        """Take texts out: their bytes, texts and fingerprints. Raises MuseError library.gone, and takes
        none out then."""
        if not self._writable:
            raise MuseError("store.reading", folder=str(self._paths.root))
        change = LibraryChange(removed=item_ids)
        with self._keeping, self._worded():
            unused = self._store.write(lambda session: rows.take_out(session, item_ids)).result()
            self._renew(change)
            for item_id in item_ids:
                self._letters.forget(item_id)
            for digest in unused:
                self._original(digest).unlink(missing_ok=True)
            if self._indexes:  # otherwise the next reconciling does it
                self._texts.drop(item_ids)
                self._indexes[0].remove(*item_ids)
        self._tell(change)

    def _import(
        self,
        found: Sequence[Path | Skipped],
        progress: Callable[[AddProgress], None],
        cancelled: Callable[[], bool],
    ) -> AddReport:
        added: list[ItemInfo] = []
        skipped: list[Skipped] = []
        portion: list[rows.Incoming] = []
        known = self._store.read(rows.hashes)
        stopped = False
        for done, one in enumerate(found):
            path = one.path if isinstance(one, Skipped) else one
            if stopped := cancelled():
                break
            progress(AddProgress(done, len(found), path))
            if isinstance(one, Skipped):
                skipped.append(one)
                continue
            try:
                portion.append(rows.incoming(files.read(one), known))
            except MuseError as error:
                skipped.append(files.skipped(one, error))
            if len(portion) >= _PORTION_FILES or rows.characters(portion) >= _PORTION_CHARACTERS:
                added += self._keep(portion)
                portion = []
        added += self._keep(portion)
        self._indexes[0].flush()
        if found and not stopped:
            progress(AddProgress(len(found), len(found), path))
        return AddReport(tuple(added), tuple(skipped), stopped)

    def _keep(
        self, portion: Sequence[rows.Incoming], known: Mapping[str, Any] | None = None
    ) -> list[ItemInfo]:
        """Write a portion down: bytes, then the list, then what follows from them. `known`: of all of it."""
        if not portion:
            return []
        with self._keeping:
            for one in portion:
                self._keep_original(one.file)
            infos = self._store.write(lambda session: rows.put_in(session, portion, known)).result()
            change = LibraryChange(added=tuple(info.id for info in infos))
            self._renew(change)
            with self._worded():
                pairs = list(zip(infos, portion, strict=True))
                self._texts.put(entry(info.id, one.letters, info.language) for info, one in pairs)
            for info, one in pairs:
                self._indexes[0].add(info.id, one.letters)
        self._tell(change)
        return infos

    def _keep_original(self, file: files.TextFile) -> None:
        path = self._original(file.sha256)
        try:
            if path.exists() and path.stat().st_size == len(file.data):
                return
            path.parent.mkdir(parents=True, exist_ok=True)
            temporary = path.with_name(path.name + ".part")
            with temporary.open("wb") as out:
                out.write(file.data)
                out.flush()
                os.fsync(out.fileno())
            temporary.replace(path)
        except OSError as error:
            raise from_system(error, self._paths.root) from error

    def _original(self, digest: str) -> Path:
        return self._paths.originals / digest[:2] / digest

    # Agreeing with muse.db

    def _known(self) -> Mapping[int, ItemInfo]:
        known = self._catalogue
        if known is None:
            with self._catalogue_lock:
                version = self._list_version
            known = {info.id: info for info in self._store.read(details.infos)}
            with self._catalogue_lock:
                if version == self._list_version:  # otherwise it changed while we read
                    self._catalogue = known
        return known

    def _renew(self, change: LibraryChange) -> None:
        """Bring what is known of these items up to date."""
        with self._catalogue_lock:
            self._list_version += 1
            if self._catalogue is not None:
                touched = (*change.added, *change.changed)
                fresh = {info.id: info for info in self._store.read(lambda s: details.infos(s, touched))}
                kept = {**self._catalogue, **fresh}
                for item in (*change.removed, *touched):
                    if item not in fresh:
                        kept.pop(item, None)
                self._catalogue = kept

    def _tell(self, change: LibraryChange) -> None:
        for listener in self._listeners:
            listener(change)

    def _reconciled(self) -> tuple[Index, ...]:
        """The indexes, after making library.db and index/ agree with the list of items (once)."""
        if not self._indexes:
            with self._changing:
                if not self._indexes:
                    self._indexes = self._reconcile()
        return self._indexes

    def _reconcile(self) -> tuple[Index, ...]:
        wanted = set(self._known())
        if not self._writable:
            with self._worded():
                index = self._open_index()
            rest = Index.in_memory()
            self._index_texts(rest, wanted - index.ids())
            return index, rest
        with self._worded():
            if not self._texts.prepare():
                self._notices.append(MuseError("library.texts_rebuilt"))
            kept = self._texts.ids()
            for item_id in sorted(wanted - kept):
                if (text := self._text_or_notice(item_id)) is not None:
                    tongue = self._known()[item_id].language
                    self._texts.put([entry(item_id, normalise(text), tongue)])
            self._texts.drop(kept - wanted)
            index = self._open_index()
            if gone_ids := index.ids() - wanted:
                index.remove(*gone_ids)
            self._index_texts(index, wanted - index.ids())
        return (index,)

    @contextmanager
    def _worded(self) -> Iterator[None]:
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

    def _open_index(self) -> Index:
        folder = self._paths.index / "overlap"
        try:
            return Index.open(folder, writable=self._writable)
        except MuseError as error:
            if error.code != "overlap.damaged":
                raise
            self._notices.append(error)
            if not self._writable:
                return Index.in_memory()
            shutil.rmtree(folder)
            return Index.open(folder)

    def _index_texts(self, index: Index, item_ids: Iterable[int]) -> None:
        for item_id in sorted(item_ids):
            if (text := self._text_or_notice(item_id)) is not None:
                index.add(item_id, text)
        index.flush()

    def _text_or_notice(self, item_id: int) -> str | None:
        try:
            return self.text(item_id)
        except MuseError as error:
            if all(error.values != known.values for known in self._notices):
                self._notices.append(error)
            return None

    def _from_original(self, item_id: int) -> str:
        data, title = self._bytes(item_id)
        return files.read_bytes(Path(title), data).text

    def _bytes(self, item_id: int) -> tuple[bytes, str]:
        """The imported bytes of an item, and its title."""
        row = self._store.read(
            lambda session: session.execute(
                select(LibraryItem.original_sha256, LibraryItem.title).where(
                    LibraryItem.id == item_id, LibraryItem.removed_at.is_(None)
                )
            ).one_or_none()
        )
        if row is None:
            raise gone(item_id)
        try:
            data = self._original(row[0]).read_bytes()
        except OSError as error:
            raise MuseError("library.original_missing", title=row[1]) from error
        if sha256(data).hexdigest() != row[0]:
            raise MuseError("library.original_missing", title=row[1])
        return data, row[1]
