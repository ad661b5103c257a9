"""A model at an address: the engine's interface over any OpenAI-compatible server (llama-server, vLLM,
llama-cpp-python's own).

Off until the writer types an address; then only that address is spoken to. What leaves this machine: the
prompt of a generation when it is asked for, and text to embed. A pause in the writing sends nothing, and
texts are counted by the server only where it is this very machine.
"""

# ruff: noqa: ARG002 - what cannot be done remotely has the names of what can be done here

from __future__ import annotations

import array
import itertools
import math
import sys
import threading
import weakref
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from muse_desktop.engine import protocol as wire
from muse_desktop.engine.hardware import Hardware
from muse_desktop.engine.interface import State
from muse_desktop.engine.jobs import Job, call
from muse_desktop.engine.lines import Cancel
from muse_desktop.engine.queue import JobQueue, Priority
from muse_desktop.engine.remote.address import parse_address
from muse_desktop.engine.remote.api import Served, Vectors, estimate_tokens, plain_prompt, read
from muse_desktop.engine.remote.find import Found, find_model, told_count
from muse_desktop.engine.remote.http import Exchange, Patience, Watch
from muse_desktop.engine.remote.run import RemoteRun
from muse_desktop.engine.utf8 import sendable
from muse_desktop.engine.values import (
    Calibration,
    Embedded,
    Fit,
    NextWords,
    Scored,
    ScoreRequest,
    WordsRequest,
)
from muse_desktop.errors import MuseError

T = TypeVar("T")
MAX_VECTORS = 2**26
"""Bytes of one answer with vectors."""


