"""The writer's library: texts that drafts are compared with, searched and learnt from, kept in the workspace.

This is its face: what is asked of it and what changes it. `keeper.py` has where everything is kept and how it
agrees, `importing/` how files become texts.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from muse_desktop.errors import MuseError
from muse_desktop.lazy import LazyModule
from muse_desktop.library import details, rows
from muse_desktop.library.catalogue import Catalogue
from muse_desktop.library.corpus import (
    AddProgress,
    AddReport,
    Corpus,
    ImportInfo,
    ItemDetails,
    ItemInfo,
    LibraryChange,
    LibraryTotals,
    Part,
    Passage,
    Section,
    Skipped,
    Watched,
    cut,
)
from muse_desktop.library.keeper import Keeper
from muse_desktop.library.texts import LetterCache, PartCache, gone
from muse_desktop.overlap.alike import Alike
from muse_desktop.overlap.features import Words
from muse_desktop.overlap.fingerprint import Prints
from muse_desktop.overlap.shared import InCommon, in_common
from muse_desktop.paths import WorkspacePaths
from muse_desktop.store.store import Store
from muse_desktop.text.normalise import Normalised

if TYPE_CHECKING:
    from muse_desktop.library.cleaning import clean as cleaner
    from muse_desktop.library.cleaning import steps as cleaning_steps
    from muse_desktop.library.importing import jobs, run, watching
else:  # a start imports nothing
    cleaner = LazyModule("muse_desktop.library.cleaning.clean")
    cleaning_steps = LazyModule("muse_desktop.library.cleaning.steps")
    jobs = LazyModule("muse_desktop.library.importing.jobs")
    run = LazyModule("muse_desktop.library.importing.run")
    watching = LazyModule("muse_desktop.library.importing.watching")

__all__ = [
    "AddProgress",
    "AddReport",
    "Corpus",
    "ItemInfo",
    "Library",
    "LibraryTotals",
    "Skipped",
]

_Part = TypeVar("_Part")


class Library:
    """The library of one workspace. Reading is safe from any thread; imports wait for each other.

    With a store that was opened to read, nothing is written: what is missing is made in memory.
    """

    def __init__(self, store: Store, paths: WorkspacePaths) -> None:
        self._store = store
        self._paths = paths
        self._catalogue = Catalogue(store)
        self._keeper = Keeper(store, paths, self._catalogue)
        self._letters = LetterCache(self.text)
        self._stretches = PartCache()
        self._catalogue.listen(self._forget_letters)

    def _forget_letters(self, change: LibraryChange) -> None:
        for item in (*change.removed, *change.texts):
            self._letters.forget(item)
            self._stretches.forget(item)

    # What a check needs (Corpus)

    def items(self) -> list[ItemInfo]:
        """All texts, in the order they were added."""
        return list(self._catalogue.items().values())

    def info(self, item_id: int) -> ItemInfo | None:
        """One text, or None when it is not in the library."""
        return self._catalogue.items().get(item_id)

    def totals(self) -> LibraryTotals:
        """How many texts and words there are; variants of others do not count."""
        known = [info for info in self._catalogue.items().values() if info.parent is None]
        return LibraryTotals(len(known), sum(info.words for info in known))

    def text(self, item_id: int) -> str:
        """The text of one item after cleaning.

        Raises MuseError library.gone when there is no such item, library.original_missing when its text is
        lost.
        """
        self._must_be_there(item_id)
        try:
            text = self._keeper.texts.get(item_id)
        except sqlite3.Error:  # damaged or absent: the original is the authority
            text = None
        if text is not None:
            return text
        try:
            return self._keeper.made_one(item_id).text
        except MuseError:
            self._must_be_there(item_id)  # it was taken out just now
            raise

    def normalised(self, item_id: int) -> Normalised:
        """The letters of one item with their places in `text(item_id)`; the last used are kept in memory."""
        self._must_be_there(item_id)
        return self._letters.get(item_id)

    def letters_around(self, item_id: int, start: int, end: int) -> str:
        """Letters `start` to `end` of `normalised(item_id)`, without making all of it."""
        self._must_be_there(item_id)
        part = self.part(item_id, start, end)
        return part.text.letters[max(0, start - part.letter) : max(0, end - part.letter)]

    def candidates(
        self, draft: Prints, *, variants: bool = False, own: bool = True
    ) -> Mapping[int, Prints]:
        """The fingerprints that each item shares with the draft, by item id; places are the item's.

        `variants`: variants of other items too. `own`: the writer's own texts (rights "mine") too.
        """
        found: dict[int, Prints] = {}
        for index in self._keeper.indexes():
            found.update(index.candidates(draft))
        return {item: prints for item, prints in found.items() if self._wanted(item, variants, own)}

    def alike(self, draft: Words, *, variants: bool = False, own: bool = True) -> list[Alike]:
        """Stretches that share rare words with the draft, the most alike first; see `candidates`."""
        found = [one for index in self._keeper.indexes() for one in index.alike(draft)]
        found = [one for one in found if self._wanted(one.item, variants, own)]
        return sorted(found, key=lambda one: -one.score)

    def akin(
        self,
        draft: Words,
        spans: Sequence[tuple[int, int]],
        best: int,
        *,
        variants: bool = False,
        own: bool = True,
    ) -> list[list[Alike]]:
        """For each sentence of a draft the best stretches that hold rare words of it; see `candidates`."""
        made = [index.akin(draft, spans, 2 * best) for index in self._keeper.indexes()]
        found = [[one for some in each for one in some] for each in zip(*made, strict=True)]
        wanted = [[one for one in some if self._wanted(one.item, variants, own)] for some in found]
        return [sorted(some, key=lambda one: -one.score)[:best] for some in wanted]

    def shares(self, draft: Words) -> Any:
        """For each word, the share of all stretches of 256 letters that hold it."""
        return self._keeper.indexes()[0].shares(draft)

    def part(self, item_id: int, start: int, end: int) -> Part:
        """Letters `start` to `end` of an item, perhaps some more, with the text they come from."""
        self._must_be_there(item_id)
        if (known := self._letters.known(item_id)) is not None:
            return cut(known, start, end)
        return self._stretches.get(item_id, start, end, self._read_part)

    def _read_part(self, item_id: int, start: int, end: int) -> Part:
        try:
            found = self._keeper.texts.part(item_id, start, end)
        except sqlite3.Error:  # damaged or absent
            found = None
        return cut(self.normalised(item_id), start, end) if found is None else found

    def _wanted(self, item: int, variants: bool, own: bool) -> bool:
        info = self.info(item)
        return info is not None and (variants or info.parent is None) and (own or info.rights != "mine")

    # What search and the reader need

    def prints_in_common(self, least: float = 0.0) -> InCommon:
        """How many fingerprints the texts share with each other, but for pairs below `least` (see there).

        Some seconds for ten million words.
        """
        return in_common([part for index in self._keeper.indexes() for part in index.segments()], least)

    def sections(self, item_id: int) -> list[Section]:
        """The chapters and poems of one item, in order. Raises MuseError library.gone."""
        return self._parts(item_id, self._keeper.texts.sections)

    def passages(self, item_id: int) -> list[Passage]:
        """The passages of one item, in order. Raises MuseError library.gone."""
        return self._parts(item_id, self._keeper.texts.passages)

    def _parts(self, item_id: int, read: Callable[[int], list[_Part]]) -> list[_Part]:
        self._must_be_there(item_id)
        self._keeper.indexes()
        with self._keeper.worded():
            return read(item_id)

    def _must_be_there(self, item_id: int) -> None:
        if self.info(item_id) is None:
            raise gone(item_id)

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection to library.db for one query; read only. What others commit meanwhile is not waited
        for. The tables are in texts.py and search/passages_index.py."""
        self._keeper.indexes()
        with self._keeper.worded(), self._keeper.texts.connected() as connection:
            connection.execute("PRAGMA query_only=ON")
            yield connection

    def details(self, item_id: int) -> ItemDetails:
        """Everything known of one item. Raises MuseError library.gone."""
        return self._store.read(lambda session: details.details(session, item_id))

    def original(self, item_id: int) -> bytes:
        """The bytes of one item as they were imported.

        Raises MuseError library.gone, library.original_missing.
        """
        known = self.details(item_id)
        data = self._keeper.originals.read(known.sha256)
        if data is None:
            raise MuseError("library.original_missing", title=known.info.title)
        return data

    def cleaning(self, item_id: int, steps: Sequence[str] | None = None) -> cleaner.Cleaned:
        """How the text of one item follows from what its file says, with the places of both.

        `steps`: what it would be with these steps on instead of its own. Reads the original again: slow for
        Word files and the like. Raises MuseError library.gone, library.original_missing.
        """
        chosen = self.details(item_id).steps if steps is None else steps
        return cleaner.clean(self._keeper.made_one(item_id, ()).text, chosen)

    def listen(self, callback: Callable[[LibraryChange], None]) -> Callable[[], None]:
        """Call `callback` after each change of the library, on the thread that made it, until what is
        returned is called. It must be quick and raise nothing."""
        return self._catalogue.listen(callback)

    def notices(self) -> tuple[MuseError, ...]:
        """What the writer should hear about this library: an index made again, an original that is lost."""
        return tuple(self._keeper.notices)

    def close(self) -> None:
        """Nothing long is begun or gone on with any more; to be called before the store is closed."""
        self._keeper.close()

    # Changing it

    def add(
        self,
        paths: Sequence[Path],
        progress: Callable[[AddProgress], None] | None = None,
        cancelled: Callable[[], bool] = lambda: False,
        *,
        job: int = 0,
    ) -> AddReport:
        """Add files and the texts in folders; what cannot be added is reported, not raised.

        `progress` is called on this thread, before each file and at the end when there are few, else some
        twenty times a second. Once `cancelled()` is true, no further file is read and what was read is kept.
        A second import waits for the first. `job`: the import on record that goes on. Raises MuseError
        store.reading when the workspace was opened to read, store.disk_full and its like when it cannot be
        written to; what was added before stays.
        """
        self._must_write()
        tell = progress or (lambda _: None)
        return run.ImportRun(self._store, self._paths, self._keeper, tell, cancelled).add(paths, job)

    def imports(self, unfinished: bool = False) -> list[ImportInfo]:
        """The imports on record, newest first; `unfinished`: those that a kill or a lost drive cut off."""
        return self._store.read(lambda session: jobs.listed(session, unfinished))

    def resume(
        self,
        job: int,
        progress: Callable[[AddProgress], None] | None = None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> AddReport:
        """Go on with an import that was cut off: what is in the library already is known by its hash."""
        paths = self._store.read(lambda session: jobs.paths(session, job))
        return self.add(paths, progress, cancelled, job=job)

    def give_up(self, job: int) -> None:
        """Do not go on with an import that was cut off; what it added stays."""
        self._mark(job, "cancelled")

    def leave_for_later(self, job: int) -> None:
        """An import that was stopped, not by the writer, goes on another time."""
        self._mark(job, "running")

    def _mark(self, job: int, state: str) -> None:
        self._must_write()
        self._store.write(lambda session: jobs.end(session, job, state, {})).result()

    # Watched folders

    def watched(self) -> list[Watched]:
        """The folders whose new texts come in by themselves."""
        return self._store.read(watching.listed)

    def watch(self, folder: Path) -> int:
        """Watch a folder from the next `look` on; its number.

        Raises MuseError library.no_folder, library.watches_itself, store.reading.
        """
        self._must_write()
        path = watching.usable(folder, self._paths.root)
        return self._store.write(lambda session: watching.add(session, path)).result()

    def unwatch(self, number: int) -> None:
        """Watch a folder no longer; its texts stay in the library."""
        self._must_write()
        self._store.write(lambda session: watching.remove(session, number)).result()

    def pause_watching(self, number: int, paused: bool) -> None:
        """Leave a watched folder alone until told otherwise."""
        self._must_write()
        self._store.write(lambda session: watching.pause(session, number, paused)).result()

    def look(
        self,
        progress: Callable[[AddProgress], None] | None = None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> AddReport:
        """Bring in what is new in the watched folders; those that are paused or unplugged are left alone.

        Cheap when nothing is new. Raises as `add` does.
        """
        self._must_write()
        folders = [one for one in self.watched() if one.there and not one.paused]
        if not folders:
            return AddReport((), ())
        tell, out = progress or (lambda _: None), self._store.read(rows.removed_hashes)
        self._keeper.indexes()

        def add_new(paths: Sequence[Path], wanted: Callable[[Path], bool]) -> AddReport:
            adding = run.ImportRun(self._store, self._paths, self._keeper, tell, cancelled, wanted, out)
            return adding.add(paths)

        with self._keeper.worded():
            report = watching.look(self._keeper.texts, folders, add_new)
        numbers = [one.id for one in folders]
        self._store.write(lambda session: watching.looked(session, numbers)).result()
        return report

    def add_text(self, title: str, text: str, path: str = "", **known: Any) -> ItemInfo:
        """Keep one text that comes from no file of the writer's: a work of the shelf, a variant.

        It is kept as it is. `path` says where it is from; `known`: fields of `set_details`, in the same
        transaction, so that a variant is one from its first moment. Raises MuseError library.empty,
        library.duplicate, and as `add`.
        """
        self._must_write()
        if not text.strip():
            raise MuseError("library.empty", file=title)
        details.check(known)
        return run.keep_text(self._store, self._keeper, title, text, path, known)

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
        self._catalogue.renew(change)
        self._catalogue.tell(change)
        return changed

    def set_steps(self, items: Iterable[int], steps: Iterable[str]) -> list[MuseError]:
        """Clean texts with these steps on, and no others; what could not be done again, and why.

        Every step can be undone by leaving it out: the text is made from the original. Slow for many.
        """
        self._must_write()
        wanted = frozenset(steps)
        chosen = tuple(name for name in cleaning_steps.NAMES if name in wanted)
        failed: list[MuseError] = []
        with self._keeper.changing, self._keeper.worded():
            self._keeper.indexes()
            for source, made in self._keeper.made(items, lambda _: chosen):
                if isinstance(made, MuseError):
                    failed.append(made)
                else:
                    self._keeper.make_again({source.item: made})
        return failed

    def remove(self, *item_ids: int) -> None:
        """Take texts out: their bytes, texts and fingerprints. Raises MuseError library.gone, and takes
        none out then."""
        self._must_write()
        self._keeper.remove(item_ids)

    def _must_write(self) -> None:
        if not self._keeper.writable:
            raise MuseError("store.reading", folder=str(self._paths.root))
