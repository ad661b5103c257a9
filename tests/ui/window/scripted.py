"""An engine that plays a script, and what a writer does with the window."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import Any

from pytestqt.qtbot import QtBot

from muse_desktop.engine import protocol as wire
from muse_desktop.engine.hardware import Device, Hardware, hardware
from muse_desktop.engine.jobs import Job, nothing_made
from muse_desktop.engine.queue import JobQueue, Priority
from muse_desktop.engine.values import Calibration, Fit, Header, Scored, ScoreRequest
from muse_desktop.errors import MuseError
from muse_desktop.ui.window import MainWindow

WORDS = " and the tide came in without a sound that night."


class ScriptedJob:
    """What `Engine.generate` gives back."""

    def __init__(
        self, engine: ScriptedEngine, request: wire.GenerateRequest, hear: Callable[..., None]
    ) -> None:
        self.future: Future[wire.GenerationResult] = Future()
        self._engine, self._request, self._hear = engine, request, hear
        self._stopped = [threading.Event() for _ in request.seeds]
        self._begun = False

    def begin(self) -> None:
        self._begun = True
        threading.Thread(target=self._play, daemon=True).start()

    def cancel(self) -> None:
        for stopped in self._stopped:
            stopped.set()
        if self._begun:
            self._engine.gate.set()
        else:
            self._engine.over(self)
            self.future.set_result(nothing_made(self._request))

    def stop_candidate(self, candidate: int) -> None:
        self._stopped[candidate].set()

    def _play(self) -> None:
        engine, count = self._engine, len(self._request.seeds)
        self._hear(wire.Started(12, 0, 2048))
        texts = [""] * count
        for piece in engine.pieces:
            if engine.crash_after is not None and len(texts[0]) >= engine.crash_after:
                engine.over(self)
                self.future.set_exception(MuseError("engine.crashed", reason="signal 9"))
                return
            engine.gate.wait(20)
            for candidate in range(count):
                if not self._stopped[candidate].is_set():
                    texts[candidate] += piece
                    self._hear(wire.Piece(candidate, piece, 1))
        reasons = ["cancelled" if stopped.is_set() else "length" for stopped in self._stopped]
        for candidate, reason in enumerate(reasons):
            self._hear(wire.CandidateDone(candidate, reason))
        result = wire.GenerationResult(
            "the prompt",
            (1, 2, 3),
            tuple(
                wire.CandidateResult(texts[at], (5, 6), reasons[at], seed)
                for at, seed in enumerate(self._request.seeds)
            ),
            (("min_p", {"p": 0.05}), ("temperature", {"t": 0.8}), ("dist", {})),
            wire.Timings(0.1, 0.2, 1.0, 40.0, 1.1),
            wire.Layout(0, (12,), 512, 512, 2048, 2, 0, count),
            {"llama_cpp_python": "0.3.36", "devices": ["CPU"]},
        )
        self._hear(wire.Finished(result))
        engine.over(self)
        self.future.set_result(result)


class ScriptedWarming:
    """What `Engine.prewarm` gives back."""

    def __init__(self) -> None:
        self.future: Future[wire.Prewarmed] = done(wire.NOTHING_WARMED)

    def cancel(self) -> None:
        return


class ScriptedEngine:
    """An engine of four letters a token that says what it is told to; `gate` holds it back."""

    def __init__(self) -> None:
        self.pieces: Sequence[str] = [WORDS[at : at + 4] for at in range(0, len(WORDS), 4)]
        self.gate = threading.Event()
        self.gate.set()
        self.crash_after: int | None = None
        self.load_error: MuseError | None = None
        self.requests: list[wire.GenerateRequest] = []
        self.warmed: list[object] = []
        self.forgotten: list[Path] = []
        self.on_state: list[Any] = []
        self.state = "ready"
        self.child_pid = None
        self.last_words = ""
        self.loads: list[dict[str, Any]] = []
        self.gpus: tuple[Device, ...] = ()
        self.estimated: list[tuple[str, int, int]] = []
        self.estimating: Future[Fit] | None = None
        self.calibrating: Future[Calibration] = Future()
        self.jobs: dict[int, ScriptedJob] = {}
        self.queue = JobQueue(lambda job: self.jobs[job].cancel(), self._take)

    def load(self, path: Path, context: int = 4096, **how: Any) -> Future[wire.ModelInfo]:
        self.loads.append({"path": path, "context": context, **how})
        if self.load_error is not None:
            return failed(self.load_error)
        return done(
            wire.ModelInfo(
                path=str(path), name="Scripted 1B", architecture="llama", quantisation="Q4_0",
                licence="apache-2.0", context_trained=8192, context=context, parameters=10**9,
                size_bytes=10**8, has_template=True, description="", metadata={},
            )
        )  # fmt: skip

    def generate(
        self, request: wire.GenerateRequest, on_event: Callable[..., None], label: str = ""
    ) -> ScriptedJob:
        self.requests.append(request)
        job = ScriptedJob(self, request, on_event)
        self.jobs[len(self.requests)] = job
        self.queue.add(len(self.requests), "generate", Priority.ASKED, label)
        self._take()
        return job

    def _take(self) -> None:
        number = self.queue.take()
        if number is not None:
            self.jobs[number].begin()

    def over(self, job: ScriptedJob) -> None:
        """A job has ended: the next one begins."""
        self.queue.over(next(number for number, one in self.jobs.items() if one is job))
        self._take()

    def prewarm(self, prompt: object, prefill: str = "") -> ScriptedWarming:
        self.warmed.append(prompt)
        return ScriptedWarming()

    def forget(self, state_dir: Path) -> Future[None]:
        self.forgotten.append(state_dir)
        return done(None)

    def limit(self, threads: int) -> Future[None]:
        return done(None)

    def devices(self) -> Future[Hardware]:
        return done(hardware(self.gpus, ("CPU", *(["CUDA"] if self.gpus else []))))

    def estimate(self, path: Path, context: int = 4096, gpu_layers: int = -1) -> Future[Fit]:
        self.estimated.append((path.name, context, gpu_layers))
        if not path.exists():
            return failed(MuseError("engine.model_missing", path=str(path)))
        return self.estimating or done(fit(path.stem, context))

    def inspect(self, path: Path) -> Future[Header]:
        return done(
            Header(
                name=path.stem, architecture="llama", quantisation="Q4_0", licence="apache-2.0",
                context_trained=8192, parameters=10**9, has_template=True, languages=("en",),
                embedding=False, vision=False,
            )
        )  # fmt: skip

    def calibrate(self, *, background: bool = False) -> Job[Calibration]:
        return Job(1, self.calibrating, lambda _: fail_now(self.calibrating, MuseError("engine.cancelled")))

    def count(self, texts: Sequence[str]) -> Future[list[int]]:
        return done([len(text) // 4 + 1 for text in texts])

    def render(self, messages: Sequence[wire.Message], prefill: str = "") -> Future[str]:
        return done("\n".join(f"<{message.role}> {message.content}" for message in messages) + prefill)

    def score(self, request: ScoreRequest, label: str = "") -> Job[Scored]:
        return Job(1, failed(MuseError("engine.remote_cannot", feature="score")), lambda _: None)

    def close(self) -> None:
        self.gate.set()


def done(value: Any) -> Future[Any]:
    future: Future[Any] = Future()
    future.set_result(value)
    return future


def failed(error: BaseException) -> Future[Any]:
    future: Future[Any] = Future()
    future.set_exception(error)
    return future


def fail_now(future: Future[Any], error: BaseException) -> None:
    """Let something end with an error, unless it has ended."""
    if not future.done():
        future.set_exception(error)


def fit(name: str, context: int, needed_gb: float = 0.0) -> Fit:
    """What a model would need that takes 1 GB, and 1 GB for every 8,192 tokens; 3 GB are free."""
    kv = round(context / 8192 * 1e9)
    compute = round(0.1e9)
    needed = round(needed_gb * 1e9) or 10**9 + kv + compute
    return Fit(
        name=name, weights=needed - kv - compute, kv=kv, compute=compute, layers=25, gpu_layers=0,
        context=context, needed_ram=needed, free_ram=3 * 10**9, needed_gpu=0, free_gpu=0,
    )  # fmt: skip


def write(qtbot: QtBot, window: MainWindow, text: str) -> None:
    """Type on the page with real keys."""
    window.page.editor.setFocus()
    qtbot.keyClicks(window.page.editor, text)


def generated(qtbot: QtBot, window: MainWindow) -> None:
    """Press Write and wait until the candidates are there."""
    window.companion.compose.write.click()
    qtbot.waitUntil(lambda: not window.companion.compose.running, timeout=60_000)
