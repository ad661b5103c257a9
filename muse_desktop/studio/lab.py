"""The speed lab: how fast this machine runs a model, which of two files to take, and smaller files made here.

Every job has a child process of its own, so that the model of the window stays as it is and a file that ends
its process costs the job only.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from muse_desktop.engine.client import Engine
from muse_desktop.engine.protocol import ModelInfo
from muse_desktop.engine.values import KINDS as KINDS
from muse_desktop.engine.values import Kind as Kind
from muse_desktop.errors import Language, MuseError
from muse_desktop.models.naming import model_name, shelf_name
from muse_desktop.models.split import size_of
from muse_desktop.paths import cache_dir, resource
from muse_desktop.settings import Settings
from muse_desktop.studio.lab_compare import Comparing, private_file
from muse_desktop.studio.lab_rules import kind_name, quantised_bytes, quantised_name
from muse_desktop.studio.lab_speed import Effort, prompt_of, speed
from muse_desktop.studio.lab_values import Benchmark as Benchmark
from muse_desktop.studio.lab_values import Comparison as Comparison
from muse_desktop.studio.lab_values import LabRow as LabRow
from muse_desktop.studio.lab_values import OnProgress, never, silent
from muse_desktop.studio.lab_values import Step as Step
from muse_desktop.studio.lab_work import Neighbours, Work, memory_of

T = TypeVar("T")
MOST_FILES = 8
PROMPT_CHARACTERS = 8
"""Characters of a text looked at for each token of a benchmark's prompt."""


class Lab:
    """Jobs run one after another on a thread of their own, so that they do not slow each other.

    All Futures fail with `engine.cancelled` when `cancelled()` becomes true (asked ten times a second), with
    `engine.closed` when the app ends, and with the engine's own errors for a file that cannot be loaded.
    """

    def __init__(
        self,
        settings: Callable[[], Settings],
        command: Sequence[str] | None = None,
        effort: Effort | None = None,
    ) -> None:
        """`settings`: as they are now; threads and GPU layers are taken from them. `command`: how to start a
        child; `effort`: how much a job does."""
        self._settings = settings
        self._command = command
        self._effort = effort or Effort()
        self._closed = threading.Event()
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
        `studio.lab_text_short`, `engine.measure_no_space`.
        """

        def job(work: Work) -> Comparison:
            if not 0 < len(paths) <= MOST_FILES:
                raise MuseError("studio.lab_no_file", most=MOST_FILES)
            comparing = Comparing(paths, work, self._effort, self._load, self._engine)
            with _logits() as file:
                return comparing.run(text, file)

        return self._submit(job, on_progress, cancelled)

    def benchmark(
        self,
        path: Path,
        on_progress: OnProgress = silent,
        cancelled: Callable[[], bool] = never,
        text: str = "",
    ) -> Future[Benchmark]:
        """How fast this machine runs one file. `text`: what it reads and writes on from; "": the lab's own.
        Fails with `studio.lab_text_short` for a text without words."""

        def job(work: Work) -> Benchmark:
            shown = text if text.strip() else self.default_text()
            return self._benchmark(path, shown, work)

        return self._submit(job, on_progress, cancelled)

    def quantise(
        self,
        path: Path,
        kind: str,
        target: Path,
        on_progress: OnProgress = silent,
        cancelled: Callable[[], bool] = never,
    ) -> Future[Path]:
        """Make a smaller file out of a larger one; `kind`: a name out of KINDS. The Future has `target`.

        Fails with `engine.quantise_exists` when `target` is there already, `engine.quantise_kind`,
        `engine.quantise_no_space`, `engine.quantise_failed`.
        """

        def job(work: Work) -> Path:
            told = work.span(0.0, 1.0, "quantising", path.name)
            with self._engine() as engine:
                making = engine.quantise(path, target, kind, told, self._settings().threads)
                try:
                    work.wait(making)
                except MuseError:
                    if not making.future.done() or making.future.exception() is not None:
                        raise  # else it was whole before it could be stopped
            return target

        return self._submit(job, on_progress, cancelled)

    def quantised_name(self, path: Path, kind: str) -> str:
        """A file name for `path` made smaller: the kind in its name replaced, or added."""
        return quantised_name(shelf_name(path, ""), kind)

    def quantised_bytes(self, parameters: int, kind: str) -> int:
        """About how large the file will be, for a model with so many parameters. Raises MuseError
        `engine.quantise_kind`."""
        return quantised_bytes(parameters, kind)

    def default_text(self, language: Language = "en") -> str:
        """A text to compare with, for writers who have none yet."""
        return resource("lab", f"text.{language}.txt").read_text("utf-8")

    def close(self) -> None:
        """End the job that runs, and give up those that wait; takes a few seconds at most."""
        self._closed.set()
        self._thread.shutdown(wait=True)

    def _benchmark(self, path: Path, text: str, work: Work) -> Benchmark:
        effort = self._effort
        with self._engine() as engine:
            told = work.span(0.0, 0.3, "loading", path.name)
            info = work.wait(self._load(engine, path, effort.context, 0, told))
            neighbours = Neighbours(engine)
            work.tell(0.3, "writing", path.name)
            prompt = prompt_of(engine, work, text.strip()[: PROMPT_CHARACTERS * effort.prompt], effort)
            timed = speed(engine, work, prompt, effort)
            made = Benchmark(
                path=path,
                name=model_name(path, info.name),
                bytes=size_of(path),
                quantisation=kind_name(info.quantisation),
                words_per_s=timed.words_per_s,
                reads_words_per_s=timed.reads_words_per_s,
                tokens_per_s=timed.tokens_per_s,
                reads_tokens_per_s=timed.reads_tokens_per_s,
                first_word_s=timed.first_word_s,
                prompt_tokens=timed.prompt_tokens,
                load_s=info.load_s,
                memory=memory_of(engine),
                threads=info.threads,
                gpu_layers=info.gpu_layers,
                sample=timed.sample,
                quiet=neighbours.quiet,
            )
        work.tell(1.0, "writing", path.name)
        return made

    def _engine(self) -> Engine:
        return Engine(self._command)

    def _load(
        self, engine: Engine, path: Path, context: int, batch: int, told: Callable[[float], None]
    ) -> Future[ModelInfo]:
        chosen = self._settings()
        return engine.load(path, context, chosen.threads, chosen.gpu_layers, told, batch=batch)

    def _submit(
        self, job: Callable[[Work], T], on_progress: OnProgress, cancelled: Callable[[], bool]
    ) -> Future[T]:
        work = Work(on_progress, cancelled, self._closed)

        def run() -> T:
            work.check()
            return job(work)

        if self._closed.is_set():
            late: Future[T] = Future()
            late.set_exception(MuseError("engine.closed"))
            return late
        return self._thread.submit(run)


@contextlib.contextmanager
def _logits() -> Iterator[Path]:
    """A file for the numbers of a text, gone afterwards; what a crash left is taken away first."""
    file = private_file(cache_dir() / "lab")
    try:
        yield file
    finally:
        with contextlib.suppress(OSError):
            file.unlink()
