"""What every engine can be asked for, wherever its model runs. How a model gets into it differs: `load`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import Any, Literal, Protocol

from muse_desktop.engine import protocol as wire
from muse_desktop.engine.hardware import Hardware
from muse_desktop.engine.jobs import Job
from muse_desktop.engine.queue import JobQueue
from muse_desktop.engine.values import (
    Calibration,
    Embedded,
    Fit,
    NextWords,
    Scored,
    ScoreRequest,
    WordsRequest,
)

State = Literal["empty", "loading", "ready", "busy", "crashed", "closed"]


class TextEngine(Protocol):
    """A model that answers: `client.Engine` in a child process here, `remote.RemoteEngine` at an address.

    Every method returns at once, but for `close`; what each does is said at `client.Engine`, and what a
    remote model cannot do at `remote.RemoteEngine`.
    """

    @property
    def on_state(self) -> list[Callable[[State], None]]:
        """Called with the new state, on the engine's own threads."""

    @property
    def queue(self) -> JobQueue:
        """What runs and what waits."""

    @property
    def state(self) -> State:
        """empty: no model · loading · ready · busy: generating · crashed: the next call restarts · closed."""

    @property
    def model(self) -> wire.ModelInfo | None:
        """The model in use."""

    @property
    def child_pid(self) -> int | None:
        """The process that runs the model, where it is one of ours."""

    def generate(
        self, request: wire.GenerateRequest, on_event: Callable[[wire.Event], None], label: str = ""
    ) -> Job[wire.GenerationResult]:
        """Start a generation; `label`: what the queue shows."""

    def prewarm(
        self, prompt: str | Sequence[wire.Message] | Sequence[int], prefill: str = ""
    ) -> Job[wire.Prewarmed]:
        """Read a prompt ahead."""

    def words(self, request: WordsRequest) -> Job[NextWords]:
        """Which words may come next."""

    def score(self, request: ScoreRequest) -> Job[Scored]:
        """How likely the model finds a text."""

    def embed(self, texts: Sequence[str]) -> Job[Embedded]:
        """A unit vector for each text."""

    def estimate(self, path: Path, context: int = 4096, gpu_layers: int = -1) -> Future[Fit]:
        """What a model file would need."""

    def calibrate(self, *, background: bool = False) -> Job[Calibration]:
        """How this machine computes the model best."""

    def limit(self, threads: int) -> Future[None]:
        """Use so many threads at most."""

    def count(self, texts: Sequence[str]) -> Future[list[int]]:
        """Tokens of each text."""

    def render(self, messages: Sequence[wire.Message], prefill: str = "") -> Future[str]:
        """The prompt text that these messages become."""

    def tokenise(self, text: str, *, special: bool = False) -> Future[list[int]]:
        """The token ids of a text."""

    def ends(self, tokens: Sequence[int]) -> Future[list[int]]:
        """Where each token ends in the text they make."""

    def devices(self) -> Future[Hardware]:
        """What the engine can compute with."""

    def forget(self, state_dir: Path) -> Future[None]:
        """Delete what was kept of the prompts that were read."""

    def versions(self) -> Future[dict[str, Any]]:
        """What the engine is built of."""

    def close(self) -> None:
        """End it."""
