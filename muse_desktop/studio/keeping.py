"""Keeps the record signed while a workspace is open: at its end, every ten minutes of writing, on request.

The key is read off the window's thread, long after the start; a signature is made on the database's thread
in well under a millisecond, beside saves and never before one. What cannot be signed is logged and tried
again later: writing goes on.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cached_property, partial
from typing import TYPE_CHECKING

from muse_desktop.errors import MuseError
from muse_desktop.provenance.clocks import ClockWatch, note_jump
from muse_desktop.store.clock import steady
from muse_desktop.store.store import Store

if TYPE_CHECKING:
    from muse_desktop.provenance.checkpoints import Checkpoint, Reason
    from muse_desktop.provenance.keys import Keys

EVERY = 600.0
"""Seconds of writing between two checkpoints."""
SETTLED = 20.0
"""Seconds after which the key is read ahead, so that closing need not wait for it."""
_log = logging.getLogger(__name__)


class RecordKeeper:
    """Signs the record of one store that is open for writing, and watches the clock. Any thread."""

    def __init__(
        self,
        store: Store,
        watch: ClockWatch | None = None,
        forward: Callable[[], float] = steady,
    ) -> None:
        self._store = store
        self._watch = watch or ClockWatch()
        self._forward = forward
        self._opened_at = self._signed_at = forward()
        self._ahead = False
        self._closed = False
        self.trouble: MuseError | None = None
        """Why the key could not be reached when something was last to be signed; None when it could."""
        self._guard = threading.Lock()
        self._stop_listening = store.listen(self._written)

    @cached_property
    def keys(self) -> Keys:
        """The workspace's signing keys."""
        from muse_desktop.provenance.keys import Keys

        return Keys(self._store)

    @cached_property
    def _thread(self) -> ThreadPoolExecutor:
        """Of its own: who waits for a checkpoint may hold a thread of the studio's."""
        return ThreadPoolExecutor(1, "muse-record")

    def checkpoint(self, reason: Reason) -> Future[Checkpoint]:
        """Sign the record as it is once what was submitted before is written.

        Fails with MuseError provenance.key_unreachable and the store's own. Raises store.closed.
        """
        self._signed_at = self._forward()
        with self._guard:
            if self._closed:
                raise MuseError("store.closed", folder=str(self._store.paths.root))
            return self._thread.submit(self._sign, reason)

    def new_key(self) -> Future[Checkpoint]:
        """Give up a key that cannot be reached, make another one, and sign with it; fails as `checkpoint`."""

        def work() -> Checkpoint:
            self.keys.replace()
            return self._sign("interval")

        with self._guard:
            return self._thread.submit(work)

    def close(self) -> None:
        """Sign the session's last state, unless nothing happened in it. Call it when all is saved."""
        with self._guard:
            if self._closed:
                return
            self._closed = True
        self._stop_listening()
        if "_thread" in self.__dict__:
            self._thread.shutdown(wait=True)
        try:
            if self._unsigned():
                self._sign("session")
        except MuseError as error:  # the next session signs what this one did
            _log.warning("the record was not signed: %s", error)

    def _unsigned(self) -> bool:
        from muse_desktop.provenance.checkpoints import unsigned

        return self._store.read(unsigned)

    def _sign(self, reason: Reason) -> Checkpoint:
        from muse_desktop.provenance.checkpoints import write_checkpoint

        try:
            signer = self.keys.load()
        except MuseError as error:
            self.trouble = error
            raise
        self.trouble = None
        return self._store.write(partial(write_checkpoint, signer=signer, reason=reason)).result()

    def _written(self) -> None:
        """After each transaction, on the database's thread: is a checkpoint due, was the clock moved?"""
        with self._guard:
            if self._closed:
                return
            jump = self._watch.jumped()
            at = self._forward()
            due = at - self._signed_at >= EVERY
            if due:
                self._signed_at = at
            ahead = not self._ahead and at - self._opened_at >= SETTLED
            self._ahead = self._ahead or ahead
            if due:
                self._thread.submit(self._regularly)
            elif ahead:
                self._thread.submit(self._read_ahead)
        if jump is not None:
            moved, since = jump
            try:
                self._store.write(lambda db: note_jump(db, moved, since))
            except MuseError as error:  # the workspace is being closed
                _log.info("not noted: %s", error)

    def _read_ahead(self) -> None:
        try:
            if self._unsigned():
                self.keys.load()
        except MuseError as error:  # asked again when something is to be signed
            self.trouble = error
            _log.info("no key yet: %s", error)

    def _regularly(self) -> None:
        try:
            if self._unsigned():
                self._sign("interval")
        except MuseError as error:
            _log.warning("the record was not signed: %s", error)


def logged(signed: Future[Checkpoint]) -> None:
    """Note in the program's log that a checkpoint was not made."""
    if not signed.cancelled() and (error := signed.exception()) is not None:
        _log.warning("the record was not signed: %s", error)
