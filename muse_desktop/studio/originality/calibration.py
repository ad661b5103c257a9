"""What cosines mean in this library with this encoder: made when vectors are there, kept beside the index."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from muse_desktop.files import put
from muse_desktop.originality.calibration import VERSION, Calibration, calibrate
from muse_desktop.store.clock import now

if TYPE_CHECKING:
    from muse_desktop.library.search.search import LibrarySearch
    from muse_desktop.library.search.vectors import VectorStore

_SAMPLE = 20_000  # passages; more change the third digit


class LibraryCalibration:
    """The calibration of the library of one workspace, for the encoder in use. Any thread may ask."""

    def __init__(
        self,
        core: LibrarySearch,
        folder: Path,
        run: Callable[[Callable[[], Calibration | None]], Future[Calibration | None]],
        *,
        writable: bool = True,
    ) -> None:
        """`folder`: where it is kept; `run` does what takes a while on another thread."""
        self._core = core
        self._folder = folder
        self._run = run
        self._writable = writable
        self._making = threading.Lock()

    def current(self) -> Calibration | None:
        """As it was made last; None before. Reads a small file: that of the encoder in use, or while none
        is, of the one that was used last."""
        if (encoder := self._core.encoder) is not None:
            return self._read(encoder.info.id)
        kept = sorted(self._folder.glob("*.json"), key=lambda path: path.stat().st_mtime)
        return self._read(kept[-1].stem) if kept else None

    def make(self) -> Future[Calibration | None]:
        """Make it anew from the vectors there are: a fraction of a second. None where there are too few."""
        return self._run(self._make)

    def refresh(self) -> None:
        """When the vectors are complete: make it in the background if there is none, or the library is not
        what it was."""
        store, state = self._core.vectors, self._core.embedding
        if store is None or state is None or state.state != "done":
            return
        known = self.current()
        if known is None or known.is_outgrown(store.passages):
            with contextlib.suppress(RuntimeError):  # the workspace is being closed
                self.make()

    def _make(self) -> Calibration | None:
        encoder, store = self._core.encoder, self._core.vectors
        if encoder is None or store is None:
            return None
        with self._making:
            made = made_from(store, encoder.info.id)
            if made is not None and self._writable:
                with contextlib.suppress(OSError):  # it can be made again
                    self._folder.mkdir(parents=True, exist_ok=True)
                    put(self._path(encoder.info.id), msgspec.json.encode(made))
            return made

    def _read(self, encoder: str) -> Calibration | None:
        try:
            known = msgspec.json.decode(self._path(encoder).read_bytes(), type=Calibration)
        except (OSError, msgspec.DecodeError, UnicodeDecodeError):
            return None
        return known if (known.version, known.encoder) == (VERSION, encoder) else None

    def _path(self, encoder: str) -> Path:
        return self._folder / f"{encoder}.json"


def made_from(store: VectorStore, encoder: str) -> Calibration | None:
    """The calibration of the vectors in `store`."""
    items, vectors = store.sample(_SAMPLE)
    return calibrate(encoder, vectors, items.tolist(), store.passages, now())
