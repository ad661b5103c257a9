"""Searching the library as the window and the command line use it: with the writer's encoder, off their
threads, and with vectors that are made while nothing else is asked of the machine.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from muse_desktop.engine.client import Engine
from muse_desktop.errors import MuseError
from muse_desktop.library.search import encoders
from muse_desktop.library.search.embedding import Embedding
from muse_desktop.library.search.encoders import Encoder
from muse_desktop.library.search.encoders.apart import EncoderApart
from muse_desktop.library.search.search import LibrarySearch
from muse_desktop.library.search.values import Filters, Found, Outdated
from muse_desktop.settings import replaced
from muse_desktop.studio.originality.calibration import LibraryCalibration

if TYPE_CHECKING:
    from muse_desktop.engine.values import Embedded
    from muse_desktop.studio.studio import Studio

_log = logging.getLogger(__name__)
Kind = Literal["words", "meaning", "both", "question"]
OWN_MODEL = "model"
"""The name of the writer's embedding model among the encoders that can be chosen."""


@dataclass(frozen=True)
class EncoderChoice:
    """An encoder that can be chosen: `name` is what `choose` takes. `languages` is empty where it is not
    known; `rate`: passages a second on one core, 0 where it was not measured; `file`: of the writer's own
    model."""

    name: str
    languages: frozenset[str]
    rate: float
    file: Path | None = None


