"""A folder of texts as a corpus for one use: nothing is written, nothing is kept."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from muse_desktop.errors import MuseError
from muse_desktop.lazy import LazyModule
from muse_desktop.library import files
from muse_desktop.library.corpus import ItemInfo, LibraryTotals, Part, Skipped, cut
from muse_desktop.library.texts import LetterCache, gone
from muse_desktop.overlap.alike import Alike
from muse_desktop.overlap.features import Features, Words
from muse_desktop.overlap.fingerprint import Prints
from muse_desktop.overlap.index import Index
from muse_desktop.text.normalise import Normalised, Positions, letters_between

if TYPE_CHECKING:
    from muse_desktop.library.importing import pool, prepare
    from muse_desktop.library.importing.prepare import Prepared
else:
    pool = LazyModule("muse_desktop.library.importing.pool")
    prepare = LazyModule("muse_desktop.library.importing.prepare")

np = LazyModule("numpy")


class FolderCorpus:
    """The text files of a folder, fingerprinted in memory. Texts are read again from disk when needed.

    `skipped` lists the files that could not be used. Make one with `open_folder`.
    """

    def __init__(self, root: Path) -> None:
        self.skipped: list[Skipped] = []
        self._items: dict[int, ItemInfo] = {}
        self._hashes: dict[int, str] = {}
        self._known: set[str] = set()
        self._anchors: dict[int, Positions] = {}
        self._letters = LetterCache(self.text)
        self._index = Index.in_memory()
        for found in files.find([root]):
            if isinstance(found, Skipped):
                self.skipped.append(found)
                continue
            self._take(found)
        self._index.flush()

    def _take(self, path: Path) -> None:
        made = _made_ready(path)
        if isinstance(made, prepare.Refused):
            self.skipped.append(files.skipped(path, made.error))
            return
        if made.sha256 in self._known:
            error = MuseError("library.duplicate", file=path.name, title=path.stem)
            self.skipped.append(files.skipped(path, error))
            return
        number = len(self._items) + 1
        kind = path.suffix.lstrip(".").lower()
        self._items[number] = ItemInfo(
            number, path.stem, str(path), made.words, made.language, "", "", format=kind
        )
        self._hashes[number] = made.sha256
        self._known.add(made.sha256)
        self._anchors[number] = np.frombuffer(made.anchors, np.int64).reshape(-1, 2)
        keys, places = np.frombuffer(made.keys, np.uint32), np.frombuffer(made.places, np.int64)
        words = np.frombuffer(made.feature_keys, np.uint32), np.frombuffer(made.feature_blocks, np.int64)
        self._index.add_prints(number, made.letters, Prints(keys, places), Features(*words))

    def items(self) -> list[ItemInfo]:
        """All texts, in the order of their names."""
        return list(self._items.values())

    def info(self, item_id: int) -> ItemInfo | None:
        """One text, or None."""
        return self._items.get(item_id)

    def text(self, item_id: int) -> str:
        """The text of one item. Raises MuseError library.changed when its file was changed since opening."""
        if (info := self._items.get(item_id)) is None:
            raise gone(item_id)
        made = _made_ready(Path(info.path))
        if isinstance(made, prepare.Refused):
            raise made.error
        if made.sha256 != self._hashes[item_id]:
            raise MuseError("library.changed", file=Path(info.path).name)
        return made.text

    def normalised(self, item_id: int) -> Normalised:
        """The letters of one item."""
        return self._letters.get(item_id)

    def letters_around(self, item_id: int, start: int, end: int) -> str:
        """Letters `start` to `end` of `normalised(item_id)`, without making all of it."""
        if item_id not in self._items:
            raise gone(item_id)
        if (known := self._letters.known(item_id)) is not None:
            return known.letters[start:end]
        text = self.text(item_id)
        return letters_between(lambda first, last: text[first:last], self._anchors[item_id], start, end)

    def totals(self) -> LibraryTotals:
        """How many texts and words there are."""
        return LibraryTotals(len(self._items), sum(info.words for info in self._items.values()))

    def candidates(self, draft: Prints) -> Mapping[int, Prints]:
        """The fingerprints that each item shares with the draft."""
        return self._index.candidates(draft)

    def alike(self, draft: Words) -> list[Alike]:
        """Stretches that share rare words with the draft, the most alike first."""
        return self._index.alike(draft)

    def akin(self, draft: Words, spans: Sequence[tuple[int, int]], best: int) -> list[list[Alike]]:
        """For each sentence of a draft the best stretches that hold rare words of it."""
        return self._index.akin(draft, spans, best)

    def shares(self, draft: Words) -> Any:
        """For each word, the share of all blocks of 256 letters that hold it."""
        return self._index.shares(draft)

    def part(self, item_id: int, start: int, end: int) -> Part:
        """Letters `start` to `end` of an item and a little around them."""
        return cut(self.normalised(item_id), start, end)


def _made_ready(path: Path) -> Prepared | prepare.Refused:
    """The text of one file, not cleaned, so that places are those in the file; a PDF is read by a child."""
    task = prepare.Task(os.fsencode(path), path.name, path.suffix.lower(), steps=())
    return next(pool.answers_to([(task, 0)]))


def open_folder(path: Path) -> FolderCorpus:
    """The text files in the folder at `path` and below (or that one file) as a corpus in memory.

    Raises MuseError library.no_folder when there is nothing at `path`, library.unreadable when it may not be
    looked at.
    """
    try:
        path.stat()
        if path.is_dir():
            next(path.iterdir(), None)
    except (FileNotFoundError, NotADirectoryError):
        raise MuseError("library.no_folder", folder=str(path)) from None
    except OSError as error:
        raise MuseError("library.unreadable", file=str(path), reason=error.strerror or str(error)) from error
    return FolderCorpus(path)
