"""One generation at a remote model: up to four candidates, their events in one order, one result."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from functools import partial

from muse_desktop.engine import protocol as wire
from muse_desktop.engine.jobs import call, nothing_made
from muse_desktop.engine.remote.api import Served, chain, plain_prompt, refuse_unknown, short_name
from muse_desktop.engine.remote.http import Patience
from muse_desktop.engine.remote.text import Ending, Telling
from muse_desktop.errors import MuseError

OPENED = None


@dataclass
class _Candidate:
    """What has come of one candidate; touched by the run's own thread only."""

    telling: Telling
    pieces: list[str] = field(default_factory=list)
    ending: Ending | None = None


_News = tuple[int, object]
"""A candidate (-1: all of them) and what happened: OPENED, a text, an Ending, a MuseError, "cancelled" as an
Ending from whoever cancels, or any other exception, which is a bug."""


class RemoteRun:
    """A generation. One thread of its own owns all that it knows and calls `on_event`; one thread for each
    candidate reads what the server sends and hands it over."""

    def __init__(
        self,
        request: wire.GenerateRequest,
        on_event: Callable[[wire.Event], None],
        future: Future[wire.GenerationResult],
        ended: Callable[[], None],
    ) -> None:
        self.request = request
        self._on_event = on_event
        self._future = future
        self._ended = ended
        self._news: queue.SimpleQueue[_News] = queue.SimpleQueue()
        self._candidates: list[_Candidate] = []
        self._started = False
        self._begun = 0.0
        self._lock = threading.Lock()
        self._claimed = False

    def start(self, served: Served, context: int, patience: Patience) -> None:
        """Ask the server; returns at once. Does nothing when the run has been `drop`ped."""
        if self._claim():
            self._thread(lambda: self._run(served, context, patience))

    def drop(self, error: MuseError | None = None) -> bool:
        """End a run before its turn, as cancelled or with an error. False when it has started."""
        if not self._claim():
            return False
        self._thread(lambda: self._answer(error or nothing_made(self.request)))
        return True

    def _claim(self) -> bool:
        with self._lock:
            first, self._claimed = not self._claimed, True
        return first

    def _thread(self, work: Callable[[], None]) -> None:
        threading.Thread(target=work, name="remote-generation", daemon=True).start()

    def cancel(self, candidate: int = -1) -> None:
        """Stop one candidate or all; what came is kept."""
        self._news.put((candidate, Ending("cancelled")))

    def fail(self, error: MuseError) -> None:
        """End with an error."""
        self._news.put((-1, error))

    def _run(self, served: Served, context: int, patience: Patience) -> None:
        self._begun = time.monotonic()
        try:
            refuse_unknown(self.request)
            self._tell_all(served, context, patience)
            outcome: wire.GenerationResult | BaseException = self._result(served, context)
        except BaseException as raised:  # noqa: BLE001 - handed to whoever waits, below
            outcome = raised
        for one in self._candidates:
            one.telling.stop()
        self._answer(outcome)

    def _answer(self, outcome: wire.GenerationResult | BaseException) -> None:
        self._ended()
        if isinstance(outcome, BaseException):
            self._future.set_exception(outcome)
            return
        call(self._on_event, wire.Finished(outcome))
        self._future.set_result(outcome)

    def _tell_all(self, served: Served, context: int, patience: Patience) -> None:
        count = len(self.request.seeds)
        self._candidates = [_Candidate(Telling(served, self.request, at, patience)) for at in range(count)]
        while not self._news.empty():  # stopped before its turn: nothing is sent
            self._take(*self._news.get(), context)
        for lane in [[at] for at in range(count)] if served.at_once else [list(range(count))]:
            tell = partial(self._tell, lane, served.gate)
            threading.Thread(target=tell, name="remote-candidate", daemon=True).start()
        while any(one.ending is None for one in self._candidates):
            self._take(*self._news.get(), context)

    def _tell(self, lane: Sequence[int], gate: threading.Lock) -> None:
        """Let the candidates of a lane be told, one after another; on their own thread."""
        with gate:  # a count under way at a server of one thing at a time would be cut off, or cut us off
            pass
        for at in lane:
            telling = self._candidates[at].telling
            if telling.stopped.is_set():
                continue
            try:
                ending: object = telling.run(partial(self._put, at, OPENED), partial(self._put, at))
            except BaseException as error:  # noqa: BLE001 - a MuseError, or a bug that the run must hear of
                ending = error
            self._put(at, ending)

    def _put(self, at: int, news: object) -> None:
        self._news.put((at, news))

    def _take(self, at: int, news: object, context: int) -> None:
        for one in self._candidates if at < 0 else self._candidates[at : at + 1]:
            if one.ending is not None:
                continue  # cancelled: what its thread still says is of no interest
            self._take_one(one, news, context)

    def _take_one(self, one: _Candidate, news: object, context: int) -> None:
        at = one.telling.candidate
        if isinstance(news, BaseException):
            raise news
        if not self._started:
            self._started = True
            call(self._on_event, wire.Started(0, 0, context))
        if isinstance(news, str):
            one.pieces.append(news)
            call(self._on_event, wire.Piece(at, news, 1))
        elif isinstance(news, Ending):
            one.ending = news
            one.telling.stop()
            call(self._on_event, wire.CandidateDone(at, news.reason))

    def _result(self, served: Served, context: int) -> wire.GenerationResult:
        request, endings = self.request, [one.ending or Ending("cancelled") for one in self._candidates]
        candidates = tuple(
            wire.CandidateResult("".join(one.pieces), (), ending.reason, seed)
            for one, ending, seed in zip(self._candidates, endings, request.seeds, strict=True)
        )
        samplings = request.samplings or (request.sampling,)
        chains = tuple(chain(one, served.kind) for one in samplings)
        return wire.GenerationResult(
            prompt_text=plain_prompt(request.prompt, request.prefill),
            prompt_tokens=(),
            candidates=candidates,
            chain=chains[0],
            timings=self._timings(endings),
            layout=wire.Layout(0, (), 0, 0, context, 0, 0, len(candidates)),
            build=self._build(served, endings),
            chains=chains if len(chains) > 1 else (),
        )

    def _timings(self, endings: Sequence[Ending]) -> wire.Timings:
        tellings = [one.telling for one in self._candidates]
        first = min((one.first_s for one in tellings if one.first_s), default=0.0)
        total = time.monotonic() - self._begun
        decode = max(total - first, 0.0) if first else 0.0
        tokens = sum(one.tokens for one in endings)
        return wire.Timings(first, first, decode, tokens / decode if decode else 0.0, total)

    def _build(self, served: Served, endings: Sequence[Ending]) -> dict[str, str | list[str]]:
        """What the server told of itself; empty ones are left out."""
        told: dict[str, str | list[str]] = {
            "remote": served.address.url,
            "server": served.kind,
            "model": short_name(served.model),
            "answered_as": sorted({short_name(one.model) for one in endings if one.model}),
            "fingerprint": sorted({one.fingerprint for one in endings if one.fingerprint}),
            "prompt_tokens": str(max((one.prompt_tokens for one in endings), default=0) or ""),
            "ended_before_banned": [one.banned for one in endings if one.banned],
        }
        return {name: value for name, value in told.items() if value}
