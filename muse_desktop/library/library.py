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
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from muse_desktop.errors import MuseError
from muse_desktop.library import files, language
from muse_desktop.library.corpus import (
    AddProgress,
    AddReport,
    Corpus,
    ItemInfo,
    LibraryTotals,
    Skipped,
)
from muse_desktop.library.folder import FolderCorpus, open_folder
from muse_desktop.library.texts import LetterCache, TextTable, gone
from muse_desktop.overlap.fingerprint import Prints
from muse_desktop.overlap.index import Index
from muse_desktop.paths import WorkspacePaths
from muse_desktop.store.clock import now
from muse_desktop.store.faults import from_system, worded
from muse_desktop.store.store import Store
from muse_desktop.store.tables import LibraryItem
from muse_desktop.text.normalise import Normalised, normalise
from muse_desktop.text.segment import count_words

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

# An import is committed in portions of about this many characters or files.
_PORTION_CHARACTERS = 4_000_000
_PORTION_FILES = 200


@dataclass(frozen=True, eq=False)
class _Incoming:
    """A file on its way into the library."""

    file: files.TextFile
    text_sha256: str
    letters: Normalised


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
        self._changing = threading.RLock()
        self._notices: list[MuseError] = []

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
        return self._from_original(item_id) if text is None else text

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

    def candidates(self, draft: Prints) -> Mapping[int, Prints]:
        """The fingerprints that each item shares with the draft, by item id; places are the item's."""
        found: dict[int, Prints] = {}
        for index in self._reconciled():
            found.update(index.candidates(draft))
        return found

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
                return self._import(list(files.find(paths)), progress or (lambda _: None), cancelled)
            except BaseException:
                self._indexes = ()  # look again next time: the lists may not agree
                raise

    def remove(self, item_id: int) -> None:
        """Take a text out: its bytes, its text and its fingerprints. Raises MuseError library.gone."""
        if not self._writable:
            raise MuseError("store.reading", folder=str(self._paths.root))
        with self._changing:
            unused = self._store.write(lambda session: _take_out(session, item_id)).result()
            self._catalogue = None
            self._letters.forget(item_id)
            if unused:
                self._original(unused).unlink(missing_ok=True)
            if self._indexes:  # otherwise the next reconciling does it
                with worded(self._paths.root):
                    self._texts.drop([item_id])
                self._indexes[0].remove(item_id)

    def _import(
        self,
        found: Sequence[Path | Skipped],
        progress: Callable[[AddProgress], None],
        cancelled: Callable[[], bool],
    ) -> AddReport:
        added: list[ItemInfo] = []
        skipped: list[Skipped] = []
        portion: list[_Incoming] = []
        known = self._store.read(_hashes)
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
                portion.append(_incoming(files.read(one), known))
            except MuseError as error:
                skipped.append(files.skipped(one, error))
            if len(portion) >= _PORTION_FILES or _characters(portion) >= _PORTION_CHARACTERS:
                added += self._keep(portion)
                portion = []
        added += self._keep(portion)
        self._indexes[0].flush()
        if found and not stopped:
            progress(AddProgress(len(found), len(found), path))
        return AddReport(tuple(added), tuple(skipped), stopped)

    def _keep(self, portion: Sequence[_Incoming]) -> list[ItemInfo]:
        """Write a portion down: bytes, then the list, then what follows from them."""
        if not portion:
            return []
        for one in portion:
            self._keep_original(one.file)
        infos = self._store.write(lambda session: _put_in(session, portion)).result()
        self._catalogue = None
        with worded(self._paths.root):
            self._texts.put((info.id, one.letters) for info, one in zip(infos, portion, strict=True))
        for info, one in zip(infos, portion, strict=True):
            self._indexes[0].add(info.id, one.letters)
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
            with self._changing:
                self._catalogue = known = {info.id: info for info in self._store.read(_list)}
        return known

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
            index = self._open_index()
            rest = Index.in_memory()
            self._index_texts(rest, wanted - index.ids())
            return index, rest
        with worded(self._paths.root):
            if not self._texts.prepare():
                self._notices.append(MuseError("library.texts_rebuilt"))
            kept = self._texts.ids()
            for item_id in sorted(wanted - kept):
                if (text := self._text_or_notice(item_id)) is not None:
                    self._texts.put([(item_id, normalise(text))])
            self._texts.drop(kept - wanted)
        try:
            index = self._open_index()
            if gone_ids := index.ids() - wanted:
                index.remove(*gone_ids)
            self._index_texts(index, wanted - index.ids())
        except OSError as error:
            raise from_system(error, self._paths.root) from error
        return (index,)

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
        digest, title = self._store.read(
            lambda session: session.execute(
                select(LibraryItem.original_sha256, LibraryItem.title).where(LibraryItem.id == item_id)
            ).one()
        )
        try:
            data = self._original(digest).read_bytes()
        except OSError as error:
            raise MuseError("library.original_missing", title=title) from error
        if sha256(data).hexdigest() != digest:
            raise MuseError("library.original_missing", title=title)
        return files.read_bytes(Path(title), data).text


def _incoming(file: files.TextFile, known: dict[str, str]) -> _Incoming:
    """`file` ready to be kept. Raises library.duplicate when its bytes or its text are there already."""
    text_hash = sha256(file.text.encode("utf-8", "surrogatepass")).hexdigest()
    for digest in (file.sha256, text_hash):
        if digest in known:
            raise MuseError("library.duplicate", file=file.path.name, title=known[digest])
    known[file.sha256] = known[text_hash] = file.title
    return _Incoming(file, text_hash, normalise(file.text))


def _characters(portion: Sequence[_Incoming]) -> int:
    return sum(len(one.file.text) for one in portion)


def _info(row: LibraryItem) -> ItemInfo:
    return ItemInfo(row.id, row.title, row.path, row.words, row.language, row.rights, row.added_at)


def _list(session: Session) -> list[ItemInfo]:
    rows = select(LibraryItem).where(LibraryItem.removed_at.is_(None)).order_by(LibraryItem.id)
    return [_info(row) for row in session.scalars(rows)]


def _hashes(session: Session) -> dict[str, str]:
    """The title of each text by the hashes of its bytes and of its text."""
    rows = session.execute(
        select(LibraryItem.original_sha256, LibraryItem.text_sha256, LibraryItem.title).where(
            LibraryItem.removed_at.is_(None)
        )
    ).all()
    return {digest: title for original, text, title in rows for digest in (original, text)}


def _put_in(session: Session, portion: Sequence[_Incoming]) -> list[ItemInfo]:
    rows = [
        LibraryItem(
            title=one.file.title,
            path=str(one.file.path),
            original_sha256=one.file.sha256,
            text_sha256=one.text_sha256,
            encoding=one.file.encoding,
            words=count_words(one.file.text),
            letters=len(one.letters.letters),
            language=language.guess(one.file.text),
            rights="",
            author="",
            added_at=now(),
            removed_at=None,
        )
        for one in portion
    ]
    session.add_all(rows)
    session.flush()
    return [_info(row) for row in rows]


def _take_out(session: Session, item_id: int) -> str:
    """Mark an item as removed; the hash of its original when no other item needs it, else ""."""
    row = session.get(LibraryItem, item_id)
    if row is None or row.removed_at is not None:
        raise gone(item_id)
    row.removed_at = now()
    session.flush()
    others = session.scalar(
        select(func.count()).where(
            LibraryItem.original_sha256 == row.original_sha256, LibraryItem.removed_at.is_(None)
        )
    )
    return "" if others else row.original_sha256
