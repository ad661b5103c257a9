"""Making the vectors of the library's passages, in the background and when there is time.

One thread follows the library. It takes one text after the other and writes down every half minute, so that
a kill costs that, or the text at hand; what is done is known by a stamp of the text, so that it goes on where
it was.
"""

from __future__ import annotations

import contextlib
import logging
import sqlite3
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import xxhash

from muse_desktop.errors import MuseError
from muse_desktop.library.corpus import LibraryChange, Passage
from muse_desktop.library.library import Library
from muse_desktop.library.search.encoders import Encoder
from muse_desktop.library.search.vector_part import ItemVectors, coded
from muse_desktop.library.search.vectors import VectorStore

_log = logging.getLogger(__name__)
State = Literal["waiting", "working", "paused", "done", "failed", "stopped"]
_AT_ONCE = 16  # passages: a tenth of a second, in which a pause or an end is noticed
_WRITTEN_AFTER_SECONDS = 30.0
_WRITTEN_AFTER_PASSAGES = 4000
_LOOK_AGAIN_SECONDS = 0.25  # whether there is time
_LOST_SECONDS = 0.01  # after a lost text: looking for thousands must not keep the window waiting
_TRY_AGAIN_SECONDS = 60.0  # after a full disk or a child that died
_RATE_SECONDS = 5.0  # over which the rate is taken


@dataclass(frozen=True)
class Embedding:
    """How far the vectors are. `rate`: passages a second, lately; `left_s`: what the rest will take at that
    rate, None while it is not known. `trouble`: why it failed, when it did."""

    encoder: str
    state: State = "waiting"
    passages: int = 0
    done: int = 0
    rate: float = 0.0
    trouble: MuseError | None = None

    @property
    def left_s(self) -> float | None:
        """Seconds until it is done, if nothing pauses it."""
        return (self.passages - self.done) / self.rate if self.rate else None

    @property
    def covered(self) -> float:
        """The share of the passages that can be found by meaning."""
        return self.done / self.passages if self.passages else 1.0


def stamp(text: str, passages: Sequence[Passage]) -> int:
    """What says that vectors were made of just these passages."""
    digest = xxhash.xxh3_64(text.encode("utf-8", "surrogatepass"))
    digest.update(np.array([(one.start, one.end) for one in passages], np.int64).tobytes())
    return digest.intdigest()


@dataclass(frozen=True)
class _Read:
    """A text whose vectors are to be made."""

    item: int
    text: str
    passages: Sequence[Passage]


