"""When the KV cache goes to disk, and when it comes back."""

from __future__ import annotations

import sys
import threading
import time

from muse_desktop.engine.child.context import Context
from muse_desktop.engine.child.model import free_memory
from muse_desktop.engine.states import StateFolder

LEAST = 256
"""Tokens; less is computed again sooner than it is worth a file."""
GROWTH = 4
"""A state is written again when this part (one in GROWTH) of it is new: a file is 20 to 100 KB a token, and
a disk is not there to be worn out. What came after that is written at the end."""
GAIN = 128
"""Tokens that a file must save to be read."""
RETRY_S = 60.0


class Keeper:
    """Keeps one context's cache in a folder. Used by the computing thread; files are written on another one,
    so that a generation waits for a copy in memory at most. Nothing here raises."""

    def __init__(self, folder: StateFolder, context: Context) -> None:
        self._folder = folder
        self._context = context
        self._writer: threading.Thread | None = None
        self._not_before = 0.0

    def recall(self, prompt: list[int]) -> None:
        """Fill the cache from a file if that saves computing much of `prompt`."""
        context = self._context
        have = context.usable(prompt)
        if len(prompt) - have < GAIN:
            return
        entry, saved = self._folder.best(prompt, context.n_batch)
        if entry is None or saved - have < GAIN or entry.size > free_memory() // 2:
            return
        with self._folder.trial(entry) as snapshot:
            restored = snapshot is not None and context.restore(snapshot)
        if not restored:
            self._folder.remove(entry)

    def settle(self) -> None:
        """Nobody wants anything just now: write what the cache holds, if much of it is new."""
        self._keep(max(LEAST, len(self._context.held) // GROWTH))

    def close(self) -> None:
        """The last chance: write what the cache holds, if a batch of it is new. The file may come later; the
        process waits for it, for as long as the worker may take to quit."""
        self.wait()
        self._keep(self._context.n_batch)

    def wait(self) -> None:
        """Wait until no file is being written."""
        if self._writer is not None:
            self._writer.join()

    def _keep(self, new: int) -> None:
        """Copy the state and have it written, when `new` tokens of it are in no file yet."""
        held = self._context.held
        busy = self._writer is not None and self._writer.is_alive()
        if busy or len(held) < LEAST or time.monotonic() < self._not_before:
            return
        if len(held) - self._folder.covered(held) < new:
            return
        size = self._context.state_bytes()
        if size > min(self._folder.max_bytes, free_memory() // 4):
            return
        snapshot = self._context.snapshot()
        if snapshot is None:
            return

        def write() -> None:
            try:
                self._folder.write(snapshot)
            except OSError as error:
                self._not_before = time.monotonic() + RETRY_S
                print(f"state not kept: {error}", file=sys.stderr, flush=True)  # noqa: T201 - the child's log

        self._writer = threading.Thread(target=write, name="state-writer")  # the process waits for it
        self._writer.start()
