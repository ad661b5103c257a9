"""The downloads of the app: two at once, the others wait. They outlive it, and go on only when asked."""

from __future__ import annotations

import contextlib
import threading
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import CancelledError
from pathlib import Path

import msgspec

from muse_desktop.errors import MuseError
from muse_desktop.models.downloads_file import (
    DownloadsFile,
    Kept,
    download_id,
    file_name,
    safe_name,
    trouble_with,
)
from muse_desktop.models.hub import Hub
from muse_desktop.models.network import NetworkLog
from muse_desktop.models.part import Part
from muse_desktop.models.sidecar import SIDECAR, noted_sha256, write_sidecar
from muse_desktop.models.transfer import Transfer
from muse_desktop.models.transfer_wire import PATIENCE, Patience
from muse_desktop.models.values import Download, DownloadState, Wanted

AT_ONCE = 2
TELL_S = 0.1
"""Seconds between two calls of the listeners."""
_RATE_S = 5.0
_LEAVE_S = 3.0


class _Item:
    """A download with what only this module sees of it."""

    def __init__(self, kept: Kept, targets: tuple[Path, ...]) -> None:
        self.id, self.wanted, self.folder = kept.id, kept.wanted, kept.folder
        self.state: DownloadState = kept.state
        self.error = MuseError(kept.code, **kept.values) if kept.code else None
        self.targets = targets
        self.done = [0] * len(targets)
        self.sizes = [file.bytes for file in kept.wanted.files]
        self.samples: deque[tuple[float, int]] = deque(maxlen=100)
        self.stop = threading.Event()
        self.thread: threading.Thread | None = None

    @property
    def bytes(self) -> int:
        return sum(self.sizes) if all(self.sizes) else 0

    def kept(self) -> Kept:
        code, values = (self.error.code, self.error.values) if self.error else ("", {})
        return Kept(
            id=self.id, wanted=self.wanted, folder=self.folder, state=self.state, bytes=self.bytes,
            code=code, values=values,
        )  # fmt: skip

    def count(self, number: int, done: int, size: int) -> None:
        """Bytes of file `number` that are there."""
        self.done[number], self.sizes[number] = done, size
        at = time.monotonic()
        if self.state == "running" and (not self.samples or at - self.samples[-1][0] >= TELL_S):
            self.samples.append((at, sum(self.done)))

    def look(self) -> None:
        """Count what lies on the disk, unread."""
        for number, target in enumerate(self.targets):
            part = Part(target).path
            for path in (part, target):
                with contextlib.suppress(OSError):
                    self.done[number] = path.stat().st_size
                    break

    def seen(self) -> Download:
        done, size, rate = sum(self.done), self.bytes, self._rate()
        return Download(
            id=self.id, wanted=self.wanted, state=self.state, done=done, bytes=size, bytes_per_s=rate,
            seconds_left=max(0, size - done) / rate if rate and size else -1.0,
            code=self.error.code if self.error else "",
            values=dict(self.error.values) if self.error else {},
            path=str(self.targets[0]) if self.state == "done" else "",
        )  # fmt: skip

    def _rate(self) -> float:
        """Bytes per second over the last seconds."""
        at = time.monotonic()
        recent = [one for one in self.samples if at - one[0] <= _RATE_S]
        if self.state != "running" or len(recent) < 2:
            return 0.0
        return (sum(self.done) - recent[0][1]) / max(0.001, at - recent[0][0])


