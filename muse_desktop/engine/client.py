"""The engine as the rest of the app sees it: futures, events, and a child process that may die.

No call here waits for the child. The threads that serve an Engine are in `runner`; futures resolve and events
arrive on them.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import msgspec

from muse_desktop.engine import lines as wire
from muse_desktop.engine import protocol
from muse_desktop.engine.hardware import Hardware
from muse_desktop.engine.interface import State as State
from muse_desktop.engine.jobs import Job as Job
from muse_desktop.engine.making import make_smaller
from muse_desktop.engine.process import default_command
from muse_desktop.engine.queue import JobQueue
from muse_desktop.engine.runner import Runner
from muse_desktop.engine.utf8 import sendable
from muse_desktop.engine.values import (
    Adapter,
    Calibration,
    Embedded,
    Fit,
    Header,
    Measured,
    MeasureRequest,
    NextWords,
    Scored,
    ScoreRequest,
    Vocabulary,
    WordsRequest,
)


class Engine:
    """A model in a child process. Thread-safe; every method returns at once, but for `close`.

    Callbacks (`on_event`, `on_progress`, those in `on_state`) run on the engine's own threads: they must be
    quick, and a window must hand them over to its own thread. Heavy work is done one after another in the
    order of `queue`: what the writer asked for, then reading ahead, then background work. When the child
    dies, or hangs and is ended, what it was doing fails with MuseError `engine.crashed`; what waits, or is
    asked next, runs in a new child with the last model loaded again; `engine.crashed_often` when that went
    wrong too often, until `load` is called.
    """

    def __init__(self, command: Sequence[str] | None = None) -> None:
        """`command`: how to start the child; by default this very program."""
        self._command = list(command) if command is not None else default_command()
        self._runner = Runner(self._command)
        self.queue: JobQueue = self._runner.queue
        self.on_state: list[Callable[[State], None]] = self._runner.desk.on_state

    def __enter__(self) -> Engine:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # What a caller asks.

    def load(
        self,
        path: Path | str,
        context: int = 4096,
        threads: int = 0,
        gpu_layers: int = -1,
        on_progress: Callable[[float], None] | None = None,
        state_dir: Path | None = None,
        adapters: Sequence[Adapter] = (),
        batch: int = 0,
        embedding: bool = False,
        adaptive: bool = False,
        draft: Path | None = None,
    ) -> Future[protocol.ModelInfo]:
        """Load the GGUF at `path` in place of the loaded one.

        `context`: tokens of prompt and answer together; `threads`: 0 = up to the physical cores, fewer while
        other programs want them; `gpu_layers`: -1 = as many as fit; `state_dir`: a folder where the prompts
        that were read are kept as files, so that they need not be read again after a restart (they hold the
        writer's text: see `forget`); `adapters`: LoRA files laid over it; `batch`: tokens of one prompt
        batch, 0 = the usual; `embedding`: the model makes vectors (`embed`) instead of text; `adaptive`:
        `threads` are the most that is worth it, not a number the writer named; `draft`: a small model with
        the same vocabulary that guesses ahead, so that a large one writes faster. Fails with
        `engine.adapter_missing`, `adapter_not_lora`, `adapter_broken`, `adapter_mismatch`,
        `adapter_without_effect`, `draft_mismatch`, `model_missing`, `model_unreadable`, `model_not_gguf`,
        `model_broken`, `model_unknown`, `model_too_big` (both together), `context_out_of_range`,
        `load_failed`, or `load_crashed` when the file ended the child. A file that is refused before it
        reaches the child leaves the loaded model as it is.
        """
        states = str(state_dir.absolute()) if state_dir is not None else ""
        request = wire.Load(
            self._runner.number(), str(Path(path).absolute()), context, threads, gpu_layers, states,
            tuple(adapters), batch, embedding, adaptive, str(draft.absolute()) if draft is not None else "",
        )  # fmt: skip
        return self._runner.ask(request, on_progress=on_progress)

    def generate(
        self,
        request: protocol.GenerateRequest,
        on_event: Callable[[protocol.Event], None],
        label: str = "",
    ) -> Job[protocol.GenerationResult]:
        """Start a generation; generations run one after another, in the order asked for unless `queue` is
        told otherwise. `label`: what the queue shows.

        The future fails with `engine.prompt_empty`, `prompt_too_long`, `template_failed`, `no_model`,
        `crashed`, `decode_failed`, `token_unknown`.
        """
        number, clean = self._runner.number(), protocol.sendable_request(request)
        future = self._runner.ask(wire.Generate(number, clean), on_event=on_event, label=label)
        return Job(number, future, self._runner.stop)

    def prewarm(
        self, prompt: str | Sequence[protocol.Message] | Sequence[int], prefill: str = ""
    ) -> Job[protocol.Prewarmed]:
        """Read a prompt (as in GenerateRequest) ahead, so that a generation from it begins at once.

        Runs when nothing else does; the next `generate`, `load` or `prewarm` stops it within 0.1 s, and what
        it has read by then is kept. Never fails and starts no child: the result says how much is ready.
        """
        asked = protocol.GenerateRequest(
            prompt=prompt if isinstance(prompt, str) else tuple(prompt), prefill=prefill, seeds=(0,)
        )
        return self._job(wire.Prewarm(self._runner.number(), protocol.sendable_request(asked)))

    def words(self, request: WordsRequest, label: str = "") -> Job[NextWords]:
        """Which words may come next, likeliest first. Fails as `generate` does."""
        return self._job(wire.Words(self._runner.number(), request), label)

    def score(self, request: ScoreRequest, label: str = "") -> Job[Scored]:
        """How likely the model finds a text: background work. It gives way to whatever the writer asks for,
        and is done again afterwards; fails with `engine.overtaken` when another model is loaded first."""
        return self._job(wire.Score(self._runner.number(), request), label)

    def embed(self, texts: Sequence[str], label: str = "") -> Job[Embedded]:
        """A unit vector for each text. Fails with `engine.not_embedding` unless loaded for it."""
        request = wire.Embed(self._runner.number(), [sendable(text) for text in texts])
        return self._job(request, label)

    def estimate(self, path: Path, context: int = 4096, gpu_layers: int = -1) -> Future[Fit]:
        """What a model would need and what there is, without loading it. Fails as `load` does.

        In a child of its own: a hostile file ends that one, and nobody waits for a generation.
        """
        return self._apart(lambda job: wire.Estimate(job, str(path.absolute()), context, gpu_layers))

    def inspect(self, path: Path) -> Future[Header]:
        """What a model file says of itself, without its weights; in a child of its own, as `estimate`.

        Fails with `engine.model_missing`, `model_unreadable`, `model_not_gguf`, `model_broken`,
        `model_cut_short`, or `load_crashed` for a file that ends that child.
        """
        return self._apart(lambda job: wire.Inspect(job, str(path.absolute())))

    def survey(self, path: Path, text: str = "") -> Job[Vocabulary]:
        """A model file's vocabulary, and how it cuts `text`; nothing is loaded, and what is stays.

        For an engine that is thrown away: a hostile file ends the child. Fails as `inspect` does, and with
        `engine.model_unknown`.
        """
        return self._job(wire.Survey(self._runner.number(), str(path.absolute()), sendable(text)))

    def measure(
        self, request: MeasureRequest, on_progress: Callable[[float], None] | None = None
    ) -> Job[Measured]:
        """How the loaded model reads a text, and how far it strays from another; what its cache holds is
        dropped. Fails with `engine.no_model`, `prompt_too_long`, `measure_no_space`, `other_vocabulary`,
        `no_numbers`, `cancelled`."""
        clean = msgspec.structs.replace(request, text=sendable(request.text))
        asked = wire.Measure(self._runner.number(), clean)
        return Job(asked.id, self._runner.ask(asked, on_progress=on_progress), self._runner.stop)

    def quantise(
        self,
        source: Path,
        target: Path,
        kind: str,
        on_progress: Callable[[float], None] | None = None,
        threads: int = 0,
    ) -> Job[None]:
        """Write the model at `source` to `target` as another kind ("Q4_K_M"), in a child of its own.

        It is written beside `target` as `.part` and named when it is whole; a job that fails or is
        cancelled leaves nothing. `threads` 0: all cores. Fails with `engine.quantise_exists`,
        `quantise_kind`, `quantise_no_space`, `quantise_failed`, `cancelled`, and as `inspect` does.
        """
        return make_smaller(Runner(self._command), source, target, kind, on_progress, threads)

    def _apart(self, request: Callable[[int], wire.Request]) -> Future[Any]:
        """Ask a child that is thrown away after its answer."""
        throwaway = Runner(self._command)
        future = throwaway.ask(request(throwaway.number()))
        # The answer comes on one of the runner's own threads, which `close` would wait for.
        future.add_done_callback(lambda _: threading.Thread(target=throwaway.close, daemon=True).start())
        return future

    def calibrate(self, *, background: bool = False) -> Job[Calibration]:
        """Measure how this machine computes the loaded model best; takes some seconds.

        `background`: gives way to everything else, and begins anew afterwards.
        """
        return self._job(wire.Calibrate(self._runner.number(), background))

    def limit(self, threads: int) -> Future[None]:
        """Use so many threads at most from now on; 0 = as loaded."""
        return self._runner.ask(wire.Limit(self._runner.number(), threads))

    def count(self, texts: Sequence[str]) -> Future[list[int]]:
        """Tokens of each text, special ones not counted. Answered also while a generation runs."""
        return self._runner.ask(wire.Count(self._runner.number(), [sendable(text) for text in texts]))

    def render(self, messages: Sequence[protocol.Message], prefill: str = "") -> Future[str]:
        """The prompt text that these messages become. Answered also while a generation runs."""
        clean = [protocol.Message(message.role, sendable(message.content)) for message in messages]
        return self._runner.ask(wire.Render(self._runner.number(), clean, sendable(prefill)))

    def tokenise(self, text: str, *, special: bool = False) -> Future[list[int]]:
        """The token ids of `text`; `special`: read control tokens written in it."""
        return self._runner.ask(wire.Tokenise(self._runner.number(), sendable(text), special))

    def ends(self, tokens: Sequence[int]) -> Future[list[int]]:
        """Where each token of an answer ends in its text (code points; inside a character: where that one
        begins). Fails with `engine.token_unknown`."""
        return self._runner.ask(wire.Ends(self._runner.number(), tuple(tokens)))

    def forget(self, state_dir: Path) -> Future[None]:
        """Delete the states kept in `state_dir`, and what the child holds of them in memory.

        Fails with `engine.states_not_deleted`.
        """
        return self._runner.ask(wire.Forget(self._runner.number(), str(state_dir.absolute())))

    def versions(self) -> Future[dict[str, str | list[str]]]:
        """Versions and devices of the engine: llama_cpp_python, llama_cpp, system, devices."""
        return self._runner.ask(wire.Versions(self._runner.number()))

    def devices(self) -> Future[Hardware]:
        """This machine, and what the engine can compute with on it."""
        return self._runner.ask(wire.Devices(self._runner.number()))

    @property
    def state(self) -> State:
        """empty: no model · loading · ready · busy: generating · crashed: the next call restarts · closed."""
        return self._runner.desk.state()

    @property
    def model(self) -> protocol.ModelInfo | None:
        """The model in use (after a crash: the one that will be loaded again)."""
        return self._runner.desk.model

    @property
    def child_pid(self) -> int | None:
        """The process id of the child, for diagnosis; None when none runs."""
        return self._runner.child_pid

    @property
    def last_words(self) -> str:
        """What the last child that ended wrote to its stderr: the last 8 KB, for a report."""
        return self._runner.last_words

    def close(self) -> None:
        """End the child, politely first; waits a few seconds at most. What still runs fails with
        `engine.closed`. May be called twice."""
        self._runner.close()

    def _job(self, request: wire.Request, label: str = "") -> Job[Any]:
        return Job(request.id, self._runner.ask(request, label=label), self._runner.stop)