class RemoteEngine:
    """A model that runs at an address. Thread-safe; every method returns at once.

    Differs from `client.Engine` in what no such server can do: `words`, `score`, `tokenise`, `estimate`,
    `calibrate`, and in a generation `grammar`, `bias`, `kept` and token ids fail with `engine.remote_cannot`;
    `prewarm` and `limit` do nothing. Token ids are not known: results have none, and `count` is an estimate
    unless the server is on this machine and counts for us. A banned phrase ends its candidate before it
    (stop reason "blocked"): there is no way back from here. A prefill is sent as the assistant's last
    message; not every server goes on from it.

    Nothing is kept open between requests, and no thread runs while there is nothing to do. Generations run
    one after another.
    """

    def __init__(
        self, key: str = "", patience: Patience | None = None, watch: Watch | None = None
    ) -> None:
        """`key`: sent as a bearer token, "" = none; `patience`: how long the server is waited for; `watch`
        hears of each connection."""
        self._watch = watch
        self._key = key
        self._patience = patience or Patience()
        self._ids = itertools.count(1)
        self._lock = threading.Lock()
        self._found: Found | None = None
        self._loading = 0
        self._runs: dict[int, tuple[RemoteRun, Found]] = {}
        self._exchanges: weakref.WeakSet[Exchange] = weakref.WeakSet()
        self._closed = False
        self._told: State = "empty"
        self.on_state: list[Callable[[State], None]] = []
        self.queue = JobQueue(self._stop, self._start_next)

    def __enter__(self) -> RemoteEngine:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def load(self, url: str, model: str = "", context: int = 4096) -> Future[wire.ModelInfo]:
        """Find the model at `url`: the one named, or the server's first.

        `context`: tokens of prompt and answer together, taken where the server does not tell. Fails with
        `engine.remote_bad_address`, `remote_key_unusable`, `remote_key_in_clear`, `remote_unreachable`,
        `remote_not_secure`, `remote_hangs`, `remote_broke_off`, `remote_unreadable`, `remote_moved`,
        `remote_key_refused`, `remote_not_there`, `remote_overloaded`, `remote_refused`, `remote_failed`,
        `remote_no_model`.
        """

        def work() -> wire.ModelInfo:
            found = find_model(parse_address(url), self._key, model.strip(), context, self._exchange)
            found = replace(found, served=replace(found.served, watch=self._watch))
            with self._lock:
                self._found = found
            return found.info

        with self._lock:
            self._loading += 1
            self._found = None
        return self._work(work, self._loaded)

    def _loaded(self) -> None:
        with self._lock:
            self._loading -= 1
        self._tell_state()

    def generate(
        self, request: wire.GenerateRequest, on_event: Callable[[wire.Event], None], label: str = ""
    ) -> Job[wire.GenerationResult]:
        """Start a generation; all candidates are asked for at once where the server can do that.

        The future fails with `engine.no_model`, `prompt_empty`, `remote_cannot` and what `load` fails with;
        what had come by then has been told by events.
        """
        number = next(self._ids)
        future: Future[wire.GenerationResult] = Future()
        future.set_running_or_notify_cancel()
        job = Job(number, future, self._cancel)
        clean = wire.sendable_request(request)
        run = RemoteRun(clean, on_event, future, lambda: self._over(number))
        with self._lock:
            found, closed = self._found, self._closed
            if found is not None:
                self._runs[number] = (run, found)
        if found is None:
            future.set_exception(MuseError("engine.closed") if closed else MuseError("engine.no_model"))
            return job
        self.queue.add(number, "generate", Priority.ASKED, label)
        self._start_next()
        return job

    def _start_next(self) -> None:
        if (number := self.queue.take()) is not None:
            with self._lock:
                known = self._runs.get(number)
            if known is None:  # cancelled or closed meanwhile
                self.queue.over(number)
            else:
                run, found = known
                run.start(found.served, found.info.context, self._patience)
        self._tell_state()

    def _over(self, number: int) -> None:
        with self._lock:
            self._runs.pop(number, None)
        self.queue.over(number)
        self._start_next()

    def _cancel(self, cancel: Cancel) -> None:
        with self._lock:
            known = self._runs.get(cancel.id)
        if known is None:
            return
        waits = any(one.id == cancel.id and one.state == "waiting" for one in self.queue.jobs())
        if not (waits and cancel.candidate < 0 and known[0].drop()):
            known[0].cancel(cancel.candidate)

    def _stop(self, number: int) -> None:
        self._cancel(Cancel(number))

    def prewarm(
        self, prompt: str | Sequence[wire.Message] | Sequence[int], prefill: str = ""
    ) -> Job[wire.Prewarmed]:
        """Nothing: a pause in the writing sends nothing anywhere."""
        return Job(next(self._ids), _done(wire.NOTHING_WARMED), self._cancel)

    def words(self, request: WordsRequest, label: str = "") -> Job[NextWords]:
        """Fails with `engine.remote_cannot`."""
        return Job(next(self._ids), _cannot("words"), self._cancel)

    def score(self, request: ScoreRequest, label: str = "") -> Job[Scored]:
        """Fails with `engine.remote_cannot`."""
        return Job(next(self._ids), _cannot("score"), self._cancel)

    def embed(self, texts: Sequence[str], label: str = "") -> Job[Embedded]:
        """A unit vector for each text, where the server makes vectors; else as `load`, or `remote_cannot`."""
        clean = [sendable(text) for text in texts]
        return Job(next(self._ids), self._work(lambda: self._embed(clean)), self._cancel)

    def _embed(self, texts: list[str]) -> Embedded:
        served = self._served()
        exchange = self._exchange(served)
        try:
            body = {"model": served.model, "input": texts}
            data = exchange.small("POST", "/v1/embeddings", body, MAX_VECTORS)
        except MuseError as error:
            if error.code == "engine.remote_not_there":
                raise MuseError("engine.remote_cannot", feature="embed") from error
            raise
        found = sorted(read(exchange, data, Vectors).data, key=lambda one: one.index)
        widths = {len(one.embedding) for one in found}
        if len(found) != len(texts) or len(widths) > 1:
            raise exchange.unreadable(f"{len(found)} vectors for {len(texts)} texts")
        numbers = array.array("f")
        for one in found:
            length = math.sqrt(sum(value * value for value in one.embedding))
            if not math.isfinite(length):
                raise exchange.unreadable("a vector without length")
            numbers.extend(value / (length or 1.0) for value in one.embedding)
        if sys.byteorder == "big":
            numbers.byteswap()
        return Embedded(widths.pop() if widths else 0, len(found), numbers.tobytes())

    def estimate(self, path: Path, context: int = 4096, gpu_layers: int = -1) -> Future[Fit]:
        """Fails with `engine.remote_cannot`."""
        return _cannot("estimate")

    def calibrate(self, *, background: bool = False) -> Job[Calibration]:
        """Fails with `engine.remote_cannot`."""
        return Job(next(self._ids), _cannot("calibrate"), self._cancel)

    def limit(self, threads: int) -> Future[None]:
        """Nothing: the threads are not ours."""
        return _done(None)

    def count(self, texts: Sequence[str]) -> Future[list[int]]:
        """Tokens of each text: estimates (`remote_api.estimate_tokens`), unless a server on this machine
        counts them."""
        clean = [sendable(text) for text in texts]
        found = self._found
        if found is None or not found.counts:
            return _done([estimate_tokens(text) for text in clean])
        return self._work(lambda: self._count(found, clean))

    def _count(self, found: Found, texts: list[str]) -> list[int]:
        """Exact, or estimates: from the first failure on, and while a server that does one thing at a time
        does that."""
        with found.served.gate:
            if self._runs and not found.served.at_once:
                return [estimate_tokens(text) for text in texts]
            try:
                return [told_count(found.served, self._exchange(found.served), text) for text in texts]
            except MuseError:
                with self._lock:
                    if self._found is found:
                        self._found = replace(found, counts=False)
                return [estimate_tokens(text) for text in texts]

    def render(self, messages: Sequence[wire.Message], prefill: str = "") -> Future[str]:
        """The messages as they are sent, for people to read: what the server's template makes of them is
        not known here."""
        return _done(plain_prompt(list(messages), prefill))

    def tokenise(self, text: str, *, special: bool = False) -> Future[list[int]]:
        """Fails with `engine.remote_cannot`."""
        return _cannot("tokens")

    def ends(self, tokens: Sequence[int]) -> Future[list[int]]:
        """Fails with `engine.remote_cannot`."""
        return _cannot("tokens")

    def devices(self) -> Future[Hardware]:
        """Fails with `engine.remote_cannot`."""
        return _cannot("devices")

    def forget(self, state_dir: Path) -> Future[None]:
        """Nothing: this engine keeps nothing. The local one does; ask that."""
        return _done(None)

    def versions(self) -> Future[dict[str, Any]]:
        """Which server it is."""
        with self._lock:
            served = self._found.served if self._found else None
        return _done({"remote": served.address.url, "server": served.kind} if served else {})

    @property
    def state(self) -> State:
        """empty: no model found yet · loading · ready · busy: generating · closed."""
        with self._lock:
            return self._state()

    @property
    def model(self) -> wire.ModelInfo | None:
        """The model in use."""
        found = self._found
        return found.info if found else None

    @property
    def child_pid(self) -> int | None:
        """None: no process of ours."""
        return None

    def close(self) -> None:
        """Hang up everywhere. What still runs fails with `engine.closed`. May be called twice."""
        with self._lock:
            self._closed = True
            self._found = None
            runs, exchanges = list(self._runs.values()), list(self._exchanges)
        error = MuseError("engine.closed")
        for run, _ in runs:
            if not run.drop(error):
                run.fail(error)
        for exchange in exchanges:
            exchange.abort()
        self._tell_state()

    # Within.

    def _served(self) -> Served:
        with self._lock:
            if self._found is None:
                raise MuseError("engine.closed") if self._closed else MuseError("engine.no_model")
            return self._found.served

    def _exchange(self, served: Served) -> Exchange:
        exchange = Exchange(served.address, self._key, self._patience, self._watch)
        with self._lock:
            self._exchanges.add(exchange)
        return exchange

    def _work(self, work: Callable[[], T], after: Callable[[], None] = lambda: None) -> Future[T]:
        """Do a small thing on a thread of its own."""
        future: Future[T] = Future()
        future.set_running_or_notify_cancel()

        def run() -> None:
            try:
                result = work()
            except BaseException as error:  # noqa: BLE001 - handed to whoever waits
                after()
                future.set_exception(error)
            else:
                after()
                future.set_result(result)

        if self._closed:
            after()
            future.set_exception(MuseError("engine.closed"))
            return future
        self._tell_state()
        threading.Thread(target=run, name="remote-question", daemon=True).start()
        return future

    def _state(self) -> State:
        if self._closed:
            return "closed"
        if self._loading:
            return "loading"
        if self._found is None:
            return "empty"
        return "busy" if self._runs else "ready"

    def _tell_state(self) -> None:
        with self._lock:
            state = self._state()
            changed, self._told = state != self._told, state
        if changed:
            for listener in list(self.on_state):
                call(listener, state)


def _done(value: T) -> Future[T]:
    future: Future[T] = Future()
    future.set_result(value)
    return future


def _cannot(feature: str) -> Future[Any]:
    future: Future[Any] = Future()
    future.set_exception(MuseError("engine.remote_cannot", feature=feature))
    return future
