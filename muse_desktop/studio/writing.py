"""The manuscript's side of the studio: what surrounds the documents themselves."""

from __future__ import annotations

from collections.abc import Callable

from muse_desktop.manuscript.bible import Bible
from muse_desktop.manuscript.hands_only import HandsOnly
from muse_desktop.manuscript.manuscript import Manuscript
from muse_desktop.manuscript.progress import ProgressBook
from muse_desktop.manuscript.search import Search
from muse_desktop.manuscript.snapshots import Snapshots
from muse_desktop.manuscript.tree import ManuscriptTree
from muse_desktop.studio.spelling import Spelling


class Writing:
    """Tree, counts, snapshots and search of one manuscript. Close it before the store."""

    def __init__(self, manuscript: Manuscript) -> None:
        self._manuscript = manuscript
        self.tree = ManuscriptTree(manuscript)
        self.progress = ProgressBook(manuscript)
        self.snapshots = Snapshots(manuscript.store)
        self.bible = Bible(manuscript.store)
        self.hands_only = HandsOnly(manuscript.store)
        self.spelling = Spelling(manuscript, self.bible.names)
        self._search: Search | None = None
        self.on_search_change: list[Callable[[], None]] = []  # called on any thread: look again

    @property
    def search(self) -> Search:
        """Full-text search; the first call begins to index in the background."""
        if self._search is None:
            self._search = Search(self._manuscript.store, self._tell_search_change)
        return self._search

    def _tell_search_change(self) -> None:
        for listener in tuple(self.on_search_change):
            listener()

    def close(self) -> None:
        """Stop what runs in the background. Twice is fine."""
        self.spelling.close()
        if self._search is not None:
            self._search.close()
            self._search = None
