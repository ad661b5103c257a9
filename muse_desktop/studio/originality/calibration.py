"""What cosines mean in this library with this encoder: made when vectors are there, kept beside the index."""

from __future__ import annotations

import contextlib
import threading
from concurrent.futures import Future
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from muse_desktop.files import put
from muse_desktop.originality.calibration import VERSION, Calibration, calibrate
from muse_desktop.store.clock import now

if TYPE_CHECKING:
    from muse_desktop.library.search.vectors import VectorStore
    from muse_desktop.studio.studio import Studio

_SAMPLE = 20_000  # passages; more change the third digit


class LibraryCalibration:
    """The calibration of the library of one workspace, for the encoder that is in use. Any thread may ask."""

    def __init__(self, studio: Studio) -> None:
        self._studio = studio
        self._making = threading.Lock()

    def current(self) -> Calibration | None:
        """As it was made last; None before, and where no encoder is in use. Reads a small file."""
        encoder = self._studio.library_search.core.encoder
        return self._read(encoder.info.id) if encoder is not None else None

    def make(self) -> Future[Calibration | None]:
        """Make it anew from the vectors there are: a fraction of a second. None where there are too few."""
        return self._studio.background(self._make)

    def refresh(self) -> None:
        """Make it in the background when there is none, or the library is not what it was."""
        store = self._studio.library_search.core.vectors
        if store is None:
            return
        known = self.current()
        if known is None or known.is_outgrown(store.passages):
            self.make()

    def _make(self) -> Calibration | None:
        core = self._studio.library_search.core
        encoder, store = core.encoder, core.vectors
        if encoder is None or store is None:
            return None
        with self._making:
            made = made_from(store, encoder.info.id)
            if made is not None and self._studio.store.mode == "own":
                with contextlib.suppress(OSError):  # it can be made again
                    path = self._path(encoder.info.id)
                    path.parent.mkdir(parents=True, exist_ok=True)
                    put(path, msgspec.json.encode(made))
            return made

    def _read(self, encoder: str) -> Calibration | None:
        try:
            known = msgspec.json.decode(self._path(encoder).read_bytes(), type=Calibration)
        except (OSError, msgspec.DecodeError, UnicodeDecodeError):
            return None
        return known if (known.version, known.encoder) == (VERSION, encoder) else None

    def _path(self, encoder: str) -> Path:
        return self._studio.paths.index / "calibration" / f"{encoder}.json"


def made_from(store: VectorStore, encoder: str) -> Calibration | None:
    """The calibration of the vectors in `store`."""
    items, vectors = store.sample(_SAMPLE)
    return calibrate(encoder, vectors, items.tolist(), store.passages, now())


def follow(studio: Studio) -> None:
    """Keep the calibration up to date: look whenever the vectors of the library are complete again."""
    calibration = studio.library_calibration

    def heard() -> None:
        state = studio.library_search.embedding
        if state is not None and state.state == "done":
            with contextlib.suppress(RuntimeError):  # the workspace is being closed
                calibration.refresh()

    studio.library_search.listen(heard)