class Downloads:
    """Downloads into `folder`, with their state in `folder/downloads.json`. Thread-safe.

    `hub` is asked anew for each download, `log` is where its connections go. What ran when the app ended is
    paused when it starts. Files land in `folder/OWNER__REPO/FILE`, with `FILE.muse.json` beside them that
    says where they came from; a file that is there already and is another is never written over.

    `on_change` is called without arguments at most ten times a second, `on_done` with the download and the
    path of its (first) file; both on any thread.
    """

    def __init__(
        self, folder: Path, hub: Callable[[], Hub], log: NetworkLog, patience: Patience = PATIENCE
    ) -> None:
        self.on_change: list[Callable[[], None]] = []
        self.on_done: list[Callable[[Download, Path], None]] = []
        self.log = log
        self._folder, self._hub, self._patience = folder, hub, patience
        self._lock = threading.RLock()
        self._file = DownloadsFile(folder / "downloads.json")
        self._gone: set[str] = set()
        self._leaving: dict[str, _Item] = {}  # removed, and their threads not over yet
        self._items = {kept.id: self._revived(kept) for kept in self._file.read()}
        self._timer: threading.Timer | None = None
        self._told_at = 0.0
        self._closed = False

    def all(self) -> tuple[Download, ...]:
        """Every download that was not removed, the oldest first; those that are done until the app ends."""
        with self._lock:
            return tuple(item.seen() for item in self._items.values())

    def get(self, id_: str) -> Download | None:
        """One download as it is now; None: there is none of that id."""
        with self._lock:
            return item.seen() if (item := self._items.get(id_)) else None

    def add(self, wanted: Wanted) -> Download:
        """Begin to download, or go on with it: what is wanted twice is one download.

        Raises MuseError `models.only_gguf`, `models.unsound`.
        """
        if error := trouble_with(wanted):
            raise error
        with self._lock:
            item = self._same(wanted)
            if item is None:
                id_ = download_id(wanted)
                kept = Kept(id=id_, wanted=wanted, folder=self._place(wanted, id_), state="paused")
                item = self._items[id_] = self._made(kept)
                self._gone.discard(id_)
            if item.state == "done" and not all(target.is_file() for target in item.targets):
                item.state = "paused"
            self._go(item)
            return item.seen()

    def pause(self, id_: str) -> None:
        """Hold a download; what came is kept. Nothing happens to one that does not run or wait."""
        with self._lock:
            item = self._items.get(id_)
            if item is None or item.state not in ("waiting", "running", "verifying"):
                return
            item.stop.set()
            item.state = "paused"
            item.samples.clear()
            self._next()
            self._save()

    def resume(self, id_: str) -> None:
        """Go on with a download that was paused or failed."""
        with self._lock:
            if (item := self._items.get(id_)) is not None:
                self._go(item)

    def remove(self, id_: str) -> None:
        """Stop a download and delete what came of it; one that is done is only taken off the list."""
        with self._lock:
            item = self._items.pop(id_, None)
            if item is None:
                return
            self._gone.add(id_)
            if item.thread is not None:
                item.stop.set()
                self._leaving[id_] = item
            elif item.state != "done":
                _clear(item)
            self._next()
            self._save()

    def close(self) -> None:
        """Stop everything; what ran is paused. Waits for the threads, though not for long."""
        with self._lock:
            self._closed = True
            items = [*self._items.values(), *self._leaving.values()]
            for item in items:
                item.stop.set()
                if item.state in ("waiting", "running", "verifying"):
                    item.state = "paused"
            if self._timer is not None:
                self._timer.cancel()
            self._save()
        end = time.monotonic() + _LEAVE_S
        for item in items:
            if (thread := item.thread) is not None and thread is not threading.current_thread():
                thread.join(max(0.0, end - time.monotonic()))

    # Places

    def _revived(self, kept: Kept) -> _Item:
        """A download of an earlier life of the app: nothing starts by itself."""
        state = kept.state if kept.state in ("paused", "failed") else "paused"
        item = self._made(msgspec.structs.replace(kept, state=state))
        if kept.bytes and len(item.sizes) == 1 and not item.sizes[0]:
            item.sizes[0] = kept.bytes
        item.look()
        return item

    def _made(self, kept: Kept) -> _Item:
        folder = self._folder / kept.folder
        return _Item(kept, tuple(folder / file_name(file.path) for file in kept.wanted.files))

    def _same(self, wanted: Wanted) -> _Item | None:
        files = {(file.path, file.sha256.lower()) for file in wanted.files}
        known = all(file.sha256 for file in wanted.files)
        for item in self._items.values():
            theirs = {(file.path, file.sha256.lower()) for file in item.wanted.files}
            same_content = known or item.wanted.revision == wanted.revision
            if item.wanted.repo == wanted.repo and theirs == files and same_content:
                return item
        return None

    def _place(self, wanted: Wanted, id_: str) -> str:
        """The name of the folder for a new download: one where it takes the place of nothing else."""
        name = safe_name(wanted.repo.replace("/", "__"))
        taken = {str(target).casefold() for item in self._items.values() for target in item.targets}
        for file in wanted.files:
            target = self._folder / name / file_name(file.path)
            other = target.exists() and (not file.sha256 or noted_sha256(target) != file.sha256.lower())
            if other or str(target).casefold() in taken:
                return safe_name(f"{name}@{id_[:8]}")
        return name

    # Running

    def _go(self, item: _Item) -> None:
        """Let a download run when its turn comes; `_lock` is held."""
        if item.state in ("paused", "failed") and not self._closed:
            item.state, item.error = "waiting", None
            self._next()
            self._save()

    def _next(self) -> None:
        """Start what waits, as far as there is room; `_lock` is held."""
        everything = [*self._items.values(), *self._leaving.values()]
        busy = sum(item.thread is not None for item in everything)
        for item in self._items.values():
            ready = item.state == "waiting" and item.thread is None and item.id not in self._leaving
            if busy < AT_ONCE and ready and not self._closed:
                busy += 1
                item.state, item.stop = "running", threading.Event()
                item.samples.clear()
                item.thread = threading.Thread(
                    target=self._work, args=(item, item.stop), daemon=True, name=f"muse-download-{item.id}"
                )
                item.thread.start()
        self._tell()

    def _work(self, item: _Item, stop: threading.Event) -> None:
        error: MuseError | None = None
        done = False
        try:
            self._receive(item, stop)
            done = True
        except CancelledError:
            pass
        except MuseError as raised:
            error = raised
        finally:  # a bug is not held up, but must not leave it running for ever either
            wanted = self._ended(item, stop, done, error)
        if done and wanted:
            for call in list(self.on_done):
                call(item.seen(), item.targets[0])

    def _ended(self, item: _Item, stop: threading.Event, done: bool, error: MuseError | None) -> bool:
        """Put down how a thread ended; whether its download is still on the list."""
        with self._lock:
            item.thread = None
            removed = self._leaving.get(item.id) is item
            if removed:
                del self._leaving[item.id]
                if not done:
                    _clear(item)
            elif done:
                item.state = "done"
                item.error = None
            elif not stop.is_set():  # else its state was set by whoever stopped it
                item.state, item.error = ("failed", error) if error else ("paused", None)
                item.look()
            if done:
                item.done = list(item.sizes)
            self._next()
            if not self._closed or done:
                self._save()
            return not removed

    def _receive(self, item: _Item, stop: threading.Event) -> None:
        hub = self._hub()
        transfers = [
            Transfer(
                hub, file, item.wanted.repo, item.wanted.revision, target,
                progress=self._counter(item, number, stop), cancelled=stop.is_set,
                checking=lambda on: self._checking(item, stop, on), patience=self._patience,
            )
            for number, (file, target) in enumerate(zip(item.wanted.files, item.targets, strict=True))
        ]  # fmt: skip
        for number, transfer in enumerate(transfers):
            transfer.receive()
            self._counter(item, number, stop)(transfer.size, transfer.size)
        self._checking(item, stop, True)
        for transfer in transfers:  # names only when all parts are there: half a model is none
            if transfer.commit or noted_sha256(transfer.target) != transfer.sha256:
                write_sidecar(transfer.target, item.wanted, transfer.sha256, transfer.commit)
        for transfer in transfers:
            transfer.install()

    def _counter(self, item: _Item, number: int, stop: threading.Event) -> Callable[[int, int], None]:
        def count(done: int, size: int) -> None:
            with self._lock:
                if not stop.is_set():
                    item.count(number, done, size)
            self._tell()

        return count

    def _checking(self, item: _Item, stop: threading.Event, on: bool) -> None:
        with self._lock:
            if not stop.is_set():
                item.state = "verifying" if on else "running"
                item.samples.clear()
        self._tell()

    # Telling

    def _save(self) -> None:
        """`_lock` is held."""
        kept = [item.kept() for item in self._items.values() if item.state != "done"]
        finished = {item.id for item in self._items.values() if item.state == "done"}
        self._file.write(kept, self._gone | finished)
        self._tell()

    def _tell(self) -> None:
        """Have the listeners called soon, by a thread that holds nothing."""
        with self._lock:
            if self._closed or self._timer is not None or not self.on_change:
                return
            delay = max(0.0, self._told_at + TELL_S - time.monotonic())
            self._timer = threading.Timer(delay, self._ring)
            self._timer.daemon = True
            self._timer.start()

    def _ring(self) -> None:
        with self._lock:
            self._timer = None
            self._told_at = time.monotonic()
            listeners = [] if self._closed else list(self.on_change)
        for listener in listeners:
            listener()


def _clear(item: _Item) -> None:
    """Delete what came of a download that is not done, and its folder where nothing else is in it."""
    for target in item.targets:
        Part(target).remove()
        if not target.exists():
            with contextlib.suppress(OSError):
                target.with_name(target.name + SIDECAR).unlink(missing_ok=True)
    with contextlib.suppress(OSError):
        item.targets[0].parent.rmdir()
