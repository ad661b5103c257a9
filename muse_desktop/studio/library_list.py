"""The library's list as the window looks through it: read on a thread of its own, apart from slow work."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

from muse_desktop.library import listing
from muse_desktop.library.corpus import ItemInfo
from muse_desktop.library.listing import Listed, Listing, Offered, Wish
from muse_desktop.store.store import Store

T = TypeVar("T")


class LibraryList:
    """Answers what a list asks while it is scrolled, filtered and sorted.

    The studio's own workers may all be busy with an import and a check; a list must not wait for those.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="muse-library-list")
        self._wanted: Future[Listing] | None = None

    def find(self, wish: Wish) -> Future[Listing]:
        """The ids of the texts wished for; an earlier wish that nobody has begun to read is dropped."""
        if self._wanted is not None:
            self._wanted.cancel()
        self._wanted = self.ask(lambda: self._store.read(lambda session: listing.find(session, wish)))
        return self._wanted

    def page(self, items: Sequence[int]) -> Future[list[Listed]]:
        """What stands in these rows."""
        return self.ask(lambda: self._store.read(lambda session: listing.page(session, items)))

    def offered(self) -> Future[Offered]:
        """What there is to filter by."""
        return self.ask(lambda: self._store.read(listing.offered))

    def family(self, info: ItemInfo) -> Future[tuple[list[ItemInfo], list[ItemInfo]]]:
        """The versions of a text's work, and the variants made from it."""

        def work() -> tuple[list[ItemInfo], list[ItemInfo]]:
            def read(session: listing.Session) -> tuple[list[ItemInfo], list[ItemInfo]]:
                versions = listing.versions(session, info.work) if info.work is not None else []
                return versions, listing.variants(session, info.id)

            return self._store.read(read)

        return self.ask(work)

    def ask(self, work: Callable[[], T]) -> Future[T]:
        """Run something short beside the list, in its turn."""
        return self._thread.submit(work)

    def close(self) -> None:
        """Nobody looks any more: what waits is dropped, what is being read is waited for."""
        self._thread.shutdown(wait=True, cancel_futures=True)