class Embedder:
    """The thread. It starts with `begin` and ends with `close`; `busy` says whether somebody else needs the
    processor now."""

    def __init__(
        self,
        library: Library,
        encoder: Encoder,
        store: VectorStore,
        busy: Callable[[], bool] = lambda: False,
        on_change: Callable[[], None] = lambda: None,
    ) -> None:
        """`on_change` is called on the thread when `state` has changed; it must be quick."""
        self._library = library
        self._encoder = encoder
        self._store = store
        self._busy = busy
        self._on_change = on_change
        self._bell = threading.Condition()
        self._wanted, self._done = 1, 0
        self._unsure: set[int] | None = None  # whose stamps must be looked at again; None: all of them
        self._paused = self._stopped = False
        self._state = Embedding(encoder.info.id)
        self._batches: list[tuple[float, int]] = []
        self._unlisten = library.listen(self._heard)
        self._thread = threading.Thread(target=self._run, name="muse-embedding", daemon=True)

    def begin(self) -> None:
        """Start the thread; once."""
        self._thread.start()

    @property
    def state(self) -> Embedding:
        """How far it is. Any thread may ask."""
        return self._state

    def pause(self, paused: bool = True) -> None:
        """Stop until `pause(False)`: the writer's own wish."""
        with self._bell:
            self._paused = paused
            self._bell.notify_all()

    def settle(self, seconds: float = 60.0) -> bool:
        """Wait until everything that was in the library before this call has vectors; False when that took
        too long, or failed."""
        with self._bell:
            wanted = self._wanted
            ended = ("failed", "stopped")
            self._bell.wait_for(lambda: self._done >= wanted or self._state.state in ended, seconds)
            return self._done >= wanted

    def close(self) -> None:
        """End it; what is done is kept. The encoder is closed too. Twice is fine."""
        self._unlisten()
        with self._bell:
            self._stopped = True
            self._bell.notify_all()
        if self._thread.ident is not None:
            self._thread.join()
        self._encoder.close()

    def _heard(self, change: LibraryChange) -> None:
        if not (change.added or change.removed or change.texts):
            return
        with self._bell:
            if self._unsure is not None:
                self._unsure.update(change.texts, change.added)
            self._wanted += 1
            self._bell.notify_all()

    # On the thread

    def _run(self) -> None:
        while True:
            with self._bell:
                failed = self._state.state == "failed"
                if failed:
                    self._bell.wait_for(lambda: self._stopped, _TRY_AGAIN_SECONDS)
                self._bell.wait_for(lambda: self._stopped or self._done != self._wanted)
                if self._stopped:
                    break
                wanted, unsure = self._wanted, self._unsure
                self._unsure = set()
            try:
                finished = self._follow(unsure)
                if finished:
                    with self._bell:
                        self._done = wanted
                        self._bell.notify_all()
                    self._say("done")
            except (MuseError, OSError, sqlite3.Error) as error:
                _log.warning("meaning: %s", error)
                known = error if isinstance(error, MuseError) else None
                with self._bell:
                    self._unsure = None
                self._say("failed", known or MuseError("librarysearch.encoder_failed", reason=str(error)))
                with self._bell:
                    self._bell.notify_all()
        self._say("stopped")

    def _follow(self, unsure: Iterable[int] | None) -> bool:
        """Give vectors to what has none, or others now; False when it was stopped."""
        with self._library.reading() as connection:
            (passages,) = connection.execute("SELECT count(*) FROM passage").fetchone()
        self._state = replace(self._state, passages=passages, done=self._store.passages, trouble=None)
        if not self._may_go_on():  # all that follows takes the window's lock for long in a large library
            return False
        infos = {info.id: info for info in self._library.items()}
        known = self._store.stamps()
        self._store.remove(known.keys() - infos.keys())
        looked_at = known.keys() if unsure is None else known.keys() & set(unsure)
        changed = {item for item in looked_at if item in infos and self._stamp(item) != known[item]}
        if self._stopped:  # what was not looked at only seems changed
            return False
        wanted = sorted((infos.keys() - known.keys()) | changed)
        variants = {item for item in wanted if infos[item].parent is not None}
        missing = [item for item in wanted if item not in variants] + sorted(variants)
        self._store.remove(changed)
        self._state = replace(self._state, done=self._store.passages)
        return self._take(missing)

    def _take(self, items: Iterable[int]) -> bool:
        waiting: list[ItemVectors] = []
        read: list[_Read] = []
        begun = time.monotonic()
        for item in items:
            if (one := self._read(item)) is not None:
                read.append(one)
            else:
                with self._bell:
                    self._bell.wait_for(lambda: self._stopped, _LOST_SECONDS)
            if sum(len(some.passages) for some in read) >= _AT_ONCE:
                waiting += self._vectors(read)
                read = []
            many = sum(len(one.codes) for one in waiting) >= _WRITTEN_AFTER_PASSAGES
            if self._stopped or many or time.monotonic() - begun >= _WRITTEN_AFTER_SECONDS:
                self._store.put(waiting)
                waiting, begun = [], time.monotonic()
            if self._stopped:
                return False
        waiting += self._vectors(read)
        self._store.put(waiting)
        return not self._stopped

    def _read(self, item: int) -> _Read | None:
        """One text; None when it is gone."""
        try:
            return _Read(item, self._library.text(item), self._library.passages(item))
        except MuseError as error:
            if error.code not in ("library.gone", "library.original_missing"):
                raise
            return None

    def _vectors(self, read: Sequence[_Read]) -> list[ItemVectors]:
        """The vectors of some texts; none when the thread is to end. Small texts are encoded together: asking
        the encoder costs as much as encoding a passage."""
        texts = [one.text[some.start : some.end] for one in read for some in one.passages]
        rows = [np.empty((0, self._encoder.info.dimension), np.float32)]
        for begin in range(0, len(texts), _AT_ONCE):
            if not self._may_go_on():
                return []
            portion = texts[begin : begin + _AT_ONCE]
            rows.append(self._encoder.encode(portion))
            self._count(len(portion))
        every, made, at = np.concatenate(rows), [], 0
        for one in read:
            own = every[at : at + len(one.passages)]
            at += len(one.passages)
            made.append(ItemVectors(one.item, stamp(one.text, one.passages), *coded(own)))
        return made

    def _stamp(self, item: int) -> int | None:
        if self._stopped:
            return None
        with contextlib.suppress(MuseError):
            return stamp(self._library.text(item), self._library.passages(item))
        return None

    def _may_go_on(self) -> bool:
        """Wait while somebody else works; False at the end."""
        with self._bell:
            while not self._stopped and (self._paused or self._busy()):
                if self._state.state != "paused":
                    self._batches.clear()
                    self._say("paused")
                self._bell.wait(_LOOK_AGAIN_SECONDS)
            return not self._stopped

    def _count(self, passages: int) -> None:
        now = time.monotonic()
        self._batches.append((now, passages))
        while now - self._batches[0][0] > _RATE_SECONDS:
            self._batches.pop(0)
        took = now - self._batches[0][0]
        lately = sum(count for _, count in self._batches[1:])
        self._state = replace(
            self._state, done=self._state.done + passages, rate=lately / took if took else self._state.rate
        )
        self._say("working")

    def _say(self, state: State, trouble: MuseError | None = None) -> None:
        self._state = replace(self._state, state=state, trouble=trouble)
        self._on_change()
