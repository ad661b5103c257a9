"""A new or changed model file is loaded once in a throwaway child before the app's own child touches it.

A file that ends the child would otherwise take the loaded model, and what it is writing, with it. The result
is remembered while the files stay as they are.
"""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import msgspec

from muse_desktop import __version__
from muse_desktop.engine.client import Engine, Job
from muse_desktop.engine.protocol import GenerateRequest
from muse_desktop.engine.values import Adapter
from muse_desktop.errors import MuseError
from muse_desktop.files import put

CONTEXT = 256
"""Tokens; enough to compute one, and little memory."""
DECODE_S = 300.0
"""For the first token: with a large file on a slow disk all of it is read for that."""
MOST_KEPT = 200
REFUSED = (
    "engine.load_crashed", "engine.model_broken", "engine.model_unknown", "engine.draft_mismatch",
)  # fmt: skip
"""What is wrong with a file itself; everything else is a matter of the moment and not remembered."""


class Trial(msgspec.Struct, frozen=True):
    """How it went: `ok`, or a MuseError's `code` and `values`."""

    ok: bool
    code: str = ""
    values: dict[str, str | int | float] = {}
    seconds: float = 0.0

    @property
    def refused(self) -> bool:
        """Whether the file should not be loaded until it changes, or the writer asks for it again."""
        return self.code in REFUSED

    def error(self) -> MuseError:
        """What to tell the writer."""
        return MuseError(self.code, **self.values)


class Trials:
    """Tries files and remembers what came of it. One at a time; `close` from any thread ends one."""

    def __init__(self, memory: Path, command: Sequence[str] | None = None) -> None:
        """`memory`: a JSON file in a cache folder; `command`: how to start a child."""
        self._memory = memory
        self._command = command
        self._engine: Engine | None = None
        self._closed = False
        self._lock = threading.Lock()
        self.last_words = ""  # what the child wrote to its stderr when the last trial failed

    def try_file(
        self,
        path: Path,
        adapters: Sequence[Adapter] = (),
        context: int = CONTEXT,
        gpu_layers: int = -1,
        draft: Path | None = None,
        embedding: bool = False,
    ) -> Trial:
        """Load the model with the adapters and the draft model, make a token or two (a vector if it is for
        `embedding`), and throw the child away.

        Blocks: seconds for a small file, minutes for a large one on a slow disk; a child that gets nowhere
        for 15 s is ended. Files that were tried and have not changed are not tried again.
        """
        key = _key(path, adapters, gpu_layers, draft) + ("\nembedding" if embedding else "")
        known = self._read()
        if key in known:
            return known[key]

        def use(engine: Engine) -> None:
            if embedding:
                engine.load(path, context, gpu_layers=gpu_layers, embedding=True).result()
                _result(engine.embed(["A"]))
            else:
                _use(engine, path, adapters, context, gpu_layers, draft)

        trial = self._try(use, (draft or path).name)
        if trial.ok or trial.refused:
            known = self._read()
            known.pop(key, None)
            self._write(dict([*known.items(), (key, trial)][-MOST_KEPT:]))
        return trial

    def forget(self, path: Path) -> None:
        """The writer asks for this file again, whatever it did."""
        self._write({key: trial for key, trial in self._read().items() if not key.startswith(f"{path}\n")})

    def close(self) -> None:
        """End the trial that is under way, and try nothing more."""
        with self._lock:
            self._closed = True
            engine = self._engine
        if engine is not None:
            engine.close()

    def _try(self, use: Callable[[Engine], None], name: str) -> Trial:
        started = time.perf_counter()
        with self._lock:
            if self._closed:
                return Trial(False, "engine.closed")
            engine = self._engine = Engine(self._command)
        try:
            with engine:
                use(engine)
            self.last_words = ""
        except MuseError as error:
            self.last_words = engine.last_words
            code, values = error.code, dict(error.values)
            if code == "engine.crashed":  # it loaded, and died when it computed
                code, values = "engine.load_crashed", {"name": name, **values}
            return Trial(False, code, values, time.perf_counter() - started)
        finally:
            self._engine = None
        return Trial(True, seconds=time.perf_counter() - started)

    def _read(self) -> dict[str, Trial]:
        try:
            kept = msgspec.json.decode(self._memory.read_bytes(), type=_Memory)
        except (OSError, msgspec.DecodeError, UnicodeDecodeError):
            return {}  # a cache: anything wrong with it costs one more trial
        return kept.trials if kept.version == __version__ else {}  # another engine may read it otherwise

    def _write(self, trials: dict[str, Trial]) -> None:
        with contextlib.suppress(OSError):  # not being able to remember costs one more trial
            put(self._memory, msgspec.json.encode(_Memory(__version__, trials)))


class _Memory(msgspec.Struct, frozen=True):
    version: str
    trials: dict[str, Trial]


def _use(
    engine: Engine,
    path: Path,
    adapters: Sequence[Adapter],
    context: int,
    gpu_layers: int,
    draft: Path | None,
) -> None:
    """Raises the MuseErrors of `Engine.load` and `Engine.generate`."""
    engine.load(path, context, gpu_layers=gpu_layers, adapters=adapters, draft=draft).result()
    most = 4 if draft else 1  # the draft is asked from the second token on, if there is room for two more
    request = GenerateRequest(prompt="A", seeds=(1,), max_tokens=most, draft=most - 1, reuse=False)
    _result(engine.generate(request, lambda _: None))


def _result(job: Job[Any]) -> None:
    """Wait for the job. Raises what it fails with, or `engine.crashed`."""
    try:
        job.future.result(DECODE_S)
    except TimeoutError:
        raise MuseError("engine.crashed", reason=f"no word in {DECODE_S:.0f} s") from None


def _key(path: Path, adapters: Sequence[Adapter], gpu_layers: int, draft: Path | None) -> str:
    """The model's path first; what decides: each file's size and time of change, and where it computes."""
    stamps = [str(path)]
    for file in (path, *(Path(adapter.path) for adapter in adapters), *([draft] if draft else ())):
        try:
            state = file.stat()
        except OSError:
            stamps.append(f"{file} is not there")
        else:
            stamps.append(f"{file} {state.st_size} {state.st_mtime_ns}")
    return "\n".join([*stamps, f"gpu {gpu_layers != 0}", *(["draft"] if draft else ())])