class StudioSearch:
    """The search of one open workspace. Made by the first who asks; nothing is loaded before `begin`, or the
    first question that needs it."""

    def __init__(self, studio: Studio) -> None:
        self._studio = studio
        writable = studio.store.mode == "own"
        folder = studio.paths.index / "vectors"
        self.core = LibrarySearch(studio.library, folder, writable=writable)
        # Two: a newer question does not wait until an outdated one has noticed that it is.
        self._pool = ThreadPoolExecutor(2, thread_name_prefix="muse-library-search")
        self.calibration = LibraryCalibration(
            self.core, studio.paths.index / "calibration", self._pool.submit, writable=writable
        )
        self._beginning = threading.Lock()
        self._begun = self._closed = False
        self._newest = 0
        self._listeners: tuple[Callable[[], None], ...] = ()

    # Searching

    def find(
        self,
        typed: str,
        kind: Kind = "both",
        filters: Filters | None = None,
        limit: int = 50,
        *,
        typing: bool = False,
    ) -> Future[Found]:
        """What the library has of it. A later call makes this one outdated: its future is then cancelled, or
        fails with Outdated.

        Fails with MuseError of the library when its texts cannot be read; what keeps from searching by
        meaning is in `Found.trouble`. `question`: a sentence whose words a passage need not all have.
        """
        core = self.core

        def work(cancelled: Callable[[], bool]) -> Found:
            if kind != "words":
                self._begin()
            if kind == "words":
                return core.words(typed, filters, limit, cancelled, typing=typing)
            if kind == "meaning":
                return core.meaning(typed, filters, limit, cancelled)
            question = kind == "question"
            return core.both(typed, filters, limit, cancelled, question=question, typing=typing)

        return self._latest(work)

    def similar(
        self,
        text: str,
        filters: Filters | None = None,
        limit: int = 50,
        place: tuple[int, int, int] | None = None,
    ) -> Future[Found]:
        """What the library has that is like a selection; `place`: its item, start and end, when it stands in
        the library itself. Outdated as `find` is; fails with librarysearch.nothing_to_compare."""

        def work(cancelled: Callable[[], bool]) -> Found:
            self._begin()
            return self.core.similar(text, filters, limit, cancelled, place)

        return self._latest(work)

    def _latest(self, work: Callable[[Callable[[], bool]], Found]) -> Future[Found]:
        self._newest += 1
        number = self._newest

        def outdated() -> bool:
            return number != self._newest or self._closed

        def run() -> Found:
            if outdated():
                raise Outdated
            return work(outdated)

        return self._pool.submit(run)

    # Meaning

    def begin(self, on_done: Callable[[], None] = lambda: None) -> None:
        """Open what searching by meaning needs, on another thread, and make vectors when there is time.

        For the window once it stands; may be called again. `on_done` is called on that thread.
        """

        def work() -> None:
            self._begin()
            on_done()

        if not self._closed:
            self._pool.submit(work)

    def warm(self) -> None:
        """Have the encoder ready soon: the writer has opened the search."""

        def work() -> None:
            self._begin()
            self.core.warm()

        if not self._closed:
            self._pool.submit(work)

    def listen(self, callback: Callable[[], None]) -> Callable[[], None]:
        """Call `callback`, on the thread that makes vectors, when `embedding` has changed, until what is
        returned is called. It must be quick."""
        self._listeners = (*self._listeners, callback)

        def stop() -> None:
            self._listeners = tuple(one for one in self._listeners if one is not callback)

        return stop

    @property
    def embedding(self) -> Embedding | None:
        """How far the vectors are; None before `begin` and where none are made."""
        return self.core.embedding

    def choices(self) -> tuple[EncoderChoice, ...]:
        """The encoders there are, the one that is used by default first."""
        shipped = [EncoderChoice(one.id, one.languages, one.rate) for one in encoders.known()]
        own = self._studio.models.default("embedding")
        return (*([EncoderChoice(OWN_MODEL, frozenset(), 0.0, own)] if own else []), *shipped)

    @property
    def chosen(self) -> str:
        """The name of the encoder that the settings ask for."""
        wanted = self._studio.settings.library_encoder
        names = [one.name for one in self.choices()]
        return wanted if wanted in names else next(iter(names), "")

    def choose(self, name: str) -> Future[None]:
        """Use another of `choices()` from now on ("": the default); the library's vectors are then made anew
        in the background. Fails with OSError when the settings cannot be written."""
        studio = self._studio

        def work() -> None:
            studio.set_settings(replaced(studio.settings, library_encoder=name))
            with self._beginning:
                self._begun = False
            self._begin()

        return self._pool.submit(work)

    def close(self) -> None:
        """End searches and the making of vectors; what is made is kept. Twice is fine."""
        self._closed = True
        self._newest += 1
        self._pool.shutdown(wait=True, cancel_futures=True)
        self.core.close()

    def _begin(self) -> None:
        with self._beginning:
            if self._begun or self._closed:
                return
            self._begun = True
            try:
                asked, background = self._encoders(self.chosen)
                self.core.use(asked, background, self._busy, self._told)
            except MuseError as error:
                self.core.without_meaning(error)
            except OSError as error:
                _log.warning("meaning: %s", error)
                self.core.without_meaning(MuseError("librarysearch.encoder_failed", reason=str(error)))

    def _encoders(self, name: str) -> tuple[Encoder, Encoder]:
        """The one that answers and the one that has time."""
        own = self._studio.models.default("embedding")
        if name == OWN_MODEL and own is not None:
            made = engine_encoder(own, self._studio)
            return made, made
        info = next((one for one in encoders.known() if one.id == name), None)
        if info is None:
            raise MuseError("librarysearch.no_encoder", encoder=name or encoders.SHIPPED)
        return EncoderApart(info), EncoderApart(info, idle=True)

    def _busy(self) -> bool:
        """Whether the window is being used, the model writes, or the machine runs on its battery and is to be
        spared."""
        studio = self._studio
        if studio.attended():
            return True
        sparing = studio.settings.battery_saver and bool(studio.model.on_battery)
        return sparing or studio.model.engine.state in ("busy", "loading")

    def _told(self) -> None:
        for listener in self._listeners:
            listener()
        self.calibration.refresh()


def engine_encoder(path: Path, studio: Studio) -> Encoder:
    """The embedding model at `path` in an engine of its own. Raises MuseError of the engine."""
    from muse_desktop.library.search.encoders.of_engine import EngineEncoder
    from muse_desktop.models.identity import file_sha256
    from muse_desktop.studio.places import hash_cache

    engine = Engine()
    try:
        settings = studio.settings
        engine.load(path, threads=1, gpu_layers=settings.gpu_layers, embedding=True).result()
        digest = file_sha256(path, hash_cache())
        return EngineEncoder(path.stem, digest, partial(_embedded, engine), engine.close)
    except BaseException:
        engine.close()
        raise


def _embedded(engine: Engine, texts: Sequence[str]) -> Embedded:
    return engine.embed(texts).future.result()
