"""The library's list in memory, kept up to date change by change, and who wants to hear of changes."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping

from muse_desktop.library import details
from muse_desktop.library.corpus import ItemInfo, LibraryChange
from muse_desktop.store.store import Store

Listener = Callable[[LibraryChange], None]


class Catalogue:
    """What is known of every item, by its id and in the order they were added. Any thread may call."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._items: Mapping[int, ItemInfo] | None = None
        self._version = 0
        self._lock = threading.Lock()
        self._reading = threading.Lock()  # held by whoever reads all of them
        self._listeners: tuple[Listener, ...] = ()

    def items(self) -> Mapping[int, ItemInfo]:
        """All items; read when first asked for."""
        known = self._items
        return known if known is not None else self._read()

    def _read(self) -> Mapping[int, ItemInfo]:
        with self._reading:
            if (known := self._items) is not None:  # another has read them meanwhile
                return known
            with self._lock:
                version = self._version
            known = {info.id: info for info in self._store.read(details.infos)}
            with self._lock:
                if version == self._version:  # otherwise it changed while we read
                    self._items = known
            return known

    def renew(self, change: LibraryChange) -> None:
        """Read again what a change is about."""
        with self._lock:
            self._version += 1
            if self._items is None:
                return
            touched = (*change.added, *change.changed)
            fresh = {
                info.id: info for info in self._store.read(lambda session: details.infos(session, touched))
            }
            kept = {**self._items, **fresh}
            for item in (*change.removed, *touched):
                if item not in fresh:
                    kept.pop(item, None)
            self._items = kept

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Call `listener` after each change until what is returned is called."""
        with self._lock:
            self._listeners = (*self._listeners, listener)

        def stop() -> None:
            with self._lock:
                self._listeners = tuple(one for one in self._listeners if one is not listener)

        return stop

    def tell(self, change: LibraryChange) -> None:
        """Let everybody know."""
        for listener in self._listeners:
            listener(change)
