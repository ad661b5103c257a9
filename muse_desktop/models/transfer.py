"""Fetching one file from a hub: by ranges, so that no byte is fetched twice whatever breaks in between.

The names of models come from models/hub.py, the connections from transfer_wire.py, the file on the disk from
part.py.
"""

from __future__ import annotations

import contextlib
import hashlib
import re
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError
from pathlib import Path

import msgspec

from muse_desktop.errors import MuseError
from muse_desktop.models.hub import Hub
from muse_desktop.models.hub_trouble import strange
from muse_desktop.models.part import MAGIC, Note, Part
from muse_desktop.models.transfer_wire import PATIENCE, Again, Answer, Patience, Told, Wire
from muse_desktop.models.values import WantedFile

_AFRESH = 3
"""How often a file may change on the server while it is being fetched."""
_SHA256 = re.compile(r"[0-9a-f]{64}")
_BLOCK = 1 << 22


class Transfer:
    """One file of a repository on its way to `target`.

    `progress(done, total)` in bytes; `cancelled()` is asked several times a second; `checking(on)`: bytes
    that are on the disk already are being hashed, or no longer. `receive` then `install`; both may be called
    again after a failure.
    """

    def __init__(
        self,
        hub: Hub,
        file: WantedFile,
        repo: str,
        revision: str,
        target: Path,
        progress: Callable[[int, int], None] = lambda _done, _total: None,
        cancelled: Callable[[], bool] = lambda: False,
        checking: Callable[[bool], None] = lambda _on: None,
        patience: Patience = PATIENCE,
    ) -> None:
        self.target = target
        self.sha256 = ""
        self.commit = ""
        self.size = file.bytes
        self._hub, self._repo = hub, repo
        self._wanted, self._bytes = file.sha256.lower(), file.bytes
        self._progress, self._cancelled, self._checking = progress, cancelled, checking
        self._patience = patience
        self._part = Part(target)
        self._wire = Wire(hub, repo, revision, file.path, self._heed, patience)
        self._there = False
        self._restarts = 0

    def receive(self) -> str:
        """Have all of it in the part, verified; the SHA-256.

        Raises MuseError: `models.hub_*`, `link_refused`, `cut_off`, `proxy_unusable`, those of models/part.py
        (what came is kept); `models.wrong_hash`, `wrong_size`, `changed_there` (it is removed),
        `not_the_file`. Raises CancelledError when cancelled; what came is kept.
        """
        if self._is_there():
            return self.sha256
        over = threading.Event()
        watcher = threading.Thread(target=self._watch, args=(over,), daemon=True, name="muse-transfer")
        watcher.start()
        try:
            with self._part as part:
                self._look_over(part)
                if not part.note.whole or part.done != part.note.size:
                    self._fetch_rest(part)
                return self._verify(part)
        finally:
            over.set()
            watcher.join()

    def install(self) -> None:
        """Give the verified file its name. Raises MuseError as models/part.py."""
        if not self._there:
            self._part.install()

    # What is on the disk

    def _is_there(self) -> bool:
        """Whether the file has arrived already, in an earlier life of the app."""
        try:
            same_size = self.target.is_file() and self.target.stat().st_size == self._bytes
            if not (self._wanted and same_size and self._hash_target() == self._wanted):
                return False
        except OSError:
            return False
        self._there, self.sha256 = True, self._wanted
        return True

    def _hash_target(self) -> str:
        digest = hashlib.sha256()
        with self._being_checked(), self.target.open("rb") as file:
            while block := file.read(_BLOCK):
                self._stop_if_cancelled()
                digest.update(block)
                self._progress(file.tell(), self.size)
        return digest.hexdigest()

    @contextlib.contextmanager
    def _being_checked(self) -> Iterator[None]:
        self._checking(True)
        try:
            yield
        finally:
            self._checking(False)

    def _look_over(self, part: Part) -> None:
        with self._being_checked() if part.left else contextlib.nullcontext():
            part.take_up(
                bool(self._wanted), lambda done: self._progress(done, self.size), self._cancelled
            )
        self.size = self._bytes or part.note.size
        if self._bytes:
            if self._wanted and part.done > self._bytes:
                part.begin(Note())
            part.check_space(self._bytes)

    def _verify(self, part: Part) -> str:
        wanted = self._wanted or (part.note.etag if part.note.linked else "")
        if _SHA256.fullmatch(wanted) and part.sha256 != wanted:
            part.discard()
            raise MuseError("models.wrong_hash", file=self.target.name, repo=self._repo)
        part.settle()
        self.sha256, self.commit = part.sha256, part.note.commit
        return self.sha256

    # Trying

    def _fetch_rest(self, part: Part) -> None:
        tries = 0
        while True:
            before = part.done
            etag = "" if part.note.linked else part.note.etag
            try:
                with self._wire.ask(part.done, etag) as answer:
                    self._take(answer, part)
            except Again as again:
                self._stop_if_cancelled()
                tries = 1 if part.done > before else tries + 1
                if tries >= self._patience.tries or again.wait_s > self._patience.longest_s:
                    raise self._in_the_end(again.error, part) from again
                self._rest(again.wait_s, tries)
            else:
                return

    def _in_the_end(self, error: MuseError, part: Part) -> MuseError:
        """What to say after the last try: with bytes on the disk, that they are kept."""
        if error.code != "models.hub_unreachable" or part.done == 0:
            return error
        return MuseError("models.cut_off", file=self.target.name, reason=str(error.values["reason"]))

    def _rest(self, asked_s: float, tries: int) -> None:
        waits = self._patience.waits_s
        left = asked_s if asked_s >= 0 else waits[min(tries, len(waits)) - 1]
        pause = threading.Event()
        while left > 0:
            self._stop_if_cancelled()
            pause.wait(min(0.1, left))
            left -= 0.1

    def _watch(self, over: threading.Event) -> None:
        while not over.wait(0.1):
            if self._cancelled():
                self._wire.hang_up()

    def _stop_if_cancelled(self) -> None:
        if self._cancelled():
            raise CancelledError

    # Taking

    def _take(self, answer: Answer, part: Part) -> None:
        """Write what comes to the part, once it is sure that it belongs there."""
        if answer.status == 416:
            self._no_such_range(part, answer.total)
            return
        if answer.status == 206 and answer.start != part.done:
            raise Again(strange(self._hub.endpoint, "another range than the one asked for"))
        first = b""
        if answer.start == 0:
            while len(first) < len(MAGIC) and (block := next(answer.blocks, b"")):
                first += block
            self._check_kind(answer, first, part)
        skip = self._join(answer, part)
        for block in _chained(first, answer.blocks):
            self._stop_if_cancelled()
            useful, skip = block[skip:], max(0, skip - len(block))
            if part.done + len(useful) > self.size:
                self._refuse_size(part, self.size, part.done + len(useful))
            if useful:
                part.write(useful)
                self._progress(part.done, self.size)
        if part.done < self.size:
            raise Again(MuseError("models.cut_off", file=self.target.name, reason="the answer ended early"))

    def _heed(self, told: Told) -> None:
        """Refuse a file that the hub itself says is another, before any of it is fetched."""
        if self._wanted and _SHA256.fullmatch(told.mark) and told.mark != self._wanted:
            self._part.discard()
            raise self._changed()

    def _check_kind(self, answer: Answer, first: bytes, part: Part) -> None:
        """Refuse a page or a text in place of a model file. A part of the right file stays."""
        if answer.page or (first and first[: len(MAGIC)] != MAGIC[: len(first)]):
            if part.done == 0:
                part.discard()
            raise MuseError("models.not_the_file", file=self.target.name, host=answer.host)

    def _join(self, answer: Answer, part: Part) -> int:
        """Make sure that the answer goes on where the part ends; how many bytes of it are there already."""
        told = answer.told
        size = told.size or answer.total
        note = Note(told.mark or answer.etag, bool(told.mark), size, told.commit)
        if part.done and not self._same(part.note, note):
            self._start_anew(answer, part, note)
        if not size:
            raise strange(self._hub.endpoint, "no size")
        if self._wanted and self._bytes and size != self._bytes:
            self._refuse_size(part, self._bytes, size)
        if answer.total and answer.total != size:
            self._refuse_size(part, size, answer.total)
        self.size = size
        part.keep(note)
        part.check_space(size)
        return part.done if answer.start == 0 else 0

    def _same(self, old: Note, new: Note) -> bool:
        """Whether a part that was begun under `old` may be gone on with."""
        if old.etag and new.etag and old.linked == new.linked:
            return old.etag == new.etag and old.size in (0, new.size)
        return bool(self._wanted)  # the hash of the whole will tell

    def _start_anew(self, answer: Answer, part: Part, note: Note) -> None:
        self._restarts += 1
        if self._restarts > _AFRESH:
            raise self._changed()
        part.begin(note)
        if answer.start != 0:  # the rest of another file
            raise Again(self._changed(), 0.0)

    def _changed(self) -> MuseError:
        return MuseError("models.changed_there", file=self.target.name, repo=self._repo)

    def _no_such_range(self, part: Part, total: int) -> None:
        """The server says that nothing comes after what is here."""
        if total and total == part.done and self.size in (0, total):
            self.size = total
            part.keep(msgspec.structs.replace(part.note, size=total))
            return
        if self._wanted and self._bytes and total not in (0, self._bytes):
            self._refuse_size(part, self._bytes, total)
        part.begin(Note())
        raise Again(strange(self._hub.endpoint, "HTTP 416"))

    def _refuse_size(self, part: Part, told: int, came: int) -> None:
        part.discard()
        raise MuseError("models.wrong_size", file=self.target.name, told=told, came=came)


def fetch(
    hub: Hub,
    wanted_file: WantedFile,
    repo: str,
    revision: str,
    target: Path,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> str:
    """Fetch a file of `repo` to `target`, going on from what an earlier call left; its SHA-256.

    Raises as `Transfer.receive`; `target` is there only when all of it is, verified.
    """
    transfer = Transfer(hub, wanted_file, repo, revision, target, progress, cancelled)
    sha256 = transfer.receive()
    transfer.install()
    return sha256


def _chained(first: bytes, blocks: Iterator[bytes]) -> Iterator[bytes]:
    if first:
        yield first
    yield from blocks
