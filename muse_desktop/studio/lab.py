"""The speed lab: how fast this machine runs a model, which of two files to take, and smaller files made here.

Every job has a child process of its own, so that the model of the window stays as it is and a file that ends
its process costs the job only.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from muse_desktop.engine.values import KINDS as KINDS
from muse_desktop.engine.values import Kind as Kind
from muse_desktop.errors import Language, MuseError
from muse_desktop.settings import Settings
from muse_desktop.studio.lab_values import Benchmark as Benchmark
from muse_desktop.studio.lab_values import Comparison as Comparison
from muse_desktop.studio.lab_values import LabRow as LabRow
from muse_desktop.studio.lab_values import OnProgress, never, silent
from muse_desktop.studio.lab_values import Step as Step


class Lab:
    """Jobs run one after another on a thread of their own, so that they do not slow each other.

    All Futures fail with `engine.cancelled` when `cancelled()` becomes true (asked ten times a second), with
    `engine.closed` when the app ends, and with the engine's own errors for a file that cannot be loaded.
    """

    def __init__(self, settings: Callable[[], Settings]) -> None:
        """`settings`: as they are now; threads and GPU layers are taken from them."""
        self._settings = settings
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="muse-lab")

    def compare(
        self,
        paths: Sequence[Path],
        text: str,
        on_progress: OnProgress = silent,
        cancelled: Callable[[], bool] = never,
    ) -> Future[Comparison]:
        """Measure files on the writer's own text (any language; its first part counts when it is long).

        A file that cannot be measured has a row that says why. Fails with `studio.lab_no_file`,
        `studio.lab_text_short`, `studio.lab_no_space`.
        """
        raise MuseError("engine.closed")

    def benchmark(
        self,
        path: Path,
        on_progress: OnProgress = silent,
        cancelled: Callable[[], bool] = never,
        text: str = "",
    ) -> Future[Benchmark]:
        """How fast this machine runs one file. `text`: what it reads and writes on from; "": the lab's own."""
        raise MuseError("engine.closed")

    def quantise(
        self,
        path: Path,
        kind: str,
        target: Path,
        on_progress: OnProgress = silent,
        cancelled: Callable[[], bool] = never,
    ) -> Future[Path]:
        """Make a smaller file out of a larger one; `kind`: a name out of KINDS. The Future has `target`.

        Fails with `engine.quantise_exists` when `target` is there already, `engine.quantise_no_space`,
        `engine.quantise_failed`.
        """
        raise MuseError("engine.closed")

    def quantised_name(self, path: Path, kind: str) -> str:
        """A file name for `path` made smaller: the kind in its name replaced, or added."""
        raise MuseError("engine.closed")

    def quantised_bytes(self, parameters: int, kind: str) -> int:
        """About how large the file will be, for a model with so many parameters."""
        raise MuseError("engine.closed")

    def default_text(self, language: Language = "en") -> str:
        """A text to compare with, for writers who have none yet."""
        raise MuseError("engine.closed")

    def close(self) -> None:
        """End the job that runs, and give up those that wait."""
        self._thread.shutdown(wait=True, cancel_futures=True)
