"""The library's list as the window looks through it: read on threads of its own, apart from slow work."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, TypeVar

from muse_desktop.library import listing
from muse_desktop.library.rights.values import FIELDS, emptied
from muse_desktop.store.store import Store

if TYPE_CHECKING:
    from muse_desktop.library.corpus import ItemDetails, ItemInfo
    from muse_desktop.library.library import Library
    from muse_desktop.library.listing import Listed, Listing, Offered, Wish

T = TypeVar("T")
THREADS = 2  # a row is read while the filters are being counted
Before = Mapping[int, Mapping[str, Any]]


class LibraryList:
    """Answers what a list asks while it is scrolled, filtered and sorted.

    The studio's own workers may all be busy with an import and a check; a list must not wait for those.
    """

    def __init__(self, store: Store, library: Library) -> None:
        self._store, self._library = store, library
        self._thread = ThreadPoolExecutor(THREADS, thread_name_prefix="muse-library-list")
        self._changes = ThreadPoolExecutor(1, thread_name_prefix="muse-library-notes")  # in their order
        self._wanted: Future[Listing] | None = None

    def find(self, wish: Wish) -> Future[Listing]:
        """The ids of the texts wished for; an earlier wish that nobody has begun to read is dropped."""
        if self._wanted is not None:
            self._wanted.cancel()
        self._wanted = self.ask(lambda: self._store.read(lambda session: listing.find(session, wish)))
        return self._wanted

    def newest(self, count: int) -> Future[tuple[list[Listed], int]]:
        """The texts that were added last, newest first, and how many there are."""
        return self.ask(lambda: self._store.read(lambda session: listing.newest(session, count)))

    def page(self, items: Sequence[int]) -> Future[list[Listed]]:
        """What stands in these rows."""
        return self.ask(lambda: self._store.read(lambda session: listing.page(session, items)))

    def offered(self) -> Future[Offered]:
        """What there is to filter by."""
        return self.ask(lambda: self._store.read(listing.offered))

    def family(self, info: ItemInfo) -> Future[tuple[list[ItemInfo], list[ItemInfo]]]:
        """The versions of a text's work, and the variants made from it."""
        return self.ask(lambda: self._store.read(lambda session: listing.family(session, info)))

    def details(self, item: int) -> Future[ItemDetails]:
        """Everything known of one text. Fails with MuseError library.gone."""
        return self.ask(lambda: self._library.details(item))

    def shared(self, items: Sequence[int]) -> Future[dict[str, Any]]:
        """What all these texts have in common, by field; those in which they differ are missing."""
        return self.ask(lambda: self._store.read(lambda session: listing.shared(session, items)))

    def change(self, items: Sequence[int], changes: Mapping[str, Any]) -> Future[Before]:
        """Note `changes` for all these texts; the answer puts back what stood there.

        What the writer says is no guess any more: the evidence of these fields goes, and a field that she
        emptied stays so.
        """
        fields = ["tags" if name in ("add_tags", "remove_tags") else name for name in changes]

        def work() -> Before:
            before = self._store.read(lambda session: listing.standing(session, items, fields))
            evidence = {
                one: emptied() if one in FIELDS and changes[one] in ("", None) else None for one in fields
            }
            said = {**changes, "evidence": evidence}
            return {one: before[one] for one in self._library.set_details(items, **said) if one in before}

        return _begun(self._changes, work)

    def put_back(self, before: Before) -> Future[list[int]]:
        """Undo a change."""
        return _begun(self._changes, lambda: self._library.set_each(before))

    def ask(self, work: Callable[[], T]) -> Future[T]:
        """Run something short beside the list, in its turn; cancelled once nobody looks any more."""
        return _begun(self._thread, work)

    def close(self) -> None:
        """Nobody looks any more: what waits to be read is dropped, what was noted is kept."""
        self._changes.shutdown(wait=True)
        self._thread.shutdown(wait=True, cancel_futures=True)


def _begun(threads: ThreadPoolExecutor, work: Callable[[], T]) -> Future[T]:
    """`work` on one of `threads`; cancelled where they are closed."""
    try:
        return threads.submit(work)
    except RuntimeError:
        nobody: Future[T] = Future()
        nobody.cancel()
        nobody.set_running_or_notify_cancel()
        return nobody
